"""Finds in the text of an agreement what is a value and not a wording: blanks, dates, amounts, numbers, names."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.lint.scan_fields import Sort


@dataclass(frozen=True, slots=True)
class Value:
    """Something that a field could stand for."""

    start: int  #: 0-based, in the paragraph's text
    end: int
    text: str
    sort: Sort | None  #: None: a blank that does not say what belongs in it
    blank: bool


_SPACE: Final = "[ \u00a0\u202f]"
_MONTHS: Final = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_WORDS: Final = "en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
#: Also written twice, as lawyers do: trettio (30) dagar.
_NUMBER: Final = rf"(?:[a-zåäö]{{2,20}}{_SPACE}?\(\d+\)|\d+|{_WORDS})"
_CURRENCY: Final = "(?:kr|kronor|tkr|mnkr|miljoner kronor|:-)"
_EACH: Final = r"(?: (?:per|om) (?:läsår|månad|år)(?!\w)| årligen(?!\w))?"
_BLANK: Final = (
    r"(?<!_)_{3,}+|(?<!\.)\.{4,}+|(?<!…)…{2,}+"
    r"|\[[^\[\]{}]{0,60}\]|‹[^›]{0,60}›|<[^<>]{1,60}>|«[^«»]{1,60}»"
    r"|(?<!\w)[xX]{2,}+(?!\w)|(?<!\w)N\.?N\.?(?!\w)"
)
#: A blank that says what belongs in it: [datum], <belopp per år>, «org.nr».
_ASKING: Final = r"[\[<‹«](?i:{})[^\[\]<>‹›«»]{{0,40}}[\]>›»]"
_DAY: Final = r"(?:(?:ÅÅÅÅ|åååå|20XX|20xx)-(?:MM|mm|XX|xx)-(?:DD|dd|XX|xx)|ÅÅMMDD)"
_DATE_BLANK: Final = rf"\[{_DAY}\]|(?<!\w){_DAY}(?!\w)|{_ASKING.format('datum')}"
_NUMBER_BLANK: Final = (
    r"\[?(?<![\w-])(?:\d{6}|[xX]{6}|_{4,9}|N{6})-(?:[xX]{4}|_{3,9}|N{4})(?![\w-])\]?"
    rf"|{_ASKING.format('org')}"
)

#: In the order in which they are tried: what an earlier one has taken is not looked at again.
_PATTERNS: Final = tuple(
    (sort, blank, re.compile(pattern, re.IGNORECASE if not blank else 0))
    for sort, blank, pattern in (
        (Sort.DATE, True, _DATE_BLANK),
        (
            Sort.AMOUNT,
            True,
            rf"(?:{_BLANK}|(?<!\w)[xX]{{1,9}}(?:[ \u00a0][xX]{{1,9}}){{,4}}){_SPACE}?(?:kr\b|kronor\b|tkr\b|mnkr\b|:-)",
        ),
        (Sort.AMOUNT, True, _ASKING.format("belopp|summa")),
        (Sort.NUMBER, True, _NUMBER_BLANK),
        (Sort.LENGTH_MONTHS, True, rf"(?:{_BLANK})(?={_SPACE}*månader)"),
        (Sort.LENGTH_DAYS, True, rf"(?:{_BLANK})(?={_SPACE}*dagar)"),
        (Sort.PERCENT, True, rf"(?:{_BLANK}){_SPACE}*(?:%|procent)"),
        (Sort.AGE, True, rf"(?:{_BLANK}){_SPACE}*(?:–|-|till){_SPACE}*(?:{_BLANK}){_SPACE}*år\b"),
        (None, True, _BLANK),
        (Sort.NUMBER, False, r"(?<![\d-])(?:16)?\d{6}-\d{4}(?![\d-])"),
        (Sort.DATE, False, r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])"),
        (Sort.DATE, False, rf"(?<!\d)[0-3]?\d{_SPACE}(?:{_MONTHS}){_SPACE}(?:19|20)\d\d(?!\d)"),
        (Sort.DATE, False, rf"(?<![\d/-])[0-3]?\d/[01]?\d(?:{_SPACE}|-)(?:19|20)\d\d(?!\d)"),
        (Sort.DATE, False, r"(?<![\d/:-])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d/:-])"),
        (
            Sort.AMOUNT,
            False,
            rf"(?<!\d)\d{{1,3}}(?:{_SPACE}?\d{{3}}){{,5}}(?:,\d+)?{_SPACE}?{_CURRENCY}(?!\w){_EACH}",
        ),
        (Sort.AGE, False, rf"(?<!\d)\d\d?{_SPACE}?(?:–|-|till|till och med|och){_SPACE}?\d\d?{_SPACE}år(?!\w)"),
        (Sort.AGE, False, rf"(?:från|över|under|fyllda|yngre än|äldre än){_SPACE}\d\d{_SPACE}år(?!\w)"),
        (Sort.PERCENT, False, rf"(?<!\d)\d+(?:,\d+)?{_SPACE}?(?:%|procent)(?!\w)"),
        (Sort.LENGTH_MONTHS, False, rf"(?<!\w){_NUMBER}{_SPACE}månad(?:er|ers)?(?!\w)"),
        (Sort.LENGTH_DAYS, False, rf"(?<!\w){_NUMBER}{_SPACE}dag(?:ar|ars)?(?!\w)"),
        (Sort.TIMES, False, rf"(?<!\w){_NUMBER}{_SPACE}gång(?:er)?(?!\w)"),
        (Sort.LENGTH_YEARS, False, rf"(?<!\w){_NUMBER}{_SPACE}års?(?!\w)"),
        (Sort.CASE, False, rf"(?<!\w)[A-ZÅÄÖ]{{2,8}}(?:[/ -]|{_SPACE})?(?:19|20)\d\d[:/-]\d+(?!\d)"),
        (Sort.YEARS, False, r"(?<![\d-])(?:19|20)\d\d(?:–|-)(?:19|20)\d\d(?![\d-])"),
        (Sort.YEARS, False, r"(?<![\d/-])(?:19|20)\d\d(?:, (?:19|20)\d\d){,20} och (?:19|20)\d\d(?![\d/-])"),
        (Sort.YEAR, False, r"(?<![\d:/-])20\d\d(?![\d:/-])"),
    )
)
_EXACT_YYMMDD: Final = re.compile(r"\d{6}")


def values_in(text: str, parties: Mapping[str, Sort]) -> tuple[Value, ...]:
    """The values in a paragraph's text, in order.

    Args:
        text: the paragraph's text.
        parties: names to look for, and what each is.
    """
    taken: list[Value] = []
    for sort, blank, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            value = Value(found.start(), found.end(), found[0], sort, blank)
            if _is_free(value, taken) and _is_plausible(value):
                taken.append(value)
    for name in sorted(parties, key=lambda one: (-len(one), one)):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            value = Value(found.start(), found.end(), found[0], parties[name], False)
            if _is_free(value, taken):
                taken.append(value)
    return tuple(sorted(taken, key=lambda one: one.start))


def _is_free(value: Value, taken: Iterable[Value]) -> bool:
    return not any(one.start < value.end and value.start < one.end for one in taken)


def _is_plausible(value: Value) -> bool:
    """Whether six digits are a day that exists: other numbers look the same."""
    if value.sort is not Sort.DATE or not _EXACT_YYMMDD.fullmatch(value.text):
        return True
    try:
        dt.datetime.strptime(value.text, "%y%m%d").replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return True


def marked(text: str, spans: Iterable[tuple[int, int]], found: Iterable[Value]) -> Iterator[Value]:
    """A blank for each span that its writer marked (highlighted, or a control's prompt) and that holds no value yet."""
    values = list(found)
    for start, end in spans:
        if text[start:end].strip() and _is_free(Value(start, end, "", None, True), values):
            yield Value(start, end, text[start:end], None, True)
