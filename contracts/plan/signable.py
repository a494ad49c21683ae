"""Why documents are not to be signed yet, as problems with their places."""

from collections.abc import Iterable, Iterator

from contracts.errors import Problem, Stage
from contracts.facts.folders import PartnershipFolder, Workspace
from contracts.ledger.findings import LedgerFinding
from contracts.plan.jobs import Job
from contracts.plan.planned import DraftReason
from contracts.plan.unconfirmed import UnconfirmedValue


def not_signable(workspace: Workspace, jobs: Iterable[Job]) -> tuple[Problem, ...]:
    """What keeps these documents from being signed: each value and each partnership once."""
    folders = {(authority.id, folder.id): folder for authority, folder in workspace.partnerships()}
    return tuple(dict.fromkeys(problem for job in jobs for problem in _of_job(job, folders)))


def _of_job(job: Job, folders: dict[tuple[str, str], PartnershipFolder]) -> Iterator[Problem]:
    for one in job.planned.unconfirmed:
        yield unconfirmed_problem(one)
    if job.planned.missing and job.planned.partnership:
        folder = folders[job.authority, job.planned.partnership]
        for finding in job.planned.missing:
            yield missing_problem(folder, finding)
    if DraftReason.STATUS in job.planned.draft_reasons and job.planned.partnership:
        yield draft_problem(folders[job.authority, job.planned.partnership])


def unconfirmed_problem(one: UnconfirmedValue) -> Problem:
    """That a value is not confirmed."""
    text = f"uppgiften är inte bekräftad: {one.title}, {one.value}"
    return Problem("value-unconfirmed", text, one.place, "ta bort frågetecknet när uppgiften är bekräftad")


def missing_problem(folder: PartnershipFolder, finding: LedgerFinding) -> Problem:
    """That something is not known that must stand behind a change."""
    return Problem(finding.rule, finding.text, folder.source.place(finding.route), finding.remedy)


def draft_problem(folder: PartnershipFolder) -> Problem:
    """That a partnership is a draft."""
    text = "partnerskapet har läget draft, så dess dokument blir utkast"
    remedy = "ändra status, till exempel till decided, när avtalet är färdigt"
    place = folder.source.place(("status",))
    return Problem("partnership-draft", text, place, remedy, stage=Stage.SIGNING)
