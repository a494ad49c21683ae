"""Reading back: text by its tags, exact to the space, and what the file says of itself."""

import time
from pathlib import Path

import pikepdf
import pytest

from contracts.pdf.finish import finish
from contracts.pdf.marked_text import joined
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadPdf
from tests.pdf.finishing_fixtures import FACTS, PROSE, SIGNATORIES, engine_pdfs, finished, finishing

__all__ = ["engine_pdfs", "finished"]

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def agreement(finished: Path) -> ReadPdf:
    return read_pdf(finished)


@pytest.fixture(scope="module")
def hard(engine_pdfs: Path) -> ReadPdf:
    target = engine_pdfs / "hard-finished.pdf"
    finish(engine_pdfs / "hard.pdf", target, finishing())
    return read_pdf(target)


def text_of(read: ReadPdf, wanted: str) -> list[str]:
    return [element.text for element in read.elements if element.type == wanted]


def test_paragraphs_come_in_reading_order_with_their_spaces(agreement: ReadPdf) -> None:
    body = [(block.type, block.text) for block in agreement.blocks if block.kind == ""]
    assert body[:8] == [
        ("P", "Överenskommelse om partnerskap"),
        ("H1", "1 Bakgrund"),
        ("P", f"{PROSE[0]}1"),
        ("P", "Styrgruppen sammanträder minst två gånger per år och för protokoll över sina möten."),
        ("P", "Följande gäller:"),
        ("P", "rådgivning i grupp"),
        ("P", "stöd till enskilda"),
        ("P", "Läs mer på exempelstad.example"),
    ]


def test_no_break_spaces_and_ligatures_are_kept_exact(agreement: ReadPdf) -> None:
    texts = [block.text for block in agreement.blocks]
    assert "Kommunen betalar 350\u00a0000 kr per år och föreningen bidrar med 125\u00a0000 kr." in texts


def test_contents_notes_and_labels_are_told_from_body_text(agreement: ReadPdf) -> None:
    kinds = {
        kind: [block.text for block in agreement.blocks if block.kind == kind] for kind in ("contents", "note", "label")
    }
    assert kinds == {
        "contents": ["1 Bakgrund 1", "2 Ekonomi 1", "3 Avtalstid 2", "4 Underskrifter 2"],
        "note": ["1 Enligt beslut den 13 december 2025."],
        "label": ["•", "•"],
    }


def test_a_footnotes_number_can_be_left_out(agreement: ReadPdf) -> None:
    block = next(block for block in agreement.blocks if block.text.endswith("vardagen.1"))
    assert block.text_without(note_marks=True).endswith("i vardagen.")


def test_elements_know_their_text_pages_and_parents(agreement: ReadPdf) -> None:
    assert text_of(agreement, "TH") == ["Part", "Organisationsnummer", "Bidrag"]
    assert text_of(agreement, "TD")[:3] == ["Exempelstads kommun", "212000-0000", "350\u00a0000 kr"]
    forms = [(index, one) for index, one in enumerate(agreement.elements) if one.type == "Form"]
    assert [one.field for _, one in forms] == [one.id for one in SIGNATORIES]
    index, form = forms[0]
    assert form.pages == (2,)
    chain = [agreement.elements[above].type for above in agreement.ancestors(index)]
    assert chain == ["P", "TD", "TR", "Table", "Document"]


def test_headers_and_footers_are_artifacts(agreement: ReadPdf) -> None:
    assert [page.artifacts.splitlines()[0] for page in agreement.pages] == ["Exempelstads kommun"] * 2
    assert [page.artifacts.splitlines()[-1] for page in agreement.pages] == [
        "Dnr KS 2026/0123, sida 1",
        "Dnr KS 2026/0123, sida 2",
    ]
    assert [page.untagged for page in agreement.pages] == ["", ""]


def test_the_whole_page_is_read_too(agreement: ReadPdf) -> None:
    assert "Exempelstads kommun" in agreement.pages[1].text
    assert "Avtalet gäller från den 1 mars 2026" in agreement.pages[1].text
    assert (round(agreement.pages[0].width), round(agreement.pages[0].height)) == (595, 842)


def test_what_the_file_says_of_itself(agreement: ReadPdf) -> None:
    assert (agreement.title, agreement.language) == ("Överenskommelse om partnerskap", "sv-SE")
    assert (agreement.marked, agreement.shows_title) == (True, True)
    assert (agreement.pdfa, agreement.pdfua) == ("3A", "1")
    assert [(one.title, one.page, one.level) for one in agreement.bookmarks] == [
        ("1 Bakgrund", 1, 1),
        ("2 Ekonomi", 1, 1),
        ("3 Avtalstid", 2, 1),
        ("4 Underskrifter", 2, 1),
    ]
    assert [(one.name, one.data, one.media_type, one.relationship) for one in agreement.attachments] == [
        ("facts.json", FACTS, "application/json", "Source")
    ]


def test_fonts_are_named_without_their_subsets_prefix(agreement: ReadPdf) -> None:
    assert [(font.name, font.embedded, font.has_unicode) for font in agreement.fonts] == [
        ("LiberationSans", True, True),
        ("LiberationSans-Bold", True, True),
        ("LiberationSerif", True, True),
    ]


def test_signature_fields_are_read(agreement: ReadPdf) -> None:
    assert [(field.name, field.tooltip, field.page, field.locks, field.signed) for field in agreement.fields] == [
        (one.id, f"Underskrift: {one.label}", 2, (one.id,), False) for one in SIGNATORIES
    ]


def test_a_paragraph_over_two_pages_is_one_paragraph(hard: ReadPdf) -> None:
    long = [block for block in hard.blocks if block.text.startswith("Långt stycke")]
    assert len(long) == 4
    assert any(len({piece.page for piece in block.pieces}) == 2 for block in long)
    assert all(block.text.count("som fortsätter från") == 60 for block in long)


def test_a_repeated_header_row_is_read_once(hard: ReadPdf) -> None:
    assert text_of(hard, "TH") == ["År", "Belopp"]
    assert "År Belopp" in hard.pages[1].artifacts


def test_a_soft_hyphen_and_bold_text_leave_no_trace(hard: ReadPdf) -> None:
    assert "Stycke med ram, fet text och Hemlighet, fiffigt." in [block.text for block in hard.blocks]


def test_a_character_that_the_font_lacks_is_an_unknown_glyph(hard: ReadPdf, agreement: ReadPdf) -> None:
    """LibreOffice says which character was meant, and shows a box or nothing."""
    assert [(glyph.page, "漢" in glyph.context) for glyph in hard.unknown_glyphs] == [(1, True)]
    assert agreement.unknown_glyphs == ()


def test_a_font_that_does_not_say_its_characters_gives_unknown_glyphs(finished: Path, tmp_path: Path) -> None:
    with pikepdf.open(finished) as pdf:
        for font in pdf.pages[0].resources.Font.values():
            del font.ToUnicode
        pdf.save(tmp_path / "a.pdf")
    read = read_pdf(tmp_path / "a.pdf")
    assert read.unknown_glyphs
    assert not any(font.has_unicode for font in read.fonts)


def test_actual_text_stands_for_what_is_shown(finished: Path, tmp_path: Path) -> None:
    with pikepdf.open(finished) as pdf:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        actual = "Ändrad text".encode("utf-16-be").hex().upper().encode()
        page.Contents = pdf.make_stream(content.replace(b"<</MCID 0>>", b"<</MCID 0/ActualText<FEFF" + actual + b">>>"))
        assert page.Contents.read_bytes() != content
        pdf.save(tmp_path / "a.pdf")
    assert read_pdf(tmp_path / "a.pdf").blocks[0].text == "Ändrad text"


def test_what_the_embedded_engine_makes_can_be_read(engine_pdfs: Path, tmp_path: Path) -> None:
    rdocx = pytest.importorskip("rdocx")
    source = tmp_path / "embedded.pdf"
    source.write_bytes(rdocx.Document.from_bytes((engine_pdfs / "draft.docx").read_bytes()).to_pdf())
    read = read_pdf(source)
    texts = [block.text for block in read.blocks]
    assert "Styrgruppen sammanträder minst två gånger per år och för protokoll över sina möten." in texts
    assert "Kommunen betalar 350\u00a0000 kr per år och föreningen bidrar med 125\u00a0000 kr." in texts
    assert read.language == "und"


@pytest.mark.parametrize(
    ("before", "after", "same_line", "gap", "text"),
    [
        ("avtals", "tid", True, 0.0, "avtalstid"),
        ("avtal", "tid", True, 0.5, "avtal tid"),
        ("avtal ", "tid", True, 0.5, "avtal tid"),
        ("avtal", "tid", False, -30.0, "avtal tid"),
        ("idéburet-", "offentligt", False, -30.0, "idéburet-offentligt"),
        ("", "tid", False, 0.0, "tid"),
    ],
)
def test_spaces_are_put_back_only_where_the_pen_moved(
    before: str, after: str, same_line: bool, gap: float, text: str
) -> None:
    assert joined(before, after, same_line=same_line, gap=gap) == text


def test_a_page_is_read_quickly(engine_pdfs: Path, hard: ReadPdf) -> None:
    """Some 25 ms a page when measured; the limit leaves room for a busy machine."""
    start = time.perf_counter()
    read_pdf(engine_pdfs / "hard-finished.pdf")
    assert (time.perf_counter() - start) / len(hard.pages) < 0.3


def test_a_shown_string_reaches_from_its_first_letter_to_its_last(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 10 Tf 20 50 Td [( A)-50(B )] TJ ET")
        pdf.save(tmp_path / "a.pdf")
    (shown,) = read_pdf(tmp_path / "a.pdf").pages[0].shown
    # Helvetica's widths in thousandths of an em: blank 278, A and B 667.
    assert (shown.text, round(shown.box.left, 2), round(shown.box.right, 2)) == (" AB ", 22.78, 36.62)
