"""The facts behind a sent document: each value by where it stands, and the same facts with some of them changed."""

import math
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from contracts.editing.splice import Edit, Insert, Remove, applied
from contracts.facts.fact_files import FactFile, fact_files, value_at, with_facts
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.base import Fact
from contracts.facts.model_fields import ValueKind, fields_along, value_kind
from contracts.facts.source import Route


@dataclass(frozen=True, slots=True)
class FactEdit:
    """One change of one file's facts."""

    file: str  #: relative to the authority's folder: "kvinna-i-botkyrka/partnership.yaml"
    edit: Edit

    def __hash__(self) -> int:
        """By what it says, since an item that is added may be fields or lists."""
        return hash((self.file, repr(self.edit)))


#: Changes that belong together.
Edits = tuple[FactEdit, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of the facts."""

    file: str  #: relative to the authority's folder
    route: Route
    raw: str  #: as data writes it
    value: object  #: typed
    kind: ValueKind


def leaves(authority: AuthorityFolder) -> tuple[Leaf, ...]:
    """All values of an authority's facts, file by file, but for those by which things are only known."""
    return tuple(leaf for file in fact_files(authority) for leaf in _leaves(file))


def _leaves(file: FactFile) -> Iterator[Leaf]:
    for route, raw in _texts(file.source.plain(), ()):
        fields = fields_along(type(file.facts), route)
        if route[-1] in ("id", "use") or len(fields) < sum(isinstance(step, str) for step in route):
            continue
        yield Leaf(file.name, route, raw, value_at(file.facts, route), value_kind(fields[-1]))


def _texts(tree: Any, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(tree, Mapping):
        for name, held in tree.items():
            yield from _texts(held, (*route, str(name)))
    elif isinstance(tree, list):
        for at, held in enumerate(tree):
            yield from _texts(held, (*route, at))
    elif isinstance(tree, str):
        yield route, tree


def tree_at(tree: object, route: Route) -> object:
    """What stands at a route of a plain tree.

    Raises:
        LookupError: nothing does.
    """
    for step in route:
        if isinstance(tree, Mapping) or (isinstance(tree, list) and isinstance(step, int)):
            tree = tree[step]  # type: ignore[index]  # a key of fields, a number in a list
        else:
            raise LookupError(f"nothing at {step}")
    return tree


def trees(authority: AuthorityFolder) -> dict[str, object]:
    """The facts of each file as fields, lists and texts."""
    return {file.name: file.source.plain() for file in fact_files(authority)}


def in_order(edits: Sequence[FactEdit]) -> tuple[FactEdit, ...]:
    """The changes so that none moves what another speaks of: values first, then items, the last of a list first.

    All of them speak of the facts as they are before any is made.
    """
    values = [one for one in edits if _item(one.edit) is None]
    items = sorted((one for one in edits if _item(one.edit) is not None), key=lambda one: _item(one.edit) or (0, 0))
    # Turned round as a whole: of what is added at one place, what was asked for first shall stand first.
    return (*values, *items[::-1])


def _item(edit: Edit) -> tuple[float, int] | None:
    """The position in its list that a change adds or takes away, and which of the two goes first."""
    if isinstance(edit, Insert):
        return (math.inf if edit.at is None else edit.at, 0)
    if isinstance(edit, Remove) and isinstance(edit.route[-1], int):
        return (edit.route[-1], 1)
    return None


def with_edits(authority: AuthorityFolder, edits: Sequence[FactEdit]) -> AuthorityFolder:
    """The facts with changes made, through the models, so that a value that no file may hold is refused.

    Raises:
        EditError: there is nothing to change at a route.
        ValidationError: a model refuses what it would come to.
    """
    files = {file.name: file for file in fact_files(authority)}
    changed: dict[str, object] = {}
    for one in in_order(edits):
        tree = changed.get(one.file) or deepcopy(files[one.file].source.plain())
        changed[one.file] = applied(tree, one.edit, one.file)
    for name, tree in changed.items():
        facts = type(files[name].facts).model_validate(tree)
        assert isinstance(facts, Fact)
        authority = with_facts(authority, name, facts)
    return authority
