"""`contracts check`, `plan` and `build`."""

import argparse
from collections.abc import Sequence

from rich.console import Console

from contracts.cli.interruption import Interruption
from contracts.cli.options import Commands, add_command, add_office, add_strict, project_of, today_of
from contracts.errors import ExitStatus, Problem, ProblemsError
from contracts.presenting.machine import as_json
from contracts.presenting.problems import (
    current_line,
    problem_json,
    problems_summary,
    show_problems,
    show_warnings_in_brief,
)
from contracts.presenting.status import show_unconfirmed_count, unconfirmed_json


def add(commands: Commands) -> None:
    """Add the commands."""
    checking = add_command(commands, "check", _check, "read all data and templates and say what is wrong or doubtful")
    planning = add_command(commands, "plan", _plan, "show which documents would be built, and from what")
    building = add_command(commands, "build", _build, "check, build and prove every document that the data calls for")
    for command in (checking, planning, building):
        add_strict(command)
        command.add_argument(
            "target",
            nargs="*",
            help="what to take: an authority, authority/partnership, a document, an output's path, or a kind; all",
        )
    for command in (checking, planning):
        add_draft(command)
    kind = building.add_mutually_exclusive_group()
    add_draft(kind)
    kind.add_argument("--signable", action="store_true", help="refuse what is not to be signed yet, instead of a draft")
    building.add_argument("--force", action="store_true", help="make what is current too")
    add_office(building)
    building.add_argument(
        "--time-limit", type=float, default=120.0, metavar="SECONDS", help="give up on a document after this long (120)"
    )


def add_draft(command: argparse._ActionsContainer) -> None:
    """Add --draft."""
    command.add_argument("--draft", action="store_true", help="drafts marked UTKAST, made without LibreOffice")


def _check(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import pipeline

    project = project_of(options)
    checked = pipeline.check(
        project, today_of(options), pipeline.authorities_of(project, options.target), lint=not options.target
    )
    if options.json:
        problems = [problem_json(item) for item in checked.problems]
        out.out(as_json({"problems": problems, "unconfirmed": [unconfirmed_json(one) for one in checked.unconfirmed]}))
    else:
        show_problems(out, checked.problems)
        out.print(problems_summary(checked.problems), style="bold")
        show_unconfirmed_count(out, len(checked.unconfirmed))
    return ExitStatus.PROBLEMS if checked.stops(strict=options.strict) else ExitStatus.OK


def _plan(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import pipeline
    from contracts.presenting.documents import job_json, show_plan

    project = project_of(options)
    checked = pipeline.check(project, today_of(options), pipeline.authorities_of(project, options.target))
    if checked.stops(strict=options.strict):
        raise ProblemsError(checked.problems)
    jobs = pipeline.jobs_for(project, checked.workspace, options.target, draft=options.draft)
    if options.json:
        problems = [problem_json(item) for item in checked.problems]
        out.out(as_json({"documents": [job_json(job) for job in jobs], "problems": problems}))
    else:
        show_plan(out, jobs, options.build.as_posix())
    return ExitStatus.OK


def _build(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import pipeline
    from contracts.filing.manifest import read_manifest
    from contracts.plan.jobs import selected
    from contracts.presenting.documents import show_documents, show_drafts, show_removed

    project = project_of(options)
    checked = pipeline.check_facts(project, today_of(options), pipeline.authorities_of(project, options.target))
    if checked.stops(strict=options.strict):
        raise ProblemsError(checked.problems)
    missing = None if options.draft else pipeline.office_is_missing(project)
    draft = options.draft or missing is not None
    jobs = pipeline.jobs_for(project, checked.workspace, (), draft=draft)
    if not options.json:
        show_warnings_in_brief(err, checked.problems)
    if not jobs and not read_manifest(project.build).documents:
        return _nothing_yet(options, checked.problems, out)
    if options.signable and missing:
        raise missing
    interruption = Interruption()
    with err.status("") as status:

        def progress(document: str, step: str) -> None:
            interruption.check()
            status.update(f"{document}: {step}")

        jobs = selected(jobs, options.target, project.build.as_posix())
        if options.signable:
            pipeline.require_signable(checked.workspace, jobs)
        outlook = pipeline.outlook(project, jobs, whole=not options.target, force=options.force)
        built = pipeline.build(project, checked.workspace, outlook, progress=progress)
    if options.json:
        problems = [problem_json(item) for item in checked.problems]
        drafts = {job.stem: [reason.value for reason in job.planned.draft_reasons] for job in jobs if job.draft}
        out.out(
            as_json(
                {
                    "documents": [entry.model_dump(mode="json") for entry in (*outlook.documents, *built.documents)],
                    "made": [entry.id for entry in built.documents],
                    "removed": [path.as_posix() for path in built.removed],
                    "drafts": drafts,
                    "problems": problems,
                }
            )
        )
    else:
        remedy = " (contracts check says where and what to do)" if checked.problems else ""
        out.print(problems_summary(checked.problems) + remedy, style="bold")
        show_documents(out, built.documents, options.build)
        show_removed(err, built.removed)
        out.print(current_line(len(outlook.documents), made=len(built.documents)), style="bold")
        show_drafts(err, jobs, options.build)
    for path in built.aside:
        err.print(f"A file that had been changed by hand was kept as {path}", style="yellow")
    if missing:
        err.print(f"These are drafts: {missing}", style="bold yellow")
    return ExitStatus.OK


def _nothing_yet(options: argparse.Namespace, problems: Sequence[Problem], out: Console) -> ExitStatus:
    """A project that has just begun has nothing to build, and that is well."""
    if options.json:
        out.out(as_json({"documents": [], "drafts": {}, "problems": [problem_json(item) for item in problems]}))
    else:
        out.print("Det finns inget att bygga än. Börja på ett partnerskap med: contracts new", style="bold")
    return ExitStatus.OK
