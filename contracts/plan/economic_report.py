"""Builds an economic report's view, and what its PDF must show."""

from collections.abc import Iterator

from contracts.facts.folders import DocumentFile
from contracts.facts.model.economic_report import EconomicReport
from contracts.plan.agreement import authority_view
from contracts.plan.document_views import EconomicReportView, FiguresView
from contracts.plan.fields import fields_of
from contracts.plan.figures import economic_figures
from contracts.plan.lookup import Lookup
from contracts.plan.memo import person
from contracts.plan.naming import functions_of
from contracts.plan.planned_words import prose, word
from contracts.plan.texts import Texts
from contracts.plan.views import DocumentView
from contracts.spelling.amounts import tkr_tal
from contracts.spelling.numbers import tal
from contracts.spelling.wordings import PlannedFact, amount_wordings, date_wordings


def economic_report_view(
    document: DocumentFile, facts: EconomicReport, lookup: Lookup, *, draft: bool
) -> EconomicReportView:
    """The view of one economic report.

    Raises:
        ProblemsError: An expression of the body cannot be filled in.
    """
    figures = economic_figures(document, lookup)
    kind = lookup.authority.authority.documents.economic_report
    known = fields_of(figures) | {
        "document": DocumentView(facts.title, kind, kind, draft, facts.case_number, facts.date),
        "authority": authority_view(lookup.authority),
        "case_number": facts.case_number,
        "board": lookup.unit(facts.board),
        "recipient": lookup.unit(facts.recipient) if facts.recipient else None,
        "case_officer": person(facts.case_officer),
    }
    body = Texts(document, known, functions_of(lookup)).body()
    return EconomicReportView(**known, body=body)  # type: ignore[arg-type]  # the fields of the view, by name


def economic_report_facts(view: EconomicReportView) -> Iterator[PlannedFact]:
    """Every fact that the economic report must show."""
    yield word("title", "rapportens titel", view.title)
    yield PlannedFact("date", "rapportens dag", date_wordings(view.date))
    for text, label in ((view.case_number, "diarienumret"), (view.recipient, "mottagaren")):
        if text:
            yield word("head", label, text)
    if view.case_officer:
        yield word("case_officer", "handläggaren", view.case_officer.name)
    for table in view.tables:
        yield word(f"tables.{table.id}", "en tabells rubrik", table.heading)
        for row in (*table.rows, table.total):
            yield from _row(f"tables.{table.id}.{row.id}", row)
    for one in view.explanations:
        yield PlannedFact("explanations", f"en förklaring till {one.row}", amount_wordings(one.amount))
        yield from prose("explanations", f"en förklaring till {one.row}", one.text)
    for rest in view.unexplained:
        yield PlannedFact("explanations", f"det oförklarade på {rest.row}", amount_wordings(rest.rest))
    for measure in view.measures:
        yield word("measures", "ett mått", measure.name)
        for value in (measure.before, measure.now):
            yield word("measures", f"ett värde för {measure.name}", tal(value))
    yield from prose("body", "kommentarerna", view.body)


def _row(path: str, row: FiguresView) -> Iterator[PlannedFact]:
    yield word(path, "en rad", row.label)
    if row.none_yet:
        yield word(path, f"varför {row.label} saknar belopp", row.none_yet)
    for name, amount in (
        ("utfallet", row.outcome),
        ("budgeten", row.budget),
        ("prognosen", row.forecast),
        ("avvikelsen", row.deviation),
    ):
        if amount is not None:
            yield PlannedFact(path, f"{name} för {row.label}", (tkr_tal(amount), *amount_wordings(amount)))
