"""What the report's timeline shows, and the same in words for those who do not see it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from contracts.facts.folders import PartnershipFolder
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import Precision
from contracts.pictures.timeline import Bar, BarKind, Timeline, TimelineRow
from contracts.plan.overview import period_in_words
from contracts.register.reckoning import latest_end, present_end
from contracts.register.standing import days_of
from contracts.spelling.dates import datum
from contracts.spelling.names import lista, versal_forst
from contracts.spelling.periods import arsspann, period

ENDED = "Avslutade"
#: Each kind of bar in words.
_BAR = MappingProxyType(
    {
        BarKind.AGREED: "gäller {}",
        BarKind.EARLIER: "gällde {}",
        BarKind.POSSIBLE: "kan förlängas {}",
        BarKind.KNOWN_DAY: "pågick {}",
    }
)


def timeline_of(
    areas: Sequence[tuple[str, Sequence[PartnershipFolder]]], ended: Sequence[PartnershipFolder], day: dt.date
) -> Timeline:
    """One row for each partnership, area by area, the ended ones last."""
    groups = [*((versal_forst(name), folders) for name, folders in areas), (ENDED, ended)]
    rows: list[TimelineRow] = []
    told: list[str] = []
    for group, folders in groups:
        found = [(_row(folder.partnership, group), folder.partnership) for folder in folders]
        rows += [row for row, _ in found]
        if found:
            told.append(f"{group}: " + "; ".join(_told(row, facts) for row, facts in found) + ".")
    words = " ".join(told) or "Det finns inga."
    return Timeline(day, tuple(rows), f"Tidslinje över partnerskapen per den {datum(day)}. {words}")


def _row(facts: Partnership, group: str) -> TimelineRow:
    bars = tuple(_bars(facts))
    note = None if any(bar.kind is not BarKind.KNOWN_DAY for bar in bars) else period_in_words(facts.term)
    return TimelineRow(facts.short_name or facts.name, group, bars, note or (None if bars else "uppgift saknas"))


def _bars(facts: Partnership) -> Iterator[Bar]:
    term = facts.term
    for earlier in term.history:
        # Periods that are known from what was signed may lie within the term as it now reads.
        if term.start is None or earlier.start < term.start:
            yield Bar(earlier.start, earlier.end, BarKind.EARLIER)
    last = present_end(term)
    if term.start is not None and last is not None:
        yield Bar(term.start, last, BarKind.AGREED)
        reachable = latest_end(term)
        if reachable is not None and reachable > last:
            yield Bar(last + dt.timedelta(days=1), reachable, BarKind.POSSIBLE)
        return
    known = days_of(facts)
    if known is not None and not term.history:
        yield Bar(known.first, known.last, BarKind.KNOWN_DAY)


def _told(row: TimelineRow, facts: Partnership) -> str:
    """One row in words: every bar that is drawn, and what stands beside it."""
    words = [_BAR[bar.kind].format(_days(bar, facts)) for bar in row.bars]
    if row.note:
        words.append(f"avtalstid {row.note}" if words else row.note)
    return f"{row.name} {lista(words)}"


def _days(bar: Bar, facts: Partnership) -> str:
    if bar.kind is BarKind.KNOWN_DAY:
        return datum(bar.start)
    if bar.kind is BarKind.AGREED and facts.term.precision is Precision.YEAR:
        return arsspann(bar.start.year, bar.end.year)
    return period(bar.start, bar.end)
