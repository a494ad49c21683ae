"""Why, by which decision and from when what has been signed shall read otherwise; and how a party ends it."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Prose, Slug, YesNo
from contracts.facts.model.decision import Decision


class Revision(Fact):
    """What stands behind a difference from the terms last signed."""

    reason: Prose | None = Field(
        default=None, title="Skäl", description="Varför villkoren ändras, i en eller två meningar."
    )
    decision: Decision | None = Field(default=None, title="Beslut", description="Beslutet som ändringen vilar på.")
    effective: Day | None = Field(
        default=None, title="Gäller från", description="Första dagen som de nya villkoren gäller."
    )
    date: Day | None = Field(default=None, title="Dokumentdag", description="Dagen som ändringen är daterad.")


class EndingKind(StrEnum):
    """How a party ends the agreement for its own part."""

    NOTICE = "notice"  #: uppsägning, on a ground that the agreement names
    EXIT = "exit"  #: utträde utan särskilt skäl


class Ending(Fact):
    """A party's notice; its last day follows from the agreement's own periods."""

    kind: EndingKind = Field(
        title="Slag",
        description="notice (uppsägning på en grund som avtalet anger) eller exit (utträde utan särskilt skäl).",
    )
    by: Slug = Field(title="Av", description="Id för parten som säger upp avtalet eller lämnar partnerskapet.")
    ground: Prose | None = Field(
        default=None, title="Grund", description="Vad uppsägningen grundas på. Krävs för notice."
    )
    breach: YesNo = Field(
        default=False, title="Avtalsbrott", description="Ja: grunden är att en annan part har brutit mot avtalet."
    )
    remedy_demanded_on: Day | None = Field(
        default=None,
        title="Rättelse begärd",
        description="Dagen då rättelse begärdes, när grunden är avtalsbrott och avtalet ger tid för rättelse.",
    )
    dialogue_on: Day | None = Field(
        default=None, title="Dialog hållen", description="Dagen då parterna talade med varandra om fortsättningen."
    )
    given_on: Day | None = Field(
        default=None, title="Lämnad", description="Dagen då uppsägningen lämnas till de andra parterna."
    )
    decision: Decision | None = Field(
        default=None, title="Beslut", description="Beslutet att säga upp avtalet, när kommunen gör det."
    )
