"""Was a document signed in time: an extension, a notice, and what rests on a decision?"""

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.facts.calendar import decide_by, last_day
from contracts.ledger.findings import LedgerFault
from contracts.ledger.leaving import states
from contracts.ledger.revisions import Revision, RevisionKind
from contracts.spelling.dates import datum

_EXTENSION: Final = "låt en jurist bedöma om avtalet är förlängt; är det inte det, sluta ett nytt avtal"
_DECISION: Final = "låt en jurist bedöma om den som undertecknade hade rätt att göra det"
_NOTICE: Final = "låt en jurist bedöma när uppsägningen är lämnad och vilken den sista dagen är"


def signed_late(signed: Sequence[Revision]) -> Iterator[LedgerFault]:
    """The extensions of one agreement that were signed too late, by the terms that they prolong, and the notices.

    Args:
        signed: all that has been signed of the agreement, in the order of filing.
    """
    left = states(signed)
    for before, revision in itertools.pairwise(left):
        if revision.record.kind is RevisionKind.EXTENSION and (text := _late(before, revision)):
            yield LedgerFault("signed-late", text, _EXTENSION, revision.shown_as)
    for revision in signed:
        if text := _given_before(revision):
            yield LedgerFault("signed-late", text, _NOTICE, revision.shown_as)
        if text := _before_decision(revision):
            yield LedgerFault("signed-before-decision", text, _DECISION, revision.shown_as)


def _before_decision(revision: Revision) -> str | None:
    """What is wrong with a change that was signed before the decision behind it was taken."""
    behind, day = revision.terms.partnership.revision, revision.record.date
    decided = behind.decision.date if behind and behind.decision and revision.record.decision else None
    if decided is None or decided <= day:
        return None
    return f"{revision.number}.pdf undertecknades den {datum(day)}, före beslutet bakom det den {datum(decided)}"


def _late(before: Revision, revision: Revision) -> str | None:
    term, day = before.terms.partnership.term, revision.record.date
    end, clause = last_day(term), term.extension
    if end is None:
        return None
    what = f"förlängningen {revision.number}.pdf undertecknades den {datum(day)}"
    if day > end:
        return f"{what}, men avtalet gick ut den {datum(end)}"
    if clause is None or clause.decide_months_before is None:
        return None
    last = decide_by(end, clause.decide_months_before)
    return f"{what}, men skulle ha varit avtalad senast den {datum(last)}" if day > last else None


def _given_before(revision: Revision) -> str | None:
    """What is wrong with a notice that counts from a day before it was signed."""
    notice, ending, day = revision.record.notice, revision.terms.partnership.ending, revision.record.date
    if notice is None or ending is None or ending.given_on is None or day <= ending.given_on:
        return None
    given, last = datum(ending.given_on), datum(notice.last_day)
    return (
        f"uppsägningen {revision.number}.pdf undertecknades den {datum(day)}, men anges som lämnad den {given}:"
        f" den sista dagen, den {last}, är räknad därifrån"
    )
