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
    "Enter  hoppar över frågan, eller tar svaret inom [ ]",
    "?      förklarar frågan; hjälp visar den här listan",
    "<      går tillbaka till förra frågan",
    "-      tar bort svaret inom [ ]",
    "hoppa  går till nästa avsnitt",
    "paus   slutar och sparar svaren; Ctrl-D gör detsamma",
)
_LONGEST_DEFAULT: Final = 100
#: What is typed, where the question does not say it.
_HOW: Final = {
    Kind.CHOICE: "nummer",
    Kind.CHOICES: "nummer, nummer",
    Kind.YES_NO: "ja/nej",
    Kind.AMOUNT: "kronor",
    Kind.DAY: "åååå-mm-dd",
}
#: Letters of the options that stand side by side.
_SHORT_OPTION: Final = 18


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
    ends = " (avsluta med en punkt på en egen rad)" if question.kind is Kind.TEXT else ""
    return "\n".join(["", wrapped(question.text + ends), *_numbered(question.options)])


def _numbered(options: Sequence[Option]) -> list[str]:
    """The options with their numbers: short ones side by side, else one on a line."""
    if all(len(option.shown) <= _SHORT_OPTION for option in options):
        row = "   ".join(f"{number} {option.shown}".replace(" ", _NO_BREAK) for number, option in enumerate(options, 1))
        return [wrapped(row, "  ").replace(_NO_BREAK, " ")] if options else []
    return [f"{number:>4}  {option.shown}" for number, option in enumerate(options, 1)]


#: Keeps an option on its line while lines are filled.
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def prompt(question: Question, default: str) -> str:
    """What stands before the answer: what to type, and what Enter would answer, if anything."""
    parts = [_HOW.get(question.kind, ""), f"[{_brief(question, default)}]" if default else "", PROMPT]
    return " ".join(part for part in parts if part)


def _brief(question: Question, answer: str) -> str:
    labels = {option.value: option.shown for option in question.options}
    values = []
    for value in values_of(answer):
        plain = value.removesuffix(UNCONFIRMED)
        values.append(labels.get(plain, plain) + value[len(plain) :])
    text = " ".join((", " if question.options else " ").join(values).split())
    return text if len(text) <= _LONGEST_DEFAULT else f"{text[:_LONGEST_DEFAULT].rstrip()}…"


def explained(question: Question) -> str:
    """What ? gives: the explanation, that of each option, and an example."""
    parts = [question.explanation, *_options(question.options)]
    if question.example:
        parts.append(f"Till exempel: {question.example}")
    if question.markable:
        parts.append("Är svaret inte bekräftat än: skriv det med ett mellanslag och ? sist. Då märks det i utkastet.")
    parts.append("hjälp visar vad du kan skriva i stället för ett svar.")
    return "\n".join(wrapped(part, "  ") for part in parts if part)


def _options(options: Sequence[Option]) -> Iterator[str]:
    for option in options:
        if option.explanation:
            yield f"{option.shown}: {option.explanation}"


def told(text: str) -> str:
    """A text between two questions, with air above it."""
    return f"\n{wrapped(text)}"


def refused(problems: Sequence[Problem]) -> str:
    """What is wrong with an answer, and what is only worth knowing, with remedies."""
    lines = []
    for problem in problems:
        label = "Det går inte" if problem.severity is Severity.ERROR else "Att tänka på"
        lines.append(wrapped(f"{label}: {problem.text}.", "  "))
        if problem.remedy:
            lines.append(wrapped(f"Gör så här: {problem.remedy}.".replace("?.", "?").replace("..", "."), "  "))
    return "\n".join(lines)
