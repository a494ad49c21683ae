"""Footnotes and endnotes of both files in one part, each with what has changed in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from contracts.redline.source import Source
from contracts.word.ooxml import Element, W
from contracts.word.text import paragraph_text

#: Kinds of notes, and the members that hold them.
KINDS: Final = ("footnote", "endnote")


@dataclass(slots=True)
class NoteUses:
    """Which notes stay, come and go, as the text turns out."""

    taken: dict[str, int]  #: the highest identifier in use, by kind
    staying: dict[tuple[str, str], str] = field(default_factory=dict)  #: kind and new identifier -> old identifier
    coming: set[tuple[str, str]] = field(default_factory=set)  #: kind and new identifier
    going: list[tuple[str, str, str]] = field(default_factory=list)  #: kind, old identifier, identifier from now on

    def settle(self, old: Element | None, new: Element | None) -> None:
        """Take a note's mark into account; that of one that goes gets its new identifier."""
        mark = new if new is not None else old
        assert mark is not None
        kind = str(mark.tag).removeprefix(W).removesuffix("Reference")
        before, now = (one.get(W + "id") or "" if one is not None else "" for one in (old, new))
        if old is not None and new is not None:
            self.staying[kind, now] = before
        elif new is not None:
            self.coming.add((kind, now))
        else:
            self.taken[kind] += 1
            self.going.append((kind, before, str(self.taken[kind])))
            mark.set(W + "id", str(self.taken[kind]))


def note_uses(new: Source) -> NoteUses:
    """Nothing known yet of the notes of a new file."""
    return NoteUses({kind: _highest(new, kind) for kind in KINDS})


def _highest(source: Source, kind: str) -> int:
    part = part_of(source, kind)
    identifiers = [one.get(W + "id") or "" for one in source.trees[part]] if part else []
    return max([0, *(int(one) for one in identifiers if one.isdigit())])


def notes_of(source: Source, kind: str) -> Mapping[str, Element]:
    """The notes of a kind by identifier, without the lines that separate them from the text."""
    member = part_of(source, kind)
    if not member:
        return {}
    return {
        one.get(W + "id") or "": one
        for one in source.trees[member].iterchildren(W + kind)
        if one.get(W + "type") in (None, "normal")
    }


def same_notes(one: Source, other: Source) -> dict[tuple[str, str], str]:
    """What the notes of a file say, by their mark's tag and identifier, where one of the other file says the same."""
    found: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        texts = {_text(note) for note in notes_of(other, kind).values()}
        for identifier, note in notes_of(one, kind).items():
            if (text := _text(note)) in texts:
                found[f"{W}{kind}Reference", identifier] = text
    return found


def _text(note: Element) -> str:
    return "\n".join(map(paragraph_text, note.iter(W + "p")))


def part_of(source: Source, kind: str) -> str:
    """The member with the notes of a kind; "" when there is none."""
    return source.footnotes if kind == "footnote" else source.endnotes


def put_in_order(notes: Element, kind: str, text: Element) -> None:
    """Number the notes as the text refers to them, and let them stand in that order.

    LibreOffice takes them one after the other, whatever their numbers say.
    """
    order: dict[str, str] = {}
    lines = [one for one in notes if one.get(W + "type") not in (None, "normal")]
    first = max([0, *(int(number) for one in lines if (number := one.get(W + "id") or "").isdecimal())]) + 1
    for mark in text.iter(f"{W}{kind}Reference"):
        before = mark.get(W + "id") or ""
        mark.set(W + "id", order.setdefault(before, str(first + len(order))))
    by_number = {
        order[one.get(W + "id") or ""]: one for one in notes if one.get(W + "id") in order and one not in lines
    }
    for note in [one for one in notes if one not in lines]:
        notes.remove(note)
    for number in order.values():
        if number in by_number:
            by_number[number].set(W + "id", number)
            notes.append(by_number[number])
