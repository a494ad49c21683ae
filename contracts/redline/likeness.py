"""How alike two paragraphs, tables or sections are, by their words; quick enough to ask it of all pairs."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

_WORD: Final = re.compile(r"\w+")
#: Texts as short as this are compared letter by letter: "Målgrupp" is like "Målgrupper".
_SHORT: Final = 40


@dataclass(slots=True)
class Vocabulary:
    """Numbers the words of both files, so that sets of words are sets of bits."""

    numbers: dict[str, int] = field(default_factory=dict)

    def text(self, text: str) -> "Text":
        """The text, ready to be compared."""
        words = tuple(_WORD.findall(text.casefold()))
        bits = 0
        for word in words:
            bits |= 1 << self.numbers.setdefault(word, len(self.numbers))
        return Text(" ".join(text.split()), words, bits)


@dataclass(frozen=True, slots=True)
class Text:
    """A text, ready to be compared."""

    text: str  #: with one space between words
    words: tuple[str, ...]
    bits: int  #: one for each different word


def shared(one: int, other: int) -> float:
    """The share of different words that two sets have in common, from 0 to 1; an upper bound of most likenesses."""
    total = one.bit_count() + other.bit_count()
    return 2 * (one & other).bit_count() / total if total else 1.0


def likeness(old: Text, new: Text) -> float:
    """From 0 to 1: the share of words that stand in both in the same order."""
    if old.text == new.text:
        return 1.0
    if not old.text or not new.text:
        return 0.0
    if max(len(old.text), len(new.text)) <= _SHORT:
        letters = difflib.SequenceMatcher(None, old.text.casefold(), new.text.casefold(), autojunk=False)
        if letters.quick_ratio() >= 0.7:
            return max(letters.ratio() - 0.1, _ordered(old.words, new.words))
    if shared(old.bits, new.bits) < 0.35:
        return 0.0
    return _ordered(old.words, new.words)


def _ordered(old: Sequence[str], new: Sequence[str]) -> float:
    return difflib.SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > 1_000).ratio()
