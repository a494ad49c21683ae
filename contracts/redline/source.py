"""One of the two files that are compared, read and brought into the form in which it is compared."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.redline.cleaning import clean
from contracts.word.numbering import Numbering, read_numbering
from contracts.word.ooxml import Element, W, child_value, parse
from contracts.word.package import Package, open_unchecked
from contracts.word.places import part_label
from contracts.word.properties import CORE, StatedProperties, stated_properties
from contracts.word.relationships import (
    CONTENT_TYPES,
    ENDNOTES,
    FOOTER,
    FOOTNOTES,
    HEADER,
    NUMBERING,
    STYLES,
    ContentTypes,
    Relationship,
    read_content_types,
    read_relationships,
    relationships_of,
    target_name,
)
from contracts.word.styles import StyleBook, read_styles

#: More than this in one part, and a comparison would take minutes.
_MOST_ELEMENTS: Final = 1_000_000
_STORIES: Final = frozenset((HEADER, FOOTER, FOOTNOTES, ENDNOTES))
_CANNOT_TRACK: Final = {
    W + "altChunk": (
        "ett annat dokument som Word lägger in först när filen öppnas",
        "öppna filen i Word och spara den",
    ),
    W + "subDoc": ("ett underdokument", "infoga underdokumentets text i filen"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file to compare. Its trees are its own: the comparison changes them."""

    shown_as: str
    members: Mapping[str, bytes]
    main: str
    trees: Mapping[str, Element]  #: body, headers, footers and notes, by member
    relationships: Mapping[str, tuple[Relationship, ...]]  #: of each of those
    types: ContentTypes
    book: StyleBook
    numbering: Numbering
    styles: str  #: member, "" when there is none; so are the next three
    lists: str
    footnotes: str
    endnotes: str
    remarks: tuple[Problem, ...]
    about: StatedProperties
    text: str  #: all letters of the body, as they are compared

    @property
    def body(self) -> Element:
        """The w:body."""
        body = self.trees[self.main].find(W + "body")
        assert body is not None  # the package was refused without
        return body

    def related(self, part: str) -> dict[str, Relationship]:
        """What a part leads to, by identifier."""
        return {one.id: one for one in self.relationships.get(part, ())}

    def target(self, part: str, identifier: str) -> str:
        """The member that an identifier of a part leads to; "" when it leads outside or nowhere."""
        found = self.related(part).get(identifier)
        return "" if found is None or found.external else target_name(part, found.target)


def read_source(data: bytes, shown_as: str) -> Source:
    """A Word file to compare.

    Args:
        data: the file.
        shown_as: how messages name it.

    Raises:
        ProblemsError: it is no sound Word file, or holds something whose changes Word cannot track.
    """
    package = _opened(data, shown_as)
    related = {
        name: read_relationships(package.members.get(relationships_of(name)))
        for name in package.members
        if name.endswith(".xml")
    }
    by_type: dict[str, str] = {}
    stories = [package.main]
    for one in related[package.main]:
        target = target_name(package.main, one.target)
        if not one.external and target in package.members:
            by_type.setdefault(one.type, target)
            stories += [target] if one.type in _STORIES else []
    trees = {name: parse(package.members[name]) for name in dict.fromkeys(stories)}
    problems = [problem for name, tree in trees.items() for problem in _untrackable(tree, name, shown_as)]
    if problems:
        raise ProblemsError(problems)
    said = dict.fromkeys(remark for tree in trees.values() for remark in clean(tree))
    styles, lists = by_type.get(STYLES, ""), by_type.get(NUMBERING, "")
    book = read_styles(package.members.get(styles))
    return Source(
        shown_as,
        package.members,
        package.main,
        trees,
        {name: related.get(name, ()) for name in trees},
        read_content_types(package.members[CONTENT_TYPES]),
        book,
        read_numbering(package.members.get(lists), book),
        styles,
        lists,
        by_type.get(FOOTNOTES, ""),
        by_type.get(ENDNOTES, ""),
        tuple(remark(text, shown_as) for text in said),
        stated_properties(package.members.get(CORE)),
        "".join(one.text or "" for one in trees[package.main].iter(W + "t")),
    )


def _opened(data: bytes, shown_as: str) -> Package:
    try:
        return open_unchecked(data, shown_as)
    except ProblemsError as error:
        raise ProblemsError(
            replace(problem, rule=problem.rule.replace("template-", "redline-")) for problem in error.problems
        ) from error


def remark(text: str, shown_as: str, remedy: str = "") -> Problem:
    """Something that the reader of a comparison should know of a file."""
    return Problem("redline-remark", text, Place(shown_as), remedy, Severity.WARNING)


def _untrackable(tree: Element, name: str, shown_as: str) -> Iterator[Problem]:
    place = Place(shown_as, part=part_label(name, int((re.findall(r"\d+", name) or ["1"])[-1])))
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        text = f"filen är för stor för att jämföras: delen har mer än {_MOST_ELEMENTS} XML-element"
        yield Problem("redline-too-large", text, place, "dela upp dokumentet och jämför delarna var för sig")
    for tag, (what, remedy) in _CANNOT_TRACK.items():
        if next(tree.iter(tag), None) is not None:
            text = f"filen innehåller {what}, som inte kan jämföras"
            yield Problem("redline-untrackable", text, place, remedy)


def style_of(paragraph: Element, book: StyleBook) -> str:
    """The id of a paragraph's style."""
    return child_value(paragraph, "pPr/pStyle") or book.default("paragraph")
