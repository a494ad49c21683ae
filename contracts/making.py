"""Makes one document: rendered, converted, finished, proved and staged."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts import __version__
from contracts.errors import ProofError
from contracts.expectations import expectation_of
from contracts.facts.folders import AuthorityFolder
from contracts.facts.record import RECORD_NAME
from contracts.filing.manifest import DocumentEntry, Sources
from contracts.filing.staging import Stage
from contracts.filling import Filled, fill
from contracts.pdf import vera
from contracts.pdf.attachments import Attachment
from contracts.pdf.engine import Engine
from contracts.pdf.finish import Finishing, SignatureField, finish
from contracts.pdf.heading_pages import heading_pages
from contracts.pdf.page_memory import PageMemory
from contracts.pdf.prove import Proof, prove
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadPdf
from contracts.plan.jobs import Job
from contracts.project import Project
from contracts.provenance import entry_of
from contracts.rendering import noon
from contracts.word.contents_list import with_contents_pages
from contracts.word.render import Rendered, Template

#: Namespace of the documents' identifiers; a document keeps its identifier when it is built again.
_DOCUMENTS = uuid.UUID("6d0bd6bc-6a8e-5c1e-9a0a-5b7c2f9f5d11")

#: Told what is going on: the document and the step, for a person.
Progress = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Making:
    """What every document of a build is made with."""

    project: Project
    authorities: Mapping[str, AuthorityFolder]  #: by id: the facts that the jobs were planned from
    engine: Engine
    stage: Stage
    progress: Progress
    pages: PageMemory | None = None  #: pages that were read back before


def make(
    job: Job,
    templates: Mapping[Path, Template],
    sources: Sources,
    making: Making,
    filled: Filled | None = None,
) -> DocumentEntry:
    """One document, staged and proved; its entry in the manifest.

    Args:
        job: the document.
        templates: each template that it uses; none are needed when it has been filled in.
        sources: the files that it is made from.
        making: with what.
        filled: its template filled in, when that has been done.

    Raises:
        TemplateError: The template cannot be rendered with these facts.
        ConversionError: The engine made no PDF.
        ProofError: The PDF did not pass its proof.
    """
    if filled is None:
        making.progress(job.title, "render")
        filled = fill(job, templates, making.authorities[job.authority])
    pdf = making.stage.output(f"{job.stem}.pdf")
    proof, fields = make_pdf(job, filled.rendered, pdf, making, filled.attachments)
    return entry_of(job, making.engine, making.stage, sources, proof, fields)


def make_pdf(
    job: Job, rendered: Rendered, pdf: Path, making: Making, attachments: tuple[Attachment, ...] = ()
) -> tuple[Proof, tuple[SignatureField, ...]]:
    """The finished and proved PDF of a rendered Word file, which is staged too. Raises as `make`."""
    docx = making.stage.output(f"{job.stem}.docx")
    docx.write_bytes(rendered.docx)
    fields = _convert(job, docx, pdf, making, attachments)
    making.progress(job.title, "prove")
    read = read_pdf(pdf, making.pages)
    _number_contents(docx, read, rendered.contents)
    expectation = expectation_of(job, rendered, attachments, loose=making.engine.for_drafts)
    proof = prove(pdf, expectation, judge=not job.draft and vera.available(), read=read)
    if not proof.passed:
        raise ProofError(f"{job.stem}.pdf", proof.problems)
    return proof, fields


def _convert(
    job: Job, docx: Path, pdf: Path, making: Making, attachments: tuple[Attachment, ...]
) -> tuple[SignatureField, ...]:
    """From .docx to finished PDF."""
    raw = making.stage.scratch / "engine.pdf"
    making.progress(job.title, "convert")
    making.engine.convert(docx, raw)
    making.progress(job.title, "finish")
    return finish(raw, pdf, finishing_of(job, making.engine, attachments))


def _number_contents(docx: Path, read: ReadPdf, lines: Sequence[str]) -> None:
    """Write the pages of the contents list's lines into the .docx, as the finished PDF has them.

    Both engines number the lines when they lay out the pages; Word would otherwise show the numbers that the template's
    author had.
    """
    if lines and (pages := heading_pages(read, lines)):
        docx.write_bytes(with_contents_pages(docx.read_bytes(), pages))


def producer_of(engine: Engine) -> str:
    """What made a PDF, as its metadata says."""
    return f"contracts {__version__}; {engine.name} {engine.version}"


def document_id(job: Job) -> str:
    """The document's identifier: the same when the same facts are built again."""
    return str(uuid.uuid5(_DOCUMENTS, f"{job.stem} {job.facts_sha256}"))


def record_attachment(job: Job) -> Attachment:
    """The facts that the document is made of, to be attached to it."""
    return Attachment(RECORD_NAME, job.record, "Uppgifterna som dokumentet är gjort av")


def finishing_of(job: Job, engine: Engine, attachments: tuple[Attachment, ...] = ()) -> Finishing:
    """What the PDF of a job says of itself and carries."""
    return Finishing(
        title=job.title,
        author=job.planned.authority.name,
        date=noon(job.date),
        producer=producer_of(engine),
        document_id=document_id(job),
        subject=job.planned.document.kind,
        attachments=(record_attachment(job), *attachments),
        draft=job.draft,
    )
