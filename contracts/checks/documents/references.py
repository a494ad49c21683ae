"""Every id that a document mentions leads somewhere: documents, units, areas."""

from collections.abc import Iterator

from contracts.checks.documents.across import across
from contracts.checks.documents.titles import listed
from contracts.checks.fields import fields
from contracts.checks.rule import OWN_RULE, DocumentSubject, Finding, Rule, guess
from contracts.errors import Severity
from contracts.facts.model.base import is_slug
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.packet import Packet
from contracts.facts.model.report import Report
from contracts.facts.source import Route, nearest
from contracts.register.standing import was_in

#: An id and where it is mentioned.
Mention = tuple[Route, str | None]


def _document_unknown(subject: DocumentSubject) -> Iterator[Finding]:
    known = across(subject.authority).ids
    for route, identifier in _documents(subject):
        if identifier is not None and identifier not in known:
            yield Finding(route, f"dokumentet ”{identifier}” finns inte", guess(identifier, known))


def _documents(subject: DocumentSubject) -> Iterator[Mention]:
    facts = subject.document.facts
    if isinstance(facts, Memo):
        for route, listed_one in listed(facts):
            yield (*route, "document"), listed_one.document
    if isinstance(facts, Packet):
        for at, item in enumerate(facts.items):
            yield ("items", at, "memo"), item.memo
            for position, identifier in enumerate(item.documents):
                yield ("items", at, "documents", position), identifier


def _nameless(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if isinstance(facts, Memo):
        for route, item in listed(facts):
            if item.title is None and item.document is None:
                yield Finding(route, "raden säger inte vilket dokument det är")


def _memo_of_other_kind(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if isinstance(facts, Packet):
        for at, item in enumerate(facts.items):
            found = subject.authority.document(item.memo) if item.memo is not None else None
            if found is not None and found.kind is not DocumentKind.MEMO:
                text = f"”{found.id}” är ingen {subject.authority.authority.documents.memo}"
                yield Finding(("items", at, "memo"), text)


def _packet_in_packet(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if isinstance(facts, Packet):
        for route, identifier in _documents(subject):
            found = subject.authority.document(identifier) if identifier is not None else None
            if found is not None and found.kind is DocumentKind.PACKET:
                what = (
                    "sig själva"
                    if found.id == subject.document.id
                    else f"”{found.id}”, som själv är ett mötes handlingar"
                )
                yield Finding(route, f"handlingarna tar in {what}")


def _unit_unknown(subject: DocumentSubject) -> Iterator[Finding]:
    known = tuple(unit.id for unit in subject.authority.authority.units)
    for route, unit in _units(subject):
        if unit is not None and unit not in known:
            yield Finding(route, f"enheten ”{unit}” finns inte i authority.yaml", guess(unit, known))
    for route, body in _bodies(subject):
        # A body outside the authority has a name only; an id that is nearly one of ours is a slip.
        likely = nearest(body, list(known)) if is_slug(body) and body not in known else ""
        if likely:
            yield Finding(route, f"enheten ”{body}” finns inte i authority.yaml", f"menade du ”{likely}”?")


def _units(subject: DocumentSubject) -> Iterator[Mention]:
    facts = subject.document.facts
    if isinstance(facts, Memo | Report | EconomicReport | Packet):
        yield ("board",), facts.board
    if isinstance(facts, Memo | EconomicReport):
        yield ("recipient",), facts.recipient
    if isinstance(facts, Report):
        yield ("department",), facts.department
        yield ("unit",), facts.unit


def _bodies(subject: DocumentSubject) -> Iterator[tuple[Route, str]]:
    facts = subject.document.facts
    if isinstance(facts, Memo):
        for at, step in enumerate(facts.planning):
            yield ("planning", at, "body"), step.body
        for at, decision in enumerate(facts.previous_decisions):
            yield ("previous_decisions", at, "body"), decision.body


def _area_unknown(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, Report) and not (isinstance(facts, Memo) and facts.overview):
        return
    known = {folder.partnership.area for folder in subject.authority.partnerships} - {None}
    names = sorted(area for area in known if area is not None)
    if isinstance(facts, Report):
        for at, area in enumerate(facts.areas):
            if area.area not in known:
                text = f"inget partnerskap hör till området ”{area.area}”"
                yield Finding(("areas", at, "area"), text, guess(area.area, names))
    area_shown = facts.overview.area if isinstance(facts, Memo) and facts.overview is not None else None
    if area_shown is not None and area_shown not in known:
        text = f"inget partnerskap hör till området ”{area_shown}”"
        yield Finding(("overview", "area"), text, guess(area_shown, names))


def _area_left_out(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, Report):
        return
    told = {area.area for area in facts.areas}
    for folder in subject.held.partnerships:
        if was_in(folder.partnership, facts.window) and folder.partnership.area not in told:
            text = f"{folder.partnership.name} räknas i rapporten men hör inte till något av dess områden"
            yield Finding(("areas",), text, also=(folder.source.place(("area",)),))


RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "document-reference-unknown",
        Severity.ERROR,
        "Varje dokument som nämns med id finns.",
        "rätta id:t: filens namn utan .md, eller mapp och namn",
        OWN_RULE,
        _document_unknown,
        fields=("memo:basis.document", "memo:annexes.document", "packet:items.memo", "packet:items.documents"),
    ),
    Rule(
        "document-nameless",
        Severity.ERROR,
        "Varje underlag och bilaga har en titel eller ett id.",
        "ange title eller document",
        OWN_RULE,
        _nameless,
        fields=fields("memo", "basis.title", "basis.document", "annexes.title", "annexes.document"),
    ),
    Rule(
        "packet-in-packet",
        Severity.ERROR,
        "Ett mötes handlingar tar inte in ett annat mötes.",
        "ta bort raden, eller räkna upp dokumenten i de andra handlingarna ett för ett",
        OWN_RULE,
        _packet_in_packet,
        fields=fields("packet", "items.memo", "items.documents"),
    ),
    Rule(
        "packet-memo-kind",
        Severity.ERROR,
        "Ett ärendes memo är en tjänsteskrivelse.",
        "flytta dokumentet till documents, eller rätta id:t",
        OWN_RULE,
        _memo_of_other_kind,
        fields=fields("packet", "items.memo"),
    ),
    Rule(
        "document-unit-unknown",
        Severity.ERROR,
        "Nämnder, mottagare och enheter som dokumentet nämner med id finns i authority.yaml.",
        "lägg till enheten i authority.yaml, eller rätta id:t",
        OWN_RULE,
        _unit_unknown,
        fields=(
            *fields("memo", "board", "recipient", "planning.body", "previous_decisions.body"),
            *fields("report", "board", "department", "unit"),
            *fields("economic-report", "board", "recipient"),
            "packet:board",
            "authority:units.id",
        ),
    ),
    Rule(
        "area-unknown",
        Severity.WARNING,
        "Ett område som räknas upp har partnerskap.",
        "rätta området, eller partnerskapens area",
        OWN_RULE,
        _area_unknown,
        fields=("report:areas.area", "memo:overview.area", "partnership:area"),
    ),
    Rule(
        "area-left-out",
        Severity.WARNING,
        "Varje partnerskap som räknas i rapporten står i den.",
        "lägg till området i areas, eller rätta partnerskapets area",
        "Lärdom: antalet i en rapport och dess uppräkning har inte gått ihop",
        _area_left_out,
        fields=("report:areas.area", "report:window", "partnership:area"),
    ),
)
