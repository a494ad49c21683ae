"""Arithmetic of terms: last days, steps of extension, days to decide by. Pure functions on dates."""

import calendar
import datetime as dt

from contracts.facts.model.term import Extension, ExtensionKind, Term


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` later (earlier when negative), or that month's last day if it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_after(start: dt.date, months: int) -> dt.date:
    """The last day of a period of whole months that begins on `start`: from 1 March, 12 months end on 28 February."""
    return add_months(start, months) - dt.timedelta(days=1)


def last_day(term: Term) -> dt.date | None:
    """The last day of the agreed term, before any extension; None when only a season is given."""
    if term.end is not None:
        return term.end
    if term.start is None:
        return None
    if term.years is not None:
        return last_day_after(term.start, 12 * term.years)
    return last_day_after(term.start, term.months) if term.months is not None else None


def step_end(end: dt.date, step_months: int, steps: int = 1) -> dt.date:
    """The last day after so many steps of whole months, counted from the day after `end`."""
    return last_day_after(end + dt.timedelta(days=1), steps * step_months)


def extension_ends(end: dt.date, extension: Extension) -> tuple[dt.date, ...]:
    """The last day after each possible extension, in order.

    Steps are whole months from the day after `end`, as many as the clause allows: at most `max_steps`, and none that
    passes `last_end`. A repeated extension without a last day has no end: its first step alone is given.
    """
    ends: list[dt.date] = []
    for step in range(1, _most_steps(extension) + 1):
        reached = step_end(end, extension.step_months, step)
        if extension.last_end is not None and reached > extension.last_end:
            break
        ends.append(reached)
    return tuple(ends)


def _most_steps(extension: Extension) -> int:
    if extension.max_steps is not None:
        return extension.max_steps
    if extension.kind is ExtensionKind.REPEATED and extension.last_end is None:
        return 1
    return 1200  # a hundred years of single months: last_end stops it long before


def decide_by(end: dt.date, months_before: int) -> dt.date:
    """The last day on which an extension can be agreed, `months_before` the term's last day."""
    return add_months(end, -months_before)
