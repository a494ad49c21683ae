"""Facts that a record carries, as a source: without lines of text, but with the lines of what nobody has confirmed."""

from collections.abc import Mapping as Lookup
from typing import Any

from contracts.facts.nodes import Mapping, Mark, Node, Scalar, Sequence
from contracts.facts.source import Route, Source

#: Of a value whose line is not known.
_NOWHERE = Mark(0, 0, 1)


def recorded_source(facts: Any, shown_as: str, unconfirmed: Lookup[Route, int]) -> Source:
    """A source whose tree is these facts.

    Args:
        facts: What `Source.plain` gave.
        shown_as: The record's name in messages.
        unconfirmed: The lines (1-based) of the values that are not confirmed, by where they stand.

    Raises:
        TypeError: The facts are not dicts, lists and texts, or are no dict at all.
    """
    root = _node(facts, (), unconfirmed)
    if not isinstance(root, Mapping):
        raise TypeError(f"the facts are a {type(facts).__name__}: give fields with values")
    return Source(shown_as, (), root)


def _node(value: Any, route: Route, unconfirmed: Lookup[Route, int]) -> Node:
    if isinstance(value, dict):
        items = [(Scalar(str(key), _NOWHERE), _node(held, (*route, key), unconfirmed)) for key, held in value.items()]
        return Mapping(tuple(items), _NOWHERE)
    if isinstance(value, list):
        return Sequence(tuple(_node(held, (*route, at), unconfirmed) for at, held in enumerate(value)), _NOWHERE)
    if not isinstance(value, str | None):
        raise TypeError(f"{value!r} is no text: a record holds texts as they were written")
    line = unconfirmed.get(route)
    return Scalar(value, _NOWHERE if line is None else Mark(line, 0, 1), unconfirmed=line is not None)
