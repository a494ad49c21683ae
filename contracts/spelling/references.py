"""References to organisations, cases, paragraphs and points, each kept on one line by no-break spaces.

Whether a number is right (check digit, an authority's own pattern) is decided by the checks; here only its form is.
"""

import re
from typing import Final

from contracts.spelling import guards
from contracts.spelling.typography import NBSP

_ORGNR: Final = re.compile(r"([0-9]{6})-?([0-9]{4})")
_NUMBER: Final = re.compile(r"[1-9][0-9]*( [a-zåäö])?")  #: as laws number their chapters: "19", "19 a"
_POINT: Final = re.compile(r"[1-9][0-9]*(\.[1-9][0-9]*)*( [a-zåäö])?")


def orgnr(number: str) -> str:
    """An organisation number with its hyphen: "212000-2882".

    Raises:
        TypeError: it is not text.
        ValueError: it is not ten digits, with or without hyphen.
    """
    found = _ORGNR.fullmatch(guards.plain_text(number, "orgnr"))
    if not found:
        raise ValueError(f"orgnr takes ten digits, with or without hyphen, not {number!r}: correct the fact")
    return f"{found[1]}-{found[2]}"


def dnr(case_number: str) -> str:
    """A case number in running text: "dnr AVUX/2016:55". The number itself stands exactly as the authority writes it.

    Raises:
        TypeError: it is not text.
        ValueError: it is empty, or "dnr" is already part of it.
    """
    text = guards.plain_text(case_number, "dnr")
    if text.casefold().startswith("dnr"):
        raise ValueError(f'dnr writes the word itself: give it the number without "dnr", not {case_number!r}')
    return "dnr" + NBSP + text  # + keeps text that is already escaped so; an f-string would escape it twice


def paragraf(number: int | str) -> str:
    """A paragraph of minutes or of a delegation: "§ 76".

    Raises:
        TypeError: it is neither int nor text.
        ValueError: it is no number such as 76 or "76 a".
    """
    return "§" + NBSP + _numbered(number, "paragraf", _NUMBER)


def lagrum(chapter: int | str, paragraph: int | str) -> str:
    """A section of a law with chapters: "5 kap. 2 §", "19 a kap. 2 §".

    Raises:
        TypeError: a number is neither int nor text.
        ValueError: a number is none such as 19 or "19 a".
    """
    numbers = (_numbered(chapter, "lagrum", _NUMBER), "kap.", _numbered(paragraph, "lagrum", _NUMBER), "§")
    return NBSP.join(numbers)


def punkt(number: int | str) -> str:
    """A point of an agreement or a decision: "punkt 14", "punkt 10.1".

    Raises:
        TypeError: it is neither int nor text.
        ValueError: it is no number such as 14 or "10.1".
    """
    return "punkt" + NBSP + _numbered(number, "punkt", _POINT)


def _numbered(number: object, caller: str, form: re.Pattern[str]) -> str:
    if isinstance(number, bool) or not isinstance(number, int | str):
        raise guards.refusal(caller, "an int or text", number)
    text = number if isinstance(number, str) else str(number)
    if not form.fullmatch(text):
        raise ValueError(f"{caller} takes a bare number such as 5 or '5 a', not {number!r}: leave signs and words out")
    return text.replace(" ", NBSP)
