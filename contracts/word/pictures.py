"""Pictures that are made when the document is, such as a timeline: from the facts into a paragraph of their own.

A picture comes as bytes with an alternative text, which is what a reader who does not see it is told; without one it is
refused, because the finished PDF would say nothing in its place.
"""

import base64
import hashlib
import posixpath
import re
from decimal import Decimal
from typing import Final

from lxml import etree

from contracts.sandbox.printing import MarkerText, TemplateValueError, checked_text
from contracts.word.draft import DocumentDraft, PartDraft
from contracts.word.drawings import EMU_PER_CM, SIGNATURE, PictureFrame, inline_picture
from contracts.word.footnotes import NOTE
from contracts.word.inline_values import put_runs
from contracts.word.ooxml import MARK, MARK_URI, Element, W, is_blank, make, nearest
from contracts.word.png import BrokenPngError, png_size
from contracts.word.relationships import IMAGE
from contracts.word.widths import available_width

_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
#: Centimetres. What fits on an A4 page with its margins, and on one that lies down.
_LEAST, _WIDEST, _HIGHEST = Decimal("0.5"), Decimal(25), Decimal(23)
_EMU_PER_TWIP: Final = 635
#: Rounding of a width in centimetres to the twentieths of a point in which a page is measured. EMU.
_ROUNDING: Final = 18_000


def bild(picture: object, bredd_cm: object) -> MarkerText:
    """A picture of its own width, for {{ … }} in a paragraph of its own.

    Args:
        picture: has `name` (a slug), `png` (the picture's bytes), `alt` (what a reader is told), and `width` and
            `height` in pixels.
        bredd_cm: width in the document, in centimetres; the height follows.

    Raises:
        TypeError: it is no picture, or the width is no number.
        TemplateValueError: it has no alternative text, is broken, or does not fit on a page.
    """
    name, png, alt = (getattr(picture, one, None) for one in ("name", "png", "alt"))
    if not isinstance(name, str) or not isinstance(png, bytes) or not isinstance(alt, str):
        raise TypeError(f"bild takes a picture with name, png, alt, width and height, not {type(picture).__name__}")
    if not _SLUG.fullmatch(name):
        raise TypeError(f"the picture's name is {name!r}: use letters a to z, digits and hyphens only")
    told = " ".join(checked_text(alt).split())
    if not told or told.startswith(SIGNATURE):
        text = f"bilden ”{name}” saknar alternativtext"
        raise TemplateValueError("picture-alt", text, "skriv vad bilden visar, för den som inte ser den")
    size = _size(name, png, (getattr(picture, "width", None), getattr(picture, "height", None)))
    width, height = _box(name, size, bredd_cm)
    marker = etree.Element(MARK + "picture", nsmap={"c": MARK_URI})
    marker.set("name", name)
    marker.set("alt", told)
    marker.set("width", str(width))
    marker.set("height", str(height))
    marker.set("png", base64.b64encode(png).decode())
    return MarkerText(etree.tostring(marker, encoding="unicode"))


def _size(name: str, png: bytes, said: tuple[object, object]) -> tuple[int, int]:
    try:
        found = png_size(png)
    except BrokenPngError as error:
        raise TemplateValueError("picture-broken", f"bilden ”{name}” {error}", "gör om bilden som PNG") from error
    if found != said:
        text = f"bilden ”{name}” är {found[0]} × {found[1]} bildpunkter, men sägs vara {said[0]} × {said[1]}"
        raise TemplateValueError("picture-broken", text, "gör om bilden, eller rätta dess mått")
    return found


def _box(name: str, size: tuple[int, int], bredd_cm: object) -> tuple[int, int]:
    """Width and height in EMU."""
    if isinstance(bredd_cm, bool) or not isinstance(bredd_cm, int | float | Decimal):
        raise TypeError(f"bild takes a width in centimetres, not {type(bredd_cm).__name__}")
    wide = Decimal(str(bredd_cm))
    if not _LEAST <= wide <= _WIDEST:
        text = f"bilden ”{name}” kan inte vara {_cm(wide)} cm bred"
        raise TemplateValueError("picture-size", text, f"ge en bredd från {_cm(_LEAST)} till {_cm(_WIDEST)} cm")
    high = wide * size[1] / size[0]
    if high > _HIGHEST:
        text = f"bilden ”{name}” blir {_cm(high)} cm hög och får inte plats på en sida"
        raise TemplateValueError("picture-size", text, f"gör den smalare, så att den blir högst {_cm(_HIGHEST)} cm hög")
    return int(wide * EMU_PER_CM), max(1, int(high * EMU_PER_CM))


def _cm(length: Decimal) -> str:
    return f"{length.quantize(Decimal('0.1')):f}".removesuffix(".0").replace(".", ",")


def settle_pictures(draft: DocumentDraft, part: PartDraft) -> None:
    """Put drawings in the place of the markers for pictures, and the pictures among the document's parts."""
    for marker in list(part.root.iter(MARK + "picture")):
        run, text, paragraph = nearest(marker, W + "r"), nearest(marker, W + "t"), nearest(marker, W + "p")
        if run is None or text is None or paragraph is None:
            continue
        properties = run.find(W + "rPr")
        inside_note = nearest(marker, NOTE) is not None
        put_runs(run, text, marker, [])
        error = None
        if part is not draft.main or inside_note:
            text_, remedy = "en bild kan bara stå i brödtexten", "flytta taggen till ett eget stycke i brödtexten"
            error = TemplateValueError("picture-place", text_, remedy)
        elif not is_blank(paragraph):
            text_, remedy = "en bild måste stå ensam i sitt stycke", "ge taggen ett eget stycke"
            error = TemplateValueError("picture-place", text_, remedy)
        else:
            error = _too_wide(marker, paragraph)
        if error:
            draft.refuse(part, marker, error)
            continue
        look = [properties] if properties is not None else []
        paragraph.append(make("r", *look, _drawing(draft, part, marker)))


def _too_wide(marker: Element, paragraph: Element) -> TemplateValueError | None:
    there, width = available_width(paragraph) * _EMU_PER_TWIP, int(marker.get("width") or 0)
    if width <= there + _ROUNDING:
        return None
    text = (
        f"bilden ”{marker.get('name')}” är {_cm(Decimal(width) / EMU_PER_CM)} cm bred, "
        f"men textytan bara {_cm(Decimal(there) / EMU_PER_CM)} cm"
    )
    return TemplateValueError("picture-size", text, "ange en mindre bredd i filtret ”bild”")


def _drawing(draft: DocumentDraft, part: PartDraft, marker: Element) -> Element:
    data = base64.b64decode(marker.get("png") or "")
    # Named after its content, so that the same picture twice is one part, and the same part in every build.
    target = f"media/picture-{hashlib.sha256(data).hexdigest()[:16]}.png"
    draft.pictures[posixpath.join(posixpath.dirname(part.name), target)] = data
    return inline_picture(
        PictureFrame(
            marker.get("width") or "",
            marker.get("height") or "",
            marker.get("name") or "",
            marker.get("alt") or "",
            part.relate(IMAGE, target),
        )
    )
