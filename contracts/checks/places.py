"""The yearly agreements on places: with whom, for which year, and that a step of the compensation holds the number."""

from collections.abc import Iterator

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject, guess
from contracts.errors import Place, Severity
from contracts.facts.model.organisation import Sector
from contracts.ledger.revisions import RevisionKind
from contracts.spelling.numbers import tal


def _party_other(subject: Subject) -> Iterator[Finding]:
    known = [party for party in subject.party_ids if subject.stands_on(party, Sector.IDEA_BASED)]
    for at, agreed in enumerate(subject.partnership.places_agreements):
        if agreed.party not in known and agreed.party not in subject.misspelt_parties:
            text = f"”{agreed.party}” är ingen idéburen part i partnerskapet"
            yield Finding(("places_agreements", at, "party"), text, guess(agreed.party, known))


def _twice(subject: Subject) -> Iterator[Finding]:
    first: dict[tuple[str, int], int] = {}
    for at, agreed in enumerate(subject.partnership.places_agreements):
        earlier = first.setdefault((agreed.party, agreed.year), at)
        if earlier != at:
            text = f"{subject.name_of(agreed.party)} har två överenskommelser om platser för {agreed.year}"
            route = ("places_agreements", at, "year")
            yield Finding(route, text, also=(("places_agreements", earlier, "year"),))


def _without_step(subject: Subject) -> Iterator[Finding]:
    rates = subject.partnership.economy.tiered_rates
    for at, agreed in enumerate(subject.partnership.places_agreements):
        steps = rates[0].tiers if len(rates) == 1 else ()
        held = any(tier.first <= agreed.places and (tier.last is None or agreed.places <= tier.last) for tier in steps)
        if steps and not held:
            text = f"inget steg i ersättningen omfattar {tal(agreed.places)} platser"
            yield Finding(("places_agreements", at, "places"), text, also=(("economy", "tiered_rates", 0, "tiers"),))


def _other_than_signed(subject: Subject) -> Iterator[Finding]:
    named = {(agreed.party, agreed.year): at for at, agreed in enumerate(subject.partnership.places_agreements)}
    for revision in subject.ledger.revisions:
        if revision.record.kind is not RevisionKind.PLACES:
            continue
        for agreed in revision.terms.partnership.places_agreements:
            at = named.get((agreed.party, agreed.year))
            is_this = revision.record.document == f"places-{agreed.year}-{agreed.party}"
            if is_this and at is not None and subject.partnership.places_agreements[at] != agreed:
                who = subject.name_of(agreed.party)
                text = f"överenskommelsen om platser för {agreed.year} med {who} är undertecknad med andra uppgifter"
                yield Finding(("places_agreements", at), text, also=(Place(revision.shown_as),))


RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "places-party",
        Severity.ERROR,
        "En platsöverenskommelse gäller en idéburen part i partnerskapet.",
        "ange id för en av parterna",
        OWN_RULE,
        _party_other,
        fields=("places_agreements.party", "parties.organisation", "organisations:organisations.kind"),
    ),
    Rule(
        "places-twice",
        Severity.ERROR,
        "Varje part har en platsöverenskommelse per år.",
        "slå ihop dem, eller rätta året",
        OWN_RULE,
        _twice,
        fields=("places_agreements.party", "places_agreements.year"),
    ),
    Rule(
        "places-other-than-signed",
        Severity.WARNING,
        "En platsöverenskommelse som är filad står i uppgifterna som den undertecknades.",
        "låt uppgifterna säga det som är undertecknat; den filade överenskommelsen görs inte om",
        OWN_RULE,
        _other_than_signed,
        fields=("places_agreements",),
    ),
    Rule(
        "places-without-step",
        Severity.WARNING,
        "Antalet platser ryms i ett steg av ersättningen.",
        "rätta antalet eller stegen; annars bestäms ersättningen särskilt",
        OWN_RULE,
        _without_step,
        fields=("places_agreements.places", "economy.tiered_rates.tiers.first", "economy.tiered_rates.tiers.last"),
    ),
)
