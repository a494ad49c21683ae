"""A guide to the data files, made from the models: every field with its title, meaning, and whether it is required.

python -m contracts.facts.guide > docs/falt.md
"""

import sys
import types
import typing
from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contracts.facts.model.authority import Authority
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.library_clause import ClauseHead
from contracts.facts.model.memo import Memo
from contracts.facts.model.organisation import Organisations
from contracts.facts.model.packet import Packet
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.pm import Pm
from contracts.facts.model.report import Report

FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("partnership.yaml", Partnership),
    ("organisations.yaml", Organisations),
    ("authority.yaml", Authority),
    ("memo-….md", Memo),
    ("pm.md", Pm),
    ("report-….md", Report),
    ("economic-report-….md", EconomicReport),
    ("packet-….md", Packet),
    ("templates/clauses/….md", ClauseHead),
)


def guide() -> str:
    """The whole guide, in Swedish, as Markdown."""
    lines = [
        "# Fält i uppgifterna",
        "",
        "Den här filen är gjord ur programmets modell (`python -m contracts.facts.guide > docs/falt.md`).",
        "Indragna fält hör till fältet ovanför; *lista* betyder att varje post börjar med ett bindestreck. Fält med",
        "**fet** stil måste finnas där fältet ovanför finns. Det som inte skrivs blir inget villkor.",
        "",
        "Ett värde som slutar med ett blanksteg och ett frågetecken (`amount: 350000 ?`) är inte bekräftat.",
        "Dokumenten som bygger på det blir utkast, där allt som vilar på värdet är markerat; `contracts status` räknar",
        "upp det.",
    ]
    for name, model in FILES:
        lines += ["", f"## {name}", "", *_fields(model, 0, ())]
    return "\n".join(lines) + "\n"


def _fields(model: type[BaseModel], depth: int, above: tuple[type[BaseModel], ...]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = _inner(field.annotation, BaseModel)
        shown = f"**`{name}`**" if field.is_required() else f"`{name}`"
        yield f"{'  ' * depth}- {shown} {field.title}{_kind(field)}. {field.description}"
        if inner is not None and inner not in above:
            yield from _fields(inner, depth + 1, (*above, inner))


def _kind(field: FieldInfo) -> str:
    """What follows the title: "(lista)" for lists, and the allowed words of an enumeration."""
    words = [" (lista)"] if _is_list(field.annotation) else []
    if (choices := _inner(field.annotation, StrEnum)) is not None:
        words.append(": " + ", ".join(f"`{choice.value}`" for choice in choices))
    return "".join(words)


def _is_list(annotation: object) -> bool:
    return typing.get_origin(annotation) is tuple or any(_is_list(part) for part in typing.get_args(annotation))


_Found = typing.TypeVar("_Found", BaseModel, StrEnum)


def _inner(annotation: object, wanted: type[_Found]) -> type[_Found] | None:
    is_class = isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias)
    if is_class and issubclass(annotation, wanted):  # type: ignore[arg-type]  # mypy does not follow is_class
        return annotation  # type: ignore[return-value]
    return next((found for part in typing.get_args(annotation) if (found := _inner(part, wanted))), None)


if __name__ == "__main__":
    sys.stdout.write(guide())
