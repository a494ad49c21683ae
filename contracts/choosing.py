"""What somebody asked to build, and what a build of it would do."""

from collections.abc import Callable, Iterable, Sequence

from contracts.due import Maker, Outlook, gone, judge
from contracts.errors import ProblemsError
from contracts.facts.folders import Workspace
from contracts.facts.held import NotAsBeforeError
from contracts.filing.manifest import read_manifest, sha256_of
from contracts.filing.stat_cache import StatCache
from contracts.pdf.embedded import Embedded, embedded_version
from contracts.pdf.office import Office, OfficeProgram, find_office
from contracts.plan.affected import fingerprints
from contracts.plan.head import AnyHead, Head
from contracts.plan.jobs import (
    Job,
    handed_out_targets,
    job_of,
    kept_stems,
    plain_target,
    plan,
    plan_by_dossiers,
    selected,
)
from contracts.plan.planned import DraftReason
from contracts.plan.signable import not_signable
from contracts.project import Project
from contracts.provenance import made_by, tools
from contracts.remembered import Memory


def authorities_of(project: Project, targets: Sequence[str]) -> frozenset[str]:
    """The authorities that these targets lie in, so that no other need be read; empty when one names none."""
    found = set()
    for target in targets:
        first = plain_target(target, project.build.as_posix()).partition("/")[0]
        if not (project.data / first).is_dir():
            return frozenset()
        found.add(first)
    return frozenset(found)


def jobs_for(
    project: Project,
    workspace: Workspace,
    targets: Sequence[str],
    *,
    draft: bool,
    tick: Callable[[], None] = lambda: None,
) -> tuple[Job, ...]:
    """The jobs for what somebody asked to build; everything when nothing is named.

    Precondition: the checks found no errors.

    Args:
        project: Where the folders are.
        workspace: The facts.
        targets: As of `selected`.
        draft: Whether drafts are asked for.
        tick: Called before each document is planned; may raise to stop.

    Raises:
        ProblemsError: A template is missing, a text cannot be filled in, or a target means nothing.
    """
    jobs = plan(workspace, project.templates, draft=draft, tick=tick)
    return chosen(project, workspace, jobs, targets)


def heads_for(project: Project, workspace: Workspace, *, draft: bool, memory: Memory | None) -> tuple[Head, ...]:
    """Every document of the plan, as `jobs_for` with no targets; whole jobs where something must be planned.

    Args:
        project: Where the folders are.
        workspace: The facts, as `check_facts` gave them with this memory.
        draft: Whether drafts are asked for.
        memory: What is remembered, and is to remember this; None to plan everything.

    Raises:
        ProblemsError: As `jobs_for`.
        NotAsBeforeError: What is remembered does not hold.
    """
    return plan_by_dossiers(workspace, memory.heads) if memory else plan(workspace, project.templates, draft=draft)


def whole(project: Project, workspace: Workspace, heads: Iterable[Head], *, draft: bool) -> tuple[Job, ...]:
    """The jobs of documents, planned now where it is only remembered that they are to be made.

    Args:
        project: Where the folders are.
        workspace: The facts that they were planned from.
        heads: The documents.
        draft: Whether drafts are asked for.

    Raises:
        ProblemsError: As `jobs_for`.
        NotAsBeforeError: What is remembered does not hold.
    """
    authorities = {authority.id: authority for authority in workspace.authorities}
    jobs = []
    for head in heads:
        job = head
        if not isinstance(job, Job):
            job = job_of(authorities[head.authority], head.id, project.templates, draft=draft)
            if (job.stem, job.facts_sha256) != (head.stem, head.facts_sha256):
                raise NotAsBeforeError
        jobs.append(job)
    return tuple(jobs)


def chosen(
    project: Project, workspace: Workspace, jobs: Sequence[AnyHead], targets: Sequence[str]
) -> tuple[AnyHead, ...]:
    """Those of all jobs that somebody asked to build. Raises as `jobs_for`, for the targets."""
    kept = handed_out_targets(workspace) if targets else {}
    return selected(jobs, targets, project.build.as_posix(), kept)


def require_signable(workspace: Workspace, jobs: Sequence[Job]) -> None:
    """Refuse documents that are not to be signed yet.

    Raises:
        ProblemsError: With every value that is not confirmed, and every partnership that is a draft.
    """
    if problems := not_signable(workspace, jobs):
        raise ProblemsError(problems)


def places_planned(workspace: Workspace, targets: Sequence[str], build: str) -> tuple[str, ...]:
    """Beginnings of the paths in build/ of which these targets are every document: of authorities and partnerships.

    Args:
        workspace: the facts.
        targets: as of `jobs_for`; everything when it is empty.
        build: how the build folder is written in a path.
    """
    if not targets:
        return ("",)
    known = {authority.id for authority in workspace.authorities}
    known |= {f"{authority.id}/{folder.id}" for authority, folder in workspace.partnerships()}
    return tuple(f"{plain}/" for target in targets if (plain := plain_target(target, build)) in known)


def outlook(
    project: Project,
    workspace: Workspace,
    jobs: Sequence[Head],
    files: StatCache,
    *,
    places: tuple[str, ...],
    force: bool = False,
    program: OfficeProgram | None = None,
) -> Outlook:
    """What a build of these jobs would do. Nothing is made or written.

    Drafts that were asked for are made by the embedded engine; what must be a draft stands among what can be signed,
    and is made as that is.

    Args:
        project: where the folders are.
        workspace: the facts that the jobs were planned from.
        jobs: the documents; the parts of every packet stand before it.
        files: what is remembered of files.
        places: beginnings of the paths in build/ of which these are all documents (`places_planned`): what else is
            there has no source any more.
        force: whether to make what is current too.
        program: the LibreOffice, when it has been found already: to ask it for its version takes a moment.

    Raises:
        MissingProgramError: The engine that is needed is missing.
        OutputError: The manifest cannot be read.
    """
    embedded = bool(jobs) and all(DraftReason.ASKED in job.draft_reasons for job in jobs)
    program = None if embedded else program or find_office(project.office)
    maker = _maker(jobs, program)
    manifest = read_manifest(project.build)
    keys = fingerprints(jobs, maker.templates, made_by(maker.engine, maker.engine_version))
    here = project.build.absolute()
    verdicts = judge(jobs, keys, manifest, maker, lambda path: files.sha256(f"{here}/{path}"), force=force)
    left = tuple(one for one in gone(manifest, jobs, kept_stems(workspace)) if one.id.startswith(places))
    return Outlook(verdicts, left, manifest, maker, program)


def _maker(jobs: Sequence[Head], program: OfficeProgram | None) -> Maker:
    engine, version = (Office.name, program.version) if program else (Embedded.name, embedded_version())
    used = {path for job in jobs for path in (job.template, job.agreement) if path is not None}
    templates = {path: sha256_of(path) for path in used}
    return Maker(engine, version, tools(), templates)
