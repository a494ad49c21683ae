"""How the findings of a lint look on a terminal: template by template, each told in full, then how many there are."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from contracts.errors import Problem
from contracts.presenting.problems import problem_text, problems_summary


def show_lint(console: Console, problems: Sequence[Problem], templates: Sequence[str]) -> None:
    """Print the findings of each template under its name, and a line for all that are clean.

    Args:
        console: where to.
        problems: the findings, in the order of each template's text.
        templates: every template that was looked at, as messages name it.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file if problem.place else "", []).append(problem)
    for file, found in by_file.items():
        console.print(Text(f"{file or 'alla mallar'}: {problems_summary(found)}", "bold"))
        for problem in found:
            console.print(problem_text(problem), soft_wrap=True, highlight=False)
    clean = [name for name in templates if name not in by_file]
    if clean:
        number = "1 mall" if len(clean) == 1 else f"{len(clean)} mallar"
        console.print(Text(f"utan anmärkning: {number}", "green"))
    console.print(Text(problems_summary(problems), "bold"))


def show_copies(console: Console, copies: Sequence[tuple[Path, Sequence[str]]]) -> None:
    """Print which copies were written, and what was done in each."""
    for path, done in copies:
        console.print(Text(f"kopia: {path.as_posix()}", "bold"))
        for line in done:
            console.print(Text(f"  {line}"), soft_wrap=True)
