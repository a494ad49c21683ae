"""The few functions that prose may call."""

from collections.abc import Callable, Mapping

from contracts.plan.document_views import FiguresView
from contracts.plan.figures import economic_figures, figures_row
from contracts.plan.lookup import Lookup


def functions_of(lookup: Lookup) -> Mapping[str, Callable[..., object]]:
    """What prose may call.

    `partnership("id")` gives what a report shows of it, `changes_of("id")` what differs in it from what was signed,
    `economic_report("id")` its figures, and `figures("id", "table", "row")` one row of them ("total" is the table's
    sum).
    """

    def figures(identifier: str, table: str, row: str) -> FiguresView:
        return figures_row(lookup.document(identifier), table, row, lookup)

    return {
        "partnership": lookup.partnership,
        "changes_of": lookup.changes_of,
        "economic_report": lambda identifier: economic_figures(lookup.document(identifier), lookup),
        "figures": figures,
    }
