"""What a rule is: a pure function from a subject to findings, with the words and the source that make it useful.

A finding says where and what; the rule adds how grave, what to do, and on what it rests. Places and acknowledgements
are added in one spot (checks/check.py), so that a rule needs to know neither files nor lines.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from contracts.checks.texts import Text, texts_of
from contracts.errors import Place, ProblemsError, Severity, Stage
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.model.organisation import Organisation, Sector
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route, nearest
from contracts.ledger.as_of import authority_on, with_signed_periods
from contracts.ledger.behind import behind_findings
from contracts.ledger.comparing import compare
from contracts.ledger.faults import ledger_faults
from contracts.ledger.findings import LedgerFault, LedgerFinding
from contracts.ledger.ledger import Ledger, ledger_of
from contracts.ledger.separate import party_of

Of = TypeVar("Of")

#: The rule is ours: the data must hang together, whoever's guidance the partnership follows.
OWN_RULE = "Egen regel: en uppgift står på ett ställe, och varje hänvisning leder någonstans"
SPELLING_RULES = "Myndigheternas skrivregler"


@dataclass(frozen=True)
class Subject:
    """One partnership, the authority it belongs to, and the day it is looked at."""

    authority: AuthorityFolder
    folder: PartnershipFolder
    today: dt.date

    @cached_property
    def partnership(self) -> Partnership:
        """The facts of the partnership. Periods that have been signed count, whether the data tells of them or not."""
        return with_signed_periods(self.folder).partnership

    @cached_property
    def running(self) -> tuple[Text, ...]:
        """The texts that are our own writing, without references as others write them."""
        return tuple(text for text in texts_of(self.partnership) if not text.is_quoted)

    @cached_property
    def ledger(self) -> Ledger:
        """What has been signed; nothing when a record cannot be read, which is a finding of its own."""
        try:
            return ledger_of(self.folder)
        except ProblemsError:
            return Ledger()

    @cached_property
    def ledger_faults(self) -> tuple[LedgerFault, ...]:
        """What is wrong with the files of signed/."""
        return ledger_faults(self.folder)

    @cached_property
    def change_findings(self) -> tuple[LedgerFinding, ...]:
        """What is wrong with the data's change of what has been signed.

        Each finding stands once, though several separate agreements may be changed alike.
        """
        found: dict[LedgerFinding, None] = {}
        for series in self.ledger.agreements:
            compared = compare(self.authority, self.folder, series)
            # The separate agreement of an association that has left is past changing.
            there = not party_of(series) or party_of(series) in self.party_ids
            if compared is not None and there:
                classified = compared.classified(self.today)
                found |= dict.fromkeys((*classified.findings, *behind_findings(compared, classified)))
        return tuple(found)

    @property
    def party_ids(self) -> tuple[str, ...]:
        """The parties' ids, in their order."""
        return tuple(party.organisation for party in self.partnership.parties)

    @property
    def misspelt_parties(self) -> frozenset[str]:
        """The organisations that ids under `parties` most likely mean, where those ids are nobody's."""
        unknown = [party for party in self.party_ids if self.authority.organisation(party) is None]
        known = [organisation.id for organisation in self.authority.known_organisations()] if unknown else []
        return frozenset(nearest(party, known) for party in unknown) - {""}

    def organisation_of(self, party: str) -> Organisation | None:
        """The organisation with this id; None when nobody has defined it (which is a finding of its own)."""
        return self.authority.organisation(party)

    def name_of(self, party: str) -> str:
        """The organisation's name in running text, or the id when there is no such organisation."""
        known = self.organisation_of(party)
        return known.name if known else party

    def stands_on(self, party: str, sector: Sector) -> bool:
        """Whether the party is known and of that sector."""
        known = self.organisation_of(party)
        return known is not None and known.sector is sector


@dataclass(frozen=True)
class DocumentSubject:
    """One document in prose, the authority it belongs to, and the day it is looked at."""

    authority: AuthorityFolder
    document: DocumentFile
    today: dt.date

    @cached_property
    def held(self) -> AuthorityFolder:
        """The authority with each partnership by the terms that held on the document's day: what is counted.

        As the data has it when the document has no day, or a record cannot be read, which is a finding of its own.
        """
        try:
            day = self.document.facts.date
            return authority_on(self.authority, day) if day else self.authority
        except ProblemsError:
            return self.authority

    @property
    def folder(self) -> PartnershipFolder | None:
        """The partnership in whose folder the document stands; None when it stands beside the partnerships."""
        identifier = self.document.partnership
        return self.authority.partnership(identifier) if identifier is not None else None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found."""

    route: Route  #: keys from the root of the file that the rule looks at
    text: str  #: Swedish: what is wrong here
    remedy: str = ""  #: Swedish: what to do here, when it is more than the rule's own remedy
    needle: str = ""  #: the part of a long text that is meant, to point at its own line
    also: tuple[Route | Place, ...] = ()  #: other fields of the file, or places in other files, that are part of it
    line: Place | None = None  #: where it is, when that is no field: a line of a document's body


@dataclass(frozen=True, slots=True)
class Rule(Generic[Of]):
    """A rule: what it looks for, how much it weighs, and why it is there."""

    id: str  #: slug, stable; what `acknowledged:` names
    severity: Severity
    title: str  #: Swedish: the rule in one sentence
    remedy: str  #: Swedish: what to do
    source: str  #: Swedish: law with § and the day it was read, guidance, or convention
    find: Callable[[Of], Iterable[Finding]]
    fields: tuple[str, ...]  #: what it looks at; how they are named: checks/fields.py
    #: until when an error may wait while the partnership is a draft: what is wrong stops a draft, what is missing
    #: only the stage that needs it
    stage: Stage = Stage.DRAFTING


def guess(wrong: str, known: Iterable[str]) -> str:
    """The remedy for an id that leads nowhere: the likely one, or those there are."""
    names = tuple(dict.fromkeys(known))
    if likely := nearest(wrong, list(names)):
        return f"menade du ”{likely}”?"
    return f"använd någon av: {', '.join(names)}" if names else ""
