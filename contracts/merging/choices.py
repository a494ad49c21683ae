"""Values of few kinds, such as `per: year`, that stand in a paragraph as words: found by printing it with another."""

from collections.abc import Iterator, Sequence
from enum import Enum

from contracts.merging.again import Again
from contracts.merging.candidates import set_to
from contracts.merging.documents import match
from contracts.merging.facts import Leaf
from contracts.merging.values import readings
from contracts.merging.words import hunks, plain, words_of


def choice_behind(again: Again, known: Sequence[Leaf], text: str, which: range) -> Leaf | None:
    """The value of few kinds that prints some words of a paragraph; None when no such value is found.

    Only those are tried that stand in the facts beside an amount, a count or a day of the paragraph.

    Args:
        again: prints the document with facts changed.
        known: its values.
        text: the paragraph as it was sent.
        which: its words that were edited.
    """
    base = again.document()
    printed = next((one for one in base.paragraphs if one.plain == plain(text)), None) if base is not None else None
    if base is None or printed is None:
        return None
    for leaf in _beside(known, text):
        assert isinstance(leaf.value, Enum)
        for other in type(leaf.value):
            changed = again.document(set_to(leaf, str(other.value))) if other is not leaf.value else None
            said = match(base, changed).pairs.get(printed) if changed is not None else None
            if said is None:
                continue
            differing = hunks(words_of(printed.text), words_of(said.text))
            if any(set(one.old) & set(which) for one in differing):
                return leaf
    return None


def _beside(known: Sequence[Leaf], text: str) -> Iterator[Leaf]:
    said = [one.value for one in readings(plain(text))]
    there = {(leaf.file, leaf.route[:-1]) for leaf in known if any(leaf.value == value for value in said)}
    return (leaf for leaf in known if isinstance(leaf.value, Enum) and (leaf.file, leaf.route[:-1]) in there)
