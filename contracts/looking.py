"""Looks at what one authority says now, and remembers it: first at what lies near a save, then at all of it.

A save in a partnership's folder is answered from that folder's own rules and plan, which take some hundredths of a
second; what other documents say of the partnership follows when its own have been made.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.checks.check import check_folder
from contracts.errors import Problem, ProblemsError, Severity
from contracts.facts.load import AuthorityFolder, Workspace
from contracts.pipeline import check_facts, jobs_for, read_facts
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


def look_at(project: Project, authority: str, today: dt.date, before: Known | None) -> Known:
    """All that an authority says.

    Args:
        project: where the folders are.
        authority: its folder's name.
        today: the day from which deadlines and ages are counted.
        before: what was known of it.
    """
    checked = check_facts(project, today, frozenset({authority}))
    if not checked.ruled:
        # What the rules found before is neither mended nor new: they could not look.
        found = before.found if before else ()
        return Known(checked.workspace, tuple(dict.fromkeys((*found, *checked.problems))), found, ())
    if checked.stops(strict=False):
        return Known(checked.workspace, checked.problems, checked.problems, ())
    try:
        jobs = jobs_for(project, checked.workspace, (), draft=True)
    except ProblemsError as error:
        return Known(checked.workspace, (*checked.problems, *error.problems), checked.problems, ())
    return Known(checked.workspace, checked.problems, checked.problems, jobs)


def partnerships_among(project: Project, authority: str, changed: Iterable[Path]) -> frozenset[str]:
    """The partnerships that paths lie in the folders of; nothing when one lies elsewhere in the authority's folder."""
    found: set[str] = set()
    folder = project.data.absolute() / authority
    for path in changed:
        if not path.is_relative_to(folder):
            continue
        parts = path.relative_to(folder).parts
        if len(parts) < 2:
            return frozenset()
        found.add(parts[0])
    return frozenset(found)


def look_near(
    project: Project, authority: str, partnerships: frozenset[str], today: dt.date, before: Known | None
) -> Known | None:
    """What some partnerships say now, with all else as it was known; their drafts are planned anew.

    Returns:
        None when all must be looked at: little was known before, or something near does not hold.
    """
    checked = read_facts(project, frozenset({authority}))
    folder = next(iter(checked.workspace.authorities), None)
    if before is None or not before.jobs or folder is None or not checked.ruled:
        return None
    if not partnerships <= {one.id for one in folder.partnerships}:
        return None
    ruled = [problem for one in sorted(partnerships) for problem in check_folder(folder, one, today)]
    if any(problem.severity is Severity.ERROR for problem in ruled):
        return None
    try:
        jobs = tuple(_jobs(folder, partnerships, project.templates, before.jobs))
    except ProblemsError:
        return None
    files = tuple(f"{project.data.name}/{authority}/{one}/" for one in partnerships)
    kept = [problem for problem in before.problems if not _lies_in(problem, files)]
    problems = (*kept, *(problem for problem in checked.problems if _lies_in(problem, files)), *ruled)
    return Known(checked.workspace, problems, problems, jobs)


def _jobs(
    folder: AuthorityFolder, partnerships: frozenset[str], templates: Path, before: tuple[Job, ...]
) -> Iterator[Job]:
    known = {job.planned.id: job for job in before}
    for identifier in ids_of(folder):
        if identifier.partition("/")[0] in partnerships:
            yield job_of(folder, identifier, templates, draft=True)
        elif identifier in known:
            yield known[identifier]


def _lies_in(problem: Problem, files: tuple[str, ...]) -> bool:
    return problem.place is not None and problem.place.file.startswith(files)
