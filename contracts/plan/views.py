"""What an agreement's template sees: facts resolved and derived, never reworded.

A template names fields of these views. They are frozen values of text, whole numbers, dates and other views; how they
are spelled is for the template's filters, and what they mean is decided here and in facts/, not in Word.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.plan.money_views import ContributionView, EconomyView, TieredRateView, UnitRateView


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The document itself."""

    title: str
    kind: str  #: "avtal", as the authority calls it
    the_kind: str  #: "avtalet"
    draft: bool
    case_number: str | None
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """The authority and its letterhead."""

    name: str
    sender: str
    sender_unit: str | None
    address: tuple[str, ...]
    telephone: str | None
    web: str | None


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """One commitment, as an item of a list."""

    text: str
    shared_with: tuple[str, ...]  #: names of parties


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party, with all that concerns it."""

    id: str
    name: str  #: in running text: short name, or legal name
    legal_name: str
    full_name: str  #: legal name, with the local office if it acts through one
    organisation_number: str | None
    kind: str
    public: bool
    unit: str | None  #: "arbetsmarknads- och vuxenutbildningsförvaltningen"
    through: str | None  #: "Jobbcenter"
    local_office: str | None
    commitments: tuple[CommitmentView, ...]
    pays: tuple[ContributionView, ...]
    in_kind: tuple[str, ...]
    unit_rates: tuple[UnitRateView, ...]
    tiered_rates: tuple[TieredRateView, ...]
    financing_texts: tuple[str, ...]
    own_percent: Decimal | None  #: per cent of the cost

    @property
    def takes_part_in_financing(self) -> bool:
        """Whether there is anything to say of this party under the economic terms."""
        return bool(
            self.pays
            or self.in_kind
            or self.unit_rates
            or self.tiered_rates
            or self.financing_texts
            or self.own_percent is not None
        )


@dataclass(frozen=True, slots=True)
class SignatoryView:
    """A signature block."""

    id: str  #: the signature field's name
    label: str  #: the signature field's tooltip, after "Underskrift: "
    party: str  #: the legal person
    unit: str | None
    local_office: str | None
    name: str | None  #: None: written by hand at the signing
    title: str | None
    basis: str | None  #: "delegation, punkt 3.2"


@dataclass(frozen=True, slots=True)
class TargetGroupView:
    """One target group."""

    rank: str  #: "prioriterade", "primära", "sekundära": definite form
    description: str
    age_min: int | None
    age_max: int | None
    criteria: tuple[str, ...]
    residence: str | None
    enrolment: str | None
    exclusions: tuple[str, ...]
    mixing_rule: str | None


@dataclass(frozen=True, slots=True)
class TargetView:
    """One measurable target."""

    text: str
    measure: str | None  #: "minst 60 individer"
    period: str | None


@dataclass(frozen=True, slots=True)
class ReferredDocumentView:
    """A document that the agreement names."""

    title: str
    date: dt.date | None
    case_numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueBaseView:
    """The value base."""

    principles: tuple[str, ...]
    text: str | None
    source: ReferredDocumentView | None


@dataclass(frozen=True, slots=True)
class BodyView:
    """A governance body."""

    name: str
    heading: str
    introduction: str | None
    tasks: tuple[str, ...]
    closing: str | None
    members_rule: str | None
    min_meetings_per_year: int | None
    meeting_occasions: tuple[str, ...]
    interval: str | None
    chair_rule: str | None
    convener: str | None
    decision_rule: str | None
    mandate: str | None


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """One kind of follow-up."""

    frequency: str
    responsible: str | None
    commissioned_by: str | None  #: name as the middle of a sentence: "styrgruppen"
    method: str | None
    report_to: str | None
    due_dates: tuple[dt.date, ...]
    financial_statement_required: bool
    text: str | None


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """The extension clause."""

    repeated: bool  #: one step at a time, up to a last day; otherwise a fixed number of steps
    step: str  #: "ett år", "sex månader"
    max_steps: int | None
    last_end: dt.date | None
    decide_months_before: int | None
    written: bool


@dataclass(frozen=True, slots=True)
class TermView:
    """The term."""

    start: dt.date | None
    end: dt.date | None  #: computed when the term is given as a length
    season: str | None
    length: str | None  #: "tre år", when the term is given as a length
    conditions: tuple[str, ...]
    extension: ExtensionView | None


@dataclass(frozen=True, slots=True)
class TerminationView:
    """Notice of termination."""

    notice_months: int
    grounds: tuple[str, ...]
    breach_ground: bool
    remedy_days: int | None
    prior_dialogue_required: bool
    written: bool
    ordinary_notice_months: int | None


@dataclass(frozen=True, slots=True)
class RepaymentView:
    """Money used otherwise than agreed."""

    deadline_days: int | None
    procedure: str | None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause, from the library or the partnership's own, filled in."""

    id: str  #: what references to it are called
    heading: str
    text: str  #: Markdown


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An annex."""

    number: str
    title: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision on the agreement."""

    body: str
    date: dt.date | None
    paragraph: str | None  #: of the minutes
    delegation: str | None  #: item of the delegation order


@dataclass(frozen=True, slots=True)
class SignedDocumentView:
    """A document that has been signed, or waits to be."""

    title: str  #: as in a sentence: "tilläggsavtal nr 1"; of the agreement its own
    signed_on: dt.date | None  #: day of the last signature; None when it has not been signed yet
    effective: dt.date | None  #: first day on which its terms hold


@dataclass(frozen=True, slots=True)
class ConsolidatedView:
    """What a consolidated agreement says of itself."""

    agreement: SignedDocumentView  #: the agreement as it was first signed
    changes: tuple[SignedDocumentView, ...]  #: that have been taken into the text, in order
    pending: str | None  #: the last of them, in running text, when it has not been signed


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Everything that an agreement's template may name at the top."""

    document: DocumentView
    separate_with: str | None  #: name of the one idea-based party, when this is a separate agreement with it
    main_parties: tuple[str, ...]  #: names of all parties of the main agreement, when this is a separate one
    authority: AuthorityView
    name: str
    subtitle: str | None
    parties: tuple[PartyView, ...]
    public_parties: tuple[PartyView, ...]
    idea_based_parties: tuple[PartyView, ...]
    initiator: str | None
    new_parties: str | None
    background: str | None
    value_base: ValueBaseView | None
    goals: tuple[str, ...]
    purpose: str | None
    targets: tuple[TargetView, ...]
    target_groups: tuple[TargetGroupView, ...]
    mutual_relation: str | None
    public_before: str | None
    public_after: str | None
    idea_based_before: str | None
    idea_based_after: str | None
    sector_commitments_public: tuple[CommitmentView, ...]  #: what each public party takes on
    sector_commitments_idea_based: tuple[CommitmentView, ...]  #: what each idea-based party takes on
    joint_before: str | None
    joint_commitments: tuple[CommitmentView, ...]
    joint_after: str | None
    organisation_text: str | None
    bodies: tuple[BodyView, ...]
    follow_ups: tuple[FollowUpView, ...]
    amendments_written: bool
    amendments_by_all: bool
    has_amendments: bool
    renegotiation_any_time: bool
    renegotiation_on_change: bool
    termination: TerminationView | None
    rescission: str | None
    repayment: RepaymentView | None
    term: TermView
    economy: EconomyView
    liability: str | None
    replaces: tuple[str, ...]  #: titles of agreements that this one replaces
    clauses: Mapping[str, tuple[ClauseView, ...]]  #: by place: what stands after that section
    annexes: tuple[AnnexView, ...]
    referred_documents: tuple[ReferredDocumentView, ...]
    decisions: tuple[DecisionView, ...]  #: those that decided, not those that were informed
    signing_on_paper: bool
    signing_electronically: bool
    signatories: tuple[SignatoryView, ...]
    consolidated: ConsolidatedView | None = None  #: of its whole wording with all changes; None for what is signed
