"""The memo (tjänsteskrivelse): the front matter of memo-….md."""

from pydantic import Field

from contracts.facts.model.base import Day, Line, Prose, Slug
from contracts.facts.model.clause import RelatedCase
from contracts.facts.model.document import (
    AttachedDocument,
    BasisDocument,
    Motion,
    Overview,
    Person,
    PlanningStep,
    PreviousDecision,
    ProseDocument,
    Window,
)


class Memo(ProseDocument):
    """What an officer lays before a nämnd; the body of the file is the case itself."""

    title: Line = Field(title="Ärendemening", description="Vad ärendet gäller, på en rad.")
    detail: Line | None = Field(default=None, title="Preciserande rad", description="En rad under ärendemeningen.")
    date: Day = Field(title="Datum", description="Skrivelsens dag.")
    case_number: Line | None = Field(default=None, title="Diarienummer", description="Ärendets diarienummer.")
    board: Slug = Field(title="Nämnd", description="Id för nämnden som beslutar.")
    case_officer: Person | None = Field(default=None, title="Vår referens", description="Handläggaren.")
    recipient: Slug | None = Field(default=None, title="Mottagare", description="Id för mottagaren, om den anges.")
    summary: Prose = Field(title="Sammanfattning", description="Ärendet i korthet, utan förslaget.")
    proposals: tuple[Line, ...] = Field(
        title="Förslag till beslut", description="Fullständiga meningar med nämnden som subjekt.", min_length=1
    )
    basis: tuple[BasisDocument, ...] = Field(
        default=(), title="Beslutsunderlag", description="Alla dokument som beslutet vilar på."
    )
    planning: tuple[PlanningStep, ...] = Field(
        default=(), title="Beslutsplanering", description="När och var ärendet tas upp."
    )
    send_to: tuple[Line, ...] = Field(
        default=(), title="Beslutet skickas till", description="De som ska få del av beslutet."
    )
    responsible: tuple[Person, ...] = Field(
        default=(), title="Ansvariga", description="De som svarar för skrivelsen, lägst befattning först."
    )
    motions: tuple[Motion, ...] = Field(default=(), title="Yrkanden", description="Yrkanden i ärendet.")
    previous_decisions: tuple[PreviousDecision, ...] = Field(
        default=(), title="Tidigare beslut", description="Beslut i ärendet hittills."
    )
    annexes: tuple[AttachedDocument, ...] = Field(default=(), title="Bilagor", description="Det som följer med.")
    related_cases: tuple[RelatedCase, ...] = Field(
        default=(), title="Andra ärenden", description="Ärenden som nämns eller bygger under detta."
    )
    window: Window | None = Field(
        default=None, title="Räknas för", description="Tidsrymden som antalet partnerskap räknas för."
    )
    overview: Overview | None = Field(
        default=None, title="Översikt", description="Partnerskap som räknas upp i en tabell."
    )
