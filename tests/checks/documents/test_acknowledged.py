"""All rules for documents together: acknowledgements, a test for each rule, any kind of data, the contradictions."""

import datetime as dt
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.checks.authority import AUTHORITY_RULES, ORGANISATION_RULES
from contracts.checks.check import RULES, check_workspace
from contracts.checks.documents import DOCUMENT_RULES
from contracts.errors import Severity
from contracts.facts.load import load_workspace
from tests.checks.documents.exempelstad_documents import DOCUMENTS, MEMO, check_documents, write_documents
from tests.checks.exempelstad import TODAY

SEND_TO = "send_to: [Föreningen Grannhjälpen i Exempelstad]\n"
CONTRADICTIONS = Path(__file__).parents[3] / "docs" / "motsagelser.md"


def test_an_acknowledged_warning_is_listed_with_its_reason(tmp_path: Path) -> None:
    known = "acknowledged:\n  - {rule: send-to-missing, reason: så står det i källan}\n"
    (problem,) = check_documents(tmp_path, {MEMO: (SEND_TO, known)}).problems
    assert (problem.rule, problem.severity) == ("send-to-missing", Severity.ACKNOWLEDGED)
    assert problem.reason == "så står det i källan"


def test_an_acknowledgement_about_other_words_leaves_the_warning(tmp_path: Path) -> None:
    known = "acknowledged:\n  - {rule: send-to-missing, about: nämnden, reason: så står det i källan}\n"
    found = check_documents(tmp_path, {MEMO: (SEND_TO, known)})
    assert sorted(found.rules) == ["acknowledgement-unused", "send-to-missing"]


def test_a_rule_of_partnerships_is_no_rule_of_documents(tmp_path: Path) -> None:
    known = f"{SEND_TO}acknowledged:\n  - {{rule: own-case-number-missing, reason: så står det}}\n"
    (problem,) = check_documents(tmp_path, {MEMO: (SEND_TO, known)}).problems
    assert (problem.rule, problem.severity) == ("acknowledgement-unused", Severity.WARNING)


def test_an_error_in_a_document_cannot_be_acknowledged(tmp_path: Path) -> None:
    known = f"{SEND_TO}acknowledged:\n  - {{rule: document-reference-unknown, reason: så står det}}\n"
    assert check_documents(tmp_path, {MEMO: (SEND_TO, known)}).rules == ["acknowledgement-of-error"]


def test_every_rule_says_what_to_do_and_where_it_comes_from() -> None:
    identifiers = [rule.id for rule in (*RULES, *AUTHORITY_RULES, *ORGANISATION_RULES, *DOCUMENT_RULES)]
    assert len(identifiers) == len(set(identifiers))
    for rule in DOCUMENT_RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert rule.title.endswith(".")
        assert rule.remedy
        assert not rule.remedy.endswith(".")
        assert rule.source


def _untested(identifiers: list[str], tests: str) -> list[str]:
    """The rules that no test here names twice: where they fire, and where they keep silent."""
    silent = set(re.findall(r"\.silent\(\s*\"([a-z-]+)\"", tests)) | set(_in_tables("RIGHT", tests))
    # The documents that are right are looked at by every rule: all of them keep silent there.
    silent |= set(identifiers) if "test_documents_that_are_right_have_no_problems" in tests else set()
    fires = set(re.findall(r"(?:warnings|errors|lines|_of|fires)\((?:[\w.]+(?: / \"\w+\")?, )?\"([a-z-]+)\"", tests))
    fires |= set(re.findall(r"\.rule == \"([a-z-]+)\"", tests)) | set(_in_tables("ROWS", tests))
    return [identifier for identifier in identifiers if identifier not in fires & silent]


def _in_tables(name: str, tests: str) -> list[str]:
    """The first words of the rows of each table with this name."""
    tables = re.findall(rf"^{name} = \(\n(.*?)^\)", tests, re.MULTILINE | re.DOTALL)
    return [rule for table in tables for rule in re.findall(r"^    \(\s*\"([a-z-]+)\"", table, re.MULTILINE)]


def test_every_rule_is_seen_to_fire_and_to_keep_silent() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
    assert _untested([rule.id for rule in DOCUMENT_RULES], tests) == []


def test_a_rule_without_tests_is_noticed() -> None:
    tests = 'found.warnings("a-rule") found.silent("a-rule") found.silent("b-rule")'
    assert _untested(["a-rule", "b-rule"], tests) == ["b-rule"]


def test_checking_twice_says_the_same(tmp_path: Path) -> None:
    write_documents(tmp_path, {MEMO: (SEND_TO, "")})
    workspace, _ = load_workspace(tmp_path / "data", tmp_path / "templates")
    assert check_workspace(workspace, TODAY) == check_workspace(workspace, TODAY)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_document_that_can_be_read_stops_a_rule(tmp_path: Path, data: st.DataObject) -> None:
    home = write_documents(tmp_path, {}) / "exempelstad"
    name = data.draw(st.sampled_from(sorted(DOCUMENTS)))
    lines = DOCUMENTS[name].split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        odd = (
            "",
            "title: x",
            "31 december 2018",
            "| 1 | 2 |",
            "{{ x }}",
            "s. 9–1",
            "båda parter 5 tkr",
            "date: 1900-01-01",
        )
        lines[at] = data.draw(st.sampled_from(odd))
    (home / name).write_text("\n".join(lines), encoding="utf-8")
    workspace, _ = load_workspace(tmp_path / "data", tmp_path / "templates")
    for problem in check_workspace(workspace, data.draw(st.sampled_from([dt.date(1902, 1, 1), TODAY]))):
        assert problem.place is not None


def _rules_of(table: str) -> dict[str, list[str]]:
    """The rules that the table of contradictions names, by contradiction."""
    rows = re.findall(r"^\| (C\d+) \|(.*)\|$", table, re.MULTILINE)
    return {number: re.findall(r"`([a-z]+(?:-[a-z]+)+)`", row) for number, row in rows}


def _unknown_rules(table: str) -> list[str]:
    known = {rule.id for rule in (*RULES, *AUTHORITY_RULES, *ORGANISATION_RULES, *DOCUMENT_RULES)}
    return [rule for rules in _rules_of(table).values() for rule in rules if rule not in known]


def test_each_of_the_contradictions_has_a_rule_that_exists_or_a_reason() -> None:
    table = CONTRADICTIONS.read_text(encoding="utf-8")
    assert list(_rules_of(table)) == [f"C{number}" for number in range(1, 27)]
    assert _unknown_rules(table) == []
    for number, rules in _rules_of(table).items():
        assert rules or re.search(rf"^\| {number} \|.*utom räckhåll", table, re.MULTILINE), number


def test_what_the_table_says_of_our_data_is_true() -> None:
    workspace, _ = load_workspace(CONTRADICTIONS.parents[1] / "data", CONTRADICTIONS.parents[1] / "templates")
    days = (dt.date(2018, 5, 1), dt.date(2024, 1, 1))
    found = {problem.rule for day in days for problem in check_workspace(workspace, day)}
    table = CONTRADICTIONS.read_text(encoding="utf-8")
    for number, rules in _rules_of(table).items():
        if re.search(rf"^\| {number} \|.*\| våra uppgifter", table, re.MULTILINE):
            assert found & set(rules), number


def test_a_rule_that_the_table_invents_is_noticed() -> None:
    assert _unknown_rules("| C1 | a | `no-such-rule` |") == ["no-such-rule"]
