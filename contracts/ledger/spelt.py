"""Terms as people read them: titles from the model, values as documents spell them, ids as the names they stand for."""

import datetime as dt
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import GenericAlias, MappingProxyType
from typing import Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contracts.facts.measures import PER
from contracts.facts.model.authority import Unit
from contracts.facts.model.base import Day, Kronor, Length, Number, Percent, Slug
from contracts.facts.model.economy import Per
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import ExtensionKind
from contracts.ledger.identity import Path
from contracts.ledger.sections import HEADINGS
from contracts.ledger.terms import Terms
from contracts.spelling.amounts import kr
from contracts.spelling.dates import datum
from contracts.spelling.numbers import antal, antal_ar, antal_dagar, antal_manader, procent, tal
from contracts.spelling.periods import length_in_words
from contracts.spelling.typography import NBSP

#: Values of enumerations that are English words in the data.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{per.value: words for per, words in PER.items()},
        Per.PERIOD.value: "för en egen period",
        ExtensionKind.FIXED_STEPS.value: "ett bestämt antal gånger",
        ExtensionKind.REPEATED.value: "en gång i taget",
        "replaces": "ersätter",
        "replaced_by": "ersätts av",
        "belongs_to": "hör till",
    }
)
#: Fields that hold the id of a party or an external funder.
_PARTIES: Final = frozenset(
    {"organisation", "party", "payer", "payee", "initiator", "responsible_party", "shared_with"}
)
_UNITS: Final = frozenset({"unit", "through"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the terms."""

    title: str  #: Swedish, as docs/falt.md has it
    spell: Callable[[str, Terms], str]


@cache
def field_at(path: Path) -> Field:
    """The field at a path of names.

    Raises:
        KeyError: no field of the terms stands there.
    """
    info = _info_at(path)
    return Field(info.title or path[-1], _speller(path[-1], info))


def spell(value: str, path: Path, terms: Terms) -> str:
    """A value as documents spell it: "350 000 kr", "1 mars 2018", a party's name."""
    return field_at(path).spell(value, terms)


def party_name(identifier: str, terms: Terms) -> str:
    """The name in running text of a party or an external funder; the id itself when nobody is known by it."""
    organisation = terms.organisation(identifier)
    if organisation:
        return organisation.name
    funders = {funder.id: funder.name for funder in terms.partnership.economy.external_funders}
    return funders.get(identifier, identifier)


def body_name(identifier: str, terms: Terms) -> str:
    """A body's name; the id itself when there is no such body."""
    return next((body.name for body in terms.partnership.bodies if body.id == identifier), identifier)


#: Models of what stands beside the partnership's own fields in the tree of the terms.
_BESIDE: Final[Mapping[str, type[BaseModel]]] = MappingProxyType({"organisations": Organisation, "units": Unit})


def _info_at(path: Path) -> FieldInfo:
    model: type[BaseModel] | None = _BESIDE.get(path[0], Partnership)
    steps = path[1:] if path[0] in _BESIDE else path
    info: FieldInfo | None = None
    for step in steps:
        if model is None:
            raise KeyError(path)
        info = model.model_fields[step]
        model = next((kind for kind in _types(info.annotation) if issubclass(kind, BaseModel)), None)
    if info is None:
        raise KeyError(path)
    return info


def _types(annotation: object) -> Iterator[type]:
    """The classes in a field's annotation."""
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _types(part)


def _is(info: FieldInfo, of: object) -> bool:
    """Whether the field's values are of one of the types that facts share (facts/model/base.py)."""
    wanted = typing.get_args(of)[1]
    return any(found is wanted for found in (*info.metadata, *_metadata(info.annotation)))


def _metadata(annotation: object) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for part in typing.get_args(annotation):
        yield from _metadata(part)


def _speller(name: str, info: FieldInfo) -> Callable[[str, Terms], str]:
    if _is(info, Kronor):
        return lambda value, _: kr(int(value))
    if _is(info, Day):
        return lambda value, _: _day(value)
    if _is(info, Percent):
        return lambda value, _: procent(Decimal(value))
    if _is(info, Length):
        return lambda value, _: _length(name, int(value))
    if _is(info, Number):
        return lambda value, _: tal(Decimal(value))
    if _is(info, Slug):
        return lambda value, terms: _named(name, value, terms)
    if any(issubclass(kind, StrEnum) for kind in _types(info.annotation)):
        return lambda value, _: _WORDS.get(value, value)
    return lambda value, _: value


def _day(value: str) -> str:

    return datum(dt.date.fromisoformat(value))


def _length(name: str, value: int) -> str:
    if name in ("months", "step_months"):
        return length_in_words(value)
    if "months" in name:
        return antal_manader(value)
    if "days" in name:
        return antal_dagar(value)
    if name == "years":
        return antal_ar(value)
    return f"{value}{NBSP}år" if name.startswith("age") else antal(value, "gång", "gånger")


def _named(name: str, value: str, terms: Terms) -> str:
    if name in _PARTIES:
        return party_name(value, terms)
    if name in _UNITS:
        return terms.unit(value) or value
    if name == "commissioned_by":
        return body_name(value, terms)
    if name == "source_document":
        documents = {document.id: document.title for document in terms.partnership.referred_documents}
        return documents.get(value, value)
    if name == "use":
        clause = terms.authority.clauses.clause(value)
        return clause.head.heading if clause else value
    return HEADINGS.get(value, value) if name == "after" else value
