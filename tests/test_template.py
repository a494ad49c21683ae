"""The agreement's template is a Word file that people edit: what they leave out, reword or save anew still builds."""

import subprocess
from pathlib import Path

import pytest
from docx import Document

from contracts.pdf.office import find_office
from contracts.word.text import read_docx
from tests.building import Copy, real_agreement

AGREEMENT = "botkyrka/kvinna-i-botkyrka/avtal"


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    return real_agreement(tmp_path / "project")


def sections(project: Copy, name: str) -> list[tuple[str, str]]:
    text = read_docx((project.build / f"{name}.docx").read_bytes())
    return [(heading.number, heading.text) for heading in text.headings if heading.level == 1]


def test_a_section_left_out_renumbers_the_rest(project: Copy) -> None:
    project.replace("mutual_relation: >\n", "mutual_relation_gone: >\n")
    text = project.partnership.read_text("utf-8")
    start = text.index("mutual_relation_gone")
    project.partnership.write_text(text[:start] + text[text.index("commitments:", start) :], "utf-8")
    ended = project.run("build", "--draft")
    assert ended.status == 0, ended.err
    found = sections(project, f"{AGREEMENT}-utkast")
    assert [number for number, _ in found] == [str(number) for number in range(1, 18)]
    assert ("6", "De offentliga parternas åtaganden") in found


def test_a_reworded_sentence_survives(project: Copy) -> None:
    template = project.root / "templates/agreement.docx"
    document = Document(str(template))
    (paragraph,) = [one for one in document.paragraphs if one.text.startswith("Part är alltid den juridiska")]
    paragraph.runs[0].text = "Part är den juridiska personen, aldrig en förvaltning."
    document.save(str(template))
    ended = project.run("build", "--draft")
    assert ended.status == 0, ended.err
    text = read_docx((project.build / f"{AGREEMENT}-utkast.docx").read_bytes())
    assert "Part är den juridiska personen, aldrig en förvaltning." in text.paragraphs


def save_anew(template: Path, folder: Path) -> None:
    """Open a Word file in LibreOffice and save it as one; status 81 is a fresh profile's wish to start again."""
    command = [
        str(find_office().soffice),
        f"-env:UserInstallation=file://{folder}/profile",
        *("--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(template)),
    ]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, timeout=120)
        if done.returncode != 81:
            break
    assert (folder / template.name).exists(), done.stderr


@pytest.mark.slow
@pytest.mark.office
def test_a_template_saved_anew_by_libreoffice_makes_the_same_agreement(project: Copy, tmp_path: Path) -> None:
    template = project.root / "templates/agreement.docx"
    save_anew(template, tmp_path)
    assert project.run("build").status == 0
    before = read_docx((project.build / f"{AGREEMENT}.docx").read_bytes())
    (tmp_path / "agreement.docx").replace(template)
    ended = project.run("build")
    assert ended.status == 0, ended.err
    after = read_docx((project.build / f"{AGREEMENT}.docx").read_bytes())
    assert after.headings == before.headings
    assert after.paragraphs == before.paragraphs
