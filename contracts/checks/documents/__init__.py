"""Rules for documents in prose, and between them and the partnerships: one file for each area."""

from contracts.checks.documents import cases, economic_report, memo, packet, pm, prose, references, report, wording
from contracts.checks.rule import DocumentSubject, Rule

#: Every rule that can find something in a document in prose.
DOCUMENT_RULES: tuple[Rule[DocumentSubject], ...] = (
    *references.RULES,
    *memo.RULES,
    *cases.RULES,
    *packet.RULES,
    *prose.RULES,
    *pm.RULES,
    *report.RULES,
    *economic_report.RULES,
    *wording.RULES,
)
