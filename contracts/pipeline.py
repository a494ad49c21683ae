"""The order of the steps, from data/ and templates/ to proved documents in build/. No other module knows it."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from contracts.checks.check import check_dossier, check_workspace
from contracts.choosing import authorities_of
from contracts.compiling import compile_templates, templates_of
from contracts.crew import Hands, make_apart, make_here
from contracts.delivery import Built, file_made, stage_made
from contracts.due import Outlook
from contracts.errors import MissingProgramError, Problem, ProblemsError, Severity
from contracts.facts.folders import Workspace
from contracts.facts.load import load_workspace
from contracts.filing.manifest import pack_entry, unpack_entry
from contracts.filing.staging import staging
from contracts.filling import FilledDocuments, remarks_on, try_out
from contracts.making import Progress
from contracts.order import Kit
from contracts.pdf.office import OfficeProgram, find_office
from contracts.plan.clause_list import clause_text_problems
from contracts.plan.jobs import (
    Job,
    filed_part_problems,
    plan,
)
from contracts.plan.unconfirmed import UnconfirmedValue, unconfirmed_values
from contracts.project import Project
from contracts.readiness import PartnershipState, states_of
from contracts.remembered import Memory
from contracts.word.render import Template
from contracts.working import Failure, Made


@dataclass(frozen=True, slots=True)
class Checked:
    """A workspace, and every problem found in it."""

    workspace: Workspace
    problems: tuple[Problem, ...]
    ruled: bool = True  #: whether every file could be read, so that the rules were applied

    @property
    def unconfirmed(self) -> tuple[UnconfirmedValue, ...]:
        """Every value that nobody has confirmed."""
        return tuple(one for authority in self.workspace.authorities for one in unconfirmed_values(authority))

    def stops(self, *, strict: bool) -> bool:
        """Whether nothing may be built from it."""
        stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(problem.severity in stopping for problem in self.problems)


def check(project: Project, today: dt.date, only: frozenset[str] = frozenset(), *, lint: bool = False) -> Checked:
    """Read data/, apply every rule, and try every template of the plan on its facts, without making a PDF.

    Args:
        project: Where the folders are.
        today: The day from which deadlines and ages are counted.
        only: Names of the authorities' folders to look at; all when it is empty.
        lint: Lint every template too. Not for a build, which a fault in a template of no document need not stop.
    """
    checked = check_facts(project, today, only)
    found = [*checked.problems]
    if lint:
        from contracts.lint.lint import lint_all

        found += lint_all(project.templates)
    if not any(problem.severity is Severity.ERROR for problem in found):
        with _collecting(found):
            jobs = plan(checked.workspace, project.templates, draft=False)
            templates = compile_templates(project, templates_of(jobs))
            for job in jobs:
                with _collecting(found):
                    found += try_out(job, templates)
    return Checked(checked.workspace, tuple(found), checked.ruled)


def check_facts(
    project: Project,
    today: dt.date,
    only: frozenset[str] = frozenset(),
    tick: Callable[[], None] = lambda: None,
    memory: Memory | None = None,
) -> Checked:
    """Read data/ and apply every rule; see `check`, which also tries the templates.

    Args:
        project: Where the folders are.
        today: The day from which deadlines and ages are counted.
        only: Names of the authorities' folders to look at; all when it is empty.
        tick: Called before each file is looked at; may raise to stop.
        memory: What is remembered, and is to remember this; None to read everything and apply every rule.

    Raises:
        NotAsBeforeError: What is remembered does not hold.
    """
    workspace, problems = load_workspace(
        project.data, project.templates, only, tick, memory.reading() if memory else None
    )
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Checked(workspace, problems, ruled=False)
    if memory is not None:
        workspace = memory.settle(workspace)
    found = (
        *problems,
        *check_workspace(workspace, today, tick, memory.ruled if memory else check_dossier),
        *clause_text_problems(workspace),
        *filed_part_problems(workspace, today),
    )
    return Checked(workspace, found)


@contextlib.contextmanager
def _collecting(problems: list[Problem]) -> Iterator[None]:
    try:
        yield
    except ProblemsError as error:
        problems.extend(error.problems)


def office_of(project: Project) -> tuple[OfficeProgram | None, MissingProgramError | None]:
    """The LibreOffice that makes signable documents, or what is missing for them."""
    try:
        return find_office(project.office), None
    except MissingProgramError as error:
        return None, error


def states(project: Project, today: dt.date, targets: Sequence[str]) -> tuple[PartnershipState, ...]:
    """How far each partnership has come: what it lacks for a draft, for a decision and for signing.

    Args:
        project: Where the folders are.
        today: The day from which deadlines and ages are counted.
        targets: Authorities and partnerships ("botkyrka", "botkyrka/feriepraktik"); everything when it is empty.

    Raises:
        ProblemsError: A target is no authority and no partnership.
    """
    checked = check(project, today, authorities_of(project, targets))
    return states_of(checked.workspace, checked.problems, targets, ruled=checked.ruled)


def remarks_on_changes(project: Project, due: Iterable[Job]) -> tuple[Problem, ...]:
    """What the reader should know of the documents among these that change a signed agreement.

    Raises:
        ProblemsError: A template is missing or wrong, or cannot be filled in with these facts.
    """
    changing = [job for job in due if job.planned.revision is not None]
    return remarks_on(changing, compile_templates(project, templates_of(changing)))


def build(
    project: Project,
    workspace: Workspace,
    outlook: Outlook,
    jobs: Sequence[Job],
    *,
    progress: Progress,
    ended: Callable[[Made | Failure], None] = lambda _: None,
    hands: Callable[[Kit, Path], Hands] | None = None,
    keep_going: bool = True,
) -> Built:
    """Make, prove and file the documents that are due, and remove what has no source any more.

    What cannot be made stays as it was in build/, and is still due; then nothing is removed either.

    Precondition: the checks found no errors.

    Args:
        project: where the folders are.
        workspace: the facts that the jobs were planned from.
        outlook: which documents are due, and what makes them.
        jobs: those that are due, in the order of the plan.
        progress: told of each step; may raise to stop, and then build/ is as it was.
        ended: told of each document that was made, or could not be; may raise to stop.
        hands: gives the processes that make them, several at a time; None to make them here, one after another.
        keep_going: whether to file the others when one cannot be made.

    Raises:
        ProblemsError: A template is missing or wrong, or cannot be filled in with these facts.
        MissingProgramError: LibreOffice is needed and missing.
        OutputError: build/ cannot be written.
        ContractsError: As the document that could not be made, when it was to be the only one or to stop the rest.
    """
    due = outlook.due
    if not due and not outlook.gone:
        return Built((), (), ())
    kit = Kit(project, {authority.id: authority for authority in workspace.authorities}, outlook.program)
    keys = {verdict.job.stem: verdict.key for verdict in due}
    made: dict[str, bytes] = {}
    failures: dict[str, Failure] = {}
    with staging(project.build) as stage:

        @cache
        def templates() -> Mapping[Path, Template]:
            """Compiled when they are first needed: LibreOffice starts meanwhile."""
            return compile_templates(project, templates_of(jobs))

        def filling() -> FilledDocuments:
            progress("", "render")
            return FilledDocuments(stage.work, templates(), kit.authorities)

        making = (
            make_here(kit, jobs, templates, stage, progress, filling)
            if hands is None
            else make_apart(kit, jobs, stage, progress, partial(hands, kit, stage.scratch), filling)
        )
        with contextlib.closing(making):
            for result in making:
                stem = result.job.stem
                if isinstance(result, Made):
                    made[stem] = pack_entry(stage_made(result, stage, keys[stem]))
                elif keep_going and len(jobs) > 1:
                    failures[stem] = result
                else:
                    raise result.error
                ended(result)
        in_order = [unpack_entry(made[job.stem]) for job in jobs if job.stem in made]
        failed = tuple(failures[job.stem] for job in jobs if job.stem in failures)
        if failed and not made:
            return Built((), (), (), failed)
        progress("", "file")
        return replace(file_made(in_order, stage, () if failed else outlook.gone), failures=failed)
