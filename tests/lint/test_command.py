"""`contracts lint` and lint within `contracts check`, as a user runs them."""

import json
from pathlib import Path

import pytest
from docx import Document

from tests.building import Copy, real_agreement
from tests.word.word_files import WordFiles, paragraph

AGREEMENT = "templates/agreement.docx"


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    return real_agreement(tmp_path / "project")


def break_agreement(project: Copy) -> None:
    document = Document(str(project.root / AGREEMENT))
    document.add_paragraph("Diarienummer {{ document.case_numer }}")
    document.save(str(project.root / AGREEMENT))


def test_clean_templates_end_with_status_0(project: Copy) -> None:
    ended = project.run("lint")
    assert (ended.status, ended.err) == (0, "")
    assert "utan anmärkning: 16 mallar" in ended.out


def test_an_error_is_shown_with_place_and_remedy_and_ends_with_status_3(project: Copy) -> None:
    break_agreement(project)
    ended = project.run("lint", AGREEMENT)
    assert ended.status == 3
    assert "namnet ”case_numer” finns inte i ”document”" in ended.out
    assert "menade du ”case_number”?" in ended.out
    assert "Diarienummer {{ document.case_numer }}" in ended.out
    assert project.run("lint", "templates/memo.docx").status == 0


def test_a_warning_stops_only_when_strict(project: Copy) -> None:
    path = project.root / "templates/memo.docx"
    document = Document(str(path))
    document.add_paragraph("Den {{ date }}.")
    document.save(str(path))
    assert project.run("lint", "templates/memo.docx").status == 0
    assert project.run("lint", "--strict", "templates/memo.docx").status == 3


def test_json_and_sarif(project: Copy) -> None:
    break_agreement(project)
    told = json.loads(project.run("lint", "--json").out)
    assert "template-unknown-name" in [problem["rule"] for problem in told["problems"]]
    assert len(told["templates"]) == 16
    log = json.loads(project.run("lint", "--sarif", AGREEMENT).out)
    assert "template-unknown-name" in [result["ruleId"] for result in log["runs"][0]["results"]]


def test_copies_are_written_beside_the_build(project: Copy) -> None:
    body = paragraph("Från {{ ", "docu", "ment.date|datum }} och {{ nam }}")
    WordFiles(project.root / "templates").file(body, name="memo.docx")
    ended = project.run("lint", "--comments", "--fix", "templates/memo.docx")
    assert ended.status == 3
    assert "build/lint/memo-kommenterad.docx" in ended.out
    commented = Document(str(project.build / "lint/memo-kommenterad.docx"))
    assert any("nam" in comment.text for comment in commented.comments)
    mended = Document(str(project.build / "lint/memo-lagad.docx"))
    assert any("{{ document.date|datum }}" in run.text for run in mended.paragraphs[0].runs)


def test_what_is_no_word_file_is_told_not_raised(project: Copy) -> None:
    (project.root / "templates/pm.docx").write_bytes(b"inget Word-dokument")
    ended = project.run("lint", "--comments", "--fix", "templates/pm.docx")
    assert ended.status == 3
    assert "filen är inget helt Word-dokument" in ended.out


@pytest.mark.slow
def test_check_lints_templates_that_no_document_uses(project: Copy) -> None:
    assert project.run("check").status == 0
    WordFiles(project.root / "templates").file(paragraph("{{ titel }}"), name="packet.docx")
    ended = project.run("check")
    assert ended.status == 3
    assert "namnet ”titel” finns inte" in ended.out
    assert project.run("plan").status == 0
