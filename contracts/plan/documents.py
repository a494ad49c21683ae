"""Every document that an authority's data calls for, and each of them planned."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.packet import Packet
from contracts.facts.model.partnership import Status
from contracts.facts.model.pm import Pm
from contracts.facts.model.report import Report
from contracts.ledger.called import called_for, filed_ids
from contracts.ledger.document_ids import agreement_of
from contracts.ledger.separate import separable_parties, separate_folder
from contracts.plan.agreement import authority_view
from contracts.plan.agreement_document import document_day, of_view, planned_agreement
from contracts.plan.economic_report import economic_report_facts, economic_report_view
from contracts.plan.fields import fields_of
from contracts.plan.lookup import Lookup
from contracts.plan.memo import memo_facts, memo_view
from contracts.plan.packet import packet_facts, packet_view
from contracts.plan.places import in_year, places_facts, places_title, places_view
from contracts.plan.planned import DraftReason, PacketPart, Planned
from contracts.plan.pm import pm_facts, pm_view
from contracts.plan.report import report_facts, report_view
from contracts.plan.revision import planned_since_signing
from contracts.plan.separate import separate_view
from contracts.plan.stems import AGREEMENT, PLACES, stem_of
from contracts.plan.unconfirmed import unconfirmed_facts, unconfirmed_in
from contracts.plan.views import DocumentView
from contracts.spelling.wordings import PlannedFact


def ids_of(authority: AuthorityFolder) -> tuple[str, ...]:
    """The ids of all documents that the data calls for.

    Partnership by partnership, then those beside them; packets last, since they take in others.
    """
    return tuple(identifier for dossier in dossiers_of(authority) for identifier in ids_in(authority, dossier))


def dossiers_of(authority: AuthorityFolder) -> tuple[str, ...]:
    """The folders of partnerships, and the documents beside them, in the order in which their documents are made."""
    beside = [one for one in authority.documents if one.partnership is None]
    beside.sort(key=lambda one: (one.kind is DocumentKind.PACKET, one.id))
    return (*(folder.dossier for folder in authority.partnerships), *(document.dossier for document in beside))


def ids_in(authority: AuthorityFolder, dossier: str) -> tuple[str, ...]:
    """Those of the ids of `ids_of` that one of `dossiers_of` calls for."""
    folder, slash, _ = dossier.partition("/")
    if slash:
        return _of_partnership(folder, authority)
    document = authority.document(dossier)
    assert document is not None
    return () if _filed_parts(document, authority) else (dossier,)


def handed_out(authority: AuthorityFolder) -> tuple[tuple[DocumentFile, tuple[str, ...]], ...]:
    """The packets that take in what has been signed and filed, and what they take in of that.

    What has been filed is never built again, so neither are they: what was handed out stays as it was.
    """
    found = ((one, _filed_parts(one, authority)) for one in authority.documents)
    return tuple((one, parts) for one, parts in found if parts)


def _filed_parts(document: DocumentFile, authority: AuthorityFolder) -> tuple[str, ...]:
    """Agreements and changes of agreements in a packet that have been filed."""
    if document.kind is not DocumentKind.PACKET or not isinstance(document.facts, Packet):
        return ()
    named = dict.fromkeys(one for item in document.facts.items for one in item.documents)
    return tuple(one for one in named if _is_filed(one, authority))


def _is_filed(identifier: str, authority: AuthorityFolder) -> bool:
    folder_id, _, name = identifier.partition("/")
    folder = authority.partnership(folder_id)
    if folder is None or not folder.signed.files or identifier in _of_partnership(folder_id, authority):
        return False
    return name.partition("-")[0] in (AGREEMENT, PLACES) or agreement_of(name) is not None


def _of_partnership(identifier: str, authority: AuthorityFolder) -> tuple[str, ...]:
    folder = authority.partnership(identifier)
    assert folder is not None
    documents = (document.id for document in authority.documents_of(identifier))
    return (*_agreements(folder, authority), *documents)


def _agreements(folder: PartnershipFolder, authority: AuthorityFolder) -> Iterator[str]:
    """Agreements, what changes them, and agreements on places."""
    facts = folder.partnership
    if not facts.register_only:
        yield from _of_agreement(folder, authority, "")
        if facts.separate_agreements:
            for party in separable_parties(authority, facts):
                yield from _of_agreement(folder, authority, party)
        filed = filed_ids(folder)
        names = (f"{PLACES}-{places.year}-{places.party}" for places in facts.places_agreements)
        yield from (f"{folder.id}/{name}" for name in names if name not in filed)


def _of_agreement(folder: PartnershipFolder, authority: AuthorityFolder, party: str) -> Iterator[str]:
    """An agreement until it has been signed; then what its changes call for."""
    called = called_for(authority, folder, party)
    if called is None:
        yield f"{folder.id}/{AGREEMENT}" + (f"-{party}" if party else "")
    else:
        yield from (f"{folder.id}/{name}" for name in called.ids)


def planned(authority: AuthorityFolder, identifier: str, *, draft: bool) -> Planned:
    """One document, planned: as a draft when that is asked for, and whenever it must not be signed yet.

    Precondition: the checks found no errors, and the id is one of `ids_of`.

    Args:
        authority: the whole authority.
        identifier: the document's id.
        draft: whether a draft is asked for.

    Raises:
        ProblemsError: A text's expression cannot be filled in, something that it names does not exist, or no day is
            known for the document.
    """
    one = planned_as(authority, identifier, draft=draft)
    values = unconfirmed_in(authority, one.id, one.partnerships, one.documents)
    folder = authority.partnership(one.partnership) if one.partnership else None
    unfinished = folder is not None and folder.partnership.status is Status.DRAFT
    found = (
        (DraftReason.ASKED, draft),
        (DraftReason.UNCONFIRMED, bool(values)),
        (DraftReason.STATUS, unfinished),
        (DraftReason.REVISION, bool(one.missing)),
    )
    reasons = tuple(reason for reason, holds in found if holds)
    if reasons and not draft:
        one = planned_as(authority, identifier, draft=True)
    facts = (*one.facts, *unconfirmed_facts(values))
    return replace(one, facts=facts, unconfirmed=values, draft_reasons=reasons)


def planned_as(authority: AuthorityFolder, identifier: str, *, draft: bool) -> Planned:
    """One document, planned as a draft or not, just as told. Raises as `planned`."""
    document = authority.document(identifier)
    if document is not None:
        return _prose(authority, document, draft=draft)
    folder_id, _, name = identifier.partition("/")
    folder = authority.partnership(folder_id)
    assert folder is not None
    if agreement_of(name) is not None:
        return planned_since_signing(authority, folder, identifier, draft=draft)
    if name.startswith(f"{PLACES}-"):
        return _places(authority, folder, name, draft=draft)
    return planned_agreement(authority, folder, name.removeprefix(AGREEMENT).removeprefix("-"), draft=draft)


def _places(authority: AuthorityFolder, folder: PartnershipFolder, name: str, *, draft: bool) -> Planned:
    agreed = next(one for one in folder.partnership.places_agreements if name == f"{PLACES}-{one.year}-{one.party}")
    held, of_year = in_year(authority, folder, agreed)
    shown = separate_folder(held, of_year, agreed.party)
    agreement = separate_view(held, of_year, agreed.party, draft=draft)
    kind = authority.authority.documents.places_agreement
    title = places_title(agreed, agreement, authority)
    # the_kind stays the agreement's: it is what the yearly one builds on.
    agreement = replace(agreement, document=replace(agreement.document, title=title, kind=kind))
    view = places_view(agreed, shown)
    one = of_view(
        authority,
        folder,
        f"{folder.id}/{name}",
        "places-agreement",
        agreement,
        fields_of(agreement) | {"places": view},
        tuple(places_facts(view, agreement)),
    )
    return replace(one, signed=(folder.id,) if folder.signed.files else ())


def _prose(authority: AuthorityFolder, document: DocumentFile, *, draft: bool) -> Planned:
    looks_back = isinstance(document.facts, Report)
    lookup = Lookup(authority, Place(document.source.file, 1), document.facts.date, as_signed=looks_back)
    lookup.documents.add(document.id)
    if document.partnership:
        lookup.folder(document.partnership)
    day = document.facts.date
    parts: tuple[PacketPart, ...] = ()
    match document.facts:
        case Memo() as memo:
            memo_shown = memo_view(document, memo, lookup, draft=draft)
            head, names, facts = memo_shown.document, fields_of(memo_shown), memo_facts(memo, memo_shown)
        case Pm() as pm:
            folder = lookup.folder(document.partnership or "")
            pm_shown = pm_view(document, pm, folder, lookup, draft=draft)
            head, names, facts = pm_shown.document, fields_of(pm_shown), pm_facts(pm_shown)
            day = day or document_day(folder.partnership)
        case Report() as report:
            report_shown = report_view(document, report, lookup, draft=draft)
            head, names, facts = report_shown.document, fields_of(report_shown), report_facts(report_shown)
        case EconomicReport() as economic:
            figures = economic_report_view(document, economic, lookup, draft=draft)
            head, names, facts = figures.document, fields_of(figures), economic_report_facts(figures)
        case Packet() as packet:
            packet_shown, parts = packet_view(document, packet, lookup, draft=draft)
            head, names, facts = packet_shown.document, fields_of(packet_shown), packet_facts(packet_shown)
    return _of_prose(authority, document, lookup, head, names, facts, day, parts)


def _of_prose(
    authority: AuthorityFolder,
    document: DocumentFile,
    lookup: Lookup,
    head: DocumentView,
    names: dict[str, object],
    facts: Iterable[PlannedFact],
    day: dt.date | None,
    parts: tuple[PacketPart, ...],
) -> Planned:
    if day is None:
        place = Place(document.source.file, 1)
        text, remedy = "ingen dag är känd för dokumentet", "ange date: ÅÅÅÅ-MM-DD i filens huvud"
        raise ProblemsError([Problem("document-date-missing", text, place, remedy)])
    return Planned(
        id=document.id,
        kind=document.kind.value,
        variant=None,
        partnership=document.partnership,
        stem=stem_of(authority, document.id, draft=head.draft),
        date=day,
        name=head.title,
        document=head,
        authority=authority_view(authority),
        names=names,
        facts=tuple(facts),
        partnerships=tuple(sorted(lookup.partnerships)),
        documents=tuple(sorted(lookup.documents)),
        parts=parts,
        signed=lookup.signed,
    )
