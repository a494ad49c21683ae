"""The terms that held on a day, from what had been signed.

Where nothing has been signed here the data is all that is known, and stands as it is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from contracts.errors import ProblemsError
from contracts.facts.calendar import last_day
from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.facts.model.authority import Authority
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import PeriodKind, TermPeriod
from contracts.ledger.ledger import Ledger, ledger_of
from contracts.ledger.revisions import MAIN_SERIES, Revision, RevisionKind
from contracts.ledger.terms import with_terms


def held_on(ledger: Ledger, day: dt.date, series: str = MAIN_SERIES) -> Revision | None:
    """The signed state whose terms held on a day.

    Of those that held from that day or earlier, the last that was filed; None before the first, or when nothing has
    been signed. A notice changes no terms.
    """
    held = [
        revision
        for revision in ledger.series(series)
        if revision.record.effective <= day and revision.record.kind is not RevisionKind.NOTICE
    ]
    return held[-1] if held else None


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
        facts = _with_periods(facts, signed[: signed.index(revision) + 1])
        partnerships.append(replace(folder, partnership=_until_notice(facts, signed, day)))
        organisations |= _parties(revision)
        units = _with_units(units, revision)
    return replace(
        authority,
        authority=units,
        organisations=tuple(organisations.values()),
        partnerships=tuple(partnerships),
    )


def with_signed_periods(folder: PartnershipFolder) -> PartnershipFolder:
    """The partnership with its earlier periods as they were signed, so that steps of extension are counted from there.

    A record that cannot be read is told of by the checks; then the data stands as it is.
    """
    try:
        signed = ledger_of(folder).series()
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


def _until_notice(facts: Partnership, signed: Sequence[Revision], day: dt.date) -> Partnership:
    """The facts as a notice that had been given leaves them: one of two parties that goes ends the agreement."""
    for revision in signed:
        notice = revision.record.notice
        if notice is None or revision.record.date > day:
            continue
        if len(facts.parties) <= 2:
            end = min(notice.last_day, last_day(facts.term) or notice.last_day)
            cut = facts.term.model_copy(update={"end": end, "months": None, "years": None})
            facts = facts.model_copy(update={"term": cut})
        elif notice.last_day < day:
            left = tuple(party for party in facts.parties if party.organisation != notice.by)
            facts = facts.model_copy(update={"parties": left})
    return facts


def _parties(revision: Revision) -> dict[str, Organisation]:
    """The parties by the names that they signed under."""
    return {one.id: one for one in revision.terms.authority.organisations}


def _with_units(today: Authority, revision: Revision) -> Authority:
    """Today's authority, and the units that have gone since."""
    known = {unit.id for unit in today.units}
    gone = tuple(unit for unit in revision.terms.authority.authority.units if unit.id not in known)
    return today.model_copy(update={"units": (*today.units, *gone)}) if gone else today
