"""The changes as a table: no cell is empty, each effect stands at what causes it, and the rows make up the sum."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.ledger.change_table import ChangeRow, change_table
from contracts.ledger.effect import Effect, economic_effect
from contracts.ledger.telling import tell
from contracts.ledger.terms import Terms
from tests.plan.small_authority import authority_of

NBSP = "\N{NO-BREAK SPACE}"
TERM = "term: {start: 2025-01-01, end: 2027-12-31}\n"
LONGER = "term: {start: 2025-01-01, end: 2028-12-31}\n"
MIDWAY = dt.date(2027, 1, 1)


@pytest.fixture
def table(tmp_path: Path):
    """The table of a change from one text of partnership.yaml to another."""

    def terms(text: str) -> Terms:
        authority = authority_of(tmp_path, {"soppa/partnership.yaml": text})
        [folder] = authority.partnerships
        return Terms(authority, folder)

    def table(old: str, new: str) -> tuple[tuple[ChangeRow, ...], Effect]:
        before, after = terms(old), terms(new)
        effect = economic_effect(before, after, MIDWAY)
        return change_table(tell(before, after), effect), effect

    return table


def economy(*contributions: str, more: str = "") -> str:
    paid = ", ".join(f"{{payer: {one}}}" for one in contributions)
    return f"economy: {{contributions: [{paid}]{more}}}\n"


def cells(rows: tuple[ChangeRow, ...]) -> list[tuple[str, ...]]:
    texts = ((row.what, row.before, row.after, row.per_year, row.total) for row in rows)
    return [tuple(text.replace(NBSP, " ") for text in row) for row in texts]


def test_each_effect_stands_at_what_causes_it_and_the_rows_make_up_the_sum(table):
    rows, effect = table(
        TERM + economy("exempelstad, amount: 100001, purpose: mat", "alfa, amount: 7, purpose: salt"),
        LONGER + economy("exempelstad, amount: 120003, purpose: mat", "beta, amount: 5000, purpose: kaffe"),
    )
    assert cells(rows) == [
        ("Till och med", "31 december 2027", "31 december 2028", "–", "+100 001 kr"),
        (
            "Bidraget från Exempelstad till partnerskapet för mat, belopp",
            "100 001 kr per år",
            "120 003 kr per år",
            "+20 002 kr",
            "+40 004 kr",
        ),
        (
            "Bidraget från Beta till partnerskapet för kaffe",
            "–",
            "5 000 kr per år",
            "+5 000 kr",
            "+10 000 kr",
        ),
        ("Bidraget från Alfa till partnerskapet för salt", "7 kr per år", "utgår", "−7 kr", "−7 kr"),
    ]
    assert sum(row.amount or 0 for row in rows) == effect.total


def test_another_payer_has_one_row_whose_sum_is_nothing(table):
    rows, effect = table(
        TERM + economy("exempelstad, payee: alfa, amount: 100, purpose: mat"),
        TERM + economy("beta, payee: alfa, amount: 100, purpose: mat"),
    )
    assert (effect.public, effect.others) == (-100, 100)
    assert sum(row.amount or 0 for row in rows) == effect.total == 0


def test_a_party_that_comes_or_goes_is_told_and_costs_nothing_by_itself(table):
    three = "parties: [{organisation: exempelstad}, {organisation: alfa}, {organisation: beta}]\n"
    assert cells(table(TERM, TERM + three)[0]) == [("Parten Stiftelsen Beta", "–", "tillkommer", "–", "–")]
    assert cells(table(TERM + three, TERM)[0]) == [("Parten Stiftelsen Beta", "ingår", "utgår", "–", "–")]


def test_what_only_moves_costs_nothing_and_says_so(table):
    three = "parties: [{organisation: exempelstad}, {organisation: %s}, {organisation: %s}]\n"
    rows, _ = table(TERM + three % ("alfa", "beta"), TERM + three % ("beta", "alfa"))
    assert [row[0].endswith(": flyttas") and row[1:] for row in cells(rows)] == [
        ("efter parten Exempelstad kommun", "efter parten Stiftelsen Beta", "–", "–")
    ]


def test_what_cannot_be_told_in_kronor_is_unknown_and_never_a_dash(table):
    share, rate = (
        "exempelstad, percent: {}, purpose: mat",
        ", unit_rates: [{{payer: exempelstad, unit: gäst, amount: {}, text: Så.}}]",
    )
    rows, effect = table(
        TERM + economy(share.format(30), more=rate.format(10)), TERM + economy(share.format(40), more=rate.format(20))
    )
    assert [row[3:] for row in cells(rows)] == [("okänd", "okänd"), ("okänd", "okänd")]
    assert (effect.total, [row.amount for row in rows]) == (None, [None, None])


def test_a_longer_term_without_an_amount_that_can_be_told_is_unknown(table):
    share = economy("exempelstad, percent: 30, purpose: mat")
    rows, _ = table(TERM + share, LONGER + share)
    assert [(row.per_year, row.total, row.amount) for row in rows] == [("–", "okänd", None)]


def test_an_estimated_value_is_told_as_one_and_is_in_no_sum(table):
    gift = ", in_kind: [{{party: alfa, kinds: [lokal], text: Alfa lånar ut en lokal., estimated_value: {}}}]"
    rows, _ = table(TERM, TERM + economy(more=gift.replace(", estimated_value: {}", "").format()))
    assert [row[2:] for row in cells(rows)] == [("Alfa lånar ut en lokal.", "okänd", "okänd")]
    rows, effect = table(TERM + economy(more=gift.format(1000)), TERM + economy(more=gift.format(1500)))
    assert [row[3:] for row in cells(rows)] == [("+500 kr (uppskattat värde)", "+500 kr (uppskattat värde)")]
    assert (effect.lines, rows[0].amount) == ((), 0)


def test_long_prose_is_shown_around_what_differs_and_without_its_marks(table):
    text = "background: |\n  Många är *ensamma* i Exempelstad. " + "De vill ha någon att tala med. " * 8 + "{}\n"
    rows, _ = table(TERM + text.format("Det är fint."), TERM + text.format("Det är bra."))
    [(what, before, after, *_)] = cells(rows)
    assert (what, before[:2], after[-4:]) == ("Bakgrund", "… ", "bra.")
    assert max(len(before), len(after)) < 60
    rows, _ = table(TERM + "background: Vi är *många*.\n", TERM + "background: Vi är *få*.\n")
    assert [row[1:3] for row in cells(rows)] == [("Vi är många.", "Vi är få.")]
