"""The command line: arguments in, one call, exit status out. A module for each command; here they meet."""

import argparse
import sys
from collections.abc import Callable, Sequence

from rich.console import Console

from contracts import __version__
from contracts.cli import (
    building,
    clauses,
    doctor,
    explaining,
    init,
    keeping,
    ledger,
    linting,
    new,
    redlining,
    schemas,
    status,
    templates,
    verifying,
    watching,
)
from contracts.errors import ContractsError, ExitStatus, ProblemsError, ProofError
from contracts.presenting.machine import as_json
from contracts.presenting.problems import problem_json, show_problems

_EPILOG = """exit status:
  0  all is well
  1  a fault in the program itself
  2  the command line was wrong
  3  errors in data or templates (with --strict, warnings too)
  4  something is missing on this machine (see: contracts doctor)
  5  Word to PDF did not succeed
  6  a finished PDF did not pass its proof
  7  the build folder or data could not be written
  130  interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    # A pipe has no width: tables keep their lines whole there.
    out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
    err = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        command: Callable[[argparse.Namespace, Console, Console], ExitStatus] = options.command
        return command(options, out, err)
    except (ProblemsError, ProofError) as error:
        if options.json:
            out.out(as_json({"problems": [problem_json(item) for item in error.problems]}))
        show_problems(err, error.problems)
        if isinstance(error, ProofError):
            err.print(f"{error.document} did not pass its proof; the build folder is as it was.", style="bold red")
        return error.status
    except ContractsError as error:
        if options.json:
            out.out(as_json({"error": str(error), "status": int(error.status)}))
        err.print(str(error), style="bold red")
        return error.status
    except KeyboardInterrupt:
        err.print("Interrupted; the build folder and data are as they were.", style="bold red")
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone; Python would complain once more at exit.
        sys.stderr.close()
        return ExitStatus.OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="contracts",
        description="Partnership agreements from data and Word templates to proved, signable PDFs.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"contracts {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for command in (
        init,
        new,
        building,
        watching,
        status,
        keeping,
        ledger,
        clauses,
        explaining,
        linting,
        templates,
        redlining,
        schemas,
        verifying,
        doctor,
    ):
        command.add(commands)
    return parser
