"""How documents are written: registered names, typography, no personal data; as in the texts of a partnership."""

import re
from collections.abc import Callable, Iterable, Iterator

from contracts.checks.documents.passages import passages_of
from contracts.checks.fields import EVERY_DOCUMENT, ORGANISATION_NAMES
from contracts.checks.privacy import SOURCE, mail_addresses, personal_numbers, telephone_numbers
from contracts.checks.rule import OWN_RULE, SPELLING_RULES, DocumentSubject, Finding, Rule
from contracts.checks.slips import KINDS, Kind, Slip, alias_slips, range_slips
from contracts.errors import Severity

#: Two numbers with a separator, as other authorities write theirs too.
_NUMBERS = re.compile(r"[A-ZÅÄÖ]{2,5}[ \u00a0/-]?\d{4}[-:]\d+|\d{6}-\d{4}|\d{4}-\d\d-\d\d|\S*//\S+")


def _slipped(subject: DocumentSubject, find: Callable[[str], Iterator[Slip]]) -> Iterator[Finding]:
    for passage in passages_of(subject.document):
        for slip in find(passage.text):
            yield passage.finding(slip.start, len(slip.written), slip.text, slip.remedy)


def _alias_used(subject: DocumentSubject) -> Iterator[Finding]:
    return _slipped(subject, lambda text: alias_slips(text, subject.authority))


def _range_dash(subject: DocumentSubject) -> Iterator[Finding]:
    pattern = subject.authority.authority.case_number_pattern
    return _slipped(subject, lambda text: range_slips(text, lambda at: not _in_number(text, at, pattern)))


def _in_number(text: str, at: int, pattern: str) -> bool:
    """Whether the place is part of a case number, an organisation number, a day or an address."""
    return any(found.start() <= at < found.end() for one in (pattern, _NUMBERS) for found in re.finditer(one, text))


def _slip_rule(kind: Kind) -> Rule[DocumentSubject]:
    def find(subject: DocumentSubject) -> Iterator[Finding]:
        return _slipped(subject, kind.find)

    return Rule(f"document-{kind.id}", Severity.WARNING, kind.title, kind.remedy, kind.source, find, EVERY_DOCUMENT)


def _privacy_rule(
    identifier: str, title: str, what: str, look: Callable[[str], Iterable[str]]
) -> Rule[DocumentSubject]:
    def find(subject: DocumentSubject) -> Iterator[Finding]:
        for passage in passages_of(subject.document):
            for found in look(passage.text):
                yield passage.finding(passage.text.index(found), len(found), f"texten innehåller {what}")

    return Rule(f"document-{identifier}", Severity.ERROR, title, "ta bort uppgiften", SOURCE, find, EVERY_DOCUMENT)


RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "document-alias-used",
        Severity.WARNING,
        "Organisationer nämns med sitt juridiska namn eller kortnamn.",
        "skriv namnet som i organisations.yaml",
        OWN_RULE,
        _alias_used,
        fields=(*EVERY_DOCUMENT, *ORGANISATION_NAMES),
    ),
    Rule(
        "document-range-dash",
        Severity.WARNING,
        "Intervall skrivs med tankstreck utan mellanslag.",
        "byt till tankstreck (–)",
        SPELLING_RULES,
        _range_dash,
        fields=EVERY_DOCUMENT,
    ),
    *(_slip_rule(kind) for kind in KINDS),
    _privacy_rule("personal-number", "Inget dokument innehåller personnummer.", "ett personnummer", personal_numbers),
    _privacy_rule("mail-address", "Inget dokument innehåller e-postadresser.", "en e-postadress", mail_addresses),
    _privacy_rule(
        "telephone-number", "Inget dokument innehåller telefonnummer.", "ett telefonnummer", telephone_numbers
    ),
)
