"""Marks the words of a Word file that are otherwise in another rendering of it, such as one with other facts.

A mark is a character style (mark_styles.py), so that it can be taken away in one move. The text stays what it was,
letter for letter. Contents lists and page numbers are left alone.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence

from contracts.word.aligning import Span, differing
from contracts.word.fields import contents_paragraphs
from contracts.word.headings import paragraphs_of
from contracts.word.mark_styles import Colours, MarkStyle, wear, with_mark_styles
from contracts.word.ooxml import Element, W, make, to_bytes
from contracts.word.package import open_package
from contracts.word.packing import write_package
from contracts.word.relationships import STYLES, read_relationships, relationships_of, target_name
from contracts.word.structure import read_finished
from contracts.word.text import paragraph_pieces


def mark_differences(docx: bytes, others: Sequence[bytes]) -> bytes:
    """The same Word file with a mark on every word that any of the others says otherwise.

    Args:
        docx: a rendered file, with styles.
        others: other renderings of the same template.

    Raises:
        TemplateError: one of them is no sound Word file.
    """
    package = open_package(docx, "dokumentet")
    related = read_relationships(package.members.get(relationships_of(package.main)))
    styles = next(target_name(package.main, one.target) for one in related if one.type == STYLES)
    colours = Colours.read(package.members[styles])
    compared = [read_finished(other, "dokumentet").stories for other in others]
    used: set[MarkStyle] = set()
    members = dict(package.members)
    for name, root in read_finished(docx, "dokumentet").stories.items():
        paragraphs = _paragraphs(root)
        found = _spans(paragraphs, [stories.get(name) for stories in compared])
        marked = {style for one, spans in zip(paragraphs, found, strict=True) for style in _mark(one, spans, colours)}
        if marked:
            members[name] = to_bytes(root)
            used |= marked
    if not used:
        return docx
    return write_package({**members, styles: with_mark_styles(members[styles], used)})


def _spans(paragraphs: Sequence[Element], others: Iterable[Element | None]) -> list[list[Span]]:
    """The spans of each paragraph that are otherwise in any of the other versions of its part."""
    texts = [_text(paragraph) for paragraph in paragraphs]
    spans: list[list[Span]] = [[] for _ in texts]
    for other in others:
        there = [] if other is None else [_text(paragraph) for paragraph in _paragraphs(other)]
        for own, found in zip(spans, differing(texts, there), strict=True):
            own.extend(found)
    return spans


def _paragraphs(root: Element) -> list[Element]:
    left_out = contents_paragraphs(root)
    return [one for one in paragraphs_of(root) if one not in left_out]


def _text(paragraph: Element) -> str:
    return "".join(letters for _, letters in paragraph_pieces(paragraph))


def _mark(paragraph: Element, spans: Iterable[Span], colours: Colours) -> Iterator[MarkStyle]:
    """Marks the spans of a paragraph's text; gives the styles that it used."""
    letters = {at for start, end in spans for at in range(start, end)}
    if not letters:
        return
    at = 0
    pieces: dict[Element, list[bool]] = {}  #: for each element with text, which of its letters are marked
    for element, text in paragraph_pieces(paragraph):
        pieces[element] = [number in letters for number in range(at, at + len(text))]
        at += len(text)
    runs = (element.getparent() for element, marked in pieces.items() if any(marked))
    for run in dict.fromkeys(run for run in runs if run is not None):
        style = colours.mark_style(run)
        _split(run, pieces, style)
        yield style


def _split(run: Element, pieces: Mapping[Element, Sequence[bool]], style: MarkStyle) -> None:
    """Parts a run into runs that are marked and runs that are not, with the same properties."""
    parts: list[tuple[bool, list[Element]]] = []
    properties = run.find(W + "rPr")
    for child in [child for child in run if child is not properties]:
        for marked, piece in _cut(child, pieces.get(child, ())):
            if parts and parts[-1][0] == marked:
                parts[-1][1].append(piece)
            else:
                parts.append((marked, [piece]))
    for marked, children in parts:
        new = make("r", *([copy.deepcopy(properties)] if properties is not None else []), *children)
        new.attrib.update(run.attrib)
        if marked:
            wear(new, style)
        run.addprevious(new)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _cut(child: Element, marked: Sequence[bool]) -> Iterator[tuple[bool, Element]]:
    """A run's child in parts that are marked and parts that are not."""
    if child.tag != W + "t" or len(set(marked)) < 2:
        yield any(marked), child
        return
    text, start = child.text or "", 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marked[at] != marked[start]:
            yield marked[start], make("t", text=text[start:at])
            start = at
