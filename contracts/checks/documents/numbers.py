"""Case numbers in documents: those of the front matter, and those that stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.checks.documents.passages import passages_of
from contracts.errors import Place
from contracts.facts.folders import DocumentFile, PartnershipFolder
from contracts.facts.model.memo import Memo
from contracts.facts.model.packet import Packet
from contracts.facts.source import Route

#: Letters, a separator, four digits of a year, a separator and a serial number.
_NUMBER = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,5}[ \u00a0/–-]\d{4}[:–-]\d+(?![\w-])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A case number where it stands."""

    number: str
    place: Place


def key_of(number: str) -> tuple[str, ...]:
    """Prefix, year and serial: what is the same however a case number is written."""
    return tuple(re.findall(r"[A-ZÅÄÖ]+|\d+", number))


def own_numbers(document: DocumentFile) -> Iterator[tuple[Route, str]]:
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


def numbers_of_document(document: DocumentFile) -> Iterator[Numbered]:
    """Every case number of a document: of its front matter, then of its texts."""
    for route, number in own_numbers(document):
        yield Numbered(number, document.source.place(route))
    for passage in passages_of(document):
        for match in _NUMBER.finditer(passage.text):
            place = passage.finding(match.start(), len(match[0]), "").line or document.source.place(passage.route)
            yield Numbered(match[0], place)


def numbers_of_partnership(folder: PartnershipFolder) -> Iterator[Numbered]:
    """Every case number of a partnership's facts: its own, then those of related cases."""
    for at, number in enumerate(folder.partnership.case_numbers):
        yield Numbered(number, folder.source.place(("case_numbers", at)))
    for at, case in enumerate(folder.partnership.related_cases):
        yield Numbered(case.case_number, folder.source.place(("related_cases", at, "case_number")))
