"""Pictures in a Word file and what a reader is told of them.

LibreOffice exports a picture without alternative text as a figure that says nothing; PDF/UA forbids it, and someone who
does not see it never learns that there was one.

Source: ISO 14289-1, 7.3; ECMA-376 part 1, 20.4.2.5 (docPr).
"""

from collections.abc import Iterable, Iterator
from typing import Final

from contracts.errors import Problem
from contracts.word.drawings import SIGNATURE
from contracts.word.ooxml import MC, WP, A, Element, W, nearest, own
from contracts.word.places import Paragraph

_VML: Final = "{urn:schemas-microsoft-com:vml}"
_DRAWN: Final = (W + "drawing", W + "pict", W + "object")
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def undescribed_pictures(paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
    """A problem for each paragraph of a template with a picture that has no alternative text.

    In headers and footers a picture may be marked as decorative instead: they are not read aloud.
    """
    for paragraph in paragraphs:
        running = paragraph.element.getroottree().getroot().tag in (W + "hdr", W + "ftr")
        for drawing in _pictures(paragraph.element):
            if not _description(drawing) and not (running and _is_decorative(drawing)):
                text = "en bild saknar alternativtext"
                remedy = "högerklicka på bilden i Word, välj Visa alternativtext och skriv vad bilden visar"
                yield Problem("template-picture-alt", text, paragraph.place, remedy)


def described_pictures(body: Element) -> tuple[str, ...]:
    """The alternative texts of the pictures in a finished body, in reading order, without signature places."""
    if next(body.iter(*_DRAWN), None) is None:
        return ()
    found = (_description(drawing) for paragraph in body.iter(W + "p") for drawing in _pictures(paragraph))
    return tuple(text for text in found if text and not text.startswith(SIGNATURE))


def _pictures(paragraph: Element) -> Iterator[Element]:
    """The drawings of a paragraph that show a picture; of the two copies of one, the newer."""
    if next(paragraph.iter(*_DRAWN), None) is None:
        return
    for element in own(paragraph):
        if nearest(element, MC + "Fallback") is not None:
            continue
        drawn = element.tag == W + "drawing" and next(element.iter(A + "blip"), None) is not None
        older = element.tag in (W + "pict", W + "object") and next(element.iter(_VML + "imagedata"), None) is not None
        if drawn or older:
            yield element


def _description(drawing: Element) -> str:
    told = [about.get("descr") or "" for about in drawing.iter(WP + "docPr")]
    told += [shape.get("alt") or "" for shape in drawing.iter(_VML + "shape", _VML + "rect")]
    return " ".join(" ".join(told).split())


def _is_decorative(drawing: Element) -> bool:
    return any(mark.get("val") not in ("0", "false") for mark in drawing.iter(_DECORATIVE))
