"""A question as a value: what is asked, how it is explained, and what an answer must be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contracts.errors import Problem

#: What is wrong with an answer, without its mark for "not confirmed"; an empty answer is one that was skipped.
Check = Callable[[str], Sequence[Problem]]


class Kind(StrEnum):
    """What an answer is. Each kind has a type of facts/model/base.py, whose refusals are the ones shown."""

    LINE = "line"
    TEXT = "text"  #: one or more lines, ended by a line with only a full stop
    CHOICE = "choice"  #: one of the options
    CHOICES = "choices"  #: some of the options
    YES_NO = "yes-no"
    AMOUNT = "amount"  #: whole SEK
    DAY = "day"
    COUNT = "count"
    ORGANISATION_NUMBER = "organisation-number"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that can be chosen."""

    value: str  #: what the answer becomes; no number, and without comma and line feed
    label: str = ""  #: what is shown; the value when empty
    explanation: str = ""  #: shown on request

    @property
    def shown(self) -> str:
        """What stands beside its number."""
        return self.label or self.value


def accepted(answer: str) -> Sequence[Problem]:
    """The check that refuses nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Texts are Swedish."""

    id: str  #: unique in its dialogue; answers are kept under it
    text: str
    kind: Kind = Kind.LINE
    explanation: str = ""  #: what the answer is used for and what it may be
    example: str = ""
    options: tuple[Option, ...] = ()  #: of CHOICE and CHOICES
    default: str = ""  #: what Enter answers; empty: Enter skips the question
    required: bool = False  #: cannot be skipped
    markable: bool = False  #: the answer may be marked as not confirmed
    check: Check = accepted  #: what is asked of it beyond its kind
