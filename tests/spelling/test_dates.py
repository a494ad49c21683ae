import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.spelling.dates import datum, datum_iso, klockslag, manad, tidsspann

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
A_DAY = dt.date(2018, 3, 1)


def test_a_date_in_prose_keeps_day_and_month_together() -> None:
    assert datum(A_DAY) == "1\u00a0mars 2018"


def test_a_date_in_tables_is_iso() -> None:
    assert datum_iso(A_DAY) == "2018-03-01"


def test_a_month_has_its_year() -> None:
    assert manad(A_DAY) == "mars 2018"


def test_the_year_is_that_of_the_calendar_and_not_of_the_week() -> None:
    assert datum(dt.date(2018, 12, 31)) == "31\u00a0december 2018"
    assert manad(dt.date(2018, 12, 31)) == "december 2018"


@given(st.dates(dt.date(1000, 1, 1)))
def test_every_date_reads_back_as_itself(date: dt.date) -> None:
    day_and_month, year = datum(date).split(" ")
    day, month = day_and_month.split("\u00a0")
    assert dt.date(int(year), MONTHS.index(month) + 1, int(day)) == date
    assert manad(date) == f"{month} {year}"
    assert dt.date.fromisoformat(datum_iso(date)) == date


@pytest.mark.parametrize(
    ("time", "written"),
    [(dt.time(9), "kl.\u00a09.00"), (dt.time(15, 30), "kl.\u00a015.30"), (dt.time(0, 5), "kl.\u00a00.05")],
)
def test_a_time_of_day_has_a_point_and_no_leading_zero(time: dt.time, written: str) -> None:
    assert klockslag(time) == written


def test_two_times_are_joined_by_an_en_dash() -> None:
    assert tidsspann(dt.time(9), dt.time(15, 30)) == "kl.\u00a09.00\u201315.30"
    assert tidsspann(dt.time(9), dt.time(9)) == "kl.\u00a09.00"


def test_times_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="end is not before its start"):
        tidsspann(dt.time(15), dt.time(9))


@pytest.mark.parametrize("write", [datum, datum_iso, manad])
@pytest.mark.parametrize("wrong", [None, "2018-03-01", 20180301, True, dt.datetime(2018, 3, 1, 9, tzinfo=dt.UTC)])
def test_anything_else_than_a_plain_date_is_refused(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes a date, not {type(wrong).__name__}"):
        write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("wrong", [None, "9.00", 9, 9.0])
def test_anything_else_than_a_time_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="klockslag takes a time"):
        klockslag(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [dt.time(9, 0, 1), dt.time(9, 0, 0, 1), dt.time(9, tzinfo=dt.UTC)])
def test_seconds_and_time_zones_are_not_dropped_silently(wrong: dt.time) -> None:
    with pytest.raises(ValueError, match="hours and minutes"):
        klockslag(wrong)
