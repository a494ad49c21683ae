"""Typed values in a text that somebody has edited: amounts, counts, days and months, read from how they are written.

The reading is only a guess: what it gives is printed again by the document's own template, and counts when that reads
as the edited text does.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from contracts.spelling.dates import manad
from contracts.spelling.numbers import antal_ord

_MONTHS: Final = {manad(dt.date(2000, month, 1)).partition(" ")[0]: month for month in range(1, 13)}
_MONTH: Final = "|".join(_MONTHS)
_COUNTS: Final = {antal_ord(number): number for number in range(13)} | {"ett": 1}
_COUNT: Final = "|".join(_COUNTS)
_NUMBER: Final = r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_PATTERN: Final = re.compile(
    rf"""
      (?<![\d-])(?P<iso>\d{{4}}-\d\d-\d\d)(?![\d-])
    | (?<!\d)(?P<day>\d{{1,2}})\ (?P<of>{_MONTH})\ (?P<year>\d{{4}})(?!\d)
    | (?<!\w)(?P<month>{_MONTH})\ (?P<month_year>\d{{4}})(?!\d)
    | (?<![\d,/:-])(?P<amount>{_NUMBER})\ ?(?P<unit>kronor|kr|tkr|mnkr|mkr|miljon(?:er)?\ kronor)(?!\w)
    | (?<![\w/:-])(?P<number>{_NUMBER})(?![\d/:-])
    | (?<!\w)(?P<count>{_COUNT})(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNITS: Final = {"tkr": 1_000, "mnkr": 1_000_000, "mkr": 1_000_000}


class Kind(Enum):
    """What a text can be read as."""

    AMOUNT = auto()  #: kronor, with their unit
    NUMBER = auto()  #: figures or a count in words, which may be an amount too
    DAY = auto()
    MONTH = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that stands in a text."""

    kind: Kind
    value: Decimal | dt.date  #: of a month its first day


def readings(text: str) -> tuple[Reading, ...]:
    """The values of a text with plain spaces, in order; a day that does not exist is none."""
    found = (_reading(match) for match in _PATTERN.finditer(text))
    return tuple(one for one in found if one is not None)


def _reading(match: re.Match[str]) -> Reading | None:
    try:
        if match["iso"]:
            return Reading(Kind.DAY, dt.date.fromisoformat(match["iso"]))
        if match["of"]:
            return Reading(Kind.DAY, dt.date(int(match["year"]), _MONTHS[match["of"].lower()], int(match["day"])))
        if match["month"]:
            return Reading(Kind.MONTH, dt.date(int(match["month_year"]), _MONTHS[match["month"].lower()], 1))
    except ValueError:
        return None
    if match["amount"]:
        unit = match["unit"].lower()
        return Reading(Kind.AMOUNT, _decimal(match["amount"]) * _UNITS.get(unit, 1_000_000 if "miljon" in unit else 1))
    if match["number"]:
        return Reading(Kind.NUMBER, _decimal(match["number"]))
    return Reading(Kind.NUMBER, Decimal(_COUNTS[match["count"].lower()]))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(".", "").replace(",", "."))


def exchanged(old: str, new: str) -> tuple[tuple[Reading, Reading], ...]:
    """The values of a text that are others in another text, in pairs; none when it has not as many."""
    before, after = readings(old), readings(new)
    if len(before) != len(after):
        return ()
    return tuple((one, other) for one, other in zip(before, after, strict=True) if one != other)


def written_instead(raw: str, value: object, old: Reading, new: Reading) -> str | None:
    """How data writes the new value of a fact, if the old one is what was printed; None otherwise.

    Args:
        raw: how data writes the fact.
        value: the fact, typed; a clause's variables and months are texts.
        old: a value that stood in the document.
        new: what stands there now.
    """
    if isinstance(old.value, Decimal) and isinstance(new.value, Decimal):
        return _number_instead(raw, value, old.value, new.value)
    if isinstance(old.value, dt.date) and isinstance(new.value, dt.date):
        return _day_instead(raw, value, old, new)
    return None


def _number_instead(raw: str, value: object, old: Decimal, new: Decimal) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = int(value) if re.fullmatch("[0-9]{1,12}", value) else None
    if not isinstance(value, int | Decimal):
        return None
    # A table may be in thousands or millions, and says so in its head.
    scale = next((scale for scale in (1, 1_000, 1_000_000) if old * scale == value), 0)
    if not scale:
        return None
    changed = new * scale
    if changed == int(changed):
        return str(int(changed))
    return format(changed.normalize(), "f").replace(".", ",") if isinstance(value, Decimal) else None


def _day_instead(raw: str, value: object, old: Reading, new: Reading) -> str | None:
    before, after = old.value, new.value
    assert isinstance(before, dt.date)
    assert isinstance(after, dt.date)
    if old.kind is Kind.MONTH and new.kind is Kind.MONTH:
        if raw == before.isoformat()[:7]:
            return after.isoformat()[:7]
        if isinstance(value, dt.date) and value.replace(day=1) == before:
            last = calendar.monthrange(after.year, after.month)[1]
            whole = value.day == calendar.monthrange(value.year, value.month)[1]
            return after.replace(day=last if whole else min(value.day, last)).isoformat()
    if old.kind is Kind.DAY and new.kind is Kind.DAY and raw == before.isoformat():
        return after.isoformat()
    return None
