"""The command line: arguments in, one call, exit status out. A module for each command; here they meet."""

import argparse
import errno
import gc
import importlib
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import NoReturn

from rich.console import Console

from contracts import __version__
from contracts.errors import ContractsError, ExitStatus, ProblemsError, ProofError
from contracts.presenting.machine import as_json
from contracts.presenting.problems import problem_json, show_problems

#: Each module of this package with the commands that it adds, in the order of the help.
_COMMANDS = {
    "init": ("init",),
    "new": ("new",),
    "checking": ("check",),
    "building": ("build",),
    "planning": ("plan",),
    "watching": ("watch",),
    "status": ("status",),
    "keeping": ("file",),
    "ledger": ("diff", "show"),
    "clauses": ("clauses",),
    "explaining": ("explain",),
    "linting": ("lint",),
    "templates": ("template",),
    "redlining": ("redline",),
    "merging": ("merge",),
    "schemas": ("schema",),
    "verifying": ("verify",),
    "doctor": ("doctor",),
}

#: When Python searches for garbage: after so many objects more than before, and through older ones every so many
#: times. Reading and planning make hundreds of thousands that stay; by itself it would look through them all the time.
_SEARCHES = (50_000, 20, 50)

_FULL = (errno.ENOSPC, errno.EDQUOT)
_MAKE_ROOM = (
    "The build folder and data are as they were. Make room, in the folder for temporary files too, and try again."
)

_EPILOG = """exit status:
  0  all is well
  1  a fault in the program itself
  2  the command line was wrong
  3  errors in data or templates (with --strict, warnings too)
  4  something is missing on this machine (see: contracts doctor)
  5  Word to PDF did not succeed
  6  a finished PDF did not pass its proof
  7  the build folder or data could not be written
  8  with --frozen: build/ is not what would be built now
  130  interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    gc.set_threshold(*_SEARCHES)
    arguments = sys.argv[1:] if arguments is None else arguments
    # A pipe has no width: tables keep their lines whole there.
    out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
    err = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        options = _parser(arguments[0] if arguments else "").parse_args(arguments)
    except KeyboardInterrupt:
        return _interrupted(err)
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
        return _interrupted(err)
    except BrokenPipeError:
        # The reader (head, less) has gone; Python would complain once more at exit.
        sys.stderr.close()
        return ExitStatus.OK
    except OSError as error:
        if error.errno not in _FULL:
            raise
        err.print(
            f"No room is left on the disk ({error.filename or tempfile.gettempdir()}). {_MAKE_ROOM}", style="bold red"
        )
        return ExitStatus.OUTPUT


def run() -> NoReturn:
    """Run one command as a program of its own, which ends then."""
    status = main()
    gc.freeze()  # to look through all that is known once more before it is thrown away takes up to a second
    sys.exit(status)


def _interrupted(err: Console) -> ExitStatus:
    err.print("Interrupted; the build folder and data are as they were.", style="bold red")
    return ExitStatus.INTERRUPTED


def _parser(command: str) -> argparse.ArgumentParser:
    """What reads the arguments of this command; of all of them when it is none.

    The other commands' modules are not loaded: loading all took longer than many a command.
    """
    parser = argparse.ArgumentParser(
        prog="contracts",
        description="Partnership agreements from data and Word templates to proved, signable PDFs.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"contracts {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    wanted = [module for module, names in _COMMANDS.items() if command in names] or _COMMANDS
    for module in wanted:
        importlib.import_module(f"contracts.cli.{module}").add(commands)
    return parser
