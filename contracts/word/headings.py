"""The headings of a Word file, with the numbers that Word's multilevel numbering gives them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.word.numbering import Numbering, numbers_by_settings
from contracts.word.ooxml import MC, Element, W, descendant, is_on, nearest
from contracts.word.paragraph_settings import Settings, settings_of
from contracts.word.reading import Reading, ReadParagraph, read_story
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
    return read_headings(read_story(root), numbering, book)


def read_headings(body: Reading, numbering: Numbering, book: StyleBook) -> tuple[tuple[Element, Heading], ...]:
    """As `headings_in`, of a body that has been read."""
    numbers = numbers_by_settings(((one.element, one.settings) for one in body.without_contents), numbering, book)
    found: list[tuple[Element, Heading]] = []
    levels = {settings: _level(settings, book) for settings in {one.settings for one in body.without_contents}}
    for one in body.without_contents:
        level = levels[one.settings]
        text = _text(one) if level else ""
        if text:
            paragraph = one.element
            by_hand = one.settings.own_list is not None and one.settings.own_list[0] == "0"
            written = _written_number(paragraph, text) if by_hand else None
            number, text = written or (numbers.get(paragraph, "").strip(), text)
            found.append((paragraph, Heading(level, number, text)))
    return tuple(found)


def _written_number(paragraph: Element, text: str) -> tuple[str, str] | None:
    """Number and text of a heading that is taken out of its list and bears its number as text, "14 a" and a tab.

    So do the points that an amendment puts between others, whose numbers they must not move.
    """
    found = _WRITTEN.match(text)
    return (found[1], found[2]) if found and paragraph.find(f"{W}r/{W}tab") is not None else None


def paragraphs_of(root: Element) -> Iterator[Element]:
    """The paragraphs of a part in reading order; of the two copies of a text box, the newer one."""
    for paragraph in root.iter(W + "p"):
        if nearest(paragraph, MC + "Fallback") is None:
            yield paragraph


def outline_level(paragraph: Element, book: StyleBook) -> int:
    """A paragraph's heading level, 1-based; 0 when it is no heading."""
    return _level(settings_of(paragraph), book)


def _level(settings: Settings, book: StyleBook) -> int:
    direct = settings.outline
    if direct.isdigit():
        return int(direct) + 1 if int(direct) < len(HEADING_LEVELS) else 0
    return book.outline_level(settings.style or book.default("paragraph"))


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
    return _as_line("".join(pieces))


def _text(one: ReadParagraph) -> str:
    """As `heading_text`, of a paragraph that has been read."""
    return heading_text(one.element) if one.text is None else _as_line(one.text)


def _as_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip()
