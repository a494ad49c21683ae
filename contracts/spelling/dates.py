"""Dates, months and times of day.

Source: Myndigheternas skrivregler ("1 mars 2018" in prose, "2018-03-01" in tables, always the full year, "kl. 9.00").
"""

import datetime as dt
from typing import Final

from babel.dates import format_date, format_time

from contracts.spelling import guards
from contracts.spelling.typography import EN_DASH, NBSP, swedish

#: CLDR: y is the calendar year (Y would be the year of the week). Day and month stay together.
_DAY_MONTH_YEAR: Final = f"d{NBSP}MMMM y"
_MONTH_YEAR: Final = "LLLL y"
_HOUR_MINUTE: Final = "H.mm"


def datum(date: dt.date) -> str:
    """A date in prose: "1 mars 2018", with a no-break space between day and month.

    Raises:
        TypeError: it is not a plain date.
    """
    return str(format_date(guards.calendar_date(date, "datum"), _DAY_MONTH_YEAR, locale=swedish()))


def datum_iso(date: dt.date) -> str:
    """A date in tables and lists: "2018-03-01".

    Raises:
        TypeError: it is not a plain date.
    """
    return guards.calendar_date(date, "datum_iso").isoformat()


def manad(date: dt.date) -> str:
    """The month of a date: "mars 2018".

    Raises:
        TypeError: it is not a plain date.
    """
    return str(format_date(guards.calendar_date(date, "manad"), _MONTH_YEAR, locale=swedish()))


def klockslag(time: dt.time) -> str:
    """A time of day: "kl. 9.00".

    Raises:
        TypeError: it is not a time.
        ValueError: it has seconds or a time zone.
    """
    return f"kl.{NBSP}{_hour_minute(guards.clock_time(time, 'klockslag'))}"


def tidsspann(start: dt.time, end: dt.time) -> str:
    """Two times of one day: "kl. 9.00–15.30".

    Raises:
        TypeError: an end is not a time.
        ValueError: an end has seconds or a time zone, or the end comes before the start.
    """
    first, last = guards.clock_time(start, "tidsspann"), guards.clock_time(end, "tidsspann")
    guards.in_order(first, last, "tidsspann")
    return klockslag(first) if first == last else klockslag(first) + EN_DASH + _hour_minute(last)


def _hour_minute(time: dt.time) -> str:
    return str(format_time(time, _HOUR_MINUTE, locale=swedish()))
