"""The money of an agreement: measures in words, sums, who pays what."""

from collections.abc import Callable

from contracts.facts.measures import measure
from contracts.facts.model.economy import Contribution, InKind, Per
from contracts.facts.model.partnership import Partnership
from contracts.plan.money_views import (
    ContributionView,
    EconomyView,
    PaymentView,
    TieredRateView,
    TierExtraView,
    TierView,
    UnitRateView,
)
from contracts.spelling.amounts import kr
from contracts.spelling.numbers import spann

#: Gives a party's or funder's name from its id.
Naming = Callable[[str], str]


def _view(contribution: Contribution, name: Naming) -> ContributionView:
    index = contribution.indexation
    return ContributionView(
        payer=name(contribution.payer),
        payee=name(contribution.payee) if contribution.payee else None,
        measure=measure(contribution),
        amount=contribution.amount,
        purpose=contribution.purpose,
        condition=contribution.condition,
        indexation=f"{index.index}, bas {index.base}, från {index.from_year}" if index else None,
    )


def paid_by(party: str, facts: Partnership, name: Naming) -> tuple[ContributionView, ...]:
    """What the party pays."""
    return tuple(_view(item, name) for item in facts.economy.contributions if item.payer == party)


def total_per_year(facts: Partnership) -> int | None:
    """The sum of all yearly amounts, or None when there is nothing to add up or not all are plain yearly amounts."""
    contributions = facts.economy.contributions
    amounts = [item.amount for item in contributions if item.per is Per.YEAR and item.amount is not None]
    return sum(amounts) if len(amounts) == len(contributions) > 1 else None


def unit_rates(party: str, facts: Partnership) -> tuple[UnitRateView, ...]:
    """The rates per something that the party pays."""
    return tuple(
        UnitRateView(rate.unit, rate.amount, rate.text) for rate in facts.economy.unit_rates if rate.payer == party
    )


def tiered_rates(party: str, facts: Partnership) -> tuple[TieredRateView, ...]:
    """The rates in steps that the party pays."""
    return tuple(
        TieredRateView(
            rate.metric,
            tuple(TierView(spann(tier.first, tier.last), tier.amount) for tier in rate.tiers),
            tuple(TierExtraView(extra.purpose, extra.amount) for extra in rate.extras),
            rate.adjustable,
        )
        for rate in facts.economy.tiered_rates
        if rate.payer == party
    )


def in_kind_in_words(gift: InKind) -> str:
    """What a party brings besides money, with its estimated value where one is given."""
    if gift.estimated_value is None:
        return gift.text
    return f"{gift.text.rstrip()} Värdet uppskattas till {kr(gift.estimated_value)} per år."


def economy_view(facts: Partnership, name: Naming, payment: PaymentView | None) -> EconomyView:
    """The economic terms that are not one party's alone."""
    economy = facts.economy
    reserved = economy.reservation
    return EconomyView(
        contributions=tuple(_view(item, name) for item in economy.contributions),
        total_per_year=total_per_year(facts),
        reservation_party=name(reserved.party) if reserved else None,
        reservation_years=tuple(str(year) for year in reserved.years) if reserved else (),
        user_fees=tuple(f"{kr(fee.amount)} per {fee.per}" for fee in economy.user_fees),
        external_funders=tuple(funder.name for funder in economy.external_funders),
        cost_share_rule=economy.cost_share_rule,
        payment=payment,
    )
