"""What today's data says of a change that was made in a document of earlier facts: three versions of one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from contracts.editing.splice import Insert, Remove, Set
from contracts.facts.source import Route
from contracts.ledger.identity import matched
from contracts.merging.facts import FactEdit, tree_at
from contracts.merging.words import plain


class Standing(StrEnum):
    """How a change stands to today's data."""

    OPEN = "open"  #: the data says what was sent
    DONE = "done"  #: it says already what came back
    OTHER = "other"  #: it says something else again
    GONE = "gone"  #: it no longer has what was changed


@dataclass(frozen=True, slots=True)
class Stood:
    """A change, and what today's data says of it."""

    edit: FactEdit  #: for today's data, where it can be made there; otherwise as it was given
    standing: Standing
    today: str = ""  #: what the data says, where it says something else


def standing_of(one: FactEdit, sent: Mapping[str, object], today: Mapping[str, object]) -> Stood:
    """How a change of the sent facts stands to today's.

    Args:
        one: the change, by where things stood in the sent facts.
        sent: those facts, file by file.
        today: today's.
    """
    before, now = sent[one.file], today.get(one.file)
    edit = one.edit
    if isinstance(edit, Insert):
        return _insert(one, edit, before, now)
    route = route_today(before, now, edit.route)
    if isinstance(edit, Set):
        return _set(one, edit, before, now, route)
    if route is None:
        return Stood(one, Standing.DONE)
    moved = FactEdit(one.file, Remove(route))
    held = tree_at(now, route)
    same = _same(held, tree_at(before, edit.route))
    return Stood(moved, Standing.OPEN) if same else Stood(moved, Standing.OTHER, _told(held))


def _set(one: FactEdit, edit: Set, before: object, now: object, route: Route | None) -> Stood:
    if route is None:
        return Stood(one, Standing.GONE)
    moved = FactEdit(one.file, replace(edit, route=route))
    held = tree_at(now, route)
    if _same(held, edit.value):
        return Stood(moved, Standing.DONE)
    if _same(held, tree_at(before, edit.route)):
        return Stood(moved, Standing.OPEN)
    return Stood(moved, Standing.OTHER, _told(held))


def _insert(one: FactEdit, edit: Insert, before: object, now: object) -> Stood:
    route = route_today(before, now, edit.route)
    if route is None:
        return Stood(one, Standing.GONE)
    items = tree_at(now, route)
    assert isinstance(items, list)
    if any(_same(item, edit.value) for item in items):
        return Stood(one, Standing.DONE)
    at = None
    if edit.at == 0:
        at = 0
    elif edit.at is not None:
        follows = route_today(before, now, (*edit.route, edit.at - 1))
        at = int(follows[-1]) + 1 if follows is not None else None
    return Stood(FactEdit(one.file, Insert(route, edit.value, at)), Standing.OPEN)


def route_today(before: Any, now: Any, route: Route) -> Route | None:
    """Where today's data has what stood at a route; None when it has it no more."""
    path: list[str] = []
    found: list[str | int] = []
    for step in route:
        if isinstance(step, int):
            if not isinstance(now, list) or not isinstance(before, list):
                return None
            at = _position(before, now, step, path)
            if at is None:
                return None
            before, now = before[step], now[at]
            found.append(at)
        else:
            if not isinstance(now, Mapping) or step not in now:
                return None
            before, now = before[step], now[step]
            path.append(step)
            found.append(step)
    return tuple(found)


def _position(before: Sequence[Any], now: Sequence[Any], step: int, path: Sequence[str]) -> int | None:
    was = {old: new for new, old in matched(before, now, tuple(path)).items()}
    if step in was:
        return was[step]
    # Nothing is like it; in a list that is as long as it was, and whose neighbours stayed, it is the one in its place.
    rest = set(range(len(now))) - set(was.values())
    return step if len(before) == len(now) and rest == {step} else None


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return plain(one) == plain(other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def _told(held: object) -> str:
    if isinstance(held, Mapping):
        return ", ".join(_told(one) for one in held.values())
    return ", ".join(map(_told, held)) if isinstance(held, list) else str(held)
