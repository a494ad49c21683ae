"""An agreement as it is planned: that of all parties, or a separate one with one of them."""

import datetime as dt
from collections.abc import Iterable

from contracts.errors import Problem, ProblemsError
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.partnership import Partnership
from contracts.ledger.separate import separate_folder
from contracts.plan.agreement import agreement_view
from contracts.plan.fields import fields_of
from contracts.plan.planned import Planned
from contracts.plan.planned_facts import planned_facts
from contracts.plan.separate import separate_view
from contracts.plan.stems import AGREEMENT, stem_of
from contracts.plan.views import AgreementView
from contracts.spelling.wordings import PlannedFact


def planned_agreement(authority: AuthorityFolder, folder: PartnershipFolder, party: str, *, draft: bool) -> Planned:
    """The agreement of all parties, or with `party` the separate agreement with it.

    Raises:
        ProblemsError: a clause cannot be filled in, or no day is known for it.
    """
    shown = separate_folder(authority, folder, party) if party else folder
    view = (
        separate_view(authority, folder, party, draft=draft)
        if party
        else agreement_view(authority, folder, draft=draft)
    )
    name = f"{folder.id}/{AGREEMENT}" + (f"-{party}" if party else "")
    facts = planned_facts(shown.partnership, view)
    return of_view(authority, folder, name, AGREEMENT, view, fields_of(view), facts)


def of_view(
    authority: AuthorityFolder,
    folder: PartnershipFolder,
    identifier: str,
    kind: str,
    view: AgreementView,
    names: dict[str, object],
    facts: tuple[PlannedFact, ...],
) -> Planned:
    """A document that shows an agreement's view.

    Args:
        authority: the authority.
        folder: the partnership.
        identifier: the document's id.
        kind: the template's name.
        view: what it shows.
        names: what its template may name.
        facts: what its PDF must show.

    Raises:
        ProblemsError: no day is known for it.
    """
    day = document_day(folder.partnership)
    if day is None:
        place = folder.source.place(("name",))
        text, remedy = "ingen dag är känd för avtalet", "ange document_date: ÅÅÅÅ-MM-DD"
        raise ProblemsError([Problem("document-date-missing", text, place, remedy)])
    return Planned(
        id=identifier,
        kind=kind,
        variant=folder.partnership.template if kind == AGREEMENT else None,
        partnership=folder.id,
        stem=stem_of(authority, identifier, draft=view.document.draft),
        date=day,
        name=f"{folder.partnership.name} med {view.separate_with}" if view.separate_with else folder.partnership.name,
        document=view.document,
        authority=view.authority,
        names=names,
        facts=facts,
        partnerships=(folder.id,),
        documents=(),
        signatories=view.signatories,
    )


def document_day(facts: Partnership) -> dt.date | None:
    """The day the document carries: its own date, otherwise the latest day that it builds on, otherwise its start."""
    if facts.document_date:
        return facts.document_date
    return max(_known_days(facts), default=facts.term.start)


def _known_days(facts: Partnership) -> Iterable[dt.date]:
    days = (
        facts.signing.signed_on,
        *(decision.date for decision in facts.decisions),
        *(document.dated for document in facts.referred_documents),
        *(annex.dated for annex in facts.annexes),
    )
    return (day for day in days if day is not None)
