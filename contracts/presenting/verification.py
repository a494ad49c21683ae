"""How the verification of a PDF looks."""

from rich.console import Console
from rich.text import Text

from contracts.presenting.problems import problem_json, show_problems
from contracts.verification import Verification


def show_verification(console: Console, result: Verification) -> None:
    """What verify found about one PDF."""
    mark = Text("proved ", "bold green") if result.passed else Text("NOT PROVED ", "bold red")
    console.print(mark + Text(str(result.pdf)))
    for line in result.lines:
        console.print(f"  {line}")
    show_problems(console, result.problems)


def verification_json(result: Verification) -> dict[str, object]:
    """One verification for machines."""
    return {
        "pdf": str(result.pdf),
        "passed": result.passed,
        "sha256": result.sha256,
        "listed": result.listed,
        "lines": list(result.lines),
        "problems": [problem_json(problem) for problem in result.problems],
    }
