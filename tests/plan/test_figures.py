"""The figures of an economic report, as it and other documents read them: kronor, totals, what is unexplained."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.plan.document_views import FiguresView
from contracts.plan.documents import planned
from contracts.plan.figures import economic_figures, figures_row
from tests.plan.small_authority import authority_of, lookup_in

REPORT = """---
title: Delårsuppföljning
date: 2030-04-09
period: 2030-03
board: namnden
tables:
  - id: slag
    heading: Slag
    rows_are: Slag
    rows:
      - {id: intakter, label: Intäkter, outcome: 10, budget: 100, forecast: 90}
      - {id: personal, label: Personal, outcome: -20, budget: -250, forecast: -220}
      - {id: nytt, label: Nytt, none_yet: ännu inte uppbokat}
explanations:
  - {table: slag, row: personal, where: Biblioteket, amount: 20, text: En tjänst står tom.}
  - {table: slag, row: intakter, amount: -10, text: Färre lån.}
measures: [{name: Besök, unit: personer, before: "1,5", now: 2}]
---
{{ total.deviation | tkr }}
"""
MEMO = "---\ntitle: Ekonomin\ndate: 2030-04-09\nboard: namnden\nsummary: Allt.\nproposals: [Nämnden tar del.]\n---\n"
NAME = "economic-report-2030-03"


@pytest.fixture
def authority(tmp_path: Path) -> AuthorityFolder:
    return authority_of(tmp_path, {f"{NAME}.md": REPORT, "memo-2030.md": MEMO})


def row_of(authority: AuthorityFolder, table: str, row: str, document: str = NAME) -> FiguresView:
    lookup = lookup_in(authority)
    return figures_row(lookup.document(document), table, row, lookup)


def test_thousands_become_kronor_and_the_rest_is_derived(authority: AuthorityFolder):
    row = row_of(authority, "slag", "personal")
    assert (row.outcome, row.budget, row.forecast, row.deviation) == (-20_000, -250_000, -220_000, 30_000)
    assert (row.surplus, row.shortfall) == (30_000, 0)
    assert (row_of(authority, "slag", "intakter").surplus, row_of(authority, "slag", "intakter").shortfall) == (
        0,
        10_000,
    )


def test_the_total_is_a_row_of_its_own(authority: AuthorityFolder):
    total = row_of(authority, "slag", "total")
    assert (total.outcome, total.budget, total.forecast, total.deviation) == (-10_000, -150_000, -130_000, 20_000)


def test_a_row_without_amounts_says_why(authority: AuthorityFolder):
    row = row_of(authority, "slag", "nytt")
    assert (row.outcome, row.deviation, row.shortfall, row.none_yet) == (None, None, None, "ännu inte uppbokat")


def test_only_what_is_partly_explained_is_told_as_unexplained(authority: AuthorityFolder):
    lookup = lookup_in(authority)
    figures = economic_figures(lookup.document(NAME), lookup)
    (rest,) = figures.unexplained
    assert (rest.row, rest.deviation, rest.explained, rest.rest) == ("Personal", 30_000, 20_000, 10_000)
    assert [(one.row, one.where, one.amount) for one in figures.explanations] == [
        ("Personal", "Biblioteket", 20_000),
        ("Intäkter", None, -10_000),
    ]
    assert figures.period == dt.date(2030, 3, 1)


@pytest.mark.parametrize(
    ("table", "row", "text", "remedy"),
    [
        ("slag", "personel", "har ingen rad ”personel”", "menade du ”personal”?"),
        ("slagg", "personal", "har ingen tabell ”slagg”", "menade du ”slag”?"),
        ("slag", "xyz", "har ingen rad ”xyz”", "använd någon av: intakter, personal, nytt, total"),
    ],
)
def test_a_row_or_table_that_is_not_there_is_refused_with_the_nearest(
    authority: AuthorityFolder, table: str, row: str, text: str, remedy: str
):
    with pytest.raises(ProblemsError) as caught:
        row_of(authority, table, row)
    (problem,) = caught.value.problems
    assert text in problem.text
    assert problem.remedy == remedy


def test_a_document_of_another_kind_has_no_figures(authority: AuthorityFolder):
    with pytest.raises(ProblemsError, match="är ingen ekonomisk rapport"):
        row_of(authority, "slag", "personal", document="memo-2030")


def test_the_report_must_show_each_amount_each_reason_and_what_no_reason_covers(authority: AuthorityFolder):
    facts = planned(authority, NAME, draft=False).facts
    shown = {wording.replace("\N{NO-BREAK SPACE}", " ") for fact in facts for wording in fact.wordings}
    assert {"−250", "30", "−130", "20 tkr", "10 tkr", "En tjänst står tom.", "ännu inte uppbokat", "1,5", "2"} <= shown
