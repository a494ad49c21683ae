"""Looks at what one authority says now, and remembers it: first at what was saved, then at all of it.

A saved file is answered from its own rules and the plan of its own documents, which takes some hundredths of a second;
what other documents say of it follows when these have been made.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.checks.check import check_some
from contracts.checks.documents.across import across
from contracts.choosing import jobs_for
from contracts.errors import Problem, ProblemsError, Severity
from contracts.facts.folders import AuthorityFolder, Workspace
from contracts.facts.load import read_again
from contracts.pipeline import check_facts
from contracts.plan.documents import ids_of
from contracts.plan.jobs import Job, job_of
from contracts.project import Project


@dataclass(frozen=True, slots=True)
class Known:
    """One authority as it was last looked at."""

    workspace: Workspace
    problems: tuple[Problem, ...]  #: all that there are
    found: tuple[Problem, ...]  #: what reading and the rules found when the rules could last be applied
    jobs: tuple[Job, ...]  #: drafts; nothing while there are errors


def look_at(
    project: Project, authority: str, today: dt.date, before: Known | None, tick: Callable[[], None] = lambda: None
) -> Known:
    """All that an authority says.

    Args:
        project: where the folders are.
        authority: its folder's name.
        today: the day from which deadlines and ages are counted.
        before: what was known of it.
        tick: called again and again; may raise to stop.
    """
    checked = check_facts(project, today, frozenset({authority}), tick)
    if not checked.ruled:
        # What the rules found before is neither mended nor new: they could not look.
        found = before.found if before else ()
        return Known(checked.workspace, tuple(dict.fromkeys((*found, *checked.problems))), found, ())
    if checked.stops(strict=False):
        return Known(checked.workspace, checked.problems, checked.problems, ())
    try:
        jobs = jobs_for(project, checked.workspace, (), draft=True, tick=tick)
    except ProblemsError as error:
        return Known(checked.workspace, (*checked.problems, *error.problems), checked.problems, ())
    return Known(checked.workspace, checked.problems, checked.problems, jobs)


@dataclass(frozen=True, slots=True)
class Near:
    """The files of an authority that were saved, as what they are."""

    partnerships: frozenset[str]  #: ids of partnerships whose facts were saved
    documents: frozenset[str]  #: ids of documents in prose, if they are such


def near_of(project: Project, authority: str, changed: Iterable[Path]) -> Near | None:
    """What was saved in an authority's folder; None when it is more than partnerships and documents in prose."""
    partnerships, documents = set(), set()
    folder = project.data.absolute() / authority
    for path in changed:
        if not path.is_relative_to(folder):
            continue
        inside = path.relative_to(folder)
        if inside.suffix == ".md":
            documents.add(inside.with_suffix("").as_posix())
        elif inside.name == "partnership.yaml" and len(inside.parts) == 2:
            partnerships.add(inside.parts[0])
        else:
            return None
    return Near(frozenset(partnerships), frozenset(documents))


def look_near(project: Project, authority: str, near: Near, today: dt.date, before: Known | None) -> Known | None:
    """What some files say now, with all else as it was known; their own drafts are planned anew.

    Returns:
        None when all must be looked at: little was known before, or something near does not hold.
    """
    if before is None or not before.jobs:
        return None
    known = next(one for one in before.workspace.authorities if one.id == authority)
    known = replace(known, outward=across(known).outward)
    folder, read = read_again(known, project.data, near.partnerships, near.documents)
    if any(problem.severity is Severity.ERROR for problem in read):
        return None
    sources = {
        **{one.id: one.source.file for one in folder.partnerships if one.id in near.partnerships},
        **{one.id: one.source.file for one in folder.documents if one.id in near.documents},
    }
    if sources.keys() != near.partnerships | near.documents:  # one has gone, or is no document
        return None
    ruled = check_some(folder, near.partnerships, near.documents, today)
    if any(problem.severity is Severity.ERROR for problem in ruled):
        return None
    try:
        jobs = tuple(_jobs(folder, near, project.templates, before.jobs))
    except ProblemsError:
        return None
    files = frozenset(sources.values())
    kept = [problem for problem in before.problems if not _lies_in(problem, files)]
    problems = (*kept, *(problem for problem in read if _lies_in(problem, files)), *ruled)
    return Known(replace(before.workspace, authorities=(folder,)), problems, problems, jobs)


def _jobs(folder: AuthorityFolder, near: Near, templates: Path, before: tuple[Job, ...]) -> Iterator[Job]:
    known = {job.planned.id: job for job in before}
    for identifier in ids_of(folder):
        document = folder.document(identifier) is not None
        if identifier in near.documents if document else identifier.partition("/")[0] in near.partnerships:
            yield job_of(folder, identifier, templates, draft=True)
        elif identifier in known:
            yield known[identifier]


def _lies_in(problem: Problem, files: frozenset[str]) -> bool:
    return problem.place is not None and problem.place.file in files
