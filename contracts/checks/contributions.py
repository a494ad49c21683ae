"""Single amounts: somebody else gets the money, a year has one amount, an amount is not nothing, an index fits."""

from collections.abc import Iterator

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.measures import years_without_amount
from contracts.facts.model.economy import Contribution, Economy
from contracts.facts.model.term import Term
from contracts.facts.source import Route
from contracts.spelling.names import lista


def _payer_is_payee(subject: Subject) -> Iterator[Finding]:
    for at, paid in enumerate(subject.partnership.economy.contributions):
        if paid.payer == paid.payee:
            route: Route = ("economy", "contributions", at)
            text = f"{subject.name_of(paid.payer)} både betalar och får bidraget för {paid.purpose}"
            yield Finding((*route, "payee"), text, also=((*route, "payer"),))


def _year_repeated(subject: Subject) -> Iterator[Finding]:
    for at, paid in enumerate(subject.partnership.economy.contributions):
        first: dict[int, Route] = {}
        for position, part in enumerate(paid.by_year):
            route: Route = ("economy", "contributions", at, "by_year", position, "year")
            if part.year in first:
                text = f"bidraget för {paid.purpose} har två belopp för {part.year}"
                yield Finding(route, text, also=(first[part.year],))
            first.setdefault(part.year, route)


def _year_without_amount(subject: Subject) -> Iterator[Finding]:
    term = subject.partnership.term
    for at, paid in enumerate(subject.partnership.economy.contributions):
        if years := years_without_amount(paid, term):
            text = f"bidraget för {paid.purpose} har inget belopp för {lista([str(year) for year in years])}"
            route: Route = ("economy", "contributions", at, "by_year")
            yield Finding(route, text, also=(("term", "end"),))


def _amount_zero(subject: Subject) -> Iterator[Finding]:
    for route, what, amount in _amounts(subject.partnership.economy):
        if amount == 0:
            yield Finding(("economy", *route), f"{what} är 0 kr")


def _amounts(economy: Economy) -> Iterator[tuple[Route, str, int | None]]:
    """Every amount in SEK with its route below `economy` and what it is, in Swedish."""
    for at, paid in enumerate(economy.contributions):
        what = f"bidraget för {paid.purpose}"
        yield ("contributions", at, "amount"), what, paid.amount
        yield ("contributions", at, "ceiling"), what, paid.ceiling
        for position, part in enumerate(paid.by_year):
            yield ("contributions", at, "by_year", position, "amount"), f"{what} {part.year}", part.amount
    for at, in_kind in enumerate(economy.in_kind):
        yield ("in_kind", at, "estimated_value"), "det uppskattade värdet", in_kind.estimated_value
    for at, tiered in enumerate(economy.tiered_rates):
        for position, tier in enumerate(tiered.tiers):
            yield ("tiered_rates", at, "tiers", position, "amount"), f"steget från {tier.first}", tier.amount
        for position, extra in enumerate(tiered.extras):
            yield ("tiered_rates", at, "extras", position, "amount"), f"tillägget för {extra.purpose}", extra.amount
    for at, rate in enumerate(economy.unit_rates):
        yield ("unit_rates", at, "amount"), f"ersättningen per {rate.unit}", rate.amount
    for at, fee in enumerate(economy.user_fees):
        yield ("user_fees", at, "amount"), f"avgiften per {fee.per}", fee.amount


def _indexed_early(subject: Subject) -> Iterator[Finding]:
    term = subject.partnership.term
    for at, paid in enumerate(subject.partnership.economy.contributions):
        year = _first_year(paid, term)
        if paid.indexation is None or year is None or paid.indexation.from_year >= year:
            continue
        route: Route = ("economy", "contributions", at, "indexation", "from_year")
        text = f"bidraget för {paid.purpose} räknas upp från {paid.indexation.from_year}, men börjar först {year}"
        yield Finding(route, text)


def _first_year(paid: Contribution, term: Term) -> int | None:
    """The year in which the contribution begins; None when only a season is agreed."""
    if paid.by_year:
        return min(part.year for part in paid.by_year)
    start = paid.start or term.start
    return start.year if start else None


RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "payer-is-payee",
        Severity.ERROR,
        "Ingen betalar till sig själv.",
        "rätta payer eller payee; det som en part står för själv skrivs som own_financing eller in_kind",
        OWN_RULE,
        _payer_is_payee,
        fields=("economy.contributions.payer", "economy.contributions.payee"),
    ),
    Rule(
        "year-repeated",
        Severity.ERROR,
        "Ett bidrag har ett belopp för varje år.",
        "rätta året, eller slå ihop beloppen",
        OWN_RULE,
        _year_repeated,
        fields=("economy.contributions.by_year.year",),
    ),
    Rule(
        "year-without-amount",
        Severity.WARNING,
        "Ett bidrag med belopp för flera år har ett för varje år till avtalstidens slut.",
        "ange beloppet för året; godta varningen om bidraget inte betalas då",
        OWN_RULE,
        _year_without_amount,
        fields=("economy.contributions.by_year.year", "term.end"),
    ),
    Rule(
        "amount-zero",
        Severity.WARNING,
        "Ett belopp är mer än ingenting.",
        "ange beloppet, eller ta bort raden; godta varningen om 0 kr är det som gäller",
        OWN_RULE,
        _amount_zero,
        fields=(
            "economy.contributions.amount",
            "economy.contributions.ceiling",
            "economy.contributions.by_year.amount",
            "economy.in_kind.estimated_value",
            "economy.tiered_rates.tiers.amount",
            "economy.tiered_rates.extras.amount",
            "economy.unit_rates.amount",
            "economy.user_fees.amount",
        ),
    ),
    Rule(
        "indexation-early",
        Severity.WARNING,
        "Ett belopp räknas inte upp innan det börjar betalas.",
        "rätta from_year till ett år då bidraget betalas",
        OWN_RULE,
        _indexed_early,
        fields=(
            "economy.contributions.indexation.from_year",
            "economy.contributions.by_year.year",
            "economy.contributions.start",
            "term.start",
        ),
    ),
)
