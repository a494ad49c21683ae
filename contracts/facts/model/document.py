"""What the documents beside an agreement share: their kinds, people, references, and the pieces of a case."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from contracts.facts.model.base import Day, Fact, Line, Paragraph, Slug, refusal
from contracts.facts.model.partnership import Acknowledgement
from contracts.facts.model.written import words


class DocumentKind(StrEnum):
    """The kinds of documents that are written as Markdown with front matter; also how their files' names begin."""

    MEMO = "memo"
    PM = "pm"
    REPORT = "report"
    ECONOMIC_REPORT = "economic-report"
    PACKET = "packet"


class ProseDocument(Fact):
    """What every document in prose may say in its front matter."""

    acknowledged: tuple[Acknowledgement, ...] = Field(
        default=(), title="Kända varningar", description="Varningar om dokumentet som godtas, med skäl."
    )


_DOCUMENT_ID = "([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*"


def _document_id(text: str) -> str:
    if not re.fullmatch(_DOCUMENT_ID, text):
        raise refusal(
            "document-id",
            f"”{text}” kan inte vara ett dokument",
            "skriv filens namn utan .md, till exempel memo-2018-04-09, eller mapp och namn: kvinna-i-botkyrka/pm",
        )
    return text


#: A document of the same authority: its file without suffix ("memo-2018-04-09", "kvinna-i-botkyrka/pm"), or a
#: partnership's agreement ("kvinna-i-botkyrka/agreement").
DocumentId = Annotated[
    str,
    AfterValidator(_document_id),
    words("id för ett dokument", _DOCUMENT_ID, "skriv filens namn utan .md, till exempel memo-2018-04-09"),
]


class Person(Fact):
    """Someone who answers for a document: name and title, never address or number."""

    name: Line = Field(title="Namn", description="Personens namn.")
    title: Line | None = Field(default=None, title="Titel", description="Befattning, om den är känd.")


class BasisDocument(Fact):
    """A document that a decision rests on."""

    title: Line | None = Field(
        default=None, title="Titel", description="Dokumentets titel. Behövs inte när document är angivet."
    )
    document: DocumentId | None = Field(
        default=None, title="Dokument", description="Id för dokumentet, om det görs här."
    )
    dated: Day | None = Field(default=None, title="Datum", description="Dokumentets dag, om det inte görs här.")


class PlanningKind(StrEnum):
    """What a body does with the case, as it is printed."""

    PREPARATION = "beredning"
    COMMITTEE = "arbetsutskott"
    DECISION = "beslut"
    REFERRAL = "återremiss"


class PlanningStep(Fact):
    """One occasion when a body takes up the case."""

    body: Line = Field(title="Organ", description="Organets namn, eller id för en enhet i authority.yaml.")
    date: Day = Field(title="Datum", description="Mötets dag.")
    kind: PlanningKind | None = Field(
        default=None, title="Slag", description="beredning, arbetsutskott, beslut eller återremiss, om det är känt."
    )


class Motion(Fact):
    """What somebody has moved in the case."""

    by: Line = Field(title="Av", description="Den eller de som yrkar, till exempel ett parti.")
    points: tuple[Line, ...] = Field(title="Yrkanden", description="Yrkandena, ett i taget.", min_length=1)
    on: Day | None = Field(default=None, title="Dag", description="Dagen då yrkandet väcktes.")


class PreviousDecision(Fact):
    """An earlier decision in the case."""

    body: Line = Field(title="Organ", description="Organets namn, eller id för en enhet i authority.yaml.")
    date: Day = Field(title="Datum", description="Beslutets dag.")
    paragraph: Paragraph | None = Field(default=None, title="Paragraf", description="Protokollets paragraf.")
    text: Line = Field(title="Beslut", description="Vad som beslutades, i en mening.")


class AttachedDocument(Fact):
    """A document that goes with another."""

    title: Line | None = Field(
        default=None, title="Titel", description="Bilagans titel. Behövs inte när document är angivet."
    )
    document: DocumentId | None = Field(
        default=None, title="Dokument", description="Id för dokumentet, om det görs här."
    )


class Window(Fact):
    """The span of days that counts are made for."""

    start: Day = Field(title="Från och med", description="Första dagen som räknas.")
    end: Day = Field(title="Till och med", description="Sista dagen som räknas.")

    @model_validator(mode="after")
    def _in_order(self) -> "Window":
        if self.end < self.start:
            raise refusal("window-order", "tidsrymden slutar innan den börjar", "byt plats på start och end")
        return self


class Overview(Fact):
    """Which partnerships a document tells of: those that go on a certain day, in one area or in all."""

    day: Day = Field(title="Dag", description="Partnerskap som pågår den dagen räknas upp.")
    area: Slug | None = Field(default=None, title="Område", description="Bara detta område. Tomt: alla.")
