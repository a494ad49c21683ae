"""The terms as a notice leaves them: without the party that gave it, or at an end.

A party takes with it what is its own and what was paid to it, the same as when it leaves by agreement
(ledger/parties.py). Where no public or no idea-based party is left there is no partnership, and the agreement ends; so
it does where the notice runs out on the agreement's own last day.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from contracts.facts.calendar import last_day
from contracts.facts.model.partnership import Partnership
from contracts.ledger.parties import OWNED, both_sides, parties_of
from contracts.ledger.revisions import Notice, Revision
from contracts.ledger.terms import Terms

_DAY = dt.timedelta(days=1)


def after_notice(terms: Terms, notice: Notice) -> Terms:
    """The terms that hold when a notice has taken effect; as they are when who gave it is no party of them."""
    if notice.by not in parties_of(terms):
        return terms
    if _one_sided_without(terms, notice.by):
        return _with(terms, _ended(terms.partnership, notice.last_day))
    if ends_all(terms, notice.by, notice.last_day):
        return terms
    return _with(terms, _without(terms.partnership, notice.by))


def ends_all(terms: Terms, party: str, last: dt.date | None) -> bool:
    """Whether the agreement ends for all when this party leaves it.

    Args:
        terms: the agreement's.
        party: id of the one that leaves.
        last: its last day; None when that is not known.
    """
    end = last_day(terms.partnership.term)
    runs_out = last is not None and end is not None and last >= end
    return runs_out or _one_sided_without(terms, party)


def _one_sided_without(terms: Terms, party: str) -> bool:
    return not both_sides(terms, [other for other in parties_of(terms) if other != party])


def holds_from(notice: Notice) -> dt.date:
    """The first day of the terms that a notice leaves."""
    return notice.last_day + _DAY


def settled(terms: Terms, other: Terms, signed: Iterable[Revision]) -> Terms:
    """Terms with the notices that have been filed, as far as the other side of a comparison has taken them in.

    So what follows from a notice is no change that anybody must agree on: neither while the data still names the party,
    nor when it no longer does.

    Args:
        terms: the terms to settle.
        other: what they are compared with.
        signed: what has been signed of the agreement.
    """
    for notice in notices_in_effect(signed):
        gone = notice.by in parties_of(terms) and notice.by not in parties_of(other)
        if gone and not _one_sided_without(terms, notice.by):
            # Also where it runs out on the agreement's last day: the others may go on without it.
            terms = _with(terms, _without(terms.partnership, notice.by))
        elif gone or ends_all(terms, notice.by, notice.last_day):
            terms = after_notice(terms, notice)
    return terms


def notices_in_effect(signed: Iterable[Revision]) -> tuple[Notice, ...]:
    """The notices among what has been signed, in the order of filing, but for those of parties that joined anew."""
    series = tuple(signed)
    return tuple(
        notice
        for number, revision in enumerate(series)
        if (notice := revision.record.notice) is not None and not _joined_anew(notice, series[number + 1 :])
    )


def _joined_anew(notice: Notice, later: Iterable[Revision]) -> bool:
    return any(
        one.record.notice is None and one.record.effective > notice.last_day and notice.by in parties_of(one.terms)
        for one in later
    )


def states(signed: Sequence[Revision]) -> tuple[Revision, ...]:
    """Each signed state with the terms that it leaves: a notice's record holds those that it was given under."""
    found: list[Revision] = []
    for revision in signed:
        notice = revision.record.notice
        if notice is None:
            found.append(revision)
        else:
            before = found[-1].terms if found else revision.terms
            found.append(replace(revision, terms=after_notice(before, notice)))
    return tuple(found)


def _ended(facts: Partnership, day: dt.date) -> Partnership:
    end = min(day, last_day(facts.term) or day)
    return facts.model_copy(update={"term": facts.term.model_copy(update={"end": end, "months": None, "years": None})})


def _without(facts: Partnership, party: str) -> Partnership:
    economy = facts.economy
    money = {
        path[1]: tuple(item for item in getattr(economy, path[1]) if getattr(item, whose) != party)
        for path, whose in OWNED.items()
        if path[0] == "economy"
    }
    money["contributions"] = tuple(one for one in economy.contributions if party not in (one.payer, one.payee))
    reservation = economy.reservation
    return facts.model_copy(
        update={
            "parties": tuple(one for one in facts.parties if one.organisation != party),
            "initiator": None if facts.initiator == party else facts.initiator,
            "signatories": tuple(one for one in facts.signatories if one.party != party),
            "commitments": tuple(
                one.model_copy(update={"shared_with": tuple(name for name in one.shared_with if name != party)})
                for one in facts.commitments
                if one.party != party
            ),
            "follow_ups": tuple(
                one.model_copy(update={"responsible_party": None}) if one.responsible_party == party else one
                for one in facts.follow_ups
            ),
            "annexes": tuple(one for one in facts.annexes if one.party != party),
            "economy": economy.model_copy(
                update={**money, "reservation": None if reservation and reservation.party == party else reservation}
            ),
        }
    )


def _with(terms: Terms, facts: Partnership) -> Terms:
    return Terms(terms.authority, replace(terms.folder, partnership=facts))
