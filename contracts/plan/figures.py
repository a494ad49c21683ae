"""The amounts of an economic report, with all that is derived from them: deviations, totals, what is unexplained."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.folders import DocumentFile
from contracts.facts.model.economic_report import EconomicReport, FiguresRow, FiguresTable
from contracts.facts.source import nearest
from contracts.plan.document_views import (
    ExplanationView,
    FiguresTableView,
    FiguresView,
    MeasureView,
    UnexplainedView,
)
from contracts.plan.lookup import Lookup
from contracts.register.figures import TableTotal, deviation_of, rest_of, total_of

_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class EconomicFigures:
    """What prose in other documents may read of an economic report."""

    title: str
    date: dt.date
    period: dt.date  #: the first day of the month
    tables: tuple[FiguresTableView, ...]
    total: FiguresView  #: of the first table
    explanations: tuple[ExplanationView, ...]
    unexplained: tuple[UnexplainedView, ...]
    measures: tuple[MeasureView, ...]


def economic_figures(document: DocumentFile, lookup: Lookup) -> EconomicFigures:
    """The figures of an economic report.

    Raises:
        ProblemsError: The document is of another kind.
    """
    facts = document.facts
    if not isinstance(facts, EconomicReport):
        text = f"”{document.id}” är ingen ekonomisk rapport"
        raise ProblemsError(
            [Problem("reference-kind", text, Place(document.source.file), "ange ett dokument economic-report-…")]
        )
    tables = tuple(_table(table) for table in facts.tables)
    year, month = facts.period.split("-")
    labels = {(table.id, row.id): row.label for table in facts.tables for row in table.rows}
    return EconomicFigures(
        title=facts.title,
        date=facts.date,
        period=dt.date(int(year), int(month), 1),
        tables=tables,
        total=tables[0].total,
        explanations=tuple(
            ExplanationView(labels.get((one.table, one.row), one.row), one.where, one.amount * _THOUSAND, one.text)
            for one in facts.explanations
        ),
        unexplained=tuple(_unexplained(facts)),
        measures=tuple(MeasureView(one.name, one.unit, one.before, one.now) for one in facts.measures),
    )


def figures_row(document: DocumentFile, table: str, row: str, lookup: Lookup) -> FiguresView:
    """One row of a table of an economic report; "total" is the sum.

    Raises:
        ProblemsError: The document is of another kind, or has no such table or row.
    """
    tables = {one.id: one for one in economic_figures(document, lookup).tables}
    rows = {one.id: one for one in (*tables[table].rows, tables[table].total)} if table in tables else {}
    if row not in rows:
        known = list(rows) if table in tables else list(tables)
        what, wrong = ("rad", row) if table in tables else ("tabell", table)
        guess = nearest(wrong, known)
        raise ProblemsError(
            [
                Problem(
                    "reference-unknown",
                    f"rapporten ”{document.id}” har ingen {what} ”{wrong}”",
                    Place(document.source.file),
                    f"menade du ”{guess}”?" if guess else f"använd någon av: {', '.join(known)}",
                )
            ]
        )
    return rows[row]


def _table(table: FiguresTable) -> FiguresTableView:
    return FiguresTableView(
        table.id, table.heading, table.rows_are, tuple(_row(row) for row in table.rows), _total(total_of(table))
    )


def _row(row: FiguresRow) -> FiguresView:
    return FiguresView(
        row.id,
        row.label,
        _kronor(row.outcome),
        _kronor(row.budget),
        _kronor(row.forecast),
        _kronor(deviation_of(row)),
        row.none_yet,
    )


def _total(total: TableTotal) -> FiguresView:
    return FiguresView(
        "total",
        "Totalt",
        total.outcome * _THOUSAND,
        total.budget * _THOUSAND,
        total.forecast * _THOUSAND,
        total.deviation * _THOUSAND,
        None,
    )


def _kronor(thousands: int | None) -> int | None:
    return None if thousands is None else thousands * _THOUSAND


def _unexplained(facts: EconomicReport) -> Iterator[UnexplainedView]:
    for table in facts.tables:
        for row in table.rows:
            rest = rest_of(facts, table, row)
            deviation = deviation_of(row)
            if rest and deviation is not None:
                yield UnexplainedView(
                    row.label, deviation * _THOUSAND, (deviation - rest) * _THOUSAND, rest * _THOUSAND
                )
