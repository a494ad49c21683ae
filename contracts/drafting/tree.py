"""Facts before they are written: dicts, lists and texts, as YAML will hold them.

A text that ends in " ?" is not confirmed; models and rules see it without.
"""

from typing import Final

from contracts.facts.source import Mapping, Mark, Node, Route, Scalar, Sequence, Source

#: What a field holds.
Value = str | list["Value"] | dict[str, "Value"]
#: The fields of a file, or of a part of one.
Tree = dict[str, Value]

UNCONFIRMED: Final = " ?"


def value_at(tree: Value, route: Route) -> Value | None:
    """What stands at a route; None when nothing does."""
    node: Value | None = tree
    for step in route:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def with_value(tree: Tree, route: Route, value: Value) -> Tree:
    """The tree with a value at a route, and what must be there to hold it. The place after a list's last adds to it."""
    changed = _with(tree, route, value)
    assert isinstance(changed, dict)
    return changed


def _with(node: Value | None, route: Route, value: Value) -> Value:
    if not route:
        return value
    step, rest = route[0], route[1:]
    if isinstance(step, str):
        fields = node if isinstance(node, dict) else {}
        return {**fields, step: _with(fields.get(step), rest, value)}
    items = node if isinstance(node, list) else []
    return [*items[:step], _with(items[step] if step < len(items) else None, rest, value), *items[step + 1 :]]


def plain(text: str) -> str:
    """A text without its mark for what is not confirmed."""
    return text.removesuffix(UNCONFIRMED)


def plain_value(value: Value) -> Value:
    """The same, all its texts without marks."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    return {key: plain_value(item) for key, item in value.items()}


def source_of(tree: Tree) -> Source:
    """The tree as a file without lines: what stands in it can be looked up, and has no place."""
    root = _node(tree)
    assert isinstance(root, Mapping)
    return Source("", (), root)


_NOWHERE: Final = Mark(0, 0, 0)


def _node(value: Value) -> Node:
    if isinstance(value, str):
        return Scalar(value, _NOWHERE)
    if isinstance(value, list):
        return Sequence(tuple(_node(item) for item in value), _NOWHERE)
    return Mapping(tuple((Scalar(key, _NOWHERE), _node(item)) for key, item in value.items()), _NOWHERE)
