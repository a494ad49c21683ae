"""Looks at a finished Word file's structure: would Word open it, and does everything in it point at something?

Word refuses, or silently repairs, a file whose tables, ids, lists or relationships do not fit together; LibreOffice
prints such a file without a word, and "Error: Reference source not found" for a dead reference. So each document is
looked at before anything else is made of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from lxml import etree

from contracts.errors import Place, Problem, TemplateError
from contracts.word.fields import fields_in
from contracts.word.fonts import Theme, read_theme
from contracts.word.numbering import Numbering, read_numbering
from contracts.word.ooxml import MARK_URI, MC, PARAGRAPH_HOMES, R_URI, W14, WP, Element, W, nearest, parse, value
from contracts.word.package import open_package
from contracts.word.places import part_label
from contracts.word.relationships import (
    CONTENT_TYPES,
    ENDNOTES,
    FOOTER,
    FOOTNOTES,
    HEADER,
    NUMBERING,
    STYLES,
    THEME,
    ContentTypes,
    Relationship,
    read_content_types,
    read_relationships,
    relationships_of,
    target_name,
)
from contracts.word.styles import StyleBook, read_styles

STORY_TYPES: Final = frozenset({HEADER, FOOTER, FOOTNOTES, ENDNOTES})
_CONTAINERS: Final = PARAGRAPH_HOMES | {W + "body", W + "sdtContent", W + "comment"}
_PARENTS: Final[Mapping[str, frozenset[str]]] = {
    W + "p": _CONTAINERS,
    W + "tbl": _CONTAINERS,
    W + "tr": frozenset({W + "tbl", W + "sdtContent"}),
    W + "tc": frozenset({W + "tr", W + "sdtContent"}),
    W + "t": frozenset({W + "r"}),
    W + "r": frozenset(
        W + name for name in ("p", "hyperlink", "fldSimple", "rt", "rubyBase", "sdtContent", "bdo", "dir", "smartTag")
    ),
}
_WHERE: Final = "se efter på det stället i mallen"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file, read."""

    main: str
    stories: Mapping[str, Element]  #: body, headers, footers and notes, by member
    relationships: Mapping[str, tuple[Relationship, ...]]  #: of each story
    members: frozenset[str]
    types: ContentTypes
    book: StyleBook
    numbering: Numbering
    theme: Theme


@dataclass(frozen=True, slots=True)
class _Fault:
    part: str
    text: str
    rule: str = "document-structure"
    remedy: str = _WHERE


def check_structure(docx: bytes, shown_as: str = "dokumentet") -> tuple[Problem, ...]:
    """All that is wrong with the structure of a Word file; nothing when Word can open it."""
    try:
        return check_finished(read_finished(docx, shown_as), shown_as)
    except TemplateError as error:
        return tuple(error.problems)


def read_finished(docx: bytes, shown_as: str) -> Finished:
    """A Word file's parts, read.

    Raises:
        TemplateError: it is no sound Word file.
    """
    package = open_package(docx, shown_as)
    related = read_relationships(package.members.get(relationships_of(package.main)))
    by_type = {one.type: target_name(package.main, one.target) for one in related if not one.external}
    names = [package.main] + [target_name(package.main, one.target) for one in related if one.type in STORY_TYPES]
    book = read_styles(package.members.get(by_type.get(STYLES, "")))
    return Finished(
        package.main,
        {name: parse(package.members[name]) for name in names},
        {name: read_relationships(package.members.get(relationships_of(name))) for name in names},
        frozenset(package.members),
        read_content_types(package.members[CONTENT_TYPES]),
        book,
        read_numbering(package.members.get(by_type.get(NUMBERING, "")), book),
        read_theme(package.members.get(by_type.get(THEME, ""))),
    )


def check_finished(finished: Finished, shown_as: str) -> tuple[Problem, ...]:
    """The same for a file that has been read already."""
    labels = part_labels(finished.stories)
    return tuple(
        Problem(fault.rule, fault.text, Place(shown_as, part=labels.get(fault.part, fault.part)), fault.remedy)
        for rule in _RULES
        for fault in rule(finished)
    )


def part_labels(names: Mapping[str, object]) -> dict[str, str]:
    """The Swedish name of each part; headers and footers are numbered in the order of their names."""
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name in sorted(names, key=lambda one: (len(one), one)):
        stem = re.sub(r"\d*\.xml$", "", name)
        counts[stem] += 1
        labels[name] = part_label(name, counts[stem])
    return labels


def _nesting(finished: Finished) -> Iterator[_Fault]:
    for name, root in finished.stories.items():
        for element in root.iter(*_PARENTS):
            parent = element.getparent()
            if parent is not None and parent.tag not in _PARENTS[str(element.tag)]:
                inner, outer = (str(tag).rpartition("}")[2] for tag in (element.tag, parent.tag))
                yield _Fault(name, f"ett element ({inner}) står där det inte får stå (i {outer})")
            if element.tag == W + "t" and len(element):
                yield _Fault(name, "en text innehåller något annat än text")


def _own_marks(finished: Finished) -> Iterator[_Fault]:
    for name, root in finished.stories.items():
        if MARK_URI not in etree.tostring(root, encoding="unicode"):
            continue
        for element in root.iter():
            if MARK_URI in str(element.tag) or any(MARK_URI in str(key) for key in element.attrib):
                yield _Fault(name, "ett av programmets egna märken har blivit kvar")
                break


def _tables(finished: Finished) -> Iterator[_Fault]:
    for name, root in finished.stories.items():
        for table in root.iter(W + "tbl"):
            if next(table.iter(W + "tr"), None) is None:
                yield _Fault(name, "en tabell saknar rader")
        for row in root.iter(W + "tr"):
            if next(row.iter(W + "tc"), None) is None:
                yield _Fault(name, "en tabellrad saknar celler")
        for home in root.iter(*PARAGRAPH_HOMES):
            blocks = [child for child in home if child.tag in (W + "p", W + "tbl", W + "sdt")]
            if not blocks or (home.tag == W + "tc" and blocks[-1].tag == W + "tbl"):
                yield _Fault(name, "en cell, fotnot, textruta, sidhuvud eller sidfot slutar inte med ett stycke")


def _lists(finished: Finished) -> Iterator[_Fault]:
    for name, root in finished.stories.items():
        for element in root.iter(W + "numId"):
            number = value(element)
            use = finished.numbering.uses.get(number)
            if number != "0" and (use is None or use.definition not in finished.numbering.definitions):
                yield _Fault(name, f"ett stycke hör till en lista ({number}) som inte finns")


def _styles(finished: Finished) -> Iterator[_Fault]:
    for name, root in finished.stories.items():
        for element in root.iter(W + "pStyle", W + "rStyle", W + "tblStyle"):
            if value(element) not in finished.book.by_id:
                yield _Fault(name, f"formatmallen ”{value(element)}” används men finns inte")


def _unique_ids(finished: Finished) -> Iterator[_Fault]:
    seen: Counter[tuple[str, str]] = Counter()
    for name, root in finished.stories.items():
        for element in root.iter(WP + "docPr", W + "bookmarkStart", W + "p", W + "tr"):
            kinds = {WP + "docPr": "id", W + "bookmarkStart": W + "id"}
            found = element.get(kinds.get(str(element.tag), W14 + "paraId"))
            key = (str(element.tag) if element.tag in kinds else "paraId", found or "")
            if found is None or (key[0] != "paraId" and nearest(element, MC + "Fallback") is not None):
                continue
            seen[key] += 1
            if seen[key] == 2:
                yield _Fault(name, f"två saker har samma nummer ({found})")


def _bookmarks(finished: Finished) -> Iterator[_Fault]:
    names: Counter[str] = Counter()
    for name, root in finished.stories.items():
        starts = [one.get(W + "id") for one in root.iter(W + "bookmarkStart")]
        ends = [one.get(W + "id") for one in root.iter(W + "bookmarkEnd")]
        if sorted(map(str, starts)) != sorted(map(str, ends)):
            yield _Fault(name, "ett bokmärke börjar utan att sluta, eller tvärtom")
        names.update(one.get(W + "name") or "" for one in root.iter(W + "bookmarkStart"))
    for bookmark, count in names.items():
        if count > 1:
            yield _Fault(finished.main, f"bokmärket ”{bookmark}” finns två gånger")


def _notes(finished: Finished) -> Iterator[_Fault]:
    for kind in ("footnote", "endnote"):
        notes = [
            one.get(W + "id") or ""
            for root in finished.stories.values()
            for one in root.iter(W + kind)
            if one.get(W + "type") in (None, "normal")
        ]
        body = finished.stories[finished.main]
        references = [one.get(W + "id") or "" for one in body.iter(W + kind + "Reference")]
        if sorted(notes) != sorted(references) or len(set(references)) != len(references):
            yield _Fault(finished.main, "noterna och hänvisningarna till dem stämmer inte överens")


def _relationships(finished: Finished) -> Iterator[_Fault]:
    for name, root in finished.stories.items():
        known = {one.id: one for one in finished.relationships[name]}
        if len(known) != len(finished.relationships[name]):
            yield _Fault(name, "två hänvisningar till andra delar har samma namn")
        for target in map(str, cast(list[str], _RELATED(root))):
            if target and target not in known:
                yield _Fault(name, f"en bild eller länk ({target}) pekar på något som inte finns i filen")
        for one in known.values():
            if not one.external and not one.target.startswith("#"):
                member = target_name(name, one.target)
                if member not in finished.members:
                    yield _Fault(name, f"delen ”{member}” saknas i filen")
                elif not finished.types.of(member):
                    yield _Fault(name, f"delen ”{member}” har ingen angiven typ")


def _references(finished: Finished) -> Iterator[_Fault]:
    names = {one.get(W + "name") for root in finished.stories.values() for one in root.iter(W + "bookmarkStart")} | {
        "_top"
    }
    for part, root in finished.stories.items():
        fields, whole = fields_in(root)
        if not whole:
            yield _Fault(part, "ett fält börjar utan att sluta, eller tvärtom")
        targets = [one.get(W + "anchor") for one in root.iter(W + "hyperlink")]
        targets += [
            one.code.split()[1]
            for one in fields
            if one.name in ("REF", "PAGEREF", "NOTEREF") and " " in one.code.strip()
        ]
        for target in targets:
            if target and target not in names:
                text = f"en hänvisning pekar på bokmärket ”{target}”, som inte finns i dokumentet"
                remedy = "ta bort hänvisningen, eller låt samma villkor gälla för den som för det den pekar på"
                yield _Fault(part, text, "dead-reference", remedy)


#: Every attribute that names a relationship.
_RELATED: Final = etree.XPath(f"//@*[namespace-uri() = '{R_URI}']")
_RULES: Final[tuple[Callable[[Finished], Iterator[_Fault]], ...]] = (
    _nesting,
    _own_marks,
    _tables,
    _lists,
    _styles,
    _unique_ids,
    _bookmarks,
    _notes,
    _relationships,
    _references,
)
