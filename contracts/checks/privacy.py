"""No personal numbers, mail addresses or telephone numbers in texts: documents are published and kept for ever."""

import re
from collections.abc import Callable, Iterable, Iterator

from pydantic import BaseModel
from stdnum import luhn

from contracts.checks.fields import EVERY_TEXT
from contracts.checks.rule import Finding, Rule, Subject
from contracts.checks.texts import Text, texts_of
from contracts.errors import Severity

SOURCE = "Dataskyddsförordningen (EU) 2016/679, artikel 5.1 c: inte fler uppgifter om personer än vad som behövs"

_TEN_OR_TWELVE_DIGITS = re.compile(r"(?<![\w-])(?:19|20)?([0-9]{6})[-+ ]?([0-9]{4})(?![\w-])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w/:.-])(?:\+46 ?|0)[0-9][0-9 –/-]{5,14}[0-9](?![\w:])")


def personal_numbers(text: str) -> Iterator[str]:
    """Each personal number in the text: a birth date (or co-ordination day, 61–91) and a right check digit.

    Source: Skatteverket's description of personnummer and samordningsnummer. Organisation numbers never match, because
    their third digit is at least 2.
    """
    for found in _TEN_OR_TWELVE_DIGITS.finditer(text):
        month, day = int(found[1][2:4]), int(found[1][4:6])
        if 1 <= month <= 12 and 1 <= day % 60 <= 31 and day < 92 and luhn.is_valid(found[1] + found[2]):
            yield found[0]


def mail_addresses(text: str) -> Iterator[str]:
    """Each mail address in the text."""
    for found in _MAIL.finditer(text):
        yield found[0]


def telephone_numbers(text: str) -> Iterator[str]:
    """Each Swedish telephone number in the text: 8 to 10 digits from 0, or the same after +46."""
    for found in _TELEPHONE.finditer(text):
        if 8 <= len(re.sub(r"[^0-9]", "", found[0].replace("+46", "0"))) <= 10:
            yield found[0]


def mentions(texts: Iterable[Text], find: Callable[[str], Iterable[str]], what: str) -> Iterator[Finding]:
    """A finding for each place where `find` finds something; the personal data themselves are not repeated."""
    for place in texts:
        for found in find(place.text):
            yield Finding(place.route, f"texten innehåller {what}", needle=found)


def running(fact: BaseModel) -> Iterator[Text]:
    """The texts that are our own writing, without references as others write them."""
    return (text for text in texts_of(fact) if not text.is_quoted)


def _rule(identifier: str, title: str, what: str, find: Callable[[str], Iterable[str]]) -> Rule[Subject]:
    def look(subject: Subject) -> Iterator[Finding]:
        return mentions(subject.running, find, what)

    remedy = "ta bort uppgiften; i avtalet räcker namn och befattning på den som skriver under"
    return Rule(identifier, Severity.ERROR, title, remedy, SOURCE, look, EVERY_TEXT)


RULES: tuple[Rule[Subject], ...] = (
    _rule("personal-number", "Ingen text innehåller personnummer.", "ett personnummer", personal_numbers),
    _rule("mail-address", "Ingen text innehåller e-postadresser.", "en e-postadress", mail_addresses),
    _rule("telephone-number", "Ingen text innehåller telefonnummer.", "ett telefonnummer", telephone_numbers),
)
