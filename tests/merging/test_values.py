"""Values are read from how they are written in Swedish, and written as data has them."""

import datetime as dt
from decimal import Decimal

import pytest

from contracts.merging.values import Kind, Reading, exchanged, readings, written_instead

AMOUNT, NUMBER, DAY, MONTH = Kind.AMOUNT, Kind.NUMBER, Kind.DAY, Kind.MONTH


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1 650 000 kr", AMOUNT, Decimal(1_650_000)),
        ("1.650.000 kronor", AMOUNT, Decimal(1_650_000)),
        ("1650000 kr", AMOUNT, Decimal(1_650_000)),
        ("1,65 mnkr", AMOUNT, Decimal(1_650_000)),
        ("1,65 miljoner kronor", AMOUNT, Decimal(1_650_000)),
        ("350 tkr", AMOUNT, Decimal(350_000)),
        ("tre", NUMBER, Decimal(3)),
        ("12,5", NUMBER, Decimal("12.5")),
        ("2018-03-01", DAY, dt.date(2018, 3, 1)),
        ("1 mars 2018", DAY, dt.date(2018, 3, 1)),
        ("Mars 2018", MONTH, dt.date(2018, 3, 1)),
    ],
)
def test_what_is_written_is_read(text: str, kind: Kind, value: object):
    assert readings(text) == (Reading(kind, value),)  # type: ignore[arg-type]  # parametrised


@pytest.mark.parametrize("text", ["31 februari 2018", "802403-0119", "AVUX/2016:55", "ord"])
def test_what_is_no_value_is_not_read(text: str):
    assert readings(text) == ()


def test_values_are_paired_in_their_order_and_not_when_one_is_missing():
    assert exchanged("25–64 år", "20–64 år") == ((Reading(NUMBER, Decimal(25)), Reading(NUMBER, Decimal(20))),)
    assert exchanged("25–64 år", "20 år") == ()


@pytest.mark.parametrize(
    ("raw", "value", "old", "new", "expected"),
    [
        ("350000", 350_000, "350 000 kr", "375 tkr", "375000"),
        ("350000", 350_000, "350", "375,5", "375500"),  # a table in thousands
        ("12,5", Decimal("12.5"), "12,5", "13", "13"),
        ("2018-03-31", dt.date(2018, 3, 31), "mars 2018", "april 2018", "2018-04-30"),
        ("2024-10", "2024-10", "oktober 2024", "maj 2025", "2025-05"),
        ("3", "3", "tre", "sex", "6"),
        ("350000", 350_000, "400 000 kr", "375 000 kr", None),
        ("ja", True, "1", "2", None),
    ],
)
def test_a_new_value_is_written_as_data_writes_it(raw: str, value: object, old: str, new: str, expected: str | None):
    [before], [after] = readings(old), readings(new)
    assert written_instead(raw, value, before, after) == expected
