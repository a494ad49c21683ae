"""The kinds of templates, and the types of the names that each may use: walking a template needs no data.

The file's name says the kind: "agreement.docx", "agreement-onumrerad.docx" (a variant), "memo.docx". What a kind may
name is the fields of its view (contracts/plan/), so a new field is known here at once.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, get_type_hints

from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.plan.document_views import (
    EconomicReportView,
    MemoView,
    PacketView,
    PlacesView,
    PlanningView,
    PmView,
    ReportView,
)
from contracts.plan.money_views import EconomyView
from contracts.plan.revision_views import CHANGES, RevisionView
from contracts.plan.views import AgreementView, FollowUpView, PartyView, TargetGroupView, TermView

#: The view of each kind. The names of an agreement on places are those of the agreement, and `places`.
VIEWS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "agreement": AgreementView,
        "pm": PmView,
        "memo": MemoView,
        "report": ReportView,
        "economic-report": EconomicReportView,
        "packet": PacketView,
        "places-agreement": AgreementView,
        **dict.fromkeys(CHANGES, RevisionView),
    }
)
#: The keys of fields that are mappings.
KEYS: Final[Mapping[tuple[type, str], tuple[str, ...]]] = MappingProxyType(
    {(AgreementView, "clauses"): tuple(CLAUSE_PLACES)}
)
#: All that these texts can say. The facts' models hold the same words; lint does not load them, and a test compares.
WORDS: Final[Mapping[tuple[type, str], tuple[str, ...]]] = MappingProxyType(
    {
        (TargetGroupView, "rank"): ("prioriterade", "primära", "sekundära"),
        (PartyView, "kind"): (
            *("kommun", "region", "statlig myndighet", "ideell förening", "stiftelse", "studieförbund"),
            *("folkhögskola", "trossamfund", "ekonomisk förening", "arbetsintegrerande socialt företag", "annan"),
        ),
        (FollowUpView, "frequency"): (
            *("årligen", "varje halvår", "varje kvartal", "varje månad", "en gång per avtalsperiod"),
        ),
        (PlanningView, "kind"): ("beredning", "arbetsutskott", "beslut", "återremiss"),
    }
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a view promises beyond its types: when a field says something, or nothing, other fields say something."""

    view: type
    field: str
    says: bool  #: whether the field says something (is not None, nor empty)
    present: tuple[str, ...]  #: fields that are then not None
    reason: str


PROMISES: Final = (
    Promise(TermView, "season", False, ("start",), "a term is given by days or by a season; a draft's end may be open"),
    Promise(EconomyView, "reservation_years", True, ("reservation_party",), "years are reserved by a party"),
    Promise(PlacesView, "compensation", True, ("span",), "a compensation is paid for a span of time"),
)


def kind_of(name: str) -> str:
    """The kind that a template's file name says; "" when it says none.

    Args:
        name: without folders; with or without ".docx".
    """
    stem = re.sub(r"\.do[ct][xm]$", "", name, flags=re.IGNORECASE)
    if stem in VIEWS:
        return stem
    return "agreement" if re.fullmatch(r"agreement-[a-z0-9-]+", stem) else ""


def names_of(kind: str) -> Mapping[str, Any]:
    """The types of the names that a template of this kind may use at the top.

    Raises:
        KeyError: there is no such kind.
    """
    view = VIEWS[kind]
    hints = get_type_hints(view)
    names = {field.name: hints[field.name] for field in dataclasses.fields(view)}
    return names | ({"places": PlacesView} if kind == "places-agreement" else {})
