"""What differs between two trees of facts, so that it can be applied, and taken back.

Two laws hold for any two trees: applying their difference to the first gives the second, and applying the reverse to
the second gives the first. They hold because nothing is lost: a list's difference says for each item of the new list
which item of the old one it is, or what it is, and what has gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from contracts.ledger.identity import Path, matched
from contracts.ledger.trees import Tree


@dataclass(frozen=True, slots=True)
class Replaced:
    """One value instead of another; None where there is nothing."""

    old: Tree | None
    new: Tree | None


@dataclass(frozen=True, slots=True)
class FieldChanges:
    """Changes of single fields, by their names."""

    changes: tuple[tuple[str, "Difference"], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An item that was there before."""

    was: int  #: 0-based position in the old list
    inside: "Difference | None" = None  #: what has changed in it


@dataclass(frozen=True, slots=True)
class Added:
    """An item that is new."""

    value: Tree


@dataclass(frozen=True, slots=True)
class Gone:
    """An item that is no longer there."""

    was: int  #: 0-based position in the old list
    value: Tree


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """A list's items, in their new order, and those that have gone."""

    items: tuple[Kept | Added, ...]
    gone: tuple[Gone, ...]

    @property
    def moved(self) -> frozenset[int]:
        """Positions in the new list of the kept items that have changed places with others, as few as can be."""
        kept = [(at, item.was) for at, item in enumerate(self.items) if isinstance(item, Kept)]
        stayed = _longest_rising([was for _, was in kept])
        return frozenset(at for at, was in kept if was not in stayed)


Difference: TypeAlias = Replaced | FieldChanges | ItemChanges


class DifferentTermsError(ValueError):
    """A difference was applied to other terms than those it was made from."""

    def __init__(self, difference: Difference, tree: Tree | None) -> None:
        super().__init__(f"{type(difference).__name__} was made from other terms than {tree!r}")


def difference(old: Tree | None, new: Tree | None, path: Path = ()) -> Difference | None:
    """What differs, or None when nothing does.

    Args:
        old: the tree before; None when there is none.
        new: the tree after.
        path: where the trees stand, from the root of the terms; it decides what an item of a list is known by.
    """
    if old == new:
        return None
    if isinstance(old, dict) and isinstance(new, dict):
        names = dict.fromkeys((*old, *new))
        found = ((name, difference(old.get(name), new.get(name), (*path, name))) for name in names)
        return FieldChanges(tuple((name, inside) for name, inside in found if inside is not None))
    # A list that is left out is an empty one: its first item is an item that is added.
    if isinstance(old, list | None) and isinstance(new, list | None):
        return _items(old or [], new or [], path)
    return Replaced(old, new)


def _items(old: Sequence[Tree], new: Sequence[Tree], path: Path) -> ItemChanges:
    pairs = matched(old, new, path)
    items = tuple(
        Kept(pairs[at], difference(old[pairs[at]], item, path)) if at in pairs else Added(item)
        for at, item in enumerate(new)
    )
    left = set(range(len(old))) - set(pairs.values())
    return ItemChanges(items, tuple(Gone(was, old[was]) for was in sorted(left)))


def apply(tree: Tree | None, change: Difference | None) -> Tree | None:
    """The tree with the difference in it.

    Raises:
        DifferentTermsError: the difference was made from another tree.
    """
    if change is None:
        return tree
    if isinstance(change, Replaced):
        if tree != change.old:
            raise DifferentTermsError(change, tree)
        return change.new
    if isinstance(change, FieldChanges):
        return _with_fields(tree, change)
    return _with_items(tree, change)


def _with_fields(tree: Tree | None, change: FieldChanges) -> Tree:
    if not isinstance(tree, dict):
        raise DifferentTermsError(change, tree)
    written = dict(tree)
    for name, inside in change.changes:
        value = apply(tree.get(name), inside)
        if value is None:
            written.pop(name, None)
        else:
            written[name] = value
    return written


def _with_items(tree: Tree | None, change: ItemChanges) -> Tree | None:
    old = [] if tree is None else tree
    if not isinstance(old, list):
        raise DifferentTermsError(change, tree)
    known = {item.was for item in change.items if isinstance(item, Kept)} | {gone.was for gone in change.gone}
    if known != set(range(len(old))) or any(old[gone.was] != gone.value for gone in change.gone):
        raise DifferentTermsError(change, tree)
    items = [
        item.value if isinstance(item, Added) else _whole(apply(old[item.was], item.inside)) for item in change.items
    ]
    return items or None


def _whole(tree: Tree | None) -> Tree:
    assert tree is not None  # nothing inside an item takes the item away
    return tree


def reverse(change: Difference | None) -> Difference | None:
    """The difference that takes this one back."""
    if change is None:
        return None
    if isinstance(change, Replaced):
        return Replaced(change.new, change.old)
    if isinstance(change, FieldChanges):
        back = ((name, reverse(inside)) for name, inside in change.changes)
        return FieldChanges(tuple((name, inside) for name, inside in back if inside is not None))
    return _reversed_items(change)


def _reversed_items(change: ItemChanges) -> ItemChanges:
    items: dict[int, Kept | Added] = {gone.was: Added(gone.value) for gone in change.gone}
    gone = []
    for at, item in enumerate(change.items):
        if isinstance(item, Kept):
            items[item.was] = Kept(at, reverse(item.inside))
        else:
            gone.append(Gone(at, item.value))
    return ItemChanges(tuple(items[was] for was in sorted(items)), tuple(gone))


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The longest run of numbers, not necessarily neighbours, that rises."""
    best: list[list[int]] = [[]]
    for number in numbers:
        before = max((run for run in best if not run or run[-1] < number), key=len)
        best.append([*before, number])
    longest = max(best, key=len)
    return frozenset(longest)
