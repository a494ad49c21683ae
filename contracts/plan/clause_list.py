"""The clause library as people look at it: each clause, whose it is, who uses it, and whether its text holds."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from contracts.errors import Problem
from contracts.facts.clause_library import ClauseLibrary, LibraryClause, load_clauses
from contracts.facts.folders import AuthorityFolder, Workspace
from contracts.facts.load import load_workspace
from contracts.plan.views import AgreementView
from contracts.prose.clauses import library_problems


@dataclass(frozen=True, slots=True)
class ListedClause:
    """One clause of the library."""

    clause: LibraryClause
    authority: str | None  #: folder name of the authority that wrote it its own way; None: common
    used_by: tuple[str, ...]  #: partnerships, as "exempelstad/grannar"


@dataclass(frozen=True, slots=True)
class ClauseList:
    """All clauses, common ones first, and what is wrong with any of them."""

    clauses: tuple[ListedClause, ...]
    problems: tuple[Problem, ...]


def list_clauses(data: Path, templates: Path) -> ClauseList:
    """Read the library, and who uses it. Problems in the facts themselves are left to the checks."""
    workspace, _ = load_workspace(data, templates)
    common, found = load_clauses(templates, None)
    problems = [*found, *library_problems(common, _names())]
    for authority in workspace.authorities:
        problems += load_clauses(templates, authority.id)[1]
    problems += clause_text_problems(workspace)
    return ClauseList(tuple(_listed(common, workspace)), tuple(dict.fromkeys(problems)))


def clause_text_problems(workspace: Workspace) -> tuple[Problem, ...]:
    """What is wrong with the text of any clause, used or not; a common clause is told of once."""
    libraries = (authority.clauses for authority in workspace.authorities)
    return tuple(dict.fromkeys(problem for library in libraries for problem in library_problems(library, _names())))


def _names() -> frozenset[str]:
    """What every agreement's template sees, and so every clause."""
    return frozenset(field.name for field in fields(AgreementView))


def _listed(common: ClauseLibrary, workspace: Workspace) -> Iterator[ListedClause]:
    for clause in common.clauses:
        users = (user for authority in workspace.authorities for user in _users(clause, authority))
        yield ListedClause(clause, None, tuple(users))
    for authority in workspace.authorities:
        for clause in authority.clauses.clauses:
            if clause.own:
                yield ListedClause(clause, authority.id, tuple(_users(clause, authority)))


def _users(clause: LibraryClause, authority: AuthorityFolder) -> Iterator[str]:
    """The partnerships that use this very clause, and not the authority's own in its place."""
    found = authority.clauses.clause(clause.id)
    if found is None or found.own != clause.own:
        return
    for folder in authority.partnerships:
        if any(used.use == clause.id for used in folder.partnership.clauses):
            yield f"{authority.id}/{folder.id}"
