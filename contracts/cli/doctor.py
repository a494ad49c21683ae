"""`contracts doctor`."""

import argparse

from rich.console import Console

from contracts.cli.options import Commands, add_command, add_office, office_folders
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json


def add(commands: Commands) -> None:
    """Add the command."""
    examining = add_command(
        commands, "doctor", _doctor, "say what is installed, which fonts will be used, and what to do"
    )
    add_office(examining)


def _doctor(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.doctor import examine
    from contracts.presenting.doctor import finding_json, show_findings

    findings = examine(options.templates, office_folders(options))
    if options.json:
        out.out(as_json({"findings": [finding_json(finding) for finding in findings]}))
    else:
        show_findings(out, findings)
    return ExitStatus.OK if all(finding.well for finding in findings) else ExitStatus.MISSING
