"""Files a signed document: examined first, then written once, with word of what to do next."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.model.decision import Decision
from contracts.keeping.afterwards import next_steps, state_after
from contracts.keeping.completing import complete
from contracts.keeping.electronic import examine
from contracts.keeping.examined import Examined
from contracts.keeping.kept import Kept
from contracts.keeping.place import LedgerPlace, effective_day
from contracts.keeping.refusals import unreadable
from contracts.keeping.scanned import ScanTarget, examine_scan
from contracts.keeping.writing import clear_interrupted, write_once
from contracts.ledger.ending import judge_ending
from contracts.ledger.faults import ledger_faults
from contracts.ledger.lateness import signed_late
from contracts.ledger.revisions import (
    Notice,
    Revision,
    RevisionKind,
    RevisionRecord,
    SignedHeading,
    SignedPdf,
    terms_from,
)
from contracts.ledger.terms import Terms
from contracts.ledger.trees import tree_of
from contracts.pdf.attachments import WORDING_NAME
from contracts.pdf.read import UnreadablePdfError, attached_wording
from contracts.project import Project
from contracts.word.kept_numbers import signed_headings


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks to be filed, and what they say of it."""

    pdf: Path
    scan: ScanTarget | None = None  #: None for a document that was signed electronically
    signed_on: dt.date | None = None
    roots: tuple[Path, ...] = ()
    build_differs: bool = False


def keep(project: Project, asked: Asked) -> Kept:
    """Examine a signed document and file it; one that a killed filing left uncounted only gets its state written.

    Raises:
        ProblemsError: with every reason why it may not be filed; nothing is written then.
        OutputError: data/ cannot be written; it is as it was.
    """
    if not asked.pdf.is_file():
        text, remedy = "filen finns inte", "ange den undertecknade PDF:en; kontrollera namnet och var den ligger"
        raise ProblemsError([Problem("pdf-missing", text, Place(str(asked.pdf)), remedy)])
    if (completed := complete(project, asked.pdf)) is not None:
        return completed
    examined = _examined(project, asked)
    if clear_interrupted(examined.place.folder.path):
        # What a killed filing left is gone now: look at signed/ anew.
        examined = _examined(project, asked)
    place = examined.place
    faults = [fault.problem for fault in ledger_faults(place.folder)]
    if errors := [problem for problem in faults if problem.severity is Severity.ERROR]:
        raise ProblemsError(errors)
    content = asked.pdf.read_bytes()
    if hashlib.sha256(content).hexdigest() != examined.sha256:
        text, remedy = "filen ändrades medan den prövades", "fila den igen när ingen annan skriver i den"
        raise ProblemsError([Problem("signed-changing", text, Place(str(asked.pdf)), remedy)])
    record = record_for(examined, headings_in(asked.pdf))
    # Everything is thought out before anything is written: what could stop the filing stops it here.
    state = state_after(place.folder, record)
    steps = (*_late(place, record), *next_steps(place.folder, record))
    path = write_once(place.folder.path, content, record, state.file)
    return Kept(path, record, state.edited, steps)


def _examined(project: Project, asked: Asked) -> Examined:
    try:
        if asked.scan:
            return examine_scan(project, asked.pdf, asked.scan, asked.signed_on)
        return examine(project, asked.pdf, asked.roots, asked.signed_on, build_differs=asked.build_differs)
    except UnreadablePdfError as error:
        raise ProblemsError([unreadable(asked.pdf, error)]) from error


def headings_in(pdf: Path) -> tuple[SignedHeading, ...]:
    """The headings of the first level in the whole wording that a document carries; none when it carries none."""
    wording = attached_wording(pdf)
    if wording is None:
        return ()
    found = (one for one in signed_headings(wording, WORDING_NAME) if not one.under)
    return tuple(SignedHeading(key=one.key, number=one.heading.number, text=one.heading.text) for one in found)


def record_for(examined: Examined, headings: tuple[SignedHeading, ...]) -> RevisionRecord:
    """The record of an examined document."""
    place = examined.place
    terms = terms_from(examined.terms, place.folder.id, place.folder.id)
    facts = terms.partnership
    revision, notice = facts.revision if place.mark else None, _notice(place, terms)
    return RevisionRecord(
        number=place.number,
        document=place.document,
        series=place.series,
        kind=place.kind,
        title=examined.title,
        date=examined.date,
        effective=effective_day(place, facts, notice, examined.date),
        decision=written_decision(revision.decision) if revision and revision.decision else None,
        reason=revision.reason if revision else None,
        notice=notice,
        base=place.base,
        signatories=examined.signatories,
        pdf=SignedPdf(sha256=examined.sha256, pages=examined.pages, scan=examined.scan),
        checked=examined.checked,
        unchecked=examined.unchecked,
        record_sha256=examined.record_sha256,
        terms=examined.terms,
        headings=headings,
    )


def written_decision(decision: Decision) -> dict[str, str]:
    """A decision as the data has it."""
    return {name: str(value) for name, value in tree_of(decision).items()}


def _late(place: LedgerPlace, record: RevisionRecord) -> tuple[str, ...]:
    """What to do when it was signed too late, or before it was decided: it is filed, for it has been signed."""
    shown = f"{place.folder.signed.shown_as}/{record.number}.json"
    filed = Revision(
        record, terms_from(record.terms, place.folder.id, shown), shown, hashlib.sha256(record.to_bytes()).hexdigest()
    )
    found = signed_late((*place.ledger.series(place.series), filed))
    return tuple(f"{fault.remedy}: {fault.text}" for fault in found if fault.file == shown)


def _notice(place: LedgerPlace, terms: Terms) -> Notice | None:
    ending = terms.partnership.ending
    last = place.ledger.last(place.series)
    if place.kind is not RevisionKind.NOTICE or ending is None or last is None:
        return None
    judged = judge_ending(last.terms, ending)
    return Notice(by=ending.by, last_day=judged.last_day) if judged.last_day else None
