"""The economic effect of going from one state of the terms to another: per payer, per calendar year, and in all.

It is reckoned from the first day of the new terms to the last day of the agreement. Where nobody has said which day
that is, what would be the same from any day is reckoned, and the rest is told per year only. What is public money and
what is others' is kept apart; so is what is no money (an in-kind contribution has an estimated value at most). What
cannot be told in kronor is told as such, and is no part of any sum.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from contracts.facts.model.economy import Contribution, InKind, Per
from contracts.facts.model.organisation import Sector
from contracts.facts.source import Route
from contracts.ledger.costs import ByYear, Side, UncountableError, difference_in_kronor, yearly
from contracts.ledger.identity import matched
from contracts.ledger.spans import Span, span_of
from contracts.ledger.spelt import party_name
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Tree
from contracts.ledger.uncounted import uncounted

#: Whole kronor by calendar year in order; None last for what has no year.
Years: TypeAlias = tuple[tuple[int | None, int], ...]
#: The day from which new terms hold; the first and the last that it could be where nobody has said.
Starts: TypeAlias = tuple[dt.date, ...]

_UNDATED: Final = "i allt går det att räkna ut när dagen som ändringen gäller från är angiven"


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What becomes of one contribution. Amounts are whole kronor; more is positive, less is negative."""

    payer: str  #: the payer's id
    name: str  #: the payer's name in running text
    public: bool  #: whether it is public money: not an association's, nor an external funder's
    purpose: str
    before: Contribution | None  #: None for what is new
    after: Contribution | None  #: None for what goes
    span_before: Span | None  #: the agreement's time before; None when its last day is not known
    span_after: Span | None
    route: Route  #: in the new terms, or where `gone`, in the old ones
    gone: bool
    change: int | None  #: per year; None for amounts that are not yearly on both sides
    years: Years
    total: int | None  #: all years; None when it cannot be told in kronor
    by_term: int  #: the part of the total that follows from another last day, with the amount as it was
    unknown: str | None  #: Swedish: why it cannot be told in kronor

    @property
    def indexed(self) -> bool:
        """Whether an amount in it follows an index; the amounts here do not."""
        return any(one is not None and one.indexation is not None for one in (self.before, self.after))

    @property
    def at_most(self) -> bool:
        """Whether an amount in it is a ceiling."""
        return any(one is not None and one.ceiling is not None for one in (self.before, self.after))


@dataclass(frozen=True, slots=True)
class YearEffect:
    """The effect on one calendar year, in whole kronor."""

    year: int | None  #: None for amounts that have no year
    public: int
    others: int

    @property
    def total(self) -> int:
        """Of all payers."""
        return self.public + self.others


@dataclass(frozen=True, slots=True)
class Effect:
    """All that a difference comes to."""

    start: dt.date | None  #: the first day that is counted, or could be; None when the agreement has none
    end: dt.date | None  #: the last day that is counted; None when it is not known
    undated: bool  #: whether nobody has said from when the new terms hold
    lines: tuple[EffectLine, ...]
    in_kind: tuple[EffectLine, ...]  #: estimated values, which are no money
    uncounted: tuple[str, ...]  #: Swedish: what depends on what nobody has agreed, one sentence each

    @property
    def is_nothing(self) -> bool:
        """Whether the difference has no economic effect at all."""
        return not (self.lines or self.in_kind or self.uncounted)

    @property
    def complete(self) -> bool:
        """Whether the sums hold all: nothing is uncounted."""
        return not self.uncounted and all(line.total is not None for line in self.lines)

    @property
    def years(self) -> tuple[YearEffect, ...]:
        """The effect of each calendar year, in order; what has no year last."""
        found: dict[int | None, list[int]] = {}
        for line in self.lines:
            for year, amount in line.years:
                found.setdefault(year, [0, 0])[0 if line.public else 1] += amount
        return tuple(YearEffect(year, *found[year]) for year in sorted(found, key=_order))

    @property
    def total(self) -> int | None:
        """Of all payers and years; None when nothing could be told in kronor, and there is something to tell."""
        return _sum(self.lines) if self.counted or (not self.uncounted and not self.lines) else None

    @property
    def public(self) -> int | None:
        """As the total, of the public side."""
        return None if self.total is None else _sum(line for line in self.lines if line.public)

    @property
    def others(self) -> int | None:
        """As the total, of associations and external funders."""
        return None if self.total is None else _sum(line for line in self.lines if not line.public)

    @property
    def per_year(self) -> tuple[int, int] | None:
        """Per year, of the public side and of others; None as for `change`."""
        if self.change is None:
            return None
        public = sum(line.change or 0 for line in self.lines if line.public)
        return public, self.change - public

    @property
    def counted(self) -> tuple[EffectLine, ...]:
        """The lines that could be told in kronor."""
        return tuple(line for line in self.lines if line.total is not None)

    @property
    def change(self) -> int | None:
        """Per year, of all payers; None when an amount is not yearly, or cannot be told."""
        changes = [line.change for line in self.lines]
        return None if None in changes or not changes else sum(one for one in changes if one is not None)


def economic_effect(old: Terms, new: Terms, effective: dt.date | None, held_from: dt.date | None = None) -> Effect:
    """The economic effect of going from one state of the terms to another.

    Args:
        old: the terms before.
        new: the terms after.
        effective: the first day on which the new terms hold; None when nobody has said: then it is that of the new term
            where that is another one, and else unknown.
        held_from: the first day on which the old terms held; none that is unknown comes before it.
    """
    before, after = span_of(old.partnership.term), span_of(new.partnership.term)
    days = [day for day in (new.partnership.term.start, held_from) if day is not None]
    start = effective or max(days, default=None)
    begun = old.partnership.term.start != new.partnership.term.start
    ends = [span.end for span in (before, after) if span is not None]
    whole = before is not None and after is not None
    undated = effective is None and not begun
    # What is the same from the first conceivable day as from the last is so from any.
    starts = tuple(dict.fromkeys([start or dt.date.min, *([max([*days, min(ends)])] if undated and ends else [])]))
    return Effect(
        start,
        max(ends) if whole else None,
        undated=undated,
        lines=tuple(_lines(old, new, before, after, starts)),
        in_kind=tuple(_in_kind(old, new, before, after, starts)),
        uncounted=tuple(uncounted(old, new, None if undated else start, another_time=before != after)),
    )


def _lines(old: Terms, new: Terms, before: Span | None, after: Span | None, starts: Starts) -> Iterator[EffectLine]:
    was, now = old.partnership.economy.contributions, new.partnership.economy.contributions
    pairs = _pairs(old, new, "contributions")
    for at, item in enumerate(now):
        kin = was[pairs[at]] if at in pairs else None
        route: Route = ("economy", "contributions", at)
        if kin is not None and kin.payer != item.payer:
            # Another pays: what one is freed from and what the other takes on.
            yield from _line(Side(kin, before), Side(None, after), old, route, starts)
            kin = None
        yield from _line(Side(kin, before), Side(item, after), new, route, starts)
    for at, item in enumerate(was):
        if at not in pairs.values():
            yield from _line(
                Side(item, before), Side(None, after), old, ("economy", "contributions", at), starts, gone=True
            )


def _in_kind(old: Terms, new: Terms, before: Span | None, after: Span | None, starts: Starts) -> Iterator[EffectLine]:
    was, now = old.partnership.economy.in_kind, new.partnership.economy.in_kind
    pairs = _pairs(old, new, "in_kind")
    for at, gift in enumerate(now):
        kin = was[pairs[at]] if at in pairs else None
        if gift.estimated_value is not None and (kin is None or kin.estimated_value is not None):
            one = Side(_valued(kin), before) if kin else Side(None, before)
            yield from _line(one, Side(_valued(gift), after), new, ("economy", "in_kind", at), starts)
    for at, gift in enumerate(was):
        if at not in pairs.values() and gift.estimated_value is not None:
            route: Route = ("economy", "in_kind", at)
            yield from _line(Side(_valued(gift), before), Side(None, after), old, route, starts, gone=True)


def _valued(gift: InKind) -> Contribution:
    """What is brought, as if its estimated value were paid every year."""
    kinds = ", ".join(kind.value for kind in gift.kinds)
    value = str(gift.estimated_value)
    return Contribution.model_validate({"payer": gift.party, "amount": value, "per": Per.YEAR.value, "purpose": kinds})


def _pairs(old: Terms, new: Terms, name: str) -> Mapping[int, int]:
    return matched(_items(old, name), _items(new, name), ("economy", name))


def _items(terms: Terms, name: str) -> list[Tree]:
    economy = terms.tree.get("economy")
    items = economy.get(name) if isinstance(economy, dict) else None
    return items if isinstance(items, list) else []


def _line(
    before: Side, after: Side, named: Terms, route: Route, starts: Starts, *, gone: bool = False
) -> Iterator[EffectLine]:
    """The line of one contribution; none when nothing becomes of it."""
    old, new = before.contribution, after.contribution
    one = new or old
    assert one is not None  # a line is made of what stands on one side at least
    reckoned = _from_any(before, after, starts)
    indexed = _index_of(old) != _index_of(new)
    unknown = reckoned if isinstance(reckoned, str) else None
    years = () if isinstance(reckoned, str) else reckoned
    if indexed and not years and not unknown:
        unknown = "vad uppräkningen efter index betyder går inte att räkna ut i förväg"
    of_term = _reckoned(before, Side(old, after.term), starts[0]) if old is not None and new is not None else ()
    per_year = (yearly(old), yearly(new))
    change = per_year[1] - per_year[0] if per_year[0] is not None and per_year[1] is not None else None
    if years or unknown or change:
        organisation = named.organisation(one.payer)
        yield EffectLine(
            payer=one.payer,
            name=party_name(one.payer, named),
            public=organisation is not None and organisation.sector is Sector.PUBLIC,
            purpose=one.purpose,
            before=old,
            after=new,
            span_before=before.term,
            span_after=after.term,
            route=route,
            gone=gone,
            change=change,
            years=years,
            total=None if unknown else _whole(years),
            by_term=0 if isinstance(of_term, str) else _whole(of_term),
            unknown=unknown,
        )


def _from_any(before: Side, after: Side, starts: Starts) -> Years | str:
    """What is reckoned from each of the days; that it is not known where they differ."""
    found = [_reckoned(before, after, start) for start in starts]
    reason = next((one for one in found if isinstance(one, str)), None)
    return reason or (found[0] if all(one == found[0] for one in found) else _UNDATED)


def _reckoned(before: Side, after: Side, start: dt.date) -> Years | str:
    """Whole kronor by year; or why there are none, in Swedish."""
    try:
        return whole_kronor(difference_in_kronor(before, after, start))
    except UncountableError as error:
        return str(error)


def _whole(years: Iterable[tuple[int | None, int]]) -> int:
    return sum(amount for _, amount in years)


def _index_of(one: Contribution | None) -> object:
    return one.indexation if one else None


def whole_kronor(exact: ByYear) -> tuple[tuple[int | None, int], ...]:
    """Kronor by year without fractions: the sum up to each year is rounded, so that all years make up the rounded sum.

    Halves are rounded away from zero: more and less are rounded alike.
    """
    found, reached, told = [], Fraction(0), 0
    for year in sorted(exact, key=_order):
        reached += exact[year]
        amount = _rounded(reached) - told
        told += amount
        if amount:
            found.append((year, amount))
    return tuple(found)


def _rounded(exact: Fraction) -> int:
    half = abs(exact) + Fraction(1, 2)
    whole = half.numerator // half.denominator
    return whole if exact >= 0 else -whole


def _order(year: int | None) -> tuple[bool, int]:
    return year is None, year or 0


def _sum(lines: Iterable[EffectLine]) -> int:
    return sum(line.total for line in lines if line.total is not None)
