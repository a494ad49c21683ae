"""Numbers in running text: figures, words, ordinals, per cent, counts of something, and ranges.

Source: Myndigheternas skrivregler: words up to tolv, figures above; "procent" in prose and "%" in tables; thousands
parted by a no-break space; ranges with an en dash without spaces.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from babel.numbers import format_decimal

from contracts.spelling import guards
from contracts.spelling.typography import EN_DASH, MINUS, NBSP, swedish

#: Grammatical gender by its article; only the count 1 shows it ("en månad", "ett år").
Gender = Literal["en", "ett"]

_COUNTS: Final = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_ORDINALS: Final = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte",
    "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte",
)  # fmt: skip
_AS_MANY_DECIMALS_AS_NEEDED: Final = "#,##0.#########"


@lru_cache(maxsize=2_000)  # the same amounts stand again and again, and Babel reads its pattern anew for each
def in_figures(number: Decimal, pattern: str = _AS_MANY_DECIMALS_AS_NEEDED) -> str:
    """A guarded number in figures, by a Babel pattern that must have room for all of its decimals.

    The sign is ours: with a pattern of one's own Babel writes a hyphen, and it gives zero a sign.
    """
    sign = MINUS if number < 0 else ""
    return sign + str(format_decimal(abs(number), format=pattern, locale=swedish()))


def tal(number: int | Decimal) -> str:
    """A number in figures with all its decimals: "1 427", "2,5", "−3".

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it is not finite, too large, or has more than nine decimals.
    """
    return in_figures(guards.exact_number(number, "tal"))


def antal_ord(count: int, genus: Gender = "en") -> str:
    """A count in words up to tolv, in figures above: "fem", "13".

    Args:
        count: zero or more.
        genus: the article of what is counted; only 1 shows it.

    Raises:
        TypeError: `count` is not an int.
        ValueError: `count` is negative or `genus` is neither "en" nor "ett".
    """
    return _count_in_words(guards.whole_number(count, "antal_ord"), _gender(genus, "antal_ord"))


def antal(count: int, singular: str, plural: str, genus: Gender = "en") -> str:
    """A count with what is counted: "fem månader", "ett år", "13 månader".

    Figures are tied to their noun by a no-break space; words are not.

    Args:
        count: zero or more.
        singular: the noun after one: "månad".
        plural: the noun after any other count: "månader".
        genus: the article of the noun; only 1 shows it.

    Raises:
        TypeError: `count` is not an int, or a noun is not text.
        ValueError: `count` is negative, a noun is empty, or `genus` is neither "en" nor "ett".
    """
    number = guards.whole_number(count, "antal")
    nouns = guards.texts((singular, plural), "antal")
    space = " " if number < len(_COUNTS) else NBSP
    return _count_in_words(number, _gender(genus, "antal")) + space + nouns[number != 1]


def antal_manader(count: int) -> str:
    """A number of months: "tre månader". Raises as `antal`."""
    return antal(guards.whole_number(count, "antal_manader"), "månad", "månader")


def antal_dagar(count: int) -> str:
    """A number of days: "30 dagar". Raises as `antal`."""
    return antal(guards.whole_number(count, "antal_dagar"), "dag", "dagar")


def antal_ar(count: int) -> str:
    """A number of years: "ett år", "två år". Raises as `antal`."""
    return antal(guards.whole_number(count, "antal_ar"), "år", "år", "ett")


def ordningstal(number: int) -> str:
    """An ordinal in figures: "1:a", "3:e", "11:e", "21:a".

    Raises:
        TypeError: it is not an int.
        ValueError: it is less than 1.
    """
    position = guards.whole_number(number, "ordningstal", least=1)
    ending = "a" if swedish().ordinal_form(position) == "one" else "e"
    return f"{in_figures(Decimal(position))}:{ending}"


def ordningstal_ord(number: int) -> str:
    """An ordinal in words up to tolfte, in figures above: "första", "13:e".

    Raises:
        TypeError: it is not an int.
        ValueError: it is less than 1.
    """
    position = guards.whole_number(number, "ordningstal_ord", least=1)
    return _ORDINALS[position - 1] if position <= len(_ORDINALS) else ordningstal(position)


def procent(number: int | Decimal) -> str:
    """Per cent in prose: 2.5 is "2,5 procent". The number is given in per cent, not as a share.

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it is not finite, too large, or has more than nine decimals.
    """
    return in_figures(guards.exact_number(number, "procent")) + " procent"


def procent_tecken(number: int | Decimal) -> str:
    """Per cent in tables: 2.5 is "2,5 %". The number is given in per cent, not as a share.

    Raises:
        TypeError: it is neither int nor Decimal.
        ValueError: it is not finite, too large, or has more than nine decimals.
    """
    return in_figures(guards.exact_number(number, "procent_tecken")) + NBSP + "%"


def spann(low: int, high: int | None = None) -> str:
    """A range of whole numbers: "1–10", "21 eller fler" without upper end, "5" when both ends are equal.

    Raises:
        TypeError: an end is not an int.
        ValueError: an end is negative, or they stand in the wrong order.
    """
    first = guards.whole_number(low, "spann")
    if high is None:
        return in_figures(Decimal(first)) + " eller fler"
    last = guards.whole_number(high, "spann")
    guards.in_order(first, last, "spann")
    ends = [in_figures(Decimal(end)) for end in (first, last)]
    return ends[0] if first == last else EN_DASH.join(ends)


def _count_in_words(count: int, genus: Gender) -> str:
    if count == 1:
        return genus
    return _COUNTS[count] if count < len(_COUNTS) else in_figures(Decimal(count))


def _gender(genus: object, caller: str) -> Gender:
    if genus == "en":
        return "en"
    if genus == "ett":
        return "ett"
    raise ValueError(f'{caller} takes genus "en" or "ett", not {genus!r}')
