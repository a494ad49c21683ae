"""The numbers and headings of a file with tracked changes, as they were before and as they are after."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contracts.redline.revisions import GOING, INSERTED, MOVED_HERE
from contracts.redline.standing import standing
from contracts.word.fields import contents_paragraphs
from contracts.word.headings import heading_text, outline_level, paragraphs_of
from contracts.word.numbering import Numbering, numbers_of
from contracts.word.ooxml import Element, W, make
from contracts.word.styles import StyleBook


@dataclass(frozen=True, slots=True)
class View:
    """One of the two."""

    numbers: Mapping[Element, str]  #: as printed, by paragraph
    headings: Mapping[Element, str]  #: Swedish: what a paragraph stands under, or is: avsnitt 4 Målgrupp


def new_view(body: Element, numbering: Numbering, book: StyleBook) -> View:
    """The numbers and headings once all changes are accepted."""
    paragraphs = [one for one in _read(body) if standing(one) not in GOING]
    return _view(paragraphs, paragraphs, numbering, book)


def old_view(body: Element, numbering: Numbering, book: StyleBook) -> View:
    """The numbers and headings once all changes are rejected."""
    paragraphs = [one for one in _read(body) if standing(one) not in (INSERTED, MOVED_HERE)]
    return _view(paragraphs, [_as_it_was(one) for one in paragraphs], numbering, book)


def _read(body: Element) -> list[Element]:
    left_out = contents_paragraphs(body)
    return [one for one in paragraphs_of(body) if one not in left_out]


def _view(paragraphs: Sequence[Element], shown: Iterable[Element], numbering: Numbering, book: StyleBook) -> View:
    pairs = list(zip(paragraphs, shown, strict=True))
    numbers = numbers_of([one for _, one in pairs], numbering, book)
    headings: dict[Element, str] = {}
    found: dict[Element, str] = {}
    last = ""
    for paragraph, one in pairs:
        if one in numbers:
            found[paragraph] = numbers[one].strip()
        if outline_level(one, book) and (text := _said(paragraph)):
            number = numbers.get(one, "").strip().rstrip(".")
            last = f"avsnitt {number} {text}" if number else text
        headings[paragraph] = last
    return View(found, headings)


def _said(paragraph: Element) -> str:
    """What a heading says: of a heading that goes, what it said."""
    plain = copy.deepcopy(paragraph)
    going = standing(paragraph) in GOING
    for deleted in list(plain.iter(W + "delText")):
        deleted.tag = W + "t"
    if not going:
        for gone in list(plain.iter(W + "del", W + "moveFrom")):
            parent = gone.getparent()
            if parent is not None and parent.tag != W + "rPr":
                parent.remove(gone)
    return heading_text(plain)


def _as_it_was(paragraph: Element) -> Element:
    """A paragraph without words, with the properties that it had."""
    former = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr")
    now = paragraph.find(W + "pPr")
    properties = former if former is not None else now
    return make("p") if properties is None else make("p", copy.deepcopy(properties))
