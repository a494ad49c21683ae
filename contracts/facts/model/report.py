"""The report on all partnerships (sammanställning): the front matter of report-….md."""

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Line, Prose, Slug
from contracts.facts.model.document import Person, ProseDocument, Window


class ReportArea(Fact):
    """One area of the report: its partnerships stand under one heading."""

    area: Slug = Field(title="Område", description="Områdets id, som i partnerskapens area.")
    name: Line = Field(title="Namn", description="Områdets namn i löpande text.", examples=["arbetsmarknadsområdet"])
    heading: Line = Field(title="Rubrik", description="Rubriken över områdets pågående partnerskap.")
    introduction: Prose | None = Field(default=None, title="Inledning", description="Stycken under rubriken.")


class Report(ProseDocument):
    """A compilation of an authority's partnerships; the body of the file stands before the partnerships."""

    title: Line = Field(title="Titel", description="Rapportens titel, den enda.")
    date: Day = Field(title="Datum", description="Rapportens dag. Det som pågår den dagen räknas som pågående.")
    case_number: Line | None = Field(default=None, title="Diarienummer", description="Ärendets diarienummer.")
    board: Slug = Field(title="Nämnd", description="Id för nämnden som rapporten lämnas till.")
    department: Slug | None = Field(default=None, title="Förvaltning", description="Id för förvaltningen.")
    unit: Slug | None = Field(default=None, title="Enhet", description="Id för enheten som har gjort rapporten.")
    responsible: Person | None = Field(default=None, title="Ansvarig", description="Den som svarar för rapporten.")
    window: Window = Field(title="Räknas för", description="Tidsrymden som partnerskapen räknas för.")
    areas: tuple[ReportArea, ...] = Field(title="Områden", description="Områdena i ordning.", min_length=1)
    ended_heading: Line = Field(title="Rubrik för avslutade", description="Rubriken över det som är avslutat.")
    ended_introduction: Prose | None = Field(
        default=None, title="Inledning till avslutade", description="Stycken under den rubriken."
    )
