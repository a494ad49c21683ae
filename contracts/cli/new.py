"""`contracts new`: a new partnership, asked for or read from a file; or sub-agreements from a table."""

import argparse
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from contracts.cli.options import Commands, add_command, project_of, today_of
from contracts.errors import ExitStatus, Place, Problem, ProblemsError
from contracts.presenting.machine import as_json
from contracts.project import Project

if TYPE_CHECKING:
    from contracts.drafting.draft import Draft
    from contracts.facts.folders import AuthorityFolder
    from contracts.plan.jobs import Job
    from contracts.readiness import PartnershipState

#: Where half-given answers are kept, beside data/.
_KEPT = ".answers"


def add(commands: Commands) -> None:
    """Add the command."""
    new = add_command(commands, "new", _new, "draft a partnership: asks in Swedish, or reads answers")
    new.add_argument("target", nargs="?", default="", metavar="AUTHORITY/NAME", help="whose it is, and its folder")
    source = new.add_mutually_exclusive_group()
    source.add_argument(
        "--from", dest="answers", type=Path, default=None, metavar="FILE", help="ask nothing: answers.yaml"
    )
    source.add_argument(
        "--from-table",
        dest="table",
        type=Path,
        default=None,
        metavar="FILE",
        help=".xlsx or .csv: a sub-agreement a row",
    )
    new.add_argument(
        "--like", default=None, metavar="AUTHORITY/NAME", help="take the shape of another partnership, not its facts"
    )
    new.add_argument(
        "--framework",
        default=None,
        metavar="AUTHORITY/NAME",
        help="the framework agreement that a table's rows belong to",
    )
    new.add_argument(
        "--save-answers", type=Path, default=None, metavar="FILE", help="write the answers too, for --from"
    )


def _new(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    if fault := _fault(options):
        err.print(fault, style="bold red")
        return ExitStatus.USAGE
    project, today = project_of(options), today_of(options)
    authorities = _authorities(project)
    if options.table is not None:
        return _from_table(options, authorities, project, today, out)
    if options.answers is not None:
        return _found(_read(options, authorities, today), options, project, today, out)
    return _ask(options, authorities, project, today, out, err)


def _fault(options: argparse.Namespace) -> str:
    """What cannot be asked for together; empty when all can."""
    if (options.table is None) != (options.framework is None):
        return "--from-table needs --framework AUTHORITY/NAME, and --framework needs --from-table FILE"
    if options.table is not None and (options.target or options.like or options.save_answers):
        return "--from-table goes with --framework alone"
    if options.json and options.table is None and options.answers is None:
        return "--json needs --from FILE or --from-table FILE: an interview is for people"
    return ""


def _authorities(project: Project) -> "tuple[AuthorityFolder, ...]":
    """Every authority that can be read. What is wrong with partnerships that are there already stops nothing new."""
    from contracts.facts.load import load_workspace

    workspace, problems = load_workspace(project.data, project.templates)
    if not workspace.authorities:
        raise ProblemsError(problems)
    return workspace.authorities


def _read(options: argparse.Namespace, authorities: "Sequence[AuthorityFolder]", today: dt.date) -> "Draft":
    from contracts.drafting.answers import checked_draft, read_answers
    from contracts.drafting.like import shaped
    from contracts.drafting.sitting import begun, found_partnership

    try:
        answers, source = read_answers(options.answers, options.answers.as_posix())
    except OSError as error:
        raise _unreadable(options.answers, error) from error
    authority, name = begun(options.target or answers.folder or "", authorities)
    if authority is None or not name:
        text, place = "det framgår inte vilket partnerskap svaren gäller", source.place(("folder",))
        raise ProblemsError([Problem("folder-missing", text, place, "skriv folder: exempelstad/sprakcafe")])
    draft = checked_draft(answers, source, authority, name, today)
    return shaped(draft, found_partnership(options.like, authorities)[1]) if options.like else draft


def _ask(
    options: argparse.Namespace,
    authorities: "Sequence[AuthorityFolder]",
    project: Project,
    today: dt.date,
    out: Console,
    err: Console,
) -> ExitStatus:
    from contracts.cli.asking import terminal_here
    from contracts.dialogue.keeping import forget
    from contracts.dialogue.talk import PausedError
    from contracts.drafting.like import proposals
    from contracts.drafting.sitting import found_partnership, sitting

    proposed: Mapping[str, str] = proposals(*found_partnership(options.like, authorities)) if options.like else {}
    again = " ".join(["contracts new", options.target]).strip()
    try:
        sat = sitting(terminal_here(), authorities, options.target, today, project.data.parent / _KEPT, proposed)
    except PausedError:
        out.print(f"\nInget är skrivet än. Svaren är sparade; fortsätt med: {again}")
        return ExitStatus.OK
    except KeyboardInterrupt:
        err.print(f"\nAvbrutet. Inget är skrivet. Svaren är sparade; fortsätt med: {again}", style="bold red")
        return ExitStatus.INTERRUPTED
    status = _found(sat.draft, options, project, today, out)
    forget(sat.kept)
    return status


def _found(draft: "Draft", options: argparse.Namespace, project: Project, today: dt.date, out: Console) -> ExitStatus:
    from contracts.drafting.answers import answers_text
    from contracts.drafting.files import files_of
    from contracts.founding import tried, write_new

    files = files_of(draft)
    outcome = tried(files, draft.authority, project, today)
    if outcome.errors:
        raise ProblemsError(outcome.errors)
    folder = draft.authority.path / draft.id
    saved = {options.save_answers: answers_text(draft).encode()} if options.save_answers is not None else {}
    write_new({**files, **saved}, (folder, *saved))
    _show(options, project, out, files, outcome.jobs, state=outcome.state)
    return ExitStatus.OK


def _from_table(
    options: argparse.Namespace,
    authorities: "Sequence[AuthorityFolder]",
    project: Project,
    today: dt.date,
    out: Console,
) -> ExitStatus:
    from contracts.drafting.places import read_places, with_places
    from contracts.drafting.sitting import found_partnership
    from contracts.founding import tried, write_new

    authority, framework = found_partnership(options.framework, authorities)
    try:
        table = read_places(options.table, options.table.as_posix(), authority, framework, today)
    except OSError as error:
        raise _unreadable(options.table, error) from error
    files = with_places(framework, table.entries)
    outcome = tried(files, authority, project, today)
    if outcome.errors:
        raise ProblemsError(outcome.errors)
    write_new(files, ())
    made = table.documents(framework)
    jobs = [job for job in outcome.jobs if job.planned.id in made]
    _show(options, project, out, files, jobs, warnings=table.warnings)
    return ExitStatus.OK


def _unreadable(path: Path, error: OSError) -> ProblemsError:
    text, remedy = f"filen går inte att läsa ({error.strerror})", "kontrollera sökvägen och filens rättigheter"
    return ProblemsError([Problem("file-unreadable", text, Place(path.as_posix()), remedy)])


def _show(
    options: argparse.Namespace,
    project: Project,
    out: Console,
    files: Iterable[Path],
    jobs: "Sequence[Job]",
    *,
    state: "PartnershipState | None" = None,
    warnings: Sequence[Problem] = (),
) -> None:
    from contracts.presenting.new import show_left, show_written, written_json

    if options.json:
        out.out(as_json(written_json(files, jobs, state, warnings)))
    else:
        show_written(out, files, jobs, project.build)
        show_left(out, state, warnings)
