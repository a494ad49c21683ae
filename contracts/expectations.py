"""What a finished PDF must show, put together from the plan's facts and the rendered Word file's text."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from contracts.facts.record import RECORD_NAME
from contracts.pdf.attachments import Attachment
from contracts.pdf.expectation import (
    Expectation,
    ExpectedAttachment,
    ExpectedFigure,
    ExpectedHeading,
    ExpectedSignature,
)
from contracts.plan.jobs import Job
from contracts.plan.planned import Planned
from contracts.word.render import Rendered


def expectation_of(job: Job, rendered: Rendered, attachments: Iterable[Attachment] = (), *, loose: bool) -> Expectation:
    """What the PDF of a job must show, given its rendered Word file.

    Args:
        job: the document.
        rendered: its Word file.
        attachments: what it carries beside its record.
        loose: whether the engine that lays it out cannot tag, bookmark and measure everything.
    """
    expectation = expectation_of_facts(job.planned, job.record)
    carried = (ExpectedAttachment(one.name, hashlib.sha256(one.data).hexdigest()) for one in attachments)
    return replace(
        expectation,
        attachments=(*expectation.attachments, *carried),
        loose=loose,
        word_file=True,
        own_pages=True,
        paragraphs=rendered.paragraphs,
        running=rendered.running,
        running_later=rendered.running_later,
        headings=tuple(ExpectedHeading(item.level, item.number, item.text) for item in rendered.headings),
        figures=tuple(ExpectedFigure(alt) for alt in rendered.pictures),
        fonts=rendered.fonts,
    )


def expectation_of_facts(planned: Planned, record: bytes) -> Expectation:
    """What the PDF of a document must show, as far as it can be told without the Word file.

    Args:
        planned: The document, planned from the facts of the record.
        record: The record itself, as it is attached to the PDF.
    """
    document = planned.document
    return Expectation(
        document=document.kind,
        title=document.title,
        facts=tuple(planned.facts),
        signatures=tuple(
            ExpectedSignature(block.id, block.label, block.party, block.name or "", block.title or "")
            for block in planned.signatories
            if not document.draft
        ),
        attachments=(ExpectedAttachment(RECORD_NAME, hashlib.sha256(record).hexdigest()),),
        draft=document.draft,
        loose=document.draft,  # which engine made it the PDF does not say
        own_pages=not planned.parts,
        word_file=False,
    )
