"""Writes what lint finds into a copy of a lawyer's file, as Word comments on the very text that they speak of."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from contracts.errors import Place, Problem, Severity
from contracts.lint.comment_places import Finder
from contracts.word.comments import Line, Note, commented
from contracts.word.ooxml import parse
from contracts.word.written import open_word_file, store

_LABEL: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "Fel:",
    Severity.WARNING: "Varning:",
    Severity.ACKNOWLEDGED: "Känd varning:",
}


def write_commented_copy(path: Path, problems: Iterable[Problem], target: Path, day: dt.datetime | None = None) -> None:
    """A copy of a Word file with a comment at each finding, and nothing else changed.

    Args:
        path: the lawyer's file.
        problems: what was found in it.
        target: where the copy goes.
        day: what the comments are dated; None leaves the date out.

    Raises:
        TemplateError: it is no sound Word file.
        OutputError: the copy cannot be written.
    """
    file = open_word_file(path)
    root = parse(file.package.members[file.package.main])
    finder = Finder(file, root)
    notes: list[Note] = []
    elsewhere: list[Problem] = []
    for problem in problems:
        anchor = finder.find(problem.place) if problem.place else None
        if anchor is None:
            elsewhere.append(problem)
        else:
            notes.append(Note(problem_lines(problem), *anchor))
    if elsewhere:
        notes.insert(0, Note(tuple(line for problem in elsewhere for line in problem_lines(problem, with_place=True))))
    store(commented(file, root, notes, day), target)


def problem_lines(problem: Problem, *, with_place: bool = False) -> tuple[Line, ...]:
    """What a comment says of a finding: what is wrong, what to do, and by which rule."""
    lines = [Line(problem.text, _LABEL[problem.severity])]
    if with_place and problem.place is not None and (where := _where(problem.place)):
        lines.append(Line(where, "Var:"))
    if problem.also:
        lines.append(Line("; ".join(filter(None, map(_where, problem.also))), "Se också:"))
    if problem.remedy:
        lines.append(Line(problem.remedy, "Gör så här:"))
    source = f"; {problem.source}" if problem.source else ""
    lines.append(Line(f"regel {problem.rule}{source}", small=True))
    return tuple(lines)


def _where(place: Place) -> str:
    words = [place.part, f"stycke {place.paragraph}" if place.paragraph else ""]
    words.append(f"under ”{place.heading}”" if place.heading else "")
    words.append(f"”{place.excerpt.strip()}”" if place.excerpt.strip() else "")
    return ", ".join(word for word in words if word)
