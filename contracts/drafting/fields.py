"""What a field of the facts asks for: which kind of answer, among which options, with which explanation and example."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contracts.dialogue.question import Kind, Option
from contracts.facts.model.base import Count, Day, Kronor, Length, OrganisationNumber, Prose, YesNo
from contracts.facts.model.economy import Per
from contracts.facts.model.partnership import SigningMethod
from contracts.facts.model.term import ExtensionKind
from contracts.facts.model_fields import fields_along
from contracts.facts.source import Route

#: What is shown for words that are written in English in data; others say themselves what they mean.
_LABELS: Final[Mapping[StrEnum, str]] = MappingProxyType(
    {
        Per.YEAR: "per år",
        Per.SCHOOL_YEAR: "per läsår",
        Per.AGREEMENT_PERIOD: "för hela avtalstiden",
        Per.PERIOD: "för en egen period",
        ExtensionKind.FIXED_STEPS: "ett bestämt antal gånger",
        ExtensionKind.REPEATED: "en tid i taget, längst till en viss dag",
        SigningMethod.PAPER: "på papper",
        SigningMethod.ELECTRONIC: "elektroniskt",
        SigningMethod.EITHER: "på papper eller elektroniskt, avgörs senare",
    }
)
_KINDS: Final = (
    (Kronor, Kind.AMOUNT),
    (Day, Kind.DAY),
    (YesNo, Kind.YES_NO),
    (Count, Kind.COUNT),
    (Length, Kind.COUNT),
    (OrganisationNumber, Kind.ORGANISATION_NUMBER),
    (Prose, Kind.TEXT),
)


@dataclass(frozen=True, slots=True)
class Field:
    """What a field asks for."""

    kind: Kind
    options: tuple[Option, ...]  #: of a field with its own words
    explanation: str
    example: str


def field_at(model: type[BaseModel], route: Route) -> Field:
    """What the field at a route asks for; for a list, what each of its items is, or some of its words.

    Raises:
        KeyError: the model has no such field.
    """
    passed = fields_along(model, route)
    if len(passed) < sum(isinstance(step, str) for step in route):
        raise KeyError(f"{model.__name__} has no field {route}")
    info = passed[-1]
    annotation, is_list = _inner(info)
    kind = next((kind for known, kind in _KINDS if annotation == known), Kind.LINE)
    options: tuple[Option, ...] = ()
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        kind = Kind.CHOICES if is_list and isinstance(route[-1], str) else Kind.CHOICE
        options = tuple(Option(word.value, _LABELS.get(word, "")) for word in annotation)
    return Field(kind, options, info.description or "", str(info.examples[0]) if info.examples else "")


def _inner(info: FieldInfo) -> tuple[object, bool]:
    """The field's type without None and list around it, and whether it is a list."""
    annotation: object = info.annotation
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        annotation = next(part for part in typing.get_args(annotation) if part is not type(None))
    if typing.get_origin(annotation) is tuple:
        return typing.get_args(annotation)[0], True
    return Annotated[(annotation, *info.metadata)] if info.metadata else annotation, False
