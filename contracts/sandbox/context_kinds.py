"""What of the facts decides which names a template finds in them: kinds of values, not the values.

Documents of one template differ in values and seldom in kinds, so what was found for one is found for most.
"""

from collections.abc import Hashable, Mapping
from functools import cache

from contracts.sandbox.known_names import declared_type
from contracts.sandbox.readable import names_of_type


class _TooVariedError(Exception):
    """A value has names whose types nobody declared, so that it must be looked at itself."""


def context_kinds(context: Mapping[str, object]) -> Hashable | None:
    """Equal for contexts in which a template finds the same names; None when it cannot be told.

    It holds everything that `known_names` looks at: names and keys, which values are missing, the types of values and
    of items.
    """
    try:
        return tuple((name, _kinds(content)) for name, content in context.items())
    except (_TooVariedError, RecursionError):
        return None


def _kinds(content: object) -> Hashable:
    if content is None:
        return None
    kind: type = type(content)
    if isinstance(content, Mapping):
        return ("mapping", tuple((key, _kinds(value)) for key, value in content.items() if isinstance(key, str)))
    if not _declares_all(kind):
        raise _TooVariedError
    if isinstance(content, list | tuple):
        kinds: set[type] = {type(item) for item in content}
        if len(kinds) != 1 or isinstance(content[0], Mapping):
            return (kind, len(kinds))
        (item,) = kinds
        return (kind, item if names_of_type(item) is not None else _kinds(content[0]))
    return kind


@cache  # there are few types
def _declares_all(kind: type) -> bool:
    return all(declared_type(kind, name) is not None for name in names_of_type(kind) or ())
