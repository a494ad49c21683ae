"""Asks the questions of a script, and lets the one who answers go back, stop and come back.

A script is a function that asks one question after another and returns what came of it. To go back, it is run again
from its beginning with all answers but the last: so a script reads straight on, and need not know the way back, not
even out of a repeated group. It must ask the same questions for the same answers, and change nothing outside itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from contracts.dialogue import shown
from contracts.dialogue.answering import NOTHING, understood
from contracts.dialogue.question import Kind, Question
from contracts.dialogue.terminal import Terminal
from contracts.errors import Place, Problem, ProblemsError, Severity

T = TypeVar("T")

BACK, EXPLAIN, SKIP, PAUSE, HELP = "<", "?", "hoppa", "paus", "hjälp"


@dataclass(frozen=True, slots=True)
class Answered:
    """What has been answered: enough to go on later where it was left."""

    given: tuple[tuple[str, str], ...] = ()  #: question ids and answers, in the order asked
    #: Answers that were taken back or are proposed, by question id: what Enter answers when the question comes.
    proposed: Mapping[str, str] = field(default_factory=dict)


#: Puts the answers away, after each of them.
Keep = Callable[[Answered], None]


class PausedError(Exception):
    """The one who answers has stopped; everything answered has been kept."""


class _Back(Exception):  # noqa: N818 - no error: how a script is left to be run again
    """The one who answers wants the question before this one."""


@dataclass(slots=True)
class _Memory:
    """What outlives a run of the script."""

    given: list[tuple[str, str]]
    proposed: dict[str, str]
    seen: int = 0  #: how many of the given answers have been looked at in this sitting
    chapter: str = ""  #: the heading that stands last on the screen

    def answered(self) -> Answered:
        return Answered(tuple(self.given), dict(self.proposed))


def converse(
    script: Callable[["Talk"], T],
    terminal: Terminal,
    *,
    begun: Answered | None = None,
    keep: Keep = lambda answered: None,
) -> T:
    """Run a script until it has all its answers.

    Args:
        script: what is asked; see above.
        terminal: where.
        begun: what was answered before, or proposed.
        keep: called with all answers after each one.

    Returns:
        What the script returned.

    Raises:
        PausedError: the one who answers stopped.
        ProblemsError: a pipe's answer was refused; those before it are kept.
    """
    begun = begun or Answered()
    memory = _Memory(list(begun.given), dict(begun.proposed))
    while True:
        try:
            return script(Talk(terminal, memory, keep))
        except _Back:
            taken_back, answer = memory.given.pop()
            memory.proposed[taken_back] = answer
            memory.seen = min(memory.seen, len(memory.given))
            keep(memory.answered())


class Talk:
    """One run through a script: what it asks with."""

    def __init__(self, terminal: Terminal, memory: _Memory, keep: Keep) -> None:
        self._terminal, self._memory, self._keep = terminal, memory, keep
        self._at = 0
        self._chapter = ""
        self._skipping = False

    @property
    def is_live(self) -> bool:
        """Whether what is said and asked now has not been said and answered already."""
        return self._at >= len(self._memory.given)

    def say(self, text: str) -> None:
        """Tell something before the next question; not again when that question has been answered."""
        self._say(shown.told(text))

    def warn(self, problems: Sequence[Problem]) -> None:
        """Tell what is worth knowing of answers that have been taken, as `say`."""
        if problems:
            self._say(shown.refused(problems))

    def _say(self, text: str) -> None:
        if self.is_live and not self._skipping:
            self._show_chapter()
            self._terminal.write(text)

    def chapter(self, name: str) -> None:
        """Begin a chapter: its heading is shown before its first question, and `hoppa` leads to the next one."""
        self._chapter = name
        self._skipping = False

    def ask(self, question: Question) -> str:
        """The answer to a question, as it is written in data; "" when it was skipped.

        Answers given before are taken again. `values_of` parts an answer that has several values.
        """
        if not self.is_live and (answer := self._given(question)) is not None:
            self._at += 1
            return answer
        answer = self._answer(question)
        memory = self._memory
        memory.given.append((question.id, answer))
        memory.proposed.pop(question.id, None)
        self._at = memory.seen = len(memory.given)
        self._keep(memory.answered())
        return answer

    def _given(self, question: Question) -> str | None:
        """The answer that was given to this question; None when it no longer fits, and all later ones are proposals.

        What was answered in an earlier sitting is looked at again: the facts around it may have changed.
        """
        memory = self._memory
        identifier, answer = memory.given[self._at]
        if identifier == question.id:
            if self._at < memory.seen:
                return answer
            _, problems = understood(question, answer)
            if not _errors(problems):
                memory.seen = self._at + 1
                return answer
        memory.proposed.update(memory.given[self._at :])
        del memory.given[self._at :]
        return None

    def _answer(self, question: Question) -> str:
        default = self._memory.proposed.get(question.id, question.default)
        if self._skipping:
            answer, problems = understood(question, default)
            if not _errors(problems):
                return answer
            self._skipping = False
        self._show_chapter()
        self._terminal.write(shown.asked(question))
        while True:
            typed = self._typed(question, default)
            if typed in (EXPLAIN, HELP):
                self._terminal.write(shown.explained(question) if typed == EXPLAIN else "\n".join(shown.COMMANDS))
                continue
            answer, problems = understood(question, typed)
            if problems:
                self._terminal.write(shown.refused(problems))
            if not _errors(problems):
                return answer
            if not self._terminal.interactive:
                raise ProblemsError(_placed(problem, question) for problem in _errors(problems))

    def _typed(self, question: Question, default: str) -> str:
        """One answer as typed, or the default for a blank line; "" to skip."""
        typed = self._line(shown.prompt(question, default)).strip()
        if typed == "" or typed == SKIP:
            self._skipping = typed == SKIP
            return default
        if typed == NOTHING:
            return ""
        if question.kind is not Kind.TEXT or typed in (EXPLAIN, HELP):
            return typed
        lines = [] if typed == shown.FULL_STOP else [typed]
        while lines and (line := self._line(shown.PROMPT)).strip() != shown.FULL_STOP:
            lines.append(line.rstrip())
        return "\n".join(lines)

    def _line(self, prompt: str) -> str:
        try:
            line = self._terminal.read(prompt)
        except EOFError:
            self._terminal.write("")
            raise PausedError from None
        command = line.strip().casefold()
        if command == PAUSE:
            raise PausedError
        if command == BACK:
            if self._memory.given:
                raise _Back
            self._terminal.write("  Det här är den första frågan.")
            return self._line(prompt)
        return line

    def _show_chapter(self) -> None:
        if self._chapter != self._memory.chapter:
            self._memory.chapter = self._chapter
            self._terminal.write(shown.chapter(self._chapter))


def each(talk: Talk, question: Callable[[int], Question]) -> Iterator[tuple[int, str]]:
    """Ask for one thing after another until one is skipped: each number from 0, and its answer.

    Whatever else belongs to a thing is asked before the next one is taken from the iterator.
    """
    number = 0
    while answer := talk.ask(question(number)):
        yield number, answer
        number += 1


def _errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _placed(problem: Problem, question: Question) -> Problem:
    """A refusal with the question it answers, for somebody who was not there."""
    return Problem(problem.rule, problem.text, Place(f"svaret på ”{question.text}”"), problem.remedy)
