"""Finds the counterparts of blocks: equal texts first, then, between those, the likest in order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from contracts.redline.blocks import TABLE, Block, Step, coming, going, staying
from contracts.redline.likeness import likeness, shared

#: Paragraphs that share less are not the same paragraph.
LIKE: Final = 0.5
#: Rows and tables are recognised by less, as their figures change.
LIKE_TABLES: Final = 0.34
#: Between two equal blocks at most so many pairs are compared; where there are more, all goes and comes.
_MOST_PAIRS: Final = 1_000_000

Pair = tuple[int, int]


def align(old: Sequence[Block], new: Sequence[Block], least: float = LIKE) -> tuple[Step, ...]:
    """The steps from old to new blocks: in the order of both, what goes before what comes.

    Args:
        old: blocks of one holder.
        new: blocks of its counterpart.
        least: likeness below which paragraphs are no counterparts.
    """
    pairs = _between(old, new, _forced(old, new), lambda a, b: _equal(a, b))
    pairs = _between(old, new, pairs, lambda a, b: _likest(a, b, least))
    return steps(old, new, pairs)


def steps(old: Sequence[Block], new: Sequence[Block], pairs: Sequence[Pair]) -> tuple[Step, ...]:
    """The steps that follow from counterparts, which cross nowhere."""
    found: list[Step] = []
    i = j = 0
    for at_old, at_new in (*pairs, (len(old), len(new))):
        found += map(going, old[i:at_old])
        found += map(coming, new[j:at_new])
        if at_old < len(old):
            found.append(staying(old[at_old], new[at_new]))
        i, j = at_old + 1, at_new + 1
    return tuple(found)


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest choice of pairs, given by rising first number, in which the second numbers rise too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        tails[at : at + 1] = [second]
        ends[at : at + 1] = [n]
        before.append(ends[at - 1] if at else -1)
    chosen: list[Pair] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = before[n]
    return chosen[::-1]


def best_order(worth: Sequence[Sequence[float]]) -> list[Pair]:
    """The pairs that are worth most together and cross nowhere.

    Args:
        worth: of each pair; 0 for those that are no pair.
    """
    n, m = len(worth), len(worth[0]) if worth else 0
    sums = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below, own = sums[i], sums[i + 1], worth[i]
        for j in range(m - 1, -1, -1):
            best = below[j] if below[j] >= row[j + 1] else row[j + 1]
            if own[j] and below[j + 1] + own[j] > best:
                best = below[j + 1] + own[j]
            row[j] = best
    pairs: list[Pair] = []
    i = j = 0
    while i < n and j < m:
        if worth[i][j] and sums[i][j] == sums[i + 1][j + 1] + worth[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _forced(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    by_anchor = {block.anchor: n for n, block in enumerate(new) if block.anchor}
    found = [(n, by_anchor[block.anchor]) for n, block in enumerate(old) if block.anchor in by_anchor]
    return rising([(i, j) for i, j in found if old[i].kind == new[j].kind])


def _between(
    old: Sequence[Block],
    new: Sequence[Block],
    pairs: Sequence[Pair],
    find: Callable[[Sequence[Block], Sequence[Block]], list[Pair]],
) -> list[Pair]:
    """The pairs, and those found in each gap between them."""
    found: list[Pair] = []
    i = j = 0
    for at_old, at_new in (*pairs, (len(old), len(new))):
        if i < at_old and j < at_new:
            found += [(i + a, j + b) for a, b in find(old[i:at_old], new[j:at_new])]
        if at_old < len(old):
            found.append((at_old, at_new))
        i, j = at_old + 1, at_new + 1
    return found


def _equal(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Texts that stand once on either side."""
    left, right = (Counter((one.kind, one.text.text) for one in side if one.text.words) for side in (old, new))
    where = {(one.kind, one.text.text): n for n, one in enumerate(new)}
    keys = [(one.kind, one.text.text) for one in old]
    return rising([(n, where[key]) for n, key in enumerate(keys) if left[key] == 1 == right[key]])


def _likest(old: Sequence[Block], new: Sequence[Block], least: float) -> list[Pair]:
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    return best_order([[_worth(a, b, least) for b in new] for a in old])


def _worth(old: Block, new: Block, least: float) -> float:
    """How much it is worth that two blocks are counterparts: long ones more than short, empty ones next to nothing."""
    if old.kind != new.kind or (old.anchor or new.anchor):
        return 0.0
    if not old.is_paragraph:
        alike = max(shared(old.text.bits, new.text.bits), 0.2 if old.kind == TABLE else 1.0)
        return alike * 2 if old.kind != TABLE or alike >= LIKE_TABLES else 0.0
    if not old.text.text or not new.text.text:
        return 0.05 if old.text.text == new.text.text and least <= LIKE else 0.0
    alike = likeness(old.text, new.text)
    if old.style != new.style:
        alike *= 0.9
    if alike < least:
        return 0.0
    return alike * (1 + min(len(old.text.words), len(new.text.words), 40) / 20)
