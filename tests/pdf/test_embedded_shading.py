"""Runs that are shaded come out shaded from the embedded engine, in the shading's own colour."""

from pathlib import Path

import pikepdf
import pytest

from contracts.pdf.embedded import Embedded
from contracts.pdf.embedded_preparation import prepare
from contracts.word.marking import mark_differences
from tests.word.word_files import NAMESPACES, WordFiles, paragraph, run, tree


@pytest.fixture
def word(tmp_path: Path) -> WordFiles:
    return WordFiles(tmp_path)


def areas(pdf: Path) -> list[tuple[float, ...]]:
    """The colour of each filled rectangle, in order."""
    found = []
    with pikepdf.open(pdf) as opened:
        for page in opened.pages:
            instructions = list(pikepdf.parse_content_stream(page))
            for at, one in enumerate(instructions[:-2]):
                if [str(each.operator) for each in instructions[at : at + 3]] == ["rg", "re", "f"]:
                    found.append(tuple(round(float(number), 2) for number in one.operands))
    return found


def converted(tmp_path: Path, docx: bytes) -> Path:
    (tmp_path / "a.docx").write_bytes(docx)
    with Embedded(tmp_path) as engine:
        engine.convert(tmp_path / "a.docx", tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def shaded(text: str, fill: str) -> str:
    return run(text, f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')


def test_a_mark_is_painted_in_its_colour_also_in_the_header(word: WordFiles, tmp_path: Path) -> None:
    def file(name: str, what: str) -> bytes:
        return word.file(paragraph(f"Det tar {what} år."), header=paragraph(f"Efter {what}"), name=name).read_bytes()

    docx = mark_differences(file("a.docx", "tre"), [file("b.docx", "fyra")])
    assert areas(converted(tmp_path, docx)) == [(1.0, 0.94, 0.76)] * 2


def test_each_shading_has_its_own_colour_and_a_highlight_keeps_its(word: WordFiles, tmp_path: Path) -> None:
    highlighted = run("c", '<w:highlight w:val="yellow"/>')
    docx = word.file(f"<w:p>{shaded('a', 'FF0000')}{shaded('b', '0000FF')}{highlighted}</w:p>").read_bytes()
    assert sorted(areas(converted(tmp_path, docx))) == [(0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0)]


def test_white_and_no_shading_are_left_alone(word: WordFiles) -> None:
    docx = word.file(f"<w:p>{shaded('a', 'FFFFFF')}{shaded('b', 'auto')}{run('c')}</w:p>").read_bytes()
    prepared = prepare(docx)
    assert prepared.borrowed == ()
    assert tree(prepared.docx).xpath("//w:highlight", namespaces=NAMESPACES) == []
