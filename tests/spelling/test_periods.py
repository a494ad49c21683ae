import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.spelling.periods import aldersspann, arsspann, iso_period, manadsspann, period, period_tom

START, END = dt.date(2018, 3, 1), dt.date(2020, 12, 31)


def test_a_period_in_prose_has_a_spaced_dash_that_never_begins_a_line() -> None:
    assert period(START, END) == "1\u00a0mars 2018\u00a0\u2013 31\u00a0december 2020"


def test_both_ends_keep_their_year() -> None:
    assert period(START, dt.date(2018, 3, 31)) == "1\u00a0mars 2018\u00a0\u2013 31\u00a0mars 2018"


def test_a_period_without_doubt_says_that_both_days_are_part_of_it() -> None:
    expected = "från och med den 1\u00a0mars 2018 till och med den 31\u00a0december 2020"
    assert period_tom(START, END) == expected


def test_an_open_end_leaves_the_beginning() -> None:
    assert period_tom(START, None) == period_tom(START, END).partition(" till och med")[0]


def test_a_period_in_tables_is_iso_with_a_spaced_dash() -> None:
    assert iso_period(START, END) == "2018-03-01\u00a0\u2013 2020-12-31"


def test_months_and_years_make_periods_too() -> None:
    assert manadsspann(START, END) == "mars 2018\u00a0\u2013 december 2020"
    assert manadsspann(START, dt.date(2018, 3, 31)) == "mars 2018"
    assert arsspann(2018, 2020) == "2018\u20132020"
    assert arsspann(2018, 2018) == "2018"


def test_equal_ends_are_written_once() -> None:
    assert period(START, START) == "1\u00a0mars 2018"
    assert iso_period(START, START) == "2018-03-01"
    assert aldersspann(18, 18) == "18\u00a0år"


def test_an_age_range_may_be_open_at_one_end() -> None:
    assert aldersspann(25, 64) == "25\u201364\u00a0år"
    assert aldersspann(25) == "från 25\u00a0år"
    assert aldersspann(25, None) == "från 25\u00a0år"
    assert aldersspann(None, 64) == "till och med 64\u00a0år"


@given(st.dates(), st.dates())
def test_a_period_is_written_exactly_when_its_end_is_not_before_its_start(start: dt.date, end: dt.date) -> None:
    for write in (period, period_tom, iso_period, manadsspann):
        if end < start:
            with pytest.raises(ValueError, match="end is not before its start"):
                write(start, end)
        else:
            assert write(start, end)


@pytest.mark.parametrize("write", [period, period_tom, iso_period, manadsspann])
@pytest.mark.parametrize("wrong", [None, "2018-03-01", 2018, dt.datetime(2018, 3, 1, tzinfo=dt.UTC)])
def test_both_ends_must_be_plain_dates(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes a date, not {type(wrong).__name__}"):
        write(wrong, END)  # type: ignore[operator]
    if wrong is not None or write is not period_tom:  # whose end may be open
        with pytest.raises(TypeError, match=rf"takes a date, not {type(wrong).__name__}"):
            write(START, wrong)  # type: ignore[operator]


@pytest.mark.parametrize("ends", [(None, None), (True, 64), ("25", 64), (25.0, 64), (25, "64")])
def test_ages_must_be_whole_numbers(ends: tuple[object, object]) -> None:
    with pytest.raises(TypeError, match="aldersspann takes an int"):
        aldersspann(*ends)  # type: ignore[arg-type]


@pytest.mark.parametrize("ends", [(64, 25), (-1, 25), (None, -1)])
def test_impossible_age_ranges_are_refused(ends: tuple[int | None, int]) -> None:
    with pytest.raises(ValueError, match="aldersspann takes"):
        aldersspann(*ends)


@pytest.mark.parametrize("ends", [(2020, 2018), (18, 20), (2018, 20190)])
def test_impossible_years_are_refused(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="arsspann takes"):
        arsspann(*ends)
