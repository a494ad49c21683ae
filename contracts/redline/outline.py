"""The steps of a whole text: its sections find each other by heading and content, then their paragraphs do.

Sections come first so that a sentence which many sections have does not find its like in the wrong one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.redline.alignment import align, best_order
from contracts.redline.blocks import Block, Step, coming, going
from contracts.redline.likeness import Text, likeness, shared

#: Above so many pairs of sections, only paragraphs are compared.
_MOST_PAIRS: Final = 400_000
#: Outside their section, paragraphs must be nearly the same to be counterparts.
_LIKE_ELSEWHERE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows up to the next; the first has none."""

    heading: Block | None
    blocks: tuple[Block, ...]  #: with the heading

    @property
    def bits(self) -> int:
        """The set of its words."""
        found = 0
        for block in self.blocks:
            found |= block.text.bits
        return found

    @property
    def length(self) -> int:
        """How many words it has."""
        return sum(len(block.text.words) for block in self.blocks)


def align_text(old: Sequence[Block], new: Sequence[Block]) -> tuple[Step, ...]:
    """The steps from one text to another."""
    left, right = sections_of(old), sections_of(new)
    if len(left) * len(right) > _MOST_PAIRS:
        return align(old, new)
    found: list[Step] = []
    i = j = 0
    for at_old, at_new in (*_counterparts(left, right), (len(left), len(right))):
        found += [going(block) for section in left[i:at_old] for block in section.blocks]
        found += [coming(block) for section in right[j:at_new] for block in section.blocks]
        if at_old < len(left):
            found += align(left[at_old].blocks, right[at_new].blocks)
        i, j = at_old + 1, at_new + 1
    return tuple(_again(found))


def sections_of(blocks: Sequence[Block]) -> list[Section]:
    """The sections of a text; the first, before any heading, may be empty."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.level:
            found.append([])
        found[-1].append(block)
    return [Section(None, tuple(found[0]))] + [Section(one[0], tuple(one)) for one in found[1:]]


def section_likeness(old: Section, new: Section) -> float:
    """From 0 to 1; 0 for those that are not the same section."""
    if old.heading is None or new.heading is None:
        return 1.0 if old.heading is new.heading else 0.0
    heading, other = without_number(old.heading.text), without_number(new.heading.text)
    words = shared(old.bits, new.bits)
    if heading == other:
        return 0.4 + 0.6 * words
    if words < 0.4:
        return 0.0
    alike = 0.4 * likeness(old.heading.text, new.heading.text) + 0.6 * words
    return alike if alike >= 0.5 else 0.0


def without_number(heading: Text) -> str:
    """What a heading says without a number that is part of its text."""
    return heading.text.casefold().lstrip("0123456789.§) \u00a0")


def _counterparts(left: Sequence[Section], right: Sequence[Section]) -> list[tuple[int, int]]:
    return best_order([[section_likeness(a, b) * (1 + min(a.length, b.length, 400) / 50) for b in right] for a in left])


def _again(found: Sequence[Step]) -> Iterator[Step]:
    """The same, where what goes and comes at one place without counterparts between is compared once more.

    So a heading put into a section, or taken out between two, does not make strangers of the paragraphs after it.
    """
    waiting: list[Step] = []
    for step in (*found, None):
        if step is not None and not step.stays:
            waiting.append(step)
            continue
        old, new = [one.old for one in waiting if one.old], [one.new for one in waiting if one.new]
        yield from align(old, new, _LIKE_ELSEWHERE) if old and new else waiting
        waiting = []
        if step is not None:
            yield step
