"""The headings of a Word file, with the numbers that Word's multilevel numbering gives them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.word.fields import fields_in
from contracts.word.numbering import Numbering, numbers_of
from contracts.word.ooxml import MC, Element, W, child_value, descendant, is_on, nearest
from contracts.word.styles import HEADING_LEVELS, StyleBook

#: A number as an amendment writes it: "14 a", "16.2 b", "14 a.1", "14 a.".
_WRITTEN: Final = re.compile(r"(\d+(?: [a-z])?(?:\.\d+(?: [a-z])?)*\.?) (?=\S)(.+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a finished document."""

    level: int  #: 1-based
    number: str  #: as printed: "2.1"; "" when it bears none
    text: str


def headings_in(root: Element, numbering: Numbering, book: StyleBook) -> tuple[tuple[Element, Heading], ...]:
    """The headings of a body in order, each with its paragraph; lines of a contents list are none."""
    contents = contents_paragraphs(root)
    paragraphs = [one for one in paragraphs_of(root) if one not in contents]
    numbers = numbers_of(paragraphs, numbering, book)
    found: list[tuple[Element, Heading]] = []
    for paragraph in paragraphs:
        level = outline_level(paragraph, book)
        text = heading_text(paragraph) if level else ""
        if text:
            number, text = written_number(paragraph, text) or (numbers.get(paragraph, "").strip(), text)
            found.append((paragraph, Heading(level, number, text)))
    return tuple(found)


def written_number(paragraph: Element, text: str) -> tuple[str, str] | None:
    """Number and text of a heading that is taken out of its list and bears its number as text, "14 a" and a tab.

    So do the points that an amendment puts between others, whose numbers they must not move.
    """
    if child_value(paragraph, "pPr/numPr/numId") != "0":
        return None
    found = _WRITTEN.match(text)
    return (found[1], found[2]) if found and paragraph.find(f"{W}r/{W}tab") is not None else None


def paragraphs_of(root: Element) -> Iterator[Element]:
    """The paragraphs of a part in reading order; of the two copies of a text box, the newer one."""
    for paragraph in root.iter(W + "p"):
        if nearest(paragraph, MC + "Fallback") is None:
            yield paragraph


def outline_level(paragraph: Element, book: StyleBook) -> int:
    """A paragraph's heading level, 1-based; 0 when it is no heading."""
    direct = child_value(paragraph, "pPr/outlineLvl")
    if direct.isdigit():
        return int(direct) + 1 if int(direct) < len(HEADING_LEVELS) else 0
    return book.outline_level(child_value(paragraph, "pPr/pStyle") or book.default("paragraph"))


def contents_paragraphs(root: Element) -> set[Element]:
    """The paragraphs that contents lists consist of."""
    found: set[Element] = set()
    for one in fields_in(root)[0]:
        first, last = nearest(one.begin, W + "p"), nearest(one.end, W + "p")
        if one.name == "TOC" and first is not None and last is not None:
            found.add(first)
            for paragraph in first.itersiblings():
                if first is last:
                    break
                found.add(paragraph)
                if paragraph is last:
                    break
    return found


def heading_text(paragraph: Element) -> str:
    """A heading's text as one line, without notes."""
    pieces: list[str] = []
    for run in paragraph.iter(W + "r"):
        if nearest(run, W + "p") is not paragraph or is_on(descendant(run, "rPr/vanish")):
            continue
        for child in run:
            if child.tag == W + "t":
                pieces.append(child.text or "")
            elif child.tag in (W + "tab", W + "br"):
                pieces.append(" ")
            elif child.tag == W + "noBreakHyphen":
                pieces.append("\N{NON-BREAKING HYPHEN}")
    return re.sub(r"[ \t\n]+", " ", "".join(pieces)).strip()
