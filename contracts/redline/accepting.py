"""Accepts the tracked changes that a file already has, so that what is compared is what each file says.

Source: ECMA-376 part 1, 17.13.5 (revisions). A paragraph whose mark is deleted joins the one after it, whose properties
then hold for both.
"""

from typing import Final

from contracts.word.ooxml import PARAGRAPH_HOMES, Element, W, drop, unwrap

_GONE: Final = (W + "del", W + "moveFrom")
_STAYS: Final = (W + "ins", W + "moveTo")
_FORMER: Final = tuple(
    W + name
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
        *("tblPrExChange", "numberingChange", "cellIns", "cellMerge"),
    )
)
_RANGES: Final = tuple(
    W + name + end
    for name in (
        *("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange"),
        *("customXmlMoveFromRange", "customXmlMoveToRange"),
    )
    for end in ("Start", "End")
)
_CONTROL_GONE: Final = frozenset((W + "customXmlDelRangeEnd", W + "customXmlMoveFromRangeEnd"))
_HOMES: Final = PARAGRAPH_HOMES | {W + "body"}


def accept_changes(root: Element) -> bool:
    """Make a part say what it says once all its tracked changes are accepted; whether it had any."""
    found = next(root.iter(*_GONE, *_STAYS, *_FORMER, *_RANGES, W + "cellDel"), None) is not None
    if found:
        _accept_rows(root)
        _accept_controls(root)
        _accept_runs(root)
        _join_paragraphs(root)
        for element in list(root.iter(*_FORMER, *_RANGES, *_STAYS)):
            drop(element)
    return found


def _accept_rows(root: Element) -> None:
    for mark in list(root.iter(W + "cellDel")):
        cell = mark.getparent()
        cell = None if cell is None else cell.getparent()
        if cell is not None and cell.tag == W + "tc":
            drop(cell)
    for row in list(root.iter(W + "tr")):
        if row.find(f"{W}trPr/{W}del") is not None or next(row.iter(W + "tc"), None) is None:
            drop(row)
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(W + "tr"), None) is None:
            drop(table)


def _accept_controls(root: Element) -> None:
    """Take away content controls whose beginning and end are marked as gone; what stands in them has its own marks."""
    for control in list(root.iter(W + "sdt")):
        content = control.find(W + "sdtContent")
        if content is not None and len(content) and content[0].tag in _CONTROL_GONE:
            unwrap(control, content)


def _accept_runs(root: Element) -> None:
    for element in list(root.iter(*_GONE)):
        if not _marks_properties(element):
            drop(element)
    for element in list(root.iter(*_STAYS)):
        if not _marks_properties(element):
            unwrap(element)


def _marks_properties(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in (W + "rPr", W + "trPr")


def _join_paragraphs(root: Element) -> None:
    for paragraph in list(root.iter(W + "p")):
        properties = paragraph.find(f"{W}pPr/{W}rPr")
        marks = [] if properties is None else [one for one in properties if one.tag in _GONE]
        if not marks:
            continue
        content = [child for child in paragraph if child.tag != W + "pPr"]
        following = next((one for one in paragraph.itersiblings() if one.tag not in _RANGES), None)
        if following is not None and following.tag == W + "p":
            at = 1 if following.find(W + "pPr") is not None else 0
            for child in reversed(content):
                following.insert(at, child)
            drop(paragraph)
        elif content or _is_needed(paragraph):
            for mark in marks:
                drop(mark)
        else:
            drop(paragraph)


def _is_needed(paragraph: Element) -> bool:
    """Whether what a paragraph stands in would no longer end with one."""
    parent = paragraph.getparent()
    before = paragraph.getprevious()
    if parent is None or parent.tag not in _HOMES or (before is not None and before.tag == W + "p"):
        return False
    return all(one.tag not in (W + "p", W + "tbl", W + "sdt") for one in paragraph.itersiblings())
