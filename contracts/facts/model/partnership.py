"""The partnership: the file partnership.yaml, with the terms as they should now be."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.assessment import CriterionAssessment, LegalStatusNote
from contracts.facts.model.base import Count, Day, Fact, Line, Prose, Slug, YesNo
from contracts.facts.model.clause import Annex, Clause, ReferredDocument, RelatedAgreement, RelatedCase
from contracts.facts.model.commitment import Commitment, CommitmentTexts
from contracts.facts.model.decision import Decision
from contracts.facts.model.economy import Economy
from contracts.facts.model.governance import FollowUp, GovernanceBody, ResultReport, Target, TargetGroup
from contracts.facts.model.party import Official, Party, Signatory
from contracts.facts.model.places import PlacesAgreement
from contracts.facts.model.revision import Ending, Revision
from contracts.facts.model.term import Amendments, Renegotiation, Repayment, Rescission, Term, Termination


class Status(StrEnum):
    """Where in its life a partnership is."""

    DRAFT = "draft"
    NEGOTIATING = "negotiating"
    DECIDED = "decided"
    SIGNED = "signed"
    ACTIVE = "active"
    EXTENDED = "extended"
    EXPIRED = "expired"
    TERMINATED = "terminated"


class Principle(Fact):
    """One principle of the value base."""

    name: Line = Field(title="Princip", description="Principens namn.")
    text: Prose | None = Field(default=None, title="Innebörd", description="Vad principen betyder här.")


class ValueBase(Fact):
    """The values that the parties share."""

    principles: tuple[Line, ...] = Field(title="Principer", description="Principerna i ordning.", min_length=1)
    text: Prose | None = Field(default=None, title="Text", description="Stycken om värdegrunden.")
    source_document: Slug | None = Field(
        default=None, title="Källa", description="Id för det dokument som beskriver principerna."
    )


class LaterStatement(Fact):
    """What a later document says instead: whoever tells of an earlier day keeps to what was known then."""

    day: Day = Field(title="Från och med", description="Dagen då uppgifterna först är kända.")
    source: Line = Field(title="Källa", description="Dokumentet som säger det.")
    target_groups: tuple[TargetGroup, ...] = Field(
        default=(), title="Målgrupper", description="I stället för de tidigare, om de har ändrats."
    )
    purpose: Prose | None = Field(default=None, title="Syfte", description="I stället för det tidigare.")
    goals: tuple[Line, ...] = Field(default=(), title="Mål", description="I stället för de tidigare.")
    targets: tuple[Target, ...] = Field(default=(), title="Målsatta mått", description="I stället för de tidigare.")


class SigningMethod(StrEnum):
    """How the agreement is signed."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    EITHER = "either"  #: all on paper or all electronically, decided at signing


class Signing(Fact):
    """How and when the agreement is signed."""

    method: SigningMethod = Field(
        default=SigningMethod.EITHER, title="Sätt", description="paper, electronic eller either."
    )
    signed_on: Day | None = Field(default=None, title="Undertecknat", description="Dag då sista parten skrev under.")
    filed: Count | None = Field(
        default=None,
        title="Filade dokument",
        description="Antalet dokument i signed/; contracts file skriver det, så att ett som försvinner saknas.",
    )


class Acknowledgement(Fact):
    """A warning that is known and accepted, with the reason."""

    rule: Slug = Field(title="Regel", description="Varningens regel-id.")
    about: Line | None = Field(
        default=None,
        title="Gäller",
        description="En del av varningens text: bara varningar som innehåller den godtas. Tomt: alla för regeln.",
    )
    reason: Line = Field(title="Skäl", description="Varför varningen får stå.")


class Partnership(Fact):
    """Everything that is known about one partnership."""

    name: Line = Field(title="Namn", description="Partnerskapets namn.", examples=["IOP Kvinna i Botkyrka"])
    subtitle: Line | None = Field(default=None, title="Ändamålsrad", description="Raden under namnet.")
    short_name: Line | None = Field(default=None, title="Kortnamn", description="Namnet i löpande text.")
    status: Status = Field(
        title="Läge",
        description="Var i sitt liv partnerskapet är. Med draft blir dokumenten utkast, och det som först ett beslut "
        "eller ett undertecknande kräver får saknas. draft och negotiating räknas inte i rapporter och översikter; "
        "expired och terminated räknas som avslutade från den dag som status_on anger.",
    )
    status_on: Day | None = Field(
        default=None, title="Läget gällde", description="Senaste dag då läget är känt, till exempel ur en rapport."
    )
    register_only: YesNo = Field(
        default=False,
        title="Endast i registret",
        description="Ja: partnerskapet finns med i sammanställningar, men dess avtal görs inte här.",
    )
    sources: tuple[Line, ...] = Field(
        default=(), title="Källor", description="Dokument som uppgifterna är hämtade ur, om avtalet inte görs här."
    )
    template: Slug | None = Field(
        default=None,
        title="Mallvariant",
        description="Väljer mallen agreement-<variant>.docx i stället för agreement.docx.",
    )
    area: Slug | None = Field(default=None, title="Område", description="Till exempel arbetsmarknad eller socialt.")
    document_date: Day | None = Field(default=None, title="Dokumentdag", description="Dagen som avtalet är daterat.")
    case_numbers: tuple[Line, ...] = Field(default=(), title="Diarienummer", description="Avtalets egna diarienummer.")
    related_cases: tuple[RelatedCase, ...] = Field(
        default=(), title="Andra ärenden", description="Ärenden som hör ihop."
    )
    related_agreements: tuple[RelatedAgreement, ...] = Field(
        default=(), title="Andra avtal", description="Avtal som ersätts eller hör ihop med detta."
    )
    predecessor: Slug | None = Field(default=None, title="Föregångare", description="Id för föregående partnerskap.")
    successor: Slug | None = Field(default=None, title="Efterföljare", description="Id för nästa partnerskap.")
    follow_on_projects: tuple[Line, ...] = Field(default=(), title="Fortsättning", description="Projekt som tog vid.")

    deciding_body: Slug | None = Field(
        default=None, title="Beslutar", description="Id för enheten som beslutar om avtalet."
    )
    responsible_body: Slug | None = Field(default=None, title="Ansvarar", description="Id för enheten som ansvarar.")
    signing_body: Slug | None = Field(
        default=None, title="Tecknar", description="Id för enheten vars företrädare skriver under."
    )
    decisions: tuple[Decision, ...] = Field(
        default=(), title="Beslut", description="Beslut om avtalet, och tillfällen då det har anmälts."
    )
    signing: Signing = Field(default=Signing(), title="Undertecknande", description="Hur och när det skrivs under.")
    revision: Revision | None = Field(
        default=None,
        title="Ändring",
        description="Skäl, beslut och dag för det som skiljer sig från vad som senast undertecknades.",
    )
    ending: Ending | None = Field(
        default=None, title="Avslut", description="När en part säger upp avtalet eller lämnar partnerskapet."
    )

    parties: tuple[Party, ...] = Field(title="Parter", description="Parterna i den ordning de ska stå.", min_length=1)
    initiator: Slug | None = Field(
        default=None, title="Initiativtagare", description="Id för parten som tog initiativet."
    )
    separate_agreements: YesNo = Field(
        default=False,
        title="Separata avtal",
        description="Ja: utöver huvudavtalet görs ett avtal med var och en av de idéburna parterna.",
    )
    places_agreements: tuple[PlacesAgreement, ...] = Field(
        default=(), title="Platsöverenskommelser", description="Årliga överenskommelser om antal platser, en per part."
    )
    new_parties: Prose | None = Field(default=None, title="Nya parter", description="Hur fler kan komma med.")
    signatories: tuple[Signatory, ...] = Field(default=(), title="Undertecknare", description="De som skriver under.")
    officials: tuple[Official, ...] = Field(default=(), title="Personer", description="Andra roller i ärendet.")

    summary: Prose | None = Field(default=None, title="Beskrivning", description="Partnerskapet i korthet.")
    background: Prose | None = Field(default=None, title="Bakgrund", description="Varför partnerskapet finns.")
    value_base: ValueBase | None = Field(default=None, title="Värdegrund", description="Gemensamma principer.")
    purpose: Prose | None = Field(default=None, title="Syfte", description="Vad partnerskapet syftar till.")
    goals: tuple[Line, ...] = Field(default=(), title="Mål", description="Gemensamma mål.")
    vision: tuple[Prose, ...] = Field(default=(), title="Vision", description="Vad parterna vill se.")
    targets: tuple[Target, ...] = Field(default=(), title="Målsatta mått", description="Mätbara mål.")
    target_groups: tuple[TargetGroup, ...] = Field(default=(), title="Målgrupper", description="Vilka det är till för.")
    later: tuple[LaterStatement, ...] = Field(
        default=(),
        title="Senare uppgifter",
        description="Vad senare dokument säger om målgrupp, syfte och mål, i tidsordning. Bara för register_only.",
    )
    collaboration_areas: tuple[Principle, ...] = Field(
        default=(), title="Samverkansområden", description="Vad man gör ihop."
    )
    added_value: Prose | None = Field(default=None, title="Mervärde", description="Vad de idéburna parterna tillför.")
    mutual_relation: Prose | None = Field(
        default=None, title="Inbördes relation", description="Hur parterna förhåller sig."
    )

    commitments: tuple[Commitment, ...] = Field(default=(), title="Åtaganden", description="Vad parterna åtar sig.")
    commitment_texts: CommitmentTexts = Field(
        default=CommitmentTexts(), title="Texter om åtaganden", description="Fria stycken kring listorna."
    )
    organisation_text: Prose | None = Field(default=None, title="Organisation", description="Inledning om styrningen.")
    bodies: tuple[GovernanceBody, ...] = Field(default=(), title="Grupper", description="Styrgrupp och andra grupper.")
    follow_ups: tuple[FollowUp, ...] = Field(default=(), title="Uppföljning", description="Hur det följs upp.")
    results: tuple[ResultReport, ...] = Field(default=(), title="Resultat", description="Rapporterade resultat.")

    term: Term = Field(title="Giltighet", description="Avtalstid och förlängning.")
    termination: Termination | None = Field(default=None, title="Uppsägning", description="Villkor för uppsägning.")
    rescission: Rescission | None = Field(default=None, title="Hävning", description="Villkor för hävning.")
    renegotiation: Renegotiation | None = Field(
        default=None, title="Omförhandling", description="Villkor för omförhandling."
    )
    amendments: Amendments | None = Field(default=None, title="Ändringar", description="Hur avtalet ändras.")
    repayment: Repayment | None = Field(default=None, title="Återbetalning", description="Om pengar använts fel.")
    economy: Economy = Field(default=Economy(), title="Ekonomi", description="De ekonomiska villkoren.")
    liability: Prose | None = Field(
        default=None, title="Ansvar och försäkring", description="Vem som ansvarar för vad."
    )

    criteria: tuple[CriterionAssessment, ...] = Field(
        default=(), title="Kriterier", description="Bedömning mot kriterierna."
    )
    legal_notes: tuple[LegalStatusNote, ...] = Field(default=(), title="Rättsläge", description="Daterade noteringar.")
    assessment: Prose | None = Field(default=None, title="Bedömning", description="Förvaltningens bedömning.")
    lessons: tuple[Prose, ...] = Field(default=(), title="Lärdomar", description="Vad man lärt sig.")

    clauses: tuple[Clause, ...] = Field(default=(), title="Särskilda villkor", description="Fria klausuler.")
    annexes: tuple[Annex, ...] = Field(default=(), title="Bilagor", description="Bilagor till avtalet.")
    referred_documents: tuple[ReferredDocument, ...] = Field(
        default=(), title="Nämnda dokument", description="Dokument som avtalet hänvisar till utan att bifoga."
    )
    acknowledged: tuple[Acknowledgement, ...] = Field(
        default=(), title="Kända varningar", description="Varningar som godtas, med skäl."
    )
