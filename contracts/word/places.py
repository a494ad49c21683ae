"""Where things stand in a template, in words that a reader of the Word file recognises.

A part has a Swedish name, paragraphs are counted as they stand, and the headings above are named, outermost first.
Text boxes are counted on their own, because Word shows them beside the text.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from contracts.errors import Place
from contracts.word.headings import outline_level
from contracts.word.ooxml import MARK, MC, Element, W, child_value, nearest, own
from contracts.word.styles import StyleBook

TEXT_BOX: Final = "textruta"
FOOTNOTES: Final = "fotnoter"
PROPERTIES: Final = "dokumentegenskaper"
#: Between the headings of a path: "Ekonomi › Ersättning".
HEADING_STEP: Final = " › "
#: On a paragraph: how many paragraphs after it have been taken out of the tree, so that those left keep their numbers.
TAKEN_OUT: Final = MARK + "taken-out"
#: Longest excerpt of a paragraph in a message; a longer paragraph is cut around what is pointed at.
_EXCERPT: Final = 160
_BEFORE: Final = 60


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a paragraph's text: the letters of a w:t, or a tab, break or hyphen."""

    element: Element
    start: int  #: 0-based, in the paragraph's text
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph of a template, and how to speak of it."""

    element: Element
    story: Element  #: the body, header, note or text box that it belongs to
    text: str
    atoms: tuple[Atom, ...]
    place: Place  #: of the whole paragraph

    def place_of(self, start: int, width: int) -> Place:
        """The place of some characters in this paragraph.

        Args:
            start: 0-based, in the paragraph's text.
            width: number of characters.
        """
        return pointed_at(self.place, self.text, start, width)


def pointed_at(place: Place, text: str, start: int, width: int) -> Place:
    """The place of `width` characters at `start` (0-based) in a text, with an excerpt that shows them."""
    first = max(0, start - _BEFORE) if len(text) > _EXCERPT else 0
    last = min(len(text), max(first + _EXCERPT, start + width))
    before, after = "…" if first else "", "…" if last < len(text) else ""
    excerpt = before + re.sub(r"\s", " ", text[first:last]) + after
    column = start - first + len(before) + 1
    return Place(
        place.file,
        column=column,
        width=max(1, width),
        excerpt=excerpt,
        part=place.part,
        paragraph=place.paragraph,
        heading=place.heading,
    )


def part_label(name: str, order: int) -> str:
    """The Swedish name of a part, such as "sidhuvud 2".

    Args:
        name: the member's name.
        order: 1-based number among parts of its kind; used for headers and footers.
    """
    stem = re.sub(r"\d*\.xml$", "", posixpath.basename(name))
    numbered = {"header": "sidhuvud", "footer": "sidfot"}
    if stem in numbered:
        return f"{numbered[stem]} {order}"
    if name.startswith("docProps/"):
        return PROPERTIES
    return {"document": "brödtext", "footnotes": FOOTNOTES, "endnotes": "slutnoter"}.get(stem, posixpath.basename(name))


def part_labels(names: Mapping[str, object]) -> dict[str, str]:
    """The Swedish name of each part; headers and footers are numbered in the order of their names."""
    return dict(labels_of(tuple(names)))


@lru_cache(maxsize=64)  # all documents of a template have the same parts, but for footnotes
def labels_of(names: tuple[str, ...]) -> Mapping[str, str]:
    """As `part_labels`; not to be changed."""
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name in sorted(names, key=lambda one: (len(one), one)):
        stem = re.sub(r"\d*\.xml$", "", name)
        counts[stem] += 1
        labels[name] = part_label(name, counts[stem])
    return MappingProxyType(labels)


@dataclass(slots=True)
class _Counting:
    """The state of one walk through a part."""

    numbers: dict[str, int]
    headings: list[tuple[int, str]]  #: those that the walk stands under, outermost first, with their levels
    in_choice: dict[Element, int]


def read_paragraphs(root: Element, label: str, book: StyleBook, shown_as: str) -> tuple[Paragraph, ...]:
    """All paragraphs of a part in document order, text boxes and inlined notes included."""
    counting = _Counting({}, [], {})
    found: list[Paragraph] = []
    for element in root.iter(W + "p"):
        story, part = _story(element, root, label)
        number = _number(element, part, counting)
        atoms = _atoms(element)
        counting.numbers[part] = counting.numbers.get(part, 0) + int(element.get(TAKEN_OUT) or 0)
        text = "".join(letters for _, letters in atoms)
        heading = HEADING_STEP.join(text for _, text in counting.headings)
        place = Place(shown_as, part=part, paragraph=number, heading=heading, excerpt=text[:_EXCERPT])
        found.append(Paragraph(element, story, text, _spans(atoms), place))
        level = _heading_level(element, book) if part == label and text.strip() else 0
        if level:
            above = [one for one in counting.headings if one[0] < level]
            counting.headings = [*above, (level, text.strip()[:80])]
    return tuple(found)


def read_properties(root: Element, shown_as: str) -> tuple[Paragraph, ...]:
    """The texts of a part with document properties, one "paragraph" for each."""
    found: list[Paragraph] = []
    for number, element in enumerate((one for one in root.iter() if (one.text or "").strip()), 1):
        text = re.sub(r"[\r\n\t]", " ", element.text or "")
        place = Place(shown_as, part=PROPERTIES, paragraph=number, excerpt=text[:_EXCERPT])
        found.append(Paragraph(element, element, text, (Atom(element, 0, len(text)),), place))
    return tuple(found)


def _heading_level(paragraph: Element, book: StyleBook) -> int:
    """The level of a heading, 1-based; a title counts as one of the first level. 0 for all else."""
    title = book.looks_like_heading(child_value(paragraph, "pPr/pStyle"))
    return outline_level(paragraph, book) or int(title)


def _number(paragraph: Element, part: str, counting: _Counting) -> int:
    # A text box stands twice in the file, for newer and older readers: both copies get the same numbers.
    fallback = nearest(paragraph, MC + "Fallback")
    if part == TEXT_BOX and fallback is not None:
        alternative = fallback.getparent()
        if alternative is not None and alternative not in counting.in_choice:
            choice = alternative.find(MC + "Choice")
            copies = 0 if choice is None else sum(1 for _ in choice.iter(W + "p"))
            counting.in_choice[alternative] = counting.numbers.get(part, 0) - copies
        if alternative is not None:
            counting.in_choice[alternative] += 1
            return counting.in_choice[alternative]
    counting.numbers[part] = counting.numbers.get(part, 0) + 1
    return counting.numbers[part]


def _story(paragraph: Element, root: Element, label: str) -> tuple[Element, str]:
    element = paragraph.getparent()
    while element is not None and element is not root:
        if element.tag == W + "txbxContent":
            return element, TEXT_BOX
        if element.tag == MARK + "note":
            return element, FOOTNOTES
        if element.tag in (W + "footnote", W + "endnote"):
            return element, label
        element = element.getparent()
    return root, label


LETTERS: Final[Mapping[str, str]] = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    W + "softHyphen": "\N{SOFT HYPHEN}",
}


def _atoms(paragraph: Element) -> list[tuple[Element, str]]:
    found: list[tuple[Element, str]] = []
    for element in own(paragraph):
        if element.tag == W + "t":
            # Line ends inside w:t are nothing but spaces to Word; as line ends they would count as Jinja lines.
            element.text = re.sub(r"[\r\n\t]", " ", element.text or "")
            found.append((element, element.text))
        elif element.tag in LETTERS:
            found.append((element, LETTERS[str(element.tag)]))
    return found


def _spans(atoms: list[tuple[Element, str]]) -> tuple[Atom, ...]:
    spans: list[Atom] = []
    at = 0
    for element, letters in atoms:
        spans.append(Atom(element, at, at + len(letters)))
        at += len(letters)
    return tuple(spans)
