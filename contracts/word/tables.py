"""A table from Markdown as a Word table: the template's table style, columns as wide as their content, numbers in line.

Every cell says how wide it is and the table keeps to it, so that Word and both engines break its lines alike.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from contracts.word.ooxml import MARK, Element, make

#: What a column of numbers holds: amounts and numbers as the filters spell them, also with a unit, and dashes for none.
_NUMBER: Final = re.compile(r"[−–+-]?\d[\d\s.,]*(?:\s?(?:kr|tkr|mnkr|mkr|%|procent|st|år))?", re.IGNORECASE)
_NOTHING: Final = re.compile(r"[–—-]?")
#: Width of a letter on average, in twentieths of a point: 10-point text with its capitals and digits.
_LETTER: Final = 108
#: A cell's margins, left and right together.
_MARGINS: Final = 230
#: Between a table and the text after it, in twentieths of a point.
_GAP: Final = "180"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands and how it looks."""

    style: str  #: id of the table style, "" for none
    cell: str  #: id of the paragraph style of cells, "" for none
    head: str  #: the same for the header row
    left: int  #: how far in the text around it stands, in twentieths of a point
    width: int  #: of the text area, in twentieths of a point


class MakeParagraph(Protocol):
    """Makes a paragraph from a cell's marker and its properties."""

    def __call__(self, one: Element, properties: Element | None, *, head: bool) -> Element:
        """The paragraph; `head` when it stands in the header row."""


def markdown_table(block: Element, place: TablePlace, paragraph: MakeParagraph) -> Element:
    """The w:tbl for a table's marker; its header row is repeated on each page.

    Args:
        block: rows and cells as Markdown left them.
        place: where the table stands and how it looks.
        paragraph: makes a cell's paragraph.
    """
    texts = [[_text(cell) for cell in row] for row in block]
    widths = column_widths(texts, place.width - place.left)
    numbers = [_is_of_numbers(column) for column in zip(*texts[1:], strict=True)] or [False] * len(widths)
    table = make("tbl", _properties(place, sum(widths)))
    table.append(make("tblGrid", *(make("gridCol", w=str(width)) for width in widths)))
    for row in block:
        head = row.get("head") == "1"
        # ECMA-376 part 1, 17.4.78 (tblHeader): repeated on each page, and a row of headers to who reads by tags.
        properties = make("trPr", make("cantSplit"), *([make("tblHeader")] if head else []))
        cells = [
            _cell(paragraph(cell, _cell_properties(cell, place, head=head, number=number), head=head), width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        ]
        table.append(make("tr", properties, *cells))
    return table


def gap_after() -> Element:
    """The empty paragraph after a table: Word would join it to another one, and a table has no space after it."""
    return make("p", make("pPr", make("spacing", before="0", after="0", line=_GAP, lineRule="exact")))


def _text(cell: Element) -> str:
    """What a cell shows, without the texts of notes."""
    pieces = [cell.text or ""] if cell.tag == MARK + "t" else []
    pieces += [_text(child) for child in cell if child.tag != MARK + "note"]
    return "".join(pieces)


def _is_of_numbers(column: Iterable[str]) -> bool:
    cells = [cell.strip() for cell in column]
    said = [cell for cell in cells if not _NOTHING.fullmatch(cell)]
    return bool(said) and all(_NUMBER.fullmatch(cell) for cell in said)


def _properties(place: TablePlace, width: int) -> Element:
    properties = make("tblPr", *([make("tblStyle", val=place.style)] if place.style else []))
    properties.append(make("tblW", w=str(width), type="dxa"))
    properties.append(make("tblInd", w=str(place.left), type="dxa"))
    properties.append(make("tblLayout", type="fixed"))
    properties.append(make("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0"))
    return properties


def _cell_properties(cell: Element, place: TablePlace, *, head: bool, number: bool) -> Element | None:
    style = place.head if head else place.cell
    align = cell.get("align") or ("right" if number else "")
    children = [make("pStyle", val=style)] if style else []
    children += [make("keepNext")] if head else []
    children += [make("jc", val=align)] if align else []
    return make("pPr", *children) if children else None


def _cell(paragraph: Element, width: int) -> Element:
    return make("tc", make("tcPr", make("tcW", w=str(width), type="dxa")), paragraph)


def column_widths(texts: Sequence[Sequence[str]], available: int) -> list[int]:
    """Widths that fill what is available: each column its longest word, and the rest by how much text there is.

    Args:
        texts: the cells' texts, row by row; all rows have as many.
        available: twentieths of a point.
    """
    columns = list(zip(*texts, strict=True))
    least = [max(map(_longest_word, column)) * _LETTER + _MARGINS for column in columns]
    wanted = [max(map(len, column)) * _LETTER + _MARGINS for column in columns]
    if sum(wanted) <= available:
        widths = [one * available // sum(wanted) for one in wanted]
    elif sum(least) < available:
        rest = available - sum(least)
        # Long texts can share lines, so a column with four times the text gets twice the room.
        shares = [(more - less) ** 0.5 for more, less in zip(wanted, least, strict=True)]
        widths = [less + int(rest * share / sum(shares)) for less, share in zip(least, shares, strict=True)]
    else:
        widths = [one * available // sum(least) for one in least]
    widths[-1] += available - sum(widths)
    return widths


def _longest_word(text: str) -> int:
    if _NUMBER.fullmatch(text.strip()):
        return len(text.strip())  # an amount on two lines reads as two amounts
    return max((len(word) for word in re.split(r"[ \-/]", text)), default=0)
