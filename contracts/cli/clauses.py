"""`contracts clauses`."""

import argparse

from rich.console import Console

from contracts.cli.options import Commands, add_command
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json
from contracts.presenting.problems import problem_json, show_problems


def add(commands: Commands) -> None:
    """Add the command."""
    add_command(commands, "clauses", _clauses, "list the clause library: what each clause needs and rests on")


def _clauses(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.plan.clause_list import list_clauses
    from contracts.presenting.clauses import clause_json, show_clause

    found = list_clauses(options.data, options.templates)
    if options.json:
        problems = [problem_json(item) for item in found.problems]
        out.out(as_json({"clauses": [clause_json(item) for item in found.clauses], "problems": problems}))
    else:
        for clause in found.clauses:
            show_clause(out, clause)
        show_problems(err, found.problems)
    return ExitStatus.PROBLEMS if found.problems else ExitStatus.OK
