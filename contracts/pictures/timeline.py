"""What a timeline shows: one row for each partnership, with its periods; drawn by drawing.py."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class BarKind(StrEnum):
    """How a period is drawn."""

    AGREED = "agreed"  #: what holds, or held
    EARLIER = "earlier"  #: a period before the present term
    POSSIBLE = "possible"  #: what extensions can still reach
    KNOWN_DAY = "known_day"  #: one day on which it is known to have gone on; no term is stated


@dataclass(frozen=True, slots=True)
class Bar:
    """One period."""

    start: dt.date
    end: dt.date
    kind: BarKind


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One partnership."""

    name: str
    group: str  #: the heading that it stands under: an area, or "Avslutade"
    bars: tuple[Bar, ...]
    note: str | None  #: printed in the row instead of bars: "avtalstid: uppgift saknas"


@dataclass(frozen=True, slots=True)
class Timeline:
    """All rows in order, and the day on which the report looks."""

    day: dt.date
    rows: tuple[TimelineRow, ...]
    alt: str  #: what a reader is told: every row in words
