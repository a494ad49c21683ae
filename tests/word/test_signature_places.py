"""Where someone signs is an invisible picture with an alternative text."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from decimal import Decimal

import pytest
from lxml import etree

from contracts.word.signature_places import picture, underskriftsplats
from contracts.word.structure import check_structure
from tests.word.word_files import WordFiles, body, paragraph, table


@dataclass(frozen=True, slots=True)
class Signatory:
    id: str
    label: str


ONE, TWO = Signatory("kommunen", "Eva Exempel & co, Exempelstad"), Signatory("foreningen", "Ö”A")


def test_the_place_is_a_picture_of_the_box_with_the_label_as_alternative_text(word: WordFiles) -> None:
    rendered = word.render(
        table(("{%tr for s in xs %}",), ("Här: {{ s | underskriftsplats }} slut",), ("{%tr endfor %}",)),
        context={"xs": [ONE, TWO]},
    )
    assert rendered.signature_places == ("kommunen", "foreningen")
    xml = body(rendered.docx)
    assert 'descr="sign:kommunen|Eva Exempel &amp; co, Exempelstad"' in xml
    assert re.findall(r'wp:extent cx="(\d+)" cy="(\d+)"', xml) == [("2520000", "576000")] * 2
    assert rendered.paragraphs == ("Här:  slut", "Här:  slut")
    assert not check_structure(rendered.docx)
    with zipfile.ZipFile(io.BytesIO(rendered.docx)) as archive:
        assert archive.read("word/media/signature-place.png") == picture()


def test_the_bytes_do_not_depend_on_names_that_another_library_registered(word: WordFiles) -> None:
    """openpyxl gives lxml names for namespaces of drawings, and a warm build then came out otherwise than a cold."""
    xml = body(word.render(paragraph("{{ s | underskriftsplats }}"), context={"s": ONE}).docx)
    assert not re.findall(r"\bns\d+:", xml)
    pictures = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    etree.register_namespace("annat", pictures)
    try:
        assert body(word.render(paragraph("{{ s | underskriftsplats }}"), context={"s": ONE}).docx) == xml
    finally:
        etree.register_namespace("pic", pictures)  # lxml remembers it for the whole process


def test_the_size_can_be_given(word: WordFiles) -> None:
    xml = body(word.render(paragraph("{{ s | underskriftsplats(bredd_cm=6, hojd_cm=2.5) }}"), context={"s": ONE}).docx)
    assert 'cx="2160000" cy="900000"' in xml


def test_the_picture_is_one_white_pixel() -> None:
    data = picture()
    assert data.startswith(b"\x89PNG")
    at = data.index(b"IDAT") + 4
    assert zlib.decompress(data[at : data.index(b"IEND") - 8]) == b"\x00\xff"


def test_a_signatory_signs_in_one_place_in_the_body(word: WordFiles) -> None:
    tag = paragraph("{{ s | underskriftsplats }}")
    (problem,) = word.refusals(tag, tag, context={"s": ONE})
    assert "två underskriftsplatser" in problem.text
    assert problem.place
    assert problem.place.paragraph == 2
    (problem,) = word.refusals(paragraph("a"), header=tag, context={"s": ONE})
    assert problem.rule == "signature-place"


@pytest.mark.parametrize(
    "signatory",
    [None, "text", Signatory("a b", "x"), Signatory("a|b", "x"), Signatory("a", " "), Signatory("a", "\ue000")],
)
def test_what_is_no_signatory_is_refused(word: WordFiles, signatory: object) -> None:
    assert word.refusals(paragraph("{{ s | underskriftsplats }}"), context={"s": signatory})


def test_a_size_that_does_not_fit_a_page_is_refused() -> None:
    for size in (0, 100, True, "7"):
        with pytest.raises((TypeError, ValueError)):
            underskriftsplats(ONE, size)
    assert underskriftsplats(ONE, Decimal("7.5"))
