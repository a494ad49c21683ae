"""What is rendered comes out of LibreOffice as it was meant: contents, lists, notes, links, signature places."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, find_office
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadPdf
from contracts.word.render import Rendered
from tests.word.test_contents_list import NUMBERING, STYLES, contents, heading
from tests.word.test_signature_places import ONE
from tests.word.word_files import WordFiles, paragraph, table

pytestmark = pytest.mark.office

#: The headings' list, and those that the styles "List Bullet", "List Bullet 2" and "List Number" of the file point at.
LISTS = "".join(
    [
        *NUMBERING.split("<w:num ")[:1],
        *(
            f'<w:abstractNum w:abstractNumId="{definition}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/></w:lvl></w:abstractNum>'
            for definition, kind, sign in ((2, "bullet", "\u2022"), (3, "decimal", "%1."))
        ),
        *(
            f'<w:num w:numId="{use}"><w:abstractNumId w:val="{definition}"/></w:num>'
            for use, definition in ((1, 2), (2, 2), (5, 3), (20, 1))
        ),
    ]
)
TEXT = (
    "Ett *betonat* ord[^n] och [en länk](https://exempel.se).\n\n- punkt\n  - djupare\n\n1. först\n2. sedan\n\n"
    "| År | Belopp |\n|----|-------:|\n| 2026 | 350 000 |\n\n[^n]: Notens text & {{ inget }}.\n"
)


def numbered(text: str, level: int = 1) -> str:
    return heading(text, level).replace('<w:numId w:val="1"/>', '<w:numId w:val="20"/>')


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Rendered, ReadPdf]]:
    folder = tmp_path_factory.mktemp("word")
    rendered = WordFiles(folder).render(
        contents(),
        numbered("Bakgrund"),
        paragraph("{{p text | stycken }}"),
        numbered("Mål", 2),
        paragraph("{{p other | stycken }}"),
        numbered("Underskrift"),
        table(("{{ one | underskriftsplats }}",)),
        header=paragraph("{{ name }}"),
        context={"text": TEXT, "other": "1. på nytt", "one": ONE, "name": "Föreningen A & B"},
        numbering=LISTS,
        styles=STYLES,
    )
    docx, pdf = folder / "ut.docx", folder / "ut.pdf"
    docx.write_bytes(rendered.docx)
    with Office(find_office(None), folder / "arbete", _fonts(folder)) as office:
        office.convert(docx, pdf)
    yield rendered, read_pdf(pdf)


def _fonts(folder: Path) -> Path:
    work = folder / "arbete"
    work.mkdir()
    return fonts_configuration(work)


def test_every_paragraph_of_the_word_file_is_in_the_pdf(both: tuple[Rendered, ReadPdf]) -> None:
    rendered, pdf = both
    shown = _squeezed(*(block.text_without(note_marks=True) for block in pdf.blocks), *(p.artifacts for p in pdf.pages))
    for text in (*rendered.paragraphs, *rendered.running):
        assert _squeezed(text) in shown


def _squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())


def test_the_contents_list_has_the_headings_and_their_pages(both: tuple[Rendered, ReadPdf]) -> None:
    lines = [" ".join(block.text.split()) for block in both[1].blocks if block.kind == "contents"]
    assert lines == ["1 Bakgrund 1", "1.1 Mål 1", "2 Underskrift 1"]
    assert [bookmark.title for bookmark in both[1].bookmarks] == ["1 Bakgrund", "1.1 Mål", "2 Underskrift"]


def test_lists_are_lists_and_the_second_begins_at_one(both: tuple[Rendered, ReadPdf]) -> None:
    assert [element.type for element in both[1].elements].count("LI") == 5
    shown = _squeezed(*(page.text for page in both[1].pages))
    assert "1.först2.sedan" in shown
    assert "1.pånytt" in shown


def test_the_note_the_link_and_the_table_header_are_tagged(both: tuple[Rendered, ReadPdf]) -> None:
    kinds = {element.type for element in both[1].elements}
    assert {"Note", "Link", "TH"} <= kinds
    assert any("Notens text & {{ inget }}." in element.text for element in both[1].elements if element.type == "Note")


def test_the_signature_place_is_a_figure_with_its_alternative_text(both: tuple[Rendered, ReadPdf]) -> None:
    assert [element.alt for element in both[1].elements if element.type == "Figure"] == [f"sign:{ONE.id}|{ONE.label}"]
