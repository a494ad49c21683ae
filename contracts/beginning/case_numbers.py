"""How an authority writes its case numbers, told by examples."""

import re
from collections.abc import Iterator, Sequence

from contracts.errors import Problem

_RUN = re.compile(r"[A-ZÅÄÖ]+|[0-9]+|.", re.DOTALL)
#: Years that a case number may hold.
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
#: Words before a case number that are no part of it.
_LABEL = re.compile(r"(?i)\s*(?:dnr|diarienr|diarienummer|ärende)\b[.:]?\s*")


def pattern_of(examples: Sequence[str]) -> str:
    """The regular expression for case numbers like the examples.

    A year stands for any year, another number for any number, and capital letters for two to five of them (or as many
    as there are); all else stands for itself.
    """
    found = dict.fromkeys("".join(_parts(example)) for example in examples)
    return next(iter(found)) if len(found) == 1 else "(" + "|".join(found) + ")"


def _parts(example: str) -> Iterator[str]:
    for run in _RUN.findall(example.strip()):
        if run.isdigit():
            yield r"\d{4}" if _YEAR.fullmatch(run) else r"\d+"
        elif run[0].isalpha() and run.isupper():
            yield f"[A-ZÅÄÖ]{{{min(2, len(run))},{max(5, len(run))}}}"
        else:
            yield re.escape(run).replace(r"\ ", " ").replace(r"\-", "-")


def another_like(example: str) -> str:
    """A case number that the pattern takes too, to show what it means."""
    return "".join(
        ("2031" if _YEAR.fullmatch(run) else "7") if run.isdigit() else run for run in _RUN.findall(example.strip())
    )


def problems_of_example(example: str) -> tuple[Problem, ...]:
    """What is wrong with an example."""
    if _LABEL.match(example):
        return (Problem("case-number-label", "ordet framför numret hör inte till det", remedy="skriv bara numret"),)
    if not any(character.isdigit() for character in example):
        return (Problem("case-number-digits", "ett diarienummer har siffror", remedy="skriv ett som ni har använt"),)
    return ()
