"""What was edited in a file, paragraph by paragraph, and which of it no change of facts explains."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.merging.again import Again
from contracts.merging.documents import Document, Matching, Paragraph, match
from contracts.merging.facts import FactEdit
from contracts.merging.proposal import Spot, Told
from contracts.merging.prose import Origins
from contracts.merging.proving import Effect, Sides, effect_of
from contracts.merging.words import Hunk, cut, hunks, words_of

#: Words shown around what was put in or taken out.
_AROUND = 4


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A sent document, the same printed again from its facts, and the file that came back."""

    sent: Document
    edited: Document
    edits: Matching  #: from the sent to the edited one
    sides: Sides | None  #: None when it cannot be printed again
    printed: dict[Paragraph, Paragraph]  #: by the sent paragraph

    @property
    def is_edited(self) -> bool:
        """Whether the file says anything else than what was sent."""
        changed = any(one.plain != other.plain for one, other in self.edits.pairs.items())
        return changed or bool(self.edits.gone or self.edits.come)


def compared(sent: Document, edited: Document, again: Again | None) -> Comparison:
    """The three of them, with their counterparts.

    Args:
        sent: the document that was sent.
        edited: the file that came back.
        again: prints the sent one again; None when that cannot be done.
    """
    edits = match(sent, edited)
    base = again.document() if again is not None else None
    if base is None:
        return Comparison(sent, edited, edits, None, {})
    # Where the program prints something else now than it did then, nothing can be proved.
    same = {one: other for one, other in match(base, sent).pairs.items() if one.plain == other.plain}
    sides = Sides(
        base,
        edited,
        {one: edits.pairs[other] for one, other in same.items() if other in edits.pairs},
        frozenset(one for one, other in same.items() if other in edits.gone),
        edits.come,
    )
    return Comparison(sent, edited, edits, sides, {other: one for one, other in same.items()})


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """All changes of facts made at once."""

    document: Document | None
    effect: Effect


def together(comparison: Comparison, again: Again, changes: tuple[FactEdit, ...]) -> Together:
    """What all changes do at once: a sum follows several of them."""
    assert comparison.sides is not None
    document = again.document(changes) if changes else None
    empty = Effect(frozenset(), (), (), ())
    return Together(document, effect_of(document, comparison.sides) if document is not None else empty)


def told(comparison: Comparison, all_: Together, origins: Origins, first: int) -> tuple[Told, ...]:
    """What was edited and is not explained, in the order of the file.

    Args:
        comparison: the files.
        all_: what all changes of facts do.
        origins: where words come from.
        first: the number of the first.
    """
    found = [*_within(comparison, all_, origins), *_whole(comparison, all_, origins)]
    order = {one: n for n, one in enumerate(comparison.edited.paragraphs)}
    found.sort(key=lambda one: order.get(one[0], len(order)))
    return tuple(
        Told(number, one.before, one.after, one.spot, one.source) for number, (_, one) in enumerate(found, first)
    )


def _within(comparison: Comparison, all_: Together, origins: Origins) -> Iterator[tuple[Paragraph, Told]]:
    """Edits within paragraphs."""
    sides = comparison.sides
    now = match(sides.printed, all_.document).pairs if sides is not None and all_.document is not None else {}
    for sent, edited in comparison.edits.pairs.items():
        if sent.plain == edited.plain:
            continue
        printed = comparison.printed.get(sent)
        meant = now.get(printed, printed) if printed is not None else sent
        assert meant is not None
        before, wanted, after = words_of(sent.text), words_of(meant.text), words_of(edited.text)
        edits = hunks(before, after)
        for left in hunks(wanted, after):
            edit = next((one for one in edits if _meet(one, left)), None)
            if edit is None:
                continue
            source = origins.of(sent.text, edit.old, printed=printed is not None)
            # What stood is what was sent; what is meant may be the outcome of a proposal that nobody has said yes to.
            old, new = _shown(sent.text, edit.old), _shown(edited.text, left.new)
            yield (
                edited,
                Told(0, old, new, Spot(edited.place, edited.stored, cut(edited.text, after, left.new)), source),
            )


def _meet(edit: Hunk, left: Hunk) -> bool:
    """Whether two stretches of the edited text overlap, or one stands at the end of the other."""
    return edit.new.start <= left.new.stop and left.new.start <= edit.new.stop


def _shown(text: str, which: range) -> str:
    """Some words with their neighbours, so that a reader finds the place; all of a short text."""
    words = words_of(text)
    if not words:
        return ""
    start, stop = max(0, which.start - _AROUND), min(len(words), which.stop + _AROUND)
    head, tail = "… " if start else "", " …" if stop < len(words) else ""
    return f"{head}{text[words[start].start : words[stop - 1].end]}{tail}"


def _whole(comparison: Comparison, all_: Together, origins: Origins) -> Iterator[tuple[Paragraph, Told]]:
    """Paragraphs that have come or gone."""
    claims = all_.effect.claims
    follows = {one: comparison.edits.pairs[one] for one in comparison.edits.pairs}
    last: Paragraph | None = None
    for sent in comparison.sent.paragraphs:
        if sent in follows:
            last = follows[sent]
        elif sent in comparison.edits.gone:
            printed = comparison.printed.get(sent)
            if printed is not None and ("gone", printed, 0) in claims:
                continue
            source = origins.of(sent.text, range(len(words_of(sent.text))), printed=printed is not None)
            spot = Spot(sent.place, last.stored if last is not None else None)
            anchor = last if last is not None else sent
            yield anchor, Told(0, sent.text.strip(), "", spot, source)
    for came in comparison.edits.come:
        if ("come", came, 0) not in claims:
            yield came, Told(0, "", came.text.strip(), Spot(came.place, came.stored), origins.new())
