"""What the commands' command lines share: how a command is added, the folders, the day."""

import argparse
import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from rich.console import Console

from contracts.errors import ExitStatus
from contracts.project import Project
from contracts.sweden import swedish_day

#: Where commands are added.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace, Console, Console], ExitStatus],
    summary: str,
) -> argparse.ArgumentParser:
    """Add a command with the options that all share.

    Args:
        commands: where to.
        name: what is typed.
        run: gets the options, the console for results and the one for messages; gives the exit status.
        summary: one line of help, without capital and full stop.
    """
    command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    command.set_defaults(command=run)
    command.add_argument("--json", action="store_true", help="print one JSON document instead of text")
    command.add_argument("--data", type=Path, default=Path("data"), metavar="DIR", help="the data folder (data)")
    command.add_argument(
        "--templates", type=Path, default=Path("templates"), metavar="DIR", help="the Word templates (templates)"
    )
    command.add_argument("--build", type=Path, default=Path("build"), metavar="DIR", help="the build folder (build)")
    command.add_argument("--today", type=day, default=None, metavar="DATE", help="check deadlines as of this day")
    return command


def add_strict(command: argparse.ArgumentParser) -> None:
    """Add --strict."""
    command.add_argument("--strict", action="store_true", help="let warnings stop it too")


def add_targets(command: argparse.ArgumentParser) -> None:
    """Add what to take."""
    command.add_argument(
        "target",
        nargs="*",
        help="what to take: an authority, authority/partnership, a document, an output's path, or a kind; all",
    )


def add_draft(command: argparse._ActionsContainer) -> None:
    """Add --draft."""
    command.add_argument("--draft", action="store_true", help="drafts marked UTKAST, made without LibreOffice")


def add_office(command: argparse.ArgumentParser) -> None:
    """Add --office."""
    command.add_argument("--office", type=Path, default=None, metavar="DIR", help="where LibreOffice's program lies")


def add_trust(command: argparse.ArgumentParser) -> None:
    """Add --trust."""
    command.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="CA.pem",
        help="a root certificate to trust with saying who has signed; can be given more than once",
    )


def day(text: str) -> dt.date:
    """A day as it is typed.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as 2018-03-01") from None


def today_of(options: argparse.Namespace) -> dt.date:
    """The day that the user named, or today in Sweden."""
    return options.today or swedish_day(dt.datetime.now(dt.UTC))


def project_of(options: argparse.Namespace) -> Project:
    """The project that the options name."""
    found = Project(options.data, options.templates, options.build, office_folders(options))
    limits = {name: given for name in ("time_limit", "memory_limit") if (given := getattr(options, name, None))}
    return replace(found, **limits)


def office_folders(options: argparse.Namespace) -> tuple[Path, ...]:
    """Where to look for LibreOffice: where the user says, or on the search path and in the usual places."""
    if office := getattr(options, "office", None):
        return (office,)
    from contracts.pdf.office_places import usual_folders

    on_path = (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder)
    return (*on_path, *usual_folders())
