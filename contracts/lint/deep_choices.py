"""What can differ between two documents of one template, as choices: each fact it depends on, in its ways."""

import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from contracts.lint.deep_paths import Paths, Read
from contracts.lint.pairwise import Choice
from contracts.lint.samples import (
    EMPTY,
    GONE,
    LETTER_LEVELS,
    LETTERS,
    MAY_BE_BLANK,
    MIXED,
    NO,
    NONE,
    ONE,
    SAME,
    SEVERAL,
    THERE,
    YES,
    may_be_none,
    needed,
)
from contracts.lint.samples_promises import DECIDED_BY, DERIVED, FOLLOWS_OTHERS, NEVER_EMPTY


def choices_of(paths: Paths, tops: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Every fact that a template depends on and that can be in more ways than one, each after what it hangs on.

    Args:
        paths: what the template reads.
        tops: the declared types of the names at the top: fields that others are made of are looked up there.
    """
    choices = {LETTERS: Choice(LETTERS, LETTER_LEVELS)}
    for read in paths.reads.values():
        for path in varied_paths(read.path):
            if path in choices:
                continue
            levels = tuple(_levels(read, path, paths))
            if len(levels) > 1:
                choices[path] = _choice(path, levels, choices)
    for read in paths.reads.values():
        above, _, name = read.path.rpartition(".")
        decider = f"{above}.{DECIDED_BY.get(f'{read.owner}.{name}', '')}"
        if not decider.endswith(".") and decider not in choices:
            choices[decider] = _choice(decider, (GONE, THERE), choices)
    return tuple(choices.values())


def _choice(path: str, levels: tuple[str, ...], choices: Mapping[str, Choice]) -> Choice:
    within = next((one for one in _above(path) if one in choices), "")
    open_ = tuple(one for one in choices[within].levels if one not in (GONE, NONE)) if within else ()
    return Choice(path, levels, within, open_)


def varied_paths(path: str) -> tuple[str, ...]:
    """The paths that a sample is asked for in the place of one: those of the fields that a derived one is made of."""
    top, dot, rest = path.partition(".")
    inside = "[]" if top.endswith("[]") else ""
    return tuple(f"{one}{inside}{dot}{rest}" for one in DERIVED.get(top.removesuffix("[]"), (top.removesuffix("[]"),)))


def _above(path: str) -> Iterator[str]:
    """The paths that one is reached through, the nearest first."""
    while "." in path:
        path = path.rpartition(".")[0].removesuffix("[]")
        yield path


def _levels(read: Read, path: str, paths: Paths) -> Iterator[str]:
    kind, mixed = needed(read.hint), "[]" in path
    if f"{read.owner}.{path.rpartition('.')[2]}" in FOLLOWS_OTHERS:
        return
    asked = any(one in paths.conditions for one in (read.path, path))
    if may_be_none(read.hint):
        yield GONE
    if typing.get_origin(kind) is tuple:
        name = path.rpartition(".")[2]
        never = f"{read.owner}.{name}" in NEVER_EMPTY
        yield from (ONE, SEVERAL) if never else (NONE, ONE, SEVERAL)
        if mixed and not never:
            yield MIXED
        return
    if kind is bool:
        yield from (YES, NO)
    elif kind in (str, int, Decimal):
        yield from _certain(read, kind, path, paths, asked=asked)
        yield THERE
    elif may_be_none(read.hint):
        yield THERE
    if mixed and (kind is bool or may_be_none(read.hint)):
        yield MIXED


def _certain(read: Read, kind: type, path: str, paths: Paths, *, asked: bool) -> Iterator[str]:
    """Values that the template compares with, and those that count as nothing in a condition."""
    values = paths.compared.get(read.path, {}) or paths.compared.get(path, {})
    for value in values:
        if type(value) is kind:
            yield f"{SAME}{value}"
            if kind is int and isinstance(value, int):
                yield from (f"{SAME}{value + step}" for step in (-1, 1) if value + step >= 0)
    if asked and kind is str and read.path.rpartition(".")[2] in MAY_BE_BLANK:
        yield EMPTY
    if asked and kind is int and not values and not may_be_none(read.hint):
        yield f"{SAME}0"
