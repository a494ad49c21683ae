"""What follows from the amounts of an economic report: deviations, totals, what is unexplained. All in tkr."""

from dataclasses import dataclass

from contracts.facts.model.economic_report import EconomicReport, Figures, FiguresRow, FiguresTable


@dataclass(frozen=True, slots=True)
class TableTotal:
    """The sums of a table's rows."""

    outcome: int
    budget: int
    forecast: int

    @property
    def deviation(self) -> int:
        """Forecast less budget."""
        return self.forecast - self.budget


def deviation_of(row: Figures) -> int | None:
    """Forecast less budget; None for a row without amounts."""
    return None if row.forecast is None or row.budget is None else row.forecast - row.budget


def total_of(table: FiguresTable) -> TableTotal:
    """The sums of a table; rows without amounts add nothing."""
    return TableTotal(
        sum(row.outcome or 0 for row in table.rows),
        sum(row.budget or 0 for row in table.rows),
        sum(row.forecast or 0 for row in table.rows),
    )


def rest_of(facts: EconomicReport, table: FiguresTable, row: FiguresRow) -> int | None:
    """What of a row's deviation its explanations leave; None when nobody explained it, or it has no amounts."""
    explained = [one.amount for one in facts.explanations if (one.table, one.row) == (table.id, row.id)]
    deviation = deviation_of(row)
    return deviation - sum(explained) if explained and deviation is not None else None
