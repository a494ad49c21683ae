"""All rules together: the silent partnership, the real data, places, acknowledgements."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.checks.authority import AUTHORITY_RULES, ORGANISATION_RULES
from contracts.checks.check import RULES, check_workspace
from contracts.checks.rule import Rule, Subject
from contracts.errors import Problem, Severity
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from tests.checks.exempelstad import (
    PARTNERSHIP,
    TODAY,
    Found,
    check_exempelstad,
    load_exempelstad,
    write_exempelstad,
)

ALL_RULES: tuple[Rule[Subject] | Rule[AuthorityFolder], ...] = (*RULES, *AUTHORITY_RULES, *ORGANISATION_RULES)
REAL_DATA = Path(__file__).parents[2] / "data"


def test_exempelstad_has_no_problems(tmp_path: Path) -> None:
    assert check_exempelstad(tmp_path).rules == []


@pytest.mark.parametrize(("authority", "today"), [("botkyrka", dt.date(2018, 5, 1)), ("malmo", dt.date(2023, 6, 1))])
def test_the_real_data_have_exactly_the_warnings_that_are_true_of_them(
    golden: Callable[[str, str], None], authority: str, today: dt.date
) -> None:
    workspace, unread = load_workspace(REAL_DATA, REAL_DATA.parent / "templates")
    own = replace(workspace, authorities=tuple(one for one in workspace.authorities if one.id == authority))
    problems = check_workspace(own, today)
    assert unread == ()
    assert {problem.severity for problem in problems} <= {Severity.WARNING, Severity.ACKNOWLEDGED}
    golden(f"checks/{authority}.txt", "\n".join(map(_printed, problems)))


def _printed(problem: Problem) -> str:
    also = "".join(f"\n  se även: {place}" for place in problem.also)
    return (
        f"{problem.severity.value} {problem.rule}\n  {problem.place}\n  {problem.text}\n"
        f"  Gör så här: {problem.remedy}\n  Källa: {problem.source}{also}\n"
    )


def test_the_real_data_mention_each_finding_of_the_first_reading() -> None:
    workspace, _ = load_workspace(REAL_DATA, REAL_DATA.parent / "templates")
    texts = {problem.rule: problem.text for problem in check_workspace(workspace, dt.date(2018, 5, 1))}
    assert "= 400\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr per år" in texts["year-incomplete"]
    assert "tio månader" in texts["year-incomplete"]
    assert "2021 och 2022" in texts["reservation-short"]
    assert "styrelsen" in texts["commissioner-unnamed"]
    assert "2018-03-05" in texts["start-before-document"]
    assert "2018-04-09" in texts["start-before-decision"]


AGREEMENT, ORGANISATIONS = "kvinna-i-botkyrka/partnership.yaml", "organisations.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        (AGREEMENT, "amount: 350000", "amount: 350 000 kr", "amount-whole-kronor"),
        (AGREEMENT, "- organisation: hela-manniskan", "- organisation: hela-maniskan", "party-unknown"),
        (AGREEMENT, "- payer: botkyrka", "- payer: regionen", "payer-unknown"),
        (AGREEMENT, "end: 2020-12-31", "end: 2017-12-31", "dates-reversed"),
        (AGREEMENT, "last_end: 2022-12-31", "last_end: 2022-06-30", "extension-steps-short"),
        (AGREEMENT, "date: 2018-04-09", "date: 2018-04-31", "date-impossible"),
        (AGREEMENT, "  - party: bilda-ost\n    name:", "  - party: bilda-vast\n    name:", "party-not-in-partnership"),
        (ORGANISATIONS, "802403-0119", "802403-0118", "orgnr-check-digit"),
    ],
)
def test_a_change_in_the_real_data_is_seen_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, rule: str
) -> None:
    shutil.copytree(REAL_DATA, tmp_path / "data")
    path = tmp_path / "data" / "botkyrka" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    workspace, unread = load_workspace(tmp_path / "data", tmp_path / "templates")
    found = (*unread, *check_workspace(workspace, dt.date(2018, 5, 1)))
    (problem,) = [one for one in found if one.rule == rule and one.place and one.place.file.endswith(file)]
    assert problem.place is not None
    assert problem.place.line == text[: text.index(old)].count("\n") + 1


def test_every_rule_says_what_to_do_and_where_it_comes_from() -> None:
    identifiers = [rule.id for rule in ALL_RULES]
    assert len(identifiers) == len(set(identifiers))
    for rule in ALL_RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert rule.title.endswith(".")
        assert rule.remedy
        assert not rule.remedy.endswith(".")
        assert rule.source
        assert rule.severity in (Severity.ERROR, Severity.WARNING)


def _untested(identifiers: list[str], tests: str) -> list[str]:
    """The rules that no test sees both fire and keep silent."""
    fires = set(re.findall(r"\.(?:errors|warnings|lines)\(\s*\"([a-z-]+)\"", tests))
    silent = set(re.findall(r"\.silent\(\s*\"([a-z-]+)\"", tests))
    in_tables = set(re.findall(r"^    \(\s*\"([a-z-]+)\",", tests, re.MULTILINE))  # each row fires and keeps silent
    return [identifier for identifier in identifiers if identifier not in (fires & silent) | in_tables]


def test_every_rule_is_seen_to_fire_and_to_keep_silent() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
    assert _untested([rule.id for rule in ALL_RULES], tests) == []


def test_a_rule_without_tests_is_noticed() -> None:
    assert _untested(["a-rule", "b-rule"], 'found.errors("a-rule") found.silent("a-rule")') == ["b-rule"]


def test_a_finding_points_at_the_line_of_a_long_text(found: Found) -> None:
    """
    background: |
      Första raden är bra.
      Andra raden nämner Grannhjälp Exempelstad.
    """
    place = found.problems[0].place
    assert place is not None
    assert place.excerpt[place.column - 1 :][: place.width] == "Grannhjälp Exempelstad"


def test_problems_come_in_the_order_of_the_lines(found: Found) -> None:
    """
    goals: [Fler  äldre.]
    background: Många  äldre.
    termination: {grounds: [tilliten är borta], ordinary_notice_months: ''}
    """
    lines = [problem.place.line for problem in found.problems if problem.place]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_an_acknowledged_warning_is_listed_with_its_reason(found: Found) -> None:
    """
    case_numbers:
    acknowledged:
      - {rule: own-case-number-missing, reason: ärendet registreras efter mötet}
    """
    (problem,) = found.problems
    assert problem.rule == "own-case-number-missing"
    assert problem.severity is Severity.ACKNOWLEDGED
    assert problem.reason == "ärendet registreras efter mötet"


def test_an_error_cannot_be_acknowledged(found: Found) -> None:
    """
    initiator: grannhjelpen
    acknowledged:
      - {rule: party-not-in-partnership, reason: vi vet}
    """
    assert sorted(found.rules) == ["acknowledgement-of-error", "party-not-in-partnership"]
    assert {problem.severity for problem in found.problems} == {Severity.ERROR}


def test_an_error_that_is_not_there_cannot_be_acknowledged_either(found: Found) -> None:
    """
    acknowledged:
      - {rule: party-not-in-partnership, reason: vi vet}
    """
    assert found.rules == ["acknowledgement-of-error"]


def test_an_acknowledgement_that_matches_nothing_is_a_warning(found: Found) -> None:
    """
    acknowledged:
      - {rule: own-case-number-mising, reason: vi vet}
    """
    (problem,) = found.problems
    assert (problem.rule, problem.severity) == ("acknowledgement-unused", Severity.WARNING)
    assert problem.remedy == "menade du ”own-case-number-missing”?"


def test_an_acknowledgement_of_a_warning_that_has_gone_is_to_be_removed(found: Found) -> None:
    """
    acknowledged:
      - {rule: own-case-number-missing, reason: ärendet registreras efter mötet}
    """
    assert [problem.remedy for problem in found.problems] == ["ta bort raderna"]


ONE_OF_TWO = """
related_cases:
  - {case_number: Af 2024/1, relation: framework}
  - {case_number: KS 17, relation: framework}
"""


def _accepting(tmp_path: Path, *acknowledged: str) -> list[tuple[str, Severity, str]]:
    changes = ONE_OF_TWO + "acknowledged:\n" + "".join(f"  - {row}\n" for row in acknowledged)
    problems = check_exempelstad(tmp_path, changes).problems
    return [(problem.rule, problem.severity, problem.reason) for problem in problems]


def test_an_acknowledgement_about_one_finding_leaves_the_others(tmp_path: Path) -> None:
    rule = "related-case-number-form"
    assert _accepting(tmp_path, f"{{rule: {rule}, about: KS 17, reason: äldre nummer}}") == [
        (rule, Severity.WARNING, ""),
        (rule, Severity.ACKNOWLEDGED, "äldre nummer"),
    ]


def test_an_acknowledgement_about_one_finding_gives_its_reason_before_that_of_all(tmp_path: Path) -> None:
    rule = "related-case-number-form"
    both = (f"{{rule: {rule}, reason: andras nummer}}", f"{{rule: {rule}, about: KS 17, reason: äldre nummer}}")
    assert _accepting(tmp_path, *both) == [
        (rule, Severity.ACKNOWLEDGED, "andras nummer"),
        (rule, Severity.ACKNOWLEDGED, "äldre nummer"),
    ]


def test_an_acknowledgement_about_what_no_finding_says_is_a_warning(found: Found) -> None:
    """
    case_numbers:
    acknowledged:
      - {rule: own-case-number-missing, about: två diarienummer, reason: vi vet}
    """
    assert sorted((problem.rule, problem.severity) for problem in found.problems) == [
        ("acknowledgement-unused", Severity.WARNING),
        ("own-case-number-missing", Severity.WARNING),
    ]
    assert found.lines("acknowledgement-unused") == ["about: två diarienummer"]
    unused = next(problem for problem in found.problems if problem.rule == "acknowledgement-unused")
    assert unused.text == "ingen varning från ”own-case-number-missing” innehåller ”två diarienummer”"


def test_an_amount_in_about_is_written_with_an_ordinary_space(found: Found) -> None:
    """
    economy:
      cost_share_rule: lika delar
    acknowledged:
      - {rule: cost-shares-differ, about: Exempelstad kommun 100 000 kr, reason: vi vet}
    """
    assert [problem.severity for problem in found.problems] == [Severity.ACKNOWLEDGED]


def test_checking_twice_says_the_same(tmp_path: Path) -> None:
    workspace = load_exempelstad(tmp_path, "goals: ['Fler  äldre.']")
    assert check_workspace(workspace, TODAY) == check_workspace(workspace, TODAY)


@pytest.mark.parametrize("today", [dt.date(1900, 1, 1), dt.date(2199, 12, 31)])
def test_any_day_can_be_today(tmp_path: Path, today: dt.date) -> None:
    changes = (
        "{status: active, signing: {signed_on: 2024-12-01}, legal_notes: [{text: A, as_of: 2199-12-31, sources: [B]}]}"
    )
    check_exempelstad(tmp_path, changes, today)


LEAVES = (
    "",
    "0",
    "1",
    "1200",
    "9999999999",
    "1900-01-01",
    "2199-12-31",
    "ja",
    "grannhjalpen",
    "x",
    "repeated",
    "signed",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_data_that_can_be_read_stops_a_rule(tmp_path: Path, data: st.DataObject) -> None:
    changed: object = yaml.load(PARTNERSHIP, yaml.BaseLoader)
    for _ in range(data.draw(st.integers(1, 4))):
        changed = _changed(changed, data)
    path = write_exempelstad(tmp_path) / "exempelstad" / "grannar" / "partnership.yaml"
    path.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    workspace, _ = load_workspace(tmp_path / "data", tmp_path / "templates")
    for problem in check_workspace(workspace, data.draw(st.sampled_from([dt.date(1900, 1, 1), TODAY]))):
        assert problem.place is not None


def _changed(node: object, data: st.DataObject) -> object:
    """The same tree with one leaf or branch replaced or left out."""
    if isinstance(node, dict) and node:
        key = data.draw(st.sampled_from(sorted(node)))
        if data.draw(st.integers(0, 5)) == 0:
            return {name: value for name, value in node.items() if name != key}
        return node | {key: _changed(node[key], data)}
    if isinstance(node, list) and node:
        at = data.draw(st.integers(0, len(node) - 1))
        if data.draw(st.integers(0, 3)) == 0:
            return [*node, node[at]]
        return [_changed(value, data) if position == at else value for position, value in enumerate(node)]
    return data.draw(st.sampled_from(LEAVES))
