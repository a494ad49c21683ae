"""A difference as a list of single changes, each with the place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contracts.facts.source import Route
from contracts.ledger.difference import Added, Difference, FieldChanges, ItemChanges, Kept, Replaced
from contracts.ledger.identity import Path
from contracts.ledger.trees import Tree


class ChangeKind(StrEnum):
    """What has happened to a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  #: stands in another place among its like
    RENAMED = "renamed"  #: is called something else
    TRANSFERRED = "transferred"  #: is another party's, or another side's


#: Fields that say what something is called.
NAMES: Final[frozenset[Path]] = frozenset(
    {
        ("name",),
        ("organisations", "legal_name"),
        ("organisations", "short_name"),
        ("units", "name"),
        ("bodies", "name"),
        ("bodies", "heading"),
        ("clauses", "heading"),
        ("annexes", "title"),
        ("referred_documents", "title"),
        ("economy", "external_funders", "name"),
    }
)
#: Fields that say whose something is.
OWNERS: Final[frozenset[Path]] = frozenset(
    {
        ("commitments", "party"),
        ("commitments", "sector"),
        ("commitments", "joint"),
        ("economy", "contributions", "payer"),
        ("economy", "contributions", "payee"),
        ("economy", "in_kind", "party"),
        ("economy", "tiered_rates", "payer"),
        ("economy", "unit_rates", "payer"),
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the terms."""

    kind: ChangeKind
    route: Route  #: in the new terms; of what has been removed, in the old ones
    old_route: Route  #: the same in the old terms; of what has been added, where the list or group stands there
    old: Tree | None  #: None for what has been added
    new: Tree | None  #: None for what has been removed


def changes_in(difference: Difference | None) -> tuple[Change, ...]:
    """Every change that the difference is made of, in the order of the new terms; what has gone comes after."""
    return tuple(_changes(difference, (), ())) if difference is not None else ()


def _changes(difference: Difference, route: Route, old_route: Route) -> Iterator[Change]:
    if isinstance(difference, Replaced):
        yield Change(_kind(difference, path_of(route)), route, old_route, difference.old, difference.new)
    elif isinstance(difference, FieldChanges):
        for name, inside in difference.changes:
            yield from _changes(inside, (*route, name), (*old_route, name))
    else:
        yield from _item_changes(difference, route, old_route)


def path_of(route: Route) -> Path:
    """A route without the positions in lists."""
    return tuple(step for step in route if isinstance(step, str))


def _kind(difference: Replaced, path: Path) -> ChangeKind:
    if path in OWNERS:
        return ChangeKind.TRANSFERRED
    if difference.old is None:
        return ChangeKind.ADDED
    if difference.new is None:
        return ChangeKind.REMOVED
    return ChangeKind.RENAMED if path in NAMES else ChangeKind.CHANGED


def _item_changes(difference: ItemChanges, route: Route, old_route: Route) -> Iterator[Change]:
    moved = difference.moved
    for at, item in enumerate(difference.items):
        here: Route = (*route, at)
        if isinstance(item, Added):
            yield Change(ChangeKind.ADDED, here, old_route, None, item.value)
        elif isinstance(item, Kept):
            was: Route = (*old_route, item.was)
            if at in moved:
                yield Change(ChangeKind.MOVED, here, was, None, None)
            if item.inside is not None:
                yield from _changes(item.inside, here, was)
    for gone in difference.gone:
        was = (*old_route, gone.was)
        yield Change(ChangeKind.REMOVED, was, was, gone.value, None)
