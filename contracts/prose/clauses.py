"""Fills the clauses of an agreement: those from the library with the partnership's values, its own as they are.

A library text sees what the agreement's template sees, and its own variables, typed by their kind. A variable may not
have the name of something that the agreement already says: a fact would be hidden by a value typed in by hand.
"""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from contracts.errors import Problem, ProblemsError
from contracts.facts.clause_library import ClauseLibrary, LibraryClause
from contracts.facts.model.clause import Clause, ClauseValue
from contracts.facts.model.library_clause import (
    ClauseLaw,
    ClauseVariable,
    UnfitValueError,
    VariableKind,
    typed_value,
)
from contracts.facts.source import Route, Source, nearest
from contracts.prose.evaluate import evaluate, names_used
from contracts.prose.tags import first_use

#: Rules on what a partnership says of a clause from the library; checks/clauses.py says what they are for.
UNKNOWN: Final = "clause-unknown"
MISSING: Final = "clause-value-missing"
WRONG: Final = "clause-value-wrong"
UNUSED: Final = "clause-value-unused"


@dataclass(frozen=True, slots=True)
class FilledClause:
    """A clause as it stands in the agreement."""

    id: str
    heading: str
    text: str  #: Markdown
    after: str  #: the section after which it stands
    law: tuple[ClauseLaw, ...]  #: what the library says that it rests on


@dataclass(frozen=True, slots=True)
class ClauseFault:
    """What is wrong with the use of a clause from the library."""

    rule: str
    route: Route  #: from the clause
    text: str  #: Swedish
    remedy: str  #: Swedish


def clause_faults(clause: Clause, library: ClauseLibrary, parties: Collection[str]) -> Iterator[ClauseFault]:
    """All that is wrong with what a partnership says of one clause.

    Args:
        clause: One of the partnership's.
        library: The clauses of its authority.
        parties: Ids of the partnership's parties.
    """
    if clause.use is None:
        return
    found = library.clause(clause.use)
    if found is None:
        guess = nearest(clause.use, list(library.ids))
        remedy = f"menade du ”{guess}”?" if guess else f"de som finns är: {', '.join(library.ids) or 'inga'}"
        yield ClauseFault(UNKNOWN, ("use",), f"klausulen ”{clause.use}” finns inte i biblioteket", remedy)
        return
    given = {value.name for value in clause.values}
    for variable in found.head.needs:
        if variable.name not in given and variable.default is None:
            text = f"klausulen ”{found.id}” behöver ett värde: {variable.title} ({variable.name})"
            remedy = f"lägg till under values, till exempel - {{name: {variable.name}, value: {_quoted(variable)}}}"
            yield ClauseFault(MISSING, ("use",), text, remedy)
    yield from _value_faults(clause.values, found, parties)


def _quoted(variable: ClauseVariable) -> str:
    return f'"{variable.example.splitlines()[0]}"'


def _value_faults(
    values: Iterable[ClauseValue], found: LibraryClause, parties: Collection[str]
) -> Iterator[ClauseFault]:
    variables = {variable.name: variable for variable in found.head.needs}
    seen: set[str] = set()
    for at, value in enumerate(values):
        variable = variables.get(value.name)
        if variable is None:
            guess = nearest(value.name, list(variables))
            remedy = f"menade du ”{guess}”?" if guess else "ta bort raden"
            text = f"klausulen ”{found.id}” har ingen variabel ”{value.name}”"
            yield ClauseFault(UNUSED, ("values", at, "name"), text, remedy)
        elif value.name in seen:
            text = f"variabeln ”{value.name}” har redan fått ett värde"
            yield ClauseFault(UNUSED, ("values", at, "name"), text, "behåll det ena")
        elif fault := _unfit(variable, value.value, parties):
            yield ClauseFault(WRONG, ("values", at, "value"), f"{variable.title}: {fault.text}", fault.remedy)
        seen.add(value.name)


def _unfit(variable: ClauseVariable, text: str, parties: Collection[str]) -> UnfitValueError | None:
    try:
        value = typed_value(variable.kind, text)
    except UnfitValueError as error:
        return error
    if variable.kind is VariableKind.PARTY and value not in parties:
        return UnfitValueError(f"”{value}” är ingen part i partnerskapet", f"ange en av: {', '.join(parties)}")
    return None


def fill(
    clause: Clause, route: Route, library: ClauseLibrary, names: Mapping[str, object], source: Source
) -> FilledClause:
    """The clause with its values and the agreement's facts in it.

    Args:
        clause: One of the partnership's.
        route: Where it stands in the partnership's file.
        library: The clauses of its authority.
        names: What the agreement's template sees; `parties` holds the parties, each with its id.
        source: The partnership's file, for places.

    Raises:
        ProblemsError: The clause is not in the library, a value is missing or wrong, or the text cannot be filled in.
    """
    parties = _parties(names)
    faults = tuple(clause_faults(clause, library, tuple(parties)))
    if faults:
        raise ProblemsError(
            Problem(fault.rule, fault.text, source.place((*route, *fault.route)), fault.remedy) for fault in faults
        )
    found = library.clause(clause.use) if clause.use is not None else None
    if found is None:
        assert clause.heading and clause.text and clause.after  # the model has seen to it
        return FilledClause(clause.id, clause.heading, clause.text, clause.after, ())
    hidden = tuple(_hidden(found, names))
    if hidden:
        raise ProblemsError(hidden)
    try:
        text = evaluate(found.body, {**names, **dict(_values(clause, found, parties))})
    except ProblemsError as error:
        used = source.place((*route, "use"))
        raise ProblemsError(replace(problem, also=(*problem.also, used)) for problem in error.problems) from error
    head = found.head
    return FilledClause(
        clause.id, clause.heading or head.heading, text.strip("\n"), clause.after or head.after, head.law
    )


def _parties(names: Mapping[str, object]) -> Mapping[str, object]:
    parties = names.get("parties", ())
    assert isinstance(parties, tuple)
    return {party.id: party for party in parties}


def _values(clause: Clause, found: LibraryClause, parties: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    given = {value.name: value.value for value in clause.values}
    for variable in found.head.needs:
        text = given.get(variable.name, variable.default)
        assert text is not None  # a missing value is a fault
        value = typed_value(variable.kind, text)
        yield variable.name, parties[str(value)] if variable.kind is VariableKind.PARTY else value


@functools.lru_cache(maxsize=64)  # libraries seldom change, and are looked at in every check
def library_problems(library: ClauseLibrary, names: frozenset[str]) -> tuple[Problem, ...]:
    """What is wrong with the texts of a library, whether or not anybody uses them.

    Args:
        library: The clauses.
        names: What every agreement's template sees.
    """
    return tuple(problem for clause in library.clauses for problem in _text_problems(clause, names))


def _text_problems(clause: LibraryClause, names: Collection[str]) -> Iterator[Problem]:
    yield from _hidden(clause, names)
    if not clause.body.text.strip():
        remedy = "skriv klausulens text efter fälten"
        yield Problem("clause-text-empty", "klausulen har ingen text", clause.source.place(("heading",)), remedy)
        return
    try:
        used = names_used(clause.body)
    except ProblemsError as error:
        yield from error.problems
        return
    for at, variable in enumerate(clause.head.needs):
        if variable.name not in used:
            text = f"variabeln ”{variable.name}” används inte i texten"
            place = clause.source.place(("needs", at, "name"))
            yield Problem("clause-variable-unused", text, place, "ta bort den, eller skriv ut den i texten")
    known = {*names, *(variable.name for variable in clause.head.needs)}
    for name in sorted(used - known):
        guess = nearest(name, sorted(known))
        remedy = f"menade du ”{guess}”?" if guess else "lägg till den bland needs"
        text = f"texten använder ”{name}”, som varken är en uppgift i avtalet eller en variabel"
        yield Problem("template-unknown-name", text, first_use(clause.body, name), remedy)


def _hidden(clause: LibraryClause, names: Collection[str]) -> Iterator[Problem]:
    for at, variable in enumerate(clause.head.needs):
        if variable.name in names:
            text = f"variabeln ”{variable.name}” har samma namn som en uppgift i avtalet"
            place = clause.source.place(("needs", at, "name"))
            yield Problem("clause-variable-hides", text, place, "använd uppgiften i texten, eller välj ett annat namn")
