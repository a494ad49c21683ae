"""`contracts init`: a project of one's own, with the authority asked for or read from a file."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from contracts.cli.options import Commands, add_command, today_of
from contracts.errors import ExitStatus, OutputError, Place, Problem, ProblemsError, Severity
from contracts.presenting.machine import as_json

if TYPE_CHECKING:
    from contracts.drafting.tree import Tree

#: Where half-given answers are kept, in the project's folder.
_KEPT = ".answers/init.json"


def add(commands: Commands) -> None:
    """Add the command."""
    init = add_command(
        commands, "init", _init, "begin a project: asks in Swedish who the authority is, or reads answers"
    )
    init.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="the project's folder (this one)"
    )
    init.add_argument(
        "--from", dest="answers", type=Path, default=None, metavar="FILE", help="ask nothing: answers.yaml"
    )


def _init(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.beginning.project_files import common_templates, in_the_way, project_files
    from contracts.dialogue.keeping import forget
    from contracts.dialogue.talk import PausedError
    from contracts.founding import tried_project, write_new
    from contracts.packaged import templates

    root: Path = options.folder
    if options.json and options.answers is None:
        err.print("--json needs --from FILE: an interview is for people", style="bold red")
        return ExitStatus.USAGE
    if there := in_the_way(root):
        raise OutputError(
            root.as_posix(), f"these are there already: {', '.join(there)}", "Choose an empty folder, or move them."
        )
    try:
        answers = _ask(root / _KEPT) if options.answers is None else _read(options.answers)
    except PausedError:
        out.print(f"\nInget är skrivet än. Svaren är sparade; fortsätt med: contracts init {root.as_posix()}")
        return ExitStatus.OK
    files = project_files(answers, root, common_templates(templates()))
    problems = tried_project(files, root, today_of(options))
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        raise ProblemsError(errors)
    write_new(files, ())
    forget(root / _KEPT)
    _show(options, root, files, problems, out)
    return ExitStatus.OK


def _ask(kept: Path) -> "Tree":
    from contracts.beginning.sitting import sitting
    from contracts.cli.asking import terminal_here

    return sitting(terminal_here(), kept)


def _read(path: Path) -> "Tree":
    from contracts.beginning.answers import read_project_answers

    try:
        return read_project_answers(path, path.as_posix())
    except OSError as error:
        text, remedy = f"filen går inte att läsa ({error.strerror})", "kontrollera sökvägen och filens rättigheter"
        raise ProblemsError([Problem("file-unreadable", text, Place(path.as_posix()), remedy)]) from error


def _show(
    options: argparse.Namespace, root: Path, files: Mapping[Path, bytes], problems: Sequence[Problem], out: Console
) -> None:
    from contracts.presenting.init import begun_json, show_begun

    if options.json:
        out.out(as_json(begun_json(files, problems)))
    else:
        show_begun(out, root, files, problems)
