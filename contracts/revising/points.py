"""The points of an agreement that read otherwise than what was signed, in order."""

from collections.abc import Sequence

from contracts.plan.revision_views import PointView
from contracts.revising.wording_text import Unit, units_of
from contracts.word.kept_numbers import REPEALED_TEXT
from contracts.word.keyed_headings import KeyedHeading, followed


def points_between(signed: bytes, new: bytes) -> tuple[PointView, ...]:
    """The points that read otherwise.

    Args:
        signed: the Word file of the signed wording.
        new: that of the new one, which keeps the numbers of the signed.

    Raises:
        TemplateError: one of them is no sound Word file.
    """
    before, after = units_of(signed, "den undertecknade lydelsen"), units_of(new, "den nya lydelsen")
    old = followed([unit.heading for unit in before if unit.heading], [unit.heading for unit in after if unit.heading])
    known = {unit.heading.key if unit.heading else "": unit for unit in before}
    points = []
    for unit in after:
        key = unit.heading.key if unit.heading else ""
        was = known.get(old.get(key, "\0") if key else "")
        if was is None or _reads(was) != _reads(unit):
            points.append(_point(unit, was, after))
    return tuple(points)


def _reads(unit: Unit) -> tuple[str, str]:
    """What it says: bold letters in a table say nothing."""
    return (unit.heading.heading.text if unit.heading else "", unit.text.replace("**", ""))


def _point(unit: Unit, was: Unit | None, all_units: Sequence[Unit]) -> PointView:
    keyed = unit.heading
    renamed = was is not None and _reads(was)[0] != _reads(unit)[0]
    # A point whose own text goes while its subpoints stay has nothing under its heading.
    removed = was is not None and (unit.text == REPEALED_TEXT or (not unit.text and bool(was.text) and not renamed))
    return PointView(
        numbered=bool(keyed and keyed.heading.number),
        number=keyed.heading.number if keyed else "",
        heading=keyed.heading.text if keyed else "",
        under=_under(keyed, all_units) if keyed else None,
        former=was.heading.heading.text if was and was.heading else None,
        at_beginning=keyed is None,
        added=was is None,
        removed=removed,
        renamed=renamed,
        before_first=keyed is not None and any(one.heading and one.heading.under == keyed.key for one in all_units),
        text="" if removed else unit.text if keyed or was is None else _came(was.text, unit.text),
    )


def _under(keyed: KeyedHeading, all_units: Sequence[Unit]) -> str | None:
    headings = (one.heading for one in all_units if one.heading)
    return next((one.heading.text for one in headings if one.key == keyed.under), None)


def _came(before: str, after: str) -> str:
    """The paragraphs that read otherwise; of the title page nobody repeats the rest."""
    known = before.split("\n\n")
    return "\n\n".join(one for one in after.split("\n\n") if one not in known) or after
