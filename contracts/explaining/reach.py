"""What a field reaches: found by writing it otherwise in the made-up facts and planning every document again.

What differs is what rests on the field, also through sums, days and conditions.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from contracts.errors import Place
from contracts.explaining.example import example_authority
from contracts.explaining.otherwise import is_reference, leading_elsewhere, otherwise, otherwise_about
from contracts.facts.catalogue import Field
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.document import DocumentKind
from contracts.pictures.timeline import Timeline
from contracts.plan.alternatives import BREAKS
from contracts.plan.documents import ids_of, planned
from contracts.plan.fields import fields_of
from contracts.plan.lookup import Lookup
from contracts.plan.pm import pm_names

#: Stands among the kinds of documents for the text of a PM, which may name what no template can.
PM_TEXT: Final = "pm.md"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a field reaches, by kind of document ("agreement")."""

    names: Mapping[str, frozenset[str]]  #: that a template may use: "parties[].pays[].measure"
    made: frozenset[str]  #: kinds of which there are other documents when the field is otherwise


@cache
def reach_of(field: Field) -> Reach:
    """What differs when a field does."""
    others = otherwise(field)
    found = _differing((*others, *leading_elsewhere(field)) if is_reference(field) else others)
    # Where no document of a kind can be planned so, too much rests on the value: then that which it leads to has
    # another name, or that which it is a part of is gone.
    instead = _differing(otherwise_about(field)).names()
    more = {kind: names for kind, names in instead.items() if kind not in found.planned}
    return Reach(found.names() | more, frozenset(found.made))


@dataclass(frozen=True, slots=True)
class _View:
    """What a document's template sees."""

    kind: str
    values: Mapping[str, Any]  #: by path


@dataclass(frozen=True, slots=True)
class _Differences:
    """What differs from the made-up facts as they are."""

    reached: dict[str, set[str]]  #: names, by kind of document
    planned: set[str]  #: kinds of which every document could be planned, at least once
    made: set[str]  #: kinds of which there are other documents

    def names(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(names) for kind, names in self.reached.items() if names}


def _differing(others: Iterable[AuthorityFolder]) -> _Differences:
    before = _views(example_authority())
    found = _Differences({}, set(), set())
    for changed in others:
        try:
            after = _views(changed)
        except BREAKS:
            continue
        shown = {one: (before[one], after[one]) for one in before if one in after}
        for was, view in shown.values():
            if was is not None and view is not None:
                differing = {
                    path for path in (*was.values, *view.values) if was.values.get(path) != view.values.get(path)
                }
                names = _outermost(differing, (*was.values, *view.values))
                found.reached.setdefault(was.kind, set()).update(names)
        broken = {was.kind for was, view in shown.values() if was is not None and view is None}
        found.planned.update({was.kind for was, _ in shown.values() if was is not None} - broken)
        other = [view for views in (before, after) for one, view in views.items() if one not in shown]
        found.made.update(view.kind for view in other if view is not None)
    return found


def _outermost(names: set[str], known: Iterable[str]) -> Iterator[str]:
    """The names without those in a list that has become longer or shorter: all of them moved."""
    lists = {f"{name}[]." for name in names} & {f"{one.rpartition('[].')[0]}[]." for one in known}
    yield from (name for name in names if not any(name.startswith(moved) for moved in lists))


@cache
def _views(authority: AuthorityFolder) -> Mapping[str, _View | None]:
    """What the template of each document sees, by the document's id; None for one that can't be planned.

    What the text of a PM may name beside that stands under the PM's file name.

    Raises:
        One of BREAKS: It can't even be told which documents there are.
    """
    views = {identifier: _view(authority, identifier) for identifier in ids_of(authority)}
    for document in authority.documents:
        folder = authority.partnership(document.partnership or "")
        if document.kind is DocumentKind.PM and folder is not None:
            lookup = Lookup(authority, Place(document.source.file))
            views[f"{document.id}.md"] = _View(PM_TEXT, _values(fields_of(pm_names(folder, lookup))))
    return views


def _view(authority: AuthorityFolder, identifier: str) -> _View | None:
    try:
        one = planned(authority, identifier, draft=False)
    except BREAKS:
        return None
    return _View(one.kind, _values(one.names))


def _values(names: Mapping[str, object]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in names.items():
        _note(values, name, value)
    return values


def _note(values: dict[str, Any], path: str, value: object) -> None:
    """Note a value and what is in it, by path; of a list of views its length, and what its items hold."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _note(values, f"{path}.{key}", inner)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Timeline):
        for one in dataclasses.fields(value):
            _note(values, f"{path}.{one.name}", getattr(value, one.name))
    elif isinstance(value, tuple) and any(dataclasses.is_dataclass(item) for item in value):
        values.setdefault(path, []).append(len(value))
        for item in value:
            _note(values, f"{path}[]", item)
    else:
        values.setdefault(path, []).append(value)
