"""Decisions behind an agreement."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Line, Paragraph, Slug


class DecisionKind(StrEnum):
    """What a body did with the agreement."""

    DECIDED = "decided"
    INFORMED = "informed"  #: the body was told; it decided nothing


class Decision(Fact):
    """A body that decided on the agreement, or was informed of it, and when."""

    kind: DecisionKind = Field(default=DecisionKind.DECIDED, title="Slag", description="decided eller informed.")
    body: Slug = Field(title="Beslutande", description="Id för enheten som beslutade.")
    date: Day | None = Field(default=None, title="Datum", description="Beslutets dag.")
    paragraph: Paragraph | None = Field(default=None, title="Paragraf", description="Protokollets paragraf.")
    delegation: Line | None = Field(default=None, title="Delegation", description="Punkt i delegationsordningen.")
