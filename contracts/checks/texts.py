"""Every text in a fact with its route, so that a rule about wording looks everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from contracts.facts.source import Route

#: Fields that hold a number, a reference or a finding as somebody else writes it: rules of spelling do not apply.
QUOTED_FIELDS = ("about", "case_number", "case_numbers", "delegation", "file", "number", "paragraph", "reference")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the data."""

    route: Route
    text: str

    @property
    def is_quoted(self) -> bool:
        """Whether it stands exactly as somebody else writes it."""
        return any(step in QUOTED_FIELDS for step in self.route)


def texts_of(fact: BaseModel, route: Route = ()) -> Iterator[Text]:
    """The texts of a fact and of all facts in it, in the order of the model's fields; ids are texts too."""
    for name in type(fact).model_fields:
        yield from _texts(getattr(fact, name), (*route, name))


def _texts(value: object, route: Route) -> Iterator[Text]:
    if isinstance(value, BaseModel):
        yield from texts_of(value, route)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _texts(item, (*route, position))
    elif isinstance(value, str) and not isinstance(value, StrEnum):
        yield Text(route, value)
