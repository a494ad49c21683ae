"""A view as the names that it gives a template."""

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def fields_of(view: "DataclassInstance") -> dict[str, object]:
    """A view's fields by name."""
    return {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
