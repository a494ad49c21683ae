"""What a partnership takes from the clause library."""

import datetime as dt
from pathlib import Path

import pytest

from tests.checks.exempelstad import TODAY, Found, check_exempelstad

GAIN = "{id: vinst, heading: Samhällsvinst, text: Arbetet minskar ensamheten., after: ekonomi}"
DISPUTE = "{use: tvist, values: [{name: negotiation_days, value: '30'}, {name: caller, value: grannhjalpen}]}"
LIBRARY = """---
heading: Tvist
after: ansvar
summary: Hur parterna löser en tvist.
law:
  - {source: Lag (2020:1) om påhittade tvister, as_of: 2024-09-01}
needs:
  - {name: negotiation_days, title: Tid för samtal, kind: antal, example: "30"}
  - {name: caller, title: Den som kallar, kind: part, example: grannhjalpen}
---
Parterna talar i {{ negotiation_days | antal_dagar }}. {{ caller.name }} kallar.
"""


def check(folder: Path, clauses: str, library: str = LIBRARY, today: dt.date = TODAY) -> Found:
    """What the checks say when Exempelstad has these clauses and this library."""
    path = folder / "templates" / "clauses" / "tvist.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(library, encoding="utf-8")
    return check_exempelstad(folder, f"clauses: [{GAIN}, {clauses}]", today)


def test_a_clause_from_the_library_counts_as_one_of_its_own(tmp_path: Path) -> None:
    """Exempelstad needs a clause on disputes; the heading that tells so is the library's."""
    assert check(tmp_path, DISPUTE).rules == []


@pytest.mark.parametrize(
    ("clause", "rule", "text"),
    [
        (
            DISPUTE.replace("use: tvist", "use: tvister"),
            "clause-unknown",
            "klausulen ”tvister” finns inte i biblioteket",
        ),
        (
            DISPUTE.replace("{name: negotiation_days, value: '30'}, ", ""),
            "clause-value-missing",
            "klausulen ”tvist” behöver ett värde: Tid för samtal (negotiation_days)",
        ),
        (
            DISPUTE.replace("'30'", "snart"),
            "clause-value-wrong",
            "Tid för samtal: ”snart” är inte ett helt tal",
        ),
        (
            DISPUTE.replace("grannhjalpen", "grannhjalp"),
            "clause-value-wrong",
            "Den som kallar: ”grannhjalp” är ingen part i partnerskapet",
        ),
        (
            DISPUTE.replace("[{", "[{name: negotiation_day, value: '3'}, {"),
            "clause-value-unused",
            "klausulen ”tvist” har ingen variabel ”negotiation_day”",
        ),
        (
            DISPUTE.replace("[{", "[{name: caller, value: exempelstad}, {"),
            "clause-value-unused",
            "variabeln ”caller” har redan fått ett värde",
        ),
    ],
)
def test_a_mistake_in_the_use_of_a_clause_is_an_error(tmp_path: Path, clause: str, rule: str, text: str) -> None:
    found = check(tmp_path, clause)
    problems = [problem for problem in found.problems if problem.rule != "part-dispute-missing"]
    assert [(problem.rule, problem.text) for problem in problems if problem.rule.startswith("clause")] == [(rule, text)]
    assert all(problem.place and problem.place.line and problem.remedy for problem in problems)


def test_a_mistake_points_at_its_line(tmp_path: Path) -> None:
    unknown = check(tmp_path / "1", DISPUTE.replace("use: tvist", "use: tvister"))
    assert unknown.lines("clause-unknown") == ["- use: tvister"]
    missing = check(tmp_path / "2", "{use: tvist, values: [{name: caller, value: grannhjalpen}]}")
    assert missing.lines("clause-value-missing") == ["- use: tvist"]
    wrong = check(tmp_path / "3", DISPUTE.replace("'30'", "snart"))
    assert wrong.lines("clause-value-wrong") == ["value: snart"]
    unused = check(tmp_path / "4", DISPUTE.replace("[{", "[{name: days, value: '3'}, {"))
    assert unused.lines("clause-value-unused") == ["- name: days"]


def test_a_clause_that_is_not_in_the_library_gets_the_nearest_name(tmp_path: Path) -> None:
    found = check(tmp_path, DISPUTE.replace("use: tvist", "use: tvister"))
    assert [problem.remedy for problem in found.problems if problem.rule == "clause-unknown"] == ["menade du ”tvist”?"]


def test_a_clause_is_used_once(tmp_path: Path) -> None:
    found = check(tmp_path, f"{DISPUTE}, {DISPUTE}")
    assert found.errors("clause-twice") == ["klausulen ”tvist” används två gånger"]
    assert found.problems[0].also[0].line > 0
    assert check(tmp_path, f"{DISPUTE}, {DISPUTE.replace('{use', '{id: annan, use')}").rules == ["clause-twice"]


def test_a_clause_may_not_have_the_id_of_another(tmp_path: Path) -> None:
    own = "{id: tvist, heading: A, text: B., after: ansvar}"
    assert check(tmp_path, f"{DISPUTE}, {own}").rules == ["id-repeated"]


def test_what_a_clause_rests_on_is_read_again_after_two_years(tmp_path: Path) -> None:
    late = check(tmp_path / "1", DISPUTE, LIBRARY.replace("2024-09-01", "2022-09-30"))
    assert late.warnings("clause-law-old") == [
        "klausulen ”tvist” vilar på Lag (2020:1) om påhittade tvister, läst 2022-09-30, för mer än två år sedan"
    ]
    assert "templates/clauses/tvist.md" in late.problems[0].remedy
    assert check(tmp_path / "2", DISPUTE, LIBRARY.replace("2024-09-01", "2022-10-01")).silent("clause-law-old")


def test_right_use_is_silent(tmp_path: Path) -> None:
    found = check(tmp_path, DISPUTE)
    assert found.silent("clause-unknown")
    assert found.silent("clause-value-missing")
    assert found.silent("clause-value-wrong")
    assert found.silent("clause-value-unused")
    assert found.silent("clause-twice")


def test_a_library_text_on_personal_data_is_enough(tmp_path: Path) -> None:
    text = LIBRARY.replace("Parterna talar", "Parterna tar hand om personuppgifter. De talar")
    changes = f"{{clauses: [{GAIN}, {DISPUTE}], annexes: ''}}"
    for library, rules in ((LIBRARY, ["data-protection-unsaid"]), (text, [])):
        path = tmp_path / "templates" / "clauses" / "tvist.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(library, encoding="utf-8")
        assert check_exempelstad(tmp_path, changes).rules == rules
