"""The last paragraph mark of a text, cell, note or header cannot come or go; so the marks before it do.

A list whose last point is taken away loses the mark of the point before, and the words of the last: that is what Word
itself writes, and what it understands.
"""

from collections.abc import Sequence
from dataclasses import replace

from contracts.redline.blocks import Step, coming, going, staying


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
    if not partner_of_old.stays and not partner_of_new.stays:
        rest = [step for step in steps if step is not partner_of_old and step is not partner_of_new]
        return (*_without_lost_moves(rest, (partner_of_old, partner_of_new)), staying(old, new))
    stays = partner_of_old if partner_of_old.stays else partner_of_new
    at = list(steps).index(stays)
    trailing = _without_lost_moves(steps[at + 1 :], steps[at + 1 :])
    before = _without_lost_moves(steps[:at], steps[at + 1 :])
    if all(step.either.is_paragraph for step in trailing):
        return (*before, *_shifted(stays, trailing))
    # A mark cannot join what stands before a table to what stands after it.
    assert stays.old is not None and stays.new is not None
    if stays.old is old:
        return (*before, coming(stays.new), *trailing[:-1], staying(old, new))
    return (*before, going(stays.old), *trailing[:-1], staying(old, new))


def _shifted(stays: Step, trailing: Sequence[Step]) -> tuple[Step, ...]:
    """Each paragraph's own mark comes or goes; the last one's stays, as that which stood last before."""
    assert stays.old is not None and stays.new is not None
    if trailing[0].new is not None:
        first = replace(stays, old_mark=None)
        return (first, *trailing[:-1], replace(trailing[-1], old_mark=stays.old, new_mark=trailing[-1].new))
    first = replace(stays, new_mark=None)
    return (first, *trailing[:-1], replace(trailing[-1], old_mark=trailing[-1].old, new_mark=stays.new))


def _without_lost_moves(steps: Sequence[Step], lost: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, where what had moved from or to a lost one only goes or comes."""
    gone = {step.either for step in lost if step.move}
    return tuple(
        (going(step.old) if step.old is not None else coming(step.either))
        if step.move and (step.partner in gone or step.either in gone)
        else step
        for step in steps
    )
