"""Why a document would be made is told with the field and the file, and a frozen build tells it and changes nothing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts.choosing import outlook
from contracts.facts.load import load_workspace
from contracts.filing.sent import FOLDER as SENT
from contracts.filing.stat_cache import StatCache
from contracts.plan.jobs import plan
from contracts.project import Project
from contracts.why import Reason, why
from tests.building import Copy, copy_of
from tests.checks.exempelstad import write_exempelstad
from tests.test_due import with_remark

TODAY = ("--today", "2024-10-01")
HOME = "data/exempelstad"
STEM = "exempelstad/grannar/avtal-utkast"
PARTNERSHIP = f"{HOME}/grannar/partnership.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A draft of the fictive agreement; not to be changed."""
    folder = tmp_path_factory.mktemp("byggt")
    copy = copy_of(write_exempelstad(folder / "fakta"), folder / "projekt")
    assert copy.run("build", "--draft", *TODAY).status == 0
    return copy


@pytest.fixture
def own(built: Copy, tmp_path: Path) -> Copy:
    """The same, to change."""
    shutil.copytree(built.root, tmp_path / "projekt")
    return Copy(tmp_path / "projekt")


def edit(copy: Copy, file: str, old: str, new: str) -> None:
    path = copy.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def reasons(copy: Copy) -> list[Reason]:
    """Why the only document would be made."""
    project = Project(copy.root / "data", copy.root / "templates", copy.build)
    workspace, _ = load_workspace(project.data, project.templates)
    jobs = plan(workspace, project.templates, draft=True)
    [one] = why(project, outlook(project, workspace, jobs, StatCache(copy.build), places=("",)))
    return list(one.reasons)


def told(copy: Copy) -> list[tuple[str, str]]:
    return [(one.text, one.file) for one in reasons(copy)]


def test_a_current_document_has_no_reason(own: Copy):
    assert reasons(own) == []


AMOUNT = "Belopp (economy.contributions.0.amount)"


@pytest.mark.parametrize(
    ("file", "old", "new", "text"),
    [
        (PARTNERSHIP, "- Fler äldre", "- Alla äldre", "Mål (goals.0) har ändrats"),
        (PARTNERSHIP, "amount: '100000'", "amount: 90000", f"{AMOUNT} har ändrats"),
        (
            PARTNERSHIP,
            "amount: '100000'",
            "amount: 100000 ?",
            f"{AMOUNT} är inte längre bekräftat",
        ),
        (f"{HOME}/authority.yaml", "010-000 00 00", "växeln", "Telefon (letterhead.telephone) har ändrats"),
        (
            f"{HOME}/organisations.yaml",
            "short_name: Grannhjälpen",
            "short_name: Grannarna",
            "Kortnamn (short_name) har ändrats",
        ),
    ],
    ids=["text", "amount", "question mark", "authority", "organisation"],
)
def test_a_changed_fact_is_told_with_its_field_and_file(own: Copy, file: str, old: str, new: str, text: str):
    edit(own, file, old, new)
    [(found, where)] = told(own)
    assert (found, where.partition(",")[0]) == (text, file)


def test_a_changed_fact_is_told_by_its_file_when_what_was_made_is_not_kept(own: Copy):
    shutil.rmtree(own.build / SENT)
    edit(own, PARTNERSHIP, "- Fler äldre", "- Alla äldre")
    assert told(own) == [("filen har ändrats", PARTNERSHIP)]


def test_a_changed_template_and_changed_outputs_are_told(own: Copy):
    with_remark(own.root / "templates/agreement.docx")
    pdf = own.build / f"{STEM}.pdf"
    pdf.unlink()
    pdf.with_suffix(".docx").write_bytes(b"egna ord")
    assert told(own) == [
        ("filen saknas", pdf.as_posix()),
        ("filen är ändrad för hand", pdf.with_suffix(".docx").as_posix()),
        ("mallen har ändrats", "templates/agreement.docx"),
    ]


def test_another_template_of_its_own_is_told(own: Copy):
    (own.root / "templates/exempelstad").mkdir()
    template = own.root / "templates/exempelstad/agreement.docx"
    shutil.copy(own.root / "templates/agreement.docx", template)
    with_remark(template)
    text = "det görs efter en annan mall än förut (templates/agreement.docx)"
    assert told(own) == [(text, "templates/exempelstad/agreement.docx")]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda one, tools: one.update(engine_version="0.1"), "den inbyggda motorn har en annan version (0.1, nu "),
        (
            lambda one, tools: one.update(engine="office"),
            "det görs med den inbyggda motorn, och gjordes med LibreOffice",
        ),
        (lambda one, tools: one.update(code_sha256=""), "programmet har ändrats"),
        (lambda one, tools: one.update(program_version="0"), "programmet har en annan version (0, nu "),
        (lambda one, tools: one.update(fonts_sha256=""), "typsnitten har ändrats"),
        (lambda one, tools: tools["libraries"].update(lxml="1"), "lxml har en annan version (1, nu "),
        (lambda one, tools: tools.update(zlib_version="1"), "zlib har en annan version (1, nu "),
    ],
)
def test_what_made_it_is_told_when_it_is_another(
    own: Copy, change: Callable[[dict[str, Any], dict[str, Any]], None], text: str
):
    manifest = own.build / "manifest.json"
    held = json.loads(manifest.read_text("utf-8"))
    change(held["documents"][0], held["tools"][0])
    held["documents"][0]["key"] = ""
    manifest.write_text(json.dumps(held), "utf-8")
    [(found, file)] = told(own)
    assert found.startswith(text)
    assert file == ""


def test_the_plan_says_why(own: Copy):
    ask = ("plan", "--draft", "--why", *TODAY)
    assert own.run(*ask).out.splitlines() == [f"build/{STEM}.pdf: är aktuellt", "0 görs, 1 är aktuella, 0 tas bort."]
    edit(own, PARTNERSHIP, "- Fler äldre", "- Alla äldre")
    before = own.snapshot()
    said = own.run(*ask).out
    assert f"build/{STEM}.pdf: görs\n   {PARTNERSHIP}: Mål (goals.0) har ändrats\n" in said
    machine = json.loads(own.run(*ask, "--json").out)
    assert machine["why"] == {STEM: [{"cause": "facts", "text": "Mål (goals.0) har ändrats", "file": PARTNERSHIP}]}
    assert machine["gone"] == []
    assert own.snapshot() == before


def test_a_frozen_build_says_what_would_change_and_changes_nothing(own: Copy):
    frozen = ("build", "--draft", "--frozen", *TODAY)
    assert own.run(*frozen).status == 0
    edit(own, PARTNERSHIP, "- Fler äldre", "- Alla äldre")
    before = own.snapshot()
    ended = own.run(*frozen)
    assert ended.status == 8
    assert f"{STEM}.pdf: Mål (goals.0) har ändrats" in ended.err
    assert PARTNERSHIP in ended.err
    assert own.snapshot() == before


def test_a_frozen_build_minds_what_has_no_source_and_what_was_never_built(own: Copy):
    (own.root / HOME / "grannar").rename(own.root / HOME / "annat")
    before = own.snapshot()
    ended = own.run("build", "--draft", "--frozen", *TODAY)
    assert ended.status == 8
    assert f"{STEM}.pdf: underlaget är borta" in ended.err
    assert "exempelstad/annat/avtal-utkast.pdf: det har aldrig byggts" in ended.err
    assert own.snapshot() == before


def test_a_frozen_build_without_libreoffice_says_that_it_is_missing(own: Copy):
    shutil.rmtree(own.build)
    ended = own.run("build", "--frozen", *TODAY, "--office", "ingenstans")
    assert ended.status == 8
    assert "only drafts are looked at" in ended.err
    assert f"{STEM}.pdf: det har aldrig byggts" in ended.err
