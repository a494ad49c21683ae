"""The same facts with an unconfirmed value otherwise: what a draft compares itself with, to find what rests on it.

Nothing is validated: an alternative need only be planned and rendered like the facts themselves. Where it cannot be,
the next one is tried (`ways`), and a value without any is listed but not marked.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import reduce
from typing import Any

from pydantic.fields import FieldInfo

from contracts.errors import ContractsError
from contracts.facts.fact_files import FactFile, fact_files, value_at, with_facts, with_value
from contracts.facts.files import AUTHORITY_FILE
from contracts.facts.load import AuthorityFolder
from contracts.facts.model.base import Fact
from contracts.facts.model.organisation import PUBLIC_KINDS, OrganisationKind
from contracts.facts.model_fields import ValueKind, fields_along, value_kind
from contracts.facts.source import Route
from contracts.plan.unconfirmed import UnconfirmedValue

#: What planning and rendering raise for facts that break what the checks promise.
BREAKS = (ContractsError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)

#: Added to each word of a text: a letter that no text in Swedish holds, and which may be printed.
_LETTER = "\N{CYRILLIC LETTER MULTIOCULAR O}"
#: Expressions, targets of links and labels of notes, which must stay what they are; and words.
_WORDS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|\[\^[^\]]*\]:?|<(?:https?|mailto|tel):[^>]*>|(\w[\w/.:,@–-]*\w|\w)", re.DOTALL
)
#: The number of an item in a list.
_ITEM = re.compile(r"(?:^|\n)[ \t]*\Z")
#: The texts by which the facts know something that has an id.
_NAMES = ("legal_name", "short_name", "name", "heading", "title", "text")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make a value otherwise."""

    change: Callable[[AuthorityFolder], AuthorityFolder]  #: raises one of BREAKS when it does not fit
    in_place: bool  #: whether everything else stands where it stood


def ways(one: UnconfirmedValue, authority: AuthorityFolder) -> tuple[Way, ...]:
    """The ways to make a value otherwise, the best first; none for what cannot be, such as an id that others use."""
    file = _file(authority, one.file)
    field = fields_along(type(file.facts), one.route)[-1]
    if one.route[-1] == "id":
        return ()
    if one.route[-1] == "use":  # a clause of the library: all of its text rests on it
        return tuple(_without_item(one))
    value = value_at(file.facts, one.route)
    values = () if value_kind(field) is ValueKind.IDENTIFIER else _others(value)
    things = _other_thing(authority, value) if isinstance(value, str) else ()
    return (*(_set_to(one, other) for other in values), *things, *_without(one, field))


def together(values: Iterable[UnconfirmedValue], authority: AuthorityFolder) -> AuthorityFolder:
    """The facts with all of these otherwise, each in its best way, which must be in place. Raises one of BREAKS."""
    return reduce(lambda changed, one: ways(one, authority)[0].change(changed), values, authority)


def in_place(one: UnconfirmedValue, authority: AuthorityFolder) -> bool:
    """Whether the best way to make a value otherwise can be taken together with those of others."""
    return any(way.in_place for way in ways(one, authority)[:1])


def _file(authority: AuthorityFolder, name: str) -> FactFile:
    return next(file for file in fact_files(authority) if file.name == name)


def _set_to(one: UnconfirmedValue, other: object) -> Way:
    return Way(lambda authority: _with_value(authority, one.file, one.route, other), in_place=True)


def _with_value(authority: AuthorityFolder, name: str, route: Route, value: object) -> AuthorityFolder:
    facts = with_value(_file(authority, name).facts, route, value)
    assert isinstance(facts, Fact)
    return with_facts(authority, name, facts)


def _others(value: object) -> Iterator[object]:
    """Other values of the same type."""
    match value:
        case bool():
            yield not value
        case OrganisationKind():
            # A kind of the other side would move the organisation to another place in the document.
            public = value in PUBLIC_KINDS
            others = [one for one in OrganisationKind if one is not value]
            yield from sorted(others, key=lambda one: (one in PUBLIC_KINDS) is not public)
        case Enum():
            yield from (one for one in type(value) if one is not value)
        case int():
            yield from _other_numbers(value)
        case Decimal():
            yield from (value + 1, value - 1)
        case dt.date():
            yield from _other_days(value)
        case str():
            yield from _other_texts(value)


def _other_numbers(value: int) -> Iterator[int]:
    """As round as the value: a filter that writes thousands does not write parts of them."""
    zeros = len(str(value)) - len(str(value).rstrip("0")) if value else 0
    yield from (value + 10**zeros, value - 10**zeros)


def _other_days(value: dt.date) -> Iterator[dt.date]:
    """Other in day, month and year, so that also what shows only one of them is found."""
    month, day = value.month % 12 + 1, value.day % 28 + 1
    yield from (dt.date(value.year + 1, month, day), dt.date(value.year - 1, month, day))
    yield value + dt.timedelta(days=1)


def _other_texts(value: str) -> Iterator[str]:
    """A clause's variables are texts until the clause types them."""
    if value in ("ja", "nej"):
        yield "nej" if value == "ja" else "ja"
    if re.fullmatch(r"[0-9]{1,12}", value):
        yield from (str(number) for number in _other_numbers(int(value)) if number >= 0)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        yield from (day.isoformat() for day in _other_days(dt.date.fromisoformat(value)))
    yield in_other_words(value)


def in_other_words(text: str) -> str:
    """A text in which every word is another, and its marks, links and expressions are the same."""

    def other(found: re.Match[str]) -> str:
        word = found[1]
        if word is None:
            return found[0]
        if word.isdigit() and text[found.end() :][:1] in (".", ")") and _ITEM.search(text[: found.start()]):
            return word
        return f"{word}{_LETTER}"

    return _WORDS.sub(other, text)


def _other_thing(authority: AuthorityFolder, identifier: str) -> Iterator[Way]:
    """A reference is otherwise when what it leads to is called something else."""

    def renamed(folder: AuthorityFolder) -> AuthorityFolder:
        if identifier == folder.id:
            return with_facts(folder, AUTHORITY_FILE, _renamed(folder.authority, identifier, own=True))
        files = [(file.name, _renamed(file.facts, identifier)) for file in fact_files(folder)]
        return reduce(lambda changed, file: with_facts(changed, *file), files, folder)

    if renamed(authority) != authority:
        yield Way(renamed, in_place=True)


def _renamed(fact: Any, identifier: str, *, own: bool = False) -> Any:
    """The same facts with other names for everything that has this id; the very same when nothing has it."""
    if isinstance(fact, tuple):
        items = tuple(_renamed(item, identifier) for item in fact)
        return items if any(new is not old for new, old in zip(items, fact, strict=True)) else fact
    if not isinstance(fact, Fact):
        return fact
    changes = {name: _renamed(getattr(fact, name), identifier) for name in type(fact).model_fields}
    if own or getattr(fact, "id", None) == identifier:
        names = ((name, getattr(fact, name, None)) for name in _NAMES)
        changes |= {name: in_other_words(text) for name, text in names if isinstance(text, str)}
    changes = {name: value for name, value in changes.items() if value is not getattr(fact, name)}
    return fact.model_copy(update=changes) if changes else fact


def _without(one: UnconfirmedValue, field: FieldInfo) -> Iterator[Way]:
    """The facts without the value, or without the item of a list that it is part of."""
    if field.default is None and isinstance(one.route[-1], str):
        yield _set_to(one, None)
    yield from _without_item(one)


def _without_item(one: UnconfirmedValue) -> Iterator[Way]:
    numbers = [at for at, step in enumerate(one.route) if isinstance(step, int)]
    if not numbers:
        return
    route, gone = one.route[: numbers[-1]], one.route[numbers[-1]]

    def change(authority: AuthorityFolder) -> AuthorityFolder:
        items = value_at(_file(authority, one.file).facts, route)
        assert isinstance(items, tuple)
        left = tuple(item for number, item in enumerate(items) if number != gone)
        return _with_value(authority, one.file, route, left)

    yield Way(change, in_place=False)
