"""What the model refused, as problems with place and remedy, in Swedish."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from contracts.errors import Problem
from contracts.facts.model_fields import model_at
from contracts.facts.nodes import Mapping as FieldMapping
from contracts.facts.nodes import Mark
from contracts.facts.source import Route, Source, nearest

#: A file of which nothing is written.
_UNWRITTEN: Final = Source("", (), FieldMapping((), Mark(0, 0, 0)))


def problems_of(error: ValidationError, model: type[BaseModel], source: Source) -> tuple[Problem, ...]:
    """One problem for each refusal, in the order of the file."""
    found = error.errors(include_url=False)
    problems = [_problem(details, model, source) for details in found if not _is_echo(details, found)]
    return tuple(sorted(problems, key=lambda problem: problem.place.line if problem.place else 0))


def problems_of_value(model: type[BaseModel], route: Route, value: str) -> tuple[Problem, ...]:
    """What the model refuses of one value alone, whatever else its file holds; without a place.

    Args:
        model: The model of the file.
        route: Where the value would stand.
        value: The text that would be written there.
    """
    first = tuple(0 if isinstance(step, int) else step for step in route)
    written: object = value
    for step in reversed(first):
        written = [written] if isinstance(step, int) else {step: written}
    try:
        model.model_validate(written)
    except ValidationError as error:
        found = [details for details in error.errors(include_url=False) if details["loc"] == first]
        return tuple(replace(_problem(details, model, _UNWRITTEN), place=None) for details in found)
    return ()


def _is_echo(details: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """Whether a list is called too short only because pydantic counts none of the values that it has refused."""
    route = details["loc"]
    return details["type"] == "too_short" and any(
        len(other["loc"]) > len(route) and other["loc"][: len(route)] == route for other in found
    )


def _problem(details: ErrorDetails, model: type[BaseModel], source: Source) -> Problem:
    route, kind, context = details["loc"], details["type"], details.get("ctx", {})
    field = next((step for step in reversed(route) if isinstance(step, str)), "")
    if kind == "missing":
        return Problem(
            "field-missing",
            f"fältet ”{field}” saknas{_titled(model, route)}",
            source.place(route),
            f"fyll i {field}: på egen rad",
        )
    if kind == "extra_forbidden":
        known = list(owner.model_fields) if (owner := model_at(model, route[:-1])) else []
        guess = nearest(field, known)
        remedy = f"menade du ”{guess}”?" if guess else f"fält som finns här: {', '.join(known)}"
        return Problem("field-unknown", f"fältet ”{field}” finns inte", source.key_place(route), remedy)
    if "remedy" in context:
        return Problem(kind, str(context["text"]), source.place(route), str(context["remedy"]))
    text, remedy = _worded(kind, context, details.get("input"))
    return Problem(f"field-{kind.replace('_', '-')}", f"{field}: {text}", source.place(route), remedy)


def _worded(kind: str, context: Mapping[str, object], value: object) -> tuple[str, str]:
    """Swedish text and remedy for pydantic's own refusals."""
    if kind == "enum":
        allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        guess = nearest(str(value), allowed.split(", "))
        return f"”{value}” är inte ett av de tillåtna värdena", (
            f"menade du ”{guess}”? " if guess else ""
        ) + f"Tillåtna: {allowed}"
    if kind in ("tuple_type", "list_type"):
        return "här ska det stå en lista", "skriv varje värde på egen rad med bindestreck framför"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "här ska det stå fält med värden", "skriv fälten indragna under"
    if kind == "string_type":
        return "här ska det stå en text", "skriv ett värde efter kolonet"
    if kind in ("string_too_short", "too_short"):
        return "värdet är tomt", "fyll i det eller ta bort fältet"
    return f"värdet godtas inte ({kind})", "se fältets beskrivning"


def _titled(model: type[BaseModel], route: Route) -> str:
    owner = model_at(model, route[:-1])
    info = owner.model_fields.get(str(route[-1])) if owner and route else None
    return f" ({info.title})" if info and info.title else ""
