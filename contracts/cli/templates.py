"""`contracts template new` and `template scan`."""

import argparse
from pathlib import Path

from rich.console import Console

from contracts.cli.options import Commands, add_command
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json


def add(commands: Commands) -> None:
    """Add the commands."""
    template = commands.add_parser("template", help="begin a template, or propose fields for an agreement's values")
    own = template.add_subparsers(required=True, metavar="COMMAND", title="commands")
    starting = add_command(
        own, "new", _template_new, "copy a common template to an authority's folder, to be edited in Word"
    )
    starting.add_argument("kind", help="agreement, memo, pm, report, …: the name of a file in templates/")
    starting.add_argument("--variant", default=None, metavar="NAME", help="a variant that partnerships can choose")
    scanning = add_command(
        own, "scan", _template_scan, "propose fields for a Word file's values, as comments in a copy"
    )
    scanning.add_argument("file", type=Path, help="a .docx; it is not changed")
    scanning.add_argument("--kind", default="agreement", help="the kind of template that it would become (agreement)")
    for command, help_ in ((starting, "whose template it becomes"), (scanning, "whose organisations to look for; all")):
        command.add_argument("--authority", default=None, metavar="ID", help=f"{help_} (a folder's name in data/)")


def _template_new(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.lint.starting import start_template
    from contracts.presenting.scan import show_started

    started = start_template(
        options.kind, options.templates, options.data, authority=options.authority, variant=options.variant
    )
    if options.json:
        out.out(as_json({"template": started.path.as_posix(), "next": list(started.steps)}))
    else:
        show_started(out, started)
    return ExitStatus.OK


def _template_scan(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.lint.scan import scan
    from contracts.plan.known_parties import known_parties
    from contracts.presenting.scan import scan_json, show_scan

    copy = options.build / "lint" / f"{options.file.stem}-forslag.docx"
    parties = known_parties(options.data, options.templates, options.authority)
    scanned = scan(options.file, copy, kind=options.kind, parties=parties)
    if options.json:
        out.out(as_json(scan_json(scanned, copy.as_posix())))
    else:
        show_scan(out, scanned, copy.as_posix())
    return ExitStatus.OK
