"""How a tree of facts is laid out in its file: fields in the model's order, prose in lines, and what is unsaid."""

from collections.abc import Mapping

from pydantic import BaseModel

from contracts.dialogue.question import Kind
from contracts.drafting.fields import field_at
from contracts.drafting.tree import Tree, Value
from contracts.editing.emit import Tree as Written
from contracts.editing.emit import Unsaid
from contracts.editing.scalars import prose, unwrapped
from contracts.facts.model_fields import model_at
from contracts.facts.source import Route

#: Columns of a text that stands on its field's own line.
_ON_ITS_LINE = 90


def tidied(tree: Tree, model: type[BaseModel]) -> Tree:
    """The tree with texts as they are whoever typed or wrapped them: equal facts then give equal files."""
    return {name: _tidied(value, model, (name,)) for name, value in tree.items()}


def _tidied(value: Value, model: type[BaseModel], route: Route) -> Value:
    if isinstance(value, dict):
        return {name: _tidied(item, model, (*route, name)) for name, item in value.items()}
    if isinstance(value, list):
        return [_tidied(item, model, (*route, at)) for at, item in enumerate(value)]
    return unwrapped(value) if _is_prose(model, route) else value.strip()


def laid_out(tree: Tree, model: type[BaseModel], unsaid: Mapping[str, Unsaid] | None = None) -> dict[str, Written]:
    """The tree as `emit` writes it.

    Args:
        tree: Facts that fit the model, tidied.
        model: Whose order the fields get.
        unsaid: What is told of fields that the tree does not have, by their names with dots between.
    """
    return _fields(tree, model, (), unsaid or {})


def _fields(tree: Tree, model: type[BaseModel], route: Route, unsaid: Mapping[str, Unsaid]) -> dict[str, Written]:
    owner = model_at(model, route)
    fields: dict[str, Written] = {}
    for name in owner.model_fields if owner else ():
        here = (*route, name)
        dotted = ".".join(str(step) for step in here)
        if name in tree:
            fields[name] = _value(tree[name], model, here, unsaid)
        elif dotted in unsaid:
            fields[name] = unsaid[dotted]
        elif any(one.startswith(f"{dotted}.") for one in unsaid):
            fields[name] = _fields({}, model, here, unsaid)
    return fields


def _value(value: Value, model: type[BaseModel], route: Route, unsaid: Mapping[str, Unsaid]) -> Written:
    if isinstance(value, dict):
        return _fields(value, model, route, unsaid)
    if isinstance(value, list):
        return [_value(item, model, (*route, at), {}) for at, item in enumerate(value)]
    if _is_prose(model, route) and ("\n" in value or len(value) > _ON_ITS_LINE):
        return prose(value, 2 * sum(1 for step in route if isinstance(step, str)))
    return value


def _is_prose(model: type[BaseModel], route: Route) -> bool:
    return field_at(model, route).kind is Kind.TEXT
