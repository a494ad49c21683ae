"""The authority (kommun or region) whose partnerships these are: units, letterhead, names of documents, criteria."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from contracts.facts.model.base import Fact, Line, OrganisationNumber, Prose, Slug, refusal
from contracts.facts.model.organisation import OrganisationKind
from contracts.facts.model.written import words


class UnitKind(StrEnum):
    """Where in the authority a unit stands."""

    BOARD = "nämnd"
    DEPARTMENT = "förvaltning"
    UNIT = "enhet"


class Unit(Fact):
    """A nämnd, förvaltning or enhet. None of them is a legal person: the authority is."""

    id: Slug = Field(title="Id", description="Kort namn som andra filer hänvisar med.")
    name: Line = Field(title="Namn", description="Enhetens namn i löpande text, med liten bokstav om så är brukligt.")
    kind: UnitKind = Field(title="Slag", description="Nämnd, förvaltning eller enhet.")
    part_of: Slug | None = Field(default=None, title="Hör till", description="Id för enheten närmast ovanför.")


class DocumentNames(Fact):
    """What the authority calls its kinds of documents, in lower case and indefinite form."""

    agreement: Line = Field(
        default="avtal", title="Avtal", description="Till exempel avtal eller överenskommelse.", examples=["avtal"]
    )
    agreement_definite: Line = Field(
        default="avtalet", title="Avtalet", description="Samma ord i bestämd form.", examples=["avtalet"]
    )
    places_agreement: Line = Field(
        default="platsöverenskommelse",
        title="Platsöverenskommelse",
        description="Den årliga överenskommelsen med en part om antal platser.",
    )
    memo: Line = Field(
        default="tjänsteskrivelse", title="Tjänsteskrivelse", description="Eller till exempel tjänsteutlåtande."
    )
    pm: Line = Field(default="PM", title="PM", description="Namnet på ett PM.")
    report: Line = Field(default="rapport", title="Rapport", description="Namnet på en sammanställning.")
    economic_report: Line = Field(
        default="prognosrapport", title="Prognosrapport", description="Namnet på en ekonomisk uppföljning."
    )
    amendment: Line = Field(
        default="tilläggsavtal",
        title="Tilläggsavtal",
        description="Namnet på det som ändrar undertecknade villkor.",
        examples=["tilläggsöverenskommelse"],
    )
    extension: Line = Field(
        default="förlängning", title="Förlängning", description="Namnet på det som förlänger inom avtalets villkor."
    )
    accession: Line = Field(
        default="anslutningsavtal", title="Anslutningsavtal", description="Namnet på det som tar in fler parter."
    )
    exit: Line = Field(
        default="utträdesavtal", title="Utträdesavtal", description="Namnet på det som låter en part lämna."
    )
    notice: Line = Field(default="uppsägning", title="Uppsägning", description="Namnet på en parts uppsägning.")
    consolidated: Line = Field(
        default="konsoliderat avtal",
        title="Konsoliderat avtal",
        description="Namnet på avtalets hela text med alla ändringar införda.",
        examples=["konsoliderad överenskommelse"],
    )
    comparison: Line = Field(
        default="jämförelse",
        title="Jämförelse",
        description="Namnet på den nya lydelsen jämförd med den undertecknade.",
    )
    packet: Line = Field(default="handlingar", title="Handlingar", description="Namnet på ett mötes handlingar.")


class Letterhead(Fact):
    """What stands at the top and the foot of the authority's documents."""

    sender: Line = Field(title="Avsändare", description="Myndighetens namn i brevhuvudet.")
    unit: Line | None = Field(default=None, title="Enhet", description="Nämnd eller förvaltning under namnet.")
    address: tuple[Line, ...] = Field(default=(), title="Adress", description="Adressrader i sidfoten.")
    telephone: Line | None = Field(default=None, title="Telefon", description="Växelns nummer.")
    web: Line | None = Field(default=None, title="Webbplats", description="Adress utan https://.")


class Criterion(Fact):
    """One criterion for when an IOP is the right form."""

    id: Slug = Field(title="Id", description="Kort namn som bedömningen hänvisar med.")
    text: Prose = Field(title="Kriterium", description="Kriteriets lydelse med egna ord.")


class CriteriaSet(Fact):
    """A named set of criteria, with its source and version."""

    id: Slug = Field(title="Id", description="Uppsättningens id.", examples=["forum"])
    source: Line = Field(title="Källa", description="Vem som har gett ut kriterierna.")
    version: Line | None = Field(default=None, title="Version", description="År eller version.")
    criteria: tuple[Criterion, ...] = Field(title="Kriterier", description="Kriterierna i ordning.", min_length=1)


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise refusal(
            "pattern", f"mönstret ”{text}” går inte att läsa ({error})", "rätta det reguljära uttrycket"
        ) from error
    return text


class Authority(Fact):
    """The file authority.yaml."""

    name: Line = Field(title="Namn", description="Myndighetens juridiska namn.", examples=["Botkyrka kommun"])
    short_name: Line | None = Field(default=None, title="Kortnamn", description="Namnet i löpande text.")
    kind: OrganisationKind = Field(title="Slag", description="Kommun eller region.")
    organisation_number: OrganisationNumber | None = Field(
        default=None, title="Organisationsnummer", description="Myndighetens nummer. Krävs för avtal."
    )
    units: tuple[Unit, ...] = Field(default=(), title="Enheter", description="Nämnder, förvaltningar och enheter.")
    letterhead: Letterhead = Field(title="Brevhuvud", description="Det som står överst och nederst i dokumenten.")
    case_number_pattern: Annotated[
        str, AfterValidator(_pattern), words("reguljärt uttryck", r"[\s\S]*", "skriv ett reguljärt uttryck")
    ] = Field(
        title="Mönster för diarienummer",
        description="Reguljärt uttryck som ett helt diarienummer ska passa.",
        examples=[r"[A-ZÅÄÖ]{2,5}/\d{4}:\d+"],
    )
    documents: DocumentNames = Field(
        default=DocumentNames(), title="Dokumentnamn", description="Vad myndigheten kallar sina dokument."
    )
    criteria: CriteriaSet | None = Field(
        default=None, title="Kriterier", description="De kriterier som myndigheten prövar ett IOP mot."
    )

    def unit(self, identifier: str) -> Unit | None:
        """The unit with this id, or None."""
        return next((unit for unit in self.units if unit.id == identifier), None)
