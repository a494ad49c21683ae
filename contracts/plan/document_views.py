"""What the templates of memos, PMs, reports and packets see, and the names that their Markdown bodies may use.

Texts that an officer writes (summary, proposals, bodies) are Markdown with their expressions already filled in.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts.pictures.timeline import Timeline
from contracts.plan.change_views import ChangesView
from contracts.plan.views import AuthorityView, DocumentView


@dataclass(frozen=True, slots=True)
class PersonView:
    """Someone who answers for a document."""

    name: str
    title: str | None


@dataclass(frozen=True, slots=True)
class BasisView:
    """A document that a decision rests on."""

    title: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class PlanningView:
    """One occasion when a body takes up the case."""

    body: str
    date: dt.date
    kind: str | None  #: "beredning", "arbetsutskott", "beslut", "återremiss"; None when it is not said


@dataclass(frozen=True, slots=True)
class MotionView:
    """What somebody has moved."""

    by: str
    points: tuple[str, ...]
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class PreviousDecisionView:
    """An earlier decision."""

    body: str
    date: dt.date
    paragraph: str | None
    text: str


@dataclass(frozen=True, slots=True)
class CountsView:
    """How many partnerships there were in a window."""

    start: dt.date
    end: dt.date
    total: int
    ongoing: int
    ended: int


@dataclass(frozen=True, slots=True)
class PartnershipView:
    """One partnership, as a report or an overview shows it. None is printed as "uppgift saknas"."""

    id: str
    name: str
    short_name: str  #: in running text; the name when there is none
    area: str | None
    case_numbers: tuple[str, ...]
    parties: tuple[str, ...]  #: names, those of the own authority by unit where it acts through one
    idea_based: tuple[str, ...]  #: names of the idea-based parties
    period: str | None  #: "1 juli 2018 till och med 30 juni 2020", "2017–2020", "Vintern 2018–2019"
    start: dt.date | None  #: the first day of the present term
    end: dt.date | None  #: the last day that has been agreed
    extension: str | None  #: "kan förlängas två gånger med ett år, längst till och med 30 juni 2022"
    last_end: dt.date | None  #: the last day that can be reached with every extension
    budget: tuple[str, ...]  #: "1 615 000 kr per år för …": what the own authority pays
    funding: tuple[str, ...]  #: what others pay
    yearly: int | None  #: SEK per year that the own authority pays, when that is stated
    target_group: str | None
    purpose: str | None  #: Markdown
    goals: tuple[str, ...]
    targets: tuple[str, ...]  #: "minst 60 individer under avtalsperioden"
    summary: str | None  #: Markdown
    results: tuple[str, ...]  #: one sentence each
    assessment: str | None  #: Markdown
    lessons: tuple[str, ...]
    follow_on_projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemoView:
    """Everything that a memo's template may name; its body may use the same names but `body`."""

    document: DocumentView
    authority: AuthorityView
    title: str
    detail: str | None
    date: dt.date
    case_number: str | None
    board: str
    case_officer: PersonView | None
    recipient: str | None
    summary: str
    proposals: tuple[str, ...]
    basis: tuple[BasisView, ...]
    planning: tuple[PlanningView, ...]
    send_to: tuple[str, ...]
    responsible: tuple[PersonView, ...]
    motions: tuple[MotionView, ...]
    previous_decisions: tuple[PreviousDecisionView, ...]
    untold_motions: tuple[MotionView, ...]  #: those that the body does not tell of; the template prints them
    untold_decisions: tuple[PreviousDecisionView, ...]  #: the same of earlier decisions
    annexes: tuple[str, ...]
    counts: CountsView | None
    area_counts: tuple["AreaCountsView", ...]
    overview_day: dt.date | None
    overview: tuple[PartnershipView, ...]
    changes: tuple[ChangesView, ...]  #: of the partnerships that it is about, from what was signed
    body: str  #: Markdown; "" when there is none


@dataclass(frozen=True, slots=True)
class AreaCountsView:
    """The counts of one area."""

    area: str  #: the area's id
    counts: CountsView


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion of the authority's set, and how the partnership meets it."""

    text: str
    met: bool | None  #: None when it has not been assessed
    motivation: str | None  #: Markdown
    evidence: str | None


@dataclass(frozen=True, slots=True)
class PmView:
    """Everything that a PM's template may name. Its body may also use every name of the agreement's view."""

    document: DocumentView
    authority: AuthorityView
    title: str
    subtitle: str | None
    date: dt.date | None
    place: str | None
    case_number: str | None
    partnership: str  #: the partnership's name
    body: str


@dataclass(frozen=True, slots=True)
class NamedText:
    """A name with what it means."""

    name: str
    text: str | None  #: Markdown


@dataclass(frozen=True, slots=True)
class PmNames:
    """Names that a PM's body may use beside those of the agreement's view."""

    criteria: tuple[CriterionView, ...]
    criteria_source: str | None
    vision: tuple[str, ...]
    collaboration_areas: tuple[NamedText, ...]
    added_value: str | None
    assessment: str | None
    summary: str | None


@dataclass(frozen=True, slots=True)
class ReportAreaView:
    """One area of the report with the partnerships that go on."""

    name: str  #: "arbetsmarknadsområdet"
    heading: str
    introduction: str | None
    counts: CountsView
    partnerships: tuple[PartnershipView, ...]


@dataclass(frozen=True, slots=True)
class AreaTotalView:
    """What the authority pays in one area: the ongoing partnerships of the report."""

    name: str
    partnerships: int
    yearly: int  #: SEK per year, summed over those that state it
    stated: int  #: how many state an amount per year
    other: tuple[str, ...]  #: amounts stated for other periods: "318 500 kr för hela avtalstiden för Hassela Movement"


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that a report's template may name; its body may use the same names but `body`."""

    document: DocumentView
    authority: AuthorityView
    title: str
    date: dt.date
    case_number: str | None
    board: str
    department: str | None
    unit: str | None
    responsible: PersonView | None
    counts: CountsView
    areas: tuple[ReportAreaView, ...]
    ended_heading: str
    ended_introduction: str | None
    ended: tuple[PartnershipView, ...]
    totals: tuple[AreaTotalView, ...]
    total_yearly: int  #: SEK
    criteria: tuple[str, ...]
    criteria_source: str | None
    timeline: Timeline
    body: str


@dataclass(frozen=True, slots=True)
class FiguresView:
    """One row of an economic report. Amounts are SEK (use `tkr`, or `tkr_tal` in a table whose head says tkr)."""

    id: str
    label: str
    outcome: int | None
    budget: int | None
    forecast: int | None
    deviation: int | None  #: forecast less budget
    none_yet: str | None

    @property
    def shortfall(self) -> int | None:
        """By how much the forecast falls short of the budget, as a positive amount; 0 when it does not."""
        return None if self.deviation is None else max(0, -self.deviation)

    @property
    def surplus(self) -> int | None:
        """By how much the forecast passes the budget; 0 when it does not."""
        return None if self.deviation is None else max(0, self.deviation)


@dataclass(frozen=True, slots=True)
class FiguresTableView:
    """A table of amounts with its derived total."""

    id: str
    heading: str
    rows_are: str
    rows: tuple[FiguresView, ...]
    total: FiguresView


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """Why a row deviates."""

    row: str  #: the row's label
    where: str | None
    amount: int  #: SEK
    text: str


@dataclass(frozen=True, slots=True)
class UnexplainedView:
    """A row whose deviation is only partly explained."""

    row: str
    deviation: int  #: SEK
    explained: int  #: SEK
    rest: int  #: SEK


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Something followed beside the money."""

    name: str
    unit: str
    before: Decimal
    now: Decimal


@dataclass(frozen=True, slots=True)
class EconomicReportView:
    """Everything that an economic report's template may name; its body may use the same names but `body`."""

    document: DocumentView
    authority: AuthorityView
    title: str
    date: dt.date
    case_number: str | None
    period: dt.date  #: the first day of the month; use `manad`
    board: str
    recipient: str | None
    case_officer: PersonView | None
    tables: tuple[FiguresTableView, ...]
    total: FiguresView  #: of the first table
    explanations: tuple[ExplanationView, ...]
    unexplained: tuple[UnexplainedView, ...]
    measures: tuple[MeasureView, ...]
    body: str


@dataclass(frozen=True, slots=True)
class PacketDocumentView:
    """A document of an item, with its place in the packet."""

    title: str
    kind: str
    first_page: int | None  #: 1-based page of the packet; None before the pages are known
    pages: int | None


@dataclass(frozen=True, slots=True)
class PacketItemView:
    """One item of the agenda."""

    number: int
    title: str
    case_number: str | None
    proposals: tuple[str, ...]
    documents: tuple[PacketDocumentView, ...]


@dataclass(frozen=True, slots=True)
class PacketView:
    """Everything that the template of a packet's first pages may name."""

    document: DocumentView
    authority: AuthorityView
    title: str
    date: dt.date
    board: str
    place: str | None
    note: str | None
    items: tuple[PacketItemView, ...]
    pages: int | None  #: of the whole packet; None before they are known
    body: str


@dataclass(frozen=True, slots=True)
class PlacesView:
    """What one party and the authority have agreed for one year, beside the names of the agreement's view."""

    year: int
    places: int
    extra_places: int | None
    kinds_of_places: tuple[str, ...]
    added_value: str | None
    period_start: dt.date | None
    period_end: dt.date | None
    compensation: int | None  #: SEK by the agreed steps; None when no step holds the number of places
    span: str | None  #: the step, "11–20"
