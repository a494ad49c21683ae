"""Spans of days, counted in months: whole months as one each, a part of a month by its share of that month's days.

So the first day of one month to the day before the same day a year later is always twelve months, exactly.
"""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from contracts.facts.calendar import last_day
from contracts.facts.model.term import Term
from contracts.spelling.numbers import antal_manader


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; both are part of it, and they stand in order."""

    start: dt.date
    end: dt.date

    def since(self, day: dt.date) -> "Span | None":
        """What is left of it from a day on; None when nothing is."""
        return Span(max(self.start, day), self.end) if day <= self.end else None

    def shared_with(self, other: "Span") -> "Span | None":
        """The days of both; None when there are none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start <= end else None


def span_of(term: Term) -> Span | None:
    """The agreed time; None when its first or last day is not known."""
    end = last_day(term)
    return Span(term.start, end) if term.start is not None and end is not None and term.start <= end else None


def calendar_year(year: int) -> Span:
    """A whole year."""
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))


def months_by_year(span: Span | None) -> Mapping[int, Fraction]:
    """The months of each calendar year that a span holds."""
    found: dict[int, Fraction] = {}
    if span is None:
        return found
    for index in range(_index(span.start), _index(span.end) + 1):
        year, month = divmod(index, 12)
        days = calendar.monthrange(year, month + 1)[1]
        first = span.start.day if index == _index(span.start) else 1
        last = span.end.day if index == _index(span.end) else days
        found[year] = found.get(year, Fraction(0)) + Fraction(last - first + 1, days)
    return found


def months_in(span: Span | None) -> Fraction:
    """All months of a span."""
    return sum(months_by_year(span).values(), Fraction(0))


def months_in_words(months: Fraction) -> str:
    """A number of months: "tolv månader"; "drygt åtta månader" when there is a part of one more."""
    whole = months.numerator // months.denominator
    if months == whole:
        return antal_manader(whole)
    return f"drygt {antal_manader(whole)}" if whole else "en del av en månad"


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
