"""What a difference in one contribution comes to, year by year, in exact fractions of kronor.

An amount per year or school year is counted by the month, twelve to a year, from the day that the new terms hold to
the last day of the term that it belongs to. What is stated for a calendar year or for days of its own counts whole
where it is new or where both sides state it for the same time; what goes, or is stated otherwise before and after, is
spread over its time, so that only what is left of it counts. An amount for the whole term has no year. Nothing here is
rounded.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from contracts.facts.model.economy import Contribution, Per
from contracts.ledger.spans import Span, calendar_year, months_by_year, months_in
from contracts.spelling.amounts import kr
from contracts.spelling.numbers import procent

#: Kronor by calendar year; None for what has no year.
ByYear = Mapping[int | None, Fraction]

NO_LAST_DAY: Final = "avtalstidens sista dag är inte känd, så det går inte att räkna ut i allt"
_YEARLY: Final = frozenset({Per.YEAR, Per.SCHOOL_YEAR})
_NOTHING: Final[ByYear] = MappingProxyType({})


class UncountableError(ValueError):
    """The difference cannot be told in kronor; its text says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Side:
    """One contribution as it stands before or after, with the time of the agreement there."""

    contribution: Contribution | None  #: None where there is none
    term: Span | None  #: None when the last day is not known


def stated(contribution: Contribution) -> int:
    """The amount or the ceiling, in kronor.

    Precondition: it has one of them.
    """
    amount = contribution.amount if contribution.amount is not None else contribution.ceiling
    assert amount is not None  # the model lets a contribution have one measure
    return amount


def yearly(contribution: Contribution | None) -> int | None:
    """The amount per year or school year, in kronor; 0 for no contribution, None for another measure."""
    if contribution is None:
        return 0
    plain = contribution.percent is None and not contribution.by_year and contribution.per in _YEARLY
    return stated(contribution) if plain else None


def difference_in_kronor(before: Side, after: Side, start: dt.date) -> ByYear:
    """What the later side costs more than the earlier one, from a day on.

    Args:
        before: the contribution in the terms last signed.
        after: the same one in the new terms.
        start: the first day on which the new terms hold.

    Raises:
        UncountableError: it cannot be told in kronor.
    """
    old, new = before.contribution, after.contribution
    if _measure_of(old) == _measure_of(new) and before.term == after.term:
        return _NOTHING
    for one in (new, old):
        if one is not None and one.percent is not None:
            raise UncountableError(f"andelen, {procent(one.percent)} av kostnaden, går inte att räkna om till kronor")
    if _for_the_whole_term(old) or _for_the_whole_term(new):
        return _of_the_whole_term(before, after, start)
    if (same := _of_the_same_time(old, new, start)) is not None:
        return same
    return _less(_spread(after, start), _spread(before, start))


def _measure_of(one: Contribution | None) -> object:
    if one is None:
        return None
    return (one.amount, one.ceiling, one.by_year, one.percent, one.per, one.start, one.end)


def _for_the_whole_term(one: Contribution | None) -> bool:
    return one is not None and one.per is Per.AGREEMENT_PERIOD


def _of_the_whole_term(before: Side, after: Side, start: dt.date) -> ByYear:
    old, new = before.contribution, after.contribution
    if old is None or (_for_the_whole_term(old) and _for_the_whole_term(new)):
        return _only({None: Fraction((stated(new) if new else 0) - (stated(old) if old else 0))})
    if before.term is None or start > before.term.start:
        paid = f"{kr(stated(old))} för hela avtalstiden" if _for_the_whole_term(old) else "beloppet"
        raise UncountableError(f"hur mycket av {paid} som redan är betalt framgår inte av avtalet")
    return _less(_whole_or_spread(after, start), _whole_or_spread(before, start))


def _whole_or_spread(side: Side, start: dt.date) -> ByYear:
    one = side.contribution
    return {None: Fraction(stated(one))} if one and _for_the_whole_term(one) else _spread(side, start)


def _of_the_same_time(old: Contribution | None, new: Contribution | None, start: dt.date) -> ByYear | None:
    """The whole difference of amounts that are stated for the same calendar years or days; None for other amounts."""
    if new is None:
        return None
    if new.by_year and (old is None or old.by_year):
        stated_before = {item.year: item.amount for item in old.by_year} if old else {}
        stated_after = {item.year: item.amount for item in new.by_year}
        years = sorted({*stated_before, *stated_after})
        return _only(
            {
                year: Fraction(stated_after.get(year, 0) - stated_before.get(year, 0))
                for year in years
                if old is None or year >= start.year
            }
        )
    if new.per is Per.PERIOD and (old is None or _own_days(old) == _own_days(new)):
        own = _own_days(new)
        assert own is not None  # the model has seen to both days
        left = own.since(start) if old is not None else own
        return _over(left or own, Fraction(stated(new) - (stated(old) if old else 0)))
    return None


def _own_days(one: Contribution) -> Span | None:
    return Span(one.start, one.end) if one.start is not None and one.end is not None else None


def _spread(side: Side, start: dt.date) -> ByYear:
    """What a contribution comes to from a day on, with its amounts spread over the months that they are for."""
    one = side.contribution
    if one is None:
        return _NOTHING
    if one.by_year:
        return {item.year: item.amount * _share_left(item.year, side.term, start) for item in one.by_year}
    if one.per is Per.PERIOD:
        own = _own_days(one)
        assert own is not None  # the model has seen to both days
        left = own.since(start)
        return _over(left, stated(one) * months_in(left) / months_in(own))
    if side.term is None:
        raise UncountableError(NO_LAST_DAY)
    return {year: stated(one) * months / 12 for year, months in months_by_year(side.term.since(start)).items()}


def _share_left(year: int, term: Span | None, start: dt.date) -> Fraction:
    """How much of an amount for one calendar year is left on a day, by the months of the year that are in the term."""
    whole = calendar_year(year)
    time = (term.shared_with(whole) if term else None) or whole
    return months_in(time.since(start)) / months_in(time)


def _over(time: Span | None, amount: Fraction) -> ByYear:
    """An amount spread over the months of a time."""
    months = months_in(time)
    return {year: amount * part / months for year, part in months_by_year(time).items()}


def _less(one: ByYear, other: ByYear) -> ByYear:
    return _only({year: one.get(year, Fraction(0)) - other.get(year, Fraction(0)) for year in (*one, *other)})


def _only(found: ByYear) -> ByYear:
    return {year: amount for year, amount in found.items() if amount}
