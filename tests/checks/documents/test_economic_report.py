"""The amounts of an economic report against one another."""

from pathlib import Path

import pytest

from tests.checks.documents.exempelstad_documents import ECONOMY, check_documents

PERSONNEL = "budget: -3000, forecast: -3300, deviation: -300}"

#: The rule, the words that are changed, and what is then said.
ROWS = (
    ("figures-deviation", PERSONNEL, PERSONNEL.replace("deviation: -300", "deviation: -200"), "anges till −200 tkr"),
    ("figures-total", "total: {outcome: -1000", "total: {outcome: -1001",
     "utfallet anges till −1 001 tkr, men raderna är tillsammans −1 000 tkr"),
    ("figures-tables-differ", "label: Besök, outcome: -1000", "label: Besök, outcome: -1100",
     "utfallet är −1 000 tkr i ”Slag” men −1 100 tkr i ”Enheter”"),
    ("figures-sign", "outcome: 900, ", "outcome: -900, ", "utfallet −900 tkr har ett annat tecken än budgeten"),
    ("explanations-short", "amount: -300", "amount: -180", "men förklaringarna är tillsammans −180 tkr; −120 tkr"),
    ("explanation-unknown", "table: slag, row", "table: slaget, row", "tabellen ”slaget” finns inte"),
    ("explanation-unknown", "row: personal", "row: personalen", "raden ”personalen” finns inte i tabellen ”slag”"),
    ("figures-id-repeated", "id: intakter", "id: personal", "två tabeller eller rader har id ”personal”"),
    ("figures-id-repeated", "id: enhet", "id: slag", "två tabeller eller rader har id ”slag”"),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "text"), ROWS)
def test_amounts_that_do_not_agree(tmp_path: Path, rule: str, old: str, new: str, text: str) -> None:
    found = check_documents(tmp_path, {ECONOMY: (old, new)})
    problem = next(problem for problem in found.problems if problem.rule == rule)
    assert text in problem.text.replace("\N{NO-BREAK SPACE}", " ")
    assert problem.place is not None
    assert problem.place.file == f"data/exempelstad/{ECONOMY}"


@pytest.mark.parametrize("rule", [row[0] for row in ROWS])
def test_amounts_that_agree(tmp_path: Path, rule: str) -> None:
    assert check_documents(tmp_path, {}).silent(rule)


def test_what_is_not_explained_is_told_with_each_explanation(tmp_path: Path) -> None:
    parts = "amount: -100, text: A.}\n  - {table: slag, row: personal, amount: -100, text: B.}"
    found = check_documents(tmp_path, {ECONOMY: ("amount: -300, text: Fler har anställts.}", parts)})
    assert found.rules == ["explanations-short"]
    assert len(found.problems[0].also) == 2


def test_a_row_that_nobody_explains_is_not_short(tmp_path: Path) -> None:
    edits = {
        ECONOMY: ("explanations:\n  - {table: slag, row: personal, amount: -300, text: Fler har anställts.}\n", "")
    }
    assert check_documents(tmp_path, edits).rules == []
