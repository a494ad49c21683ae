"""What the parties have taken on, one by one and together."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.base import Fact, Line, Prose, Slug, YesNo
from contracts.facts.model.organisation import Sector


class CommitmentKind(StrEnum):
    """What a commitment consists of, as it is printed in overviews."""

    RESPONSIBILITY = "ansvar"
    RESOURCE = "resurs"
    SERVICE = "tjänst"
    INFORMATION = "information"
    ADMINISTRATION = "administration"
    WORK_ENVIRONMENT = "arbetsmiljö"


class Commitment(Fact):
    """One thing that a party, or all of them together, shall do."""

    party: Slug | None = Field(default=None, title="Part", description="Id för parten som åtar sig detta.")
    sector: Sector | None = Field(
        default=None, title="Sida", description="offentlig eller idéburen: varje part på den sidan åtar sig detta."
    )
    joint: YesNo = Field(default=False, title="Gemensamt", description="Ja om alla parter åtar sig detta tillsammans.")
    text: Line = Field(title="Åtagande", description="Vad parten ska göra, som en punkt i en lista.")
    kind: CommitmentKind = Field(
        default=CommitmentKind.RESPONSIBILITY, title="Slag", description="Vad åtagandet består av."
    )
    shared_with: tuple[Slug, ...] = Field(
        default=(), title="I samverkan med", description="Id för parter som det görs tillsammans med."
    )


class SectionText(Fact):
    """Free paragraphs before and after a list of commitments."""

    before: Prose | None = Field(default=None, title="Före listan", description="Stycken före punkterna.")
    after: Prose | None = Field(default=None, title="Efter listan", description="Stycken efter punkterna.")


class CommitmentTexts(Fact):
    """Free paragraphs around the commitments of each side."""

    public: SectionText = Field(
        default=SectionText(), title="Offentliga parter", description="Kring de offentliga parternas åtaganden."
    )
    idea_based: SectionText = Field(
        default=SectionText(), title="Idéburna parter", description="Kring de idéburna parternas åtaganden."
    )
    joint: SectionText = Field(default=SectionText(), title="Gemensamma", description="Kring de gemensamma åtagandena.")
