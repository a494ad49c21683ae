"""The amounts of an economic report against one another: rows, totals, tables, signs, explanations. All in tkr."""

from collections.abc import Iterator

from contracts.checks.fields import fields
from contracts.checks.rule import OWN_RULE, DocumentSubject, Finding, Rule, guess
from contracts.errors import Severity
from contracts.facts.model.economic_report import EconomicReport, Figures, FiguresRow, FiguresTable
from contracts.facts.source import Route
from contracts.register.figures import TableTotal, deviation_of, rest_of, total_of
from contracts.spelling.amounts import tkr

SUMS = "Lärdom: summor och avvikelser i en prognosrapport gick inte att räkna fram ur raderna"
_THOUSAND = 1_000
_COLUMNS = (("outcome", "utfallet"), ("budget", "budgeten"), ("forecast", "prognosen"), ("deviation", "avvikelsen"))


def _tkr(amount: int) -> str:
    return tkr(amount * _THOUSAND)


def _tables(subject: DocumentSubject) -> Iterator[tuple[Route, FiguresTable]]:
    facts = subject.document.facts
    for at, table in enumerate(facts.tables) if isinstance(facts, EconomicReport) else ():
        yield ("tables", at), table


def _rows(subject: DocumentSubject) -> Iterator[tuple[Route, FiguresTable, FiguresRow]]:
    for route, table in _tables(subject):
        for at, row in enumerate(table.rows):
            yield (*route, "rows", at), table, row


def _deviation_differs(subject: DocumentSubject) -> Iterator[Finding]:
    for route, _, row in _rows(subject):
        computed = deviation_of(row)
        if row.deviation is not None and computed is not None and row.deviation != computed:
            text = f"{row.label}: avvikelsen anges till {_tkr(row.deviation)}, men prognosen minus budgeten är"
            text += f" {_tkr(computed)}"
            yield Finding((*route, "deviation"), text, also=((*route, "forecast"), (*route, "budget")))


def _total_differs(subject: DocumentSubject) -> Iterator[Finding]:
    for route, table in _tables(subject):
        if table.stated_total is None:
            continue
        total = total_of(table)
        for column, name in _COLUMNS:
            stated, computed = _stated(table.stated_total, column), _computed(total, column)
            if stated is not None and stated != computed:
                text = f"{table.heading}: {name} anges till {_tkr(stated)}, men raderna är tillsammans {_tkr(computed)}"
                yield Finding((*route, "stated_total", column), text, also=((*route, "rows"),))


def _stated(figures: Figures, column: str) -> int | None:
    stated: int | None = getattr(figures, column)
    return stated


def _computed(total: TableTotal, column: str) -> int:
    computed: int = getattr(total, column)
    return computed


def _tables_differ(subject: DocumentSubject) -> Iterator[Finding]:
    tables = tuple(_tables(subject))
    for route, table in tables[1:]:
        first_route, first = tables[0]
        for column, name in _COLUMNS:
            one, other = (_computed(total_of(found), column) for found in (first, table))
            if one != other:
                text = f"{name} är {_tkr(one)} i ”{first.heading}” men {_tkr(other)} i ”{table.heading}”"
                yield Finding((*route, "heading"), text, also=((*first_route, "heading"),))


def _sign_differs(subject: DocumentSubject) -> Iterator[Finding]:
    for route, _, row in _rows(subject):
        outcome, budget, forecast = row.outcome, row.budget, row.forecast
        if outcome is None or budget is None or forecast is None:
            continue
        if outcome * budget < 0 and outcome * forecast < 0:
            text = f"{row.label}: utfallet {_tkr(outcome)} har ett annat tecken än budgeten och prognosen"
            yield Finding((*route, "outcome"), text, also=((*route, "budget"),))


def _explanations_short(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, EconomicReport):
        return
    for route, table, row in _rows(subject):
        rest, deviation = rest_of(facts, table, row), deviation_of(row)
        if rest and deviation is not None:
            places = [
                ("explanations", at)
                for at, one in enumerate(facts.explanations)
                if (one.table, one.row) == (table.id, row.id)
            ]
            text = f"{row.label}: avvikelsen är {_tkr(deviation)}, men förklaringarna är tillsammans"
            text += f" {_tkr(deviation - rest)}; {_tkr(rest)} är inte förklarat"
            yield Finding((*route, "label"), text, also=tuple(places))


def _explanation_unknown(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, EconomicReport):
        return
    rows = {table.id: [row.id for row in table.rows] for table in facts.tables}
    for at, one in enumerate(facts.explanations):
        if one.table not in rows:
            yield Finding(("explanations", at, "table"), f"tabellen ”{one.table}” finns inte", guess(one.table, rows))
        elif one.row not in rows[one.table]:
            text = f"raden ”{one.row}” finns inte i tabellen ”{one.table}”"
            yield Finding(("explanations", at, "row"), text, guess(one.row, rows[one.table]))


def _id_repeated(subject: DocumentSubject) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Route] = {}
    for route, table in _tables(subject):
        rows = [((*route, "rows", at, "id"), (table.id, row.id)) for at, row in enumerate(table.rows)]
        for where, identifier in (((*route, "id"), (table.id, "")), *rows):
            if identifier in seen:
                name = identifier[1] or identifier[0]
                yield Finding(where, f"två tabeller eller rader har id ”{name}”", also=(seen[identifier],))
            seen.setdefault(identifier, where)


RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "figures-id-repeated",
        Severity.ERROR,
        "Ett id betyder en tabell eller en rad.",
        "ge den ena ett annat id",
        OWN_RULE,
        _id_repeated,
        fields=fields("economic-report", "tables.id", "tables.rows.id"),
    ),
    Rule(
        "figures-deviation",
        Severity.WARNING,
        "Avvikelsen är prognosen minus budgeten.",
        "rätta det belopp som är fel, eller ta bort deviation: den räknas ut",
        SUMS,
        _deviation_differs,
        fields=fields("economic-report", "tables.rows.deviation", "tables.rows.forecast", "tables.rows.budget"),
    ),
    Rule(
        "figures-total",
        Severity.WARNING,
        "En angiven summa är summan av raderna.",
        "rätta det belopp som är fel, eller ta bort stated_total: summorna räknas ut",
        SUMS,
        _total_differs,
        fields=fields("economic-report", "tables.stated_total", "tables.rows"),
    ),
    Rule(
        "figures-tables-differ",
        Severity.WARNING,
        "Tabellerna i en rapport har samma summor.",
        "rätta den rad som är fel, eller lägg till den som saknas",
        SUMS,
        _tables_differ,
        fields=fields("economic-report", "tables.heading", "tables.rows"),
    ),
    Rule(
        "figures-sign",
        Severity.WARNING,
        "Utfallet har samma tecken som budgeten och prognosen.",
        "skriv intäkter utan minus och kostnader med; kontrollera att summan ändå stämmer",
        "Lärdom: en rapport redovisade intäkter med minustecken",
        _sign_differs,
        fields=fields("economic-report", "tables.rows.outcome", "tables.rows.budget", "tables.rows.forecast"),
    ),
    Rule(
        "explanations-short",
        Severity.WARNING,
        "Förklaringarna svarar mot hela avvikelsen.",
        "lägg till det som saknas, eller säg att resten inte är förklarad",
        "Lärdom: en rapport förklarade 1 090 tkr av en avvikelse på 1 690 tkr",
        _explanations_short,
        fields=fields(
            "economic-report", "tables.rows", "explanations.table", "explanations.row", "explanations.amount"
        ),
    ),
    Rule(
        "explanation-unknown",
        Severity.ERROR,
        "En förklaring hör till en rad som finns.",
        "rätta table eller row",
        OWN_RULE,
        _explanation_unknown,
        fields=fields("economic-report", "explanations.table", "explanations.row", "tables.id", "tables.rows.id"),
    ),
)
