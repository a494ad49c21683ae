"""Why an IOP is the right form: criteria met, legal notes with their date."""

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Line, Prose, Slug, YesNo


class CriterionAssessment(Fact):
    """How one criterion is met."""

    criterion: Slug = Field(title="Kriterium", description="Id i myndighetens kriterier.")
    met: YesNo = Field(title="Uppfyllt", description="Ja eller nej.")
    motivation: Prose | None = Field(default=None, title="Motivering", description="Varför, i egna ord.")
    evidence: Line | None = Field(default=None, title="Underlag", description="Dokument eller beslut som visar det.")


class LegalStatusNote(Fact):
    """What the law was taken to be on a certain day. A note, never advice."""

    text: Prose = Field(title="Text", description="Rättsläget i korthet.")
    as_of: Day = Field(title="Per dag", description="Dag då uppgiften stämde.")
    sources: tuple[Line, ...] = Field(title="Källor", description="Lagar, domar och vägledningar.", min_length=1)
