"""`contracts lint`."""

import argparse
from pathlib import Path

from rich.console import Console

from contracts import __version__
from contracts.cli.options import Commands, add_command, add_strict
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json
from contracts.presenting.problems import problem_json


def add(commands: Commands) -> None:
    """Add the command."""
    linting = add_command(commands, "lint", _lint, "say what is wrong with Word templates, each fault at its place")
    linting.add_argument("template", type=Path, nargs="*", help="a Word file; all of the templates when none is named")
    linting.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0, for code review")
    linting.add_argument("--deep", action="store_true", help="render every branch with made-up facts, and look at it")
    linting.add_argument("--fix", action="store_true", help="write a copy with mended tags to the build folder")
    linting.add_argument("--comments", action="store_true", help="write a copy with the faults as Word comments")
    add_strict(linting)


def _lint(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.linting import lint_templates

    with err.status("") as status:
        found = lint_templates(
            options.template,
            options.templates,
            options.build / "lint",
            deep=options.deep,
            fix=options.fix,
            comments=options.comments,
            progress=lambda document, step: status.update(f"{document}: {step}"),
        )
    if options.sarif:
        from contracts.lint.lint import RULES
        from contracts.lint.sarif import sarif

        out.out(as_json(sarif(found.problems, RULES, __version__)))
    elif options.json:
        copies = [{"file": path.as_posix(), "mended": list(done)} for path, done in found.copies]
        problems = [problem_json(item) for item in found.problems]
        out.out(as_json({"templates": list(found.templates), "problems": problems, "copies": copies}))
    else:
        from contracts.presenting.lint import show_copies, show_lint

        show_lint(out, found.problems, found.templates)
        show_copies(out, found.copies)
    return ExitStatus.PROBLEMS if found.stops(strict=options.strict) else ExitStatus.OK
