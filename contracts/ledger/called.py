"""What a signed agreement calls for: the change that the data makes, the whole new wording, and the two compared.

An agreement that has been signed is never built again; what is built is the difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.party import Signatory
from contracts.ledger.behind import behind_findings
from contracts.ledger.classification import Classification
from contracts.ledger.comparing import Compared, compare
from contracts.ledger.document_ids import COMPARISON, CONSOLIDATED
from contracts.ledger.findings import LedgerFinding
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import MAIN_SERIES, Revision, RevisionKind
from contracts.ledger.separate import party_of


@dataclass(frozen=True, slots=True)
class Called:
    """What one agreement that has been signed calls for."""

    compared: Compared
    classified: Classification
    party: str  #: the association of a separate agreement; "" for the agreement of all

    @property
    def signed(self) -> tuple[Revision, ...]:
        """The agreement and what has been signed about it since, in the order of filing."""
        return self.compared.series

    @property
    def wordings(self) -> tuple[Revision, ...]:
        """Those of them that say how the agreement reads: all but notices."""
        return tuple(revision for revision in self.signed if revision.record.kind is not RevisionKind.NOTICE)

    @property
    def number(self) -> int:
        """The number of the change among those of its kind, 1-based."""
        return 1 + sum(revision.record.kind is self.classified.kind for revision in self.signed)

    @property
    def signatories(self) -> tuple[Signatory, ...]:
        """Those who must sign: by today's data, and for a party that leaves by the terms that it had signed."""
        new, signed = self.compared.new.partnership, self.compared.signed.partnership
        named = {signatory.party for signatory in new.signatories}
        known = (*new.signatories, *(one for one in signed.signatories if one.party not in named))
        return tuple(one for one in known if one.party in self.classified.signers)

    @property
    def rewords(self) -> bool:
        """Whether the data makes the agreement read otherwise."""
        return self.classified.kind not in (None, RevisionKind.NOTICE)

    @property
    def left(self) -> bool:
        """Whether a party that has given notice has gone since the last wording was signed: it is out of the data."""
        parties = {party.organisation for party in self.wordings[-1].terms.partnership.parties}
        still = {party.organisation for party in self.compared.whole[0].partnership.parties}
        return bool(parties - still)

    @property
    def missing(self) -> tuple[LedgerFinding, ...]:
        """What must be known before the change can be signed: why, by which decision, from when."""
        found = (*self.classified.findings, *behind_findings(self.compared, self.classified))
        return tuple(one for one in found if one.rule.endswith(("-missing", "-incomplete")))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, within the partnership, of the documents that it calls for."""
        return tuple(self._ids())

    def _ids(self) -> Iterator[str]:
        tail = f"-{self.party}" if self.party else ""
        if self.classified.kind is not None:
            yield f"{self.classified.kind.value}-{self.number}{tail}"
        if self.rewords or len(self.wordings) > 1 or self.left:
            yield f"{CONSOLIDATED}{tail}"
        if self.rewords:
            yield f"{COMPARISON}{tail}"


def called_for(authority: AuthorityFolder, folder: PartnershipFolder, party: str = "") -> Called | None:
    """What an agreement calls for; None when it has not been signed.

    Args:
        authority: the authority.
        folder: the partnership.
        party: the association of a separate agreement; "" for the agreement of all.

    Raises:
        ProblemsError: a record of signed/ cannot be read.
    """
    if not folder.signed.files:
        return None
    compared = compare(authority, folder, f"{MAIN_SERIES}-{party}" if party else MAIN_SERIES)
    if compared is None:
        return None
    revision = compared.new.partnership.revision
    # The day of planning plays no part: the same data gives the same documents on any day.
    day = (revision.effective if revision else None) or compared.last.record.date
    return Called(compared, compared.classified(day), party)


def filed_ids(folder: PartnershipFolder) -> frozenset[str]:
    """The ids, within a partnership, of all documents of it that have been filed.

    Raises:
        ProblemsError: a record of signed/ cannot be read.
    """
    return frozenset(revision.record.document for revision in ledger_of(folder).revisions)


def ids_since_signing(authority: AuthorityFolder, folder: PartnershipFolder) -> tuple[str, ...]:
    """The ids, within a partnership, of all documents of its agreements since they were signed; none before.

    Those that the data calls for now, those that have been filed, and the whole wordings: what a meeting or a memo may
    refer to.

    Raises:
        ProblemsError: a record of signed/ cannot be read.
    """
    if not folder.signed.files:
        return ()
    found: list[str] = []
    for series in ledger_of(folder).agreements:
        party = party_of(series)
        called = called_for(authority, folder, party)
        tail = f"-{party}" if party else ""
        found += called.ids if called else ()
        found += (f"{whole}{tail}" for whole in (CONSOLIDATED, COMPARISON))
    found += (revision.record.document.rpartition("/")[2] for revision in ledger_of(folder).revisions)
    return tuple(dict.fromkeys(found))
