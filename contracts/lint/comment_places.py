"""Finds in a lawyer's own file the very letters that a problem's place speaks of."""

import re
from collections.abc import Iterator
from typing import Final

from contracts.errors import Place
from contracts.word.ooxml import Element, W, nearest
from contracts.word.places import TEXT_BOX
from contracts.word.written import WordFile, paragraphs_in, places_in, read_written

#: Paragraphs that two ways of counting can be apart: as many as a long contents list has lines.
_FURTHEST: Final = 500


class Finder:
    """Finds the paragraph of the stored file that a place speaks of."""

    def __init__(self, file: WordFile, root: Element) -> None:
        self._label = file.labels[file.package.main]
        elements = list(root.iter(W + "p"))
        # Rules of the compiler and of lint count a contents list's lines differently; both are asked.
        counted = [places_in(file, file.package.main, root, with_contents=printed) for printed in (True, False)]
        shown = {element: _plain(read_written(element).text) for element in paragraphs_in(root)}
        self._known: dict[tuple[str, int], list[tuple[Element, str]]] = {}
        for places in counted:
            for number, place in places.items():
                element = elements[number]
                if element in shown:
                    self._known.setdefault((place.part, place.paragraph), []).append((element, shown[element]))
        self._last: dict[str, int] = {}
        for part, number in self._known:
            self._last[part] = max(number, self._last.get(part, 0))

    def find(self, place: Place) -> tuple[Element, int, int | None, Element | None] | None:
        """A note's anchor for a place; None when it is not in the body."""
        if place.part not in (self._label, TEXT_BOX) or not place.paragraph:
            return None
        excerpt = _plain(place.excerpt)
        found = next(
            (
                (element, text, at)
                for number in self._nearest_first(place)
                for element, text in self._known.get((place.part, number), ())
                if (at := _position(text, excerpt, whole=not place.column)) is not None
            ),
            None,
        )
        if found is None:
            return None
        element, text, at = found
        box = nearest(element, W + "txbxContent")
        if box is not None:
            return self._beside(box)
        if not place.column:
            return element, 0, None, None
        start = min(at + place.column - 1, max(len(text) - 1, 0))
        return element, start, min(start + place.width, len(text)), None

    def _nearest_first(self, place: Place) -> Iterator[int]:
        """The numbers of a part's paragraphs, the place's own first and then further and further away."""
        last = self._last.get(place.part, 0)
        yield place.paragraph
        for away in range(1, _FURTHEST):
            yield from (number for number in (place.paragraph - away, place.paragraph + away) if 0 < number <= last)

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
