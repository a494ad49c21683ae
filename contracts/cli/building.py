"""`contracts build`."""

import argparse
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from contracts.cli.interruption import Interruption
from contracts.cli.options import (
    Commands,
    add_command,
    add_draft,
    add_office,
    add_strict,
    add_targets,
    project_of,
    today_of,
)
from contracts.errors import DriftError, ExitStatus, Problem, ProblemsError
from contracts.facts.held import NotAsBeforeError
from contracts.presenting.machine import as_json
from contracts.presenting.problems import (
    current_line,
    problem_json,
    problems_summary,
    show_warnings_in_brief,
)
from contracts.project import Project

if TYPE_CHECKING:
    from contracts.crew import Hands
    from contracts.due import Outlook
    from contracts.order import Kit
    from contracts.unchanged import Said, Standing


#: So many documents cost about what it costs to begin a process with its engine.
_WORTH_A_PROCESS = 8
_OPEN = (
    "The connection to the scheduler is neither encrypted nor authenticated: whoever reaches it can read what is made "
    "and run programs on the workers. Use tls:// (docs/scaling.md), but on a closed network."
)


def add(commands: Commands) -> None:
    """Add the command."""
    building = add_command(commands, "build", _build, "check, build and prove every document that the data calls for")
    add_strict(building)
    add_targets(building)
    kind = building.add_mutually_exclusive_group()
    add_draft(kind)
    kind.add_argument("--signable", action="store_true", help="refuse what is not to be signed yet, instead of a draft")
    again = building.add_mutually_exclusive_group()
    again.add_argument("--force", action="store_true", help="make what is current too")
    again.add_argument("--frozen", action="store_true", help="make nothing: fail if anything would change, and say why")
    several = building.add_mutually_exclusive_group()
    several.add_argument(
        "--scheduler",
        type=_address,
        default=None,
        metavar="ADDRESS",
        help="have them made by the Dask cluster at tls://HOST:PORT or tcp://HOST:PORT (docs/scaling.md)",
    )
    several.add_argument(
        "--jobs",
        type=_number,
        default=None,
        metavar="N",
        help="make so many at a time (one a processor, if it pays)",
    )
    building.add_argument(
        "--keep-going",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="file the others when one cannot be made (yes)",
    )
    building.add_argument("-v", "--verbose", action="store_true", help="write a line for each document that is made")
    add_office(building)
    building.add_argument(
        "--time-limit", type=float, default=None, metavar="SECONDS", help="give up on a document after this long (120)"
    )
    building.add_argument(
        "--memory-limit",
        type=_megabytes,
        default=None,
        metavar="MB",
        help="start LibreOffice anew when it takes more than half of this, at once when it takes more (2000)",
    )


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not number:
        raise argparse.ArgumentTypeError(f"{text} is no number; write 1 or more")
    return number


def _megabytes(text: str) -> int:
    return _number(text) * 1_000_000


def _address(text: str) -> str:
    if not re.fullmatch(r"(?:tcp|tls)://[^\s/]+:[0-9]+", text):
        raise argparse.ArgumentTypeError(f"{text} is no address of a scheduler; write it as tls://HOST:PORT")
    return text


def _workers(asked: int | None, due: int) -> int:
    """How many documents to make at a time: a process that is begun must have a few to make, or it costs more."""
    from contracts.forking import processors

    return asked or max(1, min(len(processors()), due // _WORTH_A_PROCESS))


def _hands(options: argparse.Namespace, due: int, err: Console) -> "Callable[[Kit, Path], Hands] | None":
    """What makes so many documents; None for this process."""
    from contracts.crew import processes

    if options.scheduler:
        from contracts.cluster import cluster, is_open_to_others

        if is_open_to_others(options.scheduler):
            err.print(_OPEN, style="bold yellow")
        return lambda *_: cluster(options.scheduler)
    workers = min(_workers(options.jobs, due), due)
    return (lambda kit, work: processes(kit, work, workers)) if workers > 1 else None


def _build(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.forking import begin_importing
    from contracts.unchanged import Standing

    project = project_of(options)
    standing = Standing(project, _asked(options), today_of(options))
    before = None if options.force or options.json else standing.as_before()
    if before is not None:
        show_warnings_in_brief(err, before.problems)
        _show_end(out, err, before, made=0)
        return ExitStatus.OK
    if _expects_many(options, project, standing):
        begin_importing()
    try:
        return _build_anew(options, project, standing, out, err)
    except NotAsBeforeError:  # a file was changed under our hands: look at all of them, as they are now
        from contracts.remembered import forget

        forget(project.build)
        return _build_anew(options, project, Standing(project, _asked(options), today_of(options)), out, err)


def _expects_many(options: argparse.Namespace, project: Project, standing: "Standing") -> bool:
    """Whether several processes will be begun here: many documents, and none of them made before."""
    if options.scheduler or options.jobs == 1 or options.frozen:
        return False
    folders = sum(len(footing.dossiers) for footing in standing.footings().values())
    return folders >= _WORTH_A_PROCESS and (options.force or not (project.build / "manifest.json").exists())


def _processes(options: argparse.Namespace) -> int:
    """How many may share what comes before the first document."""
    from contracts.forking import processors

    number = len(processors())
    return min(options.jobs or number, number)


def _looks_at_all(options: argparse.Namespace) -> bool:
    """Whether every document must be planned whole: to be made, or to say why it would be or may not be."""
    return bool(options.force or options.frozen or options.signable)


def _asked(options: argparse.Namespace) -> tuple[str, ...]:
    """What decides which documents a build makes, and what it says."""
    chosen = (options.draft, options.signable, options.strict, options.data, options.build)
    return (*map(str, chosen), *options.target)


def _build_anew(
    options: argparse.Namespace, project: Project, standing: "Standing", out: Console, err: Console
) -> ExitStatus:
    from contracts import choosing, pipeline
    from contracts.filing.manifest import read_manifest
    from contracts.filing.staging import tidy_up
    from contracts.presenting.documents import draft_lines, show_documents, show_removed
    from contracts.presenting.failures import failure_json, show_failures
    from contracts.presenting.progress import BuildTelling
    from contracts.remembered import Memory
    from contracts.unchanged import Said

    if not options.frozen:
        tidy_up(project.build)
    program, missing = (None, None) if options.draft else pipeline.office_of(project)
    draft = options.draft or missing is not None
    memory = None
    if not _looks_at_all(options):
        memory = Memory(project, standing, today_of(options), draft=draft, processes=_processes(options))
    only = choosing.authorities_of(project, options.target)
    checked = pipeline.check_facts(project, today_of(options), only, memory=memory)
    if checked.stops(strict=options.strict):
        raise ProblemsError(checked.problems)
    jobs = choosing.heads_for(project, checked.workspace, draft=draft, memory=memory)
    if not options.json:
        show_warnings_in_brief(err, checked.problems)
    if not jobs and not read_manifest(project.build).documents:
        return _nothing_yet(options, checked.problems, out)
    if options.signable and missing:
        raise missing
    if options.frozen and missing:
        err.print(f"Without LibreOffice only drafts are looked at: {missing}", style="bold yellow")
    interruption = Interruption()
    with err.status("") as status:
        telling = BuildTelling(err, status, options.build, time.monotonic, lines=options.verbose)

        def progress(document: str, step: str) -> None:
            interruption.check()
            telling.step(document, step)

        jobs = choosing.chosen(project, checked.workspace, jobs, options.target)
        if options.signable:
            whole = choosing.whole(project, checked.workspace, jobs, draft=draft)
            choosing.require_signable(checked.workspace, whole)
        places = choosing.places_planned(checked.workspace, options.target, project.build.as_posix())
        outlook = choosing.outlook(
            project,
            checked.workspace,
            jobs,
            standing.files,
            places=places,
            force=options.force,
            program=program,
        )
        if options.frozen:
            _require_unchanged(project, outlook)
        due = choosing.whole(project, checked.workspace, (verdict.job for verdict in outlook.due), draft=draft)
        remarks = pipeline.remarks_on_changes(project, due)
        checked = replace(checked, problems=(*checked.problems, *remarks))
        if checked.stops(strict=options.strict):
            raise ProblemsError(checked.problems)
        if memory is not None:
            memory.save()
        telling.begin(len(due))
        built = pipeline.build(
            project,
            checked.workspace,
            outlook,
            due,
            progress=progress,
            ended=telling.ended,
            hands=_hands(options, len(due), err),
            keep_going=options.keep_going,
        )
    if not options.json:
        show_warnings_in_brief(err, remarks)
    documents = (*outlook.documents, *built.documents)
    notes = [*draft_lines(jobs, options.build)]
    if missing:
        notes.append((f"These are drafts: {missing}", "bold yellow"))
    said = Said(len(documents), checked.problems, tuple(notes))
    if not built.failures:
        standing.remember(said, ((file.path, file.sha256) for entry in documents for file in entry.outputs))
    if options.json:
        problems = [problem_json(item) for item in checked.problems]
        drafts = {job.stem: [reason.value for reason in job.draft_reasons] for job in jobs if job.draft}
        out.out(
            as_json(
                {
                    "documents": [entry.model_dump(mode="json") for entry in documents],
                    "made": [entry.id for entry in built.documents],
                    "removed": [path.as_posix() for path in built.removed],
                    "failed": [failure_json(failure) for failure in built.failures],
                    "drafts": drafts,
                    "problems": problems,
                }
            )
        )
    else:
        show_documents(out, built.documents, options.build)
        show_removed(err, built.removed)
        show_failures(err, built.failures, options.build)
        _show_end(out, err, said, made=len(built.documents))
    for path in built.aside:
        err.print(f"A file that had been changed by hand was kept as {path}", style="yellow")
    return next((failure.error.status for failure in built.failures), ExitStatus.OK)


def _require_unchanged(project: Project, outlook: "Outlook") -> None:
    """Refuse to change anything in build/.

    Raises:
        DriftError: with every reason why something would be.
    """
    from contracts.why import drift_problems, why

    if problems := drift_problems(why(project, outlook), outlook.gone):
        raise DriftError(problems)


def _show_end(out: Console, err: Console, said: "Said", *, made: int) -> None:
    """The last lines of a build: how many problems there are, what was made, and what is to be minded."""
    remedy = " (contracts check says where and what to do)" if said.problems else ""
    out.print(problems_summary(said.problems) + remedy, style="bold")
    out.print(current_line(said.current - made, made=made), style="bold")
    for line, style in said.notes:
        err.print(line, style=style)


def _nothing_yet(options: argparse.Namespace, problems: Sequence[Problem], out: Console) -> ExitStatus:
    """A project that has just begun has nothing to build, and that is well."""
    if options.json:
        out.out(as_json({"documents": [], "drafts": {}, "problems": [problem_json(item) for item in problems]}))
    else:
        out.print("Det finns inget att bygga än. Börja på ett partnerskap med: contracts new", style="bold")
    return ExitStatus.OK
