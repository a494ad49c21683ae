"""Which partnerships go on, on a day or in a span of days, and which have ended.

A partnership's days are those of its term and of every period that has been agreed before. Where the sources give no
days, the day on which its state was last known (`status_on`) is the only one that is known.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.document import Window
from contracts.facts.model.partnership import Partnership, Status
from contracts.register.reckoning import present_end

#: States in which a partnership goes on.
GOING_ON = (Status.SIGNED, Status.ACTIVE, Status.EXTENDED)
#: States in which it has ended, whatever its term says.
ENDED = (Status.EXPIRED, Status.TERMINATED)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first known day of a partnership to its last."""

    first: dt.date
    last: dt.date

    def hold(self, day: dt.date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last

    def touch(self, window: Window) -> bool:
        """Whether any of them lies in the window."""
        return self.first <= window.end and window.start <= self.last


def days_of(facts: Partnership) -> Days | None:
    """All days that a partnership has held, by what has been agreed; None when no day is known."""
    firsts = [period.start for period in facts.term.history]
    if facts.term.start is not None:
        firsts.append(facts.term.start)
    last = present_end(facts.term)
    if firsts and last is not None:
        return Days(min(firsts), last)
    if facts.status_on is not None and facts.status in GOING_ON:
        return Days(facts.status_on, facts.status_on)
    return None


def goes_on(facts: Partnership, day: dt.date) -> bool:
    """Whether the partnership goes on that day: by its term, or because a source says so of that very day.

    One that is known to have ended does not go on from the day of which that is known.
    """
    if facts.status in GOING_ON and facts.status_on == day:
        return True
    if facts.status in (Status.DRAFT, Status.NEGOTIATING):
        return False
    if facts.status in ENDED and facts.status_on is not None and facts.status_on <= day:
        return False
    known = days_of(facts)
    return known is not None and known.hold(day)


def was_in(facts: Partnership, window: Window) -> bool:
    """Whether the partnership held on any day of the window."""
    if facts.status in (Status.DRAFT, Status.NEGOTIATING):
        return False
    known = days_of(facts)
    return known is not None and known.touch(window)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many partnerships there were in a window, and how many of them go on at a day."""

    total: int
    ongoing: int
    ended: int


def counts(facts: Iterable[Partnership], window: Window, day: dt.date) -> Counts:
    """Count the partnerships of a window.

    Args:
        facts: the partnerships to choose from.
        window: those that held on any of its days are counted.
        day: of these, the ones that go on this day are ongoing; the others have ended.
    """
    found = [one for one in facts if was_in(one, window)]
    ongoing = sum(goes_on(one, day) for one in found)
    return Counts(len(found), ongoing, len(found) - ongoing)


def in_area(authority: AuthorityFolder, area: str | None) -> tuple[PartnershipFolder, ...]:
    """The authority's partnerships in an area, or all of them, in the order of their folders' names."""
    return tuple(folder for folder in authority.partnerships if area is None or folder.partnership.area == area)
