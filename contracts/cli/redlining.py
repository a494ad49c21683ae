"""`contracts redline`."""

import argparse
import datetime as dt
from pathlib import Path

from rich.console import Console

from contracts.cli.options import Commands, add_command, add_office, office_folders
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json


def add(commands: Commands) -> None:
    """Add the command."""
    comparing = add_command(
        commands, "redline", _redline, "compare two Word files: tracked changes to accept or reject, and a PDF to read"
    )
    comparing.add_argument("old", type=Path, help="the older .docx; it is not changed")
    comparing.add_argument("new", type=Path, help="the newer .docx; it is not changed")
    comparing.add_argument(
        "--output", type=Path, default=None, metavar="FILE", help="the .docx or .pdf to write (in the build folder)"
    )
    comparing.add_argument(
        "--author", default=None, metavar="NAME", help="who made the changes (the newer file's author)"
    )
    comparing.add_argument(
        "--date", type=_moment, default=None, metavar="DATE", help="when they were made (when the newer file was saved)"
    )
    add_office(comparing)
    comparing.add_argument(
        "--time-limit", type=float, default=120.0, metavar="SECONDS", help="give up on the PDF after this long (120)"
    )


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(12), dt.UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as 2018-03-01") from None


def _redline(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.presenting.redline import redline_json, show_redline
    from contracts.redlining import Limits, write_redline

    target = options.output or options.build / "jamforelser" / f"{options.new.stem}-jamforelse.docx"
    if target.suffix.lower() == ".pdf":
        target = target.with_suffix(".docx")  # the PDF beside it gets the name that was asked for
    elif target.suffix.lower() != ".docx":
        target = target.with_name(f"{target.name}.docx")
    with err.status("") as status:
        written = write_redline(
            options.old,
            options.new,
            target,
            options.author,
            options.date,
            Limits(office_folders(options), options.time_limit),
            lambda step: status.update(f"{target.name}: {step}"),
        )
    if options.json:
        out.out(as_json(redline_json(written)))
    else:
        show_redline(out, written)
    return ExitStatus.OK
