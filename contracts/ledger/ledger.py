"""All that has been signed about one partnership, agreement by agreement."""

from dataclasses import dataclass

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.folders import PartnershipFolder
from contracts.ledger.revisions import MAIN_SERIES, Revision, RevisionKind, UnreadableRevisionError, read_revision


@dataclass(frozen=True, slots=True)
class Ledger:
    """The signed states of one partnership, in the order of filing."""

    revisions: tuple[Revision, ...] = ()

    def series(self, name: str = MAIN_SERIES) -> tuple[Revision, ...]:
        """An agreement and what has changed it, in the order of filing."""
        return tuple(revision for revision in self.revisions if revision.record.series == name)

    def last(self, name: str = MAIN_SERIES) -> Revision | None:
        """What was last signed of an agreement; None when nothing was. A notice ends terms, it does not change them."""
        return next(iter(reversed(self.series(name))), None)

    def numbered(self, number: int) -> Revision | None:
        """The signed state with this number, or None."""
        return next((revision for revision in self.revisions if revision.number == number), None)

    @property
    def agreements(self) -> tuple[str, ...]:
        """The agreements that have been signed, by the names of their series; yearly ones on places are no such."""
        return tuple(
            dict.fromkeys(
                revision.record.series for revision in self.revisions if revision.record.kind is not RevisionKind.PLACES
            )
        )


def ledger_of(folder: PartnershipFolder) -> Ledger:
    """What has been signed about a partnership.

    Raises:
        ProblemsError: a record cannot be read; `contracts check` says more.
    """
    revisions, problems = [], []
    for file in folder.signed.files:
        try:
            revisions.append(read_revision(file, folder.id))
        except UnreadableRevisionError as error:
            remedy = "hämta filen ur en säkerhetskopia; den ska aldrig ändras"
            problems.append(Problem("signed-unreadable", error.reason, Place(file.shown_as), remedy))
    if problems:
        raise ProblemsError(problems)
    return Ledger(tuple(revisions))
