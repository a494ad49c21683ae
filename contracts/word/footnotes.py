"""Footnotes: rendered where they are referred to, gathered and numbered afterwards.

A note stands in a part of its own, where a loop around its reference is not known and a reference left out by a
condition leaves a note behind. So the note's text is moved into its reference before compiling, and back after
rendering: then it takes part in loops and conditions like the text around it.

Source: ECMA-376 part 1, 17.11 (footnotes and endnotes).
"""

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from contracts.errors import Problem
from contracts.word.ooxml import MARK, W_URI, Element, W, make
from contracts.word.places import Paragraph

NOTE: Final = MARK + "note"
CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def move_notes_in(body: Element, notes: Element) -> tuple[str, ...]:
    """Move each footnote's text into its reference; what stays in `notes` are the separators.

    Returns:
        Ids that the body refers to but that no footnote has.
    """
    by_id = {note.get(W + "id") or "": note for note in notes if note.get(W + "type") in (None, "normal")}
    dead: list[str] = []
    for reference in list(body.iter(W + "footnoteReference")):
        note = by_id.get(reference.get(W + "id") or "")
        if note is None:
            dead.append(reference.get(W + "id") or "")
            continue
        inner = etree.SubElement(reference, NOTE)
        inner.extend(copy.deepcopy(child) for child in note)
    for note in by_id.values():
        notes.remove(note)
    return tuple(dead)


def dead_references(paragraphs: tuple[Paragraph, ...], dead: tuple[str, ...]) -> Iterator[Problem]:
    """A problem for each paragraph that refers to a footnote which is not in the file."""
    for paragraph in paragraphs:
        for reference in paragraph.element.iterfind(f"{W}r/{W}footnoteReference"):
            if reference.get(W + "id") in dead:
                text = "stycket hänvisar till en fotnot som inte finns i filen"
                yield Problem("template-footnote", text, paragraph.place, "ta bort fotnoten och infoga den på nytt")


def gather_notes(body: Element, separators: Element | None) -> Element | None:
    """The footnotes part for a rendered body: its notes in order, numbered from 1, and the separators.

    Args:
        body: the rendered body; its references get their new ids and lose the texts they carry.
        separators: the template's footnotes part without its notes, None when it has none.

    Returns:
        The part's root; None when there is neither a note nor a template's part.
    """
    references = [one for one in body.iter(W + "footnoteReference") if one.find(NOTE) is not None]
    if separators is None and not references:
        return None
    root = copy.deepcopy(separators) if separators is not None else _separators()
    taken = [int(note.get(W + "id") or 0) for note in root]
    first = max([0, *taken]) + 1
    for number, reference in enumerate(references, first):
        reference.set(W + "id", str(number))
        note = etree.SubElement(root, W + "footnote")
        note.set(W + "id", str(number))
        inner = reference.find(NOTE)
        assert inner is not None
        note.extend(list(inner))
        reference.remove(inner)
    return root


def _separators() -> Element:
    root = etree.Element(W + "footnotes", nsmap={"w": W_URI})
    for number, (kind, mark) in enumerate(
        (("separator", "separator"), ("continuationSeparator", "continuationSeparator")), start=-1
    ):
        spacing = make("pPr", make("spacing", after="0", line="240", lineRule="auto"))
        paragraph = make("p", spacing, make("r", make(mark)))
        root.append(make("footnote", paragraph, type=kind, id=str(number)))
    return root
