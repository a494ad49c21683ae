"""From a planned document to its Word file; in a draft with what nobody has confirmed marked and listed."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from contracts.facts.folders import AuthorityFolder
from contracts.pdf.fonts import FONTS
from contracts.pictures.drawing import draw_timeline
from contracts.pictures.timeline import Timeline
from contracts.plan.alternatives import BREAKS, Way, together, ways
from contracts.plan.documents import planned_as
from contracts.plan.jobs import Job
from contracts.plan.planned import Planned
from contracts.plan.unconfirmed import UnconfirmedValue
from contracts.word.closing_list import ClosingList
from contracts.word.keyed_headings import KeyedHeading
from contracts.word.marking import mark_differences
from contracts.word.properties import DocumentStamp
from contracts.word.render import Rendered, Template

#: What a template may name.
Names = Mapping[str, object]

_HEADING = "Obekräftade uppgifter"
_LEAD = (
    ("Uppgifterna här nedan är ännu inte bekräftade. Det som vilar på dem i dokumentet är markerat ", False),
    ("så\N{NO-BREAK SPACE}här", True),
    (". När en uppgift är bekräftad tas frågetecknet efter den bort, i den fil och på den rad som anges.", False),
)
_COLUMNS = ("Uppgift", "Värde", "Fil och rad")
_NOT_MARKED = "Går inte att markera i texten."


def render(
    planned: Planned,
    template: Template,
    names: Names | None = None,
    closing: ClosingList | None = None,
    signed: Sequence[KeyedHeading] = (),
    origin: str = "",
) -> Rendered:
    """The Word file of a document, without marks.

    Args:
        planned: the document.
        template: its template.
        names: what the template may name, when it is other than the plan knows.
        closing: a list to add last in it.
        signed: the headings of a signed wording, whose numbers it keeps.
        origin: what the file says of its origin; see `origin_of`.

    Raises:
        TemplateError: The template cannot be rendered with these facts.
    """
    stamp = DocumentStamp(planned.document.title, planned.authority.name, noon(planned.date), "sv-SE", origin)
    return template.render(_with_pictures(names or planned.names), stamp, closing, signed)


def render_marked(
    job: Job,
    template: Template,
    authority: AuthorityFolder,
    names_of: Callable[[Planned], Names] = lambda planned: planned.names,
    signed: Sequence[KeyedHeading] = (),
) -> Rendered:
    """The Word file of a job, with marks where it rests on what nobody has confirmed, and a list of that.

    It is planned and rendered again with the unconfirmed values otherwise: all at once or, where that cannot be, one at
    a time. What then reads otherwise is marked, and so are sums, days and conditions that rest on them. A document in
    which everything is confirmed is rendered once, as it is.

    Args:
        job: the document.
        template: its template.
        authority: the facts that it was planned from.
        names_of: what the template may name, when it is more than the plan knows.
        signed: the headings of a signed wording, whose numbers it keeps.

    Raises:
        TemplateError: The template cannot be rendered with these facts.
    """
    own, values, origin = names_of(job.planned), job.planned.unconfirmed, origin_of(job)
    if not values:
        return render(job.planned, template, own, None, signed, origin)

    known = {one: ways(one, authority) for one in values}
    hoped = frozenset(one for one in values if known[one])
    closing = _closing(values, hoped)

    def otherwise(chosen: Sequence[Way]) -> bytes:
        changed = together(chosen, authority)
        names = names_of(planned_as(changed, job.planned.id, draft=True))
        return render(job.planned, template, names, closing, signed, origin).docx

    found = dict(_otherwise(known, otherwise))
    marked = frozenset().union(*found)
    if marked != hoped:
        # The list says what cannot be marked. It must be the same in all, so that it is no difference itself.
        closing = _closing(values, marked)
        found = dict(_otherwise(known, otherwise))
    rendered = render(job.planned, template, own, closing, signed, origin)
    return replace(rendered, docx=mark_differences(rendered.docx, tuple(found.values())))


#: The ways to make each value otherwise, the best first.
_Ways = Mapping[UnconfirmedValue, Sequence[Way]]
#: Plans and renders the document with facts changed in these ways; raises one of BREAKS.
_Attempt = Callable[[Sequence[Way]], bytes]
#: Some values, and the Word file in which they are otherwise.
_Otherwise = tuple[frozenset[UnconfirmedValue], bytes]


def _otherwise(known: _Ways, attempt: _Attempt) -> Iterator[_Otherwise]:
    """The values otherwise, as many at a time as can be; those that cannot be planned and rendered are left out."""
    common = [one for one, found in known.items() if found and found[0].in_place]
    yield from _together(common, known, attempt)
    for one in known:
        if one not in common:
            yield from _alone(one, known, attempt)


def _together(values: Sequence[UnconfirmedValue], known: _Ways, attempt: _Attempt) -> Iterator[_Otherwise]:
    """All at once, each in its best way; where that breaks, one half and then the other."""
    if len(values) < 2:
        for one in values:
            yield from _alone(one, known, attempt)
        return
    try:
        yield frozenset(values), attempt([known[one][0] for one in values])
    except BREAKS:
        half = len(values) // 2
        yield from _together(values[:half], known, attempt)
        yield from _together(values[half:], known, attempt)


def _alone(one: UnconfirmedValue, known: _Ways, attempt: _Attempt) -> Iterator[_Otherwise]:
    for way in known[one]:
        try:
            docx = attempt([way])
        except BREAKS:
            continue  # this way breaks what the checks promise; the next one may not
        yield frozenset([one]), docx
        return


def _closing(values: Iterable[UnconfirmedValue], marked: frozenset[UnconfirmedValue]) -> ClosingList:
    rows = [(one.title, one.value if one in marked else f"{one.value}\n{_NOT_MARKED}", one.where) for one in values]
    return ClosingList(_HEADING, _LEAD, _COLUMNS, tuple(rows))


def _with_pictures(names: Names) -> dict[str, object]:
    """The names with each picture drawn: the plan knows what it shows, not how."""
    return {
        name: draw_timeline(value, FONTS) if isinstance(value, Timeline) else value for name, value in names.items()
    }


def origin_of(job: Job) -> str:
    """What the Word file says of its origin: the document's id in data/, and the fingerprint of its facts."""
    return f"{job.authority}/{job.planned.id} {job.facts_sha256}"


def noon(day: dt.date) -> dt.datetime:
    """The document's day as a moment that is the same day in every Swedish time zone."""
    return dt.datetime.combine(day, dt.time(12), dt.UTC)
