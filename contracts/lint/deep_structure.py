"""Looks at a made-up document: would Word open it, and is anything empty in it that a reader would see?

Rendering looks at the structure before it writes (contracts/word/structure.py); here the written file is opened anew.
Beside that: rows as wide as their table's grid, since Word moves the cells of a row that is not, and numbers and
headings with nothing after them.
"""

from collections.abc import Iterator
from typing import Final

from contracts.errors import Place, Problem, TemplateError
from contracts.lint.deep_rules import EMPTY, GRID
from contracts.word.ooxml import Element, W, child_value, own, value
from contracts.word.places import Paragraph, part_labels, read_paragraphs
from contracts.word.structure import Finished, check_finished, read_finished

_SEEN_THINGS: Final = frozenset(
    W + name for name in ("drawing", "pict", "object", "fldChar", "fldSimple", "footnoteReference", "sym")
)


def look_at(docx: bytes, shown_as: str) -> tuple[Problem, ...]:
    """All that is wrong with a finished Word file."""
    try:
        finished = read_finished(docx, shown_as)
    except TemplateError as error:
        return tuple(error.problems)
    return (*check_finished(finished, shown_as), *_grids(finished, shown_as), *_empty(finished, shown_as))


def _grids(finished: Finished, shown_as: str) -> Iterator[Problem]:
    labels = part_labels(finished.stories)
    for name, root in finished.stories.items():
        for number, table in enumerate(root.iter(W + "tbl"), 1):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            widths = {_width(row) for row in table.iterfind(W + "tr")}
            if columns and widths - {columns}:
                text = f"tabell {number} har {columns} kolumner, men en rad fyller {max(widths - {columns})}"
                yield GRID.problem(Place(shown_as, part=labels[name]), text)


def _width(row: Element) -> int:
    """How many columns of the grid a row takes."""
    before, after = (_number(row, f"trPr/{name}") for name in ("gridBefore", "gridAfter"))
    return (
        before
        + after
        + sum(_number(cell, "tcPr/gridSpan", 1) for cell in row.iter(W + "tc") if cell.getparent() is row)
    )


def _number(element: Element, path: str, otherwise: int = 0) -> int:
    found = child_value(element, path)
    return int(found) if found.isdigit() else otherwise


def _empty(finished: Finished, shown_as: str) -> Iterator[Problem]:
    """A warning for a number, a bullet or a heading with nothing after it."""
    labels = part_labels(finished.stories)
    for name, root in finished.stories.items():
        for paragraph in read_paragraphs(root, labels[name], finished.book, shown_as):
            if paragraph.text.strip() or any(one.tag in _SEEN_THINGS for one in own(paragraph.element)):
                continue
            what = _marked(paragraph, finished)
            if what:
                text = f"{what} utan text blir kvar i dokumentet"
                yield EMPTY.problem(Place(shown_as, part=paragraph.place.part, heading=paragraph.place.heading), text)


def _marked(paragraph: Paragraph, finished: Finished) -> str:
    style = child_value(paragraph.element, "pPr/pStyle")
    if finished.book.looks_like_heading(style):
        return "en rubrik"
    number = next((value(one) for one in paragraph.element.iterfind(f"{W}pPr/{W}numPr/{W}numId")), "")
    return "ett numrerat stycke eller en punkt" if number not in ("", "0") else ""
