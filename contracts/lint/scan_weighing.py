"""Weighs which field a scanned value could become, by the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.lint.scan_fields import Field, Resolved, Sort, fields_of_kind


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a value."""

    before: str  #: what stands before it, in its paragraph or, where it begins one, in what comes before
    after: str
    heading: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that a value may be, and why."""

    field: Field
    may_be_none: tuple[str, ...]
    score: int
    why: tuple[str, ...]  #: the words that speak for it


def candidates(sort: Sort | None, around: Around, kind: str) -> tuple[Candidate, ...]:
    """The fields that a value may be, the most likely first.

    Args:
        sort: what the value is; None for a blank that says nothing of that.
        around: the words around it.
        kind: the kind of template.
    """
    found = [
        candidate
        for field, resolved in fields_of_kind(kind)
        if sort is None or sort in field.sorts
        if (candidate := _weighed(field, resolved, around, known=sort is not None)).score > 0
    ]
    found.sort(key=lambda one: -one.score)
    # What no word speaks for is no alternative to what some word does.
    return (*found[:1], *(one for one in found[1:] if one.why))[:4]


def _weighed(field: Field, resolved: Resolved, around: Around, *, known: bool) -> Candidate:
    score, why = (field.base if known else 0), []
    best = max(_before(field, around.before), default=(0, ""))
    if best[0]:
        score += best[0]
        why.append(best[1])
    for word in field.after:
        at = around.after.casefold().find(word)
        # A dash says something only right after the value.
        if at >= 0 and (any(map(str.isalpha, word)) or at <= 2):
            score += 3 if at <= 12 else 1
            why.append(word.strip())
    for word in field.heading:
        if re.search(rf"\b{word}", around.heading, re.IGNORECASE):
            score += 2
            why.append(f"rubriken ”{around.heading}”")
            break
    return Candidate(field, resolved.may_be_none, score, tuple(dict.fromkeys(word for word in why if word)))


def _before(field: Field, before: str) -> Iterator[tuple[int, str]]:
    """What each of a field's words before a value says for it."""
    for pattern in field.before:
        for hit in re.finditer(pattern, before, re.IGNORECASE):
            # The nearer a word stands, the more it says of the value; a longer one says it more surely.
            distance = len(before) - hit.end()
            near = 4 + min(len(hit[0]) // 8, 3) if distance <= 6 else 2 if distance <= 45 else 1
            yield near, hit[0].strip()
