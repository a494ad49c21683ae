"""What a nämnd asks of a memo: proposals that can be decided, the whole basis, days in order, somebody to tell."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from contracts.checks.documents.across import across
from contracts.checks.documents.titles import folded, listed, named_in, title_of
from contracts.checks.fields import fields
from contracts.checks.rule import DocumentSubject, Finding, Rule
from contracts.errors import Place, Severity
from contracts.facts.folders import DocumentFile
from contracts.facts.model.document import PlanningKind, PlanningStep
from contracts.facts.model.memo import Memo

HANDBOOK = "Bruk i kommuners handböcker: beslutsunderlaget räknar upp alla daterade handlingar som beslutet vilar på"
WORDING = "Nackas anvisning för tjänsteskrivelser: förslag skrivs som fullständiga meningar, inte som att-satser"
ORDER = "Lärdom: en tjänsteskrivelse var daterad efter sin egen beredning"
_SUBJECTS = re.compile(
    r"\b\w*(?:nämnden|styrelsen|fullmäktige|utskottet|nämnd|styrelse|utskott|presidiet)\b", re.IGNORECASE
)


def _basis_missing(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, Memo):
        return
    if not facts.basis and not facts.annexes:
        yield Finding(("basis",), "skrivelsen har varken beslutsunderlag eller bilagor")
    elif facts.basis and all(_is_itself(at, subject, facts) for at in range(len(facts.basis))):
        yield Finding(("basis",), "beslutsunderlaget räknar bara upp skrivelsen själv")


def _is_itself(at: int, subject: DocumentSubject, facts: Memo) -> bool:
    item = facts.basis[at]
    if item.document is not None:
        return item.document == subject.document.id
    title, word = folded(item.title or ""), folded(subject.authority.authority.documents.memo)
    return folded(facts.title) in title or (title.startswith(word) and item.dated in (None, facts.date))


def _named_not_in_basis(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, Memo):
        return
    held = [title_of(item, subject.authority) for _, item in listed(facts)]
    for at, proposal in enumerate(facts.proposals):
        for title, place in _named(proposal, subject):
            if not any(_means(title, known) for known in held):
                text = f"förslaget gäller ”{title}”, som inte finns i beslutsunderlaget"
                also = (("basis",), *((place,) if place is not None else ()))
                yield Finding(("proposals", at), text, needle=title, also=also)


def _named(proposal: str, subject: DocumentSubject) -> Iterator[tuple[str, Place | None]]:
    """The documents that a proposal names, by emphasis, by quotation marks or by a known title."""
    marked = tuple(dict.fromkeys(named_in(proposal)))
    titles = across(subject.authority).titles
    for title in marked:
        known = _documents(titles.get(folded(title), ()), subject)
        yield title, known[0].source.place(("title",)) if known else None
    told, said = {folded(title) for title in marked}, folded(proposal)
    for title, identifiers in titles.items():
        for document in _documents(identifiers, subject) if title in said and title not in told else ():
            if document is not subject.document:
                yield document.facts.title, document.source.place(("title",))


def _documents(identifiers: Iterable[str], subject: DocumentSubject) -> tuple[DocumentFile, ...]:
    return tuple(found for one in identifiers if (found := subject.authority.document(one)) is not None)


def _means(title: str, known: str) -> bool:
    return folded(title) in folded(known) or (known != "" and folded(known) in folded(title))


def _basis_after_meeting(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    meeting = _meeting(facts) if isinstance(facts, Memo) else None
    if not isinstance(facts, Memo) or meeting is None:
        return
    at_step, day = meeting
    for at, item in enumerate(facts.basis):
        found = subject.authority.document(item.document) if item.document is not None else None
        dated = item.dated or (found.facts.date if found is not None else None)
        if dated is not None and dated > day:
            place: tuple[Place, ...] = (found.source.place(("date",)),) if found is not None and not item.dated else ()
            title = title_of(item, subject.authority)
            text = f"”{title}” är daterat {dated}, efter mötet {day} som ska besluta"
            yield Finding(("basis", at, "dated"), text, also=(("planning", at_step, "date"), *place))


def _meeting(facts: Memo) -> tuple[int, dt.date] | None:
    """The last meeting that decides, or the last one that is planned."""
    steps = [(at, step) for at, step in enumerate(facts.planning)]
    deciding = [(at, step) for at, step in steps if step.kind in (PlanningKind.DECISION, None)] or steps
    return max(((at, step.date) for at, step in deciding), key=lambda pair: pair[1], default=None)


def _step(step: PlanningStep) -> str:
    return f"{step.kind.value if step.kind else step.body} {step.date}"


def _memo_after_planning(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if isinstance(facts, Memo):
        # A step that has been decided already is the case's history, not its planning.
        decided = {decision.date for decision in facts.previous_decisions}
        for at, step in enumerate(facts.planning):
            if step.date < facts.date and step.date not in decided:
                text = f"skrivelsen är daterad {facts.date}, efter {_step(step)}"
                yield Finding(("date",), text, also=(("planning", at, "date"),))


def _planning_unordered(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if isinstance(facts, Memo):
        for at, (earlier, later) in enumerate(pairwise(facts.planning), 1):
            if later.date < earlier.date:
                text = f"{_step(later)} står efter {_step(earlier)}"
                yield Finding(("planning", at, "date"), text, also=(("planning", at - 1, "date"),))


def _nobody_told(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if isinstance(facts, Memo) and not facts.send_to:
        yield Finding(("send_to",), "det står inte vilka som ska få del av beslutet")


def _att_clause(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if isinstance(facts, Memo):
        for at, proposal in enumerate(facts.proposals):
            if re.match(r"\W*att\b", proposal, re.IGNORECASE):
                yield Finding(("proposals", at), "förslaget är en att-sats, inte en fullständig mening")


def _without_subject(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, Memo):
        return
    board = subject.authority.authority.unit(facts.board)
    for at, proposal in enumerate(facts.proposals):
        named = board is not None and folded(board.name) in folded(proposal)
        if not named and not _SUBJECTS.search(proposal) and not re.match(r"\W*att\b", proposal, re.IGNORECASE):
            yield Finding(("proposals", at), "förslaget säger inte vem som beslutar")


def _warning(
    identifier: str,
    title: str,
    remedy: str,
    source: str,
    find: Callable[[DocumentSubject], Iterator[Finding]],
    fields: tuple[str, ...],
) -> Rule[DocumentSubject]:
    return Rule(identifier, Severity.WARNING, title, remedy, source, find, fields)


RULES: tuple[Rule[DocumentSubject], ...] = (
    _warning(
        "basis-missing",
        "Ett beslut vilar på ett underlag.",
        "lägg till de handlingar som beslutet vilar på i basis",
        HANDBOOK,
        _basis_missing,
        fields=fields("memo", "basis", "annexes", "title"),
    ),
    _warning(
        "proposal-document-not-in-basis",
        "Varje dokument som ett förslag gäller finns i beslutsunderlaget.",
        "lägg till dokumentet i basis",
        "Lärdom: en nämnd godkände en rapport som inte fanns i beslutsunderlaget",
        _named_not_in_basis,
        fields=fields("memo", "proposals", "basis", "annexes"),
    ),
    _warning(
        "basis-after-meeting",
        "Beslutsunderlaget finns när nämnden beslutar.",
        "kontrollera dagarna",
        HANDBOOK,
        _basis_after_meeting,
        fields=fields("memo", "basis.dated", "basis.document", "planning.date", "planning.kind"),
    ),
    _warning(
        "memo-after-planning",
        "Skrivelsen är klar när ärendet tas upp.",
        "rätta skrivelsens dag, eller dagen i planning",
        ORDER,
        _memo_after_planning,
        fields=fields("memo", "date", "planning.date", "previous_decisions.date"),
    ),
    _warning(
        "planning-unordered",
        "Beslutsplaneringen står i tidsordning.",
        "rätta dagen, eller byt ordning",
        ORDER,
        _planning_unordered,
        fields=fields("memo", "planning.date"),
    ),
    _warning(
        "send-to-missing",
        "Skrivelsen säger vilka som ska få del av beslutet.",
        "fyll i send_to",
        "Lärdom: rubriken ”Beslutet skickas till” stod kvar utan mottagare",
        _nobody_told,
        fields=fields("memo", "send_to"),
    ),
    _warning(
        "proposal-att-clause",
        "Ett förslag till beslut är en fullständig mening.",
        "börja med den som beslutar: ”Nämnden godkänner …”",
        WORDING,
        _att_clause,
        fields=fields("memo", "proposals"),
    ),
    _warning(
        "proposal-without-subject",
        "Ett förslag till beslut säger vem som beslutar.",
        "börja med den som beslutar: ”Nämnden godkänner …”",
        WORDING,
        _without_subject,
        fields=fields("memo", "proposals", "board"),
    ),
)
