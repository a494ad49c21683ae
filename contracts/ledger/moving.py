"""What has moved among its like, and between which of them: a commitment of a party, a goal, a clause."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from contracts.facts.source import Route
from contracts.ledger.changes import Change, path_of
from contracts.ledger.identity import IDENTITIES, Path
from contracts.ledger.sections import value_at
from contracts.ledger.subjects import item_name, quoted
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Tree

#: Lists that a document shows divided: what stands elsewhere in the list but not in its part has not moved.
_DIVIDED: Final[Mapping[Path, Path]] = MappingProxyType({("commitments",): IDENTITIES["commitments",].family})


def has_moved(change: Change, old: Terms, new: Terms) -> bool:
    """Whether a reader of the agreement sees it elsewhere among its like.

    What is another party's now is told as that. What only stands elsewhere in the data, between others' commitments,
    stands where it stood.
    """
    path = path_of(change.route)
    if path not in _DIVIDED:
        return True
    before, after = value_at(old.tree, change.old_route), value_at(new.tree, change.route)
    if _part(before, path) != _part(after, path):
        return False
    left, right = _like(change.old_route, old), _like(change.route, new)
    if before not in right or after not in left:
        return True  # it has been reworded, too
    return [one for one in left if one in right] != [one for one in right if one in left]


def places(change: Change, old: Terms, new: Terms) -> tuple[str, str]:
    """Where it stood and where it stands: "först", "efter ”besöka äldre”"."""
    return _place(change.old_route, old), _place(change.route, new)


def _place(route: Route, terms: Terms) -> str:
    like, own = _like(route, terms), value_at(terms.tree, route)
    at = like.index(own)
    return f"efter {_called(like[at - 1], path_of(route), terms)}" if at else "först"


def _called(item: Tree | None, path: Path, terms: Terms) -> str:
    if not isinstance(item, dict):
        return quoted(str(item))
    return quoted(str(item["text"])) if path in _DIVIDED else item_name(path, item, terms)


def _like(route: Route, terms: Terms) -> Sequence[Tree | None]:
    """The items of the list among which a reader sees one, itself among them."""
    path, items = path_of(route), value_at(terms.tree, route[:-1])
    own = _part(value_at(terms.tree, route), path)
    return [one for one in items if _part(one, path) == own] if isinstance(items, list) else []


def _part(item: Tree | None, path: Path) -> tuple[Tree | None, ...]:
    fields = _DIVIDED.get(path, ())
    return tuple(item.get(name) for name in fields) if isinstance(item, dict) else ()
