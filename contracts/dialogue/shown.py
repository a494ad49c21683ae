"""How questions and what comes of them look: short lines of plain text, no frames and no colours."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.dialogue.answering import UNCONFIRMED, values_of
from contracts.dialogue.question import Kind, Option, Question
from contracts.errors import Problem, Severity

#: Columns.
WIDTH: Final = 78
PROMPT: Final = "> "
#: Ends a long text.
FULL_STOP: Final = "."
COMMANDS: Final = (
    "Enter hoppar över frågan eller tar svaret inom [ ].  ? förklarar.  < backar.  hoppa går till nästa avsnitt."
    "  paus (eller Ctrl-D) slutar och sparar svaren."
)
_LONGEST_DEFAULT: Final = 60
_HOW: Final = {
    Kind.TEXT: "flera rader går bra; avsluta med en punkt på en egen rad",
    Kind.CHOICE: "nummer",
    Kind.CHOICES: "ett eller flera nummer, med komma emellan",
    Kind.YES_NO: "ja eller nej",
    Kind.AMOUNT: "hela kronor",
    Kind.DAY: "år-månad-dag",
}


def wrapped(text: str, indent: str = "") -> str:
    """A text in lines of at most 78 columns; its own line feeds are kept."""
    lines = (
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def chapter(name: str) -> str:
    """A heading, with air above it."""
    return f"\n{name}\n{'-' * len(name)}"


def asked(question: Question) -> str:
    """The question with its options, as it is put the first time."""
    how = _HOW.get(question.kind, "")
    lines = [wrapped(question.text + (f" ({how})" if how else ""))]
    lines += [f"{number:>4}  {option.shown}" for number, option in enumerate(question.options, 1)]
    return "\n".join(["", *lines])


def prompt(question: Question, default: str) -> str:
    """What stands before the answer: what Enter would answer, if anything."""
    return f"[{_brief(question, default)}] {PROMPT}" if default else PROMPT


def _brief(question: Question, answer: str) -> str:
    labels = {option.value: option.shown for option in question.options}
    values = []
    for value in values_of(answer):
        plain = value.removesuffix(UNCONFIRMED)
        values.append(labels.get(plain, plain) + value[len(plain) :])
    text = " ".join((", " if question.options else " ").join(values).split())
    return text if len(text) <= _LONGEST_DEFAULT else f"{text[:_LONGEST_DEFAULT].rstrip()}…"


def explained(question: Question) -> str:
    """What ? gives: the explanation, that of each option, an example, and the commands."""
    parts = [question.explanation, *_options(question.options)]
    if question.example:
        parts.append(f"Till exempel: {question.example}")
    if question.markable:
        parts.append("Är svaret inte bekräftat än: skriv det med ett mellanslag och ? sist. Då märks det i utkastet.")
    return "\n".join(wrapped(part, "  ") for part in (*parts, COMMANDS) if part)


def _options(options: Sequence[Option]) -> Iterator[str]:
    for option in options:
        if option.explanation:
            yield f"{option.shown}: {option.explanation}"


def refused(problems: Sequence[Problem]) -> str:
    """What is wrong with an answer, and what is only worth knowing, with remedies."""
    lines = []
    for problem in problems:
        label = "Det går inte" if problem.severity is Severity.ERROR else "Att tänka på"
        lines.append(wrapped(f"{label}: {problem.text}.", "  "))
        if problem.remedy:
            lines.append(wrapped(f"Gör så här: {problem.remedy}.".replace("?.", "?").replace("..", "."), "  "))
    return "\n".join(lines)
