"""The terms that held on a day, from what had been signed.

Where nothing has been signed here the data is all that is known, and stands as it is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from contracts.errors import ProblemsError
from contracts.facts.calendar import last_day
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.authority import Authority
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import PeriodKind, TermPeriod
from contracts.ledger.leaving import after_notice, ends_all, notices_in_effect
from contracts.ledger.ledger import Ledger, ledger_of
from contracts.ledger.revisions import MAIN_SERIES, Revision, RevisionKind
from contracts.ledger.separate import terms_of
from contracts.ledger.terms import Terms, with_terms


def held_on(ledger: Ledger, day: dt.date, series: str = MAIN_SERIES) -> Revision | None:
    """The signed state whose terms held on a day, with the terms as notices had left them.

    Of those that held from that day or earlier, the last that was filed; None before the first, or when nothing has
    been signed. An end that a notice brings is known from the day on which it was given; a party that leaves the others
    is a party until its last day.
    """
    signed = ledger.series(series)
    held = [one for one in signed if one.record.effective <= day and one.record.notice is None]
    return replace(held[-1], terms=_left_on(terms_of(held[-1].terms, series), signed, day)) if held else None


def authority_on(authority: AuthorityFolder, day: dt.date) -> AuthorityFolder:
    """The authority with each partnership as it held on a day.

    A partnership whose agreement has been signed, but did not hold yet, has the terms that were signed first.

    Raises:
        ProblemsError: a record of signed/ cannot be read.
    """
    partnerships, organisations, units = [], {one.id: one for one in authority.organisations}, authority.authority
    for folder in authority.partnerships:
        ledger = ledger_of(folder)
        signed = ledger.series()
        if not signed:
            partnerships.append(folder)
            continue
        revision = held_on(ledger, day) or signed[0]
        facts = with_terms(folder.partnership, revision.terms.partnership)
        known = tuple(one for one in signed if one.number <= revision.number)
        # The periods are those that were signed, also when a notice has cut the last one short.
        agreed = _with_periods(with_terms(folder.partnership, known[-1].terms.partnership), known)
        term = facts.term.model_copy(update={"history": agreed.term.history})
        partnerships.append(replace(folder, partnership=facts.model_copy(update={"term": term})))
        organisations |= _parties(revision)
        units = _with_units(units, revision)
    return replace(
        authority,
        authority=units,
        organisations=tuple(organisations.values()),
        partnerships=tuple(partnerships),
    )


def with_signed_periods(folder: PartnershipFolder, day: dt.date | None = None) -> PartnershipFolder:
    """The partnership with its earlier periods as they were signed, so that steps of extension are counted from there.

    A record that cannot be read is told of by the checks; then the data stands as it is.

    Args:
        folder: the partnership as the data has it.
        day: what was signed later is left out; None for all.
    """
    try:
        signed = [one for one in ledger_of(folder).series() if day is None or one.record.date <= day]
    except ProblemsError:
        return folder
    return replace(folder, partnership=_with_periods(folder.partnership, signed)) if signed else folder


def signed_periods(signed: Sequence[Revision]) -> tuple[TermPeriod, ...]:
    """The periods that have been signed: the agreement's own, and each extension by itself.

    An amendment that moves the last day makes the agreement's own period another: steps are counted from there.
    """
    first = next((one for one in signed if last_day(one.terms.partnership.term) is not None), None)
    if first is None or first.terms.partnership.term.start is None:
        return ()
    start = first.terms.partnership.term.start
    periods: list[TermPeriod] = []
    end: dt.date | None = None
    for revision in signed:
        reached = last_day(revision.terms.partnership.term)
        if reached is None or reached == end:
            continue
        if end is not None and revision.record.kind is RevisionKind.EXTENSION:
            begun = end + dt.timedelta(days=1)
            periods.append(_period(begun, reached, PeriodKind.EXTENSION))
        else:
            periods = [_period(start, reached, PeriodKind.ORIGINAL)]
        end = reached
    return tuple(periods)


def _period(start: dt.date, end: dt.date, kind: PeriodKind) -> TermPeriod:
    return TermPeriod.model_construct(start=start, end=end, kind=kind, decision=None)


def _with_periods(facts: Partnership, signed: Sequence[Revision]) -> Partnership:
    """The facts with the signed periods as their history, unless they tell their own."""
    periods = signed_periods(signed)
    if facts.term.history or not periods:
        return facts
    if len(periods) == 1 and last_day(facts.term) == periods[0].end:
        return facts  # nothing has been prolonged: the term says it all
    return facts.model_copy(update={"term": facts.term.model_copy(update={"history": periods})})


def _left_on(terms: Terms, signed: Sequence[Revision], day: dt.date) -> Terms:
    """The terms as the notices that had been given leave them on a day."""
    known = [one for one in signed if (one.record.date if one.record.notice else one.record.effective) <= day]
    for notice in notices_in_effect(known):
        if notice.last_day < day or ends_all(terms, notice.by, notice.last_day):
            terms = after_notice(terms, notice)
    return terms


def _parties(revision: Revision) -> dict[str, Organisation]:
    """The parties by the names that they signed under."""
    return {one.id: one for one in revision.terms.authority.organisations}


def _with_units(today: Authority, revision: Revision) -> Authority:
    """Today's authority, and the units that have gone since."""
    known = {unit.id for unit in today.units}
    gone = tuple(unit for unit in revision.terms.authority.authority.units if unit.id not in known)
    return today.model_copy(update={"units": (*today.units, *gone)}) if gone else today
