"""Which partnerships go on, on a day or in a window: by their term, their earlier periods, or what a source says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.model.document import Window
from contracts.facts.model.partnership import Partnership, Status
from contracts.register.standing import Counts, counts, days_of, goes_on, was_in


def window(start: str, end: str) -> Window:
    return Window.model_validate({"start": start, "end": end})


YEAR = window("2030-01-01", "2030-12-31")
DAYS = st.dates(dt.date(2028, 1, 1), dt.date(2032, 12, 31))


def partnership(term: dict[str, object], status: str = "active", status_on: str | None = None) -> Partnership:
    known = {"status_on": status_on, "register_only": "ja"} if status_on or "unknown" in term else {}
    facts = {"name": "Grannar", "status": status, "term": term, "parties": [{"organisation": "exempelstad"}]}
    return Partnership.model_validate(facts | {key: value for key, value in known.items() if value})


@st.composite
def partnerships(draw: st.DrawFn) -> Partnership:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return partnership({"start": start.isoformat(), "end": end.isoformat()}, draw(st.sampled_from(Status)).value)


def test_the_first_and_the_last_day_are_both_its_own():
    facts = partnership({"start": "2030-03-01", "end": "2030-05-31"})
    held = [day for day in ("2030-02-28", "2030-03-01", "2030-05-31", "2030-06-01") if goes_on(facts, day_of(day))]
    assert held == ["2030-03-01", "2030-05-31"]


def day_of(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_term_in_months_has_a_last_day():
    facts = partnership({"start": "2030-03-01", "months": "3"})
    assert goes_on(facts, dt.date(2030, 5, 31))
    assert not goes_on(facts, dt.date(2030, 6, 1))


def test_earlier_periods_are_its_days_too():
    history = [{"start": "2027-01-01", "end": "2029-12-31", "kind": "original"}]
    facts = partnership({"start": "2030-01-01", "end": "2031-12-31", "history": history}, "extended")
    days = days_of(facts)
    assert days is not None
    assert (days.first, days.last) == (dt.date(2027, 1, 1), dt.date(2031, 12, 31))
    assert was_in(facts, window("2027-06-01", "2027-06-30"))


def test_one_day_in_the_window_is_enough():
    assert was_in(partnership({"start": "2029-01-01", "end": "2030-01-01"}), YEAR)
    assert was_in(partnership({"start": "2030-12-31", "end": "2033-01-01"}), YEAR)
    assert not was_in(partnership({"start": "2029-01-01", "end": "2029-12-31"}), YEAR)
    assert not was_in(partnership({"start": "2031-01-01", "end": "2033-01-01"}), YEAR)


@pytest.mark.parametrize("term", [{"unknown": "ja"}, {"season": "Vintern 2029–2030", "precision": "season"}])
def test_without_days_it_is_known_to_go_on_that_day_only_on_which_a_source_says_so(term: dict[str, object]):
    facts = partnership(term, status_on="2030-03-01")
    assert goes_on(facts, dt.date(2030, 3, 1))
    assert not goes_on(facts, dt.date(2030, 3, 2))
    assert was_in(facts, YEAR)
    assert not was_in(facts, window("2030-03-02", "2030-12-31"))


def test_what_had_ended_when_a_source_spoke_did_not_go_on_that_day():
    facts = partnership({"unknown": "ja"}, "expired", "2030-03-01")
    assert days_of(facts) is None
    assert not goes_on(facts, dt.date(2030, 3, 1))
    assert not was_in(facts, YEAR)


@pytest.mark.parametrize("status", ["draft", "negotiating"])
def test_what_nobody_has_decided_is_never_counted(status: str):
    facts = partnership({"start": "2030-01-01", "end": "2030-12-31"}, status)
    assert not goes_on(facts, dt.date(2030, 6, 1))
    assert counts([facts], YEAR, dt.date(2030, 6, 1)) == Counts(0, 0, 0)


def test_those_of_the_window_are_counted_as_ongoing_or_ended():
    ends = ("2029-12-31", "2030-03-31", "2030-12-31", "2032-12-31")
    facts = [partnership({"start": "2028-01-01", "end": end}) for end in ends]
    assert counts(facts, YEAR, dt.date(2030, 12, 31)) == Counts(total=3, ongoing=2, ended=1)


@given(facts=st.lists(partnerships(), max_size=8), span=st.tuples(DAYS, DAYS), day=DAYS)
def test_the_whole_is_what_goes_on_and_what_has_ended(
    facts: list[Partnership], span: tuple[dt.date, dt.date], day: dt.date
):
    chosen = window(min(span).isoformat(), max(span).isoformat())
    found = counts(facts, chosen, day)
    assert found.total == found.ongoing + found.ended == sum(was_in(one, chosen) for one in facts)
    assert min(found.ongoing, found.ended) >= 0


@given(facts=partnerships(), day=DAYS)
def test_what_goes_on_a_day_was_in_every_window_with_that_day(facts: Partnership, day: dt.date):
    around = window((day - dt.timedelta(days=3)).isoformat(), (day + dt.timedelta(days=3)).isoformat())
    assert was_in(facts, around) or not goes_on(facts, day)


@given(one=st.lists(partnerships(), max_size=5), other=st.lists(partnerships(), max_size=5), day=DAYS)
def test_the_counts_of_two_areas_are_together_those_of_both(
    one: list[Partnership], other: list[Partnership], day: dt.date
):
    first, second, both = (counts(facts, YEAR, day) for facts in (one, other, one + other))
    assert (first.total + second.total, first.ongoing + second.ongoing) == (both.total, both.ongoing)
