"""Organisations that can be parties: who they are, legally and by other names."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Line, OrganisationNumber, Slug, YesNo


class Sector(StrEnum):
    """Which side of the partnership an organisation stands on."""

    PUBLIC = "offentlig"
    IDEA_BASED = "idéburen"


class OrganisationKind(StrEnum):
    """Legal or customary form, as it is printed."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    STATE_AUTHORITY = "statlig myndighet"
    ASSOCIATION = "ideell förening"
    FOUNDATION = "stiftelse"
    STUDY_ASSOCIATION = "studieförbund"
    FOLK_HIGH_SCHOOL = "folkhögskola"
    FAITH_COMMUNITY = "trossamfund"
    ECONOMIC_ASSOCIATION = "ekonomisk förening"
    SOCIAL_ENTERPRISE = "arbetsintegrerande socialt företag"
    OTHER = "annan"


PUBLIC_KINDS = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.STATE_AUTHORITY)


class Organisation(Fact):
    """A legal person that can be party to a partnership."""

    id: Slug = Field(title="Id", description="Kort namn som andra filer hänvisar med.", examples=["hela-manniskan"])
    legal_name: Line = Field(title="Juridiskt namn", description="Namnet som det står i registreringsbeviset.")
    short_name: Line | None = Field(default=None, title="Kortnamn", description="Namnet i löpande text.")
    aliases: tuple[Line, ...] = Field(
        default=(), title="Andra namn", description="Skrivsätt som förekommer men inte ska användas i dokument."
    )
    organisation_number: OrganisationNumber | None = Field(
        default=None, title="Organisationsnummer", description="Tio siffror med bindestreck.", examples=["802403-0119"]
    )
    kind: OrganisationKind = Field(title="Slag", description="Organisationens juridiska eller vedertagna form.")
    registered_idea_based: YesNo | None = Field(
        default=None,
        title="Registrerad idéburen organisation",
        description="Om organisationen är registrerad enligt lagen (2022:900). Frivilligt; inget krav för IOP.",
    )
    municipality: Line | None = Field(default=None, title="Säte", description="Ort där organisationen har sitt säte.")
    checked_on: Day | None = Field(
        default=None, title="Kontrollerad", description="Dag då uppgifterna senast jämfördes med registret."
    )

    @property
    def sector(self) -> Sector:
        """Public or idea-based, by the organisation's kind."""
        return Sector.PUBLIC if self.kind in PUBLIC_KINDS else Sector.IDEA_BASED

    @property
    def name(self) -> str:
        """The name used in running text."""
        return self.short_name or self.legal_name


class Organisations(Fact):
    """The file organisations.yaml of an authority."""

    organisations: tuple[Organisation, ...] = Field(
        title="Organisationer", description="Alla organisationer som myndigheten har partnerskap med."
    )
