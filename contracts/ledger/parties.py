"""Which changes are only that parties come or go: what they bring with them, and what goes with them."""

from collections.abc import Callable, Iterable
from typing import Final

from contracts.facts.model.organisation import Sector
from contracts.ledger.changes import Change, ChangeKind, path_of
from contracts.ledger.identity import Path
from contracts.ledger.sections import value_at
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Tree

#: Lists whose items are one party's, with the field that says whose.
OWNED: Final[dict[Path, str]] = {
    ("parties",): "organisation",
    ("commitments",): "party",
    ("economy", "in_kind"): "party",
    ("economy", "own_financing"): "party",
    ("economy", "texts"): "party",
    ("economy", "unit_rates"): "payer",
    ("economy", "tiered_rates"): "payer",
}
_CONTRIBUTIONS: Final = ("economy", "contributions")
#: Beside the terms: names come and go with their parties.
_NAMED: Final = frozenset({"organisations", "units"})


def parties_of(terms: Terms) -> tuple[str, ...]:
    """The parties' ids, in their order."""
    return tuple(party.organisation for party in terms.partnership.parties)


def both_sides(terms: Terms, parties: Iterable[str]) -> bool:
    """Whether both a public and an idea-based party are among these: without both there is no partnership."""
    sectors = {one.sector for party in parties if (one := terms.organisation(party)) is not None}
    return {Sector.PUBLIC, Sector.IDEA_BASED} <= sectors


def only_accession(changes: Iterable[Change], joining: frozenset[str], new: Terms) -> bool:
    """Whether all that changes is that parties join, with what they themselves take on.

    Money that another party shall pay them is no part of that: it changes what the other one has agreed.
    """
    return bool(joining) and all(_comes_with(change, joining, new) for change in changes)


def only_exit(changes: Iterable[Change], leaving: frozenset[str], old: Terms) -> bool:
    """Whether all that changes is that parties leave, with what was theirs and what was paid to them."""
    return bool(leaving) and all(_goes_with(change, leaving, old) for change in changes)


def _comes_with(change: Change, joining: frozenset[str], new: Terms) -> bool:
    path = path_of(change.route)
    if path[0] in _NAMED:
        return True
    if change.kind is not ChangeKind.ADDED:
        return False
    if path == ("annexes",):
        annex = value_at(new.tree, (*change.route, "id"))
        return any(known.id == annex and known.party in joining for known in new.partnership.annexes)
    return _is_theirs(change.new, path, lambda party: party in joining, paid_to_them=False)


def _goes_with(change: Change, leaving: frozenset[str], old: Terms) -> bool:
    path = path_of(change.route)
    if path[0] in _NAMED:
        return True
    if path == ("follow_ups", "responsible_party") or path == ("initiator",):
        return change.new is None and change.old in leaving
    if change.kind is not ChangeKind.REMOVED:
        return False
    if path == ("economy", "reservation"):
        return isinstance(change.old, dict) and change.old["party"] in leaving
    if path == ("annexes",):
        annex = value_at(old.tree, (*change.old_route, "id"))
        return any(known.id == annex and known.party in leaving for known in old.partnership.annexes)
    return _is_theirs(change.old, path, lambda party: party in leaving, paid_to_them=True)


def _is_theirs(item: Tree | None, path: Path, theirs: Callable[[object], bool], *, paid_to_them: bool) -> bool:
    if path == ("commitments", "shared_with"):
        names = item if isinstance(item, list) else [item]
        return all(theirs(name) for name in names)
    if not isinstance(item, dict):
        return False
    if path == _CONTRIBUTIONS:
        return theirs(item["payer"]) or (paid_to_them and theirs(item.get("payee")))
    return path in OWNED and theirs(item.get(OWNED[path]))
