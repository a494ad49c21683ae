"""`contracts file`."""

import argparse
from pathlib import Path

from rich.console import Console

from contracts.cli.options import Commands, add_command, add_trust, day, project_of
from contracts.errors import ExitStatus
from contracts.presenting.keeping import kept_json, show_kept
from contracts.presenting.machine import as_json


def add(commands: Commands) -> None:
    """Add the command."""
    filing = add_command(commands, "file", _file, "check a signed PDF and file it in data/, once and for good")
    filing.add_argument("pdf", type=Path, metavar="SIGNED.pdf", help="the signed document; it is copied, not moved")
    filing.add_argument(
        "--scan",
        metavar="AUTHORITY/PARTNERSHIP[:DOCUMENT]",
        default=None,
        help="it was signed on paper and scanned, and is this partnership's agreement (or the document named)",
    )
    when = "the day of the last signature, where it cannot be read"
    filing.add_argument("--signed-on", type=day, default=None, metavar="DATE", help=when)
    filing.add_argument(
        "--build-differs",
        action="store_true",
        help="file it although build/ made another file of the same facts; that is put on record",
    )
    add_trust(filing)


def _file(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.keeping.keep import Asked, keep
    from contracts.keeping.scanned import scan_target

    asked = Asked(
        options.pdf,
        scan_target(options.scan) if options.scan else None,
        options.signed_on,
        tuple(options.trust),
        options.build_differs,
    )
    kept = keep(project_of(options), asked)
    if options.json:
        out.out(as_json(kept_json(kept)))
    else:
        show_kept(out, kept)
    return ExitStatus.OK
