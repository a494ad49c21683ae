"""`contracts explain`."""

import argparse

from rich.console import Console

from contracts.cli.options import Commands, add_command
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json


def add(commands: Commands) -> None:
    """Add the command."""
    command = add_command(
        commands,
        "explain",
        _explain,
        "say what a field means, how it is written, which rules look at it, where it prints",
    )
    command.add_argument(
        "field",
        nargs="?",
        default="",
        help="term.end, memo.proposals, amount, or a kind of file (memo); all when left out",
    )


def _explain(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.explaining.explain import explain, named
    from contracts.presenting.explain import explained_json, field_json, show_explained, show_fields

    fields = named(options.field)
    if len(fields) == 1:
        with err.status(""):
            explained = explain(fields[0], options.templates)
        if options.json:
            out.out(as_json({"fields": [explained_json(explained)]}))
        else:
            show_explained(out, explained)
    elif options.json:
        out.out(as_json({"fields": [field_json(field) for field in fields]}))
    else:
        show_fields(out, fields)
    return ExitStatus.OK
