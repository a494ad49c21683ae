"""Money: steps without gaps, shares within the whole, years that are covered, parties that bring something."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from contracts.checks.fields import AGREED_TIME
from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.model.economy import Contribution, Economy, Per, Tier
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import Precision
from contracts.facts.source import Route
from contracts.register.reckoning import is_whole_years, latest_end, months_of_years, present_end
from contracts.spelling.amounts import kr
from contracts.spelling.names import lista
from contracts.spelling.numbers import antal_manader, procent

CRITERION_FINANCING = "Forums kriterier: båda parter är med och finansierar, med pengar eller på annat sätt"


def _tiers_overlap(subject: Subject) -> Iterator[Finding]:
    for at, rate in enumerate(subject.partnership.economy.tiered_rates):
        route: Route = ("economy", "tiered_rates", at, "tiers")
        for position, tier in enumerate(rate.tiers):
            if tier.last is not None and tier.last < tier.first:
                yield Finding((*route, position, "last"), f"steget slutar på {tier.last} men börjar på {tier.first}")
        for position, (lower, upper) in enumerate(pairwise(rate.tiers), 1):
            if text := _clash(lower, upper):
                yield Finding((*route, position, "first"), text, also=((*route, position - 1),))


def _clash(lower: Tier, upper: Tier) -> str:
    """How two steps clash; empty when the upper one starts after the end of the lower one."""
    if lower.last is None:
        return f"steget från {upper.first} kommer efter ett steg utan slut"
    if upper.first <= lower.last:
        return f"stegen {lower.first}–{lower.last} och från {upper.first} går in i varandra"
    return ""


def _tiers_gap(subject: Subject) -> Iterator[Finding]:
    for at, rate in enumerate(subject.partnership.economy.tiered_rates):
        route: Route = ("economy", "tiered_rates", at, "tiers")
        for position, (lower, upper) in enumerate(pairwise(rate.tiers), 1):
            if lower.last is not None and upper.first > lower.last + 1:
                first, last = lower.last + 1, upper.first - 1
                missing = f"{first}" if first == last else f"{first}–{last}"
                text = f"inget steg gäller {rate.metric} {missing}"
                yield Finding((*route, position, "first"), text, also=((*route, position - 1),))


def _extra_without_amount(subject: Subject) -> Iterator[Finding]:
    for at, rate in enumerate(subject.partnership.economy.tiered_rates):
        for position, extra in enumerate(rate.extras):
            if extra.amount is None:
                route: Route = ("economy", "tiered_rates", at, "extras", position, "purpose")
                yield Finding(route, f"tillägget för {extra.purpose} har inget belopp")


def _shares_over_whole(subject: Subject) -> Iterator[Finding]:
    economy = subject.partnership.economy
    shares: list[tuple[Route, Decimal]] = [
        (("economy", "contributions", at, "percent"), paid.percent)
        for at, paid in enumerate(economy.contributions)
        if paid.percent is not None
    ]
    shares += [
        (("economy", "own_financing", at, "percent"), own.percent) for at, own in enumerate(economy.own_financing)
    ]
    total = sum((share for _, share in shares), Decimal(0))
    if total > 100:
        others = tuple(route for route, _ in shares[:-1])
        yield Finding(shares[-1][0], f"andelarna är tillsammans {procent(total)} av kostnaden", also=others)


def _cost_shares_differ(subject: Subject) -> Iterator[Finding]:
    economy = subject.partnership.economy
    if economy.cost_share_rule is None or "lika" not in economy.cost_share_rule.casefold():
        return
    paid: defaultdict[str, int] = defaultdict(int)
    for contribution in economy.contributions:
        paid[contribution.payer] += _stated(contribution)
    rule = economy.cost_share_rule.casefold()
    names = {payer: _payer_name(payer, subject) for payer in (*subject.party_ids, *_funders(economy))}
    silent = [name for payer, name in names.items() if name.casefold() in rule and not paid.get(payer)]
    if silent:
        yield Finding(
            ("economy", "cost_share_rule"),
            f"kostnaden ska fördelas ”{economy.cost_share_rule}”, men det står inte vad {lista(silent)} betalar",
            also=(("economy", "contributions"),),
        )
    if len(paid) < 2 or len(set(paid.values())) > 1:
        sums = [f"{_payer_name(payer, subject)} {kr(amount)}" for payer, amount in paid.items()]
        who = lista(sums) if sums else "ingen"
        yield Finding(
            ("economy", "cost_share_rule"),
            f"kostnaden ska fördelas ”{economy.cost_share_rule}”, men enligt bidragen betalar {who}",
            also=tuple(("economy", "contributions", at) for at in range(len(economy.contributions))),
        )


def _funders(economy: Economy) -> tuple[str, ...]:
    return tuple(funder.id for funder in economy.external_funders)


def _stated(contribution: Contribution) -> int:
    """SEK that the contribution names, per its own period; all its years together when they differ."""
    return contribution.amount or contribution.ceiling or sum(part.amount for part in contribution.by_year)


def _payer_name(payer: str, subject: Subject) -> str:
    funders = {funder.id: funder.name for funder in subject.partnership.economy.external_funders}
    return funders.get(payer) or subject.name_of(payer)


def _year_incomplete(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    start, end = facts.term.start, present_end(facts.term)
    yearly = [
        (at, paid.amount)
        for at, paid in enumerate(facts.economy.contributions)
        if paid.per is Per.YEAR and paid.amount is not None
    ]
    exact = facts.term.precision is Precision.DAY
    if not yearly or not exact or start is None or end is None or end < start or is_whole_years(start, end):
        return
    short = [
        f"{year} bara omfattar {antal_manader(months)}" for year, months in months_of_years(start, end) if months < 12
    ]
    total = " + ".join(kr(amount) for _, amount in yearly)
    if len(yearly) > 1:
        total += f" = {kr(sum(amount for _, amount in yearly))}"
    yield Finding(
        ("economy", "contributions", yearly[0][0], "amount"),
        f"bidragen är {total} per år, men det står inte vad som gäller när {lista(short)}",
        also=(*(("economy", "contributions", at, "amount") for at, _ in yearly[1:]), ("term", "start")),
    )


def _reservation_short(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    reservation, start = facts.economy.reservation, facts.term.start
    end, last = present_end(facts.term), latest_end(facts.term)
    if reservation is None or start is None or end is None or last is None:
        return
    # The first year's money is there when the agreement is made; the proviso is for those that follow.
    missing = [year for year in range(start.year + 1, last.year + 1) if year not in reservation.years]
    if not missing:
        return
    extended_only = all(year > end.year for year in missing)
    reserved, open_years = (lista([str(year) for year in years]) for years in (reservation.years, missing))
    yield Finding(
        ("economy", "reservation", "years"),
        f"budgetförbehållet gäller {reserved}, men inte {open_years}, då avtalet"
        f" {'kan vara förlängt' if extended_only else 'gäller eller kan vara förlängt'}",
        also=(("term",),),
    )


def _own_contribution_missing(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    bringing = _bringing(facts, facts.economy)
    for at, party in enumerate(facts.parties):
        stays = party.left_on is None and subject.stands_on(party.organisation, Sector.IDEA_BASED)
        if stays and party.organisation not in bringing:
            name = subject.name_of(party.organisation)
            yield Finding(("parties", at, "organisation"), f"{name} bidrar varken med pengar eller på annat sätt")


def _bringing(facts: Partnership, economy: Economy) -> set[str]:
    """The parties that bring money, a share of the cost, or something else."""
    return (
        {paid.payer for paid in economy.contributions}
        | {in_kind.party for in_kind in economy.in_kind}
        | {own.party for own in economy.own_financing}
        | {rate.payer for rate in economy.tiered_rates}
        | {rate.payer for rate in economy.unit_rates}
    )


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "tiers-overlap",
        Severity.ERROR,
        "Ett antal ger en ersättning: stegen går från lågt till högt utan att gå in i varandra.",
        "låt varje steg börja efter det förra stegets sista tal",
        OWN_RULE,
        _tiers_overlap,
        fields=("economy.tiered_rates.tiers.first", "economy.tiered_rates.tiers.last"),
    ),
    Rule(
        "tiers-gap",
        Severity.WARNING,
        "Stegen i en ersättning följer på varandra utan glapp.",
        "låt varje steg börja på talet efter det förra stegets sista",
        "Lärdom: stegen 1–10, 11–20 och ”över 21” säger inget om 21",
        _tiers_gap,
        fields=("economy.tiered_rates.tiers.first", "economy.tiered_rates.tiers.last"),
    ),
    Rule(
        "extra-without-amount",
        Severity.WARNING,
        "Ett tillägg till en ersättning har ett belopp.",
        "ange amount, eller ta bort tillägget",
        "Lärdom: ett tillägg utan belopp går varken att fakturera eller att budgetera",
        _extra_without_amount,
        fields=("economy.tiered_rates.extras.purpose", "economy.tiered_rates.extras.amount"),
    ),
    Rule(
        "shares-over-whole",
        Severity.ERROR,
        "Andelarna av kostnaden är tillsammans högst 100 procent.",
        "rätta andelarna",
        OWN_RULE,
        _shares_over_whole,
        fields=("economy.contributions.percent", "economy.own_financing.percent"),
    ),
    Rule(
        "cost-shares-differ",
        Severity.WARNING,
        "Den som ska betala lika mycket som andra gör det.",
        "rätta beloppen eller cost_share_rule",
        "Lärdom: en kostnad skulle delas lika av tre, men den tredje delen var inte angiven",
        _cost_shares_differ,
        fields=(
            "economy.cost_share_rule",
            "economy.contributions.payer",
            "economy.contributions.amount",
            "economy.contributions.ceiling",
            "economy.contributions.by_year.amount",
        ),
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "year-incomplete",
        Severity.WARNING,
        "Ett belopp per år betalas för hela år.",
        "ange belopp för varje år med by_year, eller skriv vad som gäller det kortare året",
        "Lärdom: ett belopp ”årligen” från mars går att läsa både som helt belopp och som tio tolftedelar",
        _year_incomplete,
        fields=("economy.contributions.amount", "economy.contributions.per", "term.precision", *AGREED_TIME),
    ),
    Rule(
        "reservation-short",
        Severity.WARNING,
        "Budgetförbehållet gäller alla år då avtalet kan gälla.",
        "lägg till åren i economy.reservation, eller skriv vad som gäller vid förlängning",
        "Lärdom: ett förbehåll för avtalets år säger inget om åren efter en förlängning",
        _reservation_short,
        fields=("economy.reservation.years", *AGREED_TIME),
    ),
    Rule(
        "own-contribution-missing",
        Severity.WARNING,
        "Varje idéburen part bidrar med något eget.",
        "lägg till vad parten bidrar med i economy.in_kind, own_financing eller contributions",
        CRITERION_FINANCING,
        _own_contribution_missing,
        fields=(
            "parties.organisation",
            "parties.left_on",
            "economy.contributions.payer",
            "economy.in_kind.party",
            "economy.own_financing.party",
            "economy.tiered_rates.payer",
            "economy.unit_rates.payer",
        ),
    ),
)
