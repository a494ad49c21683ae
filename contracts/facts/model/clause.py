"""Clauses, annexes, related cases and agreements."""

from enum import StrEnum

from pydantic import Field, model_validator

from contracts.facts.model.base import Day, Fact, Line, Prose, Slug, is_slug, refusal


class ClauseValue(Fact):
    """What a partnership puts in the place of a variable of a clause from the library."""

    name: Line = Field(title="Variabel", description="Variabelns namn, som i klausulens fil.", examples=["remedy_days"])
    value: Prose = Field(title="Värde", description="Det som ska stå där.", examples=["30"])


class Clause(Fact):
    """A clause of this agreement: written here, or taken from the library."""

    id: Slug = Field(
        default="", title="Id", description="Kort namn; tomt för en klausul ur biblioteket: dess namn där."
    )
    use: Slug | None = Field(
        default=None, title="Ur biblioteket", description="Namnet på en klausul i biblioteket.", examples=["havning"]
    )
    heading: Line | None = Field(
        default=None, title="Rubrik", description="Punktens rubrik i avtalet; tomt: bibliotekets."
    )
    text: Prose | None = Field(default=None, title="Text", description="Punktens text, om den inte är ur biblioteket.")
    after: Slug | None = Field(
        default=None,
        title="Står efter",
        description="Id för den punkt i avtalet som klausulen ska stå efter; tomt: som biblioteket säger.",
        examples=["ansvar"],
    )
    values: tuple[ClauseValue, ...] = Field(
        default=(), title="Värden", description="Värden för variablerna i en klausul ur biblioteket."
    )

    @model_validator(mode="before")
    @classmethod
    def _named_by_use(cls, given: object) -> object:
        """A clause from the library is called what it is called there."""
        if isinstance(given, dict) and "id" not in given and is_slug(given.get("use")):
            return {**given, "id": given["use"]}
        return given

    @model_validator(mode="after")
    def _whole(self) -> "Clause":
        if self.use is not None:
            if self.text is not None:
                remedy = "ta bort use: och skriv hela klausulen här, eller ta bort text:"
                raise refusal("clause-text-twice", f"klausulen ”{self.use}” har sin text i biblioteket", remedy)
            return self
        missing = [name for name in ("id", "heading", "text", "after") if not getattr(self, name)]
        if missing:
            remedy = "fyll i fälten, eller skriv use: och namnet på en klausul i biblioteket"
            raise refusal("clause-incomplete", f"klausulen saknar {', '.join(missing)}", remedy)
        if self.values:
            remedy = "skriv värdena i texten, eller skriv use: och namnet på en klausul i biblioteket"
            raise refusal("clause-values-unasked", "en klausul med egen text har inga variabler", remedy)
        return self


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
