"""What a template may read of a value: fields and properties of the facts, parts of a date, and a loop's counters.

Nothing else is reachable. A frozen model has public methods that read files and make copies; none of them is a name
here.
"""

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from jinja2.runtime import LoopContext
from pydantic import BaseModel

_LOOP_VALUES: Final = frozenset(
    ["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem"]
)
#: What a loop has that may be called.
LOOP_HELPERS: Final = frozenset({"cycle", "changed"})


def readable_names(value: object) -> frozenset[str] | None:
    """The names that a template may read of a value; None when it has none at all."""
    if isinstance(value, Mapping):
        return frozenset(key for key in value if isinstance(key, str))
    if isinstance(value, LoopContext):
        return _LOOP_VALUES | LOOP_HELPERS
    kind: type = type(value)
    return names_of_type(kind)


@functools.cache  # every expression of every template asks, about few types
def names_of_type(kind: type) -> frozenset[str] | None:
    """The names that a template may read of any value of a type; None when it has none."""
    if issubclass(kind, dt.date):
        return frozenset({"year", "month", "day"})
    names: set[str] = set()
    if issubclass(kind, BaseModel):
        names.update(kind.model_fields, kind.model_computed_fields)
    elif dataclasses.is_dataclass(kind):
        names.update(one.name for one in dataclasses.fields(kind))
    elif issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return frozenset(kind._fields)
    else:
        return None
    for owner in kind.__mro__:
        if owner not in BaseModel.__mro__:
            names.update(n for n, member in vars(owner).items() if isinstance(member, property | cached_property))
    return frozenset(name for name in names if not name.startswith("_"))
