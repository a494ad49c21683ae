"""Which words of a printed paragraph a paragraph of a template writes itself, and which its expressions do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.merging.words import Word, words_of

_TAG: Final = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})", re.DOTALL)
_BLOCK: Final = re.compile(r"\{%p?-?\s*(\w+)")
#: What a word weighs that only one of the two has, so that no number of words that both have makes up for it.
_FAULT: Final = 10_000
#: So many words of its own must a template's paragraph have for each that may be missing or too many.
_WORDS_TO_A_FAULT: Final = 10


@dataclass(frozen=True, slots=True)
class _Item:
    """A word of the template's own, or room for any number of others."""

    word: str  #: "" for room
    optional: bool = True  #: it stands within a condition


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template's paragraph, as what it prints is known by it."""

    items: tuple[_Item, ...]

    def own(self, words: Sequence[Word]) -> frozenset[int]:
        """Which words of a printed paragraph are the template's own; none when it cannot have printed it.

        Args:
            words: of the whole paragraph.
        """
        texts = [one.text.casefold() for one in words]
        cost, steps = _aligned(self.items, texts)
        own = sum(bool(item.word) for item in self.items)
        found = frozenset(_matched(self.items, texts, steps))
        faults = (cost + len(found)) // _FAULT
        return found if faults * _WORDS_TO_A_FAULT <= own else frozenset()


def pattern_of(text: str) -> Pattern:
    """The pattern of a template's paragraph.

    Args:
        text: with its expressions.
    """
    return Pattern(tuple(_items(text)))


def _items(text: str) -> Iterator[_Item]:
    depth, pieces = 0, _TAG.split(text)
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            words = [one.text.casefold() for one in words_of(piece)]
            # "{{ name }}s" is one word, which the expression begins.
            if words and at and pieces[at - 1].startswith("{{") and piece[0].isalnum():
                words = words[1:]
            if words and at + 1 < len(pieces) and pieces[at + 1].startswith("{{") and piece[-1].isalnum():
                words = words[:-1]
            yield from (_Item(word, optional=depth > 0) for word in words)
        elif piece.startswith("{{"):
            yield _Item("")
        elif block := _BLOCK.match(piece):
            depth += block[1] in ("if", "for")
            depth -= block[1] in ("endif", "endfor")
            if block[1] == "endfor":  # what the turns after the first print
                yield _Item("")


def _aligned(items: Sequence[_Item], words: Sequence[str]) -> tuple[int, list[list[str]]]:
    """The cheapest way to lay words against items: what it costs, and the last step to each pair of positions."""
    row = [at * _FAULT for at in range(len(words) + 1)]
    steps = [["word"] * (len(words) + 1)]
    for item in items:
        skipped = 0 if item.optional else _FAULT
        above, row, taken = row, [row[0] + skipped], ["item"]
        for at, word in enumerate(words, 1):
            ways = [
                (above[at] + skipped, "item"),
                (row[at - 1] + (_FAULT if item.word else 0), "word"),
            ]
            if item.word == word:
                ways.append((above[at - 1] - 1, "both"))
            best = min(ways)
            row.append(best[0])
            taken.append(best[1])
        steps.append(taken)
    return row[-1], steps


def _matched(items: Sequence[_Item], words: Sequence[str], steps: Sequence[Sequence[str]]) -> Iterator[int]:
    item, word = len(items), len(words)
    while item or word:
        step = steps[item][word]
        if step == "both":
            yield word - 1
        item -= step in ("item", "both")
        word -= step in ("word", "both")
