"""What the rules of one area find in a tiny Word file."""

from pathlib import Path
from typing import Protocol

from contracts.errors import Problem
from contracts.lint.rule import Find
from contracts.lint.subject import read_subject


class Area(Protocol):
    """A module of rules."""

    FINDS: tuple[Find, ...]


def problems(area: Area, path: Path) -> list[Problem]:
    """Every problem that an area has with a file."""
    subject = read_subject(path, path.name)
    return [problem for find in area.FINDS for problem in find(subject)]


def rules(area: Area, path: Path) -> list[str]:
    """Their ids."""
    return [problem.rule for problem in problems(area, path)]


def pointed(problem: Problem) -> str:
    """The letters that a problem points at."""
    place = problem.place
    assert place
    return place.excerpt[place.column - 1 : place.column - 1 + place.width]
