"""Parties to a partnership and those who sign for them."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Line, Slug


class Role(StrEnum):
    """What a party does in the partnership, as it is printed."""

    INITIATOR = "initiativtagare"
    COORDINATOR = "samordnare"
    FUNDER = "finansiär"
    PERFORMER = "utförare"
    OUTREACH = "uppsökare"
    EVALUATOR = "utvärderare"


class Party(Fact):
    """An organisation that has entered the partnership, through a unit or a local office where it says so."""

    organisation: Slug = Field(
        title="Organisation",
        description="Id i organisations.yaml, eller myndighetens egen mapp. Partens id är detsamma.",
    )
    unit: Slug | None = Field(
        default=None, title="Förvaltning", description="Id för den enhet i authority.yaml som företräder kommunen."
    )
    through: Slug | None = Field(
        default=None, title="Genom", description="Id för den enhet som gör arbetet, till exempel jobbcenter."
    )
    local_office: Line | None = Field(
        default=None,
        title="Lokalt kontor",
        description="Ortnamn efter en nationell organisations namn. Kontoret är ingen juridisk person.",
    )
    roles: tuple[Role, ...] = Field(default=(), title="Roller", description="Vad parten gör i partnerskapet.")
    joined_on: Day | None = Field(default=None, title="Tillträdde", description="Dag då parten kom med, om senare.")
    left_on: Day | None = Field(default=None, title="Utträdde", description="Dag då parten lämnade partnerskapet.")
    accession_annex: Slug | None = Field(
        default=None, title="Anslutningsbilaga", description="Id för bilagan genom vilken parten kom med."
    )


class AuthorityBasisKind(StrEnum):
    """On what authority a signatory signs, as it is printed."""

    AUTHORISED_SIGNATORY = "firmatecknare"
    DELEGATION = "delegation"
    POWER_OF_ATTORNEY = "fullmakt"


class AuthorityBasis(Fact):
    """The document that lets a signatory sign."""

    kind: AuthorityBasisKind = Field(title="Slag", description="Firmatecknare, delegation eller fullmakt.")
    reference: Line = Field(title="Hänvisning", description="Punkt i delegationsordningen eller protokollets §.")
    date: Day | None = Field(default=None, title="Datum", description="Beslutets eller fullmaktens dag.")
    jointly: Line | None = Field(
        default=None,
        title="I förening med",
        description="Den som också måste skriva under, om firman tecknas i förening.",
    )


class Signatory(Fact):
    """Who signs for a party."""

    party: Slug = Field(title="Part", description="Id för parten som undertecknaren företräder.")
    name: Line | None = Field(
        default=None, title="Namn", description="Undertecknarens namn. Tomt: fylls i för hand vid underskriften."
    )
    title: Line | None = Field(
        default=None, title="Titel", description="Befattning eller uppdrag.", examples=["Förvaltningschef"]
    )
    authority_basis: AuthorityBasis | None = Field(
        default=None, title="Behörighet", description="Vad som ger rätt att skriva under."
    )
    signed_on: Day | None = Field(default=None, title="Undertecknat", description="Dag då personen skrev under.")
    signed_at: Line | None = Field(default=None, title="Ort", description="Ort där personen skrev under.")


class OfficialRole(StrEnum):
    """Separate roles that officials have around a partnership."""

    CASE_OFFICER = "handläggare"
    CONTACT = "kontaktperson"
    RESPONSIBLE = "ansvarig"
    CONVENER = "sammankallande"
    RECIPIENT = "mottagare"


class Official(Fact):
    """A person with a role in the case, apart from the signatories."""

    role: OfficialRole = Field(title="Roll", description="Handläggare, kontaktperson, ansvarig, sammankallande …")
    name: Line | None = Field(default=None, title="Namn", description="Personens namn.")
    title: Line = Field(title="Titel", description="Befattning.")
    party: Slug | None = Field(default=None, title="Part", description="Id för personens organisation.")
