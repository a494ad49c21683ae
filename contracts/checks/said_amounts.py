"""What a text says by hand of what one partnership costs and who pays it; right or wrong.

An amount agrees when the economy holds it. It contradicts beside a word of paying when nothing that the facts hold or
add up to equals it; amounts of others, and amounts per head or hour that the facts do not have, are left alone.
"""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from contracts.checks import written
from contracts.checks.said import About, Said
from contracts.checks.written import Written, sentence_at
from contracts.facts.model.economy import Contribution, Per
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route
from contracts.register.reckoning import begun_months, present_end
from contracts.spelling.amounts import kr

_PAYS = re.compile(r"betala|bidra|finansiera|ersätt|budget|avsätt|avsatt", re.IGNORECASE)
#: What a nämnd has in its budget is seldom for one partnership alone.
_BUDGETS = re.compile(r"budget|avsätt|avsatt|anslå|anslag|\bram(?:en)?\b", re.IGNORECASE)
#: Money from outside the partnership.
_OTHERS = re.compile(r"\bstat(?:en|s|lig)|\bregion|\bEU|\w*fond(?:en)?\b|stiftelse|Skolverket", re.IGNORECASE)
#: An amount for each of something; a year is what the facts count by.
_FOR_EACH = re.compile(
    r"^\s*(?:(?:per|för varje|/)\s*(?!år|kalenderår|läsår)\w|i (?:månaden|veckan|timmen|kvartalet)\b)", re.IGNORECASE
)


def amounts_said(text: str, about: About) -> Iterator[Said]:
    """What is paid: amounts that the economy holds, or sums of its yearly amounts."""
    found = tuple(written.amounts(text))
    if not found:
        return
    known, sums = dict(_known_amounts(about)), frozenset(_sums(about.facts))
    for one in found:
        if one.value in known:
            what, route, expression = known[one.value]
            yield Said(one, what, kr(one.value), True, expression, about.place("economy", *route))
        elif known and one.value not in sums and _is_paid(text, one, about):
            amount, (what, route, expression) = min(known.items(), key=lambda item: abs(item[0] - one.value))
            yield Said(one, what, kr(amount), False, expression, about.place("economy", *route))


def _is_paid(text: str, one: Written[int], about: About) -> bool:
    """Whether the words around an amount say that it is paid within the partnership."""
    sentence = sentence_at(text, one.start)
    if _OTHERS.search(sentence) or (about.implied and _BUDGETS.search(sentence)):
        return False
    if _FOR_EACH.match(text[one.end :]) and (about.implied or not _has_rates(about.facts)):
        return False
    return _PAYS.search(sentence) is not None


def _has_rates(facts: Partnership) -> bool:
    """Whether the facts hold an amount for each of something."""
    economy = facts.economy
    return bool(economy.tiered_rates or economy.user_fees) or any(rate.amount for rate in economy.unit_rates)


def _sums(facts: Partnership) -> Iterator[int]:
    """Every other amount in SEK that the facts hold or add up to: of one payer, of all, per year and altogether."""
    yield from _numbers_in(facts.economy)
    paid = facts.economy.contributions
    for payer in (None, *dict.fromkeys(one.payer for one in paid)):
        own = [one for one in paid if payer is None or one.payer == payer]
        yearly = sum(one.amount or one.ceiling or 0 for one in own if one.per is Per.YEAR)
        once = sum(_altogether(one) for one in own if one.per is not Per.YEAR or one.by_year)
        years = _years(facts)
        yield from (yearly, once, yearly + once, yearly * years, yearly * years + once)
    if years := _years(facts):
        yield from (amount * years for one in paid if (amount := one.amount or one.ceiling))


def _altogether(paid: Contribution) -> int:
    return sum(part.amount for part in paid.by_year) or paid.amount or paid.ceiling or 0


def _years(facts: Partnership) -> int:
    """The begun years of the term; 0 when its days are not known."""
    end = present_end(facts.term)
    return 0 if facts.term.start is None or end is None else -(-begun_months(facts.term.start, end) // 12)


def _numbers_in(value: object) -> Iterator[int]:
    """Every whole number that a fact holds, whatever it counts: it is enough that the amount is not unknown."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _numbers_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _numbers_in(item)
    elif isinstance(value, int):
        yield value


def _known_amounts(about: About) -> Iterator[tuple[int, tuple[str, Route, str]]]:
    """Every amount in SEK, the likeliest meaning last: a dict keeps that one."""
    economy = about.facts.economy
    for at, tiered in enumerate(economy.tiered_rates):
        for position, tier in enumerate(tiered.tiers):
            yield tier.amount, (f"steget från {tier.first}", ("tiered_rates", at, "tiers", position, "amount"), "")
    for at, rate in enumerate(economy.unit_rates):
        if rate.amount is not None:
            yield rate.amount, (f"ersättningen per {rate.unit}", ("unit_rates", at, "amount"), "")
    for at, fee in enumerate(economy.user_fees):
        yield fee.amount, (f"avgiften per {fee.per}", ("user_fees", at, "amount"), "")
    for at, paid in enumerate(economy.contributions):
        for position, part in enumerate(paid.by_year):
            yield part.amount, (f"bidraget {part.year}", ("contributions", at, "by_year", position, "amount"), "")
        if (amount := paid.amount or paid.ceiling) is not None:
            field = "amount" if paid.amount is not None else "ceiling"
            expression = about.expression(f"economy.contributions[{at}].{field} | kr" if paid.amount else "", "")
            yield amount, (f"bidraget för {paid.purpose}", ("contributions", at, field), expression)
    if total := _yearly(about.facts, None):
        yield total, ("bidragen per år", ("contributions",), about.expression("economy.total_per_year | kr", ""))
    if (own := _yearly(about.facts, about.authority.id)) and not about.own_names:
        yield own, ("bidragen per år", ("contributions",), about.expression("", "yearly | kr"))


def _yearly(facts: Partnership, payer: str | None) -> int:
    """SEK per year that one payer pays, or all together when there is more than one yearly amount and nothing else."""
    paid = [one for one in facts.economy.contributions if payer is None or one.payer == payer]
    amounts = [one.amount for one in paid if one.per is Per.YEAR and one.amount is not None]
    return sum(amounts) if payer is not None or len(amounts) == len(paid) > 1 else 0
