"""Running stamps: the packet's own page number and the case number, small and grey at the top edge of every page.

The top edge, because the templates' footers reach down to 10 mm from the bottom edge and say "Sida X av Y" of the
document there; headers begin at 12.5 mm from the top edge or below. A stamp is an artifact (ISO 14289-1, 7.8): it is
read as text, and is no part of the document that it stands on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, Object

from contracts.pdf.stamp_font import StampFont, embed_stamp_font

MILLIMETRE = 72 / 25.4
#: Points, of the letters.
SIZE = 8.0
#: Points from the page's top edge to the base line, and from its right edge to the end of the text.
FROM_TOP, FROM_RIGHT = 9 * MILLIMETRE, 20 * MILLIMETRE
#: Points from the page's top edge: what stands wholly above is a stamp, since no template's header begins there.
STRIP = 11 * MILLIMETRE
#: 595959, which has a contrast of 7 to white (WCAG 2.2, 1.4.6), as red, green and blue.
GREY = " ".join([f"{0x59 / 255:.4f}"] * 3)
ARTIFACT = "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC"
RESOURCE = "/Stamp"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page's own top right corner is in its coordinates, and which way is up there."""

    width: float  #: points, as the page is seen
    height: float
    matrix: tuple[float, ...]  #: from the page as it is seen, origin bottom left, to its coordinates


def stamp_text(case_number: str, page_word: str, number: int, total: int) -> str:
    """What a page is stamped with: "AVUX/2018:10 · handling 12 av 48"."""
    running = f"{page_word} {number} av {total}"
    return f"{case_number} · {running}" if case_number else running


def stamp_pages(pdf: pikepdf.Pdf, texts: Sequence[str]) -> None:
    """Stamps every page with its text.

    Args:
        pdf: changed in place.
        texts: one for each page, in order.

    Raises:
        ProblemsError: the stamps' font lacks a character.
    """
    font = embed_stamp_font(pdf, texts)
    # The page's own content is closed in, so that the stamp stands where it should whatever was left open there.
    opening = pdf.make_stream(b"q\n")
    for page, text in zip(pdf.pages, texts, strict=True):
        name = _add_font(page, font.font)
        closing = pdf.make_stream(b"\nQ\n" + _content(_place(page), font, name, text))
        contents = page.obj.get("/Contents", Array())
        own = contents.as_list() if isinstance(contents, Array) else [contents]
        page.obj.Contents = Array([opening, *own, closing])


def _add_font(page: pikepdf.Page, font: Object) -> str:
    """Gives the page the font under a name that is free there; pages may share their resources."""
    if "/Font" not in page.resources:
        page.resources.Font = pikepdf.Dictionary()
    fonts = page.resources.Font
    name, number = RESOURCE, 1
    while name in fonts and fonts[name].objgen != font.objgen:
        number += 1
        name = f"{RESOURCE}{number}"
    fonts[name] = font
    return name


def _content(place: _Place, font: StampFont, name: str, text: str) -> bytes:
    x = place.width - FROM_RIGHT - font.width(text, SIZE)
    y = place.height - FROM_TOP
    matrix = " ".join(f"{number:.3f}" for number in place.matrix)
    return (
        f"{ARTIFACT}\nq\n{matrix} cm\nBT\n{GREY} rg\n{name} {SIZE:g} Tf\n{x:.3f} {y:.3f} Td\n<{font.codes(text)}> Tj\n"
        "ET\nQ\nEMC\n"
    ).encode()


def _place(page: pikepdf.Page) -> _Place:
    """The visible part of the page, turned as it is shown (ISO 32000-1, 7.7.3.3: Rotate is clockwise)."""
    left, bottom, right, top = (float(number) for number in page.cropbox.as_list())
    width, height = right - left, top - bottom
    match int(page.obj.get(Name.Rotate, 0)) % 360:
        case 90:
            return _Place(height, width, (0, 1, -1, 0, right, bottom))
        case 180:
            return _Place(width, height, (-1, 0, 0, -1, right, top))
        case 270:
            return _Place(height, width, (0, -1, 1, 0, left, top))
        case _:
            return _Place(width, height, (1, 0, 0, 1, left, bottom))
