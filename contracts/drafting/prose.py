"""What a text in Markdown may not hold, since it cannot be printed: told where it is written, not where it is used."""

from collections.abc import Iterator

from contracts.dialogue.question import Kind
from contracts.drafting.fields import field_at
from contracts.drafting.tree import Value, plain
from contracts.errors import Problem
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route
from contracts.sandbox.printing import TemplateValueError
from contracts.word.markdown import stycken


def unprintable(route: Route, text: str) -> tuple[Problem, ...]:
    """What in a partnership's text cannot be printed; nothing for fields that hold no Markdown.

    Args:
        route: The field.
        text: What it says, without its mark.
    """
    if field_at(Partnership, route).kind is not Kind.TEXT:
        return ()
    try:
        stycken(text)
    except TemplateValueError as error:
        return (Problem(error.rule, error.text, remedy=error.remedy),)
    return ()


def texts_in(value: Value, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text with its route, without marks."""
    if isinstance(value, str):
        yield route, plain(value)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from texts_in(item, (*route, at))
    else:
        for name, item in value.items():
            yield from texts_in(item, (*route, name))
