"""What a meeting's documents must hold: all that is named, once, under a title that is true of them."""

import re
from collections.abc import Iterator

from contracts.checks.documents.titles import agreement_of, listed, partnership_of, same_title
from contracts.checks.fields import fields
from contracts.checks.rule import OWN_RULE, DocumentSubject, Finding, Rule
from contracts.errors import Severity
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.model.decision import DecisionKind
from contracts.facts.model.memo import Memo
from contracts.facts.model.organisation import Sector
from contracts.facts.model.packet import Packet, PacketItem
from contracts.facts.source import Route
from contracts.spelling.names import lista
from contracts.spelling.numbers import antal_ord

_INFORMATION = re.compile(r"\binform|ta(?:r|git)? del av|till handlingarna|anteckna|\bnoter", re.IGNORECASE)


def _items(subject: DocumentSubject) -> Iterator[tuple[Route, PacketItem, Memo | None]]:
    """Each item of a packet with its route and its memo's facts."""
    facts = subject.document.facts
    if isinstance(facts, Packet):
        for at, item in enumerate(facts.items):
            found = subject.authority.document(item.memo) if item.memo is not None else None
            yield ("items", at), item, found.facts if found is not None and isinstance(found.facts, Memo) else None


def _title_of_one(subject: DocumentSubject) -> Iterator[Finding]:
    for route, item, memo in _items(subject):
        title = item.title or (memo.title if memo is not None else "")
        folders = [partnership_of(identifier, subject.authority) for identifier in item.documents]
        for folder in dict.fromkeys(folder.id for folder in folders if folder is not None):
            partnership = subject.authority.partnership(folder)
            assert partnership is not None
            named, others = _parties_named(title, partnership, subject.authority)
            if named and others:
                name = partnership.partnership.name
                text = f"rubriken nämner bara {lista(named)}, men {name} har {antal_ord(others)} idéburna parter till"
                where = (*route, "title") if item.title is not None else (*route, "memo")
                yield Finding(where, text, also=(partnership.source.place(("parties",)),))


def _parties_named(title: str, folder: PartnershipFolder, authority: AuthorityFolder) -> tuple[list[str], int]:
    """The idea-based parties that a title names, and how many it leaves out."""
    known = [authority.organisation(party.organisation) for party in folder.partnership.parties]
    idea_based = [one for one in known if one is not None and one.sector is Sector.IDEA_BASED]
    named = [
        one.name
        for one in idea_based
        if any(
            re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", title) for name in (one.legal_name, one.name, *one.aliases)
        )
    ]
    return named, len(idea_based) - len(named)


def _document_twice(subject: DocumentSubject) -> Iterator[Finding]:
    seen: dict[str, Route] = {}
    for route, item, _ in _items(subject):
        given = [((*route, "memo"), item.memo)] if item.memo is not None else []
        given += [((*route, "documents", at), identifier) for at, identifier in enumerate(item.documents)]
        for where, identifier in given:
            if identifier in seen:
                yield Finding(where, f"”{identifier}” finns två gånger bland handlingarna", also=(seen[identifier],))
            seen.setdefault(identifier, where)


def _meeting_unplanned(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, Packet):
        return
    board = subject.authority.authority.unit(facts.board)
    names = (facts.board, board.name if board is not None else "")
    for route, item, memo in _items(subject):
        if memo is None or item.memo is None or not memo.planning:
            continue
        if not any(step.date == facts.date and step.body in names for step in memo.planning):
            found = subject.authority.document(item.memo)
            text = f"tjänsteskrivelsens planering har inget möte med {names[1] or names[0]} {facts.date}"
            also = (found.source.place(("planning",)),) if found is not None else ()
            yield Finding((*route, "memo"), text, also=(("date",), *also))


def _annex_left_out(subject: DocumentSubject) -> Iterator[Finding]:
    for route, item, memo in _items(subject):
        memo_file = subject.authority.document(item.memo) if item.memo is not None else None
        if memo is not None and memo_file is not None:
            for at, annex in enumerate(memo.annexes):
                if annex.document is not None and annex.document not in item.documents:
                    also = (memo_file.source.place(("annexes", at, "document")),)
                    yield Finding((*route, "documents"), _left_out(annex.document, "tjänsteskrivelsen"), also=also)
        for position, identifier in enumerate(item.documents):
            folder = agreement_of(identifier, subject.authority)
            for at, document in _annexed(folder, subject.authority) if folder is not None else ():
                if folder is not None and document.id not in item.documents:
                    also = (folder.source.place(("annexes", at, "title")),)
                    yield Finding((*route, "documents", position), _left_out(document.id, "avtalet"), also=also)


def _left_out(identifier: str, where: str) -> str:
    return f"”{identifier}” är bilaga till {where} men finns inte bland ärendets handlingar"


def _annexed(folder: PartnershipFolder, authority: AuthorityFolder) -> Iterator[tuple[int, DocumentFile]]:
    """The documents of a partnership's folder that are annexes of its agreement, by their titles."""
    for at, annex in enumerate(folder.partnership.annexes):
        for document in authority.documents:
            if document.partnership == folder.id and same_title(document.facts.title, annex.title):
                yield at, document


def _unnamed(subject: DocumentSubject) -> Iterator[Finding]:
    for route, item, memo in _items(subject):
        if memo is None:
            continue
        named = {one.document for _, one in listed(memo)}
        for at, identifier in enumerate(item.documents):
            if identifier not in named:
                text = f"”{identifier}” är varken bilaga till tjänsteskrivelsen eller en del av dess underlag"
                yield Finding((*route, "documents", at), text)


def _information_only(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    for route, item, memo in _items(subject):
        assert isinstance(facts, Packet)
        proposals = memo.proposals if memo is not None else item.proposals
        if any(not _INFORMATION.search(proposal) for proposal in proposals):
            continue
        for at, identifier in enumerate(item.documents):
            folder = agreement_of(identifier, subject.authority)
            if folder is None or _is_decided(folder) or (start := folder.partnership.term.start) is None:
                continue
            if start < facts.date:
                text = f"avtalet gäller redan från {start} och lämnas bara som information; inget beslut är angivet"
                also = tuple(folder.source.place(place) for place in (("term", "start"), ("decisions",)))
                yield Finding((*route, "documents", at), text, also=also)


def _is_decided(folder: PartnershipFolder) -> bool:
    return any(decision.kind is DecisionKind.DECIDED for decision in folder.partnership.decisions)


RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "packet-title-one-party",
        Severity.WARNING,
        "Ett ärendes rubrik nämner alla parter, eller ingen.",
        "skriv partnerskapets namn i rubriken",
        "Lärdom: en dagordning nämnde en förening, fast avtalen hade fem och elva parter",
        _title_of_one,
        fields=(
            *fields("packet", "items.title", "items.memo", "items.documents"),
            "memo:title",
            "partnership:parties.organisation",
        ),
    ),
    Rule(
        "packet-document-twice",
        Severity.ERROR,
        "Ett dokument finns en gång bland handlingarna.",
        "ta bort den ena raden",
        OWN_RULE,
        _document_twice,
        fields=fields("packet", "items.memo", "items.documents"),
    ),
    Rule(
        "packet-meeting-unplanned",
        Severity.WARNING,
        "Tjänsteskrivelsen är planerad till det möte vars handlingar den finns bland.",
        "rätta planning i tjänsteskrivelsen, eller handlingarnas dag och nämnd",
        OWN_RULE,
        _meeting_unplanned,
        fields=(*fields("packet", "date", "board", "items.memo"), "memo:planning.date", "memo:planning.body"),
    ),
    Rule(
        "packet-annex-left-out",
        Severity.WARNING,
        "Det som nämns som bilaga är bifogat.",
        "lägg till dokumentet i ärendets documents",
        OWN_RULE,
        _annex_left_out,
        fields=(
            *fields("packet", "items.documents", "items.memo"),
            "memo:annexes.document",
            "partnership:annexes.title",
        ),
    ),
    Rule(
        "packet-document-unnamed",
        Severity.WARNING,
        "Det som är bifogat nämns i tjänsteskrivelsen.",
        "lägg till dokumentet i tjänsteskrivelsens annexes eller basis",
        OWN_RULE,
        _unnamed,
        fields=(*fields("packet", "items.documents", "items.memo"), "memo:annexes.document", "memo:basis.document"),
    ),
    Rule(
        "packet-information-only",
        Severity.WARNING,
        "Nämnden har beslutat om ett avtal innan det börjar gälla.",
        "skriv ett förslag till beslut, eller ange beslutet eller delegationen i partnerskapets decisions",
        "Lärdom: avtal har börjat gälla innan nämnden kände till dem; kommunallagen (2017:725) 6 kap. 37–40 §§ och"
        " 7 kap. 5–8 §§, läst 2025-09-01",
        _information_only,
        fields=(
            *fields("packet", "date", "items.documents", "items.memo", "items.proposals"),
            "memo:proposals",
            "partnership:term.start",
            "partnership:decisions.kind",
        ),
    ),
)
