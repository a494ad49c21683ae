"""Builds a report's view, with its counts, sums and timeline, and what its PDF must show."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from contracts.facts.folders import DocumentFile, PartnershipFolder
from contracts.facts.model.economy import Per
from contracts.facts.model.report import Report, ReportArea
from contracts.plan.agreement import authority_view
from contracts.plan.document_views import AreaTotalView, PartnershipView, ReportAreaView, ReportView
from contracts.plan.lookup import Lookup
from contracts.plan.memo import counts_view, person
from contracts.plan.naming import functions_of
from contracts.plan.overview import paid_in_words
from contracts.plan.planned_words import prose, word
from contracts.plan.report_timeline import timeline_of
from contracts.plan.texts import Texts
from contracts.plan.views import DocumentView
from contracts.register.standing import goes_on, in_area, was_in
from contracts.spelling.numbers import antal_ord
from contracts.spelling.wordings import PlannedFact, amount_wordings, date_wordings

#: What stands where the sources say nothing.
MISSING = "uppgift saknas"


def report_view(document: DocumentFile, facts: Report, lookup: Lookup, *, draft: bool) -> ReportView:
    """The view of one report.

    Raises:
        ProblemsError: An expression of a text cannot be filled in.
    """
    kind = lookup.authority.authority.documents.report
    criteria = lookup.authority.authority.criteria
    areas = [_area(area, facts, lookup) for area in facts.areas]
    ongoing = [folder for folders, _ in areas for folder in folders]
    ended = _ended(facts, lookup)
    known: dict[str, object] = {
        "document": DocumentView(facts.title, kind, kind, draft, facts.case_number, facts.date),
        "authority": authority_view(lookup.authority),
        "title": facts.title,
        "date": facts.date,
        "case_number": facts.case_number,
        "board": lookup.unit(facts.board),
        "department": lookup.unit(facts.department) if facts.department else None,
        "unit": lookup.unit(facts.unit) if facts.unit else None,
        "responsible": person(facts.responsible),
        "counts": counts_view(facts.window, facts.date, None, lookup),
        "areas": tuple(view for _, view in areas),
        "ended_heading": facts.ended_heading,
        "ended_introduction": facts.ended_introduction,
        "ended": tuple(lookup.partnership(folder.id) for folder in ended),
        "totals": tuple(_total(area, folders, lookup) for area, (folders, _) in zip(facts.areas, areas, strict=True)),
        "total_yearly": sum(lookup.partnership(folder.id).yearly or 0 for folder in ongoing),
        "criteria": tuple(criterion.text for criterion in criteria.criteria) if criteria else (),
        "criteria_source": criteria.source if criteria else None,
        "timeline": timeline_of(
            [(area.name, folders) for area, (folders, _) in zip(facts.areas, areas, strict=True)], ended, facts.date
        ),
    }
    return _with_texts(known, document, facts, lookup)


def _with_texts(known: dict[str, object], document: DocumentFile, facts: Report, lookup: Lookup) -> ReportView:
    texts = Texts(document, known, functions_of(lookup))
    areas: tuple[ReportAreaView, ...] = known["areas"]  # type: ignore[assignment]  # made above
    introduced = tuple(
        replace(view, introduction=texts.optional(area.introduction, "areas", at, "introduction"))
        for at, (area, view) in enumerate(zip(facts.areas, areas, strict=True))
    )
    filled = known | {
        "areas": introduced,
        "ended_introduction": texts.optional(facts.ended_introduction, "ended_introduction"),
        "body": texts.body(),
    }
    return ReportView(**filled)  # type: ignore[arg-type]  # the fields of the view, by name


def _area(area: ReportArea, facts: Report, lookup: Lookup) -> tuple[tuple[PartnershipFolder, ...], ReportAreaView]:
    folders = tuple(
        folder
        for folder in in_area(lookup.held, area.area)
        if goes_on(folder.partnership, facts.date) and was_in(folder.partnership, facts.window)
    )
    view = ReportAreaView(
        area.name,
        area.heading,
        area.introduction,
        counts_view(facts.window, facts.date, area.area, lookup),
        tuple(lookup.partnership(folder.id) for folder in folders),
    )
    return folders, view


def _ended(facts: Report, lookup: Lookup) -> tuple[PartnershipFolder, ...]:
    areas = {area.area for area in facts.areas}
    return tuple(
        folder
        for folder in lookup.held.partnerships
        if folder.partnership.area in areas
        and was_in(folder.partnership, facts.window)
        and not goes_on(folder.partnership, facts.date)
    )


def _total(area: ReportArea, folders: Iterable[PartnershipFolder], lookup: Lookup) -> AreaTotalView:
    views = [(folder, lookup.partnership(folder.id)) for folder in folders]
    other = [
        paid_in_words(item)
        for folder, _ in views
        for item in folder.partnership.economy.contributions
        if item.payer == lookup.authority.id and item.per is not Per.YEAR
    ]
    stated = [view.yearly for _, view in views if view.yearly is not None]
    return AreaTotalView(area.name, len(views), sum(stated), len(stated), tuple(other))


def report_facts(view: ReportView) -> Iterator[PlannedFact]:
    """Every fact that the report must show."""
    yield word("title", "rapportens titel", view.title)
    yield PlannedFact("date", "rapportens dag", date_wordings(view.date))
    for text, label in (
        (view.case_number, "diarienumret"),
        (view.department, "förvaltningen"),
        (view.unit, "enheten"),
        (view.responsible.name if view.responsible else None, "den ansvariga"),
    ):
        if text:
            yield word("head", label, text)
    for name, number in (
        ("antalet partnerskap", view.counts.total),
        ("antalet pågående partnerskap", view.counts.ongoing),
        ("antalet avslutade partnerskap", view.counts.ended),
    ):
        none = ("inget", "inga") if number == 0 else ()
        words = (antal_ord(number, "ett"), antal_ord(number), str(number), *none)
        yield PlannedFact("counts", name, tuple(dict.fromkeys(words)))
    yield from prose("body", "texten före partnerskapen", view.body)
    for area in view.areas:
        yield word("areas", "ett områdes rubrik", area.heading)
        yield from prose("areas", "inledningen till ett område", area.introduction)
    if view.ended:
        yield word("ended_heading", "rubriken för avslutade", view.ended_heading)
        yield from prose("ended_introduction", "inledningen till avslutade", view.ended_introduction)
    for partnership in (*(one for area in view.areas for one in area.partnerships), *view.ended):
        yield from _block(partnership)
    for total in view.totals:
        yield PlannedFact("totals", f"summan för {total.name}", amount_wordings(total.yearly))
        for text in total.other:
            yield word("totals", f"andra belopp för {total.name}", text)
    yield PlannedFact("totals", "summan för alla områden", amount_wordings(view.total_yearly))


def _block(view: PartnershipView) -> Iterator[PlannedFact]:
    path = f"partnerships.{view.id}"
    yield word(path, "ett partnerskaps namn", view.name)
    for text in (*view.case_numbers, *view.parties, *view.budget, *view.funding, *view.targets, *view.results):
        yield word(path, f"en uppgift om {view.name}", text)
    if view.extension:
        yield word(path, f"förlängningen av {view.name}", view.extension)
    for value in (view.period, view.target_group, *(() if view.budget else (None,))):
        yield word(path, f"en uppgift om {view.name}", value or MISSING)
    for markdown in (view.purpose, view.summary, view.assessment, *view.goals, *view.lessons):
        yield from prose(path, f"texten om {view.name}", markdown)
    for project in view.follow_on_projects:
        yield word(path, f"fortsättningen på {view.name}", project)
