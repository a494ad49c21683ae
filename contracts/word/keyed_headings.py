"""The headings of an agreement by keys that stay theirs when others come and go.

A heading that bears a Word bookmark is known by it. One without is known by its words, within the heading that it
stands under: a party's own heading, or a body's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from contracts.word.headings import Heading, headings_in
from contracts.word.numbering import Numbering
from contracts.word.ooxml import MARK, Element, W
from contracts.word.styles import StyleBook
from contracts.word.tidy import MOVED

#: On the heading of a point that has been repealed: the name that it bore, which nothing may refer to.
REPEALED: Final = MARK + "repealed"


@dataclass(frozen=True, slots=True)
class KeyedHeading:
    """A heading, by its key."""

    key: str
    under: str  #: key of the heading that it stands under; "" for none
    heading: Heading


def keyed_headings(root: Element, numbering: Numbering, book: StyleBook) -> tuple[tuple[Element, KeyedHeading], ...]:
    """The headings of a body in order, each with its paragraph. A key that is taken gets a "+"."""
    found: list[tuple[Element, KeyedHeading]] = []
    above: list[tuple[int, str]] = []
    taken: set[str] = set()
    for paragraph, heading in headings_in(root, numbering, book):
        above = [(level, key) for level, key in above if level < heading.level]
        under = above[-1][1] if above else ""
        name = str(paragraph.get(REPEALED, "")) or next(bookmarks_of(paragraph), "")
        key = name_key(name) if name else f"{under}/{heading.text.casefold()}"
        while key in taken:
            key += "+"
        taken.add(key)
        above.append((heading.level, key))
        found.append((paragraph, KeyedHeading(key, under, heading)))
    return tuple(found)


def followed(signed: Sequence[KeyedHeading], new: Sequence[KeyedHeading]) -> dict[str, str]:
    """Which heading of the signed wording each of the new ones is: signed keys by new ones.

    One that is known by its words alone may have been renamed: where one has gone and another has come at the same
    place among their neighbours, they are one and the same.
    """
    found = {keyed.key: keyed.key for keyed in new if any(one.key == keyed.key for one in signed)}
    for under, level in dict.fromkeys((keyed.under, keyed.heading.level) for keyed in new):
        above = found.get(under, under)
        before = [one.key for one in signed if (one.under, one.heading.level) == (above, level)]
        after = [one.key for one in new if (one.under, one.heading.level) == (under, level)]
        for kind, first, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind == "replace" and end - first == stop - start:
                pairs = zip(before[first:end], after[start:stop], strict=True)
                found |= {own: old for old, own in pairs if "/" in old and "/" in own and own not in found}
    return found


def name_key(name: str) -> str:
    """A bookmark's name in the form in which names are compared."""
    # Word compares the names of bookmarks without regard to case, and has no hyphens in them.
    return name.casefold().replace("-", "_")


def bookmarks_of(paragraph: Element) -> Iterator[str]:
    """The names of the bookmarks that begin in a paragraph, or between it and what stands before it."""
    starts = list(paragraph.iter(W + "bookmarkStart"))
    before = paragraph.getprevious()
    while before is not None and before.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
        if before.tag == W + "bookmarkStart" and before.get(MOVED) is None:
            starts.append(before)
        before = before.getprevious()
    for start in starts:
        name = start.get(W + "name") or ""
        if name and not name.startswith("_"):
            yield name
