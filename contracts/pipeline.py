"""The order of the steps, from data/ and templates/ to proved documents in build/. No other module knows it."""

import contextlib
import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from contracts import __version__
from contracts.checks.check import check_workspace
from contracts.errors import MissingProgramError, Problem, ProblemsError, ProofError, Severity
from contracts.expectations import expectation_of
from contracts.facts.load import Workspace, load_workspace
from contracts.facts.record import RECORD_NAME
from contracts.filing.manifest import (
    DocumentEntry,
    FileEntry,
    Manifest,
    read_manifest,
)
from contracts.filing.staging import Stage, file_away, staging
from contracts.pdf import vera
from contracts.pdf.attachments import Attachment
from contracts.pdf.embedded import Embedded
from contracts.pdf.engine import Engine
from contracts.pdf.finish import Finishing, SignatureField, finish
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.heading_pages import heading_pages
from contracts.pdf.office import Office, find_office
from contracts.pdf.prove import prove
from contracts.pdf.read import read_pdf
from contracts.plan.jobs import Job, plan
from contracts.plan.views import AgreementView
from contracts.project import Project
from contracts.provenance import entry_of, inputs_of
from contracts.spelling.filters import FILTERS
from contracts.word.contents_list import contents_lines, with_contents_pages
from contracts.word.properties import DocumentStamp
from contracts.word.render import Rendered, Template
from contracts.word.template import compile_template

#: Namespace of the documents' identifiers; a document keeps its identifier when it is built again.
_DOCUMENTS = uuid.UUID("6d0bd6bc-6a8e-5c1e-9a0a-5b7c2f9f5d11")


@dataclass(frozen=True, slots=True)
class Checked:
    """A workspace, and every problem found in it."""

    workspace: Workspace
    problems: tuple[Problem, ...]

    def stops(self, *, strict: bool) -> bool:
        """Whether nothing may be built from it."""
        stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(problem.severity in stopping for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    documents: tuple[DocumentEntry, ...]
    aside: tuple[Path, ...]  #: files changed by hand that were kept under another name


#: Told what is going on: the document and the step, for a person.
Progress = Callable[[str, str], None]


def check(project: Project, today: dt.date) -> Checked:
    """Read data/, apply every rule, and try every template of the plan on its facts, without making a PDF."""
    workspace, problems = load_workspace(project.data)
    found = [*problems]
    if not any(problem.severity is Severity.ERROR for problem in problems):
        found.extend(check_workspace(workspace, today))
    if not any(problem.severity is Severity.ERROR for problem in found):
        with _collecting(found):
            jobs = plan(workspace, project.templates, draft=False)
            templates = compile_templates(project, jobs)
            for job in jobs:
                with _collecting(found):
                    render(job, templates[job.template])
    return Checked(workspace, tuple(found))


@contextlib.contextmanager
def _collecting(problems: list[Problem]) -> Iterator[None]:
    try:
        yield
    except ProblemsError as error:
        problems.extend(error.problems)


def compile_templates(project: Project, jobs: tuple[Job, ...]) -> Mapping[Path, Template]:
    """Each template that the jobs use, compiled once.

    Raises:
        ProblemsError: With every problem of every template.
    """
    problems: list[Problem] = []
    templates: dict[Path, Template] = {}
    for path in dict.fromkeys(job.template for job in jobs):
        with _collecting(problems):
            shown_as = f"{project.templates.name}/{path.relative_to(project.templates).as_posix()}"
            templates[path] = compile_template(path, filters=FILTERS, shown_as=shown_as)
    if problems:
        raise ProblemsError(problems)
    return templates


@contextlib.contextmanager
def open_engine(project: Project, work: Path, *, draft: bool) -> Iterator[Engine]:
    """The engine for drafts or for signable documents, with fonts and folders of its own.

    Raises:
        MissingProgramError: A signable document is wanted and LibreOffice is not on this machine.
    """
    fonts = fonts_configuration(work)
    engine: Engine = (
        Embedded(work, limit=project.time_limit)
        if draft
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


def build(project: Project, workspace: Workspace, *, draft: bool, progress: Progress) -> Built:
    """Make, prove and file every document that the workspace calls for.

    Precondition: the checks found no errors. When anything fails, build/ is as it was.

    Raises:
        ProblemsError: A template is missing or wrong.
        MissingProgramError: LibreOffice is needed and missing.
        ConversionError: An engine made no PDF.
        ProofError: A PDF did not pass its proof.
        OutputError: build/ cannot be written.
    """
    jobs = plan(workspace, project.templates, draft=draft)
    templates = compile_templates(project, jobs)
    inputs = inputs_of(project, workspace)
    with staging(project.build) as stage, open_engine(project, stage.work, draft=draft) as engine:
        made = tuple(
            _make(
                job, templates[job.template], engine, stage, project, inputs[job.authority, job.partnership], progress
            )
            for job in jobs
        )
        progress(f"{len(made)} documents", "file")
        manifest = read_manifest(project.build).with_documents(made)
        aside = file_away(stage, _without_lost(manifest, project.build, made))
    return Built(made, aside)


def _without_lost(manifest: Manifest, build: Path, made: tuple[DocumentEntry, ...]) -> Manifest:
    """The manifest without earlier documents whose files are gone."""
    fresh = {entry.id for entry in made}
    kept = [
        entry
        for entry in manifest.documents
        if entry.id in fresh or all((build / file.path).exists() for file in entry.outputs)
    ]
    return Manifest(documents=tuple(kept))


def _make(
    job: Job,
    template: Template,
    engine: Engine,
    stage: Stage,
    project: Project,
    inputs: tuple[FileEntry, ...],
    progress: Progress,
) -> DocumentEntry:
    """One document: rendered, converted, finished, proved and staged."""
    name = job.view.document.title
    progress(name, "render")
    rendered = render(job, template)
    docx, pdf = stage.output(f"{job.stem}.docx"), stage.output(f"{job.stem}.pdf")
    docx.write_bytes(rendered.docx)
    fields = _convert(job, engine, stage, docx, pdf, progress)
    progress(name, "prove")
    proof = prove(pdf, expectation_of(job, rendered), judge=not job.draft and vera.available())
    if not proof.passed:
        raise ProofError(f"{job.stem}.pdf", proof.problems)
    return entry_of(job, engine, stage, project, inputs, proof, fields)


def _convert(
    job: Job, engine: Engine, stage: Stage, docx: Path, pdf: Path, progress: Progress
) -> tuple[SignatureField, ...]:
    """From .docx to finished PDF, with the contents list's page numbers the real ones in both.

    Both engines number the list's lines when they lay out the pages; what they found is written into the .docx too,
    which Word would otherwise show with the numbers that the template's author had.
    """
    raw, name = stage.work / "engine.pdf", job.view.document.title
    progress(name, "convert")
    engine.convert(docx, raw)
    progress(name, "finish")
    fields = finish(raw, pdf, _finishing(job, engine))
    rendered = docx.read_bytes()
    if pages := heading_pages(read_pdf(pdf), contents_lines(rendered)):
        docx.write_bytes(with_contents_pages(rendered, pages))
    return fields


def render(job: Job, template: Template) -> Rendered:
    """The Word file of a job.

    Raises:
        TemplateError: The template cannot be rendered with these facts.
    """
    stamp = DocumentStamp(job.view.document.title, job.view.authority.name, noon(job.date), "sv-SE")
    return template.render(template_names(job.view), stamp)


def template_names(view: AgreementView) -> dict[str, object]:
    """The names that a template may use at the top, with their values."""
    return {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}


def _finishing(job: Job, engine: Engine) -> Finishing:
    return Finishing(
        title=job.view.document.title,
        author=job.view.authority.name,
        date=noon(job.date),
        producer=f"contracts {__version__}; {engine.name} {engine.version}",
        document_id=str(uuid.uuid5(_DOCUMENTS, f"{job.stem} {job.facts_sha256}")),
        subject=job.view.document.kind,
        attachments=(Attachment(RECORD_NAME, job.record, "Uppgifterna som dokumentet är gjort av"),),
        draft=job.draft,
    )


def noon(day: dt.date) -> dt.datetime:
    """The document's day as a moment that is the same day in every Swedish time zone."""
    return dt.datetime.combine(day, dt.time(12), dt.UTC)
