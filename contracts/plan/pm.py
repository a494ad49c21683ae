"""Builds a PM's view, and what its PDF must show. Its body may name all that the agreement's template may."""

from collections.abc import Iterator

from contracts.facts.folders import DocumentFile, PartnershipFolder
from contracts.facts.model.pm import Pm
from contracts.plan.agreement import agreement_view, authority_view
from contracts.plan.document_views import CriterionView, NamedText, PmNames, PmView
from contracts.plan.fields import fields_of
from contracts.plan.lookup import Lookup
from contracts.plan.naming import functions_of
from contracts.plan.planned_words import prose, word
from contracts.plan.texts import Texts
from contracts.plan.views import DocumentView
from contracts.spelling.wordings import PlannedFact, date_wordings


def pm_view(document: DocumentFile, facts: Pm, folder: PartnershipFolder, lookup: Lookup, *, draft: bool) -> PmView:
    """The view of one PM.

    Raises:
        ProblemsError: An expression of the body cannot be filled in.
    """
    kind = lookup.authority.authority.documents.pm
    agreement = fields_of(agreement_view(lookup.authority, folder, draft=draft))
    names = agreement | fields_of(pm_names(folder, lookup))
    own = {
        "document": DocumentView(facts.title, kind, kind, draft, facts.case_number, facts.date),
        "authority": authority_view(lookup.authority),
        "title": facts.title,
        "subtitle": facts.subtitle,
        "date": facts.date,
        "place": facts.place,
        "case_number": facts.case_number,
    }
    body = Texts(document, names | own, functions_of(lookup)).body()
    return PmView(**own, partnership=folder.partnership.name, body=body)  # type: ignore[arg-type]  # by name


def pm_names(folder: PartnershipFolder, lookup: Lookup) -> PmNames:
    """What a PM's body may name of its partnership beside the agreement's names."""
    facts = folder.partnership
    criteria = lookup.authority.authority.criteria
    assessed = {one.criterion: one for one in facts.criteria}
    return PmNames(
        criteria=tuple(
            CriterionView(
                criterion.text,
                assessed[criterion.id].met if criterion.id in assessed else None,
                assessed[criterion.id].motivation if criterion.id in assessed else None,
                assessed[criterion.id].evidence if criterion.id in assessed else None,
            )
            for criterion in (criteria.criteria if criteria else ())
        ),
        criteria_source=criteria.source if criteria else None,
        vision=facts.vision,
        collaboration_areas=tuple(NamedText(area.name, area.text) for area in facts.collaboration_areas),
        added_value=facts.added_value,
        assessment=facts.assessment,
        summary=facts.summary,
    )


def pm_facts(view: PmView) -> Iterator[PlannedFact]:
    """Every fact that the PM must show."""
    yield word("title", "rubriken", view.title)
    for text, label in ((view.subtitle, "underrubriken"), (view.place, "orten"), (view.case_number, "diarienumret")):
        if text:
            yield word("head", label, text)
    if view.date:
        yield PlannedFact("date", "PM:ets dag", date_wordings(view.date))
    yield from prose("body", "texten", view.body)
