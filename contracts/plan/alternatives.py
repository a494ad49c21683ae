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
from typing import Any, Protocol

from pydantic.fields import FieldInfo
from stdnum import luhn

from contracts.errors import ContractsError
from contracts.facts.fact_files import FactFile, fact_files, value_at, with_facts, with_value
from contracts.facts.files import AUTHORITY_FILE, document_file, partnership_file
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.base import Fact, is_slug
from contracts.facts.model.organisation import PUBLIC_KINDS, OrganisationKind
from contracts.facts.model_fields import ValueKind, fields_along, value_kind
from contracts.facts.source import Route
from contracts.plan.stems import AGREEMENT, PLACES

#: What planning and rendering raise for facts that break what the checks promise.
BREAKS = (
    *(ContractsError, ArithmeticError, AssertionError, AttributeError, LookupError, StopIteration, TypeError),
    ValueError,
)

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


class FactAt(Protocol):
    """A value, by where it stands."""

    @property
    def file(self) -> str:
        """Relative to the authority's folder: "kvinna-i-botkyrka/partnership.yaml"."""

    @property
    def route(self) -> Route:
        """Of the value in that file."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make a value otherwise."""

    change: Callable[[AuthorityFolder], AuthorityFolder]  #: raises one of BREAKS when it does not fit
    in_place: bool  #: whether everything else stands where it stood


def ways(one: FactAt, authority: AuthorityFolder) -> tuple[Way, ...]:
    """The ways to make a value otherwise, the best first.

    None for what others call a thing by: an id, or the name of a variable of a clause.
    """
    file = _file(authority, one.file)
    field = fields_along(type(file.facts), one.route)[-1]
    if one.route[-1] == "id" or (one.route[0], one.route[-1]) == ("clauses", "name"):
        return ()
    if one.route[-1] == "use":  # a clause of the library: all of its text rests on it
        return tuple(_without_item(one))
    value = value_at(file.facts, one.route)
    things = tuple(_other_thing(authority, value)) if isinstance(value, str) else ()
    refers = value_kind(field) is ValueKind.IDENTIFIER or _is_document(authority, value)
    values = () if refers else (_set_to(one, other) for other in others_of(value))
    return (*values, *things, *_without(one, field))


def together(chosen: Iterable[Way], authority: AuthorityFolder) -> AuthorityFolder:
    """The facts changed in all of these ways, which must be in place. Raises one of BREAKS."""
    return reduce(lambda changed, way: way.change(changed), chosen, authority)


def _file(authority: AuthorityFolder, name: str) -> FactFile:
    return next(file for file in fact_files(authority) if file.name == name)


def _set_to(one: FactAt, other: object) -> Way:
    return Way(lambda authority: _with_value(authority, one.file, one.route, other), in_place=True)


def _with_value(authority: AuthorityFolder, name: str, route: Route, value: object) -> AuthorityFolder:
    facts = with_value(_file(authority, name).facts, route, value)
    assert isinstance(facts, Fact)
    return with_facts(authority, name, facts)


def others_of(value: object) -> Iterator[object]:
    """Other values of the same type, the best first."""
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
    """A clause's variables are texts until the clause types them; a month and an organisation number are texts too."""
    if re.fullmatch(r"[0-9]{6}-[0-9]{4}", value):
        yield _other_organisation_number(value)
    if value in ("ja", "nej"):
        yield "nej" if value == "ja" else "ja"
    if re.fullmatch(r"[0-9]{1,12}", value):
        yield from (str(number) for number in _other_numbers(int(value)) if number >= 0)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        yield from (day.isoformat() for day in _other_days(dt.date.fromisoformat(value)))
    if re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", value):
        yield from (day.isoformat()[:7] for day in _other_days(dt.date.fromisoformat(f"{value}-01")))
    yield in_other_words(value)


def _other_organisation_number(value: str) -> str:
    """Another number with its right check digit."""
    digits = value.replace("-", "")
    other = f"{digits[:8]}{(int(digits[8]) + 1) % 10}"
    return f"{other[:6]}-{other[6:]}{luhn.calc_check_digit(other)}"


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


def _is_document(authority: AuthorityFolder, value: object) -> bool:
    """Whether it is the id of a document in prose, or of an agreement of a partnership."""
    if not isinstance(value, str):
        return False
    folder, _, name = value.partition("/")
    agreement = name.startswith((AGREEMENT, PLACES)) and authority.partnership(folder) is not None
    return agreement or authority.document(value) is not None


def _other_thing(authority: AuthorityFolder, identifier: str) -> Iterator[Way]:
    """A reference is otherwise when what it leads to is called something else."""
    if not all(map(is_slug, identifier.split("/"))):
        return
    if any(_named_otherwise(file, authority, identifier) is not file.facts for file in fact_files(authority)):
        yield Way(lambda folder: _all_renamed(folder, identifier), in_place=True)


def _all_renamed(authority: AuthorityFolder, identifier: str) -> AuthorityFolder:
    files = [(file.name, _named_otherwise(file, authority, identifier)) for file in fact_files(authority)]
    return reduce(lambda changed, file: with_facts(changed, *file), files, authority)


def _named_otherwise(file: FactFile, authority: AuthorityFolder, identifier: str) -> Fact:
    """The facts of a file with other names for what has this id: the file itself, or something in it."""
    partnership, _, name = identifier.partition("/")
    own = {AUTHORITY_FILE: authority.id, document_file(identifier): identifier}
    if not name or name.startswith((AGREEMENT, PLACES)):
        own[partnership_file(partnership)] = identifier
    found = _renamed(file.facts, identifier, own=own.get(file.name) == identifier)
    assert isinstance(found, Fact)
    return found


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


def _without(one: FactAt, field: FieldInfo) -> Iterator[Way]:
    """The facts without the value, or without the item of a list that it is part of."""
    if field.default is None and isinstance(one.route[-1], str):
        yield _set_to(one, None)
    yield from _without_item(one)


def _without_item(one: FactAt) -> Iterator[Way]:
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
