"""Builds a memo's view, and what its PDF must show."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from contracts.facts.folders import DocumentFile
from contracts.facts.model.document import AttachedDocument, BasisDocument, Person, Window
from contracts.facts.model.memo import Memo
from contracts.facts.prose import paragraphs
from contracts.plan.agreement import authority_view
from contracts.plan.change_views import ChangesView
from contracts.plan.changes import changes_facts
from contracts.plan.document_views import (
    AreaCountsView,
    BasisView,
    CountsView,
    MemoView,
    MotionView,
    PartnershipView,
    PersonView,
    PlanningView,
    PreviousDecisionView,
)
from contracts.plan.fields import fields_of
from contracts.plan.lookup import Lookup
from contracts.plan.naming import functions_of
from contracts.plan.planned_words import prose, word
from contracts.plan.texts import Texts
from contracts.plan.views import DocumentView
from contracts.register.standing import counts, goes_on, in_area, was_in
from contracts.spelling.references import paragraf
from contracts.spelling.wordings import PlannedFact, date_wordings


def memo_view(document: DocumentFile, facts: Memo, lookup: Lookup, *, draft: bool) -> MemoView:
    """The view of one memo.

    Raises:
        ProblemsError: A text's expression cannot be filled in, or a document that it names does not exist.
    """
    base = MemoView(
        document=DocumentView(
            title=facts.title,
            kind=lookup.authority.authority.documents.memo,
            the_kind=lookup.authority.authority.documents.memo,
            draft=draft,
            case_number=facts.case_number,
            date=facts.date,
        ),
        authority=authority_view(lookup.authority),
        title=facts.title,
        detail=facts.detail,
        date=facts.date,
        case_number=facts.case_number,
        board=lookup.unit(facts.board),
        case_officer=person(facts.case_officer),
        recipient=lookup.unit(facts.recipient) if facts.recipient else None,
        summary="",
        proposals=(),
        basis=tuple(_basis(item, document, lookup) for item in facts.basis),
        planning=tuple(
            PlanningView(lookup.unit(step.body), step.date, step.kind.value if step.kind else None)
            for step in facts.planning
        ),
        send_to=facts.send_to,
        responsible=tuple(PersonView(one.name, one.title) for one in facts.responsible),
        motions=tuple(MotionView(motion.by, motion.points, motion.on) for motion in facts.motions),
        previous_decisions=tuple(
            PreviousDecisionView(lookup.unit(one.body), one.date, one.paragraph, one.text)
            for one in facts.previous_decisions
        ),
        untold_motions=(),
        untold_decisions=(),
        annexes=tuple(attached(item, lookup) for item in facts.annexes),
        counts=counts_view(facts.window, facts.date, None, lookup) if facts.window else None,
        area_counts=_area_counts(facts.window, facts.date, lookup) if facts.window else (),
        overview_day=facts.overview.day if facts.overview else None,
        overview=_overview(facts, lookup),
        changes=_changes(document, facts, lookup),
        body="",
    )
    return _with_texts(base, document, facts, lookup)


def _with_texts(base: MemoView, document: DocumentFile, facts: Memo, lookup: Lookup) -> MemoView:
    names = {name: value for name, value in fields_of(base).items() if name not in _NOT_IN_TEXTS}
    # What the memo does not ask for is no name there: an empty loop would print nothing without a word.
    names = {name: value for name, value in names.items() if name not in _unasked(facts)}
    texts = Texts(document, names, functions_of(lookup))
    body = texts.body()
    told = _folded(" ".join(paragraphs(body)))
    return replace(
        base,
        summary=texts.field(facts.summary, "summary"),
        proposals=texts.each(facts.proposals, "proposals"),
        body=body,
        untold_motions=tuple(
            motion for motion in base.motions if not all(_folded(point) in told for point in motion.points)
        ),
        untold_decisions=tuple(
            decision
            for decision in base.previous_decisions
            if not any(_folded(wording) in told for wording in date_wordings(decision.date))
        ),
    )


#: Fields that are made of the texts themselves.
_NOT_IN_TEXTS = ("summary", "proposals", "body", "untold_motions", "untold_decisions")


def _unasked(facts: Memo) -> tuple[str, ...]:
    return (
        *(() if facts.window else ("counts", "area_counts")),
        *(() if facts.overview else ("overview", "overview_day")),
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def person(facts: Person | None) -> PersonView | None:
    """A person, if one is named."""
    return PersonView(facts.name, facts.title) if facts else None


def _basis(item: BasisDocument, document: DocumentFile, lookup: Lookup) -> BasisView:
    if item.document is None:
        return BasisView(item.title or "", item.dated)
    title = item.title or (lookup.title(item.document))
    if item.document == document.id:
        return BasisView(title, item.dated or document.facts.date)
    return BasisView(title, item.dated or lookup.date(item.document))


def attached(item: AttachedDocument, lookup: Lookup) -> str:
    """An annex's title: its own, or that of the document it is."""
    return item.title or (lookup.title(item.document) if item.document else "")


def counts_view(window: Window, day: dt.date, area: str | None, lookup: Lookup) -> CountsView:
    """The counts for a window, of one area or all; every partnership counted is noted as used."""
    folders = in_area(lookup.held, area)
    lookup.partnerships.update(folder.id for folder in folders if was_in(folder.partnership, window))
    found = counts([folder.partnership for folder in folders], window, day)
    return CountsView(window.start, window.end, found.total, found.ongoing, found.ended)


def _area_counts(window: Window, day: dt.date, lookup: Lookup) -> tuple[AreaCountsView, ...]:
    areas = dict.fromkeys(folder.partnership.area for folder in lookup.authority.partnerships)
    return tuple(AreaCountsView(area, counts_view(window, day, area, lookup)) for area in areas if area)


def _overview(facts: Memo, lookup: Lookup) -> tuple[PartnershipView, ...]:
    if facts.overview is None:
        return ()
    day = facts.overview.day
    return tuple(
        lookup.held_partnership(folder.id)
        for folder in in_area(lookup.held, facts.overview.area)
        if goes_on(folder.partnership, day)
    )


def _changes(document: DocumentFile, facts: Memo, lookup: Lookup) -> tuple[ChangesView, ...]:
    """What differs from the signed terms in those partnerships that the memo is about.

    It is about the one in whose folder it lies, and those whose documents it rests on or goes with.
    """
    named = (*(item.document for item in facts.basis), *(item.document for item in facts.annexes))
    about = dict.fromkeys(one.partition("/")[0] for one in (document.id, *named) if one and "/" in one)
    found = (lookup.changes(identifier) for identifier in about)
    return tuple(view for view in found if view is not None)


def memo_facts(facts: Memo, view: MemoView) -> Iterator[PlannedFact]:
    """Every fact that the memo must show."""
    yield word("title", "ärendemeningen", view.title)
    if view.detail:
        yield word("detail", "den preciserande raden", view.detail)
    yield PlannedFact("date", "skrivelsens dag", date_wordings(view.date))
    if view.case_number:
        yield word("case_number", "diarienumret", view.case_number)
    for one in (view.case_officer, *view.responsible):
        if one:
            yield word("responsible", "en ansvarig eller handläggare", one.name)
            if one.title:
                yield word("responsible", f"titeln för {one.name}", one.title)
    if view.recipient:
        yield word("recipient", "mottagaren", view.recipient)
    yield from prose("summary", "sammanfattningen", view.summary)
    for proposal in view.proposals:
        yield from prose("proposals", "ett förslag till beslut", proposal)
    for basis in view.basis:
        yield word("basis", "ett beslutsunderlag", basis.title)
        if basis.date:
            yield PlannedFact("basis", f"dagen för {basis.title}", date_wordings(basis.date))
    for step in view.planning:
        yield word("planning", "ett organ som tar upp ärendet", step.body)
        yield PlannedFact("planning", f"när {step.body} tar upp ärendet", date_wordings(step.date))
    for text in (*view.send_to, *view.annexes):
        yield word("send_to", "en mottagare eller bilaga", text)
    yield from _case_facts(view)


def _case_facts(view: MemoView) -> Iterator[PlannedFact]:
    """The case itself, with what has been moved and decided before, whether the body or the template tells of it."""
    yield from prose("body", "ärendet", view.body)
    for changes in view.changes:
        yield from changes_facts(changes)
    for motion in view.motions:
        yield word("motions", "den som yrkar", motion.by)
    for motion in view.untold_motions:
        for point in motion.points:
            yield from prose("motions", "ett yrkande", point)
    for decision in view.previous_decisions:
        yield PlannedFact("previous_decisions", "dagen för ett tidigare beslut", date_wordings(decision.date))
    for decision in view.untold_decisions:
        yield from prose("previous_decisions", "ett tidigare beslut", decision.text)
        if decision.paragraph:
            yield word("previous_decisions", "paragrafen för ett tidigare beslut", paragraf(decision.paragraph))
