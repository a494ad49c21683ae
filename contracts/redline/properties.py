"""Properties as they are, with what they were before: of runs, paragraphs, tables and sections.

Source: ECMA-376 part 1, 17.13.5.28 to 17.13.5.38 (…Change elements).
"""

import copy
from typing import Final

from contracts.redline.revisions import Revisions
from contracts.redline.shapes import properties_shape
from contracts.word.ooxml import Element, R, W, make

#: What stands in w:pPr but is no property of the paragraph's own.
NOT_PARAGRAPHS: Final = frozenset((W + "rPr", W + "sectPr", W + "pPrChange"))
_MARKS: Final = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_NOT_ROWS: Final = frozenset((W + "ins", W + "del", W + "trPrChange"))
_NOT_SECTIONS: Final = frozenset((W + "headerReference", W + "footerReference", W + "sectPrChange"))


def run_properties(new: Element | None, old: Element | None, revisions: Revisions) -> Element | None:
    """A run's w:rPr, with what it was; None when there is nothing to say."""
    if properties_shape(new) == properties_shape(old):
        return None if new is None else copy.deepcopy(new)
    result = copy.deepcopy(new) if new is not None else make("rPr")
    former = copy.deepcopy(old) if old is not None else make("rPr")
    result.append(revisions.mark("rPrChange", former))
    return result


def paragraph_properties(
    new: Element | None,
    old: Element | None,
    revisions: Revisions,
    mark: str = "",
    section: Element | None = None,
) -> Element | None:
    """A paragraph's w:pPr, with what it was; None when there is nothing to say.

    Args:
        new: as they are; of a paragraph that goes, as they were.
        old: as they were, when the paragraph was there before.
        revisions: makes the elements.
        mark: what becomes of the paragraph's mark, such as "del"; "" when it stays.
        section: the end of a section that the paragraph bears.
    """
    result = make("pPr")
    if new is not None:
        result.extend(copy.deepcopy(child) for child in new if child.tag not in NOT_PARAGRAPHS)
    look = _mark_look(new, old, revisions, mark)
    if look is not None:
        result.append(look)
    if section is not None:
        result.append(section)
    if not mark and properties_shape(new, NOT_PARAGRAPHS) != properties_shape(old, NOT_PARAGRAPHS):
        result.append(revisions.mark("pPrChange", _former(old, "pPr", NOT_PARAGRAPHS)))
    return result if len(result) else None


def _mark_look(new: Element | None, old: Element | None, revisions: Revisions, mark: str) -> Element | None:
    look = new.find(W + "rPr") if new is not None else None
    if mark:
        result = copy.deepcopy(look) if look is not None else make("rPr")
        result.insert(0, revisions.mark(mark))
        return result
    return run_properties(look, old.find(W + "rPr") if old is not None else None, revisions)


def table_properties(new: Element, old: Element, name: str, revisions: Revisions) -> None:
    """Write into a new table, row or cell what its properties were before.

    Args:
        new: the w:tbl, w:tr or w:tc that is made.
        old: its counterpart.
        name: of the properties' element: "tblPr", "tblGrid", "tblPrEx", "trPr" or "tcPr".
        revisions: makes the elements.
    """
    without = frozenset({W + name + "Change"}) | (_NOT_ROWS if name == "trPr" else frozenset())
    now, before = new.find(W + name), old.find(W + name)
    if properties_shape(now, without) == properties_shape(before, without):
        return
    if now is None:
        now = make(name)
        new.insert(1 if name == "trPr" and new.find(W + "tblPrEx") is not None else 0, now)
    if name == "tblGrid":
        # The one change that bears neither author nor date.
        now.append(make("tblGridChange", _former(before, name, without), id=revisions.identifier()))
    else:
        now.append(revisions.mark(name + "Change", _former(before, name, without)))


def section_properties(new: Element, old: Element | None, revisions: Revisions) -> Element:
    """A w:sectPr without its headers and footers, with what it was."""
    result = _former(new, "sectPr", _NOT_SECTIONS)
    if old is not None and properties_shape(new, _NOT_SECTIONS) != properties_shape(old, _NOT_SECTIONS):
        result.append(revisions.mark("sectPrChange", _former(old, "sectPr", _NOT_SECTIONS)))
    return result


def _former(properties: Element | None, name: str, without: frozenset[str]) -> Element:
    result = make(name)
    if properties is None:
        return result
    for key, value in properties.attrib.items():
        if not str(key).startswith(R):
            result.set(str(key), str(value))
    result.extend(copy.deepcopy(child) for child in properties if child.tag not in without)
    return result
