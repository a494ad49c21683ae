"""A document carries what it can show, and hardly more: the rest may change without it."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.compiling import compile_templates, templates_of
from contracts.errors import ProblemsError
from contracts.facts.load import load_workspace
from contracts.facts.record import read_record
from contracts.plan.documents import planned
from contracts.plan.jobs import Job, plan
from contracts.plan.planned import Planned
from contracts.plan.stems import COMPARISON
from contracts.project import Project
from contracts.rendering import render
from contracts.revising.material import material_of
from contracts.word.render import Template
from tests.building import ROOT
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import sign

NORRVIK = ROOT / "tests" / "projects" / "norrvik"
PACKET = """---
title: Handlingar
date: 2025-11-01
board: socialnamnden
items:
  - title: Grannar
    case_number: SN-2025-17
    proposals: [Nämnden godkänner ändringen.]
    documents: [grannar/consolidated, grannar/comparison]
---
"""


def jobs_of(data: Path, templates: Path) -> tuple[Job, ...]:
    workspace, _ = load_workspace(data, templates)
    return plan(workspace, templates, draft=True)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Norrvik, to change; its templates are the common ones."""
    shutil.copytree(NORRVIK / "data", tmp_path / "data")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(NORRVIK / "templates" / "norrvik", tmp_path / "templates" / "norrvik")
    return tmp_path


def records(project: Path) -> dict[str, bytes]:
    return {job.planned.id: job.record for job in jobs_of(project / "data", project / "templates")}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def assert_same_again(data: Path, templates: Path) -> set[str]:
    """Every document, planned again from its record, is the same Word file; their kinds."""
    jobs = jobs_of(data, templates)
    compiled = compile_templates(Project(data, templates, data.parent / "build"), templates_of(jobs))
    for job in jobs:
        authority, identifier = read_record(job.record, "avtal.pdf")
        again = planned(authority, identifier, draft=True)
        assert again.facts == job.planned.facts, job.stem
        for one, other in zip(word_files(job, job.planned, compiled), word_files(job, again, compiled), strict=True):
            assert one == other, job.stem
    return {job.planned.kind for job in jobs}


def word_files(job: Job, one: Planned, compiled: Mapping[Path, Template]) -> list[bytes]:
    """The document and, when it is about a change, both wordings; no signed PDF is in a record."""
    if one.wording is not None:
        one = replace(one, wording=replace(one.wording, signed=()))
    material = material_of(one, compiled, job.agreement)
    wordings = [material.wordings.signed, material.wordings.new.docx] if material.wordings else []
    if one.kind == COMPARISON:
        return wordings
    return [*wordings, render(one, compiled[job.template], material.names_of(one), signed=material.signed).docx]


@pytest.mark.parametrize("data", [ROOT / "data", NORRVIK / "data"], ids=["founding", "norrvik"])
def test_a_document_planned_again_from_its_record_is_the_same_word_file(data: Path, own: Path):
    assert_same_again(data, own / "templates")


@pytest.mark.parametrize(
    "change",
    [
        "goals: [Alla äldre har någon att prata med.]",
        "term: {end: 2028-12-31}",
        "goals: [Alla äldre har någon.]\nrevision: {reason: Fler vill., effective: 2026-01-01, date: 2025-10-01}",
    ],
    ids=["amendment", "extension", "with what stands behind it"],
)
def test_a_change_of_a_signed_agreement_planned_again_from_its_record_is_the_same(own: Path, change: str):
    data = write_exempelstad(own / "exempelstad")
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(own / "exempelstad", change)
    words = "{amendment: ändringsavtal, extension: förlängningsavtal}"
    edit(data / "exempelstad/authority.yaml", "letterhead:", f"documents: {words}\nletterhead:")
    (data / "exempelstad/packet-2025.md").write_text(PACKET, "utf-8")
    kinds = assert_same_again(data, own / "templates")
    assert {"agreement", "comparison", "packet"} < kinds  # the consolidated agreement, and what changes it beside them


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        # Only checked, never shown.
        ("authority.yaml", "case_number_pattern: ", "case_number_pattern: (x)?", set()),
        ("hamnkaffe/partnership.yaml", "name: ", "acknowledged: []\nname: ", set()),
        # What the authority calls its reports no agreement shows.
        ("authority.yaml", "  report: ", "  report: x", {"report-2031"}),
    ],
)
def test_what_a_document_does_not_show_is_not_in_its_record(
    own: Path, file: str, old: str, new: str, changed: set[str]
):
    before = records(own)
    edit(own / "data" / "norrvik" / file, old, new)
    after = records(own)
    assert {one for one in after if after[one] != before[one]} == changed


def test_a_telephone_number_is_in_the_record_of_what_a_template_prints_it_in(own: Path):
    edit(own / "data/norrvik/authority.yaml", "letterhead:\n", "letterhead:\n  telephone: växeln\n")
    for record in records(own).values():
        assert "telephone" in json.loads(record)["authority"]["facts"]["letterhead"]


def test_an_unconfirmed_value_of_the_authority_keeps_all_of_it(own: Path):
    edit(own / "data/norrvik/authority.yaml", "case_number_pattern: ", "short_name: Norrvik ?\ncase_number_pattern: ")
    for record in records(own).values():
        assert "case_number_pattern" in json.loads(record)["authority"]["facts"]


def test_a_record_without_what_only_checks_need_can_be_read_and_one_that_is_broken_cannot(own: Path):
    record = next(iter(records(own).values()))
    assert read_record(record, "avtal.pdf")[0].id == "norrvik"
    broken = json.loads(record)
    del broken["authority"]["facts"]["name"]
    with pytest.raises(ProblemsError):
        read_record(json.dumps(broken).encode(), "avtal.pdf")
