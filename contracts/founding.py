"""A new partnership enters data/: tried beside it with every step of a check, then written, all files or none."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.drafting.draft import Draft
from contracts.drafting.files import files_of
from contracts.editing.files import write_together
from contracts.errors import OutputError, Problem, Severity
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE
from contracts.pipeline import check, jobs_for
from contracts.plan.jobs import Job
from contracts.project import Project


@dataclass(frozen=True, slots=True)
class Tried:
    """What a draft comes to."""

    files: Mapping[Path, bytes]  #: what would be written
    problems: tuple[Problem, ...]  #: what a check says of it
    jobs: tuple[Job, ...]  #: the documents that would be built; none when there are errors

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those of the problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def tried(draft: Draft, project: Project, today: dt.date) -> Tried:
    """Try a draft in a copy of its authority, without other partnerships; data/ is only read.

    Raises:
        ProblemsError: A template is missing or cannot be used.
    """
    files = files_of(draft)
    with tempfile.TemporaryDirectory() as folder:
        # The same name as data/ has, so that problems name the files that will be there.
        data = Path(folder) / project.data.name
        authority = data / draft.authority.id
        authority.mkdir(parents=True)
        for name in (AUTHORITY_FILE, ORGANISATIONS_FILE):
            if (draft.authority.path / name).exists():
                shutil.copyfile(draft.authority.path / name, authority / name)
        for path, content in files.items():
            copy = authority / path.relative_to(draft.authority.path)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(content)
        beside = replace(project, data=data)
        checked = check(beside, today)
        jobs = () if checked.stops(strict=False) else jobs_for(beside, checked.workspace, (), draft=True)
    return Tried(files, checked.problems, jobs)


def write(draft: Draft, files: Mapping[Path, bytes]) -> None:
    """Write a draft's files, all or none.

    Raises:
        OutputError: The partnership's folder is there already, or a file cannot be written.
    """
    folder = draft.authority.path / draft.id
    if folder.exists():
        raise OutputError(folder.as_posix(), "it is there already", "Choose another name, or edit what is there.")
    write_together(files)
