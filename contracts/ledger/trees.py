"""Facts as plain trees: the shapes of the data files, with one spelling for each value.

Two ways of writing the same fact (2,5 and 2.5, nej and nothing at all) give one tree, so that a difference between two
trees is a difference between facts.
"""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from contracts.facts.model.base import Fact

#: A fact written out. Fields that say nothing are left out, so a tree holds no empty list.
Tree: TypeAlias = str | list["Tree"] | dict[str, "Tree"]
Fields: TypeAlias = dict[str, Tree]


def tree_of(fact: Fact) -> Fields:
    """The fact as a tree; the model reads it back as an equal fact.

    What is as it would be without a word is left out. A group of fields that is always there stands even when it is
    empty, so that the fields that come into it later are told one by one.
    """
    written: Fields = {}
    for name, field in type(fact).model_fields.items():
        value = getattr(fact, name)
        if isinstance(value, Fact):
            written[name] = tree_of(value)
        elif value is not None and value != field.default:
            written[name] = _written(value)
    return written


def _written(value: object) -> Tree:
    if isinstance(value, Fact):
        return tree_of(value)
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str | int):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no type of a fact: say here how it is written")
