"""A list last in a document, on a page of its own, that the template knows nothing of."""

from contracts.word.closing_list import ClosingList
from contracts.word.render import Rendered
from contracts.word.structure import check_structure
from contracts.word.text import read_docx
from tests.word.word_files import NAMESPACES, STAMP, W, WordFiles, paragraph, tree

CLOSING = ClosingList(
    "Obekräftade uppgifter",
    (("Det som är ", False), ("så här", True), (" är inte bekräftat.", False)),
    ("Uppgift", "Värde"),
    (("Belopp", "350 kr\nGår inte att markera."), ("Namn", "Alfa & Beta")),
)


def rendered(word: WordFiles, *body: str, **parts: str) -> Rendered:
    found = word.template(*body, **parts).render({}, STAMP, CLOSING)
    assert check_structure(found.docx) == ()
    return found


def test_it_stands_after_everything_else_and_in_what_the_proof_looks_for(word: WordFiles):
    found = rendered(word, paragraph("Sist i avtalet."))
    assert found.paragraphs == (
        *("Sist i avtalet.", "Obekräftade uppgifter", "Det som är så här är inte bekräftat."),
        *("Uppgift", "Värde", "Belopp", "350 kr\nGår inte att markera.", "Namn", "Alfa & Beta"),
    )
    assert read_docx(found.docx).paragraphs == found.paragraphs


def test_it_begins_on_a_new_page_with_a_heading_that_has_no_number(word: WordFiles):
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    found = rendered(word, paragraph("Parter", style="Heading1", properties=numbered), numbering=numbering)
    assert [(one.number, one.text) for one in found.headings] == [("1", "Parter"), ("", "Obekräftade uppgifter")]
    (heading,) = tree(found.docx).xpath("//w:p[w:pPr/w:pageBreakBefore]", namespaces=NAMESPACES)
    assert "".join(heading.itertext()) == "Obekräftade uppgifter"


def test_its_first_row_is_a_header_row_that_is_repeated(word: WordFiles):
    rows = tree(rendered(word, paragraph("a")).docx).findall(f".//{{{W}}}tr")
    assert [row.find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None for row in rows] == [True, False, False]


def test_the_sample_wears_the_style_of_marks(word: WordFiles):
    root = tree(rendered(word, paragraph("a")).docx)
    worn = root.xpath("//w:r[w:rPr/w:rStyle/@w:val='Obekraftat']", namespaces=NAMESPACES)
    assert ["".join(one.itertext()) for one in worn] == ["så här"]


def test_a_document_without_it_is_as_ever(word: WordFiles):
    template = word.template(paragraph("a"))
    assert template.render({}, STAMP).docx == template.render({}, STAMP, None).docx
    assert template.render({}, STAMP).paragraphs == ("a",)
