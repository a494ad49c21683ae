"""Deviations, totals and what no explanation covers, in an economic report's tkr."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.model.economic_report import EconomicReport, FiguresTable
from contracts.register.figures import deviation_of, rest_of, total_of

AMOUNTS = st.integers(-100_000, 100_000)


def table(*rows: tuple[int, int, int] | None, identifier: str = "slag") -> FiguresTable:
    """A table with rows of outcome, budget and forecast; None is a row without amounts yet."""
    facts = [
        {"id": f"rad{number}", "label": f"Rad {number}", "none_yet": "ännu inget"}
        if row is None
        else dict(
            zip(("id", "label", "outcome", "budget", "forecast"), (f"rad{number}", "Rad", *map(str, row)), strict=True)
        )
        for number, row in enumerate(rows)
    ]
    return FiguresTable.model_validate({"id": identifier, "heading": "Slag", "rows_are": "Slag", "rows": facts})


def report(tables: list[FiguresTable], *explained: tuple[str, str, int]) -> EconomicReport:
    return EconomicReport.model_validate(
        {
            "title": "Prognosrapport",
            "date": "2030-04-09",
            "period": "2030-03",
            "board": "namnden",
            "tables": tables,
            "explanations": [
                {"table": one, "row": row, "amount": str(amount), "text": "Därför."} for one, row, amount in explained
            ],
        }
    )


def test_a_deviation_is_the_forecast_less_the_budget():
    costs = table((-10, -100, -130), (-10, -100, -70), (0, 0, 0))
    assert [deviation_of(row) for row in costs.rows] == [-30, 30, 0]


def test_a_row_without_amounts_deviates_by_nothing_and_adds_nothing():
    costs = table((-1, -2, -3), None)
    assert deviation_of(costs.rows[1]) is None
    total = total_of(costs)
    assert (total.outcome, total.budget, total.forecast, total.deviation) == (-1, -2, -3, -1)


@given(rows=st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=8))
def test_the_total_deviates_by_the_sum_of_its_rows(rows: list[tuple[int, int, int]]):
    costs = table(*rows)
    assert total_of(costs).deviation == sum(deviation_of(row) or 0 for row in costs.rows)
    assert total_of(costs).outcome == sum(outcome for outcome, _, _ in rows)


def test_what_explanations_leave_is_the_rest():
    costs = table((0, -100, -130))
    assert rest_of(report([costs], ("slag", "rad0", -50), ("slag", "rad0", 5)), costs, costs.rows[0]) == 15
    assert rest_of(report([costs], ("slag", "rad0", -30)), costs, costs.rows[0]) == 0


def test_a_row_that_nobody_has_explained_has_no_rest():
    costs = table((0, -100, -130), None)
    assert rest_of(report([costs]), costs, costs.rows[0]) is None
    assert rest_of(report([costs], ("slag", "rad1", -30)), costs, costs.rows[1]) is None


def test_an_explanation_of_another_table_explains_nothing_here():
    costs, places = table((0, -100, -130)), table((0, -100, -130), identifier="verksamhet")
    facts = report([costs, places], ("verksamhet", "rad0", -30))
    assert rest_of(facts, costs, costs.rows[0]) is None
    assert rest_of(facts, places, places.rows[0]) == 0
