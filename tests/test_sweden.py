"""The Swedish calendar day: that of those who decide and sign, not that of the machine."""

import argparse
import datetime as dt

import pytest

from contracts.cli.options import today_of
from contracts.sweden import swedish_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-29T22:59:59", "2026-11-29"),
        ("2026-11-29T23:00:00", "2026-11-30"),
        ("2026-06-30T21:59:59", "2026-06-30"),
        ("2026-06-30T22:00:00", "2026-07-01"),
    ],
)
def test_a_day_begins_at_swedish_midnight_in_winter_and_in_summer(moment: str, day: str):
    universal = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    assert swedish_day(universal) == dt.date.fromisoformat(day)


def test_today_is_the_swedish_day_unless_the_user_names_another():
    before = swedish_day(dt.datetime.now(dt.UTC))
    today = today_of(argparse.Namespace(today=None))
    assert today in {before, swedish_day(dt.datetime.now(dt.UTC))}
    named = dt.date(2018, 3, 1)
    assert today_of(argparse.Namespace(today=named)) == named
