"""Periods: from one day, month or year to another, and age ranges.

Both days of a period are part of it. An en dash stands without spaces between single words ("2018–2020") and with
spaces where a part itself holds a space or a hyphen; both ends keep their year, so that neither is read alone wrongly.
Equal ends are written once.
Source: Myndigheternas skrivregler; Babel's own intervals abbreviate the month and put thin spaces round the dash.
"""

import datetime as dt

from contracts.spelling import guards
from contracts.spelling.dates import datum, datum_iso, manad
from contracts.spelling.numbers import antal_ar, antal_manader
from contracts.spelling.typography import EN_DASH, NBSP, SPACED_DASH


def period(start: dt.date, end: dt.date) -> str:
    """A period in prose: "1 mars 2018 – 31 december 2020".

    Raises:
        TypeError: an end is not a plain date.
        ValueError: the end comes before the start.
    """
    first, last = _days(start, end, "period")
    return _from_to(datum(first), datum(last), SPACED_DASH)


def period_tom(start: dt.date, end: dt.date | None) -> str:
    """A period where there must be no doubt: "från och med den 1 mars 2018 till och med den 31 december 2020".

    Args:
        start: the first day.
        end: the last day; None when it is open, as in a draft: "från och med den 1 mars 2018".

    Raises:
        TypeError: an end is not a plain date.
        ValueError: the end comes before the start.
    """
    if end is None:
        return f"från och med den {datum(start)}"
    first, last = _days(start, end, "period_tom")
    return f"från och med den {datum(first)} till och med den {datum(last)}"


def iso_period(start: dt.date, end: dt.date) -> str:
    """A period in tables: "2018-03-01 – 2020-12-31".

    Raises:
        TypeError: an end is not a plain date.
        ValueError: the end comes before the start.
    """
    first, last = _days(start, end, "iso_period")
    return _from_to(datum_iso(first), datum_iso(last), SPACED_DASH)


def manadsspann(start: dt.date, end: dt.date) -> str:
    """The months that a period reaches over: "mars 2018 – december 2020".

    Raises:
        TypeError: an end is not a plain date.
        ValueError: the end comes before the start.
    """
    first, last = _days(start, end, "manadsspann")
    return _from_to(manad(first), manad(last), SPACED_DASH)


def arsspann(start: int, end: int) -> str:
    """Two calendar years and those between: "2018–2020".

    Raises:
        TypeError: an end is not an int.
        ValueError: an end is not a year of four digits, or the end comes before the start.
    """
    first, last = (guards.whole_number(year, "arsspann") for year in (start, end))
    guards.in_order(first, last, "arsspann")
    if not 1000 <= first <= last <= dt.MAXYEAR:
        raise ValueError(f"arsspann takes years of four digits, not {first} to {last}: write the full year")
    return _from_to(str(first), str(last), EN_DASH)


def aldersspann(lowest: int | None, highest: int | None = None) -> str:
    """An age range, both ages included: "25–64 år", "från 25 år", "till och med 64 år".

    Args:
        lowest: years of age; None when there is no lower limit.
        highest: years of age; None when there is no upper limit.

    Raises:
        TypeError: an age is not an int, or both are None.
        ValueError: an age is negative, or they stand in the wrong order.
    """
    if highest is None:
        return f"från {guards.whole_number(lowest, 'aldersspann')}{NBSP}år"
    last = guards.whole_number(highest, "aldersspann")
    if lowest is None:
        return f"till och med {last}{NBSP}år"
    first = guards.whole_number(lowest, "aldersspann")
    guards.in_order(first, last, "aldersspann")
    return _from_to(str(first), str(last), EN_DASH) + NBSP + "år"


def length_in_words(months: int) -> str:
    """A length in years where it is whole years, otherwise in months: "ett år", "18 månader".

    Raises:
        TypeError: it is not an int.
        ValueError: it is negative.
    """
    years, rest = divmod(guards.whole_number(months, "length_in_words"), 12)
    return antal_ar(years) if rest == 0 and years else antal_manader(months)


def _days(start: object, end: object, caller: str) -> tuple[dt.date, dt.date]:
    first, last = guards.calendar_date(start, caller), guards.calendar_date(end, caller)
    guards.in_order(first, last, caller)
    return first, last


def _from_to(first: str, last: str, dash: str) -> str:
    return first if first == last else first + dash + last
