"""What somebody asks to build, in any of the ways a document can be named, and which template it takes."""

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.errors import Problem, ProblemsError
from contracts.facts.folders import AuthorityFolder, Workspace
from contracts.facts.load import load_workspace
from contracts.plan.documents import planned
from contracts.plan.jobs import Job, job_of, plan, selected, template_of
from tests.plan.small_authority import AUTHORITY, authority_of
from tests.plan.test_packet import FILES

ALL = (
    "exempelstad/grannar/avtal",
    "exempelstad/grannar/avtal-alfa",
    "exempelstad/grannar/pm",
    "exempelstad/tjansteutlatande-2030",
    "exempelstad/kallelse-2030",
)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Templates in name only: nothing is rendered here."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for kind in ("agreement", "pm", "memo", "packet"):
        (folder / f"{kind}.docx").touch()
    return folder


@pytest.fixture
def jobs(tmp_path: Path, templates: Path) -> tuple[Job, ...]:
    authority_of(tmp_path, FILES)
    workspace, _ = load_workspace(tmp_path / "data", templates)
    return plan(workspace, templates, draft=False)


def stems(jobs: tuple[Job, ...], *targets: str) -> list[str]:
    return [job.stem for job in selected(jobs, targets, "build")]


def test_nothing_asked_for_is_everything(jobs: tuple[Job, ...]):
    assert stems(jobs) == list(ALL)


@pytest.mark.parametrize(
    ("target", "chosen"),
    [
        ("exempelstad", ALL),
        ("exempelstad/", ALL),
        ("build/exempelstad", ALL),
        ("exempelstad/grannar", ALL[:3]),
        ("data/exempelstad/grannar", ALL[:3]),
        ("exempelstad/grannar/agreement", ALL[:1]),
        ("exempelstad/grannar/agreement-alfa", ALL[1:2]),
        ("exempelstad/grannar/avtal", ALL[:1]),
        ("build/exempelstad/grannar/avtal-alfa.pdf", ALL[1:2]),
        ("./build/exempelstad/grannar/avtal-alfa.docx", ALL[1:2]),
        ("build\\exempelstad\\grannar\\avtal-alfa.pdf", ALL[1:2]),
        ("data/exempelstad/memo-2030.md", ALL[3:4]),
        ("memo", ALL[3:4]),
        ("tjänsteutlåtande", ALL[3:4]),
        ("agreement", ALL[:2]),
        ("pm", ALL[2:3]),
        ("PM", ALL[2:3]),
    ],
)
def test_a_document_can_be_named_in_many_ways(jobs: tuple[Job, ...], target: str, chosen: tuple[str, ...]):
    assert stems(jobs, target) == list(chosen)


@pytest.mark.parametrize(
    "target", ["packet", "kallelse", "exempelstad/packet-2030", "build/exempelstad/kallelse-2030.pdf"]
)
def test_a_packet_brings_its_parts_and_comes_after_them(jobs: tuple[Job, ...], target: str):
    assert stems(jobs, target) == list(ALL)


def test_targets_add_up_in_the_order_of_the_plan_each_document_once(jobs: tuple[Job, ...]):
    assert stems(jobs, "memo", "exempelstad/grannar/avtal", "tjänsteutlåtande") == [ALL[0], ALL[3]]


def test_who_names_a_document_gets_its_draft_when_drafts_are_made(tmp_path: Path, templates: Path):
    authority_of(tmp_path, FILES)
    workspace, _ = load_workspace(tmp_path / "data", templates)
    drafts = plan(workspace, templates, draft=True)
    for target in ("build/exempelstad/grannar/avtal.pdf", "build/exempelstad/grannar/avtal-utkast.pdf"):
        assert stems(drafts, target) == ["exempelstad/grannar/avtal-utkast"]


def test_part_of_a_name_is_no_name(jobs: tuple[Job, ...]):
    for target in ("exempel", "exempelstad/gran", "exempelstad/grannar/avt"):
        with pytest.raises(ProblemsError):
            stems(jobs, target)


@pytest.mark.parametrize(
    ("target", "nearest"),
    [
        ("exempelstad/granar", "exempelstad/grannar"),
        ("tjänsteutlåtand", "tjänsteutlåtande"),
        ("exempelstat", "exempelstad"),
        ("exempelstad/grannar/avtal-alpha", "exempelstad/grannar/avtal-alfa"),
    ],
)
def test_what_means_nothing_is_answered_with_the_nearest(jobs: tuple[Job, ...], target: str, nearest: str):
    with pytest.raises(ProblemsError) as caught:
        stems(jobs, target)
    (problem,) = caught.value.problems
    assert problem.rule == "target-unknown"
    assert problem.remedy == f"menade du ”{nearest}”?"


def test_every_target_that_means_nothing_is_told(jobs: tuple[Job, ...]):
    with pytest.raises(ProblemsError) as caught:
        stems(jobs, "qqq", "memo", "www")
    assert [problem.text for problem in caught.value.problems] == [
        "”qqq” är inget som kan byggas",
        "”www” är inget som kan byggas",
    ]


def test_an_authoritys_own_template_goes_before_the_common_one(tmp_path: Path, templates: Path):
    authority = authority_of(tmp_path, FILES)
    memo = planned(authority, "memo-2030", draft=False)
    assert template_of(memo, authority, templates) == templates / "memo.docx"
    own = templates / "exempelstad" / "memo.docx"
    own.parent.mkdir()
    own.touch()
    assert template_of(memo, authority, templates) == own
    assert template_of(memo, replace(authority, id="annanstad"), templates) == templates / "memo.docx"


def missing(authority: AuthorityFolder, identifier: str, templates: Path) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        template_of(planned(authority, identifier, draft=False), authority, templates)
    (problem,) = caught.value.problems
    assert problem.rule == "template-missing"
    return problem


def test_a_template_that_is_nowhere_is_told_with_both_places(tmp_path: Path, templates: Path):
    (templates / "memo.docx").unlink()
    problem = missing(authority_of(tmp_path, FILES), "memo-2030", templates)
    assert str(problem.place) == "templates/memo.docx"
    assert problem.remedy == "lägg den där, eller i templates/exempelstad/"


def test_an_unknown_variant_is_told_where_it_was_chosen(tmp_path: Path, templates: Path):
    name = "grannar/partnership.yaml"
    authority = authority_of(tmp_path, {**FILES, name: f"{FILES[name]}\ntemplate: rosa\n"})
    problem = missing(authority, "grannar/agreement", templates)
    assert problem.place is not None
    assert (problem.place.file, problem.place.excerpt) == (f"data/exempelstad/{name}", "template: rosa")
    assert problem.text == "mallen templates/agreement-rosa.docx finns inte"


def test_two_documents_with_one_name_are_told(tmp_path: Path, templates: Path):
    authority = authority_of(tmp_path, {**FILES, "authority.yaml": AUTHORITY.replace("kallelse", "tjänsteutlåtande")})
    workspace = Workspace(tmp_path / "data", (authority,))
    with pytest.raises(ProblemsError) as caught:
        plan(workspace, templates, draft=False)
    assert [(one.rule, one.text) for one in caught.value.problems] == [
        (
            "output-twice",
            "”memo-2030” och ”packet-2030” skulle båda bli exempelstad/tjansteutlatande-2030.pdf",
        )
    ]


def test_a_packets_record_is_not_the_record_of_its_parts(tmp_path: Path, jobs: tuple[Job, ...], templates: Path):
    records = {job.stem: job.facts_sha256 for job in jobs}
    assert len(set(records.values())) == len(ALL)
    authority = authority_of(tmp_path, FILES)
    assert job_of(authority, "memo-2030", templates, draft=True).facts_sha256 == records[ALL[3]]
