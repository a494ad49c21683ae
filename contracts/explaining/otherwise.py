"""The made-up facts with one field written otherwise: what differs then is what rests on the field."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from contracts.explaining.example import example_authority
from contracts.facts.catalogue import Field
from contracts.facts.clause_library import ClauseLibrary
from contracts.facts.load import AuthorityFolder
from contracts.facts.model.organisation import Organisations
from contracts.plan.stems import AGREEMENT

#: The files of the made-up authority as plain trees: by kind, then by id.
_Trees = dict[str, dict[str, Any]]
#: Takes what is written, gives what is to be written; `_GONE` leaves the field out.
_Change = Callable[[Any], Any]

_GONE: Final = object()
#: As many values of one field as the made-up facts may have.
_MOST_VALUES: Final = 12
#: What a reference leads to is called.
_NAMES: Final = ("legal_name", "short_name", "name", "heading", "title", "text")


def otherwise(field: Field) -> Iterator[AuthorityFolder]:
    """The authority with the values of a field otherwise, in each way that the models take.

    All its values at once, or where they don't let that, one at a time. A yes that another field rests on becomes a no
    all the same.
    """
    changes = tuple(_changes(field))
    found = [made for change in changes if (made := _changed(field, change)) is not None]
    if not found:
        alone = (_only(change, at) for change in changes for at in range(_MOST_VALUES))
        found = [made for change in alone if (made := _changed(field, change)) is not None]
    if not found and field.choices == ("ja", "nej"):
        found = [_answered_no(field)]
    yield from found


def _changed(field: Field, change: _Change) -> AuthorityFolder | None:
    """The authority with a change to every value of a field; None when nothing changes or a model refuses it."""
    trees = _trees(example_authority())
    before = deepcopy(trees[field.kind.id])
    for tree in trees[field.kind.id].values():
        _rewrite(tree, field.name.split("."), change)
    return _made(trees) if trees[field.kind.id] != before else None


def _only(change: _Change, at: int) -> _Change:
    """The change to one of the values that are met; 0-based."""
    met: list[object] = []

    def changed(value: Any) -> Any:
        met.append(value)
        return change(value) if len(met) == at + 1 else value

    return changed


def _answered_no(field: Field) -> AuthorityFolder:
    """The authority with nej for a field of the partnerships, whatever their models say."""
    authority, steps = example_authority(), field.name.split(".")
    return replace(
        authority,
        partnerships=tuple(
            replace(folder, partnership=_with_no(folder.partnership, steps)) for folder in authority.partnerships
        ),
    )


def _with_no(fact: Any, steps: list[str]) -> Any:
    if isinstance(fact, tuple):
        return tuple(_with_no(item, steps) for item in fact)
    if fact is None or not steps:
        return None if steps else False
    return fact.model_copy(update={steps[0]: _with_no(getattr(fact, steps[0]), steps[1:])})


def leading_elsewhere(field: Field) -> Iterator[AuthorityFolder]:
    """The authority with one reference at a time leading to something else of the same sort."""
    files = _trees(example_authority())
    families = _families(files)
    for value in dict.fromkeys(_values(files[field.kind.id], field)):
        for other in (one for family in families if value in family for one in family if one != value):
            trees, changed = _trees(example_authority()), _once(value, other)
            for tree in trees[field.kind.id].values():
                _rewrite(tree, field.name.split("."), lambda found: _each(found, changed))  # noqa: B023
            if (made := _made(trees)) is not None:
                yield made


def called_otherwise(field: Field) -> Iterator[AuthorityFolder]:
    """The authority in which that which the field refers to has other names."""
    trees = _trees(example_authority())
    _rename(trees, set(_values(trees[field.kind.id], field)))
    if (made := _made(trees)) is not None:
        yield made


def is_reference(field: Field) -> bool:
    """Whether a field's values are ids of what stands elsewhere."""
    return field.last_name != "id" and field.written is not None and field.written.what.startswith("id")


def _families(trees: _Trees) -> tuple[tuple[str, ...], ...]:
    """Ids of which one can take another's place."""
    [own] = trees["authority"]
    agreed = [tree for tree in trees["partnership"].values() if "bodies" in tree]
    documents = [one for kind in ("memo", "pm", "report", "economic-report") for one in trees[kind]]
    documents += [f"{one}/{AGREEMENT}" for one, tree in trees["partnership"].items() if tree in agreed]
    return (
        (own, *(one["id"] for one in trees["organisations"][own]["organisations"])),
        tuple(one["id"] for one in trees["authority"][own]["units"]),
        tuple(one["id"] for one in trees["authority"][own]["criteria"]["criteria"]),
        tuple(trees["partnership"]),
        tuple(documents),
        tuple(one["id"] for tree in agreed for one in tree["referred_documents"] + tree["annexes"]),
    )


def _once(value: str, other: str) -> Callable[[str], str]:
    """Gives the other the first time that it meets the value, and what it meets after that."""
    met: list[str] = []

    def changed(found: str) -> str:
        if found == value and not met:
            met.append(found)
            return other
        return found

    return changed


def _changes(field: Field) -> Iterator[_Change]:
    if field.last_name != "id" and field.model is None:
        yield from _other_values(field)
    if not field.required:
        yield lambda value: _GONE


def _other_values(field: Field) -> Iterator[_Change]:
    if field.choices:
        for choice in field.choices:
            yield lambda value, choice=choice: _each(value, lambda one: choice)  # type: ignore[misc]
        return
    what = field.written.what if field.written else ""
    if what == "datum":
        yield lambda value: _each(value, lambda day: (dt.date.fromisoformat(day) + dt.timedelta(days=32)).isoformat())
    elif what == "månad":
        yield lambda value: _each(value, lambda month: month[:-2] + ("08" if month.endswith("09") else "09"))
    elif what.startswith("text") or what == "reguljärt uttryck":
        yield lambda value: _each(value, lambda text: f"{text.rstrip()} och mer")
    elif not is_reference(field):
        for added in (1, 2):
            yield lambda value, added=added: _each(value, lambda text: _counted_up(text, added))  # type: ignore[misc]


def _each(value: Any, change: Callable[[str], str]) -> Any:
    return [change(one) for one in value] if isinstance(value, list) else change(value)


def _counted_up(text: str, added: int) -> str:
    """A text with its last digits counted up: a number, or one with a sign before or a letter after."""
    return re.sub(r"\d+(?=\D*$)", lambda found: str(int(found[0]) + added), text)


def _rewrite(tree: Any, steps: list[str], change: _Change) -> None:
    """Change what stands at the end of the steps, in every item of a list on the way."""
    if isinstance(tree, list):
        for item in tree:
            _rewrite(item, steps, change)
    elif isinstance(tree, dict) and steps[0] in tree:
        if len(steps) > 1:
            _rewrite(tree[steps[0]], steps[1:], change)
        elif (value := change(tree[steps[0]])) is _GONE:
            del tree[steps[0]]
        else:
            tree[steps[0]] = value


def _values(files: Mapping[str, Any], field: Field) -> Iterator[str]:
    found: list[Any] = []

    def noted(value: Any) -> Any:
        found.append(value)
        return value

    for tree in files.values():
        _rewrite(tree, field.name.split("."), noted)
    for value in found:
        yield from value if isinstance(value, list) else [value]


def _rename(trees: _Trees, identifiers: set[str]) -> None:
    """Call everything otherwise that has one of these ids."""
    for kind, files in trees.items():
        for identifier, tree in files.items():
            _rename_in(tree, identifiers, called=identifier if kind != "organisations" else "")


def _rename_in(tree: Any, identifiers: set[str], called: str = "") -> None:
    if isinstance(tree, list):
        for item in tree:
            _rename_in(item, identifiers)
    elif isinstance(tree, dict):
        if called in identifiers or tree.get("id") in identifiers:
            tree.update({name: f"{tree[name]} och mer" for name in _NAMES if isinstance(tree.get(name), str)})
        for inner in tree.values():
            _rename_in(inner, identifiers)


def _trees(authority: AuthorityFolder) -> _Trees:
    assert authority.organisations_source is not None
    # The one with an agreement first: it is there that a single change shows most.
    partnerships = sorted(authority.partnerships, key=lambda folder: folder.partnership.register_only)
    trees: _Trees = {
        "authority": {authority.id: authority.source.plain()},
        "organisations": {authority.id: authority.organisations_source.plain()},
        "partnership": {folder.id: folder.source.plain() for folder in partnerships},
        "clause": {clause.id: clause.source.plain() for clause in authority.clauses.clauses},
    }
    for document in authority.documents:
        trees.setdefault(document.kind.value, {})[document.id] = document.source.plain()
    return deepcopy(trees)


def _made(trees: _Trees) -> AuthorityFolder | None:
    """The authority that these files say; None when a model refuses them."""
    base = example_authority()
    try:
        return replace(
            base,
            authority=type(base.authority).model_validate(trees["authority"][base.id]),
            organisations=Organisations.model_validate(trees["organisations"][base.id]).organisations,
            partnerships=tuple(
                replace(folder, partnership=type(folder.partnership).model_validate(trees["partnership"][folder.id]))
                for folder in base.partnerships
            ),
            documents=tuple(
                replace(one, facts=type(one.facts).model_validate(trees[one.kind.value][one.id]))
                for one in base.documents
            ),
            clauses=ClauseLibrary(
                tuple(
                    replace(clause, head=type(clause.head).model_validate(trees["clause"][clause.id]))
                    for clause in base.clauses.clauses
                )
            ),
        )
    except ValidationError:
        return None
