import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from contracts.pictures.axis import Axis, axis_of
from contracts.pictures.timeline import Bar, BarKind, Timeline, TimelineRow

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


def test_the_axis_holds_every_bar_and_the_day_in_whole_years():
    bars = (Bar(dt.date(2016, 7, 1), dt.date(2017, 6, 30), BarKind.EARLIER),)
    row = TimelineRow("Exempelhuset", "Sociala området", bars, None)
    assert axis_of(Timeline(dt.date(2019, 3, 27), (row,), "alt"), 100, 1000) == Axis(2016, 2019, 100, 1000)
    assert axis_of(Timeline(dt.date(2015, 3, 27), (row,), "alt"), 100, 1000) == Axis(2015, 2017, 100, 1000)


def test_a_leap_year_has_one_day_more():
    common, leap = Axis(2019, 2019, 0, 365), Axis(2020, 2020, 0, 366)
    assert common.start_of(dt.date(2019, 3, 1)) == 59
    assert leap.start_of(dt.date(2020, 2, 29)) == 59
    assert leap.start_of(dt.date(2020, 3, 1)) == 60
    assert leap.end_of(dt.date(2020, 12, 31)) == 366


def test_the_last_day_of_the_calendar_has_an_end():
    assert Axis(9999, 9999, 10, 365).end_of(dt.date(9999, 12, 31)) == 375


@given(DAYS, DAYS)
def test_a_later_day_never_stands_before_an_earlier_one(one: dt.date, other: dt.date):
    axis = Axis(1990, 2060, 30, 1200)
    first, last = min(one, other), max(one, other)
    assert axis.left <= axis.start_of(first) <= axis.start_of(last) <= axis.end_of(last) <= axis.right


@given(DAYS)
def test_a_day_ends_where_the_next_begins(day: dt.date):
    axis = Axis(1990, 2061, 30, 1200)
    assert axis.end_of(day) == axis.start_of(day + dt.timedelta(days=1))


def test_years_are_labelled_as_often_as_there_is_room():
    assert [year for year, _ in Axis(2018, 2021, 0, 400).rules(100)] == [2018, 2019, 2020, 2021]
    assert [year for year, _ in Axis(2018, 2025, 0, 400).rules(100)] == [2018, 2020, 2022, 2024]
    assert [year for year, _ in Axis(1500, 2600, 0, 400).rules(100)] == [1500, 2000, 2500]


def test_quarters_are_marked_only_where_they_are_wide_enough():
    assert list(Axis(2019, 2019, 0, 365).quarters(90)) == [90, 181, 273]
    assert list(Axis(2019, 2019, 0, 365).quarters(92)) == []
