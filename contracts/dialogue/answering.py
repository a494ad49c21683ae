"""What a typed answer means: the value as it is written in data, or why it cannot be one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, Field, create_model

from contracts.dialogue.question import Kind, Option, Question
from contracts.errors import Problem, Severity
from contracts.facts.model.base import Count, Day, Kronor, Line, OrganisationNumber, Prose, YesNo
from contracts.facts.refusals import problems_of_value
from contracts.facts.source import nearest
from contracts.facts.unconfirmed_marks import without_mark

#: What a value that is not confirmed ends with.
UNCONFIRMED: Final = " ?"
#: Takes away an answer that was given before, where a blank line would keep it.
NOTHING: Final = "-"
#: Between the values of an answer to a question with several choices.
SEPARATOR: Final = "\n"

#: The only field of the models below; its name is no part of what is told.
_FIELD: Final = "svar"


def _one_field(annotation: object) -> type[BaseModel]:
    return create_model("Answer", **{_FIELD: (annotation, Field(title="Svar"))})  # type: ignore[call-overload,no-any-return]  # by name


_TYPES: Final[Mapping[Kind, type[BaseModel]]] = MappingProxyType(
    {
        Kind.LINE: _one_field(Line),
        Kind.TEXT: _one_field(Prose),
        Kind.YES_NO: _one_field(YesNo),
        Kind.AMOUNT: _one_field(Kronor),
        Kind.DAY: _one_field(Day),
        Kind.COUNT: _one_field(Count),
        Kind.ORGANISATION_NUMBER: _one_field(OrganisationNumber),
    }
)


def values_of(answer: str) -> tuple[str, ...]:
    """The values of an answer to a question with several choices."""
    return tuple(answer.split(SEPARATOR)) if answer else ()


def understood(question: Question, typed: str) -> tuple[str, tuple[Problem, ...]]:
    """The answer that was typed, as it is written in data, and what is wrong with it.

    Args:
        question: what was asked.
        typed: one line, or several to a question for a long text; "" skips. An answer given before reads the same.

    Returns:
        The answer, with its mark if it has one, and every problem. With an error among them it is no answer;
        warnings are for the one who answers to know.
    """
    plain, marked = _unmarked(question.kind, typed.strip())
    if not plain:
        problems = [_needed(marked=marked)] if question.required or marked else [*question.check("")]
        return "", tuple(problems)
    answer, problems = _read(question, plain)
    if not _stops(problems):
        problems += _refused_by_type(question.kind, answer)
    if marked and not question.markable:
        problems.append(_unmarkable())
    if not _stops(problems):
        problems += question.check(answer)
    return _marked(question.kind, answer) if marked else answer, tuple(problems)


def _unmarked(kind: Kind, typed: str) -> tuple[str, bool]:
    text = " " + typed  # so that a mark alone is a mark
    if kind is not Kind.CHOICES:
        plain, marked = without_mark(text)
        return plain.strip(), marked
    # Several values carry a mark each once they have been read.
    values = [without_mark(value) for value in text.split(SEPARATOR)]
    return SEPARATOR.join(value.strip() for value, _ in values), values[-1][1]


def _marked(kind: Kind, answer: str) -> str:
    values = answer.split(SEPARATOR) if kind is Kind.CHOICES else [answer]
    return SEPARATOR.join(value + UNCONFIRMED for value in values)


def _read(question: Question, typed: str) -> tuple[str, list[Problem]]:
    if question.kind is Kind.CHOICE:
        return _chosen(question.options, typed)
    if question.kind is Kind.CHOICES:
        chosen = [_chosen(question.options, part) for part in _parts(question.options, typed)]
        values = dict.fromkeys(value for value, _ in chosen)
        return SEPARATOR.join(values), [problem for _, problems in chosen for problem in problems]
    return _as_written(question.kind, typed), []


def _parts(options: Sequence[Option], typed: str) -> Iterator[str]:
    for part in re.split(f"[,{SEPARATOR}]", typed):
        # Numbers may be parted by blanks alone; names may hold blanks.
        words = part.split()
        yield from words if all(word.isdecimal() for word in words) else [part.strip()]


def _chosen(options: Sequence[Option], typed: str) -> tuple[str, list[Problem]]:
    if typed.isdecimal() and 1 <= int(typed) <= len(options):
        return options[int(typed) - 1].value, []
    folded = typed.casefold()
    for option in options:
        if folded in (option.value.casefold(), option.shown.casefold()):
            return option.value, []
    guess = nearest(typed, [option.shown for option in options])
    remedy = f"menade du ”{guess}”?" if guess else "skriv numret som står framför ett av dem"
    return typed, [Problem("choice", f"”{typed}” är inte ett av valen", remedy=remedy)]


def _as_written(kind: Kind, typed: str) -> str:
    """What people type in other ways than data has it, where only one thing can be meant."""
    if kind is Kind.YES_NO:
        return {"j": "ja", "n": "nej"}.get(typed.casefold(), typed.casefold())
    if kind is Kind.AMOUNT and (found := re.fullmatch(r"(\d{1,3}(?:\s\d{3})+|\d+)\s*(?:kr|kronor)?", typed)):
        return re.sub(r"\s", "", found[1])
    if kind is Kind.ORGANISATION_NUMBER and (found := re.fullmatch(r"(\d{6})\s*[-–]?\s*(\d{4})", typed)):
        return f"{found[1]}-{found[2]}"
    return typed


def _refused_by_type(kind: Kind, answer: str) -> list[Problem]:
    if (model := _TYPES.get(kind)) is None:
        return []
    found = problems_of_value(model, (_FIELD,), answer)
    return [replace(problem, text=problem.text.removeprefix(f"{_FIELD}: ")) for problem in found]


def _stops(problems: Sequence[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _needed(*, marked: bool) -> Problem:
    if marked:
        return Problem("mark-alone", "ett frågetecken ensamt är inget värde", remedy="skriv värdet före frågetecknet")
    return Problem(
        "answer-needed", "det här behövs", remedy="skriv ett svar, ? för en förklaring eller < för att backa"
    )


def _unmarkable() -> Problem:
    return Problem(
        "answer-unmarkable", "det här svaret kan inte vara obekräftat", remedy="svara utan frågetecknet på slutet"
    )
