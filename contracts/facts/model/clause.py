"""Clauses, annexes, related cases and agreements."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Line, Prose, Slug

#: Sections of an agreement after which a free clause may stand.
CLAUSE_PLACES = ("parter", "samverkan", "uppfoljning", "uppsagning", "giltighet", "ekonomi", "ansvar")


class Clause(Fact):
    """A free clause with heading, text and place."""

    id: Slug = Field(title="Id", description="Kort namn.")
    heading: Line = Field(title="Rubrik", description="Punktens rubrik i avtalet.")
    text: Prose = Field(title="Text", description="Punktens text.")
    after: Slug = Field(
        title="Efter", description="Id för den punkt i avtalet som klausulen ska stå efter.", examples=["ansvar"]
    )


class AnnexKind(StrEnum):
    """What an annex is, as it is printed."""

    ACCESSION = "anslutning"
    PM = "PM"
    SUB_AGREEMENT = "delavtal"
    REPORT = "rapport"
    DATA_PROTECTION = "personuppgiftsavtal"
    OTHER = "annan"


class Annex(Fact):
    """A document that belongs to the agreement."""

    id: Slug = Field(title="Id", description="Kort namn som andra fält hänvisar med.")
    number: Line = Field(title="Nummer", description="Bilagans nummer.")
    title: Line = Field(title="Titel", description="Bilagans rubrik.")
    kind: AnnexKind = Field(title="Slag", description="Vad bilagan är.")
    file: Line | None = Field(default=None, title="Fil", description="Sökväg från partnerskapets mapp.")
    party: Slug | None = Field(default=None, title="Part", description="Id för parten som bilagan gäller.")
    dated: Day | None = Field(default=None, title="Datum", description="Dokumentets dag.")


class ReferredDocument(Fact):
    """A document that the agreement names without attaching it."""

    id: Slug = Field(title="Id", description="Kort namn.")
    title: Line = Field(title="Titel", description="Dokumentets titel.")
    dated: Day | None = Field(default=None, title="Datum", description="Dokumentets dag.")
    case_numbers: tuple[Line, ...] = Field(default=(), title="Diarienummer", description="Som de är skrivna.")


class CaseRelation(StrEnum):
    """How another case relates to this one."""

    FRAMEWORK = "framework"
    PREDECESSOR = "predecessor"
    INITIATIVE = "initiative"
    GUIDELINE = "guideline"
    REPORT = "report"
    SUCCESSOR = "successor"


class RelatedCase(Fact):
    """Another case that this one builds on."""

    case_number: Line = Field(title="Diarienummer", description="Som det är skrivet.")
    relation: CaseRelation = Field(title="Samband", description="framework, predecessor, initiative, guideline …")
    title: Line | None = Field(default=None, title="Rubrik", description="Ärendets eller dokumentets rubrik.")


class AgreementRelation(StrEnum):
    """How another agreement relates to this one."""

    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    BELONGS_TO = "belongs_to"


class RelatedAgreement(Fact):
    """An agreement that this one replaces, is replaced by or belongs to."""

    relation: AgreementRelation = Field(title="Samband", description="replaces, replaced_by eller belongs_to.")
    title: Line = Field(title="Titel", description="Det andra avtalets titel.")
    partnership: Slug | None = Field(default=None, title="Partnerskap", description="Id, om det finns i uppgifterna.")
    dated: Day | None = Field(default=None, title="Datum", description="Det andra avtalets dag.")
