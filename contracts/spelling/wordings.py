"""All correct ways in which a fact may stand in a document, and whether one of them stands in a text.

The proof looks for a planned fact by its wordings, because a lawyer's template or an officer's prose may choose
"50 %" where another chooses "50 procent". Only forms that name the fact completely are given: a date with its year, an
amount with its unit. A form that merely extends another ("den 1 mars 2018") is not given, since the shorter one stands
inside it. Wordings carry the no-break spaces that the filters write; compare them with white space folded, as
`stands_in` does.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from contracts.spelling import guards
from contracts.spelling.amounts import kr, kronor, mnkr, tkr, whole_ore
from contracts.spelling.dates import datum, datum_iso
from contracts.spelling.names import genitiv
from contracts.spelling.numbers import Gender, antal, antal_ord, in_figures, procent, procent_tecken
from contracts.spelling.periods import aldersspann
from contracts.spelling.typography import MINUS, NBSP

#: Characters to look at before and after: room for the rest of the longest number that is written.
_NEIGHBOURS: Final = 30
#: A text before a number, whose end makes the number the tail of another one: "−", "2,", "55:", "25–".
_NUMBER_GOES_ON: Final = re.compile(rf"(?:[{MINUS}-]|\d[.,:/]|(?<![\d-])\d{{1,3}}–)$")
_GROUP_BEFORE: Final = re.compile(r"(?<![\d,.:/-])\d{1,3}(?: \d{3})* $")
_THREE_DIGITS: Final = re.compile(r"\d{3}(?!\d)")
_BARE_NUMBER: Final = re.compile(r"\d{1,3}(?: \d{3})*")


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """One fact that must be found in a document."""

    path: str  #: where it is known: "economy.contributions.0.amount"
    label: str  #: Swedish, for a person: "beloppet för samordning"
    wordings: tuple[str, ...]  #: each way in which the document may write it; one must be found


@functools.lru_cache(maxsize=4096, typed=True)
def amount_wordings(amount: int | Decimal) -> tuple[str, ...]:
    """An amount in kronor: "350 000 kr", "350 000 kronor", "350 tkr", "0,35 mnkr", "0,35 miljoner kronor".

    Thousands and millions are given where they need few decimals (one, two); nobody writes "0,350017 mnkr".

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    number = whole_ore(amount, "amount_wordings")
    found = [kr(number), kronor(number)]
    if 0 < number <= 12 and number == int(number):
        found.append(antal(int(number), "krona", "kronor"))
    if abs(number) >= 1_000 and number % 100 == 0:
        found.append(tkr(number))
    if abs(number) >= 100_000 and number % 10_000 == 0:
        found += [mnkr(number), *_in_millions(number / 1_000_000)]
    return _once(found)


@functools.lru_cache(maxsize=4096, typed=True)
def date_wordings(date: dt.date) -> tuple[str, ...]:
    """A date: "1 mars 2018", "2018-03-01".

    Raises:
        TypeError: it is not a plain date.
    """
    return datum(date), datum_iso(date)


def count_wordings(count: int, singular: str, plural: str, genus: Gender = "en") -> tuple[str, ...]:
    """A count with its noun, in words and figures, also as owner: "tre månader", "3 månader", "tre månaders".

    Raises:
        TypeError: `count` is not an int, or a noun is not text.
        ValueError: `count` is negative, a noun is empty, or `genus` is neither "en" nor "ett".
    """
    spelled = antal(count, singular, plural, genus)
    in_numbers = in_figures(Decimal(count)) + NBSP + (singular if count == 1 else plural)
    return _once(form for plain in (spelled, in_numbers) for form in (plain, genitiv(plain)))


def days_wordings(count: int) -> tuple[str, ...]:
    """A number of days: "30 dagar", "30 dagars". Raises as `count_wordings`."""
    return count_wordings(count, "dag", "dagar")


def months_wordings(count: int) -> tuple[str, ...]:
    """A number of months: "tre månader", "3 månader", "tre månaders". Raises as `count_wordings`."""
    return count_wordings(count, "månad", "månader")


def percent_wordings(number: int | Decimal) -> tuple[str, ...]:
    """Per cent: "50 procent", "50 %", "fem procent".

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it is not finite, too large, or has more than nine decimals.
    """
    found = [procent(number), procent_tecken(number)]
    if 0 <= number <= 12 and number == int(number):
        found.append(antal_ord(int(number)) + " procent")
    return _once(found)


def age_range_wordings(lowest: int | None, highest: int | None = None) -> tuple[str, ...]:
    """An age range: "25–64 år", "25 till 64 år", "mellan 25 och 64 år"; "från 25 år", "högst 64 år".

    Raises:
        TypeError: an age is not an int, or both are None.
        ValueError: an age is negative, or they stand in the wrong order.
    """
    usual = aldersspann(lowest, highest)
    if lowest is None:
        return usual, f"högst {highest} år", f"{highest} år eller yngre", f"{highest} år och yngre"
    if highest is None:
        beginnings = ("minst", "lägst", "fyllt")
        return (
            usual,
            *(f"{beginning} {lowest} år" for beginning in beginnings),
            f"{lowest} år eller äldre",
            f"{lowest} år och äldre",
        )
    if lowest == highest:
        return usual, f"{lowest}-åringar"
    return (
        usual,
        f"{lowest} till {highest} år",
        f"{lowest} till och med {highest} år",
        f"mellan {lowest} och {highest} år",
        f"{lowest}–{highest}-åringar",
    )


def name_wordings(name: str) -> tuple[str, ...]:
    """A name, alone and as owner: "Exempelstad kommun", "Exempelstad kommuns".

    Raises:
        TypeError: it is not text.
        ValueError: it is empty.
    """
    return _once([guards.plain_text(name, "name_wordings"), genitiv(name)])


def stands_in(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of the wordings stands in the text as a whole, not as the tail or head of something else.

    "50 000 kr" does not stand in "350 000 kr", nor "2 mars 2018" in "12 mars 2018", nor "tre månader" in "fyrtiotre
    månader". All white space counts as one space, and capitals as small letters (a sentence may begin with a count).
    Give one paragraph or table cell at a time: numbers of neighbouring cells would read as one.

    Raises:
        TypeError: `wordings` is a lone text or holds something else than text.
        ValueError: there are no wordings, or one of them is empty.
    """
    folded = _folded(text)
    return any(_stands_whole(folded, _folded(wording)) for wording in guards.texts(wordings, "stands_in"))


def _in_millions(millions: Decimal) -> list[str]:
    nouns = ("miljon kronor", "miljoner kronor")
    found = [in_figures(millions) + NBSP + nouns[abs(millions) != 1]]
    if 0 < millions <= 12 and millions == int(millions):
        found.append(antal(int(millions), *nouns))
    return found


def _once(wordings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wordings))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _stands_whole(text: str, wording: str) -> bool:
    start = text.find(wording)
    while start >= 0:
        end = start + len(wording)
        before, after = text[max(0, start - _NEIGHBOURS) : start], text[end : end + _NEIGHBOURS]
        if _begins_whole(before, wording) and _ends_whole(wording, after):
            return True
        start = text.find(wording, start + 1)
    return False


def _begins_whole(before: str, wording: str) -> bool:
    if before[-1:].isalnum():
        return False
    if not wording[0].isdigit():
        return True
    # "350 000 kr" after "1 " is the tail of "1 350 000 kr"; after "2018 " it is an amount after a year.
    is_tail = _THREE_DIGITS.match(wording) and _GROUP_BEFORE.search(before)
    return not is_tail and not _NUMBER_GOES_ON.search(before)


def _ends_whole(wording: str, after: str) -> bool:
    if after[:1].isalnum():
        return False
    if not wording[-1].isdigit():
        return True
    is_head = _BARE_NUMBER.fullmatch(wording) and re.match(r" \d{3}(?!\d)", after)
    return not is_head and not re.match(r"[.,:/-]\d", after)
