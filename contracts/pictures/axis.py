"""Where a day stands on a timeline: whole years from left to right, each day as wide as every other."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.pictures.timeline import Timeline

#: Years between two labelled rules: the first that leaves room for the labels is taken.
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Axis:
    """From 1 January of the first year to the end of the last, on a strip of pixels."""

    first_year: int
    last_year: int
    left: int  #: pixels from the picture's left edge
    width: int  #: pixels

    @property
    def right(self) -> int:
        """The end of the last year, in pixels from the picture's left edge."""
        return self.left + self.width

    def start_of(self, day: dt.date) -> int:
        """Where a day begins, in pixels from the picture's left edge."""
        return self._at(day.toordinal())

    def end_of(self, day: dt.date) -> int:
        """Where a day ends, which is where the next begins."""
        return self._at(day.toordinal() + 1)

    def rules(self, label_width: int) -> Iterator[tuple[int, int]]:
        """The years whose start is ruled and labelled, each with its place in pixels.

        Args:
            label_width: what one label needs, with the air around it. Pixels.
        """
        years = self.last_year - self.first_year + 1
        step = next((step for step in _STEPS if self.width * step >= label_width * years), _STEPS[-1])
        for year in range(self.first_year, self.last_year + 1):
            if year % step == 0:
                yield year, self.start_of(dt.date(year, 1, 1))

    def quarters(self, least: int) -> Iterator[int]:
        """Where the second, third and fourth quarters begin; none when a quarter is narrower than `least` pixels."""
        years = range(self.first_year, self.last_year + 1)
        if self.width >= least * 4 * len(years):
            for year in years:
                yield from (self.start_of(dt.date(year, month, 1)) for month in (4, 7, 10))

    def _at(self, ordinal: int) -> int:
        first = dt.date(self.first_year, 1, 1).toordinal()
        # Not 1 January of the year after: the calendar ends with the year 9999.
        after = dt.date(self.last_year, 12, 31).toordinal() + 1
        return self.left + round((ordinal - first) * self.width / (after - first))


def axis_of(timeline: Timeline, left: int, width: int) -> Axis:
    """The whole years that hold every bar, and the report's day."""
    ends = [day for row in timeline.rows for bar in row.bars for day in (bar.start, bar.end)]
    years = [day.year for day in (*ends, timeline.day)]
    return Axis(min(years), max(years), left, width)
