"""How wide the text is where a paragraph stands: in its cell, or between the margins of its section."""

from typing import Final

from contracts.word.ooxml import Element, W, nearest

#: Width of a text area when a template says nothing of it: A4 with 2.5 cm margins, in twentieths of a point.
TEXT_WIDTH: Final = 9071
#: What a cell's own margins take when nothing is said of them, left and right together.
_CELL_MARGINS: Final = 216
_LEAST: Final = 600


def available_width(paragraph: Element) -> int:
    """The width in twentieths of a point that is there for what a paragraph holds."""
    cell = nearest(paragraph, W + "tc")
    if cell is not None:
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is not None and width.get(W + "type") == "dxa" and (width.get(W + "w") or "").isdigit():
            return max(int(width.get(W + "w") or 0) - _CELL_MARGINS, _LEAST)
    section = _section(paragraph)
    size, margins = (None, None) if section is None else (section.find(W + "pgSz"), section.find(W + "pgMar"))
    if size is None or margins is None:
        return TEXT_WIDTH
    sides = sum(int(float(margins.get(W + side) or 0)) for side in ("left", "right", "gutter"))
    return max(int(float(size.get(W + "w") or 11906)) - sides, _LEAST)


def _section(paragraph: Element) -> Element | None:
    """The properties of the section: they stand at its end, in its last paragraph or last in the body."""
    found = paragraph.xpath("(descendant-or-self::*|following::*)[local-name()='sectPr']")
    assert isinstance(found, list)
    first = next(iter(found), None)
    return first if isinstance(first, type(paragraph)) else None
