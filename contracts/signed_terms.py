"""Answers about signed terms: what differs from them and what that calls for, and which held on a day."""

import datetime as dt
from dataclasses import dataclass

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.calendar import last_day
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.load import load_workspace
from contracts.facts.named import named_partnership
from contracts.facts.source import nearest
from contracts.ledger.as_of import held_on
from contracts.ledger.behind import behind_findings
from contracts.ledger.classification import Classification
from contracts.ledger.comparing import compare, compare_states
from contracts.ledger.effect import Effect, economic_effect
from contracts.ledger.faults import ledger_faults
from contracts.ledger.findings import LedgerFinding
from contracts.ledger.ledger import Ledger, ledger_of
from contracts.ledger.revisions import MAIN_SERIES, Notice, Revision
from contracts.ledger.telling import ToldChange, tell
from contracts.ledger.terms import Terms
from contracts.project import Project
from contracts.spelling.dates import datum


@dataclass(frozen=True, slots=True)
class Differing:
    """Two states of an agreement's terms, and what lies between them."""

    name: str  #: the partnership's
    partnership: str  #: "botkyrka/feriepraktik"
    old: Revision
    new: Revision | None  #: None for the data as it is
    changes: tuple[ToldChange, ...]
    classification: Classification | None  #: None between two signed states: their documents have been signed
    effect: Effect  #: the economic effect of the changes
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The terms that held on a day."""

    name: str
    partnership: str
    day: dt.date
    terms: Terms
    revision: Revision | None  #: None when nothing has been signed: the terms are the data's
    notes: tuple[str, ...]  #: Swedish: what else was known that day, or is to come


def differing(
    project: Project, name: str, series: str | None, old: int | None, new: int | None, today: dt.date
) -> Differing:
    """What differs between two states of an agreement.

    Args:
        project: where data/ is.
        name: the partnership.
        series: the agreement; the main one, or the only one, when None.
        old: number of the earlier signed state; the last signed when None.
        new: number of the later signed state; the data when None.
        today: the day to take for a change that has no day of its own.

    Raises:
        ProblemsError: data/ cannot be read, nobody has signed anything, or there is no such state.
    """
    authority, folder = _find(project, name)
    ledger = ledger_of(folder)
    chosen = _series(ledger, series, folder)
    partnership = f"{authority.id}/{folder.id}"
    if old is not None or new is not None:
        later = _numbered(ledger, new, folder) if new is not None else None
        earlier = _numbered(ledger, old, folder) if old is not None else _before(ledger, later, folder)
        return _between(authority, folder, earlier, later)
    compared = compare(authority, folder, chosen)
    assert compared is not None  # the series has been signed
    classified = compared.classified(today)
    outcome = compared.outcome(classified)
    findings = (*classified.findings, *behind_findings(compared, classified))
    return Differing(
        folder.partnership.name,
        partnership,
        compared.last,
        None,
        tell(compared.signed, outcome, compared.headings),
        classified,
        economic_effect(compared.signed, outcome, compared.holds_from(classified), compared.last.record.effective),
        tuple(_problem(finding, folder) for finding in findings),
    )


def _between(
    authority: AuthorityFolder, folder: PartnershipFolder, earlier: Revision, later: Revision | None
) -> Differing:
    """What differs between two documents, or a document and the data, whatever has been signed in between."""
    compared = compare_states(ledger_of(folder), earlier, later, Terms(authority, folder))
    days = [earlier.record.effective, later.record.effective if later else _effective(authority, folder, earlier)]
    known = [day for day in days if day is not None]
    # Between states that are years apart, what differs holds from the day of the newer one.
    since = max(known) if len(known) == len(days) else None
    return Differing(
        folder.partnership.name,
        f"{authority.id}/{folder.id}",
        earlier,
        later,
        tell(compared.signed, compared.new, compared.headings),
        None,
        economic_effect(compared.signed, compared.new, since, earlier.record.effective),
        (),
    )


def held(project: Project, name: str, series: str | None, day: dt.date) -> Held:
    """The terms that held on a day; those of the data where nothing has been signed.

    Raises:
        ProblemsError: data/ cannot be read, or the agreement did not hold yet.
    """
    authority, folder = _find(project, name)
    ledger = ledger_of(folder)
    partnership = f"{authority.id}/{folder.id}"
    if not ledger.agreements:
        note = "Inget är filat som undertecknat: villkoren är de som uppgifterna säger."
        return Held(folder.partnership.name, partnership, day, Terms(authority, folder), None, (note,))
    chosen = _series(ledger, series, folder)
    revision = held_on(ledger, day, chosen)
    if revision is None:
        first = ledger.series(chosen)[0].record
        text = f"inga undertecknade villkor gällde den {datum(day)}"
        remedy = f"de första gäller från den {datum(first.effective)} ({first.number}.pdf)"
        raise ProblemsError([Problem("nothing-held", text, Place(folder.signed.shown_as), remedy)])
    notes = tuple(_notes(ledger.series(chosen), revision, day))
    terms = revision.terms
    return Held(terms.partnership.name, partnership, day, terms, revision, notes)


def _notes(signed: tuple[Revision, ...], revision: Revision, day: dt.date) -> list[str]:
    notes = [_noticed(one, one.record.notice, day) for one in signed if one.record.notice and one.record.date <= day]
    for one in signed:
        record = one.record
        if record.effective > day and record.notice is None:
            notes.append(f"Från den {datum(record.effective)} gäller {record.number}.pdf, {record.title}.")
    end = last_day(revision.terms.partnership.term)
    if end is not None and end < day:
        notes.append(f"Avtalet hade gått ut: sista dagen var den {datum(end)}. Det som visas är de sista villkoren.")
    return notes


def _noticed(revision: Revision, notice: Notice, day: dt.date) -> str:
    organisation = revision.terms.organisation(notice.by)
    who = organisation.name if organisation else notice.by
    if notice.last_day < day:
        return f"{who} hade sagt upp avtalet; dess sista dag var den {datum(notice.last_day)}."
    return f"{who} har sagt upp avtalet; sista dagen är den {datum(notice.last_day)}."


def _effective(authority: AuthorityFolder, folder: PartnershipFolder, earlier: Revision) -> dt.date | None:
    """From when the data holds: since the last document where it says what that did, else as it says itself."""
    compared = compare(authority, folder, earlier.record.series)
    assert compared is not None  # the series has been signed
    if not tell(compared.signed, compared.new, compared.headings):
        # A notice that runs out with the agreement leaves nothing that holds after it.
        end = last_day(compared.signed.partnership.term) or dt.date.max
        days = [one.record.effective for one in compared.series]
        return next((day for day in reversed(days) if day <= end), days[-1])
    revision = folder.partnership.revision
    return revision.effective if revision else None


def _find(project: Project, name: str) -> tuple[AuthorityFolder, PartnershipFolder]:
    workspace, problems = load_workspace(project.data, project.templates)
    try:
        authority, folder = named_partnership(workspace, name)
    except ProblemsError:
        # What cannot be read is missing from the workspace: then that is what is wrong.
        if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
            raise ProblemsError(errors) from None
        raise
    # What has been changed in signed/ since it was filed is not what was signed: nothing is told by it.
    faults = [fault.problem for fault in ledger_faults(folder)]
    if any(problem.severity is Severity.ERROR for problem in faults):
        raise ProblemsError(faults)
    return authority, folder


def _series(ledger: Ledger, series: str | None, folder: PartnershipFolder) -> str:
    known = ledger.agreements
    if not known:
        text = f"inget avtal är filat som undertecknat för {folder.id}"
        remedy = "fila det undertecknade avtalet med contracts file; utan det finns inget att jämföra med"
        raise ProblemsError([Problem("nothing-signed", text, Place(folder.source.file), remedy)])
    if series is None:
        return MAIN_SERIES if MAIN_SERIES in known else known[0]
    if series not in known:
        guess = nearest(series, list(known))
        remedy = f"menade du ”{guess}”?" if guess else f"de som är filade: {', '.join(known)}"
        text = f"inget avtal ”{series}” är filat som undertecknat för {folder.id}"
        raise ProblemsError([Problem("nothing-signed", text, Place(folder.signed.shown_as), remedy)])
    return series


def _numbered(ledger: Ledger, number: int, folder: PartnershipFolder) -> Revision:
    found = ledger.numbered(number)
    if found is None:
        known = ", ".join(str(revision.number) for revision in ledger.revisions)
        text, remedy = f"inget filat dokument har nummer {number}", f"de som finns: {known}"
        raise ProblemsError([Problem("nothing-signed", text, Place(folder.signed.shown_as), remedy)])
    return found


def _before(ledger: Ledger, later: Revision | None, folder: PartnershipFolder) -> Revision:
    """What a signed state builds on."""
    assert later is not None  # one of the two was named
    base = later.record.base
    return _numbered(ledger, base.number if base else later.number, folder)


def _problem(finding: LedgerFinding, folder: PartnershipFolder) -> Problem:
    place = folder.source.place(finding.route)
    return Problem(finding.rule, finding.text, place, finding.remedy, finding.severity)
