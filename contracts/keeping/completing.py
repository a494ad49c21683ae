"""Completes a filing that was killed after it had moved the document into signed/.

What counts as filed is what lies there with its record. partnership.yaml is written last, and tells by `signing.filed`
how far that has come: a filed document that it does not count is one whose state was never written.
"""

from pathlib import Path

from contracts.editing.files import write_together
from contracts.errors import ProblemsError
from contracts.facts.folders import PartnershipFolder
from contracts.facts.load import load_workspace
from contracts.filing.manifest import sha256_of
from contracts.keeping.afterwards import next_steps, state_after
from contracts.keeping.kept import Kept
from contracts.keeping.writing import clear_interrupted
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import Revision
from contracts.project import Project


def complete(project: Project, pdf: Path) -> Kept | None:
    """Write the state that follows from a document that is filed and not counted; None when this is no such document.

    Args:
        project: where data/ is.
        pdf: what somebody wants to file.

    Raises:
        OutputError: the state cannot be written; data/ is as it was.
    """
    found = _uncounted(project, sha256_of(pdf))
    if found is None:
        return None
    folder, revision = found
    clear_interrupted(folder.path)
    state = state_after(folder, revision.record)
    write_together({state.file.path: state.file.after})
    path = next(file.pdf for file in folder.signed.files if file.number == revision.number)
    return Kept(path, revision.record, state.edited, tuple(next_steps(folder, revision.record)), before=True)


def _uncounted(project: Project, sha256: str) -> tuple[PartnershipFolder, Revision] | None:
    workspace, _ = load_workspace(project.data, project.templates)
    for _, folder in workspace.partnerships():
        # As it lies there: one that has been changed since is a fault, which the filing tells of.
        whole = {file.number for file in folder.signed.files if file.pdf_sha256 == sha256}
        if not whole or max(whole) <= (folder.partnership.signing.filed or 0):
            continue
        try:
            revision = ledger_of(folder).numbered(max(whole))
        except ProblemsError:
            continue
        if revision is not None and revision.record.pdf.sha256 == sha256:
            return folder, revision
    return None
