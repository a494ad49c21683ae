"""A copy of the edited Word file with a comment wherever somebody must decide: conflicts, and what is no typed fact."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from contracts.merging.proposal import Merge, Proposal, Spot, Told, Verdict
from contracts.word.comments import Line, Note, commented
from contracts.word.ooxml import Element, W, parse
from contracts.word.written import open_word_file, read_written, store


def write_commented(path: Path, merge: Merge, target: Path) -> bool:
    """Write a copy of the edited file with comments; whether there was anything to say.

    Args:
        path: the file that came back; it is not changed.
        merge: what it came to.
        target: where the copy goes.

    Raises:
        TemplateError: it is no sound Word file.
        OutputError: the copy cannot be written.
    """
    file = open_word_file(path)
    root = parse(file.package.members[file.package.main])
    notes = tuple(_notes(merge, list(root.iter(W + "p"))))
    if notes:
        store(commented(file, root, notes, None), target)
    return bool(notes)


def _notes(merge: Merge, paragraphs: Sequence[Element]) -> Iterator[Note]:
    for proposal in merge.proposals:
        if proposal.verdict in (Verdict.CONFLICT, Verdict.BLOCKED):
            for spot in proposal.spots[:1]:
                yield _note(spot, paragraphs, tuple(_of_proposal(proposal)))
    for told in merge.told:
        yield _note(told.spot, paragraphs, tuple(_of_told(told)))


def _of_proposal(one: Proposal) -> Iterator[Line]:
    yield Line(f"förslag {one.number}: {', '.join(value.title for value in one.values)}", "Konflikt,")
    yield from (Line(reason) for reason in one.reasons)
    yield Line("; ".join(dict.fromkeys(value.where for value in one.values)), small=True)


def _of_told(one: Told) -> Iterator[Line]:
    lead = "Tillagt:" if not one.before else "Borttaget:" if not one.after else "Ändrat:"
    yield Line(f"{one.source.origin}, nr {one.number}", lead)
    yield Line(one.before or one.after, "Stod:" if one.before else "Nytt:")
    if one.source.where:
        yield Line(one.source.where, "Kommer från:")
    yield Line(one.source.remedy, "Gör så här:")


def _note(spot: Spot, paragraphs: Sequence[Element], lines: tuple[Line, ...]) -> Note:
    if spot.stored is None or spot.stored >= len(paragraphs):
        return Note((*lines, Line(spot.place, "Var:")))  # Word takes no comments there; it stands at the top
    paragraph = paragraphs[spot.stored]
    at = read_written(paragraph).text.find(spot.text) if spot.text else -1
    return Note(lines, paragraph, at, at + len(spot.text)) if at >= 0 else Note(lines, paragraph)
