"""Finds in a lawyer's own file the very letters that a problem's place speaks of."""

import re

from contracts.errors import Place
from contracts.lint.written import WordFile, paragraphs_in, places_in, read_written
from contracts.word.ooxml import Element, W, nearest
from contracts.word.places import TEXT_BOX


class Finder:
    """Finds the paragraph of the stored file that a place speaks of."""

    def __init__(self, file: WordFile, root: Element) -> None:
        self._label = file.labels[file.package.main]
        elements = list(root.iter(W + "p"))
        # Rules of the compiler and of lint count a contents list's lines differently; both are asked.
        counted = [places_in(file, file.package.main, root, with_contents=printed) for printed in (True, False)]
        shown = {element: _plain(read_written(element).text) for element in paragraphs_in(root)}
        self._known = [
            (place, elements[number], shown[elements[number]])
            for places in counted
            for number, place in places.items()
            if elements[number] in shown
        ]

    def find(self, place: Place) -> tuple[Element, int, int | None, Element | None] | None:
        """A note's anchor for a place; None when it is not in the body."""
        if place.part not in (self._label, TEXT_BOX) or not place.paragraph:
            return None
        excerpt = _plain(place.excerpt)
        nearby: list[tuple[int, Element, str, int]] = []
        for known, element, text in self._known:
            at = _position(text, excerpt, whole=not place.column) if known.part == place.part else None
            if at is not None:
                nearby.append((abs(known.paragraph - place.paragraph), element, text, at))
        if not nearby:
            return None
        _, element, text, at = min(nearby, key=lambda one: one[0])
        box = nearest(element, W + "txbxContent")
        if box is not None:
            return self._beside(box)
        if not place.column:
            return element, 0, None, None
        start = min(at + place.column - 1, max(len(text) - 1, 0))
        return element, start, min(start + place.width, len(text)), None

    def _beside(self, box: Element) -> tuple[Element, int, int | None, Element | None] | None:
        """The anchor of a text box: what holds it in the outermost paragraph."""
        node, found = box, None
        while (parent := node.getparent()) is not None:
            if parent.tag == W + "p":
                found = (parent, 0, None, node)
            node = parent
        return found


def _plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _position(text: str, excerpt: str, *, whole: bool) -> int | None:
    """Where an excerpt begins in a paragraph's text, counted so that a column in the excerpt can be added."""
    if whole:
        same = text[: len(excerpt)] == excerpt and (len(text) == len(excerpt) or len(excerpt) >= 80)
        return 0 if same else None
    at = text.find(excerpt)
    if at >= 0 and excerpt:
        return at
    before, after = excerpt.startswith("…"), excerpt.endswith("…")
    inner = excerpt[before : len(excerpt) - after]
    at = text.find(inner)
    return at - before if at >= 0 and inner else None
