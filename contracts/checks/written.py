"""What people write by hand in running text, read as values: days, amounts, ages, counts, organisation numbers.

Each reader gives the value and where it stands. White space in the text may be ordinary or no-break.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Generic, TypeVar

from contracts.spelling.dates import datum

Value = TypeVar("Value")

#: Not any white space: a tab parts the cells of a table.
_SPACE: Final = "[ \u00a0]"
_MONTHS: Final = tuple(datum(dt.date(2000, month, 1)).split()[1] for month in range(1, 13))
_DAY: Final = re.compile(
    rf"(?<![\d.,-])(?<![^\d ]–)(?:(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)"
    rf"|(?P<written>\d{{1,2}}){_SPACE}(?P<name>{'|'.join(_MONTHS)}){_SPACE}(?P<of>\d{{4}}))(?![\d-])",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    rf"(?<![\w,.:/–-])(?P<minus>[−-])?(?P<number>\d{{1,3}}(?:[ \u00a0.]\d{{3}})+|\d+)(?:,(?P<decimals>\d+))?{_SPACE}?"
    rf"(?P<unit>kr|kronor|tkr|mnkr|miljon(?:er)?{_SPACE}kronor)\b"
)
_FACTOR: Final = {"kr": 1, "kronor": 1, "tkr": 1_000, "mnkr": 1_000_000}
_AGES: Final = re.compile(
    rf"(?<![\w–-])(?:mellan{_SPACE}(?P<from>\d{{1,2}}){_SPACE}och{_SPACE}(?P<to>\d{{1,3}})"
    rf"|(?P<low>\d{{1,2}})(?:{_SPACE}?[–-]{_SPACE}?|{_SPACE}till{_SPACE}(?:och{_SPACE}med{_SPACE})?)(?P<high>\d{{1,3}}))"
    rf"(?:{_SPACE}år\b|-?åring)"
)
#: "2–3 år" is a length of time; ages in agreements begin later.
_LOWEST_AGE: Final = 6
_WORDS: Final = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_COUNT: Final = rf"\d{{1,3}}|{'|'.join(_WORDS[1:])}|ett|båda|bägge"
_ORGANISATION_NUMBER: Final = re.compile(r"(?<![\w-])\d{6}-\d{4}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Written(Generic[Value]):
    """A value that stands in a text."""

    value: Value
    start: int  #: 0-based, in the text
    text: str  #: as it is written

    @property
    def end(self) -> int:
        """Where it ends, 0-based, in the text."""
        return self.start + len(self.text)


def days(text: str) -> Iterator[Written[dt.date]]:
    """Each day: "31 december 2018", "2018-12-31". Days that do not exist are passed over."""
    for found in _DAY.finditer(text):
        month = int(found["month"]) if found["month"] else _MONTHS.index(found["name"].lower()) + 1
        try:
            day = dt.date(int(found["year"] or found["of"]), month, int(found["day"] or found["written"]))
        except ValueError:
            continue  # 30 February, or the year 0: no day that a fact can have
        yield Written(day, found.start(), found[0])


def amounts(text: str) -> Iterator[Written[int]]:
    """Each amount with its unit, in SEK: "350 000 kr", "1 690 tkr", "2,5 miljoner kronor". Parts of a krona are cut."""
    for found in _AMOUNT.finditer(text):
        number = Decimal(re.sub(r"\D", "", found["number"]) + "." + (found["decimals"] or "0"))
        if number < 10**13:
            amount = int(number * _FACTOR.get(found["unit"], 1_000_000))
            yield Written(-amount if found["minus"] else amount, found.start(), found[0])


def ages(text: str) -> Iterator[Written[tuple[int, int]]]:
    """Each age range: "25–64 år", "mellan 25 och 64 år", "16-20-åringar"."""
    for found in _AGES.finditer(text):
        low, high = int(found["low"] or found["from"]), int(found["high"] or found["to"])
        if low >= _LOWEST_AGE:
            yield Written((low, high), found.start(), found[0])


def counts(text: str, nouns: str) -> Iterator[Written[int]]:
    """Each count of something: "tio partnerskap", "båda parter".

    Args:
        text: Where to look.
        nouns: A regular expression for what is counted; words may stand between the count and it.
    """
    for found in re.finditer(rf"(?<![\w–-])(?P<count>{_COUNT}){_SPACE}(?P<noun>{nouns})\b", text, re.IGNORECASE):
        yield Written(count_of(found["count"]), found.start(), found[0])


def count_of(word: str) -> int:
    """A count in words or figures: "fem" is 5, "båda" is 2."""
    lower = word.lower()
    if lower in ("båda", "bägge"):
        return 2
    if lower == "ett":
        return 1
    return _WORDS.index(lower) if lower in _WORDS else int(word)


def organisation_numbers(text: str) -> Iterator[Written[str]]:
    """Each organisation number, as it is written with its hyphen."""
    for found in _ORGANISATION_NUMBER.finditer(text):
        yield Written(found[0], found.start(), found[0])


def lengths(text: str, unit: str) -> Iterator[Written[int]]:
    """Each length of time in a unit: "tre månaders", "30 dagar".

    Args:
        text: Where to look.
        unit: A regular expression for the unit.
    """
    return counts(text, unit)


def sentence_at(text: str, at: int) -> str:
    """The sentence around a place, as far as full stops before a space tell; "s. 4" and "kl. 9" do not end one."""
    ends = [found.end() for found in re.finditer(r"(?<!\b\w)(?<!\bkl)(?<!\bnr)[.!?]\s", text)]
    start = max((end for end in ends if end <= at), default=0)
    stop = min((end for end in ends if end > at), default=len(text))
    return text[start:stop]
