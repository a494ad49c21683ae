"""In which facts two records of one document differ, by file and field."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from contracts.facts.clause_library import FOLDER
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE, PARTNERSHIP_FILE, document_file, partnership_file
from contracts.facts.model.authority import Authority
from contracts.facts.model.library_clause import ClauseHead
from contracts.facts.model.organisation import Organisation, Organisations
from contracts.facts.model.partnership import Partnership
from contracts.facts.model_fields import fields_along
from contracts.facts.one_folder import DOCUMENT_MODELS, kind_of
from contracts.facts.signed import FOLDER as SIGNED
from contracts.facts.source import Route

_TEXT: Final = "Texten"


@dataclass(frozen=True, slots=True)
class Drift:
    """One fact that is another now."""

    file: str  #: in data/<authority>/, or a clause's in templates/
    route: Route  #: in that file; nothing when it is the whole file, or a document's text
    title: str  #: Swedish: the field's; of an item of a list, what the list is called
    how: str = "har ändrats"  #: Swedish: what has become of it


@dataclass(frozen=True, slots=True)
class _Held:
    """One file's facts in a record."""

    facts: Any
    model: type[BaseModel] | None
    text: str = ""


def drifts(old: bytes, new: bytes) -> tuple[Drift, ...]:
    """What differs between two records, what is nearest to the document first; nothing when one cannot be read.

    Args:
        old: the record of the document as it was made.
        new: the one with which it would be made.
    """
    try:
        before, now = json.loads(old), json.loads(new)
        held_before, held_now = _files(before), _files(now)
        own = str(now["document"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()
    found = [
        drift
        for file in dict.fromkeys((*held_now, *held_before))
        for drift in _in_file(file, held_before.get(file), held_now.get(file))
    ]
    found += _confirmed(before, now)
    folder = own.partition("/")[0] + "/"

    def distance(file: str) -> tuple[bool, bool, bool]:
        return file != document_file(own), not file.startswith(folder), "/" not in file

    return tuple(sorted(found, key=lambda one: distance(one.file)))


def _confirmed(before: Any, now: Any) -> Iterator[Drift]:
    """Where a question mark has come, gone or moved; a draft lists them with their lines."""
    then, there = _marks(before), _marks(now)
    for file, route in dict.fromkeys((*there, *then)):
        if (file, route) not in then:
            how = "är inte längre bekräftat"
        elif (file, route) not in there:
            how = "har bekräftats"
        elif then[file, route] != there[file, route]:
            how = "står på en annan rad"
        else:
            continue
        yield Drift(file, route, _title(_model_of_file(file), route), how)


def _marks(record: Any) -> Mapping[tuple[str, Route], int]:
    return {(one["file"], tuple(one["field"])): one["line"] for one in record.get("unconfirmed", [])}


def _files(record: Any) -> Mapping[str, _Held]:
    documents = {
        document_file(identifier): _Held(held["facts"], _model_of(identifier), held["body"])
        for identifier, held in record["documents"].items()
    }
    partnerships = {partnership_file(one): _Held(facts, Partnership) for one, facts in record["partnerships"].items()}
    signed = {
        f"{one}/{SIGNED}/{number}.json": _Held(facts, None)
        for one, states in record.get("signed", {}).items()
        for number, facts in states.items()
    }
    organisations = {f"{ORGANISATIONS_FILE}, {one['id']}": _Held(one, Organisation) for one in record["organisations"]}
    clauses = {f"{FOLDER}/{one['id']}.md": _Held(one["fields"], ClauseHead, one["text"]) for one in record["clauses"]}
    own = {AUTHORITY_FILE: _Held(record["authority"]["facts"], Authority)}
    return {**documents, **partnerships, **signed, **clauses, **organisations, **own}


def _model_of_file(file: str) -> type[BaseModel] | None:
    known: dict[str, type[BaseModel]] = {AUTHORITY_FILE: Authority, ORGANISATIONS_FILE: Organisations}
    if file in known:
        return known[file]
    return Partnership if file.endswith(f"/{PARTNERSHIP_FILE}") else _model_of(file.removesuffix(".md"))


def _model_of(identifier: str) -> type[BaseModel] | None:
    kind = kind_of(identifier.rpartition("/")[2])
    return DOCUMENT_MODELS[kind] if kind else None


def _in_file(file: str, old: _Held | None, new: _Held | None) -> Iterator[Drift]:
    if old is None or new is None:
        yield Drift(file, (), "Filen", "används nu" if old is None else "används inte längre")
        return
    for route in _routes(old.facts, new.facts, ()):
        yield Drift(file, route, _title(new.model, route))
    if old.text != new.text:
        yield Drift(file, (), _TEXT)


def _routes(old: Any, new: Any, route: Route) -> Iterator[Route]:
    """Where two trees differ, as deep as they have the same shape."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*new, *old)):
            if key in old and key in new:
                yield from _routes(old[key], new[key], (*route, key))
            else:
                yield (*route, key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _routes(one, other, (*route, at))
    else:
        yield route


def _title(model: type[BaseModel] | None, route: Route) -> str:
    try:
        fields = fields_along(model, route) if model else ()
    except (LookupError, AttributeError, TypeError):
        fields = ()
    return (fields[-1].title if fields else None) or "Uppgiften"
