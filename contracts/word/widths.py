"""How wide the text is where a paragraph stands: in its cell, or between the margins of its section."""

import re
from typing import Final

from contracts.word.ooxml import Element, W, nearest

#: Width of a text area when a template says nothing of it: A4 with 2.5 cm margins, in twentieths of a point.
TEXT_WIDTH: Final = 9071
#: What a cell's own margins take when nothing is said of them, left and right together.
_CELL_MARGINS: Final = 216
_LEAST: Final = 600
_A4: Final = 11906
_MEASURE: Final = re.compile(r"(-?\d{1,7}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")
_UNITS: Final = {"": 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


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
    sides = sum(twips(margins.get(W + side)) for side in ("left", "right", "gutter"))
    return max((twips(size.get(W + "w")) or _A4) - sides, _LEAST)


def twips(measure: str | None) -> int:
    """A measure in twentieths of a point: "1417", "1417.5" or "2.5cm"; 0 when it is none.

    Source: ECMA-376 part 1, 22.9.2.14 (ST_TwipsMeasure).
    """
    found = _MEASURE.fullmatch(measure or "")
    return int(float(found[1]) * _UNITS[found[2] or ""]) if found else 0


def _section(paragraph: Element) -> Element | None:
    """The properties of the section: they stand at its end, in its last paragraph or last in the body."""
    found = paragraph.xpath("(descendant-or-self::*|following::*)[local-name()='sectPr']")
    assert isinstance(found, list)
    first = next(iter(found), None)
    return first if isinstance(first, type(paragraph)) else None
