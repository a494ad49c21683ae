"""What a document is made of counts: a change of any of it is told; what has been filed as signed leaves build/."""

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from contracts.choosing import outlook
from contracts.due import Cause
from contracts.facts.load import load_workspace
from contracts.filing.manifest import read_manifest
from contracts.filing.stat_cache import StatCache
from contracts.plan.jobs import plan
from contracts.project import Project
from tests.building import Copy, copy_of
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import sign

TODAY = ("--today", "2024-10-01")
HOME = "exempelstad/grannar"
CHANGE = "goals: [Alla äldre har någon att prata med.]"


def drafts(copy: Copy) -> str:
    ended = copy.run("build", "--draft", *TODAY)
    assert ended.status == 0, ended.err
    return ended.out + ended.err


def causes(copy: Copy) -> dict[str, tuple[Cause, ...]]:
    """Why each document would be made again, by the first word of its name."""
    project = Project(copy.root / "data", copy.root / "templates", copy.build)
    workspace, _ = load_workspace(project.data, project.templates)
    jobs = plan(workspace, project.templates, draft=True)
    seen = outlook(project, workspace, jobs, StatCache(copy.build), places=("",))
    return {Path(one.job.stem).name.partition("-")[0]: one.causes for one in seen.verdicts}


def scan() -> bytes:
    """What was signed on paper: a PDF that carries no wording."""
    written = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def with_remark(template: Path) -> None:
    """Another file with the same content."""
    with zipfile.ZipFile(template, "a") as package:
        package.comment = b"en anm\xc3\xa4rkning"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Drafts of what changes a signed agreement; not to be changed."""
    folder = tmp_path_factory.mktemp("byggt")
    facts = write_exempelstad(folder / "fakta")
    sign(facts, "grannar", on="2024-12-01", pdf=scan())
    write_exempelstad(folder / "fakta", CHANGE)
    copy = copy_of(facts, folder / "projekt")
    drafts(copy)
    return copy


@pytest.fixture
def changed(built: Copy, tmp_path: Path) -> Copy:
    """The same, to change."""
    shutil.copytree(built.root, tmp_path / "projekt")
    return Copy(tmp_path / "projekt")


def test_another_template_of_the_agreement_is_told_of_all_that_is_made_of_it(changed: Copy):
    assert set(causes(changed).values()) == {()}
    with_remark(changed.root / "templates/agreement.docx")
    assert causes(changed) == dict.fromkeys(("tillaggsavtal", "konsoliderat", "jamforelse"), (Cause.TEMPLATE,))


def test_another_template_of_the_amendment_is_told_of_it_alone(changed: Copy):
    with_remark(changed.root / "templates/amendment.docx")
    assert causes(changed) == {"tillaggsavtal": (Cause.TEMPLATE,), "konsoliderat": (), "jamforelse": ()}


def test_the_signed_state_is_among_what_a_change_is_made_from(built: Copy):
    for entry in read_manifest(built.build).documents:
        assert f"data/{HOME}/signed/1.json" in {file.path for file in entry.inputs}, entry.id


def test_an_agreement_that_has_been_filed_leaves_build_but_what_is_in_it_by_hand_stays(tmp_path: Path):
    (tmp_path / "fakta").mkdir()
    copy = copy_of(write_exempelstad(tmp_path / "fakta"), tmp_path / "projekt")
    drafts(copy)
    home = copy.build / HOME
    [pdf] = home.glob("*.pdf")
    docx, signed = pdf.with_suffix(".docx"), pdf.read_bytes() + b"% en underskrift\n"
    made = docx.read_bytes()
    pdf.write_bytes(signed)
    (home / "undertecknat.pdf").write_bytes(b"en inskannad kopia")
    sign(copy.root / "data", "grannar", on="2024-12-01")
    drafts(copy)
    kept = home / f"{pdf.stem}-andrad-1.pdf"
    assert {path.name for path in home.iterdir()} == {kept.name, "undertecknat.pdf"}
    assert kept.read_bytes() == signed
    assert (home / "undertecknat.pdf").read_bytes() == b"en inskannad kopia"
    assert made in [path.read_bytes() for path in (copy.build / ".sent").glob("*.docx")]
