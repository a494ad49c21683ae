"""Pictures made with the document: drawn once in the file, told to who does not see them, refused when broken."""

import re
import zipfile
from dataclasses import dataclass, replace
from io import BytesIO

import pytest

from contracts.errors import Problem
from contracts.word.png import BrokenPngError, png_size
from contracts.word.structure import check_structure
from tests.pdf.finishing_fixtures import png, red_square
from tests.word.word_files import STAMP, WordFiles, body, paragraph, table

TAG = paragraph("{{ p | bild(10) }}")


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    png: bytes
    alt: str
    width: int
    height: int


RED = Picture("tidslinje", red_square(), "Tidslinje över Exempelstads & andras partnerskap", 8, 8)


def refusal(word: WordFiles, picture: object, *parts: str) -> Problem:
    (problem,) = word.refusals(*(parts or (TAG,)), context={"p": picture})
    assert problem.remedy
    assert problem.place
    return problem


def test_a_picture_is_drawn_with_its_alternative_text_and_in_its_proportions(word: WordFiles) -> None:
    rendered = word.render(TAG, context={"p": RED})
    xml = body(rendered.docx)
    assert rendered.pictures == (RED.alt,)
    assert 'descr="Tidslinje över Exempelstads &amp; andras partnerskap"' in xml
    assert "title=" not in xml
    assert re.findall(r'wp:extent cx="(\d+)" cy="(\d+)"', xml) == [("3600000", "3600000")]
    assert not check_structure(rendered.docx)


def test_the_same_picture_twice_is_one_part_and_the_same_bytes_each_time(word: WordFiles) -> None:
    template = word.template(TAG, paragraph("{{ p | bild(5.5) }}"))
    first = template.render({"p": RED}, STAMP)
    with zipfile.ZipFile(BytesIO(first.docx)) as archive:
        media = [name for name in archive.namelist() if "media/picture" in name]
        assert len(media) == 1
        assert archive.read(media[0]) == RED.png
    assert first.pictures == (RED.alt, RED.alt)
    assert template.render({"p": RED}, STAMP).docx == first.docx


def test_pictures_come_in_loops_and_cells(word: WordFiles) -> None:
    other = replace(RED, alt="En annan")
    rendered = word.render(
        paragraph("{%p for p in ps %}"), TAG, paragraph("{%p endfor %}"), context={"ps": [RED, other]}
    )
    assert rendered.pictures == (RED.alt, "En annan")
    assert word.render(table(("{{ p | bild(3) }}",)), context={"p": RED}).pictures == (RED.alt,)


@pytest.mark.parametrize("alt", ["", "  \n", "sign:kommunen|Eva"])
def test_a_picture_that_tells_nothing_is_refused(word: WordFiles, alt: str) -> None:
    assert refusal(word, replace(RED, alt=alt)).rule == "picture-alt"


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: b"GIF89a" + data,
        lambda data: data[:-20],
        lambda data: data[:60] + b"\0" + data[61:],
        lambda data: data[: data.index(b"IDAT") - 4] + data[data.index(b"IEND") - 4 :],
    ],
)
def test_a_broken_picture_is_refused(word: WordFiles, change: object) -> None:
    assert callable(change)
    assert refusal(word, replace(RED, png=change(RED.png))).rule == "picture-broken"


def test_a_picture_with_too_few_rows_is_broken() -> None:
    whole = red_square()
    assert png_size(whole) == (8, 8)
    with pytest.raises(BrokenPngError):
        png_size(png(b"\xc8\x1e\x1e" * 7, 8, 2))


def test_a_picture_of_other_size_than_it_says_is_refused(word: WordFiles) -> None:
    problem = refusal(word, replace(RED, height=9))
    assert "8 × 8 bildpunkter, men sägs vara 8 × 9" in problem.text


def test_a_picture_too_high_or_too_wide_for_a_page_is_refused(word: WordFiles) -> None:
    assert "23,5 cm hög" in refusal(word, RED, paragraph("{{ p | bild(23.5) }}")).text
    assert "textytan bara 16 cm" in refusal(word, RED, paragraph("{{ p | bild(16.1) }}")).text
    assert "kan inte vara 0,1 cm bred" in refusal(word, RED, paragraph("{{ p | bild(0.1) }}")).text


@pytest.mark.parametrize("tag", ["Text {{ p | bild(5) }}", "{{ p | bild(5) }}{{ p | bild(5) }}"])
def test_a_picture_stands_alone_in_its_paragraph(word: WordFiles, tag: str) -> None:
    assert refusal(word, RED, paragraph(tag)).rule == "picture-place"


def test_a_picture_in_a_header_is_refused(word: WordFiles) -> None:
    (problem,) = word.refusals(paragraph("a"), header=TAG, context={"p": RED})
    assert problem.rule == "picture-place"


@pytest.mark.parametrize("picture", [None, "text", replace(RED, name="a b"), replace(RED, width="8")])  # type: ignore[arg-type]
def test_what_is_no_picture_is_refused(word: WordFiles, picture: object) -> None:
    assert refusal(word, picture)


# Pictures that stand in the template


def standing(description: str, inside: str = "") -> str:
    """A paragraph with a drawing that shows the template's picture."""
    return (
        "<w:p><w:r><w:drawing><wp:inline>"
        f'<wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Bild 1"{description}>{inside}</wp:docPr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="Bild 1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdLogo"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


LOGO_TARGET = (
    '<Relationship Id="rIdLogo" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="media/logo.png"/>'
)
LOGO = {"word/media/logo.png": red_square()}
HEADER_LOGO = {
    **LOGO,
    "word/_rels/header1.xml.rels": (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{LOGO_TARGET}'
        "</Relationships>"
    ).encode(),
}
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def test_a_standing_picture_with_alternative_text_is_kept_and_told(word: WordFiles) -> None:
    rendered = word.render(standing(' descr="Exempelstads vapen"'), relationships=LOGO_TARGET, extra=LOGO)
    assert rendered.pictures == ("Exempelstads vapen",)
    assert not check_structure(rendered.docx)


def test_a_standing_picture_without_alternative_text_is_refused_with_its_place(word: WordFiles) -> None:
    (problem,) = word.refusals(paragraph("Före"), standing(""), relationships=LOGO_TARGET, extra=LOGO)
    assert problem.rule == "template-picture-alt"
    assert problem.place
    assert problem.place.paragraph == 2
    (problem,) = word.refusals(paragraph("a"), header=standing(' descr=" "'), extra=HEADER_LOGO)
    assert problem.place
    assert problem.place.part == "sidhuvud 1"


def test_a_decorative_picture_is_allowed_in_a_header_only(word: WordFiles) -> None:
    decorative = standing("", DECORATIVE)
    assert not word.refusals(paragraph("a"), header=decorative, extra=HEADER_LOGO)
    (problem,) = word.refusals(decorative, relationships=LOGO_TARGET, extra=LOGO)
    assert problem.rule == "template-picture-alt"
