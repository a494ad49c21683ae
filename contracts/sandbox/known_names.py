"""Finds names that do not exist, before anything is rendered, by following expressions through the facts.

Rendering meets only the branches that these facts happen to take; a misspelt name in the other branch would wait for
the day it is needed. So every expression is followed here, by the types that the facts declare.
"""

import dataclasses
import datetime as dt
import enum
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

from jinja2 import nodes
from pydantic import BaseModel

from contracts.sandbox.readable import names_of_type, readable_names
from contracts.sandbox.suggestions import did_you_mean

_SAME_ITEMS: Final = frozenset(
    ["list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"]
)
_ATTRIBUTE_FIRST: Final = frozenset({"selectattr", "rejectattr", "groupby"})
_SCALARS: Final = (str, int, float, Decimal, bool, bytes, enum.Enum, dt.time)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is at hand."""

    content: object


@dataclass(frozen=True, slots=True)
class Kinds:
    """Values of which only the declared types are known; none when nothing is."""

    hints: tuple[Any, ...]


Shape: TypeAlias = Value | Kinds
UNKNOWN: Final = Kinds(())


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name in a template that no fact has."""

    line: int  #: 1-based, in the part's Jinja text
    name: str
    remedy: str


@dataclass(slots=True)
class _Walk:
    """The state of one walk through a part's expressions."""

    found: list[UnknownName] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)

    def tell(self, line: int, name: str, known: typing.Iterable[str]) -> Shape:
        if (line, name) not in self.told:
            self.told.add((line, name))
            self.found.append(UnknownName(line, name, did_you_mean(name, known)))
        return UNKNOWN


def unknown_names(tree: nodes.Template, context: Mapping[str, object]) -> tuple[UnknownName, ...]:
    """Every name in a part that neither the context nor the types of its values have, in the order of the text."""
    walk = _Walk()
    _body(tree.body, {name: Value(content) for name, content in context.items()}, walk)
    return tuple(walk.found)


def _body(statements: typing.Iterable[nodes.Node], scope: dict[str, Shape], walk: _Walk) -> None:
    for statement in statements:
        if isinstance(statement, nodes.Output):
            for expression in statement.nodes:
                _shape(expression, scope, walk)
        elif isinstance(statement, nodes.If):
            _shape(statement.test, scope, walk)
            asked = _asked_for(statement.test) - set(scope)
            scope.update(dict.fromkeys(asked, UNKNOWN))
            _body(statement.body, scope, walk)
            for name in asked:
                scope.pop(name, None)
            # Jinja lets a name set inside a condition live on after it.
            _body(statement.elif_, scope, walk)
            _body(statement.else_, scope, walk)
        elif isinstance(statement, nodes.For):
            items = _shape(statement.iter, scope, walk)
            inner: dict[str, Shape] = {**scope, "loop": UNKNOWN}
            _bind(statement.target, _item(items), inner)
            if statement.test is not None:
                _shape(statement.test, inner, walk)
            _body(statement.body, inner, walk)
            _body(statement.else_, dict(scope), walk)
        elif isinstance(statement, nodes.Assign):
            _bind(statement.target, _shape(statement.node, scope, walk), scope)


def _asked_for(test: nodes.Node) -> set[str]:
    """The names of which a condition asks whether they exist."""
    asked = [
        one.node for one in (test, *test.find_all(nodes.Test)) if isinstance(one, nodes.Test) and one.name == "defined"
    ]
    return {node.name for node in asked if isinstance(node, nodes.Name)}


def _bind(target: nodes.Node, shape: Shape, scope: dict[str, Shape]) -> None:
    if isinstance(target, nodes.Name):
        scope[target.name] = shape
    else:
        for name in target.find_all(nodes.Name):
            scope[name.name] = UNKNOWN


def _shape(node: nodes.Node, scope: Mapping[str, Shape], walk: _Walk) -> Shape:
    if isinstance(node, nodes.Name):
        return scope[node.name] if node.name in scope else walk.tell(node.lineno, node.name, scope)
    if isinstance(node, nodes.Getattr):
        return _attribute(_shape(node.node, scope, walk), node.attr, node.lineno, walk)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        inner = _shape(node.node, scope, walk)
        key = node.arg.value
        return _attribute(inner, key, node.lineno, walk) if isinstance(key, str) else _item(inner)
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _filtered(node, scope, walk)
    if isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
        # The template asks whether the name exists, so it is no mistake when it does not.
        if not isinstance(node.node, nodes.Name):
            for child in node.node.iter_child_nodes():
                _shape(child, scope, walk)
        return UNKNOWN
    if isinstance(node, nodes.CondExpr):
        shapes = [_shape(one, scope, walk) for one in (node.test, node.expr1, node.expr2) if one is not None]
        return shapes[1]
    for child in node.iter_child_nodes():
        _shape(child, scope, walk)
    return UNKNOWN


def _filtered(node: nodes.Filter, scope: Mapping[str, Shape], walk: _Walk) -> Shape:
    assert node.node is not None
    asks_default = node.name in ("default", "d") and isinstance(node.node, nodes.Name)
    inner = UNKNOWN if asks_default else _shape(node.node, scope, walk)
    for argument in [*node.args, *(pair.value for pair in node.kwargs)]:
        _shape(argument, scope, walk)
    path = _attribute_path(node)
    reached = _item(inner)
    for step in path.split(".") if path else ():
        if not step.isdigit():
            reached = _attribute(reached, step, node.lineno, walk)
    if node.name in ("first", "last", "min", "max"):
        return _item(inner)
    if node.name in _SAME_ITEMS:
        return inner
    if node.name == "map" and path:
        return (
            Kinds(tuple(types.GenericAlias(tuple, (hint, ...)) for hint in reached.hints))
            if isinstance(reached, Kinds)
            else UNKNOWN
        )
    return UNKNOWN


def _attribute_path(node: nodes.Filter) -> str:
    values = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in _ATTRIBUTE_FIRST and node.args:
        values.append(node.args[0])
    constants = [value.value for value in values if isinstance(value, nodes.Const)]
    return constants[0] if constants and isinstance(constants[0], str) else ""


def _attribute(shape: Shape, name: str, line: int, walk: _Walk) -> Shape:
    if isinstance(shape, Value):
        content = shape.content
        if content is None:
            return UNKNOWN
        names = readable_names(content)
        if isinstance(content, Mapping):
            return Value(content[name]) if name in content else walk.tell(line, name, names or ())
        if names is None and not isinstance(content, (*_SCALARS, list, tuple)):
            return UNKNOWN
        if names is None or name not in names:
            return walk.tell(line, name, names or ())
        kind: type = type(content)
        hint = declared_type(kind, name)
        return Value(getattr(content, name)) if hint is None else Kinds(tuple(_members(hint)))
    kinds = [kind for kind in shape.hints if _is_closed(kind)]
    if not kinds or len(kinds) < len(shape.hints):
        return UNKNOWN
    if all(get_origin(kind) is not None and _is_mapping(kind) for kind in kinds):
        return Kinds(tuple(member for kind in kinds for member in _members(get_args(kind)[-1])))
    having = [kind for kind in kinds if name in (_names(kind) or ())]
    if not having:
        return walk.tell(line, name, {n for kind in kinds for n in _names(kind) or ()})
    hints = [declared_type(kind, name) for kind in having]
    return Kinds(tuple(member for hint in hints if hint is not None for member in _members(hint)))


def _item(shape: Shape) -> Shape:
    if isinstance(shape, Value):
        content = shape.content
        if isinstance(content, Mapping):
            return UNKNOWN
        items = list(content) if isinstance(content, list | tuple) else []
        kinds: set[type] = {type(item) for item in items}
        # Models of one type stand for each other; mappings differ from one to the next, so all must have a name.
        if len(kinds) == 1 and not isinstance(items[0], Mapping):
            (kind,) = kinds
            return Value(items[0]) if names_of_type(kind) is None else Kinds((kind,))
        return UNKNOWN
    found: list[object] = []
    for hint in shape.hints:
        arguments = [one for one in get_args(hint) if one is not Ellipsis]
        if get_origin(hint) is None or not arguments or _is_mapping(hint):
            return UNKNOWN
        found += _members(arguments[0])
    return Kinds(tuple(found))


def _names(kind: Any) -> frozenset[str] | None:
    return names_of_type(kind) if isinstance(kind, type) and get_origin(kind) is None else None


def _is_closed(kind: Any) -> bool:
    """Whether it is known which names values of a type have."""
    if get_origin(kind) is not None:
        return True
    return isinstance(kind, type) and (names_of_type(kind) is not None or issubclass(kind, _SCALARS))


def _is_mapping(hint: Any) -> bool:
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _members(hint: Any) -> Iterator[Any]:
    """The types that a declared type allows, without None."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from _members(get_args(hint)[0])
    elif origin in (Union, types.UnionType):
        for member in get_args(hint):
            yield from _members(member)
    elif hint is not type(None):
        yield hint


@lru_cache(maxsize=4096)
def declared_type(kind: type, name: str) -> Any:
    """The declared type of what a type has under a name; None when it says nothing."""
    if issubclass(kind, dt.date):
        return int
    declared: Callable[..., object] | None = None
    member = getattr(kind, name, None)
    if isinstance(member, property):
        declared = member.fget
    elif isinstance(member, cached_property):
        declared = member.func
    try:
        if declared is not None:
            return _type_hints(declared).get("return")
        if issubclass(kind, BaseModel):
            return kind.model_fields[name].annotation if name in kind.model_fields else None
        return _type_hints(kind).get(name) if dataclasses.is_dataclass(kind) else None
    except NameError:
        return None  # a type that exists for type checkers only


@lru_cache(maxsize=4096)
def _type_hints(declaring: Any) -> dict[str, Any]:
    return typing.get_type_hints(declaring, include_extras=True)
