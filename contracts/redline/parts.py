"""Compares one part of the old file, the body or a header, with its counterpart, and writes it for the new document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree

from contracts.redline.blocks import Side, Step, coming, going
from contracts.redline.carrying import Carrier
from contracts.redline.likeness import Vocabulary
from contracts.redline.long_fields import anchors, long_fields, marks_alone
from contracts.redline.notes import same_notes
from contracts.redline.paragraphs import ParagraphMaker, Settled
from contracts.redline.plan import Opened, Plan, Planner
from contracts.redline.revisions import Revisions
from contracts.redline.source import Source
from contracts.redline.stories import StoryWriter
from contracts.redline.tokens import Reader, Words
from contracts.redline.words import Change, compare_words
from contracts.redline.writing import Target
from contracts.word.ooxml import MC, Element
from contracts.word.relationships import HYPERLINK
from contracts.word.styles import StyleBook

_IGNORABLE = MC + "Ignorable"


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between the two files, the same for all their parts."""

    old: Source
    new: Source
    book: StyleBook  #: the new file's styles, with what it lacks of the old one's
    revisions: Revisions
    carrier: Carrier
    vocabulary: Vocabulary


class PartComparison:
    """Two counterparts, planned when it is made; written once."""

    def __init__(self, between: Between, roots: tuple[Element, Element], parts: tuple[str, str, str]) -> None:
        """Plan nothing yet.

        Args:
            between: the two files.
            roots: of the old and the new part.
            parts: the members that they are, and the one that is written; "" for a part that there is none of.
        """
        self.between, self.roots, self.parts = between, roots, parts
        self._notes = same_notes(between.old, between.new), same_notes(between.new, between.old)
        self._fields = long_fields(roots[0]), long_fields(roots[1])
        left, right = anchors(*self._fields)
        self.old = Side(between.book, between.vocabulary, left)
        self.new = Side(between.book, between.vocabulary, right)

    def planner(self) -> Planner:
        """Plans its holders."""
        return Planner(self.old, self.new)

    def writer(self, plans: Iterable[Plan], settled: Callable[["PartComparison"], Settled]) -> StoryWriter:
        """Writes its holders.

        Args:
            plans: all that will be written with it and have something that stays.
            settled: looks after what its paragraphs point at.
        """
        old_part, new_part, _ = self.parts
        staying = {old: new for plan in plans for old, new in plan.staying()}
        first = self._reader(self.between.old, old_part, {}), self._reader(self.between.new, new_part, {})

        def compare(old: Element, new: Element) -> tuple[Change, ...]:
            return compare_words(first[0].words(old).tokens, first[1].words(new).tokens)

        alone = marks_alone(*self._fields, staying, compare)

        def box(before: Element, after: Element) -> list[Element]:
            return writer.write(self.planner().holder(before, after))

        maker = ParagraphMaker(
            self.between.revisions,
            _remembered(self._reader(self.between.old, old_part, alone[0])),
            _remembered(self._reader(self.between.new, new_part, alone[1])),
            Target(_addresses(self.between.new, new_part), _addresses(self.between.old, old_part)),
            settled(self),
            box,
        )
        writer = StoryWriter(self.between.revisions, maker, self.old, self.new)
        return writer

    def bring(self, element: Element) -> None:
        """Bring along what an old element points at."""
        self.between.carrier.bring(element, self.parts[0], self.parts[2])

    def _reader(self, source: Source, part: str, alone: dict[Element, str]) -> Reader:
        notes = self._notes[0 if source is self.between.old else 1]
        return Reader(lambda identifier: self.between.carrier.digest(source, part, identifier), notes, alone)


def alone(side: Side, holder: Element, *, old: bool) -> Plan:
    """The plan of a holder without counterpart: all of it goes, or comes, but for its last paragraph mark."""
    opened = Opened(side.blocks(holder)).opened(side)
    steps = [going(block) if old else coming(block) for block in opened.blocks]
    if steps and steps[-1].either.is_paragraph:
        last = steps[-1].either
        steps[-1] = Step(last if old else None, None if old else last, last, last)
    return Plan(tuple(steps), endings=tuple(opened.endings(steps, old=old)))


def joined_root(old: Element, new: Element) -> Element:
    """An empty root like the new one, that understands what is written in either file."""
    names = {prefix: uri for prefix, uri in {**old.nsmap, **new.nsmap}.items() if prefix is not None}
    root = etree.Element(new.tag, nsmap=names)
    for name, value in new.attrib.items():
        root.set(str(name), str(value))
    wanted = f"{new.get(_IGNORABLE) or ''} {old.get(_IGNORABLE) or ''}".split()
    kept = [one for one in dict.fromkeys(wanted) if one in names and _same(one, old, new)]
    if kept:
        root.set(_IGNORABLE, " ".join(kept))
    return root


def _same(prefix: str, old: Element, new: Element) -> bool:
    return new.nsmap.get(prefix, old.nsmap.get(prefix)) == old.nsmap.get(prefix, new.nsmap.get(prefix))


def _remembered(reader: Reader) -> Callable[[Element], Words]:
    """Reads each paragraph once: what is written is taken out of it."""
    known: dict[Element, Words] = {}

    def words(paragraph: Element) -> Words:
        if paragraph not in known:
            known[paragraph] = reader.words(paragraph)
        return known[paragraph]

    return words


def _addresses(source: Source, part: str) -> dict[str, str]:
    return {one.id: one.target for one in source.relationships.get(part, ()) if one.type == HYPERLINK}
