"""The old file's lists in the new one: the same where they are equal, brought along where they are not.

Lists bear no names, only numbers, and a list put in before shifts them all. So an old list is taken to be the new one
in which its paragraphs stand, as long as both number alike.
"""

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from contracts.redline.shapes import Shape, shape
from contracts.redline.source import Source
from contracts.word.ooxml import Element, W, child_value, parse, to_bytes
from contracts.word.text import paragraph_text

#: What a list's definition has that says nothing of how it numbers.
_RUNNING: Final = frozenset((W + "nsid", W + "tmpl"))
_BLANK: Final = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


class Lists:
    """The lists of one file, as elements."""

    def __init__(self, data: bytes | None) -> None:
        self.root = parse(data or _BLANK)
        self.definitions = {one.get(W + "abstractNumId") or "": one for one in self.root.iter(W + "abstractNum")}
        self.uses = {one.get(W + "numId") or "": one for one in self.root.findall(W + "num")}

    def definition_of(self, use: str) -> str:
        """The definition of a list."""
        return child_value(self.uses[use], "abstractNumId")

    def definition_shape(self, definition: str) -> Shape:
        """How a definition numbers, as a value."""
        element = self.definitions.get(definition)
        if element is None:
            return ()
        return tuple(shape(child) for child in element if child.tag not in _RUNNING)

    def use_shape(self, use: str) -> Shape:
        """How a list numbers, as a value."""
        overrides = tuple(shape(one) for one in self.uses[use].findall(W + "lvlOverride"))
        return (self.definition_shape(self.definition_of(use)), overrides)


def bring_lists(old: Source, new: Source, styles: Iterable[Element]) -> bytes | None:
    """Let the old file's trees name the new file's lists.

    Args:
        old: the trees of it are changed.
        new: the newer file.
        styles: of the old file that are brought along; they are changed too.

    Returns:
        The new file's numbering part with the old lists that it lacks; None when neither has lists.
    """
    if not old.lists and not new.lists:
        return None
    before, now = Lists(old.members.get(old.lists)), Lists(new.members.get(new.lists))
    brought = _Bringing(before, now, _by_text(old, new, before, now))
    places = [element for tree in old.trees.values() for element in tree.iter(W + "numPr")]
    places += [element for style in styles for element in style.iter(W + "numPr")]
    for place in places:
        number = place.find(W + "numId")
        if number is not None and number.get(W + "val") in before.uses:
            number.set(W + "val", brought.use(number.get(W + "val") or ""))
    return to_bytes(now.root)


def _by_text(old: Source, new: Source, before: Lists, now: Lists) -> dict[str, str]:
    """Old list -> new list, as their paragraphs say, then as their numbers do."""
    where: dict[str, Counter[str]] = {}
    for text, number in _listed(new):
        where.setdefault(text, Counter())[number] += 1
    votes: Counter[tuple[str, str]] = Counter()
    for text, number in _listed(old):
        votes.update({(number, other): count for other, count in where.get(text, Counter()).items()})
    shapes = ({one: before.use_shape(one) for one in before.uses}, {one: now.use_shape(one) for one in now.uses})
    ranked = [pair for pair, _ in sorted(votes.items(), key=lambda one: (-one[1], one[0]))]
    ranked += [(one, one) for one in before.uses]
    ranked += [(one, other) for one in before.uses for other in now.uses]
    found: dict[str, str] = {}
    for one, other in ranked:
        fits = one in shapes[0] and other in shapes[1] and shapes[0][one] == shapes[1][other]
        if fits and one not in found and other not in found.values():
            found[one] = other
    return found


def _listed(source: Source) -> Iterator[tuple[str, str]]:
    for tree in source.trees.values():
        for number in tree.iterfind(f".//{W}p/{W}pPr/{W}numPr/{W}numId"):
            properties = number.getparent()
            properties = None if properties is None else properties.getparent()
            paragraph = None if properties is None else properties.getparent()
            text = "" if paragraph is None else paragraph_text(paragraph).strip()
            if text:
                yield text, number.get(W + "val") or ""


class _Bringing:
    """Old lists and definitions under the numbers that they have in the new part."""

    def __init__(self, before: Lists, now: Lists, uses: dict[str, str]) -> None:
        self.before, self.now, self.uses = before, now, uses
        self.definitions = {before.definition_of(one): now.definition_of(other) for one, other in uses.items()}

    def use(self, old: str) -> str:
        """The number of an old list; it is brought along the first time."""
        if old not in self.uses:
            element = copy.deepcopy(self.before.uses[old])
            self.uses[old] = _free(self.now.uses)
            element.set(W + "numId", self.uses[old])
            for one in element.findall(W + "abstractNumId"):
                one.set(W + "val", self._definition(one.get(W + "val") or ""))
            last = self.now.root.find(W + "numIdMacAtCleanup")
            self.now.root.append(element) if last is None else last.addprevious(element)
            self.now.uses[self.uses[old]] = element
        return self.uses[old]

    def _definition(self, old: str) -> str:
        if old not in self.definitions and old in self.before.definitions:
            element = copy.deepcopy(self.before.definitions[old])
            self.definitions[old] = _free(self.now.definitions)
            element.set(W + "abstractNumId", self.definitions[old])
            for one in [child for child in element.iter() if child.tag in (*_RUNNING, W + "lvlPicBulletId")]:
                parent = one.getparent()
                assert parent is not None
                parent.remove(one)
            # Definitions stand before all lists.
            first = self.now.root.find(W + "num")
            self.now.root.append(element) if first is None else first.addprevious(element)
            self.now.definitions[self.definitions[old]] = element
        return self.definitions.get(old, old)


def _free(taken: Iterable[str]) -> str:
    return str(max([0, *(int(one) for one in taken if one.isdecimal())]) + 1)
