"""How much a contribution is, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from contracts.facts.calendar import last_day
from contracts.facts.model.economy import Contribution, Per
from contracts.facts.model.term import Term
from contracts.spelling.amounts import kr
from contracts.spelling.names import lista
from contracts.spelling.numbers import procent
from contracts.spelling.periods import period_tom
from contracts.spelling.typography import NBSP

#: Each period in words, but for the contribution's own.
PER: Final[Mapping[Per, str]] = MappingProxyType(
    {Per.YEAR: "per år", Per.SCHOOL_YEAR: "per läsår", Per.AGREEMENT_PERIOD: "för hela avtalstiden"}
)


def measure(contribution: Contribution) -> str:
    """How much, in words: "350 000 kr per år", "högst 20 000 kr per läsår", "2019: 100 000 kr och 2020: 120 000 kr"."""
    if contribution.percent is not None:
        return f"{procent(contribution.percent)} av kostnaden"
    if contribution.by_year:
        return lista([f"{item.year}:{NBSP}{kr(item.amount)}" for item in contribution.by_year])
    if contribution.per is Per.PERIOD:
        assert contribution.start is not None  # the model has seen to both
        assert contribution.end is not None
        per = period_tom(contribution.start, contribution.end)
    else:
        per = PER[contribution.per]
    if contribution.ceiling is not None:
        return f"högst {kr(contribution.ceiling)} {per}"
    assert contribution.amount is not None
    return f"{kr(contribution.amount)} {per}"


def years_without_amount(contribution: Contribution, term: Term) -> tuple[int, ...]:
    """The calendar years, from the first with an amount to the last of the term, for which amounts by year have none.

    One amount for one year is paid once; nothing is missing then.
    """
    end, stated = last_day(term), {part.year for part in contribution.by_year}
    if len(stated) < 2 or end is None:
        return ()
    return tuple(year for year in range(min(stated), end.year + 1) if year not in stated)
