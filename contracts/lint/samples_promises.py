"""What the views promise beyond their types, kept by made-up ones too.

A term has days or a season, a lowest age is not above the highest, a sum is there only for what is summed. What the
models of the facts refuse (contracts/facts/model/) and what the builders of views derive (contracts/plan/) cannot reach
a template, so no template is tried with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, Final

from contracts.lint.kinds import PROMISES
from contracts.plan.document_views import (
    CountsView,
    EconomicReportView,
    FiguresTableView,
    FiguresView,
    MemoView,
    PacketView,
    PartnershipView,
    PlacesView,
    PmView,
    ReportView,
)
from contracts.plan.money_views import EconomyView
from contracts.plan.views import AgreementView, ExtensionView, TargetGroupView, TerminationView, TermView

#: Fields that are made of others: what a template does with them it does with those.
DERIVED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"parties": ("public_parties", "idea_based_parties")})
#: Lists that always have an item: the models require it, or the checks do.
NEVER_EMPTY: Final = frozenset(
    [
        *("AgreementView.public_parties", "AgreementView.idea_based_parties", "AgreementView.signatories"),
        *("ValueBaseView.principles", "TieredRateView.tiers", "FiguresTableView.rows", "EconomicReportView.tables"),
        *("MemoView.proposals", "MotionView.points", "PacketView.items", "ReportView.areas", "ReportView.totals"),
        "NoticeView.others",
    ]
)
#: What is None only together with something else, as the promises say: those that a walk knows, and those below.
FOLLOWS_OTHERS: Final = frozenset(
    [
        *(f"{promise.view.__name__}.{name}" for promise in PROMISES for name in promise.present),
        *("PacketDocumentView.first_page", "PmView.case_number", "PmView.date"),
        *(f"FiguresView.{amount}" for amount in ("outcome", "budget", "forecast", "deviation")),
    ]
)
#: The neighbour that decides whether a field says something, where a template may read the field alone.
DECIDED_BY: Final[Mapping[str, str]] = MappingProxyType({"TermView.start": "season", "TermView.end": "season"})
#: What most documents do not have, so that it is left out when nothing is asked of it.
RARE: Final = frozenset({"AgreementView.separate_with"})


def kept(view: Any) -> Any:
    """The view with what it promises: the same one when it kept it already.

    Args:
        view: any view; what is inside it keeps its own promises already.
    """
    keep = _PROMISES.get(type(view))
    return keep(view) if keep else view


def _term(view: TermView) -> TermView:
    # A season stands for the days; otherwise the first is known, and the last one but in a draft.
    if view.season is not None:
        return replace(view, start=None, end=None, length=None)
    return view


def _extension(view: ExtensionView) -> ExtensionView:
    return view if view.repeated or view.max_steps is not None else replace(view, repeated=True)


def _termination(view: TerminationView) -> TerminationView:
    return view if view.breach_ground else replace(view, remedy_days=None)


def _target_group(view: TargetGroupView) -> TargetGroupView:
    low, high = view.age_min, view.age_max
    return replace(view, age_max=low) if low is not None and high is not None and high < low else view


def _economy(view: EconomyView) -> EconomyView:
    return replace(
        view,
        total_per_year=view.total_per_year if len(view.contributions) > 1 else None,
        reservation_party=view.reservation_party if view.reservation_years else None,
    )


def _agreement(view: AgreementView) -> AgreementView:
    separate = view.separate_with is not None
    idea_based = tuple(replace(one, public=False) for one in view.idea_based_parties[: 1 if separate else None])
    public = tuple(replace(one, public=True) for one in view.public_parties)
    if not view.economy.contributions:
        public = tuple(replace(one, pays=()) for one in public)
        idea_based = tuple(replace(one, pays=()) for one in idea_based)
    return replace(
        view,
        parties=(*public, *idea_based),
        public_parties=public,
        idea_based_parties=idea_based,
        main_parties=view.main_parties if separate else (),
        amendments_written=view.amendments_written and view.has_amendments,
        amendments_by_all=view.amendments_by_all and view.has_amendments,
        signing_electronically=view.signing_electronically or not view.signing_on_paper,
        signatories=tuple(replace(one, id=f"{one.id}-{at}") for at, one in enumerate(view.signatories, 1)),
        clauses={
            place: tuple(replace(one, id=f"{one.id}-{place}-{at}") for at, one in enumerate(clauses, 1))
            for place, clauses in view.clauses.items()
        },
    )


def _counts(view: CountsView) -> CountsView:
    return replace(view, total=view.ongoing + view.ended)


def _partnership(view: PartnershipView) -> PartnershipView:
    return view if view.extension is not None else replace(view, last_end=None)


def _memo(view: MemoView) -> MemoView:
    return replace(
        view,
        area_counts=view.area_counts if view.counts else (),
        overview=view.overview if view.overview_day else (),
    )


def _pm(view: PmView) -> PmView:
    return replace(view, date=view.document.date, case_number=view.document.case_number)


def _report(view: ReportView) -> ReportView:
    return view if view.criteria else replace(view, criteria_source=None)


def _figures(view: FiguresView) -> FiguresView:
    if view.none_yet is not None:
        return replace(view, outcome=None, budget=None, forecast=None, deviation=None)
    return replace(view, deviation=(view.forecast or 0) - (view.budget or 0))


def _total(rows: tuple[FiguresView, ...]) -> FiguresView:
    sums = {
        field.name: sum(getattr(row, field.name) or 0 for row in rows)
        for field in fields(FiguresView)
        if field.name in ("outcome", "budget", "forecast", "deviation")
    }
    return FiguresView(id="total", label="Totalt", none_yet=None, **sums)


def _figures_table(view: FiguresTableView) -> FiguresTableView:
    return replace(view, total=_total(view.rows))


def _economic_report(view: EconomicReportView) -> EconomicReportView:
    return replace(view, total=view.tables[0].total)


def _packet(view: PacketView) -> PacketView:
    """Page by page in order, after one page of agenda, or with no page known at all."""
    known, page, items = view.pages is not None, 2, []
    for number, item in enumerate(view.items, 1):
        documents = []
        for document in item.documents:
            length = document.pages or 2
            documents.append(replace(document, first_page=page if known else None, pages=length if known else None))
            page += length
        items.append(replace(item, number=number, documents=tuple(documents)))
    return replace(view, items=tuple(items), pages=page - 1 if known else None)


def _places(view: PlacesView) -> PlacesView:
    return replace(
        view,
        extra_places=min(view.extra_places, view.places) if view.extra_places is not None else None,
        span=view.span if view.compensation is not None else None,
    )


_PROMISES: Final[Mapping[type, Callable[[Any], Any]]] = MappingProxyType(
    {
        AgreementView: _agreement,
        CountsView: _counts,
        EconomicReportView: _economic_report,
        EconomyView: _economy,
        ExtensionView: _extension,
        FiguresTableView: _figures_table,
        FiguresView: _figures,
        MemoView: _memo,
        PacketView: _packet,
        PartnershipView: _partnership,
        PlacesView: _places,
        PmView: _pm,
        ReportView: _report,
        TargetGroupView: _target_group,
        TermView: _term,
        TerminationView: _termination,
    }
)
