"""What a finished PDF must show, put together from the plan's facts and the rendered Word file's text."""

import hashlib

from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.facts.record import RECORD_NAME
from contracts.pdf.expectation import Expectation, ExpectedAttachment, ExpectedHeading, ExpectedSignature
from contracts.pdf.fonts import METRIC_TWINS
from contracts.plan.agreement import agreement_view
from contracts.plan.jobs import Job
from contracts.plan.planned_facts import planned_facts
from contracts.plan.views import AgreementView
from contracts.spelling.wordings import PlannedFact
from contracts.word.text import DocxText


def expectation_of(job: Job, text: DocxText) -> Expectation:
    """What the PDF of a job must show, given the text of its rendered Word file."""
    return _expectation(job.view, job.facts, text, hashlib.sha256(job.record).hexdigest())


def expectation_of_record(
    authority: AuthorityFolder, folder: PartnershipFolder, record: bytes, text: DocxText, *, draft: bool
) -> Expectation:
    """What a PDF must show that carries the record of these facts.

    Args:
        authority: The authority that the record holds.
        folder: The partnership that the record holds.
        record: The record itself, as it was found in the PDF.
        text: The text of its Word file; an empty one when that is not at hand, and then the facts alone are looked for.
        draft: Whether the PDF is a draft.
    """
    view = agreement_view(authority, folder, draft=draft)
    facts = planned_facts(folder.partnership, view)
    return _expectation(view, facts, text, hashlib.sha256(record).hexdigest())


def _expectation(
    view: AgreementView, facts: tuple[PlannedFact, ...], text: DocxText, record_sha256: str
) -> Expectation:
    return Expectation(
        document=view.document.kind,
        title=view.document.title,
        facts=facts,
        paragraphs=text.paragraphs,
        running=text.running,
        headings=tuple(ExpectedHeading(item.level, item.number, item.text) for item in text.headings),
        signatures=tuple(
            ExpectedSignature(block.id, block.label, block.party, block.name, block.title)
            for block in view.signatories
            if not view.document.draft
        ),
        attachments=(ExpectedAttachment(RECORD_NAME, record_sha256),),
        fonts=text.fonts,
        metric_twins=METRIC_TWINS,
        draft=view.document.draft,
    )
