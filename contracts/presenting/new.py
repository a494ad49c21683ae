"""How a new partnership looks when it has been written: which files, what they will build, and what is left to do."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console

from contracts.errors import Problem
from contracts.plan.jobs import Job
from contracts.presenting.problems import problem_json, show_warnings_in_brief


def show_founded(
    console: Console, files: Iterable[Path], jobs: Sequence[Job], problems: Sequence[Problem], build: Path
) -> None:
    """Tell what was written, what `make contracts` makes of it, and what is missing."""
    console.print("\nSkrivet:", style="bold")
    for path in files:
        console.print(f"  {path.as_posix()}")
    console.print("\nmake contracts bygger, som utkast med UTKAST i sidhuvudet:", style="bold")
    for job in jobs:
        console.print(f"  {build.as_posix()}/{job.stem}.pdf")
    if problems:
        console.print("\nSaknas innan avtalet kan skrivas under:", style="bold")
        show_warnings_in_brief(console, problems)


def founded_json(files: Iterable[Path], jobs: Sequence[Job], problems: Sequence[Problem]) -> dict[str, object]:
    """The same for machines."""
    return {
        "files": [path.as_posix() for path in files],
        "documents": [f"{job.stem}.pdf" for job in jobs],
        "problems": [problem_json(problem) for problem in problems],
    }
