"""What the items of the terms' lists are called when they are told of: by what they are and whom they concern."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from contracts.facts.model.organisation import Sector
from contracts.facts.source import Route
from contracts.ledger.changes import path_of
from contracts.ledger.identity import Path
from contracts.ledger.sections import clause_heading, value_at
from contracts.ledger.spelt import field_at, party_name
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Fields
from contracts.spelling.numbers import spann

_Naming = Callable[[Fields, Terms], str]


def _text(item: Fields, field: str) -> str:
    return str(item.get(field, ""))


def _party(item: Fields, terms: Terms, field: str = "party") -> str:
    return party_name(_text(item, field), terms)


def _partner(item: Fields, terms: Terms) -> str:
    organisation = terms.organisation(_text(item, "organisation"))
    name = organisation.legal_name if organisation else _text(item, "organisation")
    return f"parten {name} {_text(item, 'local_office')}".rstrip()


def _commitment(item: Fields, terms: Terms) -> str:
    return f"åtagandet för {owner_of(item, terms)}"


def owner_of(commitment: Fields, terms: Terms) -> str:
    """Who has taken it on: a party, each on one side, or all together."""
    if "party" in commitment:
        return _party(commitment, terms)
    if "sector" in commitment:
        return f"varje {'offentlig' if commitment['sector'] == Sector.PUBLIC else 'idéburen'} part"
    return "alla parter gemensamt"


def _contribution(item: Fields, terms: Terms) -> str:
    payee = _party(item, terms, "payee") if "payee" in item else "partnerskapet"
    return f"bidraget från {_party(item, terms, 'payer')} till {payee} för {_text(item, 'purpose')}"


def _tier(item: Fields, terms: Terms) -> str:
    last = item.get("last")
    return f"steget {spann(int(_text(item, 'first')), int(str(last)) if last is not None else None)}"


#: For each list of groups of fields, how one of them is called, and which fields that tells.
_SUBJECTS: Final[Mapping[Path, tuple[_Naming, Path]]] = MappingProxyType(
    {
        ("parties",): (_partner, ("organisation", "local_office")),
        ("organisations",): (lambda item, _: f"parten {_text(item, 'legal_name')}", ("id", "legal_name")),
        ("units",): (lambda item, _: f"enheten {_text(item, 'name')}", ("id", "name")),
        ("bodies",): (lambda item, _: _text(item, "name"), ("id", "name", "heading")),
        ("clauses",): (lambda item, terms: f"klausulen ”{clause_heading(item, terms)}”", ("id", "heading", "use")),
        ("clauses", "values"): (lambda item, _: f"värdet {_text(item, 'name')}", ("name",)),
        ("annexes",): (
            lambda item, _: f"bilaga {_text(item, 'number')}, {_text(item, 'title')}",
            ("id", "number", "title"),
        ),
        ("referred_documents",): (lambda item, _: f"dokumentet ”{_text(item, 'title')}”", ("id", "title")),
        ("related_agreements",): (lambda item, _: f"avtalet ”{_text(item, 'title')}”", ("relation", "title")),
        ("targets",): (lambda item, _: f"måttet ”{_text(item, 'text')}”", ("text",)),
        ("target_groups",): (
            lambda item, _: f"den {_text(item, 'rank') or 'primär'}a målgruppen",
            ("rank",),
        ),
        ("commitments",): (_commitment, ("party", "sector", "joint")),
        ("follow_ups",): (lambda item, _: f"uppföljningen {_text(item, 'frequency')}", ("frequency",)),
        ("economy", "contributions"): (_contribution, ("payer", "payee", "purpose")),
        ("economy", "contributions", "by_year"): (lambda item, _: f"år {_text(item, 'year')}", ("year",)),
        ("economy", "in_kind"): (lambda item, terms: f"insatsen från {_party(item, terms)}", ("party",)),
        ("economy", "tiered_rates"): (
            lambda item, terms: f"ersättningen från {_party(item, terms, 'payer')} efter {_text(item, 'metric')}",
            ("payer", "metric"),
        ),
        ("economy", "tiered_rates", "tiers"): (_tier, ("first", "last")),
        ("economy", "tiered_rates", "extras"): (
            lambda item, _: f"tillägget för {_text(item, 'purpose')}",
            ("purpose",),
        ),
        ("economy", "unit_rates"): (
            lambda item, terms: f"ersättningen per {_text(item, 'unit')} från {_party(item, terms, 'payer')}",
            ("payer", "unit"),
        ),
        ("economy", "user_fees"): (lambda item, _: f"avgiften per {_text(item, 'per')}", ("per",)),
        ("economy", "own_financing"): (
            lambda item, terms: f"egenfinansieringen från {_party(item, terms)}",
            ("party",),
        ),
        ("economy", "external_funders"): (lambda item, _: f"finansiären {_text(item, 'name')}", ("id", "name")),
        ("economy", "texts"): (lambda item, terms: f"texten om ekonomin för {_party(item, terms)}", ("party",)),
    }
)
#: Groups of fields that are always there and need no name of their own.
_PLAIN_GROUPS: Final = frozenset({"economy", "term", "value_base"})
#: By its words a commitment is told apart from others of the same party: letters of them that are told.
_QUOTED: Final = 60


def item_name(path: Path, item: Fields, terms: Terms) -> str:
    """What an item of a list is called: "bidraget från Exempelstad till Grannhjälpen för samordning"."""
    return _SUBJECTS[path][0](item, terms)


def told_by_name(path: Path) -> Path:
    """The fields that an item's name tells already."""
    return _SUBJECTS[path][1]


def subject_at(route: Route, terms: Terms) -> str:
    """What a change is about: the items and groups that lead to the place, from the outermost.

    Args:
        route: where in the tree of the terms; its last name is the field itself.
        terms: the state that the route leads into.
    """
    words = []
    for at, step in enumerate(route):
        here = route[: at + 1]
        if isinstance(step, int):
            item = value_at(terms.tree, here)
            if isinstance(item, dict):
                words.append(item_name(path_of(here), item, terms) + _quote(route, at, item))
        elif at + 1 < len(route) and isinstance(route[at + 1], str) and step not in _PLAIN_GROUPS:
            words.append(field_at(path_of(here)).title.lower())
    return ", ".join(words)


def _quote(route: Route, at: int, item: Fields) -> str:
    """The words of a commitment, unless it is they that change."""
    if route[0] != "commitments" or route[at + 1 :] in ((), ("text",)):
        return ""
    return f" {quoted(_text(item, 'text'))}"


def quoted(text: str) -> str:
    """A text within quotation marks, cut when it is long."""
    text = " ".join(text.split())
    return f"”{text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(' ', 1)[0] + ' …'}”"
