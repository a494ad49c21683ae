"""Paragraphs with changes, in groups: those that come, go or move together as neighbours are one thing to a reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.redline.revisions import DELETED, GOING, INSERTED, KEPT
from contracts.redline.standing import Stretch, row_status, standing, stretches
from contracts.word.fields import contents_paragraphs
from contracts.word.headings import outline_level, paragraphs_of
from contracts.word.ooxml import Element, W, child_value, nearest
from contracts.word.styles import StyleBook


@dataclass(slots=True)
class Group:
    """Neighbours that come, or go, together."""

    status: str
    move: str
    row: bool
    paragraphs: list[Element] = field(default_factory=list)
    follows: bool = False  #: whether nothing that stays lies between it and the group before


def groups_of(root: Element, moves: Mapping[Element, str], book: StyleBook) -> Iterator[Group]:
    """Paragraphs with changes: those that come, or go, as neighbours in groups, others each by itself.

    Args:
        root: the body, a note, a header or a footer.
        moves: the name of the move that each paragraph is part of.
        book: the styles; a heading begins a group.
    """
    left_out = contents_paragraphs(root)
    current: Group | None = None
    follows = False
    for paragraph in paragraphs_of(root):
        if paragraph in left_out:
            continue
        status = standing(paragraph)
        if status == KEPT:
            if current is not None:
                yield current
            current, follows = None, False
            if _has_changes(paragraph):
                yield Group(KEPT, "", False, [paragraph])
            continue
        one = _alone(paragraph, status, moves.get(paragraph, ""))
        if current is None or outline_level(paragraph, book) or not _together(current, one):
            if current is not None:
                yield current
            one.follows, current, follows = follows, one, True
        else:
            current.paragraphs.append(paragraph)
    if current is not None:
        yield current


def _alone(paragraph: Element, status: str, move: str) -> Group:
    row = nearest(paragraph, W + "tr")
    plain = DELETED if status in GOING else INSERTED
    return Group(plain, move, row is not None and row_status(row) != KEPT, [paragraph])


def _together(one: Group, other: Group) -> bool:
    """Whether a paragraph belongs to the group before it: they come, or go, or move alike, and no cell ends between."""
    if (one.status, one.move, one.row) != (other.status, other.move, other.row):
        return False
    cells = (nearest(group.paragraphs[-1], W + "tc") for group in (one, other))
    return one.row or len(set(cells)) == 1


def _has_changes(paragraph: Element) -> bool:
    properties = paragraph.find(W + "pPr")
    if properties is not None and properties.find(W + "pPrChange") is not None:
        return True
    return any(one.status or one.looks_changed for one in stretches(paragraph))


def moves_of(root: Element) -> dict[Element, str]:
    """The name of the move that each paragraph is part of."""
    found: dict[Element, str] = {}
    inside: dict[str, str] = {}
    for element in root.iter():
        name = str(element.tag).removeprefix(W)
        if name in ("moveFromRangeStart", "moveToRangeStart"):
            inside[element.get(W + "id") or ""] = element.get(W + "name") or ""
            home = nearest(element, W + "p")
            if home is not None:
                found[home] = element.get(W + "name") or ""
        elif name in ("moveFromRangeEnd", "moveToRangeEnd"):
            inside.pop(element.get(W + "id") or "", None)
        elif name == "p" and inside:
            found[element] = next(iter(inside.values()))
    return found


def replacements(groups: Sequence[Group]) -> dict[int, int]:
    """Which groups go and have another in their place, and which that is: only one for one."""
    found: dict[int, int] = {}
    for n in range(len(groups) - 1):
        more_before = n > 0 and groups[n].follows and groups[n - 1].status in GOING
        more_after = n + 2 < len(groups) and groups[n + 2].follows and groups[n + 2].status == INSERTED
        if not more_before and not more_after and _replaces(groups[n], groups[n + 1]):
            found[n] = n + 1
    return found


def _replaces(one: Group, other: Group) -> bool:
    """Whether one group goes and the next comes in its place."""
    return (
        other.follows
        and one.status in GOING
        and other.status == INSERTED
        and not one.move
        and not other.move
        and one.row == other.row
        and child_value(one.paragraphs[0], "pPr/pStyle") == child_value(other.paragraphs[0], "pPr/pStyle")
        and (nearest(one.paragraphs[-1], W + "tc") is nearest(other.paragraphs[0], W + "tc") or one.row)
    )


def joints(groups: Sequence[Group]) -> dict[int, int]:
    """Which paragraphs have become one with a neighbour, or been parted from one, and which group that neighbour is.

    The words that came to the one are those that went with the other, at the end where it stands; or the other way.
    """
    found: dict[int, int] = {}
    for n, group in enumerate(groups):
        for other in (n + 1, n - 1):
            taken = other in found.values()
            if group.status == KEPT and 0 <= other < len(groups) and not taken and _joins(group, groups[other]):
                found[n] = other
                break
    return found


def _joins(one: Group, other: Group) -> bool:
    if other.status == KEPT or other.move or other.row or len(other.paragraphs) != 1:
        return False
    [kept], [beside] = one.paragraphs, other.paragraphs
    after = kept.getnext() is beside
    if not after and kept.getprevious() is not beside:
        return False
    found = [stretch for stretch in stretches(kept) if stretch.text]
    changed = [bool(stretch.status) for stretch in found]
    # All that changed stands together, at the neighbour's end, and is of one kind.
    if not any(changed) or all(changed) or sorted(changed, reverse=not after) != changed:
        return False
    moved = [stretch for stretch in found if stretch.status]
    wanted = INSERTED if other.status in GOING else DELETED
    return {stretch.status for stretch in moved} == {wanted} and _words(moved) == _words(stretches(beside))


def _words(found: Sequence[Stretch]) -> list[str]:
    return "".join(stretch.text for stretch in found).split()
