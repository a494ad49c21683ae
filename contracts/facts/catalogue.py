"""Every field of every kind of file, as the models have it: what it means, how it is written, and how to find it.

A field is named from the root of its file, "economy.contributions.amount"; with the kind of file before it the name is
whole: "partnership.economy.contributions.amount". Positions in lists are not part of a name.
"""

import difflib
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contracts.facts.kinds import FILE_KINDS, FileKind
from contracts.facts.model.written import Written

#: Names to propose for one that nothing has, and how alike they are to it.
_PROPOSALS, _ALIKE = 5, 0.6


@dataclass(frozen=True, slots=True)
class Field:
    """One field."""

    kind: FileKind
    name: str  #: from the root of the file: "economy.contributions.amount"
    title: str  #: Swedish
    description: str  #: Swedish
    required: bool  #: where that which it is a part of is there
    many: bool  #: a list
    model: type[BaseModel] | None  #: of the fields in it; None for a value
    written: Written | None  #: how its values are written; None for fields with fields in them and for words
    choices: tuple[str, ...]  #: the words that are allowed; empty when any are
    default: str  #: the word that holds when nothing is written; "" when nothing does

    @property
    def whole_name(self) -> str:
        """With the kind of file before it."""
        return f"{self.kind.id}.{self.name}"

    @property
    def last_name(self) -> str:
        """As it is written in the file."""
        return self.name.rpartition(".")[2]

    @property
    def is_text(self) -> bool:
        """Whether its values are words of the writer's own."""
        return self.written is not None and self.written.what.startswith("text")


@cache
def fields_of(kind: FileKind) -> tuple[Field, ...]:
    """The fields of one kind of file, in the order of the model; those in a field come right after it."""
    return tuple(_fields(kind, kind.model, "", ()))


@cache
def every_field() -> tuple[Field, ...]:
    """The fields of all kinds of files."""
    return tuple(field for kind in FILE_KINDS for field in fields_of(kind))


def find(name: str) -> tuple[Field, ...]:
    """The fields that a name may mean.

    Args:
        name: Whole ("memo.proposals"), from the root of a file ("term.end"), or its last part or parts ("amount").

    Returns:
        The one with that whole name, or else all whose names are or end so; nothing when no name does.
    """
    known = every_field()
    if whole := tuple(field for field in known if field.whole_name == name):
        return whole
    if ends := tuple(field for field in known if f".{field.name}".endswith(f".{name}")):
        return ends
    kind, dot, rest = name.partition(".")
    return tuple(field for field in known if dot and field.kind.id == kind and field.name.endswith(f".{rest}"))


def nearest_names(name: str) -> tuple[str, ...]:
    """Names that are most like one that nothing has."""
    known = dict.fromkeys(one for field in every_field() for one in (field.last_name, field.name, field.whole_name))
    return tuple(difflib.get_close_matches(name, known, _PROPOSALS, _ALIKE))


def _fields(kind: FileKind, model: type[BaseModel], above: str, models: tuple[type[BaseModel], ...]) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        inner = next(_classes(info.annotation, BaseModel), None)
        yield _field(kind, above + name, info, inner)
        if inner is not None and inner not in models:
            yield from _fields(kind, inner, f"{above}{name}.", (*models, inner))


def _field(kind: FileKind, name: str, info: FieldInfo, inner: type[BaseModel] | None) -> Field:
    written = None if inner else next(_written(info.annotation, info.metadata), None)
    return Field(
        kind,
        name,
        info.title or "",
        info.description or "",
        info.is_required(),
        _is_list(info.annotation),
        inner,
        written,
        _choices(info, written),
        _default(info.default),
    )


def _choices(info: FieldInfo, written: Written | None) -> tuple[str, ...]:
    if (words := next(_classes(info.annotation, StrEnum), None)) is not None:
        return tuple(word.value for word in words)
    offered = written.schema.get("anyOf", ()) if written else ()
    return tuple(word for part in offered for word in part.get("enum", ()))


def _default(default: object) -> str:
    if isinstance(default, bool):
        return "ja" if default else "nej"
    return default if isinstance(default, str) else ""


def _is_list(annotation: object) -> bool:
    return typing.get_origin(annotation) is tuple or any(_is_list(part) for part in typing.get_args(annotation))


_Found = typing.TypeVar("_Found", BaseModel, StrEnum)


def _classes(annotation: object, wanted: type[_Found]) -> Iterator[type[_Found]]:
    is_class = isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias)
    if is_class and issubclass(annotation, wanted):  # type: ignore[arg-type]  # mypy does not follow is_class
        yield annotation  # type: ignore[misc]
    for part in typing.get_args(annotation):
        yield from _classes(part, wanted)


def _written(annotation: object, metadata: typing.Iterable[object]) -> Iterator[Written]:
    """What `Annotated` says of writing, the outermost last: a type made narrower is written its own way."""
    found = [one for one in metadata if isinstance(one, Written)]
    yield from reversed(found)
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *more = typing.get_args(annotation)
        yield from _written(inner, more)
    else:
        for part in typing.get_args(annotation):
            yield from _written(part, ())
