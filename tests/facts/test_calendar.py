"""Arithmetic of terms."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.calendar import add_months, decide_by, extension_ends, last_day, last_day_after
from contracts.facts.model.term import Extension, Term

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))


def extension(**given: str) -> Extension:
    return Extension.model_validate({"kind": "repeated", "step_months": "12", **given})


def test_a_year_from_the_first_of_march_ends_on_the_last_of_february() -> None:
    assert last_day_after(dt.date(2019, 3, 1), 12) == dt.date(2020, 2, 29)


def test_a_term_in_years_or_months_has_a_last_day() -> None:
    assert last_day(Term.model_validate({"start": "2020-01-01", "years": "3"})) == dt.date(2022, 12, 31)
    assert last_day(Term.model_validate({"start": "2020-01-31", "months": "1"})) == dt.date(2020, 2, 28)


def test_a_season_has_no_last_day() -> None:
    assert last_day(Term.model_validate({"season": "Vintern 2018–2019"})) is None


def test_yearly_steps_from_the_end_of_2020_reach_the_end_of_2022() -> None:
    assert extension_ends(dt.date(2020, 12, 31), extension(last_end="2022-12-31")) == (
        dt.date(2021, 12, 31),
        dt.date(2022, 12, 31),
    )


def test_yearly_steps_from_the_end_of_february_never_reach_the_end_of_2022() -> None:
    assert extension_ends(dt.date(2020, 2, 29), extension(last_end="2022-12-31")) == (
        dt.date(2021, 2, 28),
        dt.date(2022, 2, 28),
    )


def test_two_months_before_the_end_of_december_is_the_end_of_october() -> None:
    assert decide_by(dt.date(2020, 12, 31), 2) == dt.date(2020, 10, 31)


@given(DAYS, st.integers(-300, 300))
def test_adding_months_changes_the_month_by_that_many(day: dt.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(DAYS, st.integers(1, 100))
def test_two_periods_in_a_row_leave_no_gap(day: dt.date, months: int) -> None:
    first = day.replace(day=1)
    middle = last_day_after(first, months)
    assert last_day_after(middle + dt.timedelta(days=1), months) == last_day_after(first, 2 * months)
