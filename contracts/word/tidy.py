"""Makes a rendered tree valid for Word: breaks and tabs, paragraphs left empty, cells and tables, and unique ids."""

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from contracts.word.ooxml import MARK, PARAGRAPH_HOMES, WP, Element, W, child_value, drop, is_blank, make, selecting
from contracts.word.placing import ONLY_TAGS
from contracts.word.widths import twips

#: On a table whose columns a template repeats.
COLUMNS: Final = MARK + "columns"
#: On a bookmark that stood in a paragraph which was taken away: it names no heading.
MOVED: Final = MARK + "moved"
_OF_TAGS_ONLY: Final = selecting(f"descendant-or-self::w:p[@c:{ONLY_TAGS.removeprefix(MARK)}]")
_RUN_PROPERTIES: Final = W + "rPr"
_PARAGRAPH: Final = W + "p"
_RUN: Final = W + "r"
_TEXT: Final = W + "t"
_BREAKS: Final = re.compile(r"([\n\t])")
_SIGNS: Final = {"\n": "br", "\t": "tab"}


def break_lines(root: Element) -> None:
    """Turn line ends and tabs that came with values into Word's own."""
    broken = [text for text in root.iter(_TEXT) if (letters := text.text) and ("\n" in letters or "\t" in letters)]
    for text in broken:
        for piece in _BREAKS.split(text.text or ""):
            if piece in _SIGNS:
                text.addprevious(make(_SIGNS[piece]))
            elif piece:
                text.addprevious(make("t", text=piece))
        drop(text)


def drop_emptied(root: Element) -> None:
    """Take away paragraphs that held only tags which all came out empty, and runs with nothing in them."""
    showing = drop_empty_runs(root)
    of_tags_only = _OF_TAGS_ONLY(root)
    if of_tags_only:
        etree.strip_attributes(root, ONLY_TAGS)
    for paragraph in of_tags_only:
        if paragraph not in showing and is_blank(paragraph):
            _drop_paragraph(paragraph)


def drop_empty_runs(root: Element) -> set[Element | None]:
    """Take away texts without letters, and runs with nothing in them.

    Returns:
        What holds a run of one text with letters, and so is not blank.
    """
    showing: set[Element | None] = set()
    for run in list(root.iter(_RUN)):
        if len(run) == 1:
            text = run[0]
            if text.tag == _TEXT and (letters := text.text):  # as most are
                if not letters.isspace():
                    showing.add(run.getparent())
                continue
        for text in run.findall(_TEXT):
            if not text.text and not len(text):
                run.remove(text)
        if all(child.tag == _RUN_PROPERTIES for child in run):
            drop(run)
    return showing


def _drop_paragraph(paragraph: Element) -> None:
    # What is no text but has its other half elsewhere, such as the end of a bookmark, stays in the neighbourhood.
    for child in list(paragraph):
        if child.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
            paragraph.addprevious(child)
            child.set(MOVED, "1")
    drop(paragraph)


def mend_tables(root: Element) -> None:
    """Remove rows without cells and tables without rows, and give every cell, note and text box a paragraph."""
    for row in list(root.iter(W + "tr")):
        if row.find(W + "tc") is None:
            drop(row)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            drop(table)
        elif table.attrib.pop(COLUMNS, ""):
            _fit_columns(table)
    for home in root.iter(*PARAGRAPH_HOMES):
        if len(home) and home[-1].tag == _PARAGRAPH:
            continue  # as most do
        children = [child for child in home if child.tag in (W + "p", W + "tbl")]
        # Word needs a paragraph last in a cell, also after a table in it.
        if not children or (home.tag == W + "tc" and children[-1].tag == W + "tbl"):
            home.append(make("p"))


def _fit_columns(table: Element) -> None:
    rows = table.findall(W + "tr")
    columns = max(
        1, *(sum(int(child_value(cell, "tcPr/gridSpan", "1")) for cell in row.findall(W + "tc")) for row in rows)
    )
    grid = table.find(W + "tblGrid")
    if grid is None or len(grid) == columns:
        return
    total = sum(twips(column.get(W + "w")) for column in grid)
    for column in list(grid):
        grid.remove(column)
    width = str(total // columns)
    grid.extend(make("gridCol", w=width) for _ in range(columns))
    for cell in table.iterfind(f"{W}tr/{W}tc"):
        cell_width = cell.find(f"{W}tcPr/{W}tcW")
        if cell_width is not None and cell_width.get(W + "type") == "dxa":
            cell_width.set(W + "w", str(int(width) * int(child_value(cell, "tcPr/gridSpan", "1"))))


def number_ids(roots: Iterable[Element]) -> None:
    """Give pictures and bookmarks ids that no other has, in all parts of a document.

    A loop repeats bookmarks with their names; the first of a name stays, because Word can point at one only.
    """
    pictures = bookmarks = 0
    names: set[str] = set()
    for root in roots:
        for picture in root.iter(WP + "docPr"):
            pictures += 1
            picture.set("id", str(pictures))
        waiting: dict[str, Element] = {}
        for mark in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            old = mark.get(W + "id") or ""
            if mark.tag == W + "bookmarkStart":
                if old in waiting:
                    drop(waiting[old])  # its end was left out by a condition
                waiting[old] = mark
                continue
            start = waiting.pop(old, None)
            name = "" if start is None else (start.get(W + "name") or "")
            if start is None or name in names:
                drop(mark)
                if start is not None:
                    drop(start)
                continue
            names.add(name)
            start.set(W + "id", str(bookmarks))
            mark.set(W + "id", str(bookmarks))
            bookmarks += 1
        for start in waiting.values():
            drop(start)
