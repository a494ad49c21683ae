"""A partnership that is a draft may lack what only a decision or a signing needs; what is wrong stops it like any."""

from pathlib import Path

import pytest

from contracts.checks.check import RULES, check_workspace
from contracts.errors import Problem, Severity, Stage
from tests.checks.exempelstad import TODAY, load_exempelstad

#: Errors that say that something is missing, by what it is needed for. Any other error is a contradiction.
MISSING = {
    "signatory-missing": Stage.SIGNING,
    "signing-date-missing": Stage.SIGNING,
    "authority-number-missing": Stage.SIGNING,
    "term-end-missing": Stage.DECISION,
    "annex-file-missing": Stage.DECISION,
}


def found(tmp_path: Path, changes: str, status: str) -> dict[str, Problem]:
    workspace = load_exempelstad(tmp_path / status, f"status: {status}\n{changes}")
    return {problem.rule: problem for problem in check_workspace(workspace, TODAY)}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ("signatories: []", "signatory-missing"),
        ("term: {start: 2025-01-01, end: '', extension: ''}\neconomy: {reservation: ''}", "term-end-missing"),
        ("authority: {organisation_number: ''}", "authority-number-missing"),
        (
            "annexes: [{id: a, number: 1, title: Avtal om uppgifter, kind: personuppgiftsavtal, file: borta.pdf}]",
            "annex-file-missing",
        ),
    ],
)
def test_what_is_missing_stops_an_agreement_and_lets_a_draft_wait(tmp_path: Path, changes: str, rule: str) -> None:
    stopping = found(tmp_path, changes, "negotiating")[rule]
    assert (stopping.severity, stopping.waits) == (Severity.ERROR, False)
    waiting = found(tmp_path, changes, "draft")[rule]
    assert (waiting.severity, waiting.waits) == (Severity.WARNING, True)
    assert waiting.stage is MISSING[rule] is not Stage.DRAFTING
    assert (waiting.text, waiting.place and waiting.place.excerpt) == (
        stopping.text,
        stopping.place and stopping.place.excerpt,
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ("term: {start: 2028-01-01, end: 2027-12-31, extension: ''}\neconomy: {reservation: ''}", "dates-reversed"),
        ("initiator: ingen", "party-not-in-partnership"),
        ("background: Se 19121212-1212.", "personal-number"),
    ],
)
def test_what_is_wrong_stops_a_draft_too(tmp_path: Path, changes: str, rule: str) -> None:
    problem = found(tmp_path, changes, "draft")[rule]
    assert (problem.severity, problem.stage) == (Severity.ERROR, Stage.DRAFTING)


def test_an_error_that_may_wait_can_still_not_be_accepted(tmp_path: Path) -> None:
    changes = "signatories: []\nacknowledged: [{rule: signatory-missing, reason: Sedan.}]"
    rules = found(tmp_path, changes, "draft")
    assert rules["acknowledgement-of-error"].severity is Severity.ERROR
    assert rules["signatory-missing"].severity is Severity.WARNING


def test_only_what_is_missing_may_wait() -> None:
    late = {
        rule.id: rule.stage for rule in RULES if rule.severity is Severity.ERROR and rule.stage is not Stage.DRAFTING
    }
    assert late == MISSING
