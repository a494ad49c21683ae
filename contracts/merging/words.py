"""The words of two texts, and where they differ. An amount or a date is one word, and all white space is a space."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contracts.redline.tokens import spans_in

_HYPHENS: Final = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "\N{SOFT HYPHEN}": None})


@dataclass(frozen=True, slots=True)
class Word:
    """One word, and where it stands."""

    text: str  #: with plain spaces and hyphens
    start: int  #: 0-based, in the text that it was taken from
    end: int


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words that one text has instead of those of another; either may be none."""

    old: range  #: 0-based, among the words of the older text
    new: range


def plain(text: str) -> str:
    """The text with every kind of white space as one plain space, and every kind of hyphen as the plain one."""
    return " ".join(text.translate(_HYPHENS).split())


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, white space left out."""
    return tuple(Word(plain(text[start:end]), start, end) for start, end in spans_in(text))


def hunks(old: Sequence[Word], new: Sequence[Word]) -> tuple[Hunk, ...]:
    """Where the words of two texts differ, in order."""
    return tuple(
        Hunk(range(i1, i2), range(j1, j2)) for tag, i1, i2, j1, j2 in _matcher(old, new).get_opcodes() if tag != "equal"
    )


def matched(old: Sequence[Word], new: Sequence[Word]) -> dict[int, int]:
    """Which word of the older text is which of the newer, for those that stand in both in the same order."""
    blocks = _matcher(old, new).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _matcher(old: Sequence[Word], new: Sequence[Word]) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)


def cut(text: str, words: Sequence[Word], which: range) -> str:
    """The letters of some neighbouring words; "" of none."""
    return text[words[which[0]].start : words[which[-1]].end] if which else ""
