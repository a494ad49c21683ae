"""From what was edited in a document to the changes of facts that explain it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from contracts.editing.splice import Set
from contracts.facts.source import Route
from contracts.merging.again import Again
from contracts.merging.candidates import reference_candidates, set_to, text_candidates, value_candidates
from contracts.merging.documents import Paragraph
from contracts.merging.facts import Edits, Leaf, leaves
from contracts.merging.items import come_candidates, gone_candidates
from contracts.merging.proving import Claim, Effect, Sides, effect_of

#: Guesses that are printed at most for one paragraph, and pairs of guesses.
_MOST: Final = 60
_MOST_PAIRS: Final = 20


@dataclass(frozen=True, slots=True)
class Explanation:
    """A change of facts that explains something in the edited document."""

    edits: Edits
    effect: Effect
    rival: Edits = ()  #: another change of the same value, which explains something else


def explanations(again: Again, sides: Sides) -> tuple[Explanation, ...]:
    """The changes of facts that together explain as much as can be of what was edited.

    Args:
        again: prints the document with facts changed.
        sides: the document as its facts print it, and as it came back.
    """
    known = leaves(again.authority)
    by_paragraph = {key: list(islice(found, _MOST)) for key, found in _guesses(again, sides, known)}
    tried = dict(_tried(dict.fromkeys(edits for found in by_paragraph.values() for edits in found), again, sides))
    chosen = _chosen(tried)
    claimed = {claim for one in chosen for claim in one.effect.claims}
    pairs: dict[Edits, None] = {}
    for key, found in by_paragraph.items():
        single = [edits for edits in found if edits in tried and isinstance(edits[0].edit, Set)]
        if isinstance(key, Paragraph) and not _is_claimed(key, claimed):
            together = (one + other for one, other in combinations(single, 2) if _place(one) != _place(other))
            pairs.update(dict.fromkeys(islice(together, _MOST_PAIRS)))
    if pairs:
        tried |= dict(_tried(pairs, again, sides))
        chosen = _chosen(tried)
    return tuple(chosen)


def _is_claimed(printed: Paragraph, claimed: set[Claim]) -> bool:
    return any(claim[1] is printed for claim in claimed)


def _place(edits: Edits) -> tuple[str, Route]:
    return edits[0].file, edits[0].edit.route


def _guesses(again: Again, sides: Sides, known: Sequence[Leaf]) -> Iterator[tuple[object, Iterator[Edits]]]:
    """What may have been changed, by the printed paragraph that speaks for it."""
    changed = [(one, other) for one, other in sides.returned.items() if one.plain != other.plain]
    for one, other in changed:
        yield one, _of_paragraph(again, known, one.text, other.text)
    yield "texts", iter(_texts(known, changed))
    for one in sides.gone:
        yield one, gone_candidates(known, again.authority, one.text)
    printed = {edited: one for one, edited in sides.returned.items()}
    ordered = list(sides.edited.body.values())
    for come in sides.come:
        yield come, _of_new(again, known, come, ordered, printed)


def _of_paragraph(again: Again, known: Sequence[Leaf], old: str, new: str) -> Iterator[Edits]:
    yield from value_candidates(known, old, new)
    yield from reference_candidates(known, again.authority, old, new)
    for leaf in known:
        if isinstance(leaf.value, str):
            yield from (set_to(leaf, raw) for raw in text_candidates(leaf, leaf.raw, old, new))


def _texts(known: Sequence[Leaf], changed: Sequence[tuple[Paragraph, Paragraph]]) -> Iterator[Edits]:
    """Each text with what was edited in all of its paragraphs."""
    for leaf in known:
        raw, times = leaf.raw, 0
        for one, other in changed if isinstance(leaf.value, str) else ():
            further = next(text_candidates(leaf, raw, one.text, other.text), None)
            if further is not None:
                raw, times = further, times + 1
        if times > 1:
            yield set_to(leaf, raw)


def _of_new(
    again: Again,
    known: Sequence[Leaf],
    come: Paragraph,
    ordered: Sequence[Paragraph],
    printed: Mapping[Paragraph, Paragraph],
) -> Iterator[Edits]:
    """From the printed paragraphs on either side; between them and this one others may have come too."""
    at = next((n for n, one in enumerate(ordered) if one is come), None)
    if at is None:
        return
    for side, before in ((reversed(ordered[:at]), False), (iter(ordered[at + 1 :]), True)):
        beside = next((printed[one] for one in side if one in printed), None)
        if beside is not None:
            yield from come_candidates(known, again.authority, come.text, beside.text, before=before)


def _tried(guesses: Mapping[Edits, None], again: Again, sides: Sides) -> Iterator[tuple[Edits, Effect]]:
    for edits in guesses:
        document = again.document(edits)
        if document is not None:
            yield edits, effect_of(document, sides)


def _chosen(tried: Mapping[Edits, Effect]) -> list[Explanation]:
    """Those that explain most and go against least; of one value only one, which then has a rival."""
    chosen: list[Explanation] = []
    claimed: set[Claim] = set()
    for edits, effect in sorted(tried.items(), key=lambda one: _worth(*one)):
        if not effect.claims - claimed or not _is_likely(edits, effect):
            continue
        rival = next((n for n, one in enumerate(chosen) if _same_value(one.edits, edits)), None)
        if rival is not None:
            other = chosen[rival]
            chosen[rival] = Explanation(other.edits, other.effect, edits)
        else:
            chosen.append(Explanation(edits, effect))
        claimed |= effect.claims
    return chosen


def _worth(edits: Edits, effect: Effect) -> tuple[int, ...]:
    against = len(effect.unchanged) + len(effect.contradicted)
    return (-len(effect.claims), against, len(edits))


def _is_likely(edits: Edits, effect: Effect) -> bool:
    """Whether it goes against no more than it explains; a value that is set may stand at places that were forgotten."""
    against = len(effect.unchanged) + len(effect.contradicted)
    return against <= len(effect.claims) or all(isinstance(one.edit, Set) for one in edits)


def _same_value(one: Edits, other: Edits) -> bool:
    return bool(
        {(edit.file, edit.edit.route) for edit in one} & {(edit.file, edit.edit.route) for edit in other}
    ) and all(isinstance(edit.edit, Set) for edit in (*one, *other))
