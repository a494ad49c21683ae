"""Amounts of money in kronor, with no-break spaces, so that an amount is never parted at the end of a line.

Nothing is rounded: an amount in an agreement is exact, and equal amounts are written equally.
Source: Myndigheternas skrivregler (digits in threes, the unit after a no-break space).
"""

from decimal import Decimal
from typing import Final

from contracts.spelling import guards
from contracts.spelling.numbers import in_figures
from contracts.spelling.typography import NBSP

_WHOLE: Final = "#,##0"
_WITH_ORE: Final = "#,##0.00"


def kr(amount: int | Decimal) -> str:
    """An amount in kronor: "350 000 kr", "1 234,50 kr". Öre are written only when there are any.

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    return _kronor_in_figures(amount, "kr") + NBSP + "kr"


def kr_andring(amount: int | Decimal) -> str:
    """By how much an amount changes, always with its sign: "+50 000 kr", "−50 000 kr"; "0 kr" for no change.

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    return ("+" if whole_ore(amount, "kr_andring") > 0 else "") + kr(amount)


def kronor(amount: int | Decimal) -> str:
    """An amount with its unit in full, for prose: "350 000 kronor", "1 krona".

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    return _kronor_in_figures(amount, "kronor") + NBSP + ("krona" if abs(amount) == 1 else "kronor")


def tkr(amount: int | Decimal) -> str:
    """An amount given in kronor, written in thousands with the decimals it needs: 79839500 is "79 839,5 tkr".

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    return in_figures(whole_ore(amount, "tkr") / 1_000) + NBSP + "tkr"


def tkr_tal(amount: int | Decimal) -> str:
    """An amount given in kronor, in thousands without the unit, for tables whose head says tkr: "79 839".

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    return in_figures(whole_ore(amount, "tkr_tal") / 1_000)


def mnkr(amount: int | Decimal) -> str:
    """An amount given in kronor, written in millions with the decimals it needs: 1500000 is "1,5 mnkr".

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    return in_figures(whole_ore(amount, "mnkr") / 1_000_000) + NBSP + "mnkr"


def whole_ore(amount: object, caller: str) -> Decimal:
    """The amount in kronor as a Decimal, if it comes out in whole öre.

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it holds parts of an öre, is not finite, or is absurdly large.
    """
    number = guards.exact_number(amount, caller)
    if number != round(number, 2):
        raise ValueError(f"{caller} takes an amount in whole öre, not {number}: decide how it is rounded first")
    return number


def _kronor_in_figures(amount: object, caller: str) -> str:
    number = whole_ore(amount, caller)
    return in_figures(number, _WHOLE if number == int(number) else _WITH_ORE)
