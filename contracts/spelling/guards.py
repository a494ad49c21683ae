"""What the functions of this room accept; anything else is refused before it can be printed.

A filter is called by templates, where no type checker looks, so each function asks here first. A wrong type is a
TypeError, a value that cannot be written is a ValueError; both name the function, and neither quotes the value's text
in a type error (it may be a whole model). They are raised, not collected: the room that renders knows the place.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from typing import Final, TypeVar

#: Kronor, persons or per cent: nothing in a partnership is this large, and up to here decimals stay exact.
_BEYOND: Final = 10**15
_MOST_DECIMALS: Final = 9

_Ordered = TypeVar("_Ordered", int, dt.date, dt.time)


def refusal(caller: str, expected: str, value: object) -> TypeError:
    """The error for a value of the wrong type, to be raised by who found it."""
    return TypeError(f"{caller} takes {expected}, not {type(value).__name__}: give it a fact of that type")


def whole_number(value: object, caller: str, *, least: int = 0) -> int:
    """The value, if it is an int of at least `least`; True and False are no numbers here.

    Raises:
        TypeError: it is anything else than an int.
        ValueError: it is smaller than `least`, or absurdly large.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise refusal(caller, "an int", value)
    if not least <= value < _BEYOND:
        raise ValueError(f"{caller} takes a number from {least} to below {_BEYOND}, not {value}: correct the fact")
    return value


def exact_number(value: object, caller: str) -> Decimal:
    """The value as a Decimal, if it is an int or a Decimal; a float is refused because it is not what was written.

    Raises:
        TypeError: it is anything else, bool and float included.
        ValueError: it is not finite, is absurdly large, or has more than nine decimals.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise refusal(caller, "an int or a Decimal", value)
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= _BEYOND:
        raise ValueError(f"{caller} takes a finite number below {_BEYOND}, not {number}: correct the fact")
    if number != round(number, _MOST_DECIMALS):
        raise ValueError(f"{caller} takes at most {_MOST_DECIMALS} decimals, not {number}: round it first")
    return number


def calendar_date(value: object, caller: str) -> dt.date:
    """The value, if it is a date; a datetime is refused because its time of day would be lost without a word.

    Raises:
        TypeError: it is anything else than a plain date.
    """
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise refusal(caller, "a date", value)
    return value


def clock_time(value: object, caller: str) -> dt.time:
    """The value, if it is a time of day in whole minutes and without time zone.

    Raises:
        TypeError: it is anything else than a time.
        ValueError: it has seconds or a time zone, which would not be written.
    """
    if not isinstance(value, dt.time):
        raise refusal(caller, "a time", value)
    if value.second or value.microsecond or value.tzinfo:
        raise ValueError(f"{caller} writes hours and minutes, not {value}: leave seconds and time zone out")
    return value


def plain_text(value: object, caller: str) -> str:
    """The value itself, if it is text that prints something; a subclass of str stays what it is.

    Raises:
        TypeError: it is anything else than text.
        ValueError: it is empty or only white space.
    """
    if not isinstance(value, str):
        raise refusal(caller, "text", value)
    if not value.strip():
        raise ValueError(f"{caller} takes text that is not empty: fill in the fact")
    return value


def texts(values: object, caller: str) -> tuple[str, ...]:
    """The values as a tuple, if they are texts in an order.

    Raises:
        TypeError: a lone text (it would be taken letter by letter), a mapping, a set (it has no order), or no texts.
        ValueError: there are none, or one of them is empty.
    """
    if isinstance(values, str | bytes | Mapping | Set) or not isinstance(values, Iterable):
        raise refusal(caller, "a list of texts", values)
    found = tuple(plain_text(value, caller) for value in values)
    if not found:
        raise ValueError(f"{caller} takes at least one text, not an empty list: fill in the fact")
    return found


def in_order(first: _Ordered, last: _Ordered, caller: str) -> None:
    """Accept two ends of a range.

    Raises:
        ValueError: the last comes before the first.
    """
    if last < first:
        raise ValueError(f"{caller} takes a range whose end is not before its start, not {first} to {last}")
