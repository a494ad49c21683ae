"""Paragraphs, tables and content controls of a story, as they are compared; and the steps from old to new."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from contracts.redline.likeness import Text, Vocabulary
from contracts.redline.source import style_of
from contracts.redline.tokens import control_key
from contracts.word.headings import outline_level
from contracts.word.ooxml import MC, Element, W, own
from contracts.word.styles import StyleBook
from contracts.word.text import paragraph_text

PARAGRAPH, TABLE, CONTROL = W + "p", W + "tbl", W + "sdt"
_BLOCKS: Final = frozenset((PARAGRAPH, TABLE, CONTROL))
_PICTURES: Final = frozenset((W + "drawing", W + "pict", W + "object", MC + "AlternateContent"))


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block, and what is asked of it when its counterpart is looked for."""

    element: Element
    text: Text
    style: str = ""
    level: int = 0  #: of a heading, 1-based; 0 for other paragraphs
    kind: object = ""  #: blocks of different kinds are never counterparts
    anchor: str = ""  #: blocks with the same are counterparts, whatever they say

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a w:p."""
        return self.element.tag == PARAGRAPH


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a block: it stays (both), goes (old alone) or comes (new alone).

    A paragraph and its mark are two things: at the end of a cell or of the text the last mark must stay, so there the
    marks before it come or go instead.
    """

    old: Block | None = None
    new: Block | None = None
    old_mark: Block | None = None  #: of paragraphs: whose mark goes or stays
    new_mark: Block | None = None
    move: str = ""  #: name of the move that takes a block away or brings it here
    partner: Block | None = None  #: the block at the other end of the move

    @property
    def stays(self) -> bool:
        """Whether the block is in both."""
        return self.old is not None and self.new is not None

    @property
    def either(self) -> Block:
        """The block, as it is or was."""
        found = self.new or self.old
        assert found is not None
        return found


def staying(old: Block, new: Block) -> Step:
    """The step of counterparts."""
    return Step(old, new, old if old.is_paragraph else None, new if new.is_paragraph else None)


def going(old: Block) -> Step:
    """The step of a block that goes."""
    return Step(old=old, old_mark=old if old.is_paragraph else None)


def coming(new: Block) -> Step:
    """The step of a block that comes."""
    return Step(new=new, new_mark=new if new.is_paragraph else None)


@dataclass(frozen=True, slots=True)
class Side:
    """What is needed to read the blocks of one of the two files."""

    book: StyleBook
    vocabulary: Vocabulary
    anchors: Mapping[Element, str] = field(default_factory=dict)

    def blocks(self, holder: Element) -> tuple[Block, ...]:
        """The blocks that stand in a body, cell, note, header or content control."""
        return tuple(self._block(child) for child in holder if child.tag in _BLOCKS)

    def _block(self, element: Element) -> Block:
        if element.tag == PARAGRAPH:
            return self._paragraph(element)
        inside = list(element.iter(PARAGRAPH))
        text = self.vocabulary.text("\n".join(map(paragraph_text, inside)))
        kind = control_key(element) if element.tag == CONTROL else TABLE
        return Block(element, text, kind=kind, anchor=next((self.anchors[p] for p in inside if p in self.anchors), ""))

    def _paragraph(self, element: Element) -> Block:
        said = paragraph_text(element)
        if any(one.tag in _PICTURES for one in own(element)):
            said += " \N{OBJECT REPLACEMENT CHARACTER}"
        text = self.vocabulary.text(said)
        ends_section = element.find(f"{W}pPr/{W}sectPr") is not None
        level = outline_level(element, self.book) if text.text else 0
        return Block(
            element,
            text,
            style_of(element, self.book),
            level,
            (PARAGRAPH, ends_section),
            self.anchors.get(element, ""),
        )
