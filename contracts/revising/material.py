"""What a document of a signed agreement is made of, beside its own plan: both wordings, and the points between them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Place, Problem, Severity
from contracts.pdf.read import attached_wording
from contracts.plan.planned import Planned, Wording
from contracts.plan.revision_views import PointView
from contracts.plan.stems import COMPARISON
from contracts.rendering import Names, render
from contracts.revising.as_consolidated import as_consolidated
from contracts.revising.points import points_between
from contracts.spelling.names import lista
from contracts.word.kept_numbers import signed_headings
from contracts.word.keyed_headings import KeyedHeading
from contracts.word.render import Rendered, Template


@dataclass(frozen=True, slots=True)
class Wordings:
    """The two wordings of an agreement, as Word files."""

    signed: bytes  #: as it was last signed; in the form of a consolidated agreement, to be compared with one
    headings: tuple[KeyedHeading, ...]  #: of that, whose numbers the new one keeps
    new: Rendered
    remarks: tuple[Problem, ...] = ()  #: what the reader should know


def wordings_of(wording: Wording, template: Template, *, changes: bool = False) -> Wordings:
    """Both wordings.

    The signed PDF carries its own. One that was signed on paper carries none: then today's template writes the signed
    terms, and the reader is told to compare that with what was signed; and so when a party has gone by notice since.
    Where today's template writes the signed terms in other words than the carried, a change would bring its words too,
    and the reader is told in which points.

    Args:
        wording: what is planned of them; consolidated agreements are made of both where it knows the plain one too.
        template: the agreement's.
        changes: whether it is for a document that changes the agreement, so that the template's words are held
            against the carried.

    Raises:
        TemplateError: the template cannot be rendered with these terms.
        UnreadablePdfError: a signed PDF is none.
    """
    carried = next((found for pdf in wording.signed[:1] if (found := attached_wording(pdf)) is not None), None)
    earlier = next((found for pdf in wording.signed[1:] if (found := attached_wording(pdf)) is not None), None)
    remarks: tuple[Problem, ...] = ()
    if carried is None:
        heads = signed_headings(earlier, "den undertecknade lydelsen") if earlier is not None else ()
        carried = render(wording.before, template, signed=heads).docx
        remarks = (_not_carried(wording),)
    elif wording.left:
        carried = render(wording.before, template, signed=signed_headings(carried, "den undertecknade lydelsen")).docx
        remarks = (_left(wording),)
    headings = signed_headings(carried, "den undertecknade lydelsen")
    new = render(wording.after, template, signed=headings)
    if changes and not remarks:
        today = render(wording.before, template, signed=headings).docx
        remarks = tuple(_reworded(wording, template.shown_as, points_between(carried, today)))
    if wording.plain is not None and not remarks:
        plain, whole = (render(one, template, signed=headings).docx for one in (wording.plain, wording.before))
        carried = as_consolidated(carried, plain, whole)
    return Wordings(carried, headings, new, remarks)


def _not_carried(wording: Wording) -> Problem:
    pdf = wording.signed[0] if wording.signed else None
    return Problem(
        "wording-not-carried",
        "det senast undertecknade dokumentet bär inte avtalets text; ändringen utgår från det som mallen ger i dag",
        Place("/".join(pdf.parts[-4:])) if pdf else None,
        "läs ändringen mot det undertecknade dokumentet: mallen kan ha ändrats sedan dess",
        Severity.WARNING,
    )


def _reworded(wording: Wording, template: str, points: Sequence[PointView]) -> Iterator[Problem]:
    """That the template writes the signed terms in other words than were signed, if it does."""
    if points:
        named = lista([_named(point) for point in points])
        yield Problem(
            "wording-template-changed",
            f"{template} skriver med andra ord än de undertecknade i {named}, och ändringen för in dem",
            Place("/".join(wording.signed[0].parts[-4:])),
            "bygg med mallen som den var, eller låt beslutet gälla också de orden, som inte följer av någon uppgift; "
            "jämförelsen visar dem",
            Severity.WARNING,
        )


def _named(point: PointView) -> str:
    if point.at_beginning:
        return "inledningen"
    under = f" under ”{point.under}”" if point.under else ""
    named = f"punkt {point.number} ({point.heading})" if point.numbered else f"avsnittet ”{point.heading}”{under}"
    return f"inledningen till {named}" if point.before_first else named


def _left(wording: Wording) -> Problem:
    return Problem(
        "wording-without-party",
        "en part har lämnat avtalet genom uppsägning; ändringen utgår från den text som mallen ger i dag utan parten",
        Place("/".join(wording.signed[0].parts[-4:])),
        "läs ändringen mot det undertecknade dokumentet: mallen kan ha ändrats sedan dess",
        Severity.WARNING,
    )


@dataclass(frozen=True, slots=True)
class Material:
    """What a document is rendered with, beside its own plan."""

    names_of: Callable[[Planned], Names]  #: what its template may name
    signed: Sequence[KeyedHeading] = ()  #: headings whose numbers it keeps
    wordings: Wordings | None = None  #: of a document that changes an agreement, or compares its wordings


def material_of(planned: Planned, templates: Mapping[Path, Template], agreement: Path | None) -> Material:
    """What a document is made of.

    Args:
        planned: the document.
        templates: those of the build.
        agreement: the template of the agreement that it is about; None for documents about none.

    Raises:
        TemplateError: a wording cannot be rendered.
        UnreadablePdfError: a signed PDF is none.
    """
    if planned.wording is None or agreement is None:
        return Material(lambda one: one.names)
    template = templates[agreement]
    wordings = wordings_of(planned.wording, template, changes=planned.revision is not None)
    if planned.kind == COMPARISON:
        return Material(lambda one: one.names, wordings=wordings)
    if planned.revision is None:  # the consolidated agreement
        return Material(lambda one: one.names, wordings.headings, wordings)

    def names_of(one: Planned) -> Names:
        """With other facts the new wording is another, and so are the points."""
        new = wordings.new
        if one is not planned and one.wording is not None:
            new = render(one.wording.after, template, signed=wordings.headings)
        return {**one.names, "points": points_between(wordings.signed, new.docx)}

    return Material(names_of, (), wordings)
