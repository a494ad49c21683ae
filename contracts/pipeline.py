"""The order of the steps, from data/ and templates/ to proved documents in build/. No other module knows it."""

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.assembling import assemble
from contracts.checks.check import check_workspace
from contracts.comparison import compare_wordings
from contracts.errors import MissingProgramError, Problem, ProblemsError, Severity
from contracts.facts.load import Workspace, load_workspace
from contracts.filing.manifest import DocumentEntry, Manifest, read_manifest, sha256_of
from contracts.filing.sent import SentDocument, keep_sent
from contracts.filing.staging import file_away, staging
from contracts.making import Making, Progress, Step, make, try_out
from contracts.pdf.embedded import Embedded
from contracts.pdf.engine import Engine
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, find_office
from contracts.plan.clause_list import clause_text_problems
from contracts.plan.jobs import Job, plain_target, plan, selected
from contracts.plan.planned import DraftReason
from contracts.plan.signable import not_signable
from contracts.plan.stems import COMPARISON
from contracts.plan.unconfirmed import UnconfirmedValue, unconfirmed_values
from contracts.project import Project
from contracts.provenance import inputs_of
from contracts.readiness import PartnershipState, states_of
from contracts.spelling.filters import FILTERS
from contracts.word.render import Template
from contracts.word.template import compile_template


@dataclass(frozen=True, slots=True)
class Checked:
    """A workspace, and every problem found in it."""

    workspace: Workspace
    problems: tuple[Problem, ...]
    ruled: bool = True  #: whether every file could be read, so that the rules were applied

    @property
    def unconfirmed(self) -> tuple[UnconfirmedValue, ...]:
        """Every value that nobody has confirmed."""
        return tuple(one for authority in self.workspace.authorities for one in unconfirmed_values(authority))

    def stops(self, *, strict: bool) -> bool:
        """Whether nothing may be built from it."""
        stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(problem.severity in stopping for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    documents: tuple[DocumentEntry, ...]
    aside: tuple[Path, ...]  #: files changed by hand that were kept under another name


def check(project: Project, today: dt.date, only: frozenset[str] = frozenset(), *, lint: bool = False) -> Checked:
    """Read data/, apply every rule, and try every template of the plan on its facts, without making a PDF.

    Args:
        project: Where the folders are.
        today: The day from which deadlines and ages are counted.
        only: Names of the authorities' folders to look at; all when it is empty.
        lint: Lint every template too. Not for a build, which a fault in a template of no document need not stop.
    """
    checked = check_facts(project, today, only)
    found = [*checked.problems]
    if lint:
        from contracts.lint.lint import lint_all

        found += lint_all(project.templates)
    if not any(problem.severity is Severity.ERROR for problem in found):
        with _collecting(found):
            jobs = plan(checked.workspace, project.templates, draft=False)
            templates = compile_templates(project, jobs)
            for job in jobs:
                with _collecting(found):
                    found += try_out(job, templates)
    return Checked(checked.workspace, tuple(found), checked.ruled)


def check_facts(project: Project, today: dt.date, only: frozenset[str] = frozenset()) -> Checked:
    """Read data/ and apply every rule; see `check`, which also tries the templates."""
    read = read_facts(project, only)
    if not read.ruled:
        return read
    found = (*read.problems, *check_workspace(read.workspace, today), *clause_text_problems(read.workspace))
    return Checked(read.workspace, found)


def read_facts(project: Project, only: frozenset[str] = frozenset()) -> Checked:
    """Read data/ and apply no rule; see `check`."""
    workspace, problems = load_workspace(project.data, project.templates, only)
    return Checked(workspace, problems, ruled=not any(problem.severity is Severity.ERROR for problem in problems))


@contextlib.contextmanager
def _collecting(problems: list[Problem]) -> Iterator[None]:
    try:
        yield
    except ProblemsError as error:
        problems.extend(error.problems)


def compile_templates(project: Project, jobs: Sequence[Job]) -> Mapping[Path, Template]:
    """Each template that the jobs use, compiled once.

    Raises:
        ProblemsError: With every problem of every template.
    """
    problems: list[Problem] = []
    templates: dict[Path, Template] = {}
    for path in dict.fromkeys(path for job in jobs for path in (job.template, job.agreement) if path is not None):
        with _collecting(problems):
            shown_as = f"{project.templates.name}/{path.relative_to(project.templates).as_posix()}"
            templates[path] = compile_template(path, filters=FILTERS, shown_as=shown_as)
    if problems:
        raise ProblemsError(problems)
    return templates


@contextlib.contextmanager
def open_engine(project: Project, work: Path, *, embedded: bool) -> Iterator[Engine]:
    """The embedded engine or LibreOffice, with fonts and folders of its own.

    Raises:
        MissingProgramError: LibreOffice is wanted and not on this machine.
    """
    fonts = fonts_configuration(work)
    engine: Engine = (
        Embedded(work, limit=project.time_limit)
        if embedded
        else Office(find_office(project.office), work, fonts, project.time_limit, project.time_limit)
    )
    with engine:
        yield engine


def office_is_missing(project: Project) -> MissingProgramError | None:
    """What is missing for signable documents, or None."""
    try:
        find_office(project.office)
    except MissingProgramError as error:
        return error
    return None


def authorities_of(project: Project, targets: Sequence[str]) -> frozenset[str]:
    """The authorities that these targets lie in, so that no other need be read; empty when one names none."""
    found = set()
    for target in targets:
        first = plain_target(target, project.build.as_posix()).partition("/")[0]
        if not (project.data / first).is_dir():
            return frozenset()
        found.add(first)
    return frozenset(found)


def jobs_for(project: Project, workspace: Workspace, targets: Sequence[str], *, draft: bool) -> tuple[Job, ...]:
    """The jobs for what somebody asked to build; everything when nothing is named.

    Precondition: the checks found no errors.

    Raises:
        ProblemsError: A template is missing, a text cannot be filled in, or a target means nothing.
    """
    return selected(plan(workspace, project.templates, draft=draft), targets, project.build.as_posix())


def require_signable(workspace: Workspace, jobs: Sequence[Job]) -> None:
    """Refuse documents that are not to be signed yet.

    Raises:
        ProblemsError: With every value that is not confirmed, and every partnership that is a draft.
    """
    if problems := not_signable(workspace, jobs):
        raise ProblemsError(problems)


def states(project: Project, today: dt.date, targets: Sequence[str]) -> tuple[PartnershipState, ...]:
    """How far each partnership has come: what it lacks for a draft, for a decision and for signing.

    Args:
        project: Where the folders are.
        today: The day from which deadlines and ages are counted.
        targets: Authorities and partnerships ("botkyrka", "botkyrka/feriepraktik"); everything when it is empty.

    Raises:
        ProblemsError: A target is no authority and no partnership.
    """
    checked = check(project, today, authorities_of(project, targets))
    return states_of(checked.workspace, checked.problems, targets, ruled=checked.ruled)


def build(project: Project, workspace: Workspace, jobs: Sequence[Job], *, progress: Progress) -> Built:
    """Make, prove and file the documents of these jobs, with one engine.

    Drafts that were asked for are made by the embedded engine; what must be a draft stands among what can be signed,
    and is made as that is.

    Precondition: the checks found no errors, and the parts of every packet stand before it. When anything fails,
    build/ is as it was.

    Raises:
        ProblemsError: A template is missing or wrong.
        MissingProgramError: LibreOffice is needed and missing.
        ConversionError: An engine made no PDF.
        ProofError: A PDF did not pass its proof.
        OutputError: build/ cannot be written.
    """
    templates = compile_templates(project, jobs)
    authorities = {authority.id: authority for authority in workspace.authorities}
    embedded = all(DraftReason.ASKED in job.planned.draft_reasons for job in jobs)
    with staging(project.build) as stage, open_engine(project, stage.work, embedded=embedded) as engine:
        return make_and_file(jobs, templates, Making(project, authorities, engine, stage, progress))


def make_and_file(jobs: Sequence[Job], templates: Mapping[Path, Template], making: Making) -> Built:
    """Make and prove the documents of these jobs, and move them into build/ together.

    Args:
        jobs: the documents; the parts of every packet stand before it, or are staged.
        templates: each template that the jobs use.
        making: with what.

    Raises:
        As `build`.
    """
    made: list[DocumentEntry] = []
    for number, job in enumerate(jobs, 1):
        one = replace(making, progress=_numbered(making.progress, number, len(jobs)))
        inputs = inputs_of(making.project, making.authorities[job.authority], job.planned)
        made.append(_step(job)(job, templates, inputs, one))
        kept = [path.read_bytes() for path in (job.template, job.agreement) if path is not None]
        keep_sent(making.stage.output, _sent(job, made[-1]), job.record, kept)
    making.progress(f"{len(made)} documents", "file")
    build = making.stage.build
    manifest = read_manifest(build).with_documents(made)
    aside = file_away(making.stage, _without_lost(manifest, build, made))
    return Built(tuple(made), aside)


def _sent(job: Job, entry: DocumentEntry) -> SentDocument:
    """What is kept of a document, so that an edited copy of it can be compared with it later."""
    docx = next(file for file in entry.outputs if file.path.endswith(".docx"))
    return SentDocument(
        authority=job.authority,
        document=job.planned.id,
        stem=job.stem,
        title=job.title,
        draft=job.draft,
        whole=not job.parts and job.planned.kind != COMPARISON,
        docx=docx,
        facts_sha256=job.facts_sha256,
        template=entry.template,
        agreement=sha256_of(job.agreement) if job.agreement else None,
    )


def _step(job: Job) -> Step:
    if job.parts:
        return assemble
    return compare_wordings if job.planned.kind == COMPARISON else make


def _numbered(progress: Progress, number: int, of: int) -> Progress:
    return lambda document, step: progress(f"{number}/{of} {document}", step)


def _without_lost(manifest: Manifest, build: Path, made: Sequence[DocumentEntry]) -> Manifest:
    """The manifest without earlier documents whose files are gone."""
    fresh = {entry.id for entry in made}
    kept = [
        entry
        for entry in manifest.documents
        if entry.id in fresh or all((build / file.path).exists() for file in entry.outputs)
    ]
    return Manifest(documents=tuple(kept))
