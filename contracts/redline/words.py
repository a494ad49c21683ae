"""What differs between the words of two paragraphs, in pieces that a lawyer would mark by hand.

Words are compared, never letters. A word or two that happen to stand in both between larger changes go with them, and
paragraphs that share too little are replaced whole: few whole changes are read, confetti is not.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.redline.tokens import Token

#: Above so many words the commonest are no longer used to find what stands in both, as it would take too long.
_LONG: Final = 1_500
#: Less than this share of the letters in common, and all is replaced.
_LEAST_SHARED: Final = 0.25


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the words: alike in both, or of the older against the newer."""

    alike: bool
    old: tuple[Token, ...]
    new: tuple[Token, ...]


def compare_words(old: Sequence[Token], new: Sequence[Token]) -> tuple[Change, ...]:
    """The words of both in order; alike stretches have as many of each."""
    if [one.key for one in old] == [one.key for one in new]:
        return (Change(True, tuple(old), tuple(new)),) if old else ()
    changes = _swallowed(list(_stretches(old, new)))
    alike = sum(_letters(change.new) for change in changes if change.alike)
    if alike < _LEAST_SHARED * max(_letters(old), _letters(new)):
        return (Change(False, tuple(old), tuple(new)),)
    return tuple(_trimmed(changes))


def _letters(tokens: Sequence[Token]) -> int:
    return sum(token.letters for token in tokens)


def _stretches(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Change]:
    """Alternating stretches, found by the words that are no spaces."""
    left, right = (
        [n for n, one in enumerate(old) if not one.is_space],
        [n for n, one in enumerate(new) if not one.is_space],
    )
    matcher = difflib.SequenceMatcher(
        None, [old[n].key for n in left], [new[n].key for n in right], autojunk=max(len(left), len(right)) > _LONG
    )
    at_old = at_new = 0
    pairs = [(left[i + n], right[j + n]) for i, j, size in matcher.get_matching_blocks() for n in range(size)]
    for i, j in (*pairs, (len(old), len(new))):
        yield from _gap(old[at_old:i], new[at_new:j])
        if i < len(old):
            yield Change(True, (old[i],), (new[j],))
        at_old, at_new = i + 1, j + 1


def _gap(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Change]:
    """What stands between two words that are in both: spaces at its ends may be alike."""
    head = 0
    while head < min(len(old), len(new)) and old[head].key == new[head].key:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail].key == new[-1 - tail].key:
        tail += 1
    if head:
        yield Change(True, tuple(old[:head]), tuple(new[:head]))
    if len(old) > head + tail or len(new) > head + tail:
        yield Change(False, tuple(old[head : len(old) - tail]), tuple(new[head : len(new) - tail]))
    if tail:
        yield Change(True, tuple(old[len(old) - tail :]), tuple(new[len(new) - tail :]))


def _swallowed(changes: list[Change]) -> list[Change]:
    """The same, with alike stretches that are small beside the changes around them gone into those."""
    merged = _merged(changes)
    while True:
        for n in range(1, len(merged) - 1):
            if merged[n].alike and _is_small(merged[n], merged[n - 1], merged[n + 1]):
                merged = _merged([*merged[: n - 1], _joined(merged[n - 1 : n + 2], alike=False), *merged[n + 2 :]])
                break
        else:
            return merged


def _is_small(alike: Change, before: Change, after: Change) -> bool:
    words = sum(not token.is_space and any(letter.isalnum() for letter in token.text) for token in alike.new)
    if any(not token.text for token in alike.new):
        return False  # pictures, notes and other things stay where they can
    if not words:
        return True
    around = min(max(_letters(one.old), _letters(one.new)) for one in (before, after))
    return _letters(alike.new) * (1 if words == 1 else 2) <= around


def _merged(changes: Sequence[Change]) -> list[Change]:
    merged: list[Change] = []
    for change in changes:
        if merged and merged[-1].alike == change.alike:
            merged[-1] = _joined((merged[-1], change), alike=change.alike)
        else:
            merged.append(change)
    return merged


def _joined(changes: Sequence[Change], *, alike: bool) -> Change:
    return Change(
        alike,
        tuple(token for change in changes for token in change.old),
        tuple(token for change in changes for token in change.new),
    )


def _trimmed(changes: Sequence[Change]) -> Iterator[Change]:
    """The same, without words at the ends of changes that are alike after all."""
    parts = [part for change in changes for part in ([change] if change.alike else _gap(change.old, change.new))]
    yield from _merged(parts)
