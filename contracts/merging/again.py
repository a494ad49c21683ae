"""A sent document made again from its facts and its template, as it was and with facts changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contracts.errors import ContractsError
from contracts.facts.load import AuthorityFolder
from contracts.facts.record import read_record
from contracts.filing.sent import SentDocument
from contracts.merging.documents import Document, read_document
from contracts.merging.facts import Edits, FactEdit, with_edits
from contracts.plan.alternatives import BREAKS
from contracts.plan.documents import planned_as
from contracts.plan.jobs import Job
from contracts.rendering import render
from contracts.spelling.filters import FILTERS
from contracts.word.render import Template
from contracts.word.template import compile_template


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """Makes one sent document again."""

    sent: SentDocument
    authority: AuthorityFolder  #: the facts that it was made of
    template: Template
    template_path: Path
    record: bytes
    _made: dict[Edits, Document | None] = field(default_factory=dict)

    def document(self, edits: Sequence[FactEdit] = ()) -> Document | None:
        """The document with facts changed; None when they cannot be so, or it cannot be made of them."""
        key = tuple(edits)
        if key not in self._made:
            self._made[key] = self._document(key)
        return self._made[key]

    def _document(self, edits: Edits) -> Document | None:
        try:
            authority = with_edits(self.authority, edits)
            planned = planned_as(authority, self.sent.document, draft=self.sent.draft)
            job = Job(authority.id, planned, self.template_path, self.record)
            return read_document(render(job, self.template).docx, self.sent.title)
        except BREAKS:  # a model's refusal is a ValueError too
            return None


def again_of(sent: SentDocument, build: Path) -> Again | None:
    """What makes a sent document again; None when this version of the program cannot."""
    if sent.packet:
        return None
    try:
        record = sent.facts_in(build).read_bytes()
        authority, _ = read_record(record, sent.title)
        path = sent.template_in(build)
        template = compile_template(path, filters=FILTERS, shown_as=sent.template.path)
    except (OSError, ContractsError):
        return None
    return Again(sent, authority, template, path, record)
