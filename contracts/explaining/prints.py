"""Where the templates of a project print what a field reaches."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from contracts.explaining.reach import Reach
from contracts.lint.deep_paths import Paths, follow
from contracts.lint.kinds import kind_of
from contracts.lint.samples import tops_of
from contracts.spelling.filters import FILTERS
from contracts.word.part import CompiledPart
from contracts.word.template import compile_template

#: A tag in a heading, perhaps cut off at its end, and a pair of brackets with nothing else in it.
_TAG: Final = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)")
_BRACKETS: Final = re.compile(r" ?\(…?\)")


@dataclass(frozen=True, slots=True)
class Printed:
    """Where one template prints a field."""

    kind: str  #: of document: "agreement"
    template: str  #: relative to the folder of templates, "botkyrka/memo.docx"
    names: tuple[str, ...]  #: what the template reads of it: "parties[].pays[].measure"
    places: tuple[str, ...]  #: headings and parts under which it does, in order


def printed(reach: Reach, templates: Path) -> tuple[Printed, ...]:
    """Where the templates print what a field reaches, template by template.

    Args:
        reach: What the field reaches.
        templates: The folder of templates; authorities' own are among them.

    Raises:
        TemplateError: A template has faults; `contracts lint` tells of them.
    """
    found = []
    for path in _templates(templates):
        kind = kind_of(path.name)
        names = reach.names.get(kind, frozenset())
        if names:
            paths, parts = _read(path, kind)
            read = tuple(name for name in paths.reads if name in names)
            if read:
                shown = path.relative_to(templates).as_posix()
                found.append(Printed(kind, shown, read, tuple(_places(read, paths, parts))))
    return tuple(found)


def _templates(templates: Path) -> Iterator[Path]:
    for path in sorted((*templates.glob("*.docx"), *templates.glob("*/*.docx"))):
        if kind_of(path.name) and not path.name.startswith("~$"):
            yield path


@cache
def _read(path: Path, kind: str) -> tuple[Paths, tuple[CompiledPart, ...]]:
    template = compile_template(path, filters=FILTERS, shown_as=path.name)
    parts = (*template.parts, *template.property_parts)
    return follow([part.tree for part in parts], tops_of(kind)), parts


def _places(read: Iterable[str], paths: Paths, parts: tuple[CompiledPart, ...]) -> Iterator[str]:
    """Headings and parts, each once, in the order of the template."""
    lines = sorted({where for name in read for where in paths.lines.get(name, ())})
    told: dict[str, None] = {}
    for part, line in lines:
        tag = parts[part].tag_at(line)
        place = tag.place if tag else parts[part].place
        heading = _without_tags(place.heading)
        told[f"under ”{heading}”" if heading.strip("… ›") else parts[part].label] = None
    yield from told


def _without_tags(headings: str) -> str:
    """The headings above a place, in words: what is filled in there is three dots."""
    shown = []
    for heading in headings.split(" › "):
        words = _BRACKETS.sub("", re.sub("…[… ]*…", "…", _TAG.sub("…", heading))).strip()
        shown.append(words if re.search(r"\w", words) else "…")
    return re.sub("(?:… › )+", "… › ", " › ".join(shown))
