"""What a document may look up about other documents and partnerships, and a note of what it did look up.

The note becomes the document's record: a document carries the facts that it shows, and no others.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.calendar import last_day
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.model.document import DocumentKind
from contracts.facts.source import nearest
from contracts.ledger.as_of import authority_on, with_signed_periods
from contracts.ledger.called import called_for, ids_since_signing
from contracts.ledger.document_ids import COMPARISON, CONSOLIDATED, agreement_of
from contracts.ledger.ledger import ledger_of
from contracts.ledger.separate import separable_parties
from contracts.plan.agreement import agreement_view
from contracts.plan.change_titles import word_for
from contracts.plan.change_views import ChangesView
from contracts.plan.changes import changes_view
from contracts.plan.document_views import PartnershipView
from contracts.plan.overview import partnership_view
from contracts.plan.places import places_title
from contracts.plan.revision import planned_since_signing
from contracts.plan.separate import separate_view
from contracts.plan.stems import AGREEMENT, PLACES
from contracts.spelling.names import versal_forst


@dataclass(frozen=True, slots=True)
class SinceSigning:
    """A document of a signed agreement, as another names it."""

    title: str
    kind: str  #: in the authority's words: "tilläggsavtal"
    date: dt.date


class Lookup:
    """One document's way to everything else of its authority."""

    def __init__(
        self, authority: AuthorityFolder, place: Place, day: dt.date | None = None, *, as_signed: bool = False
    ) -> None:
        """Begin with nothing looked up.

        Args:
            authority: whose documents and partnerships there are.
            place: where the document stands, for messages.
            day: the document's own day: what is known only later it does not tell.
            as_signed: whether it tells of partnerships by the terms that held that day, and not by what the data says
                shall hold: a report looks back, a memo may propose.
        """
        self.authority = authority
        self.day = day
        self.as_signed = as_signed
        self.partnerships: set[str] = set()
        self.documents: set[str] = set()
        self._place = place
        self._uses_signed = False
        self._told_by_signed: set[str] = set()

    @cached_property
    def held(self) -> AuthorityFolder:
        """The authority with each partnership by the terms that held on the document's day: what is counted.

        Raises:
            ProblemsError: A record of what has been signed cannot be read.
        """
        self._uses_signed = True
        return authority_on(self.authority, self.day) if self.day else self.authority

    @property
    def signed(self) -> tuple[str, ...]:
        """Ids of those looked up whose signed terms were used, sorted."""
        used = self.partnerships if self._uses_signed else self._told_by_signed
        return tuple(one.id for one in self.authority.some_partnerships(used) if one.signed.files)

    def folder(self, identifier: str) -> PartnershipFolder:
        """A partnership.

        Raises:
            ProblemsError: There is none with this id.
        """
        found = self.authority.partnership(identifier)
        if found is None:
            raise self._unknown("partnerskap", identifier, [folder.id for folder in self.authority.partnerships])
        self.partnerships.add(identifier)
        return found

    def partnership(self, identifier: str) -> PartnershipView:
        """What a document tells of a partnership: how it can be prolonged is counted from what had been signed.

        Raises as `folder`, and as `held` for a document that looks back.
        """
        if self.as_signed:
            return self.held_partnership(identifier)
        folder = self.folder(identifier)
        counted = with_signed_periods(folder, self.day)
        stated = last_day(folder.partnership.term)
        # What proposes a shorter time tells of that time, and not of the one that was signed.
        shorter = stated is not None and any(period.end > stated for period in counted.partnership.term.history)
        if shorter or counted.partnership is folder.partnership:
            return partnership_view(self.authority, folder, self.day)
        self._told_by_signed.add(identifier)
        return partnership_view(self.authority, counted, self.day)

    def held_partnership(self, identifier: str) -> PartnershipView:
        """A partnership by the terms that held on the document's day. Raises as `folder` and `held`."""
        self.folder(identifier)
        folder = self.held.partnership(identifier)
        assert folder is not None  # it is in the authority, so it is there as it held too
        return partnership_view(self.held, folder, self.day)

    def changes(self, identifier: str) -> ChangesView | None:
        """What differs in a partnership from what had been signed on the document's day; None when nothing does.

        Raises as `folder`, and when a record of what has been signed cannot be read.
        """
        found = changes_view(self.authority, self.folder(identifier), self.day)
        if found is not None:
            self._told_by_signed.add(identifier)  # without the signed states nothing differs, which is the same
        return found

    def changes_of(self, identifier: str) -> ChangesView:
        """As `changes`, for prose that counts on them.

        Raises:
            ProblemsError: Nothing differs; and as `changes`.
        """
        found = self.changes(identifier)
        if found is None:
            text = f"inga villkor skiljer sig från det som är undertecknat för {identifier}"
            remedy = "ta bort texten, eller se med contracts diff vad som skiljer"
            raise ProblemsError([Problem("changes-none", text, self._place, remedy)])
        return found

    def document(self, identifier: str) -> DocumentFile:
        """A document in prose.

        Raises:
            ProblemsError: There is none with this id.
        """
        found = self.authority.document(identifier)
        if found is None:
            raise self._unknown("dokument", identifier, [document.id for document in self.authority.documents])
        self.documents.add(identifier)
        if found.partnership:
            self.partnerships.add(found.partnership)
        return found

    def title(self, identifier: str) -> str:
        """A document's title as other documents name it.

        Raises:
            ProblemsError: There is none with this id; or what has been signed cannot be read, or is to be changed by
                what cannot be filled in.
        """
        folder, _, name = identifier.partition("/")
        if name == AGREEMENT or name.startswith(f"{AGREEMENT}-"):
            return self._agreement_title(folder, name)
        if name.startswith(f"{PLACES}-"):
            return self._places_title(folder, name)
        if (known := self.since_signing(identifier)) is not None:
            return known.title
        document = self.document(identifier)
        kind, title = versal_forst(self.kind_name(document.kind)), document.facts.title
        return title if title.casefold().startswith(kind.casefold()) else f"{kind}: {title}"

    def date(self, identifier: str) -> dt.date | None:
        """A document's own day; of an agreement, the day that it is dated. Raises as `title`."""
        document = self.authority.document(identifier)
        if document is not None:
            return document.facts.date
        if (known := self.since_signing(identifier)) is not None:
            return known.date
        return self.folder(identifier.partition("/")[0]).partnership.document_date

    def since_signing(self, identifier: str) -> "SinceSigning | None":
        """What has changed a signed agreement, or is to do so, or shows it whole; None for other documents.

        Raises as `title`.
        """
        folder, _, name = identifier.partition("/")
        if agreement_of(name) is None or self.authority.document(identifier) is not None:
            return None
        found = self.folder(folder)
        self._told_by_signed.add(folder)
        kind, party = agreement_of(name) or ("", "")
        filed = {one.record.document: one.record for one in ledger_of(found).revisions}
        if (record := filed.get(name)) is not None:
            return SinceSigning(record.title, word_for(self.authority, record.kind), record.date)
        called = called_for(self.authority, found, party)
        if called is not None and name not in called.ids and kind in (CONSOLIDATED, COMPARISON):
            # It was made before the change was filed: a memo from then still names it.
            word = getattr(self.authority.authority.documents, kind)
            return SinceSigning(f"{found.partnership.name} – {word}", word, called.compared.last.record.date)
        if called is None or name not in called.ids:
            known = ids_since_signing(self.authority, found)
            raise self._unknown("dokument", identifier, [f"{folder}/{one}" for one in known])
        one = planned_since_signing(self.authority, found, identifier, draft=False)
        return SinceSigning(one.document.title, one.document.kind, one.date)

    def _agreement_title(self, folder: str, name: str) -> str:
        found = self.folder(folder)
        party = name.removeprefix(AGREEMENT).removeprefix("-")
        if not party:
            return agreement_view(self.authority, found, draft=False).document.title
        separate = found.partnership.separate_agreements
        parties = separable_parties(self.authority, found.partnership) if separate else ()
        if party not in parties:
            known = [f"{folder}/{AGREEMENT}", *(f"{folder}/{AGREEMENT}-{one}" for one in parties)]
            raise self._unknown("dokument", f"{folder}/{name}", known)
        return separate_view(self.authority, found, party, draft=False).document.title

    def _places_title(self, folder: str, name: str) -> str:
        found = self.folder(folder)
        known = {f"{PLACES}-{one.year}-{one.party}": one for one in found.partnership.places_agreements}
        if name not in known:
            raise self._unknown("dokument", f"{folder}/{name}", [f"{folder}/{one}" for one in known])
        agreed = known[name]
        return places_title(agreed, separate_view(self.authority, found, agreed.party, draft=False), self.authority)

    def kind_name(self, kind: DocumentKind) -> str:
        """What the authority calls a kind of document."""
        names = self.authority.authority.documents
        return {
            DocumentKind.MEMO: names.memo,
            DocumentKind.PM: names.pm,
            DocumentKind.REPORT: names.report,
            DocumentKind.ECONOMIC_REPORT: names.economic_report,
            DocumentKind.PACKET: names.packet,
        }[kind]

    def unit(self, identifier: str) -> str:
        """A unit's name, or the text itself when it is no unit's id: bodies outside the authority have names only."""
        unit = self.authority.authority.unit(identifier)
        return unit.name if unit else identifier

    def _unknown(self, what: str, identifier: str, known: list[str]) -> ProblemsError:
        guess = nearest(identifier, known)
        remedy = f"menade du ”{guess}”?" if guess else "kontrollera namnet mot mapparna i data/"
        return ProblemsError([Problem("reference-unknown", f"inget {what} har id ”{identifier}”", self._place, remedy)])
