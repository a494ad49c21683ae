"""Which facts a template depends on: every path that its expressions read, and what its conditions compare them with.

A path names fields as the template does, with [] for each item of a list, whatever the loops call the items:
{% for group in target_groups %}{% if group.age_min %} reads "target_groups" and "target_groups[].age_min".
"""

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from jinja2 import nodes

from contracts.lint.samples import hints_of, needed

_SAME_ITEMS: Final = frozenset(
    ["list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"]
)
_ONE_ITEM: Final = frozenset({"first", "last", "min", "max"})
_ATTRIBUTE_FIRST: Final = frozenset({"selectattr", "rejectattr", "groupby"})


@dataclass(frozen=True, slots=True)
class Read:
    """A path that is read, and what stands there."""

    path: str
    hint: Any  #: its declared type
    owner: str  #: the name of the view that it is a field of; "" for a name at the top that is none


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A place where a document goes one way or another: a condition, or a loop."""

    node: nodes.If | nodes.For | nodes.CondExpr
    part: int  #: 0-based, among the trees followed
    paths: tuple[str, ...]  #: that it reads

    @property
    def line(self) -> int:
        """1-based, in the part's Jinja text."""
        return self.node.lineno


@dataclass(slots=True)
class Paths:
    """What the expressions of one template read."""

    reads: dict[str, Read] = field(default_factory=dict)  #: by path, each after those that it is reached through
    compared: dict[str, dict[object, None]] = field(default_factory=dict)  #: constants by the path compared with them
    conditions: dict[str, None] = field(default_factory=dict)  #: the paths that conditions and loops read
    items: dict[str, str] = field(default_factory=dict)  #: what loops call an item, by the list's path
    filters: dict[str, list[str]] = field(default_factory=dict)  #: filters without arguments put on a path, in order
    sites: dict[nodes.Node, Site] = field(default_factory=dict)  #: in the order of the text, by their nodes
    #: Where each path is read: the part (0-based, among the trees followed) and the line (1-based, of its Jinja text).
    lines: dict[str, dict[tuple[int, int], None]] = field(default_factory=dict)


def tops_with_fields(tops: Mapping[str, Any]) -> dict[str, Read]:
    """The names at the top, those of the view that stands under "" among them."""
    names: dict[str, Read] = {}
    for name, hint in tops.items():
        if name:
            names[name] = Read(name, hint, "")
        else:
            names.update({one: Read(one, kind, hint.__name__) for one, kind in hints_of(hint).items()})
    return names


def follow(trees: Iterable[nodes.Template], tops: Mapping[str, Any]) -> Paths:
    """What the expressions of a template's parts read.

    Args:
        trees: the parts, parsed.
        tops: the declared types of the names at the top, as for `sample_names`.
    """
    paths = Paths()
    for at, tree in enumerate(trees):
        _Walk(paths, at).body(tree.body, dict(tops_with_fields(tops)))
    return paths


class _Walk:
    """One walk through a part's statements."""

    def __init__(self, paths: Paths, part: int) -> None:
        self._paths, self._part, self._line = paths, part, 0

    def body(self, statements: Iterable[nodes.Node], scope: dict[str, Read]) -> None:
        for statement in statements:
            if isinstance(statement, nodes.If):
                self._condition(statement, statement.test, scope)
                for branch in (statement.body, statement.elif_, statement.else_):
                    self.body(branch, scope)
            elif isinstance(statement, nodes.For):
                self.body(statement.body, self.inside(statement, scope))
                self.body(statement.else_, scope)
            elif isinstance(statement, nodes.Assign):
                found = self.read(statement.node, scope)
                if isinstance(statement.target, nodes.Name):
                    _put(scope, statement.target.name, found)
            else:
                self.read(statement, scope)

    def inside(self, loop: nodes.For, scope: Mapping[str, Read]) -> dict[str, Read]:
        """What names mean inside a loop."""
        items = self._condition(loop, loop.iter, scope)
        inner = dict(scope)
        inner.pop("loop", None)
        if items is not None and isinstance(loop.target, nodes.Name):
            self._paths.items.setdefault(items.path, loop.target.name)
        for name in loop.target.find_all(nodes.Name) if not isinstance(loop.target, nodes.Name) else [loop.target]:
            _put(inner, name.name, _item(items) if name is loop.target else None)
        if loop.test is not None:
            self._condition(None, loop.test, inner)
        return inner

    def _condition(
        self, site: nodes.If | nodes.For | nodes.CondExpr | None, test: nodes.Node, scope: Mapping[str, Read]
    ) -> Read | None:
        own = self._paths
        inner = Paths(items=own.items, filters=own.filters, sites=own.sites, lines=own.lines)
        found = _Walk(inner, self._part).read(test, scope)
        if site is not None:
            self._paths.sites.setdefault(site, Site(site, self._part, tuple(inner.reads)))
        self._paths.conditions.update(dict.fromkeys((*inner.reads, *inner.conditions)))
        for path, read in inner.reads.items():
            self._paths.reads.setdefault(path, read)
        for path, values in inner.compared.items():
            self._paths.compared.setdefault(path, {}).update(values)
        return found

    def read(self, node: nodes.Node, scope: Mapping[str, Read]) -> Read | None:
        """What an expression comes to, noting all that it reads; None when no path leads there."""
        self._line = node.lineno
        if isinstance(node, nodes.Name):
            return self._noted(scope.get(node.name))
        if isinstance(node, nodes.Getattr):
            return self._attribute(self.read(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            inner = self.read(node.node, scope)
            return self._attribute(inner, node.arg.value) if isinstance(node.arg.value, str) else _item(inner)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, scope)
        if isinstance(node, nodes.CondExpr):
            self._condition(node, node.test, scope)
            found = [self.read(one, scope) for one in (node.expr1, node.expr2) if one is not None]
            return found[0]
        if isinstance(node, nodes.Compare):
            self._compared(node, scope)
        for child in node.iter_child_nodes():
            self.read(child, scope)
        return None

    def _compared(self, node: nodes.Compare, scope: Mapping[str, Read]) -> None:
        sides = [node.expr, *(one.expr for one in node.ops)]
        values = [value for side in sides for value in _constants(side)]
        for side in sides:
            found = self.read(side, scope)
            if found and values:
                self._paths.compared.setdefault(found.path, {}).update(dict.fromkeys(values))

    def _filtered(self, node: nodes.Filter, scope: Mapping[str, Read]) -> Read | None:
        assert node.node is not None
        inner = self.read(node.node, scope)
        if inner is not None and not isinstance(node.node, nodes.Filter) and not (node.args or node.kwargs):
            self._paths.filters.setdefault(inner.path, []).append(node.name)
        for argument in [*node.args, *(pair.value for pair in node.kwargs)]:
            self.read(argument, scope)
        attributes = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if node.name in _ATTRIBUTE_FIRST:
            attributes += node.args[:1]
        reached = _item(inner)
        for attribute in attributes:
            if isinstance(attribute, nodes.Const) and isinstance(attribute.value, str):
                for step in attribute.value.split("."):
                    reached = self._attribute(reached, step)
        if node.name in _ONE_ITEM:
            return _item(inner)
        if node.name == "batch" and inner is not None:
            return Read(inner.path, types.GenericAlias(tuple, (needed(inner.hint), ...)), inner.owner)
        return inner if node.name in _SAME_ITEMS else None

    def _attribute(self, base: Read | None, name: str) -> Read | None:
        kind = needed(base.hint) if base else None
        if base is None or kind is None:
            return None
        if typing.get_origin(kind) is not None and issubclass(typing.get_origin(kind), Mapping):
            return self._noted(Read(f"{base.path}.{name}", typing.get_args(kind)[1], base.owner))
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
            return None
        member = getattr(kind, name, None)
        for read in _read_by(member) if isinstance(member, property | cached_property) else ():
            self._attribute(base, read)  # what a derived field is derived from
        hint = hints_of(kind).get(name)
        return self._noted(Read(f"{base.path}.{name}", hint, kind.__name__)) if hint is not None else None

    def _noted(self, read: Read | None) -> Read | None:
        if read is not None and not read.path.endswith("[]"):
            self._paths.reads.setdefault(read.path, read)
            self._paths.lines.setdefault(read.path, {})[self._part, self._line] = None
        return read


def _put(scope: dict[str, Read], name: str, read: Read | None) -> None:
    scope.pop(name, None)
    if read is not None:
        scope[name] = read


def _item(items: Read | None) -> Read | None:
    kind = needed(items.hint) if items else None
    if items is None or typing.get_origin(kind) is not tuple:
        return None
    # Lists of lists come of `batch` alone: the items of a batch are those of the whole list.
    path = items.path if items.path.endswith("[]") else f"{items.path}[]"
    return Read(path, typing.get_args(kind)[0], items.owner)


def _read_by(member: "property | cached_property[Any]") -> tuple[str, ...]:
    """The names that a derived field reads of what it stands in."""
    function = member.fget if isinstance(member, property) else member.func
    return function.__code__.co_names if isinstance(function, types.FunctionType) else ()


def _constants(node: nodes.Node) -> list[object]:
    if isinstance(node, nodes.Const):
        return [node.value]
    if isinstance(node, nodes.List | nodes.Tuple):
        return [one.value for one in node.items if isinstance(one, nodes.Const)]
    return []
