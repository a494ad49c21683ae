"""The values that nobody has confirmed yet: which of them a document is made from, and how a draft lists them."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from contracts.errors import Place
from contracts.facts.fact_files import FactFile, fact_files, value_at
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE, document_file, partnership_file
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.organisation import Organisation
from contracts.facts.model_fields import ValueKind, fields_along, value_kind
from contracts.facts.prose import REFERENCE, paragraphs
from contracts.facts.source import Route
from contracts.ledger.separate import left_out
from contracts.plan.planned_words import word
from contracts.plan.stems import AGREEMENT, PLACES
from contracts.spelling.amounts import kr
from contracts.spelling.dates import datum
from contracts.spelling.numbers import antal_ar, antal_dagar, antal_manader, procent, tal
from contracts.spelling.typography import NBSP
from contracts.spelling.wordings import PlannedFact

_LENGTHS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {"years": antal_ar, "months": antal_manader, "days": antal_dagar}
)
#: Characters of a long text that the list shows.
_SHOWN = 160
#: What an agreement may say of an organisation that is no party to it.
_NAMES = ("id", "legal_name", "short_name", "kind")
#: What stands in braces: an expression in prose, or a part of a pattern. It would look like a place left unfilled.
_BRACES = re.compile(r"\{+[^{}]*\}+")


@dataclass(frozen=True, slots=True)
class UnconfirmedValue:
    """One value that nobody has confirmed."""

    file: str  #: relative to the authority's folder: "kvinna-i-botkyrka/partnership.yaml"
    route: Route
    place: Place  #: for messages
    title: str  #: Swedish, of the field with what it belongs to: "Ekonomi, bidrag nr 2: belopp"
    value: str  #: as a document prints it; a long text is cut
    where: str  #: for people: "kvinna-i-botkyrka/partnership.yaml, rad 41"


def unconfirmed_values(authority: AuthorityFolder) -> tuple[UnconfirmedValue, ...]:
    """All of an authority, file by file and in the order written."""
    return tuple(
        _value(authority, file, route) for file in fact_files(authority) for route in file.source.unconfirmed()
    )


def unconfirmed_about(authority: AuthorityFolder, partnership: str) -> tuple[UnconfirmedValue, ...]:
    """Those of a partnership, its documents, its parties and the authority."""
    documents = tuple(one.id for one in authority.documents_of(partnership))
    files = {AUTHORITY_FILE, partnership_file(partnership), *map(document_file, documents)}
    named = _parties(authority, (partnership,))
    return tuple(
        one
        for one in unconfirmed_values(authority)
        if one.file in files or (one.file == ORGANISATIONS_FILE and _organisation_id(one, authority) in named)
    )


def unconfirmed_in(
    authority: AuthorityFolder, document: str, partnerships: tuple[str, ...], documents: tuple[str, ...]
) -> tuple[UnconfirmedValue, ...]:
    """Those that a document is made from.

    A value in a file that the document's record holds counts, whether or not this document prints it: its facts are
    attached. What a separate agreement leaves out, and a yearly agreement on places that is not this one, do not.

    Args:
        authority: the whole authority.
        document: the document's id.
        partnerships: ids of the partnerships that it uses.
        documents: ids of the prose documents that it uses.
    """
    apart = _apart(authority, document, partnerships)
    values = (
        _value(authority, file, route)
        for file in fact_files(authority, partnerships, documents)
        for route in file.source.unconfirmed()
    )
    return tuple(one for one in values if not apart.leaves_out(one, authority))


@dataclass(frozen=True, slots=True)
class _Apart:
    """What does not concern a document, of the files that it uses."""

    document: str
    parties: frozenset[str]  #: ids of the organisations that it tells of
    named: frozenset[str]  #: ids of those that it at least names
    partnership: str  #: the partnership of which it leaves parts out; "" for none
    left_out: frozenset[Route]

    def leaves_out(self, one: UnconfirmedValue, authority: AuthorityFolder) -> bool:
        if one.file == ORGANISATIONS_FILE:
            return _organisation_id(one, authority) not in (self.named if one.route[2] in _NAMES else self.parties)
        if one.route[0] == "places_agreements":
            folder = authority.partnership(one.file.partition("/")[0])
            assert folder is not None
            agreed = folder.partnership.places_agreements[int(one.route[1])]
            return self.document != f"{folder.id}/{PLACES}-{agreed.year}-{agreed.party}"
        if one.file != partnership_file(self.partnership):
            return False
        if (one.route[0], *one.route[2:]) == ("parties", "organisation"):
            return False  # a separate agreement names all parties of the main one
        return any(one.route[: len(gone)] == gone for gone in self.left_out)


def _apart(authority: AuthorityFolder, document: str, partnerships: tuple[str, ...]) -> _Apart:
    named = _parties(authority, partnerships)
    separate, folder = _separate_with(document), authority.partnership(document.partition("/")[0])
    if separate is None or folder is None:
        return _Apart(document, named, named, "", frozenset())
    gone = left_out(authority, folder.partnership, separate)
    parties = [party.organisation for at, party in enumerate(folder.partnership.parties) if ("parties", at) not in gone]
    return _Apart(document, frozenset(parties), named, folder.id, gone)


def _parties(authority: AuthorityFolder, partnerships: tuple[str, ...]) -> frozenset[str]:
    folders = map(authority.partnership, partnerships)
    return frozenset(party.organisation for folder in folders if folder for party in folder.partnership.parties)


def _organisation_id(one: UnconfirmedValue, authority: AuthorityFolder) -> str:
    return authority.organisations[int(one.route[1])].id


def _separate_with(document: str) -> str | None:
    """The party of a separate agreement, or of a yearly one on places; None for other documents."""
    name = document.rpartition("/")[2]
    if name.startswith(f"{AGREEMENT}-"):
        return name.removeprefix(f"{AGREEMENT}-")
    if name.startswith(f"{PLACES}-"):
        return name.removeprefix(f"{PLACES}-").partition("-")[2]
    return None


def _value(authority: AuthorityFolder, file: FactFile, route: Route) -> UnconfirmedValue:
    place = file.source.place(route)
    fields = fields_along(type(file.facts), route)
    return UnconfirmedValue(
        file=file.name,
        route=route,
        place=place,
        title=title_of(file, route),
        value=_printed(authority, value_at(file.facts, route), value_kind(fields[-1]), str(route[-1])),
        where=f"{file.name}, rad{NBSP}{place.line}",
    )


def title_of(file: FactFile, route: Route) -> str:
    """The field's title with the titles above it, and which item of a list it is where the list has several."""
    fields = fields_along(type(file.facts), route)
    numbers = [_number(file, route, at) for at, step in enumerate(route) if isinstance(step, str)]
    titles = [f"{field.title}{number}" for field, number in zip(fields, numbers, strict=True)]
    if file.name == ORGANISATIONS_FILE:
        # A document's record holds only its own parties, so that a number would be another there.
        titles[0] = _organisation(file, route).name
    above, own = ", ".join([*titles[:1], *map(_lower, titles[1:-1])]), titles[-1]
    return f"{above}: {_lower(own)}" if len(titles) > 1 else own


def _number(file: FactFile, route: Route, at: int) -> str:
    """What to add to a title when the route goes on to one of several items: a blank and "nr 2"."""
    if at + 1 == len(route) or isinstance(route[at + 1], str):
        return ""
    items = value_at(file.facts, route[: at + 1])
    return f" nr {int(route[at + 1]) + 1}" if isinstance(items, tuple) and len(items) > 1 else ""


def _organisation(file: FactFile, route: Route) -> Organisation:
    found = value_at(file.facts, route[:2])
    assert isinstance(found, Organisation)
    return found


def _lower(title: str) -> str:
    """As it stands within a line: "belopp", but "PM"."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _printed(authority: AuthorityFolder, value: object, kind: ValueKind, field: str) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case Enum():
            return str(value.value)
        case int() if kind is ValueKind.KRONOR:
            return kr(value)
        case int() if unit := _unit(field):
            return unit(value)
        case Decimal() if kind is ValueKind.PERCENT:
            return procent(value)
        case Decimal():
            return tal(value)
        case dt.date():
            return datum(value)
        case str() if kind is ValueKind.IDENTIFIER:
            return _name(authority, value)
    text = _BRACES.sub("…", str(value))
    return _cut(" ".join(paragraphs(text)).replace(REFERENCE, "…") if kind is ValueKind.MARKDOWN else text)


def _unit(field: str) -> Callable[[int], str] | None:
    """How a length is written; fields say what they count in."""
    return next((write for unit, write in _LENGTHS.items() if field == unit or field.endswith(f"_{unit}")), None)


def _name(authority: AuthorityFolder, identifier: str) -> str:
    organisation, unit = authority.organisation(identifier), authority.authority.unit(identifier)
    return organisation.name if organisation else unit.name if unit else identifier


def _cut(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rpartition(" ")[0].rstrip(",;:–-") + " …"


def unconfirmed_facts(values: tuple[UnconfirmedValue, ...]) -> Iterator[PlannedFact]:
    """That the document lists each of them."""
    for number, one in enumerate(values):
        path = f"unconfirmed.{number}"
        yield word(path, "en uppgift som inte är bekräftad", one.title)
        yield word(path, f"det obekräftade värdet: {one.title}", one.value)
        yield word(path, f"var det obekräftade värdet står: {one.title}", one.where)
