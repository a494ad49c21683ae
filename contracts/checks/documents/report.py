"""Compilations against the register and against one another: one title, one window, and only what was run in it."""

import re
from collections.abc import Iterator

from contracts.checks.documents.passages import body_passages, passages_of
from contracts.checks.documents.titles import alike_documents, folded, listed, named_in
from contracts.checks.fields import AGREED_TIME, EVERY_BODY, EVERY_DOCUMENT, fields
from contracts.checks.rule import DocumentSubject, Finding, Rule
from contracts.checks.texts import Text, texts_of
from contracts.errors import Place, Severity
from contracts.facts.calendar import add_months
from contracts.facts.folders import DocumentFile, PartnershipFolder
from contracts.facts.model.document import Window
from contracts.facts.model.memo import Memo
from contracts.facts.model.report import Report
from contracts.prose.literals import EXPRESSION
from contracts.register.standing import was_in

#: Months after which what a document says of the law has to be read again.
LAW_HOLDS = 24
_NOT_RUN = re.compile(
    r"(?:be)?(?:drevs|drivits|genomfördes|genomförts|pågick|pågått|fanns)[^.]{0,30}\b(?:inte|ej|aldrig)\b"
    r"|\b(?:inte|ej|aldrig)\b[^.]{0,40}(?:be)?(?:drevs|drivits|genomfördes|genomförts|pågick|pågått|startat)",
    re.IGNORECASE,
)
_LAW = re.compile(r"rättsläge|lagstiftning|\bjuridi|rättsfall|upphandlingsrätt", re.IGNORECASE)


def _title_differs(subject: DocumentSubject) -> Iterator[Finding]:
    for passage in passages_of(subject.document):
        for title in named_in(passage.raw):
            for document in alike_documents(title, subject.authority):
                at = max(passage.text.find(title), 0)
                yield passage.finding(at, len(title), *_difference(title, document), also=_title_place(document))
    facts = subject.document.facts
    for route, item in listed(facts) if isinstance(facts, Memo) else ():
        known = subject.authority.document(item.document) if item.document is not None else None
        if item.title is not None and known is not None and folded(known.facts.title) not in folded(item.title):
            yield Finding((*route, "title"), *_difference(item.title, known), also=_title_place(known))


def _difference(title: str, document: DocumentFile) -> tuple[str, str]:
    right = document.facts.title
    return f"dokumentet kallas ”{title}” här, men dess titel är ”{right}”", f"skriv ”{right}”"


def _title_place(document: DocumentFile) -> tuple[Place]:
    return (document.source.place(("title",)),)


def _window_differs(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    if not isinstance(facts, Memo) or facts.window is None:
        return
    for document in subject.authority.documents:
        report = document.facts
        if isinstance(report, Report) and _names(facts, document) and report.window != facts.window:
            text = f"skrivelsen räknar {_days(facts.window)}, men ”{report.title}” räknar {_days(report.window)}"
            yield Finding(("window",), text, also=(document.source.place(("window",)),))


def _names(facts: Memo, document: DocumentFile) -> bool:
    """Whether a memo is about a report: by id, or by its title in a proposal."""
    by_id = {item.document for _, item in listed(facts)}
    title = document.facts.title.casefold()
    return document.id in by_id or any(title in proposal.casefold() for proposal in facts.proposals)


def _days(window: Window) -> str:
    return f"{window.start} – {window.end}"


def _not_run_then(subject: DocumentSubject) -> Iterator[Finding]:
    facts = subject.document.facts
    window = facts.window if isinstance(facts, Memo | Report) else None
    if window is None:
        return
    for folder in subject.held.partnerships:
        if was_in(folder.partnership, window):
            for text, found in _denied(folder, window):
                said = f"{folder.partnership.name} räknas med, fast det står att det inte drevs då: ”{found}”"
                yield Finding(("window",), said, also=(folder.source.place(text.route),))


def _denied(folder: PartnershipFolder, window: Window) -> Iterator[tuple[Text, str]]:
    """Texts of a partnership that say that it was not run in a year of the window."""
    years = "|".join(str(year) for year in range(window.start.year, window.end.year + 1))
    for text in texts_of(folder.partnership):
        for sentence in re.split(r"(?<=[.!?])\s+", text.text):
            if _NOT_RUN.search(sentence) and re.search(rf"\b(?:{years})\b", sentence):
                yield text, " ".join(sentence.split())


def _law_old(subject: DocumentSubject) -> Iterator[Finding]:
    dated = subject.document.facts.date
    if dated is None or add_months(dated, LAW_HOLDS) >= subject.today:
        return
    told = next((passage for passage in body_passages(subject.document) if _LAW.search(passage.heading)), None)
    if told is not None:
        text = f"”{told.heading.replace(EXPRESSION, '…')}” är skrivet {dated}, för mer än två år sedan"
        yield told.finding(0, len(told.text), text, also=(("date",),))


RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "title-differs",
        Severity.WARNING,
        "Ett dokument kallas samma sak överallt.",
        "skriv dokumentets titel",
        "Lärdom: en rapport hette en sak på omslaget och en annan i tjänsteskrivelsen",
        _title_differs,
        fields=(*EVERY_DOCUMENT, "memo:basis.title", "memo:annexes.title"),
    ),
    Rule(
        "window-differs",
        Severity.WARNING,
        "Skrivelsen och rapporten räknar för samma tid.",
        "ange samma window i båda",
        "Lärdom: ”under 2018” i en skrivelse var i rapporten 2018 och fram till mars 2019",
        _window_differs,
        fields=("memo:window", "report:window", "memo:basis", "memo:annexes", "memo:proposals"),
    ),
    Rule(
        "window-not-run",
        Severity.WARNING,
        "Ett partnerskap som räknas drevs under tiden.",
        "rätta partnerskapets avtalstid eller texten, eller skriv i rapporten varför det räknas med",
        "Lärdom: en sammanställning räknade med ett partnerskap som enligt texten inte drevs det året",
        _not_run_then,
        fields=("memo:window", "report:window", "partnership:*", *fields("partnership", *AGREED_TIME)),
    ),
    Rule(
        "law-text-old",
        Severity.WARNING,
        f"Det som ett dokument säger om rättsläget är högst {LAW_HOLDS} månader gammalt.",
        "läs källorna igen; godta varningen om texten är daterad och ska stå som den var",
        "Lärdom: en rapport beskrev ett mål som pågående efter att domen kommit",
        _law_old,
        fields=(*EVERY_BODY, "memo:date", "pm:date", "report:date", "economic-report:date", "packet:date"),
    ),
)
