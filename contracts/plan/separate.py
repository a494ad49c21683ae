"""One partnership's terms as they concern one idea-based party: what a separate agreement with it is made from."""

from dataclasses import replace

from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.facts.model.commitment import Commitment
from contracts.facts.model.economy import Economy
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Partnership
from contracts.plan.agreement import agreement_view
from contracts.plan.names import Names
from contracts.plan.views import AgreementView


def separable_parties(authority: AuthorityFolder, facts: Partnership) -> tuple[str, ...]:
    """Ids of the idea-based parties, in their order: each gets an agreement of its own when the facts say so."""
    names = Names(authority, facts)
    return tuple(party.organisation for party in facts.parties if names.sector(party.organisation) is Sector.IDEA_BASED)


def separate_folder(authority: AuthorityFolder, folder: PartnershipFolder, party: str) -> PartnershipFolder:
    """The partnership with this party as the only idea-based one.

    What concerns another idea-based party alone is left out: its signatories, commitments, money and annexes. What
    concerns a whole side, or all parties, stays, and so does what the party does together with another, by name.
    """
    facts = folder.partnership
    others = {other for other in separable_parties(authority, facts) if other != party}
    changes = {
        "parties": tuple(one for one in facts.parties if one.organisation not in others),
        "signatories": tuple(one for one in facts.signatories if one.party not in others),
        "commitments": tuple(
            _of_party(one, party) if one.party in others else one
            for one in facts.commitments
            if one.party not in others or party in one.shared_with
        ),
        "annexes": tuple(one for one in facts.annexes if one.party not in others),
        "follow_ups": tuple(
            one.model_copy(update={"responsible_party": None}) if one.responsible_party in others else one
            for one in facts.follow_ups
        ),
        "places_agreements": tuple(one for one in facts.places_agreements if one.party not in others),
        "clauses": tuple(one for one in facts.clauses if others.isdisjoint(value.value for value in one.values)),
        "initiator": None if facts.initiator in others else facts.initiator,
        "economy": _economy(facts.economy, others),
    }
    return replace(folder, partnership=facts.model_copy(update=changes))


def _of_party(commitment: Commitment, party: str) -> Commitment:
    """What another party does together with this one, as this one's own commitment together with the other."""
    assert commitment.party is not None
    together = (commitment.party, *(one for one in commitment.shared_with if one != party))
    return commitment.model_copy(update={"party": party, "shared_with": together})


def _economy(economy: Economy, others: set[str]) -> Economy:
    return economy.model_copy(
        update={
            "contributions": tuple(
                one for one in economy.contributions if one.payer not in others and one.payee not in others
            ),
            "in_kind": tuple(one for one in economy.in_kind if one.party not in others),
            "tiered_rates": tuple(one for one in economy.tiered_rates if one.payer not in others),
            "unit_rates": tuple(one for one in economy.unit_rates if one.payer not in others),
            "own_financing": tuple(one for one in economy.own_financing if one.party not in others),
            "texts": tuple(one for one in economy.texts if one.party not in others),
        }
    )


def separate_view(authority: AuthorityFolder, folder: PartnershipFolder, party: str, *, draft: bool) -> AgreementView:
    """The view of the separate agreement with this party.

    Precondition: the checks found no errors, and the party is one of `separable_parties`.
    """
    names = Names(authority, folder.partnership)
    return agreement_view(
        authority,
        separate_folder(authority, folder, party),
        draft=draft,
        separate_with=names.party(party),
        main_parties=tuple(names.party(one.organisation) for one in folder.partnership.parties),
    )
