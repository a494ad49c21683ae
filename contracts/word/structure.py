"""Looks at a finished Word file's structure: would Word open it, and does everything in it point at something?

Word refuses, or silently repairs, a file whose tables, ids, lists or relationships do not fit together; LibreOffice
prints such a file without a word, and "Error: Reference source not found" for a dead reference. So each document is
looked at before anything else is made of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.errors import Place, Problem, TemplateError
from contracts.word.fields import fields_in
from contracts.word.fonts import Theme, read_theme
from contracts.word.numbering import Numbering, read_numbering
from contracts.word.ooxml import MARK, MC, PARAGRAPH_HOMES, WP, Element, W, nearest, parse, selecting_texts, value
from contracts.word.package import open_package
from contracts.word.places import labels_of
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
    labels = labels_of(tuple(finished.stories))
    looked = _Looked(finished, tuple(_Story(name, root, _by_tag(root)) for name, root in finished.stories.items()))
    return tuple(
        Problem(fault.rule, fault.text, Place(shown_as, part=labels.get(fault.part, fault.part)), fault.remedy)
        for rule in _RULES
        for fault in rule(looked)
    )


@dataclass(frozen=True, slots=True)
class _Story:
    """One story, with its elements by tag: the rules ask for them many times, and lxml would look each time."""

    name: str
    root: Element
    by_tag: Mapping[str, Sequence[Element]]

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements with these tags: of one tag in document order, one tag after the other."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the rules look at."""

    file: Finished
    stories: tuple[_Story, ...]

    @property
    def body(self) -> _Story:
        """The story with the text itself."""
        return next(story for story in self.stories if story.name == self.file.main)


def _by_tag(root: Element) -> dict[str, list[Element]]:
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for element in root.iter():
        found[element.tag].append(element)  # nothing but elements is left when a part is read
    return found


def _nesting(looked: _Looked) -> Iterator[_Fault]:
    for story in looked.stories:
        for tag, allowed in _PARENTS.items():
            for element in story.all(tag):
                parent = element.getparent()
                if parent is not None and parent.tag not in allowed:
                    inner, outer = (str(one).rpartition("}")[2] for one in (tag, parent.tag))
                    yield _Fault(story.name, f"ett element ({inner}) står där det inte får stå (i {outer})")
        for text in story.all(W + "t"):
            if len(text):
                yield _Fault(story.name, "en text innehåller något annat än text")


def _own_marks(looked: _Looked) -> Iterator[_Fault]:
    for story in looked.stories:
        if any(tag.startswith(MARK) for tag in story.by_tag) or _MARKING(story.root):
            yield _Fault(story.name, "ett av programmets egna märken har blivit kvar")


def _tables(looked: _Looked) -> Iterator[_Fault]:
    for story in looked.stories:
        for table in story.all(W + "tbl"):
            if next(table.iter(W + "tr"), None) is None:
                yield _Fault(story.name, "en tabell saknar rader")
        for row in story.all(W + "tr"):
            if next(row.iter(W + "tc"), None) is None:
                yield _Fault(story.name, "en tabellrad saknar celler")
        for home in story.all(*PARAGRAPH_HOMES):
            if len(home) and home[-1].tag == _PARAGRAPH:
                continue  # as nearly all do
            blocks = [child for child in home if child.tag in _BLOCKS]
            if not blocks or (home.tag == W + "tc" and blocks[-1].tag == W + "tbl"):
                yield _Fault(story.name, "en cell, fotnot, textruta, sidhuvud eller sidfot slutar inte med ett stycke")


def _lists(looked: _Looked) -> Iterator[_Fault]:
    numbering = looked.file.numbering
    for story in looked.stories:
        for element in story.all(W + "numId"):
            number = value(element)
            use = numbering.uses.get(number)
            if number != "0" and (use is None or use.definition not in numbering.definitions):
                yield _Fault(story.name, f"ett stycke hör till en lista ({number}) som inte finns")


def _styles(looked: _Looked) -> Iterator[_Fault]:
    known = looked.file.book.by_id
    for story in looked.stories:
        for element in story.all(W + "pStyle", W + "rStyle", W + "tblStyle"):
            style = element.get(_VALUE) or ""
            if style not in known:
                yield _Fault(story.name, f"formatmallen ”{style}” används men finns inte")


def _unique_ids(looked: _Looked) -> Iterator[_Fault]:
    seen: Counter[tuple[str, str]] = Counter()
    for story in looked.stories:
        pictures, bookmarks = ([*story.all(tag)] for tag in (WP + "docPr", W + "bookmarkStart"))
        if MC + "Fallback" in story.by_tag:
            pictures, bookmarks = (
                [one for one in found if nearest(one, MC + "Fallback") is None] for found in (pictures, bookmarks)
            )
        numbered = [("picture", one.get("id")) for one in pictures]
        numbered += [("bookmark", one.get(W + "id")) for one in bookmarks]
        if _ANY_PARAGRAPH_ID(story.root):
            numbered += [("paraId", one) for path in _PARAGRAPH_IDS for one in path(story.root)]
        for kind, found in numbered:
            if found is not None:
                seen[kind, found] += 1
                if seen[kind, found] == 2:
                    yield _Fault(story.name, f"två saker har samma nummer ({found})")


def _bookmarks(looked: _Looked) -> Iterator[_Fault]:
    names: Counter[str] = Counter()
    for story in looked.stories:
        starts = [one.get(W + "id") for one in story.all(W + "bookmarkStart")]
        ends = [one.get(W + "id") for one in story.all(W + "bookmarkEnd")]
        if sorted(map(str, starts)) != sorted(map(str, ends)):
            yield _Fault(story.name, "ett bokmärke börjar utan att sluta, eller tvärtom")
        names.update(one.get(W + "name") or "" for one in story.all(W + "bookmarkStart"))
    for bookmark, count in names.items():
        if count > 1:
            yield _Fault(looked.file.main, f"bokmärket ”{bookmark}” finns två gånger")


def _notes(looked: _Looked) -> Iterator[_Fault]:
    for kind in ("footnote", "endnote"):
        notes = [
            one.get(W + "id") or ""
            for story in looked.stories
            for one in story.all(W + kind)
            if one.get(W + "type") in (None, "normal")
        ]
        references = [one.get(W + "id") or "" for one in looked.body.all(W + kind + "Reference")]
        if sorted(notes) != sorted(references) or len(set(references)) != len(references):
            yield _Fault(looked.file.main, "noterna och hänvisningarna till dem stämmer inte överens")


def _relationships(looked: _Looked) -> Iterator[_Fault]:
    finished = looked.file
    for story in looked.stories:
        name = story.name
        known = {one.id: one for one in finished.relationships[name]}
        if len(known) != len(finished.relationships[name]):
            yield _Fault(name, "två hänvisningar till andra delar har samma namn")
        for target in _RELATED(story.root):
            if target and target not in known:
                yield _Fault(name, f"en bild eller länk ({target}) pekar på något som inte finns i filen")
        for one in known.values():
            if not one.external and not one.target.startswith("#"):
                member = target_name(name, one.target)
                if member not in finished.members:
                    yield _Fault(name, f"delen ”{member}” saknas i filen")
                elif not finished.types.of(member):
                    yield _Fault(name, f"delen ”{member}” har ingen angiven typ")


def _references(looked: _Looked) -> Iterator[_Fault]:
    names = {one.get(W + "name") for story in looked.stories for one in story.all(W + "bookmarkStart")} | {"_top"}
    for story in looked.stories:
        fields, whole = fields_in(story.root)
        if not whole:
            yield _Fault(story.name, "ett fält börjar utan att sluta, eller tvärtom")
        targets = [one.get(W + "anchor") for one in story.all(W + "hyperlink")]
        targets += [
            one.code.split()[1]
            for one in fields
            if one.name in ("REF", "PAGEREF", "NOTEREF") and " " in one.code.strip()
        ]
        for target in targets:
            if target and target not in names:
                text = f"en hänvisning pekar på bokmärket ”{target}”, som inte finns i dokumentet"
                remedy = "ta bort hänvisningen, eller låt samma villkor gälla för den som för det den pekar på"
                yield _Fault(story.name, text, "dead-reference", remedy)


_PARAGRAPH: Final = W + "p"
_VALUE: Final = W + "val"
_BLOCKS: Final = frozenset({W + "p", W + "tbl", W + "sdt"})
#: Every attribute that names a relationship.
_RELATED: Final = selecting_texts("descendant-or-self::*/@r:*")
#: Every attribute of our own.
_MARKING: Final = selecting_texts("descendant-or-self::*/@c:*")
_ANY_PARAGRAPH_ID: Final = selecting_texts("descendant-or-self::*/@w14:paraId")
_PARAGRAPH_IDS: Final = tuple(selecting_texts(f"descendant-or-self::w:{tag}/@w14:paraId") for tag in ("p", "tr"))
_RULES: Final[tuple[Callable[[_Looked], Iterator[_Fault]], ...]] = (
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
