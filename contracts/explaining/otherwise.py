"""The made-up facts with one field otherwise: what differs then is what rests on the field.

How a value can be otherwise is decided where drafts do the same with values that are not confirmed (plan/alternatives).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from contracts.explaining.example import example_authority
from contracts.facts.catalogue import Field
from contracts.facts.clause_library import ClauseLibrary
from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.facts.fact_files import fact_files, value_at, with_facts, with_value
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE, PARTNERSHIP_FILE
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.base import Fact
from contracts.facts.model_fields import fields_along
from contracts.facts.one_folder import kind_of
from contracts.facts.source import Route, Source
from contracts.plan.alternatives import BREAKS, Way, others_of, ways
from contracts.plan.stems import AGREEMENT

#: Values of one field that are made otherwise, one at a time: more of the same tell nothing new.
_MOST: Final = 4
_KINDS: Final = {AUTHORITY_FILE: "authority", ORGANISATIONS_FILE: "organisations", PARTNERSHIP_FILE: "partnership"}


@dataclass(frozen=True, slots=True)
class _Standing:
    """A value of the made-up facts."""

    file: str  #: relative to the authority's folder
    route: Route


def otherwise(field: Field) -> Iterator[AuthorityFolder]:
    """The authority with one value of a field otherwise, in every way; without it too, if it may be left out."""
    if field.kind.id == "clause":
        yield from _clauses_otherwise(field)
        return
    for one in islice(_standing(field), _MOST):
        if not field.required and isinstance(one.route[-1], str):
            yield _with_value(one, fields_along(field.kind.model, one.route)[-1].get_default())
        if not is_reference(field):
            own = ways(one, example_authority())
            # Without the whole item, everything after it moves: only where there is no other way.
            yield from _made([way for way in own if way.in_place] or own)
        if field.written is not None and field.written.what == "organisationsnummer":
            yield from leading_elsewhere(field)  # another number must have the right check digit too


def leading_elsewhere(field: Field) -> Iterator[AuthorityFolder]:
    """The authority with one reference at a time leading to something else of the same sort."""
    for one in islice(_standing(field), _MOST):
        value = _value(one)
        for other in (other for family in _families() if value in family for other in family if other != value):
            yield _with_value(one, other)


def otherwise_about(field: Field) -> Iterator[AuthorityFolder]:
    """The authority in which what an id leads to has another name, or else in which what a value is part of is gone."""
    renaming = is_reference(field) and field.written is not None and field.written.what == "id"
    for one in () if field.kind.id == "clause" else islice(_standing(field), _MOST):
        own = ways(one, example_authority())
        yield from _made(own[:1] if renaming else [way for way in own if not way.in_place])


def is_reference(field: Field) -> bool:
    """Whether a field's values are ids of what stands elsewhere."""
    return field.last_name not in ("id", "use") and field.written is not None and field.written.what.startswith("id")


def _made(found: list[Way] | tuple[Way, ...]) -> Iterator[AuthorityFolder]:
    for way in found:
        try:
            yield way.change(example_authority())
        except BREAKS:
            continue


def _standing(field: Field) -> Iterator[_Standing]:
    """Where a field's values stand; the partnership with an agreement first, since a change shows most there."""
    files = [file for file in fact_files(example_authority()) if _kind(file.name) == field.kind.id]
    for file in sorted(files, key=lambda file: bool(getattr(file.facts, "register_only", False))):
        for route in _routes(file.source, field):
            yield _Standing(file.name, route)


def _kind(file: str) -> str:
    name = file.rpartition("/")[2]
    return _KINDS.get(name) or str(kind_of(name.removesuffix(".md")))


def _routes(source: Source, field: Field) -> Iterator[Route]:
    yield from _routes_in(source.plain(), field.name.split("."), (), whole=field.model is not None)


def _routes_in(tree: Any, steps: list[str], route: Route, *, whole: bool) -> Iterator[Route]:
    if isinstance(tree, list) and not (whole and not steps):
        for at, item in enumerate(tree):
            yield from _routes_in(item, steps, (*route, at), whole=whole)
    elif not steps:
        yield route
    elif isinstance(tree, dict) and steps[0] in tree:
        yield from _routes_in(tree[steps[0]], steps[1:], (*route, steps[0]), whole=whole)


def _value(one: _Standing) -> object:
    return value_at(next(file.facts for file in fact_files(example_authority()) if file.name == one.file), one.route)


def _with_value(one: _Standing, value: object) -> AuthorityFolder:
    authority = example_authority()
    facts = next(file.facts for file in fact_files(authority) if file.name == one.file)
    changed = with_value(facts, one.route, value)
    assert isinstance(changed, Fact)
    return with_facts(authority, one.file, changed)


def _clauses_otherwise(field: Field) -> Iterator[AuthorityFolder]:
    authority = example_authority()
    for clause in authority.clauses.clauses:
        for route in _routes(clause.source, field):
            for other in others_of(value_at(clause.head, route)):
                head: Any = with_value(clause.head, route, other)
                changed = (replace(one, head=head) if one is clause else one for one in authority.clauses.clauses)
                yield replace(authority, clauses=ClauseLibrary(tuple(changed)))


def _families() -> tuple[tuple[str, ...], ...]:
    """Ids of which one can take another's place."""
    authority = example_authority()
    own = authority.authority
    folders = authority.partnerships
    return (
        tuple(known.id for known in authority.known_organisations()),
        tuple(number for one in authority.known_organisations() if (number := one.organisation_number)),
        tuple(unit.id for unit in own.units),
        CLAUSE_PLACES,
        tuple(dict.fromkeys(folder.partnership.area for folder in folders if folder.partnership.area)),
        tuple(criterion.id for criterion in own.criteria.criteria) if own.criteria else (),
        tuple(folder.id for folder in folders),
        (
            *(document.id for document in authority.documents),
            *(f"{folder.id}/{AGREEMENT}" for folder in folders if not folder.partnership.register_only),
        ),
        tuple(one.id for folder in folders for one in folder.partnership.referred_documents),
    )
