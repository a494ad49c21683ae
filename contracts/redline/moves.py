"""Finds what has only moved: sections with what they hold, and paragraphs long enough to be known again.

A section that moves with those under it is one move. A table in it moves along to whoever reads of it, though its rows
are marked as gone and come: Word has no moved rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from contracts.redline.alignment import align
from contracts.redline.blocks import CONTROL, Block, Step
from contracts.redline.likeness import likeness, shared
from contracts.redline.outline import Section, section_likeness

#: A section that moves is known again by this, a paragraph by the other.
_LIKE_SECTION: Final = 0.7
_LIKE_PARAGRAPH: Final = 0.85
#: Fewer words than this stand in many places, and have not moved from one to another; but a section that reads the
#: same under the same heading is known again however short it is.
_LEAST_WORDS: Final = 6
#: Above so many pairs nothing is looked for.
_MOST_PAIRS: Final = 250_000


@dataclass(frozen=True, slots=True)
class _Unit:
    """Blocks that go or come together: a section, or a paragraph."""

    blocks: tuple[Block, ...]
    at: int  #: of the first among all blocks of its file

    @property
    def section(self) -> Section:
        """The unit as a section."""
        return Section(self.blocks[0] if self.blocks[0].level else None, self.blocks)

    @property
    def level(self) -> int:
        """Of its heading; 0 for a paragraph."""
        return self.blocks[0].level

    def follows(self, other: "_Unit") -> bool:
        """Whether nothing stands between the other and this."""
        return self.at == other.at + len(other.blocks)


def with_moves(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The same steps, where what goes at one place and comes at another has moved."""
    left, right = _units(steps, old=True), _units(steps, old=False)
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        return tuple(steps)
    partners: dict[Block, tuple[str, Block]] = {}
    number, above, last = 0, 0, None
    for old, new in _matches(left, right):
        under = last is not None and old.follows(last[0]) and new.follows(last[1]) and old.level > above > 0
        if not under:
            number, above = number + 1, old.level
        last = old, new
        for step in align(old.blocks, new.blocks):
            if step.old is not None and step.new is not None and step.old.kind != CONTROL:
                name = f"flytt{number}"
                partners[step.old] = (name, step.new)
                partners[step.new] = (name, step.old)
    return tuple(_moved(step, partners) for step in steps)


def _moved(step: Step, partners: dict[Block, tuple[str, Block]]) -> Step:
    if step.stays or step.either not in partners:
        return step
    move, partner = partners[step.either]
    return replace(step, move=move, partner=partner)


def _units(steps: Sequence[Step], *, old: bool) -> list[_Unit]:
    """What goes (or comes), cut at headings and where something stays."""
    units: list[_Unit] = []
    waiting: list[Block] = []
    at = 0

    def close() -> None:
        first = at - len(waiting)
        if waiting and waiting[0].level:
            units.append(_Unit(tuple(waiting), first))
        else:
            units.extend(_Unit((block,), n) for n, block in enumerate(waiting, first))
        waiting.clear()

    for step in steps:
        if step.stays:
            close()
        block = step.old if old else step.new
        if block is not None:
            if block.level:
                close()
            if not step.stays:
                waiting.append(block)
            at += 1
    close()
    return [unit for unit in units if unit.level or unit.section.length >= _LEAST_WORDS]


def _matches(left: Sequence[_Unit], right: Sequence[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    """Each unit at most once, the likest first; in the order in which they come."""
    found = sorted(
        ((alike, i, j) for i, a in enumerate(left) for j, b in enumerate(right) if (alike := _likeness(a, b))),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen: list[tuple[int, int]] = []
    for _, i, j in found:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((j, i))
    for j, i in sorted(chosen):
        yield left[i], right[j]


def _likeness(old: _Unit, new: _Unit) -> float:
    one, other = old.section, new.section
    if one.heading is not None and other.heading is not None:
        if min(one.length, other.length) < _LEAST_WORDS:
            return float([block.text.text for block in one.blocks] == [block.text.text for block in other.blocks])
        alike = section_likeness(one, other)
        return alike if alike >= _LIKE_SECTION else 0.0
    first, second = old.blocks[0], new.blocks[0]
    if len(old.blocks) > 1 or len(new.blocks) > 1 or not (first.is_paragraph and second.is_paragraph):
        return 0.0
    if first.level or second.level or shared(first.text.bits, second.text.bits) < _LIKE_PARAGRAPH - 0.1:
        return 0.0
    alike = likeness(first.text, second.text)
    return alike if alike >= _LIKE_PARAGRAPH else 0.0
