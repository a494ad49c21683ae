"""One sitting with somebody who begins a project."""

from pathlib import Path

from contracts.beginning.interview import interview
from contracts.dialogue.keeping import keep_at
from contracts.dialogue.question import Kind, Question
from contracts.dialogue.talk import PausedError, Talk, converse
from contracts.dialogue.terminal import Terminal
from contracts.drafting.sitting import left_at
from contracts.drafting.tree import Tree


def sitting(terminal: Terminal, kept: Path) -> Tree:
    """Ask for what a project begins with, or go on where it was left.

    Args:
        terminal: Where it is asked.
        kept: The file where answers are put away until the project has been written.

    Raises:
        PausedError: It was stopped; the answers are kept.
        ProblemsError: A pipe's answer was refused.
    """
    left = left_at(terminal, kept)
    return converse(_whole, terminal, begun=left, keep=lambda answered: keep_at(kept, answered))


def _whole(talk: Talk) -> Tree:
    answers = interview(talk)
    why = "Nej sparar svaren, så att du kan fortsätta en annan gång. < backar till förra frågan."
    if talk.ask(Question("write", "Det var allt. Ska filerna skrivas?", Kind.YES_NO, why, default="ja")) != "ja":
        raise PausedError
    return answers
