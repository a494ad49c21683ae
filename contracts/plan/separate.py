"""The view of a separate agreement: what it is made from stands in ledger/separate.py."""

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.ledger.separate import separate_folder
from contracts.plan.agreement import agreement_view
from contracts.plan.names import Names
from contracts.plan.views import AgreementView


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
