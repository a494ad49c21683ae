"""A compiled template, and the Word files it makes: settled, looked at, the same bytes for the same facts."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from contracts.errors import Problem, TemplateError
from contracts.sandbox.context_kinds import context_kinds
from contracts.sandbox.metering import RENDERING, Rendering
from contracts.word.closing_list import ClosingList
from contracts.word.collector import resting_collector
from contracts.word.contents_list import contents_lines, lines_of, with_contents_pages
from contracts.word.draft import DocumentDraft, PartDraft
from contracts.word.fonts import Theme
from contracts.word.footnotes import CONTENT_TYPE as NOTES_TYPE
from contracts.word.headings import Heading
from contracts.word.inventory import Inventory
from contracts.word.kept_parts import KeptPart, KeptParts, stands_alone
from contracts.word.keyed_headings import KeyedHeading
from contracts.word.mark_styles import MarkStyle, with_mark_styles
from contracts.word.numbering import Numbering, NumberingDraft
from contracts.word.ooxml import MARK, Element, parse, to_bytes
from contracts.word.packing import Packed, write_package
from contracts.word.part import CompiledPart
from contracts.word.properties import (
    CORE,
    CORE_TYPE,
    CUSTOM,
    CUSTOM_TYPE,
    DocumentStamp,
    core_properties,
    with_origin,
)
from contracts.word.reading import Reading, read_story
from contracts.word.references import FUNCTIONS
from contracts.word.relationships import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    CUSTOM_PROPERTIES,
    FOOTNOTES,
    ROOT_RELATIONSHIPS,
    Relationship,
    read_content_types,
    read_relationships,
    relationships_of,
    target_name,
    write_content_types,
    write_relationships,
)
from contracts.word.settle import settle
from contracts.word.signature_places import PICTURE, picture
from contracts.word.standing_pictures import described_pictures
from contracts.word.structure import Finished, check_finished
from contracts.word.styles import StyleBook, read_styles
from contracts.word.text import text_of_stories

__all__ = ["DocumentStamp", "Rendered", "Template", "contents_lines", "with_contents_pages"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished Word file, and what the proof of its PDF will look for."""

    docx: bytes
    paragraphs: tuple[str, ...]  #: body with tables and text boxes in reading order, then notes; no contents list
    running: tuple[str, ...]  #: headers and footers, without what their fields show
    running_later: tuple[str, ...]  #: those of them that a document of one page does not show
    signature_places: tuple[str, ...]  #: ids in reading order
    fonts: tuple[str, ...]  #: asked for by what is printed, in alphabetical order
    headings: tuple[Heading, ...]
    pictures: tuple[str, ...]  #: alternative texts of what is drawn in the text, in reading order
    contents: tuple[str, ...] = ()  #: the lines of contents lists, number and heading without page, in order


@dataclass(frozen=True, slots=True)
class _Filled:
    """A part with the facts in it."""

    xml: str
    root: Element
    kept: KeptPart | None  #: what it is already, when it came out as in the document before
    alone: bool  #: whether it is to be kept for the next document


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A Word template, compiled once and rendered any number of times."""

    shown_as: str  #: how messages name the file
    inventory: Inventory
    parts: tuple[CompiledPart, ...]  #: the body first
    property_parts: tuple[CompiledPart, ...]
    separators: bytes | None  #: the footnotes part without its notes
    book: StyleBook
    numbering: Numbering
    theme: Theme
    packed: dict[str, Packed] = field(default_factory=dict)  #: the members of the file that was made last
    kept: KeptParts = field(default_factory=KeptParts)

    def render(
        self,
        context: Mapping[str, object],
        stamp: DocumentStamp,
        closing: ClosingList | None = None,
        signed: Sequence[KeyedHeading] = (),
    ) -> Rendered:
        """The Word file for these facts.

        Args:
            context: the names that the template may use by themselves, and their values.
            stamp: what goes into the document's properties.
            closing: a list to add last in the document.
            signed: the headings of a signed wording, whose numbers are to be kept.

        Raises:
            TemplateError: with all problems that one run can find.
            ValueError: a name begins with an underscore, or is that of a function.
        """
        hidden = [name for name in context if name.startswith("_") or name in FUNCTIONS]
        if hidden:
            raise ValueError(
                f"the facts have the name {hidden[0]!r}: choose one without an underscore, and no function's"
            )
        with resting_collector():
            return self._made(context, stamp, closing, signed)

    def _made(
        self,
        context: Mapping[str, object],
        stamp: DocumentStamp,
        closing: ClosingList | None,
        signed: Sequence[KeyedHeading],
    ) -> Rendered:
        filled = self._filled(context)
        # lxml makes an object anew for every element that is met unless somebody holds it, and these are met often.
        held = [[*part.root.iter()] for part in filled.values() if part.kept is None]
        main = self.inventory.main
        notes = self.inventory.footnotes or posixpath.join(posixpath.dirname(main), "footnotes.xml")
        drafts = [
            PartDraft(name, filled[name].root, list(self._relationships(name)), filled[name].kept)
            for name in self.inventory.stories
        ]
        draft = DocumentDraft(drafts[0], drafts[1:], self.book, NumberingDraft(self.numbering))
        separators = parse(self.separators) if self.separators is not None else None
        settle(draft, separators, notes, list(self._relationships(notes)), closing, signed)
        self._refuse(self._settling_problems(draft))
        members = self._members(draft, notes, filled, stamp)
        if closing is not None:
            styles = self.inventory.styles
            members[styles] = with_mark_styles(members[styles], [MarkStyle()])
            draft.book = read_styles(members[styles])
        finished = self._finished(draft, members)
        self._refuse(check_finished(finished, self.shown_as))
        read = {part.name: part.kept.reading if part.kept else read_story(part.root) for part in draft.parts()}
        text = text_of_stories(finished, read)
        self._keep(filled, members, read)
        del held
        return Rendered(
            write_package(members, self.packed),
            text.paragraphs,
            text.running,
            text.running_later,
            tuple(draft.signature_places),
            text.fonts,
            text.headings,
            described_pictures(finished.stories[finished.main]),
            lines_of(finished.stories[finished.main]) if read[finished.main].contents else (),
        )

    def _relationships(self, part: str) -> tuple[Relationship, ...]:
        return self.inventory.relationships.get(part, ())

    def _refuse(self, problems: Iterable[Problem]) -> None:
        found = tuple(dict.fromkeys(problems))
        if found:
            raise TemplateError(found)

    def _misnamed(self, context: Mapping[str, object]) -> Iterator[tuple[str, int, Problem]]:
        kinds = context_kinds(context)
        for part in (*self.parts, *self.property_parts):
            for line, problem in part.misnamed(context, kinds):
                yield part.name, line, problem

    def _keep(
        self,
        filled: Mapping[str, _Filled],
        members: Mapping[str, bytes],
        read: Mapping[str, Reading],
    ) -> None:
        """Remember the stories that come out the same whenever they are rendered the same."""
        for name, reading in read.items():
            if name in filled and filled[name].alone:
                self.kept.parts[name] = KeptPart(filled[name].xml, reading.root, members[name], reading)

    def _properties(self, name: str, part: _Filled) -> bytes:
        """The member with properties that the template itself gives."""
        kept = part.kept or KeptPart(part.xml, part.root, to_bytes(part.root), Reading(part.root, ()))
        if part.alone:
            self.kept.parts[name] = kept
        return kept.data

    def _filled(self, context: Mapping[str, object]) -> dict[str, _Filled]:
        """Each part with the facts in it, by member."""
        misnamed = list(self._misnamed(context))
        problems = [problem for _, _, problem in misnamed]
        told = {(name, line) for name, line, _ in misnamed}
        everything = {**context, RENDERING: Rendering()}
        filled: dict[str, _Filled] = {}
        for part in (*self.parts, *self.property_parts):
            xml, refusals = part.render(everything)
            problems += [part.problem(line, error) for line, error in refusals if (part.name, line) not in told]
            if not problems:
                kept = self.kept.same(part.name, xml)
                root = self._tree(part, xml) if kept is None else kept.root
                alone = kept is None and part is not self.parts[0] and stands_alone(xml, root)
                filled[part.name] = _Filled(xml, root, kept, alone)
        self._refuse(problems)
        return filled

    def _tree(self, part: CompiledPart, xml: str) -> Element:
        # Never with a parser that repairs: what it cannot read it would leave out.
        try:
            root = parse(xml.encode())
        except etree.XMLSyntaxError as error:
            text = f"taggarna i delen ”{part.label}” stod så att dokumentet inte blev helt ({error})"
            remedy = "skriv om de senast ändrade taggarna i mallen"
            raise TemplateError([Problem("document-structure", text, part.place, remedy)]) from error
        if part in self.property_parts and any(str(e.tag).startswith(MARK) for e in root.iter()):
            text = "Markdown och underskriftsplatser kan inte stå i dokumentegenskaper"
            raise TemplateError([Problem("template-level", text, part.place, "ta bort filtret")])
        return root

    def _settling_problems(self, draft: DocumentDraft) -> Iterator[Problem]:
        by_name = {part.name: part for part in self.parts}
        for name, line, error in draft.refusals:
            yield by_name.get(name, self.parts[0]).problem(line, error)

    def _members(
        self, draft: DocumentDraft, notes: str, filled: Mapping[str, _Filled], stamp: DocumentStamp
    ) -> dict[str, bytes]:
        members = dict(self.inventory.members)
        types = read_content_types(members[CONTENT_TYPES])
        if any(part.name == notes for part in draft.others):
            draft.main.relate(FOOTNOTES, posixpath.basename(notes))
            types = types.with_part(notes, NOTES_TYPE)
        for part in draft.parts():
            members[part.name] = to_bytes(part.root) if part.kept is None else part.kept.data
            if part.relationships:
                members[relationships_of(part.name)] = write_relationships(part.relationships)
        numbering = draft.lists.to_bytes()
        if numbering is not None:
            members[self.inventory.numbering] = numbering
        members.update(draft.pictures)
        if draft.signature_places:
            members[PICTURE] = picture()
        if draft.signature_places or draft.pictures:
            types = types.with_extension("png", "image/png")
        for one in self.property_parts:
            members[one.name] = self._properties(one.name, filled[one.name])
        members[CORE] = core_properties(stamp, filled[CORE].root if CORE in filled else None)
        root = PartDraft("", draft.main.root, list(read_relationships(members[ROOT_RELATIONSHIPS])))
        root.relate(CORE_PROPERTIES, CORE)
        types = types.with_part(CORE, CORE_TYPE)
        if stamp.origin:
            related = (one.target for one in root.relationships if one.type == CUSTOM_PROPERTIES)
            name = next((target_name("", target) for target in related), CUSTOM)
            members[name] = with_origin(stamp.origin, members.get(name))
            if name == CUSTOM:
                root.relate(CUSTOM_PROPERTIES, CUSTOM)
            types = types.with_part(name, CUSTOM_TYPE)
        members[ROOT_RELATIONSHIPS] = write_relationships(root.relationships)
        members[CONTENT_TYPES] = write_content_types(types)
        return members

    def _finished(self, draft: DocumentDraft, members: Mapping[str, bytes]) -> Finished:
        return Finished(
            draft.main.name,
            {part.name: part.root for part in draft.parts()},
            {part.name: tuple(part.relationships) for part in draft.parts()},
            frozenset(members),
            read_content_types(members[CONTENT_TYPES]),
            draft.book,
            draft.lists.numbering(),
            self.theme,
        )
