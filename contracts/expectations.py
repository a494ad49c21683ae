"""What a finished PDF must show, put together from the plan's facts and the rendered Word file's text."""

import hashlib
from dataclasses import replace

from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.facts.record import RECORD_NAME
from contracts.pdf.expectation import Expectation, ExpectedAttachment, ExpectedHeading, ExpectedSignature
from contracts.plan.agreement import agreement_view
from contracts.plan.jobs import Job
from contracts.plan.planned_facts import planned_facts
from contracts.plan.views import AgreementView
from contracts.spelling.wordings import PlannedFact
from contracts.word.render import Rendered


def expectation_of(job: Job, rendered: Rendered) -> Expectation:
    """What the PDF of a job must show, given its rendered Word file."""
    return replace(
        _expectation(job.view, job.facts, job.record),
        word_file=True,
        paragraphs=rendered.paragraphs,
        running=rendered.running,
        headings=tuple(ExpectedHeading(item.level, item.number, item.text) for item in rendered.headings),
        fonts=rendered.fonts,
    )


def expectation_of_record(
    authority: AuthorityFolder, folder: PartnershipFolder, record: bytes, *, draft: bool
) -> Expectation:
    """What a PDF must show that carries the record of these facts, as far as it can be told without the Word file.

    Args:
        authority: The authority that the record holds.
        folder: The partnership that the record holds.
        record: The record itself, as it was found in the PDF.
        draft: Whether the PDF is a draft.
    """
    view = agreement_view(authority, folder, draft=draft)
    facts = planned_facts(folder.partnership, view)
    return _expectation(view, facts, record)


def _expectation(view: AgreementView, facts: tuple[PlannedFact, ...], record: bytes) -> Expectation:
    return Expectation(
        document=view.document.kind,
        title=view.document.title,
        facts=facts,
        signatures=tuple(
            ExpectedSignature(block.id, block.label, block.party, block.name, block.title)
            for block in view.signatories
            if not view.document.draft
        ),
        attachments=(ExpectedAttachment(RECORD_NAME, hashlib.sha256(record).hexdigest()),),
        draft=view.document.draft,
        word_file=False,
    )
