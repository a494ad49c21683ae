"""Which conditions and repetitions a place in a template stands in, branch by branch."""

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from contracts.word.blocks import CLOSERS, MIDDLES, OPENERS, Tag
from contracts.word.ooxml import Element
from contracts.word.places import Paragraph

#: Deeper nesting than any template has; what lies deeper is a finding when the template is compiled.
_DEEPEST: Final = 50


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A statement that encloses something, from its first tag to its last."""

    tags: tuple[Tag, ...]  #: the one that opens, those in the middle, the one that closes

    @property
    def opener(self) -> Tag:
        """The tag that it begins with."""
        return self.tags[0]

    @property
    def closer(self) -> Tag:
        """The tag that it ends with."""
        return self.tags[-1]

    @property
    def repeats(self) -> bool:
        """Whether it is a repetition."""
        return self.opener.text.word == "for"

    @property
    def always_prints(self) -> bool:
        """Whether one of its branches is printed whatever the facts are."""
        return any(tag.text.word == "else" for tag in self.tags)


#: One branch of a block: the block, and the number of its tag that the branch begins with.
Branch: TypeAlias = tuple[Block, int]
#: A place in a part: number of the paragraph, and of the letter in it, both 0-based.
Spot: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Enclosures:
    """The blocks of a part."""

    blocks: tuple[Block, ...]
    _numbers: Mapping[Paragraph, int]
    _begun: Mapping[Paragraph, tuple[Block, ...]]
    _around: Mapping[Element, tuple[tuple[Spot, tuple[Branch, ...]], ...]]  #: by story: what holds from a spot on

    def number(self, paragraph: Paragraph) -> int:
        """Which paragraph of the part it is, 0-based."""
        return self._numbers[paragraph]

    def at(self, paragraph: Paragraph, letter: int = 0) -> tuple[Branch, ...]:
        """The branches around a letter (0-based) of a paragraph, outermost first."""
        marks = self._around.get(paragraph.story, ())
        at = bisect.bisect_right(marks, (self._numbers[paragraph], letter), key=lambda mark: mark[0])
        return marks[at - 1][1] if at else ()

    def begun_in(self, paragraph: Paragraph) -> tuple[Block, ...]:
        """The blocks whose first tag stands in a paragraph."""
        return self._begun.get(paragraph, ())


def enclosures(paragraphs: Iterable[Paragraph], tags: Iterable[Tag]) -> Enclosures:
    """The blocks of a part. Tags that belong to no block are told when the template is compiled, and ignored here.

    Args:
        paragraphs: the part's, in order.
        tags: the part's, in order.
    """
    numbers = {paragraph: number for number, paragraph in enumerate(paragraphs)}
    opened: dict[Element, list[list[Tag]]] = {}
    pairs: list[list[Tag]] = []
    for tag in tags:
        waiting = opened.setdefault(tag.paragraph.story, [])
        if tag.text.word in OPENERS and len(waiting) < _DEEPEST:
            waiting.append([tag])
        elif tag.text.word in MIDDLES and waiting:
            waiting[-1].append(tag)
        elif tag.text.word in CLOSERS and waiting and OPENERS[waiting[-1][0].text.word] == tag.text.word:
            pairs.append([*waiting.pop(), tag])
    blocks = tuple(Block(tuple(tags)) for tags in sorted(pairs, key=lambda tags: tags[0].number))
    begun: dict[Paragraph, tuple[Block, ...]] = {}
    for block in blocks:
        begun[block.opener.paragraph] = (*begun.get(block.opener.paragraph, ()), block)
    return Enclosures(blocks, numbers, begun, _around(blocks, numbers))


def _around(
    blocks: tuple[Block, ...], numbers: Mapping[Paragraph, int]
) -> dict[Element, tuple[tuple[Spot, tuple[Branch, ...]], ...]]:
    turns = sorted(
        ((tag.number, tag, block, which) for block in blocks for which, tag in enumerate(block.tags)),
        key=lambda turn: turn[0],
    )
    current: dict[Element, tuple[Branch, ...]] = {}
    found: dict[Element, list[tuple[Spot, tuple[Branch, ...]]]] = {}
    for _, tag, block, which in turns:
        story = tag.paragraph.story
        outer = tuple(branch for branch in current.get(story, ()) if branch[0] is not block)
        closes = tag is block.closer
        current[story] = outer if closes else (*outer, (block, which))
        since = tag.text.end if closes else tag.text.start
        found.setdefault(story, []).append(((numbers[tag.paragraph], since), current[story]))
    return {story: tuple(marks) for story, marks in found.items()}


NOTHING_ENCLOSED: Final = enclosures((), ())
