"""`contracts diff` and `contracts show`: what has been signed, what differs from it, and what held on a day."""

import argparse

from rich.console import Console

from contracts.cli.options import Commands, add_command, day, project_of, today_of
from contracts.errors import ExitStatus, Severity
from contracts.presenting.changes import differing_json, show_differing
from contracts.presenting.machine import as_json
from contracts.presenting.terms import held_json, held_yaml, show_held

_NAME = "a partnership: botkyrka/feriepraktik, or feriepraktik alone"


def add(commands: Commands) -> None:
    """Add the commands."""
    differing = add_command(
        commands, "diff", _diff, "show what differs from the terms last signed, and what it calls for"
    )
    differing.add_argument(
        "--from", type=int, default=None, dest="old", metavar="N", help="compare the signed number N"
    )
    differing.add_argument("--to", type=int, default=None, dest="new", metavar="N", help="with the signed number N")
    showing = add_command(commands, "show", _show, "print the terms that held on a day")
    showing.add_argument("--as-of", type=day, default=None, metavar="DATE", help="the day (today)")
    showing.add_argument("--yaml", action="store_true", help="print the terms as they are written in partnership.yaml")
    for command in (differing, showing):
        command.add_argument("name", help=_NAME)
        command.add_argument(
            "--agreement", default=None, metavar="ID", help="a separate agreement: agreement-<association>"
        )


def _diff(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.signed_terms import differing

    found = differing(project_of(options), options.name, options.agreement, options.old, options.new, today_of(options))
    if options.json:
        out.out(as_json(differing_json(found)))
    else:
        show_differing(out, found)
    wrong = any(problem.severity is Severity.ERROR for problem in found.findings)
    return ExitStatus.PROBLEMS if wrong else ExitStatus.OK


def _show(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.signed_terms import held

    found = held(project_of(options), options.name, options.agreement, options.as_of or today_of(options))
    if options.json:
        out.out(as_json(held_json(found)))
    elif options.yaml:
        out.out(held_yaml(found), end="")
    else:
        show_held(out, found)
    return ExitStatus.OK
