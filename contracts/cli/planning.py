"""`contracts plan`."""

import argparse

from rich.console import Console

from contracts.cli.options import (
    Commands,
    add_command,
    add_draft,
    add_office,
    add_strict,
    add_targets,
    project_of,
    today_of,
)
from contracts.errors import ExitStatus, ProblemsError
from contracts.presenting.machine import as_json
from contracts.presenting.problems import problem_json


def add(commands: Commands) -> None:
    """Add the command."""
    planning = add_command(commands, "plan", _plan, "show which documents would be built, and from what")
    add_strict(planning)
    add_targets(planning)
    add_draft(planning)
    planning.add_argument("--why", action="store_true", help="say of each why a build would make it again")
    add_office(planning)


def _plan(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts import choosing, pipeline
    from contracts.filing.stat_cache import StatCache
    from contracts.presenting.documents import job_json, show_plan
    from contracts.presenting.why import show_why, why_json
    from contracts.why import why

    project = project_of(options)
    checked = pipeline.check_facts(project, today_of(options), choosing.authorities_of(project, options.target))
    if checked.stops(strict=options.strict):
        raise ProblemsError(checked.problems)
    program, missing = pipeline.office_of(project) if options.why and not options.draft else (None, None)
    jobs = choosing.jobs_for(project, checked.workspace, options.target, draft=options.draft or missing is not None)
    told: dict[str, object] = {"documents": [job_json(job) for job in jobs]}
    if options.why:
        places = choosing.places_planned(checked.workspace, options.target, project.build.as_posix())
        outlook = choosing.outlook(
            project, checked.workspace, jobs, StatCache(project.build), places=places, program=program
        )
        found = why(project, outlook)
        told |= why_json(found, outlook.gone)
        if not options.json:
            show_why(out, found, outlook.gone, options.build.as_posix())
            if missing:
                err.print(f"A build would make drafts: {missing}", style="bold yellow")
    elif not options.json:
        show_plan(out, jobs, options.build.as_posix())
    if options.json:
        out.out(as_json({**told, "problems": [problem_json(item) for item in checked.problems]}))
    return ExitStatus.OK
