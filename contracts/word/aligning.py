"""Which words of a text are others in another version of it: paragraphs are paired first, then their words compared.

Pairing keeps a small word that two unrelated sentences share, such as "och", from counting as unchanged.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

#: From the first to the last letter between blanks, and signs alone. A no-break space holds "1 mars 2018" together.
_WORD: Final = re.compile(r"\w(?:[^ \t\n]*[\w%])?|[^\w \t\n]+")
#: The share of words that two paragraphs need in common to be versions of one another.
_LEAST_ALIKE: Final = 0.3

#: From and to, in letters from 0.
Span = tuple[int, int]


def differing(texts: Sequence[str], others: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    """For each paragraph the spans that are otherwise in the other version; signs between them are in them.

    Args:
        texts: the paragraphs of a text, in order.
        others: those of its other version.
    """
    found: list[tuple[Span, ...]] = [()] * len(texts)
    for operation, first, last, other_first, other_last in _matcher(texts, others).get_opcodes():
        if operation in ("replace", "delete"):
            pairs = _pairs(
                [_words(text) for text in texts[first:last]], [_words(text) for text in others[other_first:other_last]]
            )
            for at in range(first, last):
                other = pairs.get(at - first)
                words = [] if other is None else [word for word, _ in _words(others[other_first + other])]
                found[at] = tuple(_spans(texts[at], words))
    return tuple(found)


def _matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=False)


def _words(text: str) -> list[tuple[str, Span]]:
    return [(found[0], found.span()) for found in _WORD.finditer(text)]


def _pairs(ours: Sequence[Sequence[tuple[str, Span]]], theirs: Sequence[Sequence[tuple[str, Span]]]) -> dict[int, int]:
    """The paragraphs that are versions of one another, in order and as alike as can be; the others have none."""
    bags = [[Counter(word for word, _ in words if word[0].isalnum()) for words in side] for side in (ours, theirs)]
    # best[i][j]: how alike the first i of ours and the first j of theirs can be paired.
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    alike = [[_alike(one, other) for other in bags[1]] for one in bags[0]]
    for i, row in enumerate(alike, 1):
        for j, value in enumerate(row, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + value)
    return dict(_traced(best, alike))


def _traced(best: Sequence[Sequence[float]], alike: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    i, j = len(best) - 1, len(best[0]) - 1
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            yield i, j


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that they have in common; 0 when it is too small to mean anything."""
    both = one.total() + other.total()
    share = 2 * (one & other).total() / both if both else 0.0
    return share if share >= _LEAST_ALIKE else 0.0


def _spans(text: str, other: Sequence[str]) -> Iterator[Span]:
    """The spans of the words that the other version does not have; what no letter parts is one."""
    words = _words(text)
    matcher = _matcher([word for word, _ in words], other)
    marked = [
        words[at][1]
        for operation, first, last, *_ in matcher.get_opcodes()
        if operation in ("replace", "delete")
        for at in range(first, last)
    ]
    span: Span | None = None
    for start, end in marked:
        if span is not None and not re.search(r"\w", text[span[1] : start]):
            span = (span[0], end)
            continue
        if span is not None:
            yield span
        span = (start, end)
    if span is not None:
        yield span
