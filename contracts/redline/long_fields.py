"""Fields that run over several paragraphs, such as contents lists, keep both their ends or lose both.

Where the first or last line of such a field changes, its marks must not be taken for something that comes or goes: the
field would begin once and end twice. So the paragraphs with its ends are counterparts whatever they say; and where that
cannot be, all its marks go and come.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from contracts.redline.blocks import PARAGRAPH
from contracts.redline.words import Change
from contracts.word.ooxml import Element, W

#: What differs between the words of two paragraphs.
Compare = Callable[[Element, Element], tuple[Change, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class LongField:
    """A field that begins in one paragraph and ends in another."""

    name: str  #: its first word and its number among its like: "TOC 1"
    first: Element  #: paragraph
    last: Element  #: paragraph
    marks: tuple[Element, ...]  #: its own w:fldChar


def long_fields(root: Element) -> tuple[LongField, ...]:
    """Such fields of a part; not those inside them."""
    found: list[LongField] = []
    for first, last, code, marks in _outermost(root):
        name = (code.split() or [""])[0].upper()
        number = sum(one.name.split()[0] == name for one in found if one.name) + 1
        found.append(LongField(f"{name or '?'} {number}", first, last, marks))
    return tuple(found)


def _outermost(root: Element) -> Iterator[tuple[Element, Element, str, tuple[Element, ...]]]:
    depth = 0
    first = paragraph = root
    code: list[str] = []
    marks: list[Element] = []
    for element in root.iter(PARAGRAPH, W + "fldChar", W + "instrText"):
        kind = element.get(W + "fldCharType")
        if element.tag == PARAGRAPH:
            paragraph = element
        elif element.tag == W + "instrText":
            code += [element.text or ""] if depth == 1 else []
        else:
            depth += kind == "begin"
            if depth == 1:
                if kind == "begin":
                    first, code, marks = paragraph, [], []
                marks.append(element)
            depth = max(0, depth - (kind == "end"))
            if kind == "end" and not depth and marks and first is not paragraph:
                yield first, paragraph, "".join(code), tuple(marks)


def anchors(old: Iterable[LongField], new: Iterable[LongField]) -> tuple[dict[Element, str], dict[Element, str]]:
    """Names for the paragraphs with the ends of such fields, equal for counterparts."""
    left, right = _ends(old), _ends(new)
    both = set(left.values()) & set(right.values())
    return {e: name for e, name in left.items() if name in both}, {e: name for e, name in right.items() if name in both}


def _ends(fields: Iterable[LongField]) -> dict[Element, str]:
    found: dict[Element, str] = {}
    for one in fields:
        found.setdefault(one.first, f"{one.name} begins")
        found.setdefault(one.last, f"{one.name} ends")
    return found


def marks_alone(
    old: Iterable[LongField], new: Iterable[LongField], staying: Mapping[Element, Element], compare: Compare
) -> tuple[dict[Element, str], dict[Element, str]]:
    """The marks of fields without a counterpart at both ends, each with a name that nothing else has."""
    by_name = {one.name: one for one in new}
    whole: set[str] = set()
    for one in old:
        other = by_name.get(one.name)
        if other is not None and all(
            staying.get(a) is b and _all_stay(a, b, one.marks, other.marks, compare)
            for a, b in ((one.first, other.first), (one.last, other.last))
        ):
            whole.add(one.name)
    return (
        {mark: f"old {one.name} {n}" for one in old if one.name not in whole for n, mark in enumerate(one.marks)},
        {mark: f"new {one.name} {n}" for one in new if one.name not in whole for n, mark in enumerate(one.marks)},
    )


def _all_stay(
    old: Element, new: Element, old_marks: Iterable[Element], new_marks: Iterable[Element], compare: Compare
) -> bool:
    stay: set[Element] = set()
    for change in compare(old, new):
        if change.alike:
            for before, after in zip(change.old, change.new, strict=True):
                stay.update(one.element for one in (*before.pieces, *after.pieces) if one.element is not None)
    inside = {*old.iter(W + "fldChar"), *new.iter(W + "fldChar")}
    return all(mark in stay for mark in (*old_marks, *new_marks) if mark in inside)
