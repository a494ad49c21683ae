"""`contracts new`: a new partnership, asked for on the terminal or read from a file of answers."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from contracts.cli.options import Commands, add_command, project_of, today_of
from contracts.errors import ExitStatus, OutputError, ProblemsError
from contracts.presenting.machine import as_json
from contracts.presenting.problems import show_problems
from contracts.project import Project

if TYPE_CHECKING:
    from contracts.drafting.draft import Draft
    from contracts.facts.load import AuthorityFolder

#: Where half-given answers are kept, beside data/.
_KEPT = ".answers"


def add(commands: Commands) -> None:
    """Add the command."""
    new = add_command(commands, "new", _new, "draft a partnership: asks in Swedish, or reads answers")
    new.add_argument("target", nargs="?", default="", metavar="AUTHORITY/NAME", help="whose it is, and its folder")
    new.add_argument("--from", dest="answers", type=Path, default=None, metavar="FILE", help="answers; ask nothing")
    new.add_argument(
        "--save-answers", type=Path, default=None, metavar="FILE", help="write what was answered to a file for --from"
    )


def _new(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    project, today = project_of(options), today_of(options)
    authorities = _authorities(project, options.target)
    if options.answers is not None:
        draft = _read(options, authorities, today)
        return _found(draft, options, project, today, out)
    return _ask(options, authorities, project, today, out, err)


def _authorities(project: Project, target: str) -> "tuple[AuthorityFolder, ...]":
    """Every authority that can be read. What is wrong with partnerships that are there already stops nothing new."""
    from contracts.facts.load import load_workspace

    workspace, problems = load_workspace(project.data, project.templates)
    if not workspace.authorities:
        raise ProblemsError(problems)
    return workspace.authorities


def _read(options: argparse.Namespace, authorities: "tuple[AuthorityFolder, ...]", today: dt.date) -> "Draft":
    from contracts.drafting.answers import drafted, problems_in, read_answers
    from contracts.drafting.draft import Draft
    from contracts.drafting.sitting import begun
    from contracts.errors import Problem, Severity

    try:
        answers, source = read_answers(options.answers, options.answers.as_posix())
    except OSError as error:
        raise OutputError(options.answers.as_posix(), error.strerror or str(error), "Check the path.") from error
    authority, name = begun(options.target or answers.folder or "", authorities)
    if authority is None or not name:
        text = "det framgår inte vilket partnerskap svaren gäller"
        raise ProblemsError(
            [Problem("folder-missing", text, source.place(("folder",)), "skriv folder: myndighet/namn")]
        )
    draft = drafted(answers, source, Draft(authority, name))
    problems = problems_in(answers, source, draft, today)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProblemsError(problems)
    return draft


def _ask(
    options: argparse.Namespace,
    authorities: "tuple[AuthorityFolder, ...]",
    project: Project,
    today: dt.date,
    out: Console,
    err: Console,
) -> ExitStatus:
    from contracts.cli.asking import terminal_here
    from contracts.dialogue.keeping import forget
    from contracts.dialogue.talk import PausedError
    from contracts.drafting.sitting import sitting

    again = " ".join(["contracts new", options.target]).strip()
    try:
        sat = sitting(terminal_here(), authorities, options.target, today, project.data.parent / _KEPT, {})
    except PausedError:
        out.print(f"\nInget är skrivet än. Svaren är sparade; fortsätt med: {again}")
        return ExitStatus.OK
    except KeyboardInterrupt:
        err.print(f"\nAvbrutet. Inget är skrivet. Svaren är sparade; fortsätt med: {again}", style="bold red")
        return ExitStatus.INTERRUPTED
    status = _found(sat.draft, options, project, today, out)
    if status is ExitStatus.OK:
        forget(sat.kept)
    return status


def _found(draft: "Draft", options: argparse.Namespace, project: Project, today: dt.date, out: Console) -> ExitStatus:
    from contracts.drafting.answers import answers_text
    from contracts.editing.files import write_together
    from contracts.founding import tried, write
    from contracts.presenting.new import founded_json, show_founded

    if options.save_answers is not None:
        if options.save_answers.exists():
            raise OutputError(options.save_answers.as_posix(), "it is there already", "Choose another name.")
        write_together({options.save_answers: answers_text(draft).encode()})
    outcome = tried(draft, project, today)
    if outcome.errors:
        show_problems(out, outcome.errors)
        return ExitStatus.PROBLEMS
    write(draft, outcome.files)
    if options.json:
        out.out(as_json(founded_json(outcome.files, outcome.jobs, outcome.problems)))
    else:
        show_founded(out, outcome.files, outcome.jobs, outcome.problems, project.build)
    return ExitStatus.OK
