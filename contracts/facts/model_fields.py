"""What the models say of the field at a route: its title, and what kind of value it takes."""

import types
import typing
from collections.abc import Iterator
from enum import Enum, auto

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contracts.facts.model.base import Kronor, Percent, Prose, Slug
from contracts.facts.source import Route


class ValueKind(Enum):
    """What a field's value is, where its Python type does not say."""

    KRONOR = auto()
    PERCENT = auto()
    IDENTIFIER = auto()  #: of something that the facts know by another name
    MARKDOWN = auto()
    PLAIN = auto()  #: anything else


_KINDS = ((ValueKind.KRONOR, Kronor), (ValueKind.PERCENT, Percent), (ValueKind.IDENTIFIER, Slug))


def fields_along(model: type[BaseModel], route: Route) -> tuple[FieldInfo, ...]:
    """The fields that a route passes, outermost first; as far as the models know them."""
    found: list[FieldInfo] = []
    owner: type[BaseModel] | None = model
    for step in (step for step in route if isinstance(step, str)):
        info = owner.model_fields.get(step) if owner else None
        if info is None:
            break
        found.append(info)
        owner = _inner_model(info.annotation)
    return tuple(found)


def model_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    """The model whose fields stand at a route; None when the route leads to no model."""
    fields = fields_along(model, route)
    if len(fields) < sum(isinstance(step, str) for step in route):
        return None
    return _inner_model(fields[-1].annotation) if fields else model


def value_kind(field: FieldInfo) -> ValueKind:
    """What the values of a field are; of a list, what each of them is."""
    checks = [*field.metadata, *_checks(field.annotation)]
    for kind, alias in _KINDS:
        if any(check in checks for check in typing.get_args(alias)[1:]):
            return kind
    # Prose and Line check alike but for the line breaks.
    return ValueKind.MARKDOWN if typing.get_args(Prose)[-1] in checks else ValueKind.PLAIN


def _checks(annotation: object) -> Iterator[object]:
    """What `Annotated` adds, wherever in an annotation it stands."""
    if typing.get_origin(annotation) is typing.Annotated:
        yield from typing.get_args(annotation)[1:]
    for part in typing.get_args(annotation):
        yield from _checks(part)


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if (
        isinstance(annotation, type)
        and not isinstance(annotation, types.GenericAlias)
        and issubclass(annotation, BaseModel)
    ):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _inner_model(part))), None)
