"""One partnership's terms as they concern one idea-based party: what a separate agreement with it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from contracts.facts.fact_files import value_at
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.commitment import Commitment
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route
from contracts.ledger.revisions import MAIN_SERIES
from contracts.ledger.terms import Terms

_SEPARATE: Final = f"{MAIN_SERIES}-"


def party_of(series: str) -> str:
    """The association of a separate agreement, by the name of its series; "" for the agreement of all."""
    return series.removeprefix(_SEPARATE) if series.startswith(_SEPARATE) else ""


def terms_of(terms: Terms, series: str) -> Terms:
    """The terms as they concern the parties of one agreement: all of them for the agreement of all."""
    party = party_of(series)
    return Terms(terms.authority, separate_folder(terms.authority, terms.folder, party)) if party else terms


def separable_parties(authority: AuthorityFolder, facts: Partnership) -> tuple[str, ...]:
    """Ids of the idea-based parties, in their order: each gets an agreement of its own when the facts say so."""
    known = {party.organisation: authority.organisation(party.organisation) for party in facts.parties}
    return tuple(party for party, one in known.items() if one is not None and one.sector is Sector.IDEA_BASED)


#: The lists of which a separate agreement leaves items out.
_OF_PARTNERSHIP = ("parties", "signatories", "annexes", "places_agreements", "clauses")
_OF_ECONOMY = ("contributions", "in_kind", "tiered_rates", "unit_rates", "own_financing", "texts")


def separate_folder(authority: AuthorityFolder, folder: PartnershipFolder, party: str) -> PartnershipFolder:
    """The partnership with this party as the only idea-based one.

    What concerns another idea-based party alone is left out: its signatories, commitments, money and annexes. What
    concerns a whole side, or all parties, stays, and so does what the party does together with another, by name.
    """
    facts = folder.partnership
    others = _others(authority, facts, party)
    gone = frozenset(_left_out(facts, party, others))
    commitments = _kept(facts, ("commitments",), gone)
    changes = {
        **{name: _kept(facts, (name,), gone) for name in _OF_PARTNERSHIP},
        "commitments": tuple(_of_party(one, party) if one.party in others else one for one in commitments),
        "follow_ups": tuple(
            one.model_copy(update={"responsible_party": None}) if one.responsible_party in others else one
            for one in facts.follow_ups
        ),
        "initiator": None if facts.initiator in others else facts.initiator,
        "economy": facts.economy.model_copy(
            update={name: _kept(facts, ("economy", name), gone) for name in _OF_ECONOMY}
        ),
    }
    return replace(folder, partnership=facts.model_copy(update=changes))


def _kept(facts: Partnership, route: Route, gone: frozenset[Route]) -> tuple[Any, ...]:
    """The items of a list but for those that are left out."""
    items = value_at(facts, route)
    assert isinstance(items, tuple)
    return tuple(item for at, item in enumerate(items) if (*route, at) not in gone)


def left_out(authority: AuthorityFolder, facts: Partnership, party: str) -> frozenset[Route]:
    """What a separate agreement with this party leaves out: where in the facts each item stands."""
    return frozenset(_left_out(facts, party, _others(authority, facts, party)))


def _others(authority: AuthorityFolder, facts: Partnership, party: str) -> set[str]:
    return {other for other in separable_parties(authority, facts) if other != party}


def _left_out(facts: Partnership, party: str, others: set[str]) -> Iterator[Route]:
    economy = facts.economy
    own: tuple[tuple[Route, Iterable[Iterable[str | None]]], ...] = (
        (("parties",), ([one.organisation] for one in facts.parties)),
        (("signatories",), ([one.party] for one in facts.signatories)),
        (("annexes",), ([one.party] for one in facts.annexes)),
        (("places_agreements",), ([one.party] for one in facts.places_agreements)),
        (("clauses",), ([value.value for value in one.values] for one in facts.clauses)),
        (("economy", "contributions"), ([one.payer, one.payee] for one in economy.contributions)),
        (("economy", "in_kind"), ([one.party] for one in economy.in_kind)),
        (("economy", "tiered_rates"), ([one.payer] for one in economy.tiered_rates)),
        (("economy", "unit_rates"), ([one.payer] for one in economy.unit_rates)),
        (("economy", "own_financing"), ([one.party] for one in economy.own_financing)),
        (("economy", "texts"), ([one.party] for one in economy.texts)),
    )
    for route, owners in own:
        yield from ((*route, at) for at, whose in enumerate(owners) if not others.isdisjoint(whose))
    for at, one in enumerate(facts.commitments):
        if one.party in others and party not in one.shared_with:
            yield ("commitments", at)


def _of_party(commitment: Commitment, party: str) -> Commitment:
    """What another party does together with this one, as this one's own commitment together with the other."""
    assert commitment.party is not None
    together = (commitment.party, *(one for one in commitment.shared_with if one != party))
    return commitment.model_copy(update={"party": party, "shared_with": together})
