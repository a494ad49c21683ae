"""Two Word files paragraph by paragraph: which paragraph of the one is which of the other, also in tables and notes.

Tracked changes count as accepted, so a file edited with them reads as one edited without. Contents lists and page
numbers are left out, since Word makes them anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.errors import ProblemsError
from contracts.merging.words import plain
from contracts.redline.blocks import TABLE, Block, Side
from contracts.redline.both_views import View, new_view
from contracts.redline.changes import place_of
from contracts.redline.likeness import Vocabulary, likeness
from contracts.redline.plan import Plan, Planner
from contracts.redline.source import Source, read_source
from contracts.word.fields import contents_paragraphs
from contracts.word.headings import paragraphs_of
from contracts.word.ooxml import MARK, Element, W, nearest, parse, to_bytes
from contracts.word.package import open_unchecked
from contracts.word.packing import write_package
from contracts.word.text import paragraph_text

#: On a paragraph: its number among all of the stored body, so that a comment finds it again.
_STORED: Final = MARK + "stored"
_LABELS: Final = {
    W + "hdr": "sidhuvudet",
    W + "ftr": "sidfoten",
    W + "footnotes": "fotnot",
    W + "endnotes": "slutnot",
}
#: Paragraphs outside the running text that share less are not the same paragraph.
_LIKE: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph that says something."""

    text: str  #: with the white space that it has
    place: str  #: Swedish: where it stands
    stored: int | None  #: 0-based, among all paragraphs of the stored body; None outside it
    element: Element

    @property
    def plain(self) -> str:
        """The text as it is compared."""
        return plain(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A Word file, read."""

    source: Source
    body: Mapping[Element, Paragraph]  #: in reading order, those in tables among them
    beside: tuple[Paragraph, ...]  #: in text boxes, notes, headers and footers

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs."""
        return (*self.body.values(), *self.beside)


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """Which paragraph is which."""

    pairs: Mapping[Paragraph, Paragraph]  #: the newer by the older, in the order of the older
    gone: tuple[Paragraph, ...]
    come: tuple[Paragraph, ...]
    after: Mapping[Paragraph, Paragraph]  #: of each that came in the body: the newer one that it follows


def read_document(docx: bytes, shown_as: str) -> Document:
    """A Word file.

    Args:
        docx: the file.
        shown_as: how messages name it.

    Raises:
        ProblemsError: it is no sound Word file.
    """
    source = read_source(_numbered(docx, shown_as), shown_as)
    body = source.body
    view = new_view(body, source.numbering, source.book)
    contents = contents_paragraphs(body)
    inside: dict[Element, Paragraph] = {}
    beside: list[Paragraph] = []
    for element in paragraphs_of(body):
        if element in contents or not (text := paragraph_text(element)).strip():
            continue
        if nearest(element, W + "txbxContent") is None:
            inside[element] = _paragraph(element, text, place_of(element, view))
        else:
            beside.append(_paragraph(element, text, "en textruta"))
    for name, root in source.trees.items():
        if name != source.main:
            beside += _running(root, view)
    return Document(source, inside, tuple(beside))


def _numbered(docx: bytes, shown_as: str) -> bytes:
    try:
        package = open_unchecked(docx, shown_as)
    except ProblemsError:
        return docx  # is refused again, in the words of a comparison
    root = parse(package.members[package.main])
    for number, element in enumerate(root.iter(W + "p")):
        element.set(_STORED, str(number))
    return write_package({**package.members, package.main: to_bytes(root)})


def _paragraph(element: Element, text: str, place: str) -> Paragraph:
    number = element.get(_STORED)
    return Paragraph(text, place, int(number) if number else None, element)


def _running(root: Element, view: View) -> Iterator[Paragraph]:
    label = _LABELS.get(str(root.tag), "")
    with_fields = root.tag not in (W + "hdr", W + "ftr")
    for element in paragraphs_of(root) if label else ():
        if text := paragraph_text(element, with_fields=with_fields).strip():
            yield Paragraph(text, label, None, element)


def match(old: Document, new: Document) -> Matching:
    """Which paragraph of the newer document is which of the older."""
    vocabulary = Vocabulary()
    planner = Planner(Side(old.source.book, vocabulary), Side(new.source.book, vocabulary))
    found = dict(_counterparts(planner.text(old.source.body, new.source.body), planner))
    pairs = {old.body[one]: new.body[other] for one, other in found.items() if one in old.body and other in new.body}
    aside = dict(_beside(old.beside, new.beside, vocabulary))
    taken = {*pairs.values(), *aside.values()}
    known = {one.plain for one in (*old.beside, *aside.values())}
    come = [one for one in new.paragraphs if one not in taken]
    follows: dict[Paragraph, Paragraph] = {}
    last: Paragraph | None = None
    for one in new.body.values():
        if last is not None and one not in taken:
            follows[one] = last
        last = one
    return Matching(
        {one: (pairs | aside)[one] for one in old.paragraphs if one in pairs or one in aside},
        tuple(one for one in old.paragraphs if one not in pairs and one not in aside and _is_told(one, new)),
        # Other programs store the same header once more for pages of another kind.
        tuple(one for one in come if one not in new.beside or one.plain not in known),
        follows,
    )


def _is_told(gone: Paragraph, new: Document) -> bool:
    return gone.stored is not None or all(one.plain != gone.plain for one in new.beside)


def _counterparts(plan: Plan, planner: Planner) -> Iterator[tuple[Element, Element]]:
    """Old and new paragraphs of a holder; what comes in the place of what goes is its counterpart."""
    going: list[Block] = []
    coming: list[Block] = []
    for step in plan.steps:
        if step.old is not None and step.new is not None:
            yield from _exchanged(going, coming)
            going, coming = [], []
            if step.new.is_paragraph:
                yield step.old.element, step.new.element
            elif step.new.kind == TABLE:
                for row in plan.tables[step.new.element].rows:
                    for _, _, cell in row.cells:
                        yield from _counterparts(cell, planner)
            elif step.new.element in plan.controls:
                yield from _counterparts(plan.controls[step.new.element], planner)
        elif step.partner is not None:
            if step.old is not None:
                yield step.old.element, step.partner.element
        elif step.old is not None:
            going.append(step.old)
        elif step.new is not None:
            coming.append(step.new)
    yield from _exchanged(going, coming)


def _exchanged(going: Sequence[Block], coming: Sequence[Block]) -> Iterator[tuple[Element, Element]]:
    left, right = ([one for one in side if one.text.text] for side in (going, coming))
    if len(left) == len(right) and all(one.is_paragraph for one in (*left, *right)):
        yield from ((one.element, other.element) for one, other in zip(left, right, strict=True))


def _beside(
    old: Sequence[Paragraph], new: Sequence[Paragraph], vocabulary: Vocabulary
) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Counterparts among what stands outside the running text: the same first, then the likest."""
    left, right = list(old), list(new)
    for least in (1.0, _LIKE):
        for one in [*left]:
            alike = [
                (likeness(vocabulary.text(one.plain), vocabulary.text(other.plain)), -n)
                for n, other in enumerate(right)
                if other.place == one.place
            ]
            best = max(alike, default=(0.0, 0))
            if best[0] >= least:
                left.remove(one)
                yield one, right.pop(-best[1])
