"""The command line: arguments in, one call, exit status out. Nothing else in the package prints."""

import argparse
import datetime as dt
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from rich.console import Console

from contracts import __version__, presenting
from contracts.errors import ContractsError, ExitStatus, ProblemsError, ProofError
from contracts.project import Project

_EPILOG = """exit status:
  0  all is well
  1  a fault in the program itself
  2  the command line was wrong
  3  errors in data or templates (with --strict, warnings too)
  4  something is missing on this machine (see: contracts doctor)
  5  Word to PDF did not succeed
  6  a finished PDF did not pass its proof
  7  the build folder could not be written
  130  interrupted
"""


class _Interruption:
    """Remembers a Ctrl-C: Python drops the exception when it comes while some object is being cleaned away."""

    def __init__(self) -> None:
        self.asked = False
        # Whoever starts the program deaf to Ctrl-C (nohup, a shell's background) means it.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        raise KeyboardInterrupt

    def check(self) -> None:
        """Raise what was dropped."""
        if self.asked:
            raise KeyboardInterrupt


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
            out.out(presenting.as_json({"problems": [presenting.problem_json(item) for item in error.problems]}))
        presenting.show_problems(err, error.problems)
        if isinstance(error, ProofError):
            err.print(f"{error.document} did not pass its proof; the build folder is as it was.", style="bold red")
        return error.status
    except ContractsError as error:
        if options.json:
            out.out(presenting.as_json({"error": str(error), "status": int(error.status)}))
        err.print(str(error), style="bold red")
        return error.status
    except KeyboardInterrupt:
        err.print("Interrupted; the build folder is as it was.", style="bold red")
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
    checking = _command(commands, "check", _check, "read all data and templates and say what is wrong or doubtful")
    planning = _command(commands, "plan", _plan, "show which documents would be built, and from what")
    building = _command(commands, "build", _build, "check, build and prove every document that the data calls for")
    for command in (checking, planning, building):
        command.add_argument("--strict", action="store_true", help="let warnings stop it too")
    for command in (building, _doctor_command(commands)):
        command.add_argument(
            "--office", type=Path, default=None, metavar="DIR", help="where LibreOffice's program lies"
        )
    building.add_argument(
        "--time-limit", type=float, default=120.0, metavar="SECONDS", help="give up on a document after this long (120)"
    )
    for command in (checking, planning, building):
        command.add_argument(
            "target",
            nargs="*",
            help="what to take: an authority, authority/partnership, a document, an output's path, or a kind; all",
        )
        command.add_argument("--draft", action="store_true", help="drafts marked UTKAST, made without LibreOffice")
    _command(commands, "clauses", _clauses, "list the clause library: what each clause needs and rests on")
    _lint_command(commands)
    _template_commands(commands)
    verifying = _command(commands, "verify", _verify, "prove a PDF again and say which facts it was made from")
    verifying.add_argument("pdf", type=Path, nargs="+", help="a PDF that was built here")
    return parser


def _template_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    template = commands.add_parser("template", help="begin a template, or propose fields for an agreement's values")
    own = template.add_subparsers(required=True, metavar="COMMAND", title="commands")
    starting = _command(
        own, "new", _template_new, "copy a common template to an authority's folder, to be edited in Word"
    )
    starting.add_argument("kind", help="agreement, memo, pm, report, …: the name of a file in templates/")
    starting.add_argument("--variant", default=None, metavar="NAME", help="a variant that partnerships can choose")
    scanning = _command(own, "scan", _template_scan, "propose fields for a Word file's values, as comments in a copy")
    scanning.add_argument("file", type=Path, help="a .docx; it is not changed")
    scanning.add_argument("--kind", default="agreement", help="the kind of template that it would become (agreement)")
    for command, help_ in ((starting, "whose template it becomes"), (scanning, "whose organisations to look for; all")):
        command.add_argument("--authority", default=None, metavar="ID", help=f"{help_} (a folder's name in data/)")


def _lint_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    linting = _command(commands, "lint", _lint, "say what is wrong with Word templates, each fault at its place")
    linting.add_argument("template", type=Path, nargs="*", help="a Word file; all of the templates when none is named")
    linting.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0, for code review")
    linting.add_argument("--deep", action="store_true", help="render every branch with made-up facts, and look at it")
    linting.add_argument("--fix", action="store_true", help="write a copy with mended tags to the build folder")
    linting.add_argument("--comments", action="store_true", help="write a copy with the faults as Word comments")
    linting.add_argument("--strict", action="store_true", help="let warnings stop it too")


def _doctor_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    return _command(commands, "doctor", _doctor, "say what is installed, which fonts will be used, and what to do")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace, Console, Console], ExitStatus],
    summary: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    command.set_defaults(command=run)
    command.add_argument("--json", action="store_true", help="print one JSON document instead of text")
    command.add_argument("--data", type=Path, default=Path("data"), metavar="DIR", help="the data folder (data)")
    command.add_argument(
        "--templates", type=Path, default=Path("templates"), metavar="DIR", help="the Word templates (templates)"
    )
    command.add_argument("--build", type=Path, default=Path("build"), metavar="DIR", help="the build folder (build)")
    command.add_argument("--today", type=_day, default=None, metavar="DATE", help="check deadlines as of this day")
    return command


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as 2018-03-01") from None


def _today(options: argparse.Namespace) -> dt.date:
    return options.today or dt.date.today()  # noqa: DTZ011 - the officer's own calendar day


def _check(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import pipeline

    project = _project(options)
    checked = pipeline.check(
        project, _today(options), pipeline.authorities_of(project, options.target), lint=not options.target
    )
    if options.json:
        out.out(presenting.as_json({"problems": [presenting.problem_json(item) for item in checked.problems]}))
    else:
        presenting.show_problems(out, checked.problems)
        out.print(presenting.problems_summary(checked.problems), style="bold")
    return ExitStatus.PROBLEMS if checked.stops(strict=options.strict) else ExitStatus.OK


def _plan(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import pipeline

    project = _project(options)
    checked = pipeline.check(project, _today(options), pipeline.authorities_of(project, options.target))
    if checked.stops(strict=options.strict):
        raise ProblemsError(checked.problems)
    jobs = pipeline.jobs_for(project, checked.workspace, options.target, draft=options.draft)
    if options.json:
        problems = [presenting.problem_json(item) for item in checked.problems]
        out.out(presenting.as_json({"documents": [presenting.job_json(job) for job in jobs], "problems": problems}))
    else:
        presenting.show_plan(out, jobs, options.build.as_posix())
    return ExitStatus.OK


def _build(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import pipeline

    project = _project(options)
    checked = pipeline.check(project, _today(options), pipeline.authorities_of(project, options.target))
    if checked.stops(strict=options.strict):
        raise ProblemsError(checked.problems)
    if not options.json:
        presenting.show_warnings_in_brief(err, checked.problems)
    missing = None if options.draft else pipeline.office_is_missing(project)
    interruption = _Interruption()
    with err.status("") as status:

        def progress(document: str, step: str) -> None:
            interruption.check()
            status.update(f"{document}: {step}")

        draft = options.draft or missing is not None
        jobs = pipeline.jobs_for(project, checked.workspace, options.target, draft=draft)
        built = pipeline.build(project, checked.workspace, jobs, progress=progress)
    if options.json:
        problems = [presenting.problem_json(item) for item in checked.problems]
        documents = [entry.model_dump(mode="json") for entry in built.documents]
        out.out(presenting.as_json({"documents": documents, "problems": problems}))
    else:
        remedy = " (contracts check says where and what to do)" if checked.problems else ""
        out.print(presenting.problems_summary(checked.problems) + remedy, style="bold")
        presenting.show_documents(out, built.documents, options.build)
    for path in built.aside:
        err.print(f"A file that had been changed by hand was kept as {path}", style="yellow")
    if missing:
        err.print(f"These are drafts: {missing}", style="bold yellow")
    return ExitStatus.OK


def _clauses(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.plan.clause_list import list_clauses
    from contracts.presenting_clauses import clause_json, show_clause

    found = list_clauses(options.data, options.templates)
    if options.json:
        problems = [presenting.problem_json(item) for item in found.problems]
        out.out(presenting.as_json({"clauses": [clause_json(item) for item in found.clauses], "problems": problems}))
    else:
        for clause in found.clauses:
            show_clause(out, clause)
        presenting.show_problems(err, found.problems)
    return ExitStatus.PROBLEMS if found.problems else ExitStatus.OK


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

        out.out(presenting.as_json(sarif(found.problems, RULES, __version__)))
    elif options.json:
        copies = [{"file": path.as_posix(), "mended": list(done)} for path, done in found.copies]
        problems = [presenting.problem_json(item) for item in found.problems]
        out.out(presenting.as_json({"templates": list(found.templates), "problems": problems, "copies": copies}))
    else:
        from contracts.presenting_lint import show_copies, show_lint

        show_lint(out, found.problems, found.templates)
        show_copies(out, found.copies)
    return ExitStatus.PROBLEMS if found.stops(strict=options.strict) else ExitStatus.OK


def _template_new(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.lint.starting import start_template
    from contracts.presenting_scan import show_started

    started = start_template(
        options.kind, options.templates, options.data, authority=options.authority, variant=options.variant
    )
    if options.json:
        out.out(presenting.as_json({"template": started.path.as_posix(), "next": list(started.steps)}))
    else:
        show_started(out, started)
    return ExitStatus.OK


def _template_scan(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.lint.scan import scan
    from contracts.plan.known_parties import known_parties
    from contracts.presenting_scan import scan_json, show_scan

    copy = options.build / "lint" / f"{options.file.stem}-forslag.docx"
    parties = known_parties(options.data, options.templates, options.authority)
    scanned = scan(options.file, copy, kind=options.kind, parties=parties)
    if options.json:
        out.out(presenting.as_json(scan_json(scanned, copy.as_posix())))
    else:
        show_scan(out, scanned, copy.as_posix())
    return ExitStatus.OK


def _verify(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.verification import verify

    results = [verify(pdf) for pdf in options.pdf]
    if options.json:
        out.out(presenting.as_json({"documents": [presenting.verification_json(result) for result in results]}))
    else:
        for result in results:
            presenting.show_verification(out, result)
    return ExitStatus.OK if all(result.passed for result in results) else ExitStatus.PROOF


def _doctor(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.doctor import examine

    findings = examine(options.templates, _office_folders(options))
    if options.json:
        out.out(presenting.as_json({"findings": [presenting.finding_json(finding) for finding in findings]}))
    else:
        presenting.show_findings(out, findings)
    return ExitStatus.OK if all(finding.well for finding in findings) else ExitStatus.MISSING


def _project(options: argparse.Namespace) -> Project:
    return Project(
        options.data, options.templates, options.build, _office_folders(options), getattr(options, "time_limit", 120.0)
    )


def _office_folders(options: argparse.Namespace) -> tuple[Path, ...]:
    """Where to look for LibreOffice: where the user says, or on the search path and in the usual places."""
    if office := getattr(options, "office", None):
        return (office,)
    from contracts.pdf.office import usual_folders

    on_path = (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder)
    return (*on_path, *usual_folders())
