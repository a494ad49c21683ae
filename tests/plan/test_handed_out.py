"""The documents of a meeting that took in an agreement, after it has been filed: they stay as they were handed out."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from contracts.due import gone
from contracts.errors import ProblemsError, Severity
from contracts.facts.folders import Workspace
from contracts.facts.load import load_workspace
from contracts.filing.manifest import DocumentEntry, Manifest
from contracts.plan.jobs import filed_part_problems, handed_out_targets, kept_stems, plan, selected
from tests.building import ROOT
from tests.ledger.signed_states import sign

PACKET = "botkyrka/handlingar-2018-04-09"


@pytest.fixture
def filed(tmp_path: Path) -> Workspace:
    """The founding agreement, filed with the day on which it was signed: before the meeting."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    sign(tmp_path / "data", "kvinna-i-botkyrka", on="2018-03-18")
    workspace, _ = load_workspace(tmp_path / "data", tmp_path / "templates")
    return workspace


def test_they_are_not_built_again_and_nothing_else_stops(filed: Workspace):
    stems = {job.stem for job in plan(filed, ROOT / "templates", draft=False)}
    assert PACKET not in stems
    assert "botkyrka/tjansteskrivelse-2018-04-09" in stems
    assert PACKET in kept_stems(filed)


def test_they_stay_in_build_when_what_has_no_source_goes(filed: Workspace):
    packet, other = (DocumentEntry.model_construct(id=one, draft=False, asked=False) for one in (PACKET, "botkyrka/x"))
    manifest = Manifest.model_construct(documents=(packet, other))
    jobs = plan(filed, ROOT / "templates", draft=False)
    assert gone(manifest, jobs, kept_stems(filed)) == (other,)


@pytest.mark.parametrize("target", ["botkyrka/packet-2018-04-09", "build/botkyrka/handlingar-2018-04-09.pdf"])
def test_who_asks_for_them_is_told_why_they_are_not_built(filed: Workspace, target: str):
    jobs = plan(filed, ROOT / "templates", draft=False)
    with pytest.raises(ProblemsError) as caught:
        selected(jobs, [target], "build", handed_out_targets(filed))
    [problem] = caught.value.problems
    assert (problem.rule, problem.severity) == ("packet-part-filed", Severity.ERROR)
    assert "kvinna-i-botkyrka/agreement, som är undertecknat och filat" in problem.text


@pytest.mark.parametrize(("today", "told"), [("2018-04-08", 1), ("2018-04-09", 1), ("2018-04-10", 0)])
def test_that_is_told_until_the_meeting_has_been_held(filed: Workspace, today: str, told: int):
    problems = list(filed_part_problems(filed, dt.date.fromisoformat(today)))
    assert len(problems) == told
    assert all("kvinna-i-botkyrka/agreement, som är undertecknat" in problem.text for problem in problems)
