"""A file with tracked changes, read; and all its changes as a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.redline.both_views import View, new_view, old_view
from contracts.redline.changes import Change, ChangeReader
from contracts.redline.revisions import GOING, INSERTED, MOVED_HERE
from contracts.redline.standing import runs_of, stretches
from contracts.word.numbering import Numbering, read_numbering
from contracts.word.ooxml import Element, W, parse
from contracts.word.package import open_unchecked
from contracts.word.relationships import (
    ENDNOTES,
    FOOTER,
    FOOTNOTES,
    HEADER,
    NUMBERING,
    STYLES,
    read_relationships,
    relationships_of,
    target_name,
)
from contracts.word.styles import StyleBook, read_styles

_RUNNING: Final = {HEADER: "sidhuvudet", FOOTER: "sidfoten"}
_NOTES: Final = {FOOTNOTES: ("footnote", "fotnot"), ENDNOTES: ("endnote", "slutnot")}


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """A file with tracked changes. Its trees are its own: whoever prints it changes them."""

    members: Mapping[str, bytes]
    main: str
    trees: Mapping[str, Element]  #: body, headers, footers and notes, by member
    by_type: Mapping[str, tuple[str, ...]]  #: members of each kind of relationship from the body
    book: StyleBook
    numbering: Numbering
    old: View
    new: View

    @property
    def body(self) -> Element:
        """The w:body."""
        body = self.trees[self.main].find(W + "body")
        assert body is not None  # the package was refused without
        return body

    def member(self, kind: str) -> str:
        """The member that the body has for a kind of relationship; "" when it has none."""
        return next(iter(self.by_type.get(kind, ())), "")

    @property
    def lists(self) -> bytes | None:
        """The numbering part; None when there is none."""
        return self.members.get(self.member(NUMBERING))

    def changes(self) -> tuple[Change, ...]:
        """All changes: of the body, then of notes, then of headers and footers."""
        found = list(ChangeReader(self.old, self.new, self.book).read(self.body, 1))
        for label, root in (*self._notes(), *self._running()):
            reader = ChangeReader(self.old, self.new, self.book, label)
            found += list(reader.read(root, len(found) + 1))
        return tuple(found)

    def going_notes(self) -> dict[tuple[str, str], str]:
        """What each note that goes says, with its old number, by its mark's tag and identifier."""
        found: dict[tuple[str, str], str] = {}
        for kind, (name, swedish) in _NOTES.items():
            notes = self._by_number(kind)
            for key, number in self._old_numbers(name).items():
                said = " ".join(
                    text for one in (notes[key[1]].iter(W + "p") if key[1] in notes else ()) if (text := _plain(one))
                )
                found[key] = f" [{swedish} {number}: {said}]"
        return found

    def _by_number(self, kind: str) -> dict[str, Element]:
        name, member = _NOTES[kind][0], self.member(kind)
        return {} if not member else {one.get(W + "id") or "": one for one in self.trees[member].iter(W + name)}

    def _old_numbers(self, name: str) -> dict[tuple[str, str], str]:
        """The old number of each note of a kind whose mark goes, by the mark's tag and identifier."""
        found: dict[tuple[str, str], str] = {}
        number = 0
        for status, mark in self._marks(name):
            number += status not in (INSERTED, MOVED_HERE)
            if status in GOING:
                found[str(mark.tag), mark.get(W + "id") or ""] = str(number)
        return found

    def _marks(self, name: str) -> Iterator[tuple[str, Element]]:
        for paragraph in self.body.iter(W + "p"):
            for run, status in runs_of(paragraph):
                for mark in run.findall(f"{W}{name}Reference"):
                    yield status, mark

    def _notes(self) -> Iterator[tuple[str, Element]]:
        for kind, (name, swedish) in _NOTES.items():
            notes, going = self._by_number(kind), self._old_numbers(name)
            number = 0
            for status, mark in self._marks(name):
                number += status not in GOING
                old = going.get((str(mark.tag), mark.get(W + "id") or ""))
                note = notes.get(mark.get(W + "id") or "")
                if note is not None:
                    yield f"{swedish} {number if old is None else f'{old} (den äldre)'}", note

    def _running(self) -> Iterator[tuple[str, Element]]:
        for kind, label in _RUNNING.items():
            for member in self.by_type.get(kind, ()):
                yield label, self.trees[member]


def read_tracked(docx: bytes, shown_as: str) -> Tracked:
    """A file with tracked changes.

    Args:
        docx: the file.
        shown_as: how messages name it.

    Raises:
        TemplateError: it is no sound Word file.
    """
    package = open_unchecked(docx, shown_as)
    by_type: dict[str, tuple[str, ...]] = {}
    for one in read_relationships(package.members.get(relationships_of(package.main))):
        target = target_name(package.main, one.target)
        if not one.external and target in package.members:
            by_type[one.type] = (*by_type.get(one.type, ()), target)
    stories = [name for kind in (HEADER, FOOTER, FOOTNOTES, ENDNOTES) for name in by_type.get(kind, ())]
    trees = {name: parse(package.members[name]) for name in dict.fromkeys((package.main, *stories))}
    book = read_styles(package.members.get(next(iter(by_type.get(STYLES, ())), "")))
    numbering = read_numbering(package.members.get(next(iter(by_type.get(NUMBERING, ())), "")), book)
    body = trees[package.main].find(W + "body")
    assert body is not None  # the package was refused without
    views = old_view(body, numbering, book), new_view(body, numbering, book)
    return Tracked(package.members, package.main, trees, by_type, book, numbering, *views)


def _plain(paragraph: Element) -> str:
    return " ".join("".join(one.text for one in stretches(paragraph)).split())
