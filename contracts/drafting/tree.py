"""Facts before they are written: dicts, lists and texts, as YAML will hold them.

A text that ends in " ?" is not confirmed; models and rules see it without.
"""

from typing import cast

from contracts.facts.recorded_source import recorded_source
from contracts.facts.source import Route, Source
from contracts.facts.unconfirmed_marks import without_mark

#: What a field holds.
Value = str | list["Value"] | dict[str, "Value"]
#: The fields of a file, or of a part of one.
Tree = dict[str, Value]


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


def items_at(tree: Value, route: Route) -> list[Tree]:
    """The items of the list at a route, where they have fields; none when there is no list."""
    found = value_at(tree, route)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def with_value(tree: Tree, route: Route, value: Value) -> Tree:
    """The tree with a value at a route, and what must be there to hold it. The place after a list's last adds to it."""
    return cast(Tree, _with(tree, route, value))


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
    return without_mark(text)[0]


def plain_value(value: Value) -> Value:
    """The same, all its texts without marks."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    return {key: plain_value(item) for key, item in value.items()}


def plain_tree(tree: Tree) -> Tree:
    """The same, of fields."""
    return cast(Tree, plain_value(tree))


def source_of(tree: Tree) -> Source:
    """The tree as a file without lines: what stands in it can be looked up, and has no place."""
    return recorded_source(plain_tree(tree), "", {})


def tree_of(source: Source) -> Tree:
    """What a file says, with the marks of what is not confirmed."""
    tree = cast(Tree, source.plain())
    for route in source.unconfirmed():
        tree = with_value(tree, route, f"{value_at(tree, route)} ?")
    return tree
