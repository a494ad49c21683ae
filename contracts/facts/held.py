"""Fields of the folders of data/ that note who looks at them, so that it is known what a piece of work looked into.

What was worked out holds for as long as these folders are as they were, and need not be worked out again.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import cached_property, partial
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")
_noting: ContextVar[set[str] | None] = ContextVar("noting", default=None)


@contextlib.contextmanager
def noting() -> Iterator[set[str]]:
    """Note the folders that are looked into meanwhile, by their `dossier`; what notes already does not hear of them."""
    found: set[str] = set()
    token = _noting.set(found)
    try:
        yield found
    finally:
        _noting.reset(token)


def look_into(dossier: str) -> None:
    """Note that a folder is looked into, where what it holds is remembered by whoever looked first."""
    noted = _noting.get()
    if noted is not None:
        noted.add(dossier)


class NotAsBeforeError(Exception):
    """A folder that was to be as it was is not: what is known from before does not hold."""


class Unread:
    """What a folder holds, read when it is first looked into.

    Args:
        read: gives each field's value by its name; may raise.
    """

    def __init__(self, read: Callable[[], Mapping[str, object]]) -> None:
        self._read = read

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """Each field's value by its name."""
        return self._read()

    def __reduce__(self) -> tuple[object, ...]:
        """As it is sent to another process: read."""
        return Unread, (partial(dict, self.content),)


class Held(Generic[Value]):
    """A field of a folder in a dataclass: to look at it is noted, and it may not have been read before.

    The dataclass says by its property `dossier` which folder of data/ it is of.
    """

    def __init__(self, *default: Value) -> None:
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name, self._slot = name, f"_{name}"

    @overload
    def __get__(self, folder: None, owner: type) -> Value: ...
    @overload
    def __get__(self, folder: object, owner: type) -> Value: ...
    def __get__(self, folder: Any, owner: type) -> Value:
        if folder is None:  # dataclass asks for the default
            if not self._default:
                raise AttributeError(self._name)
            return self._default[0]
        look_into(folder.dossier)
        value: Any = folder.__dict__[self._slot]
        if isinstance(value, Unread):
            value = folder.__dict__[self._slot] = value.content[self._name]
        return value  # type: ignore[no-any-return]

    def __set__(self, folder: Any, value: Value) -> None:
        folder.__dict__[self._slot] = value
