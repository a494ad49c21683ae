"""The old file's styles in the new one: by name where the new file has them, brought along where it has not.

A style's definition cannot be tracked: where both files have a style and it looks different, the new look holds, and
the reader is told.
"""

import copy
from collections.abc import Iterator
from typing import Final

from contracts.errors import Problem
from contracts.redline.accepting import accept_changes
from contracts.redline.shapes import Shape, shape
from contracts.redline.source import Source, remark
from contracts.word.ooxml import Element, W, child_value, parse, to_bytes

_USES: Final = (W + "pStyle", W + "rStyle", W + "tblStyle")
_LINKS: Final = (W + "basedOn", W + "next", W + "link")
#: What a style has that does not change how text looks.
_FOR_THE_MENU: Final = frozenset(
    W + name
    for name in (
        *("name", "aliases", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked", "rsid", "next"),
        *("link", "personal", "personalCompose", "personalReply", "hidden", "autoRedefine"),
    )
)
_MOST_NAMES: Final = 8


class BorrowedStyles:
    """The new file's styles, with those of the old file that it lacks."""

    def __init__(self, old: Source, new: Source) -> None:
        self.old, self.new = old, new
        self.root = parse(new.members[new.styles]) if new.styles else None
        self.before = parse(old.members[old.styles]) if old.styles else None
        for root in (self.root, self.before):
            if root is not None:
                accept_changes(root)
        self._old = _by_id(self.before)
        self._taken = _by_id(self.root)
        self._names = {_name(one): identifier for identifier, one in self._taken.items()}
        self._ids: dict[str, str] = {}
        self.brought: list[Element] = []  #: those of the old file, with the new identifiers

    def rename(self) -> tuple[Problem, ...]:
        """Let the old file's trees name the new file's styles; what the reader should know of styles that differ."""
        if self.root is None or self.before is None:
            return ()
        used = [element for tree in self.old.trees.values() for element in tree.iter(*_USES)]
        for element in used:
            if element.get(W + "val") in self._old:
                element.set(W + "val", self._id(element.get(W + "val") or ""))
        return tuple(self._remarks())

    def to_bytes(self) -> bytes | None:
        """The styles part; None when the new file has none."""
        return None if self.root is None else to_bytes(self.root)

    def _id(self, old: str) -> str:
        """The identifier of an old style; it is brought along the first time that it is asked for and lacking."""
        if old not in self._ids:
            style = self._old[old]
            twin = self._taken.get(old)
            same = old if twin is not None and _name(twin) == _name(style) else self._names.get(_name(style))
            self._ids[old] = same if same is not None else self._bring(old, style)
        return self._ids[old]

    def _bring(self, old: str, style: Element) -> str:
        assert self.root is not None
        new = next(
            one for n in range(1, len(self._taken) + 2) if (one := old if n == 1 else f"{old}{n}") not in self._taken
        )
        element = copy.deepcopy(style)
        element.set(W + "styleId", new)
        element.attrib.pop(W + "default", "")
        self._ids[old] = new
        self._taken[new] = element
        self._names[_name(style)] = new
        self.root.append(element)
        self.brought.append(element)
        for link in element.iter(*_LINKS):
            if link.get(W + "val") in self._old:
                link.set(W + "val", self._id(link.get(W + "val") or ""))
        return new

    def _remarks(self) -> Iterator[Problem]:
        by_new = {one: _by_id(self.root).get(one) for one in self._ids.values()}
        brought = {one.get(W + "styleId") for one in self.brought}
        differing = [
            child_value(self._old[old], "name")
            for old, new in self._ids.items()
            if new not in brought and (other := by_new[new]) is not None and _look(self._old[old]) != _look(other)
        ]
        if differing:
            names = ", ".join(f"”{one}”" for one in differing[:_MOST_NAMES])
            more = f" och {len(differing) - _MOST_NAMES} till" if len(differing) > _MOST_NAMES else ""
            text = f"Formatmallar ser annorlunda ut i den nyare filen: {names}{more}."
            remedy = "Word kan inte spåra hur en formatmall ser ut; jämförelsen visar den nyare filens utseende"
            yield remark(text, self.new.shown_as, remedy)
        if self.root is not None and self.before is not None:
            now, then = self.root.find(W + "docDefaults"), self.before.find(W + "docDefaults")
            if (() if now is None else shape(now)) != (() if then is None else shape(then)):
                text = "Dokumentens grundformat (teckensnitt, storlek, avstånd) skiljer sig."
                remedy = "Word kan inte spåra det; jämförelsen visar den nyare filens utseende"
                yield remark(text, self.new.shown_as, remedy)


def _by_id(root: Element | None) -> dict[str, Element]:
    return {} if root is None else {one.get(W + "styleId") or "": one for one in root.findall(W + "style")}


def _name(style: Element) -> tuple[str, str]:
    return style.get(W + "type") or "paragraph", child_value(style, "name").casefold()


def _look(style: Element) -> Shape:
    # Lists and other styles are named by numbers and identifiers that differ between files.
    skipped = _FOR_THE_MENU | {W + "basedOn"}
    kept = copy.deepcopy(style)
    for number in list(kept.iter(W + "numPr")):
        parent = number.getparent()
        if parent is not None:
            parent.remove(number)
    return tuple(shape(child) for child in kept if child.tag not in skipped and (len(child) or child.attrib))
