"""Writes the changes that somebody said yes to into data/: tried in a copy first, then all files or none."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.editing.files import edited, write_together
from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.merging.facts import FactEdit, in_order
from contracts.merging.proposal import Merge, Proposal
from contracts.pipeline import check_facts
from contracts.project import Project


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]  #: what the rules say of the new facts, that they did not say before


def write(merge: Merge, chosen: Sequence[Proposal], project: Project, today: dt.date) -> Written:
    """Write proposals into data/.

    Args:
        merge: what an edited file came to.
        chosen: those of its proposals that somebody said yes to.
        project: where the folders are.
        today: the day from which deadlines are counted.

    Raises:
        ProblemsError: the facts would break a rule that they keep now, or a file has been changed meanwhile.
        OutputError: the disk refuses. In both cases data/ is as it was.
    """
    folder = project.data / merge.sent.authority
    _refuse_changed(merge, folder, project)
    files = dict(_files(chosen, folder, project))
    changed = {path: content for path, content in files.items() if path.read_bytes() != content}
    only = frozenset({merge.sent.authority})
    before = {_key(problem) for problem in check_facts(project, today, only).problems}
    with _beside(folder, changed) as data:
        after = check_facts(replace(project, data=data), today, only).problems
    new = [problem for problem in after if _key(problem) not in before]
    if errors := [problem for problem in new if problem.severity is Severity.ERROR]:
        raise ProblemsError(errors)
    write_together(changed)
    return Written(tuple(changed), tuple(problem for problem in new if problem.severity is Severity.WARNING))


def _key(problem: Problem) -> tuple[str, str]:
    # Lines move when items come and go.
    return problem.rule, problem.text


def _refuse_changed(merge: Merge, folder: Path, project: Project) -> None:
    problems = [
        Problem(
            "merge-changed",
            "filen har ändrats medan förslagen visades",
            Place(f"{project.data.name}/{merge.sent.authority}/{name}"),
            "kör contracts merge en gång till",
        )
        for name, content in merge.files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    ]
    if problems:
        raise ProblemsError(problems)


def _files(chosen: Sequence[Proposal], folder: Path, project: Project) -> Iterator[tuple[Path, bytes]]:
    edits: dict[str, list[FactEdit]] = {}
    for one in (edit for proposal in chosen for edit in proposal.edits):
        edits.setdefault(one.file, []).append(one)
    for name, found in edits.items():
        shown = f"{project.data.name}/{folder.name}/{name}"
        yield folder / name, edited(folder / name, [one.edit for one in in_order(found)], shown)


@contextmanager
def _beside(folder: Path, changed: Mapping[Path, bytes]) -> Iterator[Path]:
    """A folder of facts with the authority as it would be; what does not change is only linked to."""
    with tempfile.TemporaryDirectory() as temporary:
        # The same name as data/ has, so that problems name the files that will be there.
        data = Path(temporary) / folder.parent.name
        shutil.copytree(folder, data / folder.name, copy_function=_link)
        for path, content in changed.items():
            copy = data / folder.name / path.relative_to(folder)
            copy.unlink()
            copy.write_bytes(content)
        yield data


def _link(source: str, target: str) -> str:
    Path(target).symlink_to(Path(source).resolve())
    return target
