"""`contracts schema`."""

import argparse

from rich.console import Console

from contracts.cli.options import Commands, add_command
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json


def add(commands: Commands) -> None:
    """Add the command."""
    add_command(commands, "schema", _schema, "write the schemas that editors read to .schema/ of the data folder")


def _schema(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.editing.schemas import write_schemas

    written = [path.as_posix() for path in write_schemas(options.data)]
    if options.json:
        out.out(as_json({"written": written}))
    else:
        for path in written:
            out.print(path)
        if not written:
            err.print("The schemas are up to date.")
    return ExitStatus.OK
