"""Builds the agreement's view from a partnership: references resolved, sums and dates derived."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.clause import AgreementRelation
from contracts.facts.model.commitment import Commitment
from contracts.facts.model.decision import Decision, DecisionKind
from contracts.facts.model.governance import GovernanceBody, Rank, Target
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Partnership, SigningMethod
from contracts.facts.model.party import Party
from contracts.plan import money
from contracts.plan.ending import repayment_view, term_view, termination_view
from contracts.plan.fields import fields_of
from contracts.plan.money_views import PaymentView
from contracts.plan.names import Names
from contracts.plan.signing import signatory_views
from contracts.plan.views import (
    AgreementView,
    AnnexView,
    AuthorityView,
    BodyView,
    ClauseView,
    CommitmentView,
    DecisionView,
    DocumentView,
    FollowUpView,
    PartyView,
    ReferredDocumentView,
    TargetGroupView,
    TargetView,
    ValueBaseView,
)
from contracts.prose.clauses import fill
from contracts.spelling.numbers import tal

#: What a rank is called before "målgruppen".
DEFINITE_RANK = {Rank.PRIORITISED: "prioriterade", Rank.PRIMARY: "primära", Rank.SECONDARY: "sekundära"}


def agreement_view(
    authority: AuthorityFolder,
    folder: PartnershipFolder,
    *,
    draft: bool,
    separate_with: str | None = None,
    main_parties: tuple[str, ...] = (),
) -> AgreementView:
    """The view of one partnership's agreement.

    Precondition: the checks found no errors, so every reference resolves.

    Args:
        authority: The authority.
        folder: The partnership; for a separate agreement, what of it concerns its two sides (plan/separate.py).
        draft: Whether it is to be marked UTKAST.
        separate_with: Name of the one idea-based party when this is a separate agreement with it.
        main_parties: Names of all parties of the main agreement, when this is a separate one.
    """
    facts = folder.partnership
    names = Names(authority, facts)
    parties = tuple(_party(party, names) for party in facts.parties)
    texts = facts.commitment_texts
    view = AgreementView(
        document=_document(authority, facts, separate_with, draft=draft),
        separate_with=separate_with,
        main_parties=main_parties,
        authority=authority_view(authority),
        name=facts.name,
        subtitle=facts.subtitle,
        parties=parties,
        public_parties=tuple(party for party in parties if party.public),
        idea_based_parties=tuple(party for party in parties if not party.public),
        initiator=names.party(facts.initiator) if facts.initiator else None,
        new_parties=facts.new_parties,
        background=facts.background,
        value_base=_value_base(facts),
        goals=facts.goals,
        purpose=facts.purpose,
        targets=tuple(TargetView(target.text, target_measure(target), target.period) for target in facts.targets),
        target_groups=_target_groups(facts),
        mutual_relation=facts.mutual_relation,
        public_before=texts.public.before,
        public_after=texts.public.after,
        idea_based_before=texts.idea_based.before,
        idea_based_after=texts.idea_based.after,
        joint_before=texts.joint.before,
        sector_commitments_public=_side_commitments(facts, names, Sector.PUBLIC),
        sector_commitments_idea_based=_side_commitments(facts, names, Sector.IDEA_BASED),
        joint_commitments=_commitments(facts, names, None),
        joint_after=texts.joint.after,
        organisation_text=facts.organisation_text,
        bodies=tuple(_body(body) for body in facts.bodies),
        follow_ups=_follow_ups(facts, names),
        has_amendments=facts.amendments is not None,
        amendments_written=bool(facts.amendments and facts.amendments.written),
        amendments_by_all=bool(facts.amendments and facts.amendments.signed_by_all),
        renegotiation_any_time=bool(facts.renegotiation and facts.renegotiation.any_time),
        renegotiation_on_change=bool(facts.renegotiation and facts.renegotiation.on_material_change),
        termination=termination_view(facts),
        rescission=facts.rescission.text if facts.rescission else None,
        repayment=repayment_view(facts),
        term=term_view(facts.term),
        economy=money.economy_view(facts, names.party, _payment(facts)),
        liability=facts.liability,
        replaces=tuple(
            related.title for related in facts.related_agreements if related.relation is AgreementRelation.REPLACES
        ),
        clauses={},
        annexes=tuple(AnnexView(annex.number, annex.title, annex.dated) for annex in facts.annexes),
        referred_documents=_referred(facts),
        decisions=_decisions(facts, names),
        signing_on_paper=facts.signing.method is not SigningMethod.ELECTRONIC,
        signing_electronically=facts.signing.method is not SigningMethod.PAPER,
        signatories=signatory_views(facts, parties, draft=draft),
    )
    # A clause's text sees the rest of the agreement.
    return replace(view, clauses=_clauses(authority, folder, view))


def _clauses(
    authority: AuthorityFolder, folder: PartnershipFolder, view: AgreementView
) -> Mapping[str, tuple[ClauseView, ...]]:
    names = fields_of(view)
    filled = [
        fill(clause, ("clauses", at), authority.clauses, names, folder.source)
        for at, clause in enumerate(folder.partnership.clauses)
    ]
    return {
        place: tuple(ClauseView(clause.id, clause.heading, clause.text) for clause in filled if clause.after == place)
        for place in CLAUSE_PLACES
    }


def _document(
    authority: AuthorityFolder, facts: Partnership, separate_with: str | None, *, draft: bool
) -> DocumentView:
    documents = authority.authority.documents
    return DocumentView(
        title=agreement_title(authority, facts, separate_with),
        kind=documents.agreement,
        the_kind=documents.agreement_definite,
        draft=draft,
        case_number=", ".join(facts.case_numbers) or None,
        date=facts.document_date,
    )


def agreement_title(authority: AuthorityFolder, facts: Partnership, separate_with: str | None) -> str:
    """What an agreement is called; of a separate one, with whom it is."""
    with_whom = f" med {separate_with}" if separate_with else ""
    return (
        f"{facts.name} – {authority.authority.documents.agreement} om idéburet offentligt partnerskap (IOP){with_whom}"
    )


def authority_view(folder: AuthorityFolder) -> AuthorityView:
    """The authority and its letterhead."""
    head = folder.authority.letterhead
    return AuthorityView(folder.authority.name, head.sender, head.unit, head.address, head.telephone, head.web)


def _party(party: Party, names: Names) -> PartyView:
    organisation = names.folder.organisation(party.organisation)
    assert organisation is not None
    facts, own = names.partnership, party.organisation
    share = next((share.percent for share in facts.economy.own_financing if share.party == own), None)
    return PartyView(
        id=own,
        name=organisation.name,
        legal_name=organisation.legal_name,
        full_name=f"{organisation.legal_name} {party.local_office}" if party.local_office else organisation.legal_name,
        organisation_number=organisation.organisation_number,
        kind=organisation.kind.value,
        public=organisation.sector is Sector.PUBLIC,
        unit=names.unit(party.unit),
        through=names.unit(party.through),
        local_office=party.local_office,
        commitments=_commitments(facts, names, own),
        pays=money.paid_by(own, facts, names.party),
        in_kind=tuple(money.in_kind_in_words(gift) for gift in facts.economy.in_kind if gift.party == own),
        unit_rates=money.unit_rates(own, facts),
        tiered_rates=money.tiered_rates(own, facts),
        financing_texts=tuple(text.text for text in facts.economy.texts if text.party == own),
        own_percent=share,
    )


def _commitments(facts: Partnership, names: Names, party: str | None) -> tuple[CommitmentView, ...]:
    """The commitments of one party, or the joint ones."""
    return tuple(
        _commitment(commitment, names)
        for commitment in facts.commitments
        if commitment.party == party and commitment.sector is None
    )


def _side_commitments(facts: Partnership, names: Names, sector: Sector) -> tuple[CommitmentView, ...]:
    """What each party on a side takes on."""
    return tuple(_commitment(commitment, names) for commitment in facts.commitments if commitment.sector is sector)


def _commitment(commitment: Commitment, names: Names) -> CommitmentView:
    return CommitmentView(commitment.text, tuple(names.party(other) for other in commitment.shared_with))


def _value_base(facts: Partnership) -> ValueBaseView | None:
    base = facts.value_base
    if base is None:
        return None
    source = next((view for known, view in _referred_by_id(facts) if known == base.source_document), None)
    return ValueBaseView(base.principles, base.text, source)


def _referred_by_id(facts: Partnership) -> Iterable[tuple[str, ReferredDocumentView]]:
    for document in facts.referred_documents:
        yield document.id, ReferredDocumentView(document.title, document.dated, document.case_numbers)


def _referred(facts: Partnership) -> tuple[ReferredDocumentView, ...]:
    return tuple(view for _, view in _referred_by_id(facts))


def target_measure(target: Target) -> str | None:
    """A target's measure in words, "minst 60 individer"; None for a target in text alone."""
    if target.value is None:
        return None
    words = [
        target.operator.value if target.operator else "",
        tal(target.value),
        target.unit or "",
        target.population or "",
    ]
    return " ".join(word for word in words if word)


def _target_groups(facts: Partnership) -> tuple[TargetGroupView, ...]:
    return tuple(
        TargetGroupView(
            DEFINITE_RANK[group.rank],
            group.description,
            group.age_min,
            group.age_max,
            group.criteria,
            group.residence,
            group.enrolment,
            group.exclusions,
            group.mixing_rule,
        )
        for group in facts.target_groups
    )


def _body(body: GovernanceBody) -> BodyView:
    return BodyView(
        body.name,
        body.heading,
        body.introduction,
        body.tasks,
        body.closing,
        body.members_rule,
        body.min_meetings_per_year,
        body.meeting_occasions,
        body.interval,
        body.chair_rule,
        body.convener,
        body.decision_rule,
        body.mandate,
    )


def _follow_ups(facts: Partnership, names: Names) -> tuple[FollowUpView, ...]:
    bodies = {body.id: body.name[0].lower() + body.name[1:] for body in facts.bodies}
    return tuple(
        FollowUpView(
            item.frequency.value,
            names.party(item.responsible_party) if item.responsible_party else None,
            bodies[item.commissioned_by] if item.commissioned_by else item.commissioned_by_text,
            item.method,
            item.report_to,
            item.due_dates,
            bool(item.financial_statement_required),
            item.text,
        )
        for item in facts.follow_ups
    )


def _payment(facts: Partnership) -> PaymentView | None:
    payment = facts.economy.payment
    if payment is None:
        return None
    return PaymentView(payment.by_invoice, payment.frequency, payment.days_before_start, payment.text)


def _decisions(facts: Partnership, names: Names) -> tuple[DecisionView, ...]:
    return tuple(decision_view(item, names) for item in facts.decisions if item.kind is DecisionKind.DECIDED)


def decision_view(decision: Decision, names: Names) -> DecisionView:
    """A decision, with its body's name."""
    return DecisionView(
        names.unit(decision.body) or decision.body, decision.date, decision.paragraph, decision.delegation
    )
