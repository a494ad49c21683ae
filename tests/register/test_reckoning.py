"""Months, years and ends that follow from a term."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.calendar import last_day_after
from contracts.facts.model.term import Term
from contracts.register.reckoning import (
    begun_months,
    is_whole_years,
    latest_end,
    months_of_years,
    possible_ends,
    present_end,
    school_years,
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_ten_months_remain_of_the_year_on_the_first_of_march() -> None:
    assert months_of_years(day("2018-03-01"), day("2020-12-31")) == ((2018, 10), (2019, 12), (2020, 12))


def test_a_begun_month_counts_whole() -> None:
    assert begun_months(day("2018-03-01"), day("2018-03-01")) == 1
    assert begun_months(day("2018-03-15"), day("2018-04-14")) == 1
    assert begun_months(day("2018-03-15"), day("2018-04-15")) == 2
    assert begun_months(day("2018-03-02"), day("2018-03-01")) == 0


def test_whole_years_may_begin_on_any_day() -> None:
    assert is_whole_years(day("2018-03-01"), day("2020-02-29"))
    assert not is_whole_years(day("2018-03-01"), day("2020-12-31"))


def test_school_years_change_in_july() -> None:
    assert school_years(day("2018-08-15"), day("2020-06-12")) == 2
    assert school_years(day("2018-06-30"), day("2018-07-01")) == 2


def test_history_moves_the_present_end_but_not_the_steps() -> None:
    term = Term.model_validate(
        {
            "start": "2018-03-01",
            "end": "2021-12-31",
            "history": [{"start": "2018-03-01", "end": "2020-12-31", "kind": "original"}],
            "extension": {"kind": "repeated", "step_months": "12", "last_end": "2022-12-31"},
        }
    )
    assert present_end(term) == day("2021-12-31")
    assert possible_ends(term) == (day("2021-12-31"), day("2022-12-31"))
    assert latest_end(term) == day("2022-12-31")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 60))
def test_a_period_made_of_months_has_that_many(start: dt.date, months: int) -> None:
    first = start.replace(day=1)
    assert begun_months(first, last_day_after(first, months)) == months
