"""How new facts look when they have been written: which files, what they will build, and what is left to do."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console

from contracts.errors import Problem
from contracts.plan.jobs import Job
from contracts.presenting.problems import problem_json, show_warnings_in_brief
from contracts.presenting.status import show_states, state_json
from contracts.readiness import PartnershipState


def show_written(console: Console, files: Iterable[Path], jobs: Sequence[Job], build: Path) -> None:
    """Tell what was written, and what `make contracts` makes of it."""
    console.print("\nSkrivet:", style="bold")
    for path in files:
        console.print(f"  {path.as_posix()}")
    console.print("\nmake contracts bygger:", style="bold")
    for job in jobs:
        console.print(f"  {build.as_posix()}/{job.stem}.pdf" + (" (med UTKAST i sidhuvudet)" if job.draft else ""))


def show_left(console: Console, state: PartnershipState | None, warnings: Sequence[Problem]) -> None:
    """Tell what is missing of a new partnership, or what is worth knowing of what was added to another."""
    if warnings:
        console.print()
        show_warnings_in_brief(console, warnings)
    if state is not None:
        console.print("\nDet som återstår (contracts status visar det igen):", style="bold")
        show_states(console, [state])


def written_json(
    files: Iterable[Path], jobs: Sequence[Job], state: PartnershipState | None, warnings: Sequence[Problem]
) -> dict[str, object]:
    """The same for machines."""
    return {
        "files": [path.as_posix() for path in files],
        "documents": [f"{job.stem}.pdf" for job in jobs],
        "problems": [problem_json(problem) for problem in warnings],
        "state": state_json(state) if state is not None else None,
    }
