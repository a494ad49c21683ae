"""Assembles a packet: its first pages, made like any document, and the finished documents that it takes in."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from contracts.errors import Place, Problem, ProofError
from contracts.filing.manifest import DocumentEntry, Sources
from contracts.making import Making, document_id, make_pdf, producer_of, record_attachment
from contracts.pdf import vera
from contracts.pdf.merge import Packet, Part, first_pages, merge, page_counts
from contracts.pdf.proof_form import DRAFT_MARK
from contracts.pdf.proof_packet import PacketExpectation, prove_packet
from contracts.plan.jobs import Job
from contracts.plan.packet import PlacedPart, with_pages
from contracts.provenance import entry_of
from contracts.rendering import noon, render_marked
from contracts.word.render import Template

#: The first pages are laid out again when their own number changes what they say; more often than this, never.
_MOST_LAYOUTS = 4


def assemble(job: Job, templates: Mapping[Path, Template], sources: Sources, making: Making) -> DocumentEntry:
    """One packet, staged and proved; its parts are staged or in build/ already.

    Raises:
        TemplateError: The template of the first pages cannot be rendered.
        ConversionError: The engine made no PDF, or a part cannot be taken in.
        ProofError: The first pages or the packet did not pass the proof.
    """
    parts = [making.stage.finished(f"{part.stem}.pdf") for part in job.parts]
    front = making.stage.scratch / "packet-front.pdf"
    _front(job, templates[job.template], parts, front, making)
    making.progress(job.title, "merge")
    pieces = (
        Part(front, job.title),
        *(Part(pdf, part.title, part.item, part.case_number) for pdf, part in zip(parts, job.parts, strict=True)),
    )
    target = making.stage.output(f"{job.stem}.pdf")
    packet = Packet(
        title=job.title,
        author=job.planned.authority.name,
        date=noon(job.date),
        producer=producer_of(making.engine),
        document_id=document_id(job),
        subject=job.planned.document.kind,
        attachments=(record_attachment(job),),
        page_word=f"{DRAFT_MARK if job.draft else ''} {job.planned.document.kind} sida".strip(),
        draft=job.draft,
    )
    merge(pieces, target, packet)
    making.progress(job.title, "prove")
    judge = not job.draft and vera.available()
    proof = prove_packet(target, PacketExpectation(job.planned.document.kind, pieces, packet), judge=judge)
    if not proof.passed:
        raise ProofError(f"{job.stem}.pdf", proof.problems)
    return entry_of(job, making.engine, making.stage, sources, proof, ())


def _front(job: Job, template: Template, parts: list[Path], front: Path, making: Making) -> None:
    """The first pages, with the page on which each document begins.

    Their own number moves those pages, so that they are laid out again until it no longer changes.
    """
    counts = page_counts(parts)
    own = 1
    for _ in range(_MOST_LAYOUTS):
        names_of = partial(with_pages, places=_places(own, counts), pages=own + sum(counts))
        making.progress(job.title, "render")
        rendered = render_marked(job, template, making.authorities[job.authority], names_of)
        make_pdf(job, rendered, front, making)
        (pages,) = page_counts([front])
        if pages == own:
            return
        own = pages
    problem = Problem(
        "packet-unsettled",
        "handlingarnas första sidor ändrar antal varje gång de läggs ut",
        Place(job.template.name),
        "ge sidnumren fast bredd i mallen",
    )
    raise ProofError(f"{job.stem}.pdf", (problem,))


def _places(own: int, counts: tuple[int, ...]) -> tuple[PlacedPart, ...]:
    starts = first_pages((own, *counts))[1:]
    return tuple(PlacedPart(start, count) for start, count in zip(starts, counts, strict=True))
