"""Builds the yearly agreement on places with one party, and what its PDF must show."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.economy import Tier
from contracts.facts.model.places import PlacesAgreement
from contracts.ledger.as_of import authority_on
from contracts.plan.document_views import PlacesView
from contracts.plan.planned_words import prose, word
from contracts.plan.views import AgreementView
from contracts.spelling.numbers import spann
from contracts.spelling.wordings import PlannedFact, amount_wordings, date_wordings


def in_year(
    authority: AuthorityFolder, folder: PartnershipFolder, facts: PlacesAgreement
) -> tuple[AuthorityFolder, PartnershipFolder]:
    """Authority and partnership by the signed terms that hold when the year begins, or when it ends for a newer party.

    What nobody has signed yet decides no compensation. Where nothing has been signed, the data is what is known.

    Raises:
        ProblemsError: a record of signed/ cannot be read.
    """
    for day in (dt.date(facts.year, 1, 1), dt.date(facts.year, 12, 31)) if folder.signed.files else ():
        held = authority_on(authority, day)
        found = held.partnership(folder.id)
        parties = {party.organisation for party in found.partnership.parties} if found is not None else set()
        if found is not None and facts.party in parties:
            # Who signs is told by the data of today, which may name a party that has not acceded yet.
            signing = tuple(one for one in found.partnership.signatories if one.party in parties)
            return held, replace(found, partnership=found.partnership.model_copy(update={"signatories": signing}))
    return authority, folder


def places_title(facts: PlacesAgreement, agreement: AgreementView, authority: AuthorityFolder) -> str:
    """The title of the yearly agreement, whose separate agreement is given."""
    kind = authority.authority.documents.places_agreement
    return f"{agreement.name} – {kind} {facts.year} med {agreement.separate_with}"


def places_view(facts: PlacesAgreement, folder: PartnershipFolder) -> PlacesView:
    """What the party and the authority have agreed for the year; the compensation follows from the agreed steps."""
    tier = _tier(facts.places, folder)
    return PlacesView(
        year=facts.year,
        places=facts.places,
        extra_places=facts.extra_places,
        kinds_of_places=facts.kinds_of_places,
        added_value=facts.added_value,
        period_start=facts.period_start,
        period_end=facts.period_end,
        compensation=tier.amount if tier else None,
        span=spann(tier.first, tier.last) if tier else None,
    )


def _tier(places: int, folder: PartnershipFolder) -> Tier | None:
    """The step that holds the number; None when there are no steps, or several rates to choose from."""
    rates = folder.partnership.economy.tiered_rates
    steps = rates[0].tiers if len(rates) == 1 else ()
    return next((tier for tier in steps if tier.first <= places and (tier.last is None or places <= tier.last)), None)


def places_facts(view: PlacesView, agreement: AgreementView) -> Iterator[PlannedFact]:
    """Every fact that the yearly agreement must show."""
    yield word("name", "partnerskapets namn", agreement.name)
    for party in agreement.parties:
        yield word("parties", "en parts namn", party.legal_name)
        if party.organisation_number:
            yield word("parties", f"organisationsnummer för {party.name}", party.organisation_number)
    yield word("places_agreements.year", "året", str(view.year))
    yield PlannedFact("places_agreements.places", "antalet platser", (f"{view.places} platser", f"{view.places} plats"))
    if view.extra_places is not None:
        yield word("places_agreements.extra_places", "antalet platser med extra medel", str(view.extra_places))
    for text in (*view.kinds_of_places, view.added_value):
        yield from prose("places_agreements", "vad platserna är", text)
    for day in (view.period_start, view.period_end):
        if day:
            yield PlannedFact("places_agreements.period", "periodens första eller sista dag", date_wordings(day))
    if view.compensation is not None:
        yield PlannedFact("economy.tiered_rates", "ersättningen", amount_wordings(view.compensation))
    for signatory in agreement.signatories:
        for name in (signatory.party, signatory.name, signatory.title):
            if name:
                yield word("signatories", "en undertecknare", name)
