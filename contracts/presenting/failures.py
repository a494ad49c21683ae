"""How documents that could not be made look: each with what is wrong, and how many there were."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from contracts.errors import ProblemsError, ProofError
from contracts.presenting.problems import show_problems
from contracts.working import Failure


def show_failures(console: Console, failures: Sequence[Failure], build: Path) -> None:
    """Each document that could not be made, and what became of the others."""
    for failure in failures:
        console.print(f"{(build / failure.job.stem).as_posix()}.pdf could not be made:", style="bold red")
        if isinstance(failure.error, ProblemsError | ProofError):
            show_problems(console, failure.error.problems)
        else:
            console.print(str(failure.error))
    if failures:
        number = "1 document" if len(failures) == 1 else f"{len(failures)} documents"
        console.print(
            f"{number} could not be made; what was there before stays, and the others are done.",
            style="bold red",
        )


def failure_json(failure: Failure) -> dict[str, object]:
    """One of them for machines."""
    return {"document": failure.job.stem, "status": int(failure.error.status), "error": str(failure.error)}
