"""The place where someone signs: an invisible picture that keeps its box all the way into the PDF.

A bookmark is only a point in a PDF and white text is read aloud; a picture with an alternative text comes out as a
tagged figure with its exact box, which the finishing of the PDF turns into a signature field.
"""

import re
import struct
import zlib
from decimal import Decimal
from typing import Final

from lxml import etree

from contracts.sandbox.printing import MarkerText, TemplateValueError, checked_text
from contracts.word.draft import DocumentDraft, PartDraft
from contracts.word.drawings import EMU_PER_CM, SIGNATURE, PictureFrame, inline_picture
from contracts.word.footnotes import NOTE
from contracts.word.inline_values import put_runs
from contracts.word.ooxml import MARK, MARK_URI, W, make, nearest
from contracts.word.relationships import IMAGE

PICTURE: Final = "word/media/signature-place.png"
_TARGET: Final = "media/signature-place.png"
_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
#: Centimetres; within an A4 page's text area.
_LARGEST: Final = (Decimal(17), Decimal(25))


def underskriftsplats(signatory: object, bredd_cm: object = Decimal(7), hojd_cm: object = Decimal("1.6")) -> MarkerText:
    """The place where a signatory signs.

    Args:
        signatory: has `id` (a slug, unique in the document) and `label` (what a reader is told).
        bredd_cm: width in centimetres.
        hojd_cm: height in centimetres.

    Raises:
        TypeError: it has no id or label, or a size is no number.
        ValueError: the id is no slug, or the box does not fit on a page.
    """
    identifier, label = getattr(signatory, "id", None), getattr(signatory, "label", None)
    if not isinstance(identifier, str) or not isinstance(label, str) or not label.strip():
        raise TypeError(f"underskriftsplats takes a signatory with id and label, not {type(signatory).__name__}")
    if not _SLUG.fullmatch(identifier):
        raise ValueError(f"the signatory's id is {identifier!r}: use letters a to z, digits and hyphens only")
    sizes = []
    for size, largest in zip((bredd_cm, hojd_cm), _LARGEST, strict=True):
        if isinstance(size, bool) or not isinstance(size, int | float | Decimal):
            raise TypeError(f"underskriftsplats takes sizes in centimetres, not {type(size).__name__}")
        exact = Decimal(str(size))
        if not Decimal("0.5") <= exact <= largest:
            raise ValueError(f"the size {size} cm does not fit on a page: give 0.5 to {largest} cm")
        sizes.append(str(int(exact * EMU_PER_CM)))
    marker = etree.Element(MARK + "sign", nsmap={"c": MARK_URI})
    marker.set("id", identifier)
    marker.set("label", checked_text(label).replace("\n", " "))
    marker.set("width", sizes[0])
    marker.set("height", sizes[1])
    return MarkerText(etree.tostring(marker, encoding="unicode"))


def picture() -> bytes:
    """A white picture of one pixel, the same bytes always."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)  # one grey byte per pixel
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\xff", 9))
        + chunk(b"IEND", b"")
    )


def settle_signature_places(draft: DocumentDraft, part: PartDraft) -> None:
    """Put pictures in the place of the markers for signatures; each signatory signs in one place, in the body."""
    for marker in list(part.root.iter(MARK + "sign")):
        run, text = nearest(marker, W + "r"), nearest(marker, W + "t")
        if run is None or text is None:
            continue
        identifier = marker.get("id") or ""
        if part is not draft.main or nearest(marker, NOTE) is not None:
            error = TemplateValueError(
                "signature-place",
                "en underskriftsplats kan bara stå i brödtexten",
                "flytta taggen till brödtexten",
            )
            draft.refuse(part, marker, error)
        elif identifier in draft.signature_places:
            what = f"”{identifier}” har två underskriftsplatser"
            draft.refuse(part, marker, TemplateValueError("signature-place", what, "ta bort den ena"))
        draft.signature_places.append(identifier)
        name = f"{SIGNATURE}{identifier}"
        frame = PictureFrame(
            marker.get("width") or "",
            marker.get("height") or "",
            name,
            f"{name}|{marker.get('label')}",
            part.relate(IMAGE, _TARGET),
        )
        put_runs(run, text, marker, [make("r", inline_picture(frame))])
