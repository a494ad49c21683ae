"""The list of all changes at the end of a printed comparison: number, place, what it was, what it is."""

from collections.abc import Sequence
from typing import Final

from contracts.redline.changes import Change, Part
from contracts.redline.legend import paragraph, run
from contracts.redline.own_styles import CELL, CELL_HEAD, END, HEADING, LINE
from contracts.word.ooxml import Element, W, make

#: Shares of the table's width, in thousandths: number, place, before, after.
_COLUMNS: Final = (70, 250, 340, 340)
_HEADS: Final = ("Nr", "Var", "Före", "Efter")
_A4_WIDTH, _MARGIN = 11906, 1417  #: twentieths of a point
#: Letters up to which a change is not divided between pages.
_UNDIVIDED: Final = 400


def change_list(changes: Sequence[Change], section: Element | None) -> list[Element]:
    """The blocks after the marked text.

    Args:
        changes: all of them.
        section: the w:sectPr of the pages that the list stands on.
    """
    heading = paragraph(HEADING, run("Ändringar"))
    if not changes:
        return [heading, paragraph(LINE, run("Inga ändringar hittades mellan de två dokumenten."))]
    about = "Numren är desamma som inom hakparentes i texten. Före och Efter återger orden; det ändrade står i fetstil."
    return [heading, paragraph(LINE, run(about)), _table(changes, _width(section)), paragraph(END)]


def _table(changes: Sequence[Change], width: int) -> Element:
    columns = [width * share // 1000 for share in _COLUMNS]
    borders = [make(side, val="single", sz="4", space="0", color="8A9BA0") for side in ("top", "bottom", "insideH")]
    margins = make("tblCellMar", *(make(side, w="70", type="dxa") for side in ("top", "left", "bottom", "right")))
    properties = make(
        "tblPr",
        make("tblW", w=str(sum(columns)), type="dxa"),
        make("tblBorders", *borders),
        make("tblLayout", type="fixed"),
        margins,
        make(
            "tblLook", val="0620", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"
        ),
        make("tblCaption", val="Ändringar"),
        make("tblDescription", val="Alla ändringar mellan det äldre och det nyare dokumentet"),
    )
    grid = make("tblGrid", *(make("gridCol", w=str(one)) for one in columns))
    head = make("tr", make("trPr", make("cantSplit"), make("tblHeader")))
    head.extend(_cell(one, [paragraph(CELL_HEAD, run(text))]) for one, text in zip(columns, _HEADS, strict=True))
    return make("tbl", properties, grid, head, *(_row(change, columns) for change in changes))


def _row(change: Change, columns: Sequence[int]) -> Element:
    place = [
        paragraph(CELL, run(change.place)),
        paragraph(CELL, run(change.kind, bold=True)),
    ]
    cells = (
        [paragraph(CELL, run(f"[{change.number}]"))],
        place,
        _said(change.before, "(fanns inte)" if change.kind != "utseende" else "–"),
        _said(change.after, "(borttaget)"),
    )
    row = make("tr", *(_cell(one, content) for one, content in zip(columns, cells, strict=True)))
    if max(len(change.before_text), len(change.after_text)) <= _UNDIVIDED:
        row.insert(0, make("trPr", make("cantSplit")))
    return row


def _said(parts: Sequence[Part], otherwise: str) -> list[Element]:
    if not parts:
        return [paragraph(CELL, run(otherwise))]
    lines: list[list[Element]] = [[]]
    whole = all(part.changed for part in parts)
    for part in parts:
        for n, text in enumerate(part.text.split("\n")):
            if n:
                lines.append([])
            if text:
                lines[-1].append(run(text.replace("\t", " "), bold=part.changed and not whole))
    return [paragraph(CELL, *one) for one in lines if one] or [paragraph(CELL, run(otherwise))]


def _cell(width: int, content: Sequence[Element]) -> Element:
    return make("tc", make("tcPr", make("tcW", w=str(width), type="dxa")), *content)


def _width(section: Element | None) -> int:
    """The width of the text on the pages, in twentieths of a point."""
    size = section.find(W + "pgSz") if section is not None else None
    margins = section.find(W + "pgMar") if section is not None else None
    page = _number(size, "w", _A4_WIDTH)
    width = page - _number(margins, "left", _MARGIN) - _number(margins, "right", _MARGIN)
    return width if width > 0 else _A4_WIDTH - 2 * _MARGIN


def _number(element: Element | None, name: str, default: int) -> int:
    found = element.get(W + name) if element is not None else None
    return int(float(found)) if found and found.lstrip("-").replace(".", "", 1).isdigit() else default
