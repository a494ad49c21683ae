"""Case numbers and the documents that belong to the case."""

import re
from collections.abc import Iterator

from contracts.checks.documents.across import across
from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.checks.texts import texts_of
from contracts.errors import Severity
from contracts.facts.model.clause import AnnexKind
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route

#: Where documents and cases are listed: a title that stands only there is not mentioned by the agreement.
LISTS = ("referred_documents", "related_cases", "related_agreements", "annexes", "acknowledged")
REGISTER = "Lärdom: avtal utan eget diarienummer går inte att återfinna och blandas ihop med andra ärenden"


def _own_number_missing(subject: Subject) -> Iterator[Finding]:
    if not subject.partnership.case_numbers:
        yield Finding(("case_numbers",), "avtalet har inget eget diarienummer")


def _number_form(subject: Subject) -> Iterator[Finding]:
    for at, number in enumerate(subject.partnership.case_numbers):
        yield from _misfit(("case_numbers", at), number, subject)


def _related_number_form(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    for at, case in enumerate(facts.related_cases):
        yield from _misfit(("related_cases", at, "case_number"), case.case_number, subject)
    for at, document in enumerate(facts.referred_documents):
        for position, number in enumerate(document.case_numbers):
            yield from _misfit(("referred_documents", at, "case_numbers", position), number, subject)


def _misfit(route: Route, number: str, subject: Subject) -> Iterator[Finding]:
    pattern = subject.authority.authority.case_number_pattern
    if re.fullmatch(pattern, number):
        return
    likely = re.sub(r"\s*[–—]\s*", "-", number)
    remedy = f"menade du ”{likely}”?" if re.fullmatch(pattern, likely) else ""
    yield Finding(route, f"diarienumret ”{number}” är inte skrivet som myndigheten skriver sina", remedy)


def _number_shared(subject: Subject) -> Iterator[Finding]:
    bearers = across(subject.authority).bearers
    numbers = subject.partnership.case_numbers
    others = {other for number in numbers for other in bearers.get(number, ()) if other != subject.folder.id}
    for other in subject.authority.some_partnerships(others):
        for at, number in enumerate(numbers):
            if number in other.partnership.case_numbers:
                yield Finding(("case_numbers", at), f"diarienumret {number} har också {other.partnership.name}")


def _pm_not_annexed(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    annexed = {annex.title for annex in facts.annexes if annex.kind is AnnexKind.PM}
    for at, document in enumerate(facts.referred_documents):
        if re.search(r"\bPM\b", document.title) and document.title not in annexed:
            yield Finding(
                ("referred_documents", at, "title"), f"avtalet hänvisar till ”{document.title}”, som inte är bilaga"
            )


def _referred_unused(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    base = facts.value_base.source_document if facts.value_base else None
    listed = [document.id for document in facts.referred_documents] + [annex.id for annex in facts.annexes]
    if base is not None and base not in listed:
        return  # a slip in source_document is a finding of its own
    for at, document in enumerate(facts.referred_documents):
        if not is_named(document.title, facts) and document.id != base:
            route: Route = ("referred_documents", at, "title")
            yield Finding(route, f"”{document.title}” är uppräknat, men avtalet nämner det inte")


def is_named(title: str, facts: Partnership) -> bool:
    """Whether a text of the agreement names a document; lists of documents do not count."""
    # A title may be folded over two lines of a text, and begin a sentence with a capital.
    return any(_folded(title) in _folded(text.text) for text in texts_of(facts) if text.route[0] not in LISTS)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "case-number-form",
        Severity.ERROR,
        "Avtalets diarienummer följer myndighetens mönster.",
        "rätta numret, eller case_number_pattern i authority.yaml",
        "Myndighetens mönster för diarienummer i authority.yaml",
        _number_form,
        fields=("case_numbers", "authority:case_number_pattern"),
    ),
    Rule(
        "related-case-number-form",
        Severity.WARNING,
        "Andra ärendens diarienummer följer myndighetens mönster.",
        "rätta numret; godta varningen om det är en annan myndighets nummer",
        "Myndighetens mönster för diarienummer i authority.yaml",
        _related_number_form,
        fields=("related_cases.case_number", "referred_documents.case_numbers", "authority:case_number_pattern"),
    ),
    Rule(
        "case-number-shared",
        Severity.WARNING,
        "Ett diarienummer hör till ett partnerskap.",
        "kontrollera numret; godta varningen om ärendet gäller båda",
        REGISTER,
        _number_shared,
        fields=("case_numbers",),
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "own-case-number-missing",
        Severity.WARNING,
        "Avtalet har ett eget diarienummer.",
        "registrera ärendet och ange case_numbers",
        REGISTER,
        _own_number_missing,
        fields=("case_numbers",),
    ),
    Rule(
        "pm-not-annexed",
        Severity.WARNING,
        "Ett PM som avtalet vilar på är bilaga till det.",
        "lägg PM:et som bilaga, eller ta bort hänvisningen",
        "Lärdom: villkor i ett PM som inte är bilaga binder inte parterna, och PM:et kan ändras utan dem",
        _pm_not_annexed,
        fields=("referred_documents.title", "annexes.kind", "annexes.title"),
    ),
    Rule(
        "referred-document-unused",
        Severity.WARNING,
        "Ett dokument som är uppräknat nämns i avtalet.",
        "nämn dokumentet med sin titel i en text, ange det som value_base.source_document, eller ta bort det",
        OWN_RULE,
        _referred_unused,
        fields=("referred_documents.title", "value_base.source_document"),
    ),
)
