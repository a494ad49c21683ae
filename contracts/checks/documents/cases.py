"""Case numbers in documents: by the authority's pattern, and one number written in one way."""

import itertools
import re
from collections.abc import Iterator

from contracts.checks.documents.across import Bearer, Written, across
from contracts.checks.documents.numbers import key_of, numbers_of_document, numbers_of_partnership, own_numbers
from contracts.checks.fields import EVERY_DOCUMENT
from contracts.checks.rule import DocumentSubject, Finding, Rule
from contracts.errors import Place, Severity


def _form(subject: DocumentSubject) -> Iterator[Finding]:
    pattern = subject.authority.authority.case_number_pattern
    for route, number in own_numbers(subject.document):
        if re.fullmatch(pattern, number):
            continue
        likely = re.sub(r"\s*[–—]\s*", "-", number)
        remedy = f"menade du ”{likely}”?" if re.fullmatch(pattern, likely) else ""
        yield Finding(route, f"diarienumret ”{number}” är inte skrivet som myndigheten skriver sina", remedy)


def _two_ways(subject: DocumentSubject) -> Iterator[Finding]:
    whole = across(subject.authority)
    own = whole.numbers.get(Bearer(subject.document.id, is_document=True), ())
    for one in own:
        better = (
            other
            for other in whole.ways[key_of(one.number)]
            if other.number != one.number and _is_better(other, one, subject)
        )
        if other := next(better, None):
            text = f"diarienumret är skrivet ”{one.number}” här och ”{other.number}” på annat ställe"
            remedy, also = f"skriv {other.number} överallt", (_place(other, subject),)
            yield Finding((), text, remedy, also=also, line=_place(one, subject))


def _is_better(other: Written, one: Written, subject: DocumentSubject) -> bool:
    """Whether the other writing is the one to keep: it fits the authority's pattern, or comes first."""
    pattern = subject.authority.authority.case_number_pattern
    fits, other_fits = (re.fullmatch(pattern, written.number) is not None for written in (one, other))
    return other_fits > fits or (other_fits == fits and other.position < one.position)


def _place(written: Written, subject: DocumentSubject) -> Place:
    """Where it stands: only then is its file looked into."""
    bearer, authority = written.bearer, subject.authority
    document = authority.document(bearer.id) if bearer.is_document else None
    folder = None if bearer.is_document else authority.partnership(bearer.id)
    numbers = numbers_of_document(document) if document else numbers_of_partnership(folder) if folder else iter(())
    return next(itertools.islice(numbers, written.at, None)).place


RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "document-case-number-form",
        Severity.WARNING,
        "Diarienummer i dokument följer myndighetens mönster.",
        "rätta numret; godta varningen om det är en annan myndighets nummer",
        "Myndighetens mönster för diarienummer i authority.yaml",
        _form,
        fields=(
            "memo:case_number",
            "memo:related_cases.case_number",
            "pm:case_number",
            "report:case_number",
            "economic-report:case_number",
            "packet:items.case_number",
            "authority:case_number_pattern",
        ),
    ),
    Rule(
        "case-number-two-ways",
        Severity.WARNING,
        "Ett diarienummer är skrivet på ett sätt i alla dokument.",
        "skriv numret lika överallt",
        "Lärdom: samma nummer stod med bindestreck, mellanslag och tankstreck, och sökningen hittade bara det ena",
        _two_ways,
        fields=(
            *EVERY_DOCUMENT,
            "partnership:case_numbers",
            "partnership:related_cases.case_number",
            "authority:case_number_pattern",
        ),
    ),
)
