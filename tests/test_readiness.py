"""What a partnership still lacks for a draft, for a decision and for signing."""

from pathlib import Path

import pytest

from contracts.checks.check import check_workspace
from contracts.errors import ProblemsError, Stage
from contracts.facts.load import load_workspace
from contracts.readiness import PartnershipState, StageState, states_of
from tests.checks.exempelstad import TODAY, write_exempelstad


def state(tmp_path: Path, changes: str = "", *targets: str) -> PartnershipState:
    (found,) = states(tmp_path, changes, *targets)
    return found


def states(tmp_path: Path, changes: str = "", *targets: str) -> tuple[PartnershipState, ...]:
    workspace, unread = load_workspace(write_exempelstad(tmp_path, changes), tmp_path / "templates")
    problems = unread or check_workspace(workspace, TODAY)
    return states_of(workspace, problems, targets, ruled=not unread)


def stage(found: PartnershipState, wanted: Stage) -> StageState:
    return next(one for one in found.stages if one.stage is wanted)


def rules(found: PartnershipState, wanted: Stage) -> list[str]:
    return [problem.rule for problem in stage(found, wanted).problems]


def test_a_partnership_that_lacks_nothing_is_ready_for_all_three(tmp_path: Path) -> None:
    found = state(tmp_path)
    assert [one.stage for one in found.stages] == [Stage.DRAFTING, Stage.DECISION, Stage.SIGNING]
    assert all(one.ready for one in found.stages)
    assert (found.id, found.name, found.status) == ("exempelstad/grannar", "IOP Grannar", "negotiating")


def test_each_thing_is_told_at_the_stage_that_needs_it(tmp_path: Path) -> None:
    found = state(
        tmp_path,
        "status: draft\nsignatories: []\nbackground: ''\nterm: {end: '', extension: ''}\neconomy: {reservation: ''}",
    )
    assert stage(found, Stage.DRAFTING).ready
    assert rules(found, Stage.DECISION)[:2] == ["term-end-missing", "background-missing"]
    assert rules(found, Stage.SIGNING) == ["signatory-missing", "signatory-missing", "partnership-draft"]


def test_a_contradiction_is_told_at_the_draft(tmp_path: Path) -> None:
    found = state(tmp_path, "status: draft\ninitiator: ingen")
    assert "party-not-in-partnership" in rules(found, Stage.DRAFTING)
    assert not stage(found, Stage.DRAFTING).ready


def test_what_a_later_stage_lacks_stops_the_draft_of_what_is_no_draft(tmp_path: Path) -> None:
    found = state(tmp_path, "signatories: []")
    assert stage(found, Stage.DRAFTING).stopped
    assert not stage(found, Stage.DRAFTING).ready
    assert rules(found, Stage.DRAFTING) == []


def test_unconfirmed_values_are_told_before_the_decision_and_who_signs_before_the_signing(tmp_path: Path) -> None:
    changes = """
name: IOP Grannar ?
signatories:
  - {party: exempelstad, name: 'Kim Påhittad ?', title: Förvaltningschef}
  - {party: grannhjalpen, name: Robin Fiktiv, title: Ordförande}
organisations:
  organisations:
    - {id: grannhjalpen, legal_name: 'Grannhjälpen ?', kind: ideell förening, organisation_number: 802999-0010}
"""
    found = state(tmp_path, changes)
    assert [one.title for one in stage(found, Stage.DECISION).unconfirmed] == ["Grannhjälpen: juridiskt namn", "Namn"]
    assert [one.title for one in stage(found, Stage.SIGNING).unconfirmed] == ["Undertecknare nr 1: namn"]


def test_a_known_warning_is_no_lack(tmp_path: Path) -> None:
    found = state(tmp_path, "background: ''\nacknowledged: [{rule: background-missing, reason: Står i PM:et.}]")
    assert all(one.ready for one in found.stages)


def test_what_cannot_be_read_is_told_and_the_rest_is_not_known(tmp_path: Path) -> None:
    found = state(tmp_path, "term: {start: i morgon}")
    assert found.name == "exempelstad/grannar"
    assert rules(found, Stage.DRAFTING) == ["date"]
    assert [one.known for one in found.stages] == [True, False, False]


def test_an_error_outside_every_partnership_is_told_with_each(tmp_path: Path) -> None:
    twice = "{id: grannhjalpen, legal_name: A, kind: ideell förening}"
    found = states(tmp_path, f"other: {{name: IOP Annat}}\norganisations: {{organisations: [{twice}, {twice}]}}")
    assert [one.id for one in found] == ["exempelstad/annat", "exempelstad/grannar"]
    for one in found:
        assert "organisation-id-repeated" in rules(one, Stage.DRAFTING)


def test_an_authority_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        states(tmp_path, "authority: {kind: stat}")
    assert caught.value.problems[0].place.file == "data/exempelstad/authority.yaml"


def test_partnerships_are_chosen_by_authority_and_by_name(tmp_path: Path) -> None:
    both = "other: {name: IOP Annat}"
    assert len(states(tmp_path, both, "exempelstad")) == 2
    assert [one.id for one in states(tmp_path, both, "exempelstad/annat")] == ["exempelstad/annat"]
    assert [one.id for one in states(tmp_path, both, "data/exempelstad/annat/")] == ["exempelstad/annat"]


def test_what_is_only_in_the_register_is_told_when_it_is_named(tmp_path: Path) -> None:
    register = "other: {register_only: ja}"
    assert [one.id for one in states(tmp_path, register)] == ["exempelstad/grannar"]
    (named,) = states(tmp_path, register, "exempelstad/annat")
    assert named.register_only


def test_a_name_that_means_nothing_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        states(tmp_path, "", "exempelstad/granar")
    assert caught.value.problems[0].remedy == "menade du ”exempelstad/grannar”?"
