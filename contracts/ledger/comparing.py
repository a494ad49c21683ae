"""What the data says shall hold, against what was last signed."""

import datetime as dt
from dataclasses import dataclass, replace

from contracts.facts.calendar import last_day
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.ledger.as_of import signed_periods
from contracts.ledger.classification import Classification, classify
from contracts.ledger.leaving import after_notice, notices_in_effect, settled, states
from contracts.ledger.ledger import Ledger, ledger_of
from contracts.ledger.revisions import MAIN_SERIES, Notice, Revision, RevisionKind
from contracts.ledger.sections import Headings
from contracts.ledger.separate import party_of, separable_parties, terms_of
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
    whole: tuple[Terms, Terms]  #: both, of a separate agreement too with all that the partnership has agreed
    made: Revision | None = None  #: the signed state that `new` is; None while it is the data's
    filed: Revision | None = None  #: the notice that the data still tells of, though it has been filed

    @property
    def series(self) -> tuple[Revision, ...]:
        """All that has been signed of the agreement, in the order of filing."""
        return self.ledger.series(self.last.record.series)

    @property
    def headings(self) -> Headings:
        """What the signed agreement calls its sections, and their numbers."""
        series = self.ledger.series(self.last.record.series)
        return signed_headings([one for one in series if one.number <= self.last.number])

    def classified(self, today: dt.date) -> Classification:
        """The document that the difference calls for."""
        found = classify(self.signed, self.new, today)
        if self.filed is None or self.filed.record.notice is None or found.kind is not None:
            return found
        when = f"{self.filed.number}.pdf, {datum(self.filed.record.date)}"
        last = self.filed.record.notice.last_day
        return Classification(None, (f"Uppsägningen är redan filad ({when}).",), last_day=last)

    def outcome(self, found: Classification) -> Terms:
        """The terms that the document leaves: a notice changes none, and yet what the party had comes to an end."""
        ending = self.new.partnership.ending
        is_notice = self.made is None and found.kind is RevisionKind.NOTICE
        if not is_notice or ending is None or found.last_day is None:
            return self.new
        return after_notice(self.new, Notice(by=ending.by, last_day=found.last_day))

    def holds_from(self, found: Classification) -> dt.date | None:
        """The first day of those terms; None when nobody has said."""
        if self.made is not None:
            return self.made.record.effective
        if found.kind is RevisionKind.NOTICE:
            return found.last_day + dt.timedelta(days=1) if found.last_day else None
        revision = self.new.partnership.revision
        return revision.effective if revision else None


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
    return _with_data(ledger, ledger.series(series), Terms(authority, folder))


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
    known = sum(day is None or one.record.date <= day for one in series)
    if not known:
        return None
    if known == len(series):
        return _with_data(ledger, series, Terms(authority, folder))
    return _with_state(ledger, series[:known], states(series)[known])


def compare_states(ledger: Ledger, earlier: Revision, later: Revision | None, data: Terms) -> Compared:
    """Compare what had been signed up to one document with a signed state, or with the data.

    Args:
        ledger: what has been signed of the partnership.
        earlier: the document on the old side.
        later: the one on the new side; None for the data. Where it was filed before, this is the way back.
        data: the data.
    """
    if later is not None and later.number < earlier.number:
        there = compare_states(ledger, later, earlier, data)
        return replace(
            there, last=earlier, signed=there.new, new=there.signed, whole=(there.whole[1], there.whole[0]), made=later
        )
    series = ledger.series(earlier.record.series)
    known = tuple(one for one in series if one.number <= earlier.number)
    if later is None:
        return _with_data(ledger, series, data, known)
    made = next(one for one in states(ledger.series(later.record.series)) if one.number == later.number)
    return _with_state(ledger, known, made)


def _with_state(ledger: Ledger, known: tuple[Revision, ...], made: Revision) -> Compared:
    """What had been signed up to a document, and a signed state."""
    # What the notice was given under, not what it leaves: a change signed meanwhile still has the party.
    left = settled(known[-1].terms, made.terms, known)
    for notice in notices_in_effect(known):
        if made.record.effective > notice.last_day:
            left = after_notice(left, notice)  # whoever is a party in what holds later has joined anew
    before = _with_periods(left, known)
    name = known[0].record.series
    return Compared(ledger, known[-1], terms_of(before, name), terms_of(made.terms, name), (before, made.terms), made)


def _with_data(
    ledger: Ledger, series: tuple[Revision, ...], data: Terms, known: tuple[Revision, ...] | None = None
) -> Compared:
    """What has been signed of an agreement, all or what was `known` by a document, and the data."""
    name, known = series[0].record.series, known or series
    filed = _filed_notice(series, data)
    if filed is not None or _ended_elsewhere(name, data):
        facts = data.partnership.model_copy(update={"ending": None})
        data = Terms(data.authority, replace(data.folder, partnership=facts))
    last = known[-1]
    whole = _both(last.terms, data, series, known)
    own = _both(terms_of(last.terms, name), terms_of(data, name), series, known) if party_of(name) else whole
    return Compared(ledger, last, *own, whole, filed=filed)


def _both(signed: Terms, data: Terms, series: tuple[Revision, ...], known: tuple[Revision, ...]) -> tuple[Terms, Terms]:
    """The terms last signed by a document, and those of the data, with the notices that had and have been filed."""
    left = settled(signed, data, known)
    if last_day(data.partnership.term) == last_day(signed.partnership.term):
        data = settled(data, data, series)  # the end that a notice brings need not be written down
    return _with_periods(left, known), pinned(data, left)


def _ended_elsewhere(series: str, data: Terms) -> bool:
    """Whether the notice in the data is another association's than that of this separate agreement."""
    ending = data.partnership.ending
    others = set(separable_parties(data.authority, data.partnership)) - {party_of(series)}
    return bool(party_of(series)) and ending is not None and ending.by in others


def _filed_notice(series: tuple[Revision, ...], data: Terms) -> Revision | None:
    """The notice in signed/ that the data's `ending` is."""
    ending = data.partnership.ending
    given = [one for one in series if ending and one.record.notice and one.record.notice.by == ending.by]
    return given[-1] if given else None


def _with_periods(terms: Terms, signed: tuple[Revision, ...]) -> Terms:
    facts = terms.partnership
    if facts.term.history:
        return terms
    term = facts.term.model_copy(update={"history": signed_periods(signed)})
    folder = replace(terms.folder, partnership=facts.model_copy(update={"term": term}))
    return Terms(terms.authority, folder)
