"""What the data says shall hold, against what was last signed."""

import datetime as dt
from dataclasses import dataclass, replace

from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.ledger.as_of import signed_periods
from contracts.ledger.classification import Classification, classify
from contracts.ledger.ledger import Ledger, ledger_of
from contracts.ledger.revisions import MAIN_SERIES, Revision, RevisionKind
from contracts.ledger.sections import Headings
from contracts.ledger.signed_headings import signed_headings
from contracts.ledger.terms import Terms, pinned
from contracts.spelling.dates import datum


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states of one agreement's terms: the last signed, and the one that shall hold."""

    ledger: Ledger
    last: Revision  #: what was last signed
    signed: Terms  #: the same, with the periods that have been signed as the term's history
    new: Terms  #: as the data says, with the library's clauses as they were signed
    made: Revision | None = None  #: the signed state that `new` is; None while it is the data's

    @property
    def headings(self) -> Headings:
        """What the signed agreement calls its sections, and their numbers."""
        series = self.ledger.series(self.last.record.series)
        return signed_headings([one for one in series if one.number <= self.last.number])

    def classified(self, today: dt.date) -> Classification:
        """The document that the difference calls for."""
        ending, given = self.new.partnership.ending, self.last.record.notice
        if ending is not None and given is not None and ending.by == given.by:
            when = f"{self.last.number}.pdf, {datum(self.last.record.date)}"
            return Classification(None, (f"Uppsägningen är redan filad ({when}).",), last_day=given.last_day)
        return classify(self.signed, self.new, today)


def compare(authority: AuthorityFolder, folder: PartnershipFolder, series: str = MAIN_SERIES) -> Compared | None:
    """Compare a partnership's data with what was last signed of one of its agreements.

    Args:
        authority: the authority.
        folder: the partnership.
        series: the agreement: "agreement", or "agreement-<association>".

    Returns:
        None when nothing of that agreement has been signed.

    Raises:
        ProblemsError: a record of signed/ cannot be read.
    """
    ledger = ledger_of(folder)
    last = ledger.last(series)
    if last is None:
        return None
    signed = _with_periods(last.terms, ledger.series(series))
    return Compared(ledger, last, signed, pinned(Terms(authority, folder), signed))


def compare_on(authority: AuthorityFolder, folder: PartnershipFolder, day: dt.date | None) -> Compared | None:
    """Compare what had been signed on a day with what came next: the state signed after it, otherwise the data.

    So a document that proposed a change tells of that change for ever, and not of the next one.

    Args:
        authority: the authority.
        folder: the partnership.
        day: the document's own; None for today's data against what was last signed.

    Returns:
        None when nothing had been signed.

    Raises:
        ProblemsError: a record of signed/ cannot be read.
    """
    ledger = ledger_of(folder)
    if not ledger.agreements:
        return None
    series = ledger.series(MAIN_SERIES if MAIN_SERIES in ledger.agreements else ledger.agreements[0])
    states = tuple(one for one in series if one.record.kind is not RevisionKind.NOTICE)
    known = sum(day is None or one.record.date <= day for one in states)
    if not known:
        return None
    last, made = states[known - 1], states[known] if known < len(states) else None
    signed = _with_periods(last.terms, states[:known])
    return Compared(ledger, last, signed, made.terms if made else pinned(Terms(authority, folder), signed), made)


def _with_periods(terms: Terms, signed: tuple[Revision, ...]) -> Terms:
    facts = terms.partnership
    if facts.term.history:
        return terms
    term = facts.term.model_copy(update={"history": signed_periods(signed)})
    folder = replace(terms.folder, partnership=facts.model_copy(update={"term": term}))
    return Terms(terms.authority, folder)
