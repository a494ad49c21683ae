"""`contracts check`."""

import argparse

from rich.console import Console

from contracts.cli.options import Commands, add_command, add_draft, add_strict, add_targets, project_of, today_of
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json
from contracts.presenting.problems import problem_json, problems_summary, show_problems


def add(commands: Commands) -> None:
    """Add the command."""
    checking = add_command(commands, "check", _check, "read all data and templates and say what is wrong or doubtful")
    add_strict(checking)
    add_targets(checking)
    add_draft(checking)


def _check(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import choosing, pipeline
    from contracts.presenting.status import show_unconfirmed_count, unconfirmed_json

    project = project_of(options)
    checked = pipeline.check(
        project, today_of(options), choosing.authorities_of(project, options.target), lint=not options.target
    )
    if options.json:
        problems = [problem_json(item) for item in checked.problems]
        out.out(as_json({"problems": problems, "unconfirmed": [unconfirmed_json(one) for one in checked.unconfirmed]}))
    else:
        show_problems(out, checked.problems)
        out.print(problems_summary(checked.problems), style="bold")
        show_unconfirmed_count(out, len(checked.unconfirmed))
    return ExitStatus.PROBLEMS if checked.stops(strict=options.strict) else ExitStatus.OK
