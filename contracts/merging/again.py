"""A sent document made again from its facts and its templates, as it was and with facts changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from contracts.errors import ContractsError
from contracts.facts.folders import AuthorityFolder
from contracts.facts.record import read_record
from contracts.facts.signed import FOLDER
from contracts.filing.sent import SentDocument
from contracts.merging.documents import Document, read_document
from contracts.merging.facts import Edits, FactEdit, with_edits
from contracts.plan.alternatives import BREAKS
from contracts.plan.documents import planned_as
from contracts.plan.planned import Planned
from contracts.project import Project
from contracts.rendering import render
from contracts.revising.material import material_of
from contracts.spelling.filters import FILTERS
from contracts.word.render import Template
from contracts.word.template import compile_template


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """Makes one sent document again."""

    sent: SentDocument
    authority: AuthorityFolder  #: the facts that it was made of
    templates: Mapping[Path, Template]  #: its own, and that of the agreement that it changes
    own: Path
    agreement: Path | None
    filed: Path  #: the folders of the authority's partnerships, with what has been signed
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
            planned = self._with_signed(planned_as(authority, self.sent.document, draft=self.sent.draft))
            material = material_of(planned, self.templates, self.agreement)
            names = material.names_of(planned)
            rendered = render(planned, self.templates[self.own], names, signed=material.signed)
            return read_document(rendered.docx, self.sent.title)
        except BREAKS:  # a model's refusal is a ValueError too
            return None

    def _with_signed(self, planned: Planned) -> Planned:
        """With the signed PDFs where they lie: the facts that a document carries know only their numbers."""
        if planned.wording is None or planned.partnership is None:
            return planned
        folder = self.filed / planned.partnership / FOLDER
        signed = tuple(folder / pdf.name for pdf in planned.wording.signed)
        return replace(planned, wording=replace(planned.wording, signed=signed))


def again_of(sent: SentDocument, project: Project) -> Again | None:
    """What makes a sent document again; None when this version of the program cannot."""
    if not sent.whole:
        return None
    try:
        record = sent.facts_in(project.build).read_bytes()
        authority, _ = read_record(record, sent.title)
        own, agreement = sent.template_in(project.build), sent.agreement_in(project.build)
        templates = {
            path: compile_template(path, filters=FILTERS, shown_as=sent.template.path)
            for path in (own, agreement)
            if path is not None
        }
    except (OSError, ContractsError):
        return None
    return Again(sent, authority, templates, own, agreement, project.data / sent.authority)
