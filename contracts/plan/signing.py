"""The signature blocks of an agreement."""

from collections.abc import Iterator, Sequence

from contracts.facts.model.partnership import Partnership
from contracts.facts.model.party import AuthorityBasis, Signatory
from contracts.plan.views import PartyView, SignatoryView
from contracts.spelling.dates import datum_iso


def signatory_views(facts: Partnership, parties: Sequence[PartyView], *, draft: bool) -> tuple[SignatoryView, ...]:
    """One block for each signatory, in their order; several for one party are told apart by a number.

    In a draft a party that nobody signs for yet has a block too, without a name.
    """
    by_id = {party.id: party for party in parties}
    count: dict[str, int] = {}
    blocks = []
    for signatory in (*facts.signatories, *(_unnamed(facts) if draft else ())):
        count[signatory.party] = count.get(signatory.party, 0) + 1
        blocks.append(_signatory(signatory, by_id[signatory.party], count[signatory.party]))
    return tuple(blocks)


def _unnamed(facts: Partnership) -> Iterator[Signatory]:
    signing = {signatory.party for signatory in facts.signatories}
    for party in facts.parties:
        if party.left_on is None and party.organisation not in signing:
            yield Signatory(party=party.organisation)


def _signatory(signatory: Signatory, party: PartyView, number: int) -> SignatoryView:
    basis = signatory.authority_basis
    return SignatoryView(
        id=party.id if number == 1 else f"{party.id}-{number}",
        label=", ".join(word for word in (signatory.name, signatory.title, f"för {party.full_name}") if word),
        party=party.full_name,
        unit=party.unit,
        local_office=party.local_office,
        name=signatory.name,
        title=signatory.title,
        basis=_basis(basis) if basis else None,
    )


def _basis(basis: AuthorityBasis) -> str:
    """On what authority somebody signs: "delegation, punkt 3.2, 2024-05-02"."""
    words = (basis.kind.value, basis.reference, datum_iso(basis.date) if basis.date else "")
    return ", ".join(word for word in words if word)
