"""The last paragraph mark of a text, cell, note or header cannot come or go; so the marks before it do.

A list whose last point is taken away loses the mark of the point before, and the words of the last: that is what Word
itself writes, and what it understands.
"""

from collections.abc import Sequence
from dataclasses import replace

from contracts.redline.blocks import Block, Step, coming, going, staying


def settle_end(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The same steps, ending with a paragraph whose mark stays.

    Args:
        steps: of a holder whose last block is a paragraph in both files.
    """
    if not steps or steps[-1].stays:
        return tuple(steps)
    old = next(step.old for step in reversed(steps) if step.old is not None)
    new = next(step.new for step in reversed(steps) if step.new is not None)
    partner_of_old = next(step for step in steps if step.old is old)
    partner_of_new = next(step for step in steps if step.new is new)
    at = max((n for n, step in enumerate(steps) if step.stays), default=-1)
    trailing = steps[at + 1 :]
    exchanged = not partner_of_old.stays and not partner_of_new.stays
    moved = bool(partner_of_old.move or partner_of_new.move)
    if at >= 0 and all(step.either.is_paragraph for step in steps[at:]) and (moved or not exchanged):
        return (*steps[:at], *_shifted(steps[at:]))
    if exchanged:
        rest = [step for step in steps if step is not partner_of_old and step is not partner_of_new]
        return (*_without_lost_moves(rest, (partner_of_old, partner_of_new)), staying(old, new))
    # A mark cannot join what stands before a table to what stands after it.
    stays, lost = steps[at], trailing[-1:]
    assert stays.old is not None and stays.new is not None  # one of the two is its own
    instead = coming(stays.new) if stays.old is old else going(stays.old)
    before, between = (_without_lost_moves(part, lost) for part in (steps[:at], trailing[:-1]))
    return (*before, instead, *between, staying(old, new))


def _shifted(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Paragraphs, the last of which has the last mark of both files.

    What comes after the last paragraph of a file is nothing to it, so any mark there can end that paragraph: it takes
    the last. Where that leaves a paragraph without a mark, it takes the one before it of the other file, which also has
    nothing between; and so on, at most to the paragraph that stays, which has two.

    Args:
        steps: a paragraph that stays, and those after it, which all come or go.
    """
    marks: dict[bool, list[Block | None]] = {
        True: [step.old_mark for step in steps],
        False: [step.new_mark for step in steps],
    }
    old = steps[-1].old is None  # whose last mark stands elsewhere
    to = len(steps) - 1
    while True:
        at = max(n for n, mark in enumerate(marks[old][:to]) if mark is not None)
        marks[old][to], marks[old][at] = marks[old][at], None
        if marks[not old][at] is not None:
            break
        old, to = not old, at
    return tuple(
        replace(step, old_mark=before, new_mark=after)
        for step, before, after in zip(steps, marks[True], marks[False], strict=True)
    )


def _without_lost_moves(steps: Sequence[Step], lost: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, where what had moved from or to a lost one only goes or comes."""
    gone = {step.either for step in lost if step.move}
    return tuple(
        (going(step.old) if step.old is not None else coming(step.either))
        if step.move and (step.partner in gone or step.either in gone)
        else step
        for step in steps
    )
