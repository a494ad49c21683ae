"""New facts enter data/: tried beside it with every step of a check, then written, all files or none."""

import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.choosing import jobs_for
from contracts.editing.files import write_together
from contracts.errors import OutputError, Problem, Severity
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE
from contracts.facts.folders import AuthorityFolder
from contracts.pipeline import check, check_facts
from contracts.plan.jobs import Job
from contracts.project import Project
from contracts.readiness import PartnershipState, states_of


@dataclass(frozen=True, slots=True)
class Tried:
    """What files would come to."""

    files: Mapping[Path, bytes]  #: what would be written
    problems: tuple[Problem, ...]  #: what a check says of it
    jobs: tuple[Job, ...]  #: the documents that would be built; none when there are errors
    state: PartnershipState | None  #: what is missing and not confirmed; None when it cannot be said

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those of the problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def tried(files: Mapping[Path, bytes], authority: AuthorityFolder, project: Project, today: dt.date) -> Tried:
    """Try files of one partnership in a copy of its authority, without other partnerships; data/ is only read.

    Args:
        files: What would be written, in the authority's folder and that of the partnership.
        authority: Whose they are.
        project: Where the folders are.
        today: The day from which deadlines are counted.

    Raises:
        ProblemsError: A template is missing or cannot be used.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The same name as data/ has, so that problems name the files that will be there.
        data = Path(folder) / project.data.name
        for path, content in {**_there(files, authority), **files}.items():
            copy = data / authority.id / path.relative_to(authority.path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        beside = replace(project, data=data)
        checked = check(beside, today)
        jobs = () if checked.stops(strict=False) else jobs_for(beside, checked.workspace, (), draft=False)
    states = states_of(checked.workspace, checked.problems, (), ruled=checked.ruled)
    return Tried(files, checked.problems, jobs, states[0] if states else None)


def _there(files: Mapping[Path, bytes], authority: AuthorityFolder) -> Mapping[Path, bytes]:
    """What is there already of the authority's own files and the partnership's."""
    own = (authority.path / name for name in (AUTHORITY_FILE, ORGANISATIONS_FILE))
    folders = {path.parent for path in files} - {authority.path}
    beside = (path for folder in folders if folder.is_dir() for path in folder.iterdir())
    return {path: path.read_bytes() for path in (*own, *beside) if path.is_file()}


def tried_project(files: Mapping[Path, bytes], root: Path, today: dt.date) -> tuple[Problem, ...]:
    """Try the files of a new project beside the place where they will be; nothing is written there.

    Args:
        files: What would be written.
        root: The project's folder.
        today: The day from which deadlines are counted.

    Returns:
        Every problem that a check tells of the facts.
    """
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            copy = Path(folder) / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        beside = Project(Path(folder) / "data", Path(folder) / "templates", Path(folder) / "build")
        return check_facts(beside, today).problems


def write_new(files: Mapping[Path, bytes], unused: Iterable[Path]) -> None:
    """Write files, all or none.

    Args:
        files: What to write where.
        unused: Files and folders that must not be there yet.

    Raises:
        OutputError: Something is there already, or a file cannot be written.
    """
    for path in unused:
        if path.exists():
            raise OutputError(path.as_posix(), "it is there already", "Choose another name, or edit what is there.")
    write_together(files)
