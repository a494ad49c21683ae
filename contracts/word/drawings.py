"""Word's element for a picture in the text: its size, its alternative text and the part that holds it.

Source: ECMA-376 part 1, 20.4.2.8 (inline) and 20.2 (pictures).
"""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from contracts.word.ooxml import WP, A, Element, R, make

EMU_PER_CM: Final = 360_000
PICTURES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
#: What the alternative text of a place to sign begins with; the signatory's id follows.
SIGNATURE: Final = "sign:"
#: Named here, or lxml takes names that another library in the process has registered, and the bytes are others.
_PREFIXES: Final = {"wp": WP[1:-1], "a": A[1:-1], "pic": PICTURES[1:-1], "r": R[1:-1]}


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """How a picture stands in the text."""

    width: str  #: EMU, 360 000 to a centimetre
    height: str  #: EMU
    name: str
    description: str  #: the alternative text, which a reader is told
    relationship: str  #: id of the relationship to the picture's part


def inline_picture(frame: PictureFrame) -> Element:
    """The w:drawing of a picture; its id is given when the whole document is known."""
    drawing = make("drawing")
    inline = etree.SubElement(drawing, WP + "inline", nsmap=_PREFIXES, distT="0", distB="0", distL="0", distR="0")
    etree.SubElement(inline, WP + "extent", cx=frame.width, cy=frame.height)
    etree.SubElement(inline, WP + "docPr", id="1", name=frame.name, descr=frame.description)
    data = etree.SubElement(etree.SubElement(inline, A + "graphic"), A + "graphicData", uri=PICTURES[1:-1])
    pic = etree.SubElement(data, PICTURES + "pic")
    about = etree.SubElement(pic, PICTURES + "nvPicPr")
    etree.SubElement(about, PICTURES + "cNvPr", id="1", name=frame.name)
    etree.SubElement(about, PICTURES + "cNvPicPr")
    fill = etree.SubElement(pic, PICTURES + "blipFill")
    etree.SubElement(fill, A + "blip").set(R + "embed", frame.relationship)
    etree.SubElement(etree.SubElement(fill, A + "stretch"), A + "fillRect")
    shape = etree.SubElement(pic, PICTURES + "spPr")
    corner = etree.SubElement(shape, A + "xfrm")
    etree.SubElement(corner, A + "off", x="0", y="0")
    etree.SubElement(corner, A + "ext", cx=frame.width, cy=frame.height)
    etree.SubElement(etree.SubElement(shape, A + "prstGeom", prst="rect"), A + "avLst")
    return drawing


def is_signed(element: Element) -> bool:
    """Whether a place to sign stands in it."""
    return any((place.get("descr") or "").startswith(SIGNATURE) for place in element.iter(WP + "docPr"))
