"""Begins a template of an authority's own: a copy of the common one, to be edited in Word."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import Place, Problem, ProblemsError
from contracts.sandbox.suggestions import did_you_mean
from contracts.word.written import store

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: The kind that a partnership can choose a variant of, by its field `template`.
_WITH_VARIANTS: Final = "agreement"


@dataclass(frozen=True, slots=True)
class Started:
    """A new template, and what its writer does next."""

    path: Path
    steps: tuple[str, ...]  #: Swedish


def kinds_in(templates: Path) -> tuple[str, ...]:
    """The kinds of documents that have a common template."""
    return tuple(sorted(path.stem for path in templates.glob("*.docx") if not path.name.startswith("~$")))


def start_template(
    kind: str, templates: Path, data: Path, *, authority: str | None = None, variant: str | None = None
) -> Started:
    """Copy the common template of a kind to where the authority's own is looked for.

    Args:
        kind: "agreement", "memo" …: the name of a file in templates/.
        templates: the templates' folder.
        data: the data folder, which says which authorities there are.
        authority: whose template it becomes; None for a variant that all authorities may choose.
        variant: chosen by a partnership's field `template`; agreements only.

    Raises:
        ProblemsError: there is no such kind or authority, or the template exists.
        OutputError: it cannot be written.
    """
    kinds = kinds_in(templates)
    if kind not in kinds:
        raise _refused("template-kind-unknown", f"ingen mall heter ”{kind}”", did_you_mean(kind, kinds))
    known = tuple(sorted(path.parent.name for path in data.glob("*/authority.yaml")))
    if authority is not None and authority not in known:
        text = f"ingen myndighet har mappen ”{authority}” i {data.as_posix()}/"
        raise _refused("template-authority-unknown", text, did_you_mean(authority, known))
    _refuse_variant(kind, authority, variant)
    name = f"{kind}-{variant}.docx" if variant else f"{kind}.docx"
    target = templates / authority / name if authority else templates / name
    if target.exists():
        place = Place(target.as_posix())
        remedy = "öppna den mallen i Word, eller flytta undan den först"
        raise _refused("template-exists", "mallen finns redan och skrivs inte över", remedy, place)
    store((templates / f"{kind}.docx").read_bytes(), target)
    return Started(target, tuple(_steps(target, kind, authority, variant)))


def _refuse_variant(kind: str, authority: str | None, variant: str | None) -> None:
    if variant is None:
        if authority is None:
            text = "det sägs inte för vilken myndighet mallen ska gälla"
            raise _refused("template-authority-missing", text, "ange --authority ID (mappens namn i data/)")
        return
    if kind != _WITH_VARIANTS:
        text = f"bara mallen ”{_WITH_VARIANTS}” kan ha varianter, inte ”{kind}”"
        raise _refused("template-variant", text, "utelämna --variant")
    if not _SLUG.fullmatch(variant):
        text = f"”{variant}” kan inte vara en variants namn"
        raise _refused("template-variant", text, "använd små bokstäver a–z, siffror och bindestreck")


def _steps(target: Path, kind: str, authority: str | None, variant: str | None) -> list[str]:
    steps = [f"öppna {target.as_posix()} i Word och ändra text och utseende; taggarna {{{{ … }}}} fylls i från data"]
    if variant:
        steps.append(f"skriv ”template: {variant}” i det partnerskap som ska använda mallen")
    elif authority:
        steps.append(f"mallen används från och med nu för {authority} i stället för den gemensamma {kind}.docx")
    steps.append(f"kontrollera den med: contracts lint {target.as_posix()}")
    return steps


def _refused(rule: str, text: str, remedy: str, place: Place | None = None) -> ProblemsError:
    return ProblemsError([Problem(rule, text, place, remedy)])
