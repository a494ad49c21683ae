"""Case numbers in documents: by the authority's pattern, and one number written in one way."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from contracts.checks.documents.passages import passages_of
from contracts.checks.fields import EVERY_DOCUMENT
from contracts.checks.rule import DocumentSubject, Finding, Rule
from contracts.errors import Place, Severity
from contracts.facts.folders import AuthorityFolder, DocumentFile
from contracts.facts.model.memo import Memo
from contracts.facts.model.packet import Packet
from contracts.facts.source import Route

#: Letters, a separator, four digits of a year, a separator and a serial number.
_NUMBER = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,5}[  /–-]\d{4}[:–-]\d+(?![\w-])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A case number where it stands."""

    number: str
    place: Place

    @property
    def key(self) -> tuple[str, ...]:
        """Prefix, year and serial: what is the same however the number is written."""
        return tuple(re.findall(r"[A-ZÅÄÖ]+|\d+", self.number))


#: Numbers with their positions in the order of the data.
_Places: TypeAlias = Mapping[str, Sequence[tuple[int, Numbered]]]
_Ways: TypeAlias = Mapping[tuple[str, ...], Sequence[tuple[int, Numbered]]]


def _form(subject: DocumentSubject) -> Iterator[Finding]:
    pattern = subject.authority.authority.case_number_pattern
    for route, number in _own_numbers(subject.document):
        if re.fullmatch(pattern, number):
            continue
        likely = re.sub(r"\s*[–—]\s*", "-", number)
        remedy = f"menade du ”{likely}”?" if re.fullmatch(pattern, likely) else ""
        yield Finding(route, f"diarienumret ”{number}” är inte skrivet som myndigheten skriver sina", remedy)


def _own_numbers(document: DocumentFile) -> Iterator[tuple[Route, str]]:
    """The case numbers of the front matter."""
    facts = document.facts
    if isinstance(facts, Packet):
        for at, item in enumerate(facts.items):
            if item.case_number is not None:
                yield ("items", at, "case_number"), item.case_number
        return
    if facts.case_number is not None:
        yield ("case_number",), facts.case_number
    if isinstance(facts, Memo):
        for at, case in enumerate(facts.related_cases):
            yield ("related_cases", at, "case_number"), case.case_number


def _two_ways(subject: DocumentSubject) -> Iterator[Finding]:
    own, ways = _numbers_of(subject.authority)
    for at, one in own.get(subject.document.source.file, ()):
        better = [
            other
            for position, other in ways[one.key]
            if other.number != one.number and _is_better(other, position, one, at, subject)
        ]
        if better:
            other = better[0]
            text = f"diarienumret är skrivet ”{one.number}” här och ”{other.number}” på annat ställe"
            yield Finding((), text, f"skriv {other.number} överallt", also=(other.place,), line=one.place)


def _is_better(other: Numbered, position: int, one: Numbered, at: int, subject: DocumentSubject) -> bool:
    """Whether the other writing is the one to keep: it fits the authority's pattern, or comes first."""
    pattern = subject.authority.authority.case_number_pattern
    fits, other_fits = (re.fullmatch(pattern, number.number) is not None for number in (one, other))
    return other_fits > fits or (other_fits == fits and position < at)


@functools.lru_cache(maxsize=4)  # every document asks, and all get the same answer
def _numbers_of(authority: AuthorityFolder) -> tuple[_Places, _Ways]:
    """Every case number of an authority with its position: by the file that it stands in, and by what it means."""
    files: dict[str, list[tuple[int, Numbered]]] = {}
    ways: dict[tuple[str, ...], list[tuple[int, Numbered]]] = {}
    for at, one in enumerate(_all_numbers(authority)):
        files.setdefault(one.place.file, []).append((at, one))
        ways.setdefault(one.key, []).append((at, one))
    return files, ways


def _all_numbers(authority: AuthorityFolder) -> Iterator[Numbered]:
    """Every case number in the authority's data: of partnerships, then of documents, in their order."""
    for folder in authority.partnerships:
        for at, number in enumerate(folder.partnership.case_numbers):
            yield Numbered(number, folder.source.place(("case_numbers", at)))
        for at, case in enumerate(folder.partnership.related_cases):
            yield Numbered(case.case_number, folder.source.place(("related_cases", at, "case_number")))
    for document in authority.documents:
        yield from (Numbered(number, document.source.place(route)) for route, number in _own_numbers(document))
        yield from _in_text(document)


def _in_text(document: DocumentFile) -> Iterator[Numbered]:
    for passage in passages_of(document):
        for match in _NUMBER.finditer(passage.text):
            place = passage.finding(match.start(), len(match[0]), "").line or document.source.place(passage.route)
            yield Numbered(match[0], place)


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
