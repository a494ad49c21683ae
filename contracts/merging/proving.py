"""What a change of facts does to a document, held against what was edited in it: the proof of a proposal.

Everything is said of paragraphs of the document as its facts print it. A change explains an edit when the very words
that it takes away were taken away, and those that it brings stand in the edited document where they come.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.merging.documents import Document, Matching, Paragraph, match
from contracts.merging.words import Hunk, cut, hunks, matched, words_of

#: A word that came into an edited paragraph or went from a printed one, or a paragraph that came or went whole.
Claim = tuple[str, Paragraph, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change of facts shows, and what would be printed there."""

    paragraph: Paragraph  #: of the edited document
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of facts does."""

    claims: frozenset[Claim]  #: edits that it explains
    explained: tuple[Place, ...]
    unchanged: tuple[Place, ...]  #: it would be otherwise there, but in the edited document stands what was sent
    contradicted: tuple[Place, ...]  #: there stands something else again


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """A document as its facts print it, and as it came back."""

    printed: Document
    edited: Document
    returned: Mapping[Paragraph, Paragraph]  #: of printed paragraphs: as they came back
    gone: frozenset[Paragraph]  #: printed paragraphs that did not
    come: tuple[Paragraph, ...]  #: edited ones that were not sent


def effect_of(changed: Document, sides: Sides) -> Effect:
    """What a change of facts does.

    Args:
        changed: the document, printed with the facts changed.
        sides: the document without that change, and as it came back.
    """
    found = match(sides.printed, changed)
    gathered = _Gathered(set(), [], [], [])
    for one, other in found.pairs.items():
        if one.plain != other.plain and one in sides.returned:
            _compare(one, other, sides.returned[one], gathered)
    for one in found.gone:
        if one in sides.gone:
            gathered.claims.add(("gone", one, 0))
        elif one in sides.returned:
            gathered.unchanged.append(Place(sides.returned[one], one.text, ""))
    _new_paragraphs(found, changed, sides, gathered)
    return Effect(
        frozenset(gathered.claims),
        tuple(gathered.explained),
        tuple(gathered.unchanged),
        tuple(gathered.contradicted),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    claims: set[Claim]
    explained: list[Place]
    unchanged: list[Place]
    contradicted: list[Place]


def _compare(one: Paragraph, other: Paragraph, edited: Paragraph, gathered: _Gathered) -> None:
    printed, changed, returned = words_of(one.text), words_of(other.text), words_of(edited.text)
    edits = hunks(printed, returned)
    taken = {n for hunk in edits for n in hunk.old}
    brought = {n for hunk in edits for n in hunk.new}
    standing = matched(changed, returned)
    for hunk in hunks(printed, changed):
        place = Place(edited, cut(one.text, printed, hunk.old), cut(other.text, changed, hunk.new))
        came = {standing.get(n, -1) for n in hunk.new}
        if (set(hunk.old) <= taken) and (came <= brought):
            gathered.claims.update(("old", one, n) for n in hunk.old)
            gathered.claims.update(("new", edited, n) for n in came)
            gathered.explained.append(place)
        elif not _touched(hunk, edits, taken):
            gathered.unchanged.append(place)
        else:
            gathered.contradicted.append(place)


def _touched(hunk: Hunk, edits: tuple[Hunk, ...], taken: set[int]) -> bool:
    if hunk.old:
        return bool(set(hunk.old) & taken)
    return any(one.old.start <= hunk.old.start <= one.old.stop for one in edits)


def _new_paragraphs(found: Matching, changed: Document, sides: Sides, gathered: _Gathered) -> None:
    """Those that come in the changed document as they came in the edited one: the same words at the same place."""
    waiting = list(sides.come)
    kept = {other: sides.returned[one] for one, other in found.pairs.items() if one in sides.returned}
    own = {one: one for one in sides.returned.values()}
    for one in found.come:
        before = _before(one, changed, kept)
        for came in waiting:
            if came.plain == one.plain and _before(came, sides.edited, own) is before:
                waiting.remove(came)
                gathered.claims.add(("come", came, 0))
                break


def _before(paragraph: Paragraph, document: Document, known: Mapping[Paragraph, Paragraph]) -> Paragraph | None:
    """What the nearest known paragraph before one in the body is known as; None when it is the first, or beside it."""
    last: Paragraph | None = None
    for one in document.body.values():
        if one is paragraph:
            return last
        last = known.get(one, last)
    return None
