"""A PM against its agreement: who decides, what is paid for, how many goals, and whom the ages are for."""

from pathlib import Path

import pytest

from tests.checks.documents.exempelstad_documents import PM, check_documents, fires

TIERED = """
economy:
  reservation: {years: [2025, 2026, 2027, 2028]}
  tiered_rates:
    - {payer: exempelstad, metric: antal deltagare, tiers: [{first: 1, amount: 5000}]}
"""
VISION = "vision: [Ingen är ensam., Alla har en granne., Gatorna lever.]"
GROUPS = """
target_groups:
  - {rank: prioriterad, description: äldre, age_min: 65, age_max: 90}
  - {rank: primär, description: ensamma}
"""
GROUP = "Målgruppen är"

#: The rule, words put after the PM's last sentence, what is said, and changes of the partnership.
ROWS = (
    (
        "decision-rule-differs",
        "Gruppen beslutar med majoritet.",
        "säger ”majoritet”, men avtalet ändras bara om alla",
        "",
    ),
    ("pm-changes-alone", "Styrgruppen får ändra detta PM.", "”ändra detta PM”", ""),
    ("pm-changes-alone", "Styrgruppen förfogar över avtalet.", "”förfogar över avtalet”", ""),
    ("pm-binds-without-annex", "Nya parter ska godta detta PM.", "men det är ingen bilaga till avtalet", ""),
    (
        "compensation-by-need",
        "Ersättningen ökar med större behov.",
        "men avtalet räknar den på antal deltagare",
        TIERED,
    ),
    ("goals-differ", "Parterna har två mål.", "texten säger ”två mål”, men avtalet har ett mål", ""),
)


@pytest.mark.parametrize(("rule", "words", "text", "changes"), ROWS)
def test_a_pm_that_says_otherwise_than_its_agreement(
    tmp_path: Path, rule: str, words: str, text: str, changes: str
) -> None:
    found = fires(tmp_path, rule, {PM: ("växte.", f"växte.\n\n{words}")}, text, changes)
    (problem,) = found.problems
    assert problem.place is not None
    assert problem.place.file.endswith("pm.md")
    assert problem.also[0].file.endswith("partnership.yaml")


#: The rule, words that are right, and changes of the partnership.
RIGHT = (
    ("decision-rule-differs", "En majoritet av de äldre kom.", ""),
    ("decision-rule-differs", "Gruppen beslutar med majoritet.", "amendments: {written: ja, signed_by_all: nej}"),
    ("pm-changes-alone", "Parterna får ändra detta PM.", ""),
    ("pm-changes-alone", "Styrgruppen får ändra sina mötestider.", ""),
    ("pm-binds-without-annex", "Nya parter är välkomna.", ""),
    ("compensation-by-need", "Ersättningen ökar med större behov.", ""),
    ("compensation-by-need", "Behoven växer.", TIERED),
    ("goals-differ", "Parterna har ett mål.", ""),
)


@pytest.mark.parametrize(("rule", "words", "changes"), RIGHT)
def test_a_pm_that_says_the_same_or_something_else(tmp_path: Path, rule: str, words: str, changes: str) -> None:
    assert check_documents(tmp_path, {PM: ("växte.", f"växte.\n\n{words}")}, changes).silent(rule)


def test_a_pm_that_is_an_annex_binds_new_parties(tmp_path: Path) -> None:
    annexed = "annexes: [{id: uppgifter, number: 1, title: Varför grannar behövs, kind: PM}]"
    edits = {PM: ("växte.", "växte.\n\nNya parter ska godta detta PM.")}
    assert check_documents(tmp_path, edits, annexed).silent("pm-binds-without-annex")


def test_one_goal_and_three_visions(tmp_path: Path) -> None:
    found = fires(tmp_path, "goals-differ", {}, "avtalet har ett mål, men PM:ets vision har tre delar", VISION)
    assert [place.excerpt.split(":")[0] for place in found.problems[0].also] == ["goals", "vision"]


def test_an_age_of_another_group_by_its_expression(tmp_path: Path) -> None:
    edits = {PM: (GROUP, "Den primära målgruppen är")}
    found = fires(tmp_path, "age-of-other-group", edits, "ger den primära målgruppen 65–90 år, som avtalet", GROUPS)
    assert found.problems[0].also[0].excerpt.strip() == "age_min: '65'"


def test_an_age_of_the_right_group(tmp_path: Path) -> None:
    edits = {PM: (GROUP, "Den prioriterade målgruppen är")}
    assert check_documents(tmp_path, edits, GROUPS).silent("age-of-other-group")
