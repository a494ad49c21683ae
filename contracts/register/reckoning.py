"""What follows from the term: the days it can end, the months and years it covers. Pure functions on dates."""

import datetime as dt

from contracts.facts.calendar import extension_ends, last_day, last_day_after
from contracts.facts.model.term import PeriodKind, Term


def present_end(term: Term) -> dt.date | None:
    """The last day that has been agreed so far; None when only a season is given."""
    ends = [period.end for period in term.history]
    if (stated := last_day(term)) is not None:
        ends.append(stated)
    return max(ends, default=None)


def original_end(term: Term) -> dt.date | None:
    """The last day before any extension: steps of extension are counted from here."""
    original = [period.end for period in term.history if period.kind is PeriodKind.ORIGINAL]
    return min(original) if original else last_day(term)


def possible_ends(term: Term) -> tuple[dt.date, ...]:
    """The last day after each step that the extension clause allows, in order; none without such a clause."""
    end = original_end(term)
    if end is None or term.extension is None:
        return ()
    return extension_ends(end, term.extension)


def latest_end(term: Term) -> dt.date | None:
    """The last day that can be reached with every extension; None when only a season is given."""
    end = present_end(term)
    return None if end is None else max((end, *possible_ends(term)))


def begun_months(start: dt.date, end: dt.date) -> int:
    """How many months the period holds, a begun month counted whole; 0 when it ends before it starts."""
    if end < start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if months and last_day_after(start, months) >= end else months + 1


def is_whole_years(start: dt.date, end: dt.date) -> bool:
    """Whether the period is a number of twelve-month years, whatever day it begins."""
    months = begun_months(start, end)
    return months % 12 == 0 and last_day_after(start, months) == end


def months_of_years(start: dt.date, end: dt.date) -> tuple[tuple[int, int], ...]:
    """Each calendar year that the period touches, with how many of its months are begun."""
    years = range(start.year, end.year + 1)
    return tuple(
        (year, begun_months(max(start, dt.date(year, 1, 1)), min(end, dt.date(year, 12, 31)))) for year in years
    )


def school_years(start: dt.date, end: dt.date) -> int:
    """How many school years (1 July – 30 June) the period touches."""
    return _school_year(end) - _school_year(start) + 1


def _school_year(day: dt.date) -> int:
    return day.year if day.month >= 7 else day.year - 1
