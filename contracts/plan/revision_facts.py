"""What the PDF of a document that changes an agreement must show: all that is new in the agreement among it."""

from collections.abc import Iterable, Iterator
from typing import Final

from contracts.plan.planned import Wording
from contracts.plan.planned_signing import decision_facts, signatory_facts
from contracts.plan.planned_words import prose, word
from contracts.plan.revision_views import NoticeView, RevisionView
from contracts.plan.views import ConsolidatedView
from contracts.spelling.wordings import PlannedFact, date_wordings, months_wordings

#: Facts that each document has of its own: who signs it and what was decided about it.
_OWN: Final = frozenset({"signatories", "decisions", "document_date"})


def revision_facts(view: RevisionView, wording: Wording | None) -> Iterator[PlannedFact]:
    """What a change must show.

    Args:
        view: what its template sees.
        wording: the agreement that it rewords; None when it rewords nothing.
    """
    yield word("name", "partnerskapets namn", view.name)
    yield PlannedFact("signed", "dagen då avtalet undertecknades", date_wordings(view.agreement.signed_on))
    for party in view.parties:
        yield word("parties", "en part", party.full_name)
    yield from prose("revision.reason", "skälet till ändringen", view.reason)
    if view.decision:
        yield from decision_facts("revision.decision", view.decision)
    if view.effective:
        yield PlannedFact("revision.effective", "dagen då ändringen börjar gälla", date_wordings(view.effective))
    if view.notice:
        yield from _notice(view.notice)
    if wording is not None:
        yield from _new(wording)
    yield from signatory_facts(view.signatories)


def _new(wording: Wording) -> Iterator[PlannedFact]:
    """What the agreement says after the change and did not say before it."""
    known = {fact.wordings for fact in wording.before.facts}
    for fact in wording.after.facts:
        if fact.wordings not in known and fact.path.partition(".")[0] not in _OWN:
            yield fact


def _notice(notice: NoticeView) -> Iterator[PlannedFact]:
    yield word("ending.by", "den som säger upp", notice.by.full_name)
    yield from prose("ending.ground", "grunden", notice.ground)
    for field, label in (
        ("remedy_demanded_on", "dagen då rättelse begärdes"),
        ("dialogue_on", "dagen för dialogen"),
        ("given_on", "dagen då uppsägningen lämnas"),
        ("last_day", "sista dagen"),
    ):
        if day := getattr(notice, field):
            yield PlannedFact(f"ending.{field}", label, date_wordings(day))
    if notice.notice_months is not None:
        yield PlannedFact("termination.notice_months", "uppsägningstiden", months_wordings(notice.notice_months))


def consolidated_facts(facts: Iterable[PlannedFact], shown: ConsolidatedView) -> Iterator[PlannedFact]:
    """What a consolidated agreement must show.

    Args:
        facts: what the agreement must show.
        shown: what the consolidated one says of itself.
    """
    for fact in facts:
        if fact.path.partition(".")[0] not in _OWN:
            yield fact
    for document in shown.changes:
        yield word("signed", "en ändring som är införd", document.title)
        if document.signed_on:
            yield PlannedFact("signed", "dagen då en ändring undertecknades", date_wordings(document.signed_on))
        if document.effective:
            yield PlannedFact("signed", "dagen då en ändring börjar gälla", date_wordings(document.effective))
