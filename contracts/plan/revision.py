"""Plans the documents of a signed agreement: what changes it, its whole new wording, and the two compared."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from contracts.facts.calendar import last_day, step_end
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.partnership import Partnership, SigningMethod
from contracts.facts.model.revision import Ending, EndingKind
from contracts.facts.record import RevisionMark
from contracts.ledger.called import Called, called_for
from contracts.ledger.document_ids import agreement_of
from contracts.ledger.leaving import ends_all
from contracts.ledger.revisions import RevisionKind
from contracts.ledger.terms import Terms
from contracts.plan.agreement import authority_view, decision_view
from contracts.plan.agreement_document import planned_agreement
from contracts.plan.change_titles import changes_shown, pending_title, word_for
from contracts.plan.fields import fields_of
from contracts.plan.names import Names
from contracts.plan.planned import Planned, Wording
from contracts.plan.revision_facts import consolidated_facts, revision_facts
from contracts.plan.revision_views import (
    ChangedAgreementView,
    NoticeView,
    RevisionView,
)
from contracts.plan.signing import signatory_views
from contracts.plan.stems import COMPARISON, CONSOLIDATED, stem_of
from contracts.plan.views import ConsolidatedView, DocumentView, PartyView, SignatoryView, SignedDocumentView
from contracts.spelling.names import as_sentence
from contracts.spelling.periods import length_in_words

#: Longest extension that is told by its length.
_MOST_MONTHS: Final = 600


def planned_since_signing(
    authority: AuthorityFolder, folder: PartnershipFolder, identifier: str, *, draft: bool
) -> Planned:
    """One of the documents that a signed agreement calls for.

    Precondition: the id is one of those.

    Raises:
        ProblemsError: a clause of the new wording cannot be filled in.
    """
    kind, party = agreement_of(identifier.rpartition("/")[2]) or ("", "")
    called = called_for(authority, folder, party)
    assert called is not None  # the id is one of those that the agreement calls for
    plan = {CONSOLIDATED: planned_consolidated, COMPARISON: planned_comparison}.get(kind, planned_change)
    return plan(authority, folder, called, identifier, draft=draft)


def planned_change(
    authority: AuthorityFolder, folder: PartnershipFolder, called: Called, identifier: str, *, draft: bool
) -> Planned:
    """The document that changes a signed agreement.

    Raises:
        ProblemsError: a clause of the new wording cannot be filled in.
    """
    wording = wording_of(folder, called, draft=draft)
    view = _view(authority, called, wording, draft=draft)
    last, kind = called.compared.last, called.classified.kind
    assert kind is not None  # the document's id says so
    return Planned(
        id=identifier,
        kind=kind.value,
        variant=None,
        partnership=folder.id,
        stem=stem_of(authority, identifier, draft=draft),
        date=_day(called),
        name=f"{wording.after.name}, {pending_title(authority, called)}",
        document=view.document,
        authority=view.authority,
        names=fields_of(view),
        facts=tuple(revision_facts(view, wording if called.rewords else None)),
        partnerships=(folder.id,),
        documents=(),
        signatories=view.signatories,
        signed=(folder.id,),
        revision=RevisionMark(kind.value, last.record.series, last.number, last.sha256),
        wording=wording if called.rewords else None,
        missing=called.missing,
    )


def planned_consolidated(
    authority: AuthorityFolder, folder: PartnershipFolder, called: Called, identifier: str, *, draft: bool
) -> Planned:
    """The whole wording of a signed agreement with its changes. Raises as `planned_change`."""
    wording = wording_of(folder, called, draft=draft)
    return replace(
        _consolidated(authority, called, wording, pending=True),
        id=identifier,
        stem=stem_of(authority, identifier, draft=draft),
        date=_day(called),
        signed=(folder.id,),
        wording=wording,
        missing=called.missing,
    )


def _consolidated(authority: AuthorityFolder, called: Called, wording: Wording, *, pending: bool) -> Planned:
    """The whole wording in the form of a consolidated agreement.

    Args:
        authority: the authority.
        called: what the agreement calls for.
        wording: its wordings as an agreement.
        pending: whether the new one, with what waits to be signed; else the one last signed.
    """
    one, kind = wording.after if pending else wording.before, authority.authority.documents.consolidated
    first = called.wordings[0].record
    shown = ConsolidatedView(
        SignedDocumentView(wording.before.document.title, first.date, first.effective),
        changes_shown(authority, called, pending=pending),
        pending_title(authority, called) if pending and called.rewords else None,
    )
    title = one.document.title.replace(f"– {one.document.kind} om", f"– {kind} om", 1)
    # Both forms are drafts together, so that nothing but the terms differs between them.
    document = replace(one.document, title=title, kind=kind, draft=wording.after.document.draft)
    return replace(
        one,
        name=f"{one.name}, {kind}",
        document=document,
        names={**one.names, "document": document, "consolidated": shown, "signatories": ()},
        facts=tuple(consolidated_facts(one.facts, shown)),
        signatories=(),
    )


def planned_comparison(
    authority: AuthorityFolder, folder: PartnershipFolder, called: Called, identifier: str, *, draft: bool
) -> Planned:
    """The consolidated agreement compared with what was signed last, in its form. Raises as `planned_change`."""
    wording = wording_of(folder, called, draft=draft)
    before, new = (_consolidated(authority, called, wording, pending=pending) for pending in (False, True))
    after, kind = wording.after, authority.authority.documents.comparison
    title = f"{after.names['name']} – {pending_title(authority, called)}, {kind} med det undertecknade"
    return replace(
        after,
        id=identifier,
        kind=COMPARISON,
        stem=stem_of(authority, identifier, draft=draft),
        date=_day(called),
        name=f"{after.name}, {kind}",
        document=replace(after.document, title=title, kind=kind, the_kind=kind),
        names={},
        facts=(),
        signatories=(),
        signed=(folder.id,),
        wording=replace(wording, before=before, after=new, plain=wording.before),
        missing=called.missing,
    )


def wording_of(folder: PartnershipFolder, called: Called, *, draft: bool) -> Wording:
    """The agreement as it was last signed and as it shall read. Raises as above."""
    compared = called.compared
    pdfs = {file.number: file.pdf for file in folder.signed.files}
    return Wording(
        before=planned_agreement(*_alone(compared.whole[0]), called.party, draft=False),
        after=planned_agreement(*_alone(compared.whole[1]), called.party, draft=draft),
        signed=tuple(pdfs[revision.number] for revision in reversed(called.wordings)),
        left=called.left,
    )


def _alone(terms: Terms) -> tuple[AuthorityFolder, PartnershipFolder]:
    others = tuple(one for one in terms.authority.partnerships if one.id != terms.folder.id)
    return replace(terms.authority, partnerships=(*others, terms.folder)), terms.folder


def _day(called: Called) -> dt.date:
    """The day that the document carries: its own, the decision's, or the first on which the new terms hold."""
    revision, ending = called.compared.new.partnership.revision, called.compared.new.partnership.ending
    left = called.signed[-1].record.date if called.left else None
    if called.classified.kind is RevisionKind.NOTICE:
        revision = None  # it stands behind nothing then
    decided = revision.decision.date if revision and revision.decision else None
    given = ending.given_on if ending else None
    own = (revision.date, decided, revision.effective) if revision else ()
    return next((day for day in (*own, given, left) if day is not None), called.wordings[-1].record.date)


def _view(authority: AuthorityFolder, called: Called, wording: Wording, *, draft: bool) -> RevisionView:
    new, signed = called.compared.new.partnership, called.compared.signed.partnership
    before, after = _parties(wording.before), _parties(wording.after)
    there, come = {party.id for party in before}, {party.id for party in after}
    leaving = tuple(party for party in before if party.id not in come)
    parties = (*after, *leaving)
    revision = new.revision
    names = Names(called.compared.new.authority, new)
    own = called.classified.kind is not RevisionKind.NOTICE
    behind = revision if own else new.ending
    decided = behind.decision if behind else None
    return RevisionView(
        document=_document(authority, called, wording, draft=draft),
        authority=authority_view(authority),
        number=called.number,
        name=new.name,
        agreement=_agreement(authority, called, wording),
        parties=parties,
        joining=tuple(party for party in after if party.id not in there),
        leaving=leaving,
        reason=revision.reason if revision and own else None,
        decision=decision_view(decided, names) if decided else None,
        effective=revision.effective if revision and own else None,
        last_day=last_day(new.term),
        added_time=_added_time(signed, new),
        points=(),
        notice=_notice(new.ending, called, parties) if new.ending and not own else None,
        signing_on_paper=new.signing.method is not SigningMethod.ELECTRONIC,
        signing_electronically=new.signing.method is not SigningMethod.PAPER,
        signatories=_signatories(called, parties, draft=draft),
    )


def _parties(agreement: Planned) -> tuple[PartyView, ...]:
    parties = agreement.names["parties"]
    assert isinstance(parties, tuple)  # it is an agreement's view
    return parties


def _signatories(called: Called, parties: Sequence[PartyView], *, draft: bool) -> tuple[SignatoryView, ...]:
    """The blocks of those who must sign: by today's data, and of a party that leaves by the terms it had signed."""
    new, signed = called.compared.new.partnership, called.compared.signed.partnership
    shown = {party.id for party in parties}
    signers = [party for party in called.classified.signers if party in shown]
    members = {party.organisation: party for party in (*signed.parties, *new.parties)}
    facts = new.model_copy(
        update={
            "parties": tuple(members[party].model_copy(update={"left_on": None}) for party in signers),
            "signatories": tuple(one for one in called.signatories if one.party in signers),
        }
    )
    return signatory_views(facts, parties, draft=draft)


def _document(authority: AuthorityFolder, called: Called, wording: Wording, *, draft: bool) -> DocumentView:
    kind = called.classified.kind
    assert kind is not None  # there is something to sign
    word = word_for(authority, kind)
    whole = wording.before.document.title.partition(" – ")[2] or wording.before.document.title
    if kind is RevisionKind.NOTICE:
        title = f"{wording.after.names['name']} – {word} av {whole}"
    else:
        joined = "av" if kind is RevisionKind.EXTENSION else "till"
        title = f"{wording.after.names['name']} – {pending_title(authority, called)} {joined} {whole}"
    document = wording.after.document
    return DocumentView(title, word, word, draft, document.case_number, _day(called))


def _agreement(authority: AuthorityFolder, called: Called, wording: Wording) -> ChangedAgreementView:
    first, signed = called.wordings[0], called.compared.signed.partnership
    document = wording.before.document
    return ChangedAgreementView(
        kind=document.kind,
        the_kind=document.the_kind,
        separate_with=_separate_with(wording.before),
        signed_on=first.record.date,
        end=last_day(signed.term),
        changes=changes_shown(authority, called, pending=False),
    )


def _separate_with(agreement: Planned) -> str | None:
    party = agreement.names["separate_with"]
    assert party is None or isinstance(party, str)  # it is an agreement's view
    return party


def _added_time(signed: Partnership, new: Partnership) -> str | None:
    """By how much the last day moves, when it is a whole number of months later."""
    before, after = last_day(signed.term), last_day(new.term)
    if before is None or after is None or after <= before:
        return None
    months = next((one for one in range(1, _MOST_MONTHS) if step_end(before, one) >= after), None)
    return length_in_words(months) if months is not None and step_end(before, months) == after else None


def _notice(ending: Ending, called: Called, parties: Sequence[PartyView]) -> NoticeView:
    signed = called.compared.signed
    rules = signed.partnership.termination
    without = ending.kind is EndingKind.EXIT
    months = (rules.ordinary_notice_months if without else rules.notice_months) if rules else None
    others = tuple(party for party in parties if party.id != ending.by)
    return NoticeView(
        by=next(party for party in parties if party.id == ending.by),
        others=others,
        without_ground=without,
        ground=as_sentence(ending.ground) if ending.ground else None,
        breach=ending.breach,
        remedy_demanded_on=ending.remedy_demanded_on,
        dialogue_on=ending.dialogue_on,
        given_on=ending.given_on,
        notice_months=months,
        last_day=called.classified.last_day,
        ends_all=ends_all(signed, ending.by, called.classified.last_day),
    )
