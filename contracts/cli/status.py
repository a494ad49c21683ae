"""`contracts status`."""

import argparse

from rich.console import Console

from contracts.cli.options import Commands, add_command, project_of, today_of
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json
from contracts.presenting.status import show_states, state_json


def add(commands: Commands) -> None:
    """Add the command."""
    command = add_command(
        commands, "status", _status, "say what a partnership still lacks for a draft, for a decision and for signing"
    )
    command.add_argument("target", nargs="*", help="which: an authority, or authority/partnership; all")


def _status(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import pipeline

    states = pipeline.states(project_of(options), today_of(options), options.target)
    if options.json:
        out.out(as_json({"partnerships": [state_json(state) for state in states]}))
    else:
        show_states(out, states)
    return ExitStatus.OK
