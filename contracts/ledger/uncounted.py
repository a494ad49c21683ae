"""What a difference changes without anybody knowing by how much: it depends on a number that nobody has agreed on."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from contracts.facts.measures import years_without_amount
from contracts.facts.model.economy import InKind
from contracts.ledger.identity import matched
from contracts.ledger.spelt import party_name
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Tree, tree_of
from contracts.spelling.names import lista

_Item = TypeVar("_Item")


def uncounted(old: Terms, new: Terms, start: dt.date | None, *, another_time: bool) -> Iterator[str]:
    """One Swedish sentence for each thing that the difference touches and that has no amount in kronor.

    Args:
        old: the terms before.
        new: the terms after.
        start: the first day that is counted; None when it is not known.
        another_time: whether the agreement's time differs, so that what stays as it is holds longer or shorter.
    """
    yield from dict.fromkeys(
        (*_sentences(old, new, another_time=another_time), *_of_years(old, new, start, another_time=another_time))
    )


def _of_years(old: Terms, new: Terms, start: dt.date | None, *, another_time: bool) -> Iterator[str]:
    """Of amounts for single years: the years of the term that have none, and those that lie before what is counted."""
    before, after = old.partnership.economy.contributions, new.partnership.economy.contributions
    pairs = matched([tree_of(one) for one in before], [tree_of(one) for one in after], ("economy", "contributions"))
    for at, paid in enumerate(after):
        what = f"bidraget från {_name(paid.payer, new, old)} för {paid.purpose}"
        if another_time or paid not in before:
            for year in years_without_amount(paid, new.partnership.term):
                if start is None or year >= start.year:
                    yield f"För {year} har {what} inget belopp."
        earlier = {item.year: item.amount for item in before[pairs[at]].by_year} if at in pairs else {}
        for item in paid.by_year:
            if start and item.year < start.year and earlier.get(item.year, item.amount) != item.amount:
                yield f"Beloppet för {item.year} ändras i {what}, men det är före dagen som ändringen gäller från."


def _sentences(old: Terms, new: Terms, *, another_time: bool) -> Iterator[str]:
    before, after = old.partnership.economy, new.partnership.economy
    for tiered in _touched(before.tiered_rates, after.tiered_rates, another_time=another_time):
        who = _name(tiered.payer, new, old)
        yield f"Ersättningen i steg från {who} beror på {tiered.metric} och går inte att räkna ut i förväg."
    for rate in _touched(before.unit_rates, after.unit_rates, another_time=another_time):
        who = _name(rate.payer, new, old)
        yield f"Ersättningen per {rate.unit} från {who} beror på antalet och går inte att räkna ut i förväg."
    for fee in _touched(before.user_fees, after.user_fees, another_time=False):
        yield f"Vad avgiften per {fee.per} ger beror på antalet och går inte att räkna ut i förväg."
    for share in _touched(before.own_financing, after.own_financing, another_time=another_time):
        who = _name(share.party, new, old)
        yield f"Den andel av kostnaden som {who} själv finansierar går inte att räkna om till kronor."
    for gift in _without_value(before.in_kind, after.in_kind, another_time=another_time):
        who, kinds = _name(gift.party, new, old), lista([kind.value for kind in gift.kinds])
        yield f"Den egna insatsen från {who} ({kinds}) har inget uppskattat värde."


def _touched(before: Iterable[_Item], after: Iterable[_Item], *, another_time: bool) -> list[_Item]:
    old, new = list(before), list(after)
    if another_time:
        return [*new, *(one for one in old if one not in new)]
    return [*(one for one in new if one not in old), *(one for one in old if one not in new)]


def _without_value(before: Iterable[InKind], after: Iterable[InKind], *, another_time: bool) -> Iterator[InKind]:
    """Those that are touched, and whose value nobody has estimated on both sides."""
    old, new = list(before), list(after)
    pairs = matched(_trees(old), _trees(new), ("economy", "in_kind"))
    for at, gift in enumerate(new):
        kin = old[pairs[at]] if at in pairs else None
        valued = gift.estimated_value is not None and (kin is None or kin.estimated_value is not None)
        came_or_went = kin is None or gift.estimated_value != kin.estimated_value
        if not valued and (another_time or came_or_went):
            yield gift
    yield from (gift for at, gift in enumerate(old) if at not in pairs.values() and gift.estimated_value is None)


def _trees(gifts: Iterable[InKind]) -> list[Tree]:
    return [tree_of(gift) for gift in gifts]


def _name(party: str, new: Terms, old: Terms) -> str:
    return party_name(party, new if new.organisation(party) else old)
