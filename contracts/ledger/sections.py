"""In which section of an agreement each term stands.

The ids are those by which the agreement's headings are known (clauses are placed after them). What a section is
called and its number belong to the Word template: whoever has the rendered agreement at hand gives them as `Headings`;
otherwise the common template's names are told, without numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.facts.model.organisation import Sector
from contracts.facts.source import Route
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Tree


@dataclass(frozen=True, slots=True)
class Section:
    """One section, as it is told."""

    id: str  #: "giltighet"; of a clause, the clause's id
    heading: str
    number: str = ""  #: "15" or "10.1"; "" when it is not known

    def __str__(self) -> str:
        """Number and heading: "15 Giltighet"."""
        return f"{self.number} {self.heading}".strip()


#: What a rendered agreement calls its sections, by their ids.
Headings = Mapping[str, Section]

#: The sections in their order, as the common template calls them.
HEADINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "titel": "Avtalets namn",
        "bakgrund": "Bakgrund",
        "vardegrund": "Värdegrund",
        "mal": "Mål och syfte",
        "malgrupp": "Målgrupp",
        "parter": "Parter",
        "relation": "Parternas inbördes relation",
        "offentliga": "De offentliga parternas åtaganden",
        "ideburna": "De idéburna parternas åtaganden",
        "gemensamma": "Gemensamma åtaganden",
        "samverkan": "Organisation och samverkan",
        "uppfoljning": "Uppföljning",
        "andringar": "Ändringar och tillägg",
        "omforhandling": "Omförhandling",
        "uppsagning": "Uppsägning",
        "havning": "Hävning",
        "giltighet": "Giltighet",
        "ekonomi": "Ekonomiska villkor",
        "ansvar": "Ansvar och försäkring",
        "bilagor": "Bilagor",
        "dokument": "Dokument som avtalet nämner",
    }
)

_OF_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("name", "subtitle"), "titel"),
        **dict.fromkeys(("goals", "purpose", "targets"), "mal"),
        **dict.fromkeys(("parties", "organisations", "units", "initiator", "new_parties"), "parter"),
        **dict.fromkeys(("organisation_text", "bodies"), "samverkan"),
        **dict.fromkeys(("termination", "repayment"), "uppsagning"),
        **dict.fromkeys(("term", "related_agreements"), "giltighet"),
        "background": "bakgrund",
        "value_base": "vardegrund",
        "target_groups": "malgrupp",
        "mutual_relation": "relation",
        "follow_ups": "uppfoljning",
        "amendments": "andringar",
        "renegotiation": "omforhandling",
        "rescission": "havning",
        "economy": "ekonomi",
        "liability": "ansvar",
        "annexes": "bilagor",
        "referred_documents": "dokument",
    }
)
_OF_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {"public": "offentliga", "idea_based": "ideburna", "joint": "gemensamma"}
)


def section_at(route: Route, terms: Terms, headings: Headings | None = None) -> Section:
    """The section in which a term stands.

    Args:
        route: where it is in the tree of the terms.
        terms: the state of the terms that the route leads into.
        headings: what the rendered agreement calls its sections.
    """
    identifier, heading = _section(route, terms)
    return (headings or {}).get(identifier, Section(identifier, heading))


def order_of(section: Section, terms: Terms) -> tuple[int, int]:
    """What to sort sections by: as they stand in the agreement, each clause after the section it follows."""
    if section.id in HEADINGS:
        return list(HEADINGS).index(section.id), 0
    for at, clause in enumerate(terms.partnership.clauses, 1):
        if clause.id == section.id:
            found = terms.authority.clauses.clause(clause.use or "")
            after = clause.after or (found.head.after if found else "")
            return (list(HEADINGS).index(after) if after in CLAUSE_PLACES else len(HEADINGS)), at
    return len(HEADINGS), 0


def clause_heading(clause: Mapping[str, Tree], terms: Terms) -> str:
    """A clause's heading: its own, or the library's."""
    if "heading" in clause:
        return str(clause["heading"])
    found = terms.authority.clauses.clause(str(clause.get("use", "")))
    return found.head.heading if found else str(clause["id"])


def _section(route: Route, terms: Terms) -> tuple[str, str]:
    field = route[0]
    if field == "clauses" and len(route) > 1:
        clause = value_at(terms.tree, route[:2])
        assert isinstance(clause, dict)  # the route leads into these terms
        return str(clause["id"]), clause_heading(clause, terms)
    if field == "commitments":
        identifier = _of_commitment(value_at(terms.tree, route[:2]), terms)
    elif field == "commitment_texts":
        identifier = _OF_TEXTS[str(route[1])] if len(route) > 1 else "gemensamma"
    else:
        identifier = _OF_FIELDS[str(field)]
    return identifier, HEADINGS[identifier]


def _of_commitment(commitment: Tree | None, terms: Terms) -> str:
    """By who has taken it on: a party, a side, or all."""
    if not isinstance(commitment, dict):
        return "gemensamma"
    sector = commitment.get("sector")
    if "party" in commitment:
        organisation = terms.organisation(str(commitment["party"]))
        sector = organisation.sector if organisation else Sector.IDEA_BASED
    return "gemensamma" if sector is None else "offentliga" if sector == Sector.PUBLIC else "ideburna"


def value_at(tree: Tree | None, route: Route) -> Tree | None:
    """What stands there; None when nothing does."""
    for step in route:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree
