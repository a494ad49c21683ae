"""`contracts verify`."""

import argparse
from pathlib import Path

from rich.console import Console

from contracts.cli.options import Commands, add_command, add_trust
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json


def add(commands: Commands) -> None:
    """Add the command."""
    verifying = add_command(commands, "verify", _verify, "prove a PDF again and say which facts it was made from")
    verifying.add_argument("pdf", type=Path, nargs="+", help="a PDF that was built here")
    add_trust(verifying)


def _verify(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.presenting.verification import show_verification, verification_json
    from contracts.verification import verify

    results = [verify(pdf, options.trust) for pdf in options.pdf]
    if options.json:
        out.out(as_json({"documents": [verification_json(result) for result in results]}))
    else:
        for result in results:
            show_verification(out, result)
    return ExitStatus.OK if all(result.passed for result in results) else ExitStatus.PROOF
