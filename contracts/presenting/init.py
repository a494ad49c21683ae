"""How a new project looks when it has been written: what is there, and what comes next."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console

from contracts.errors import Problem
from contracts.presenting.problems import problem_json, show_warnings_in_brief


def show_begun(console: Console, root: Path, files: Iterable[Path], problems: Sequence[Problem]) -> None:
    """Tell what was written and what to do next."""
    console.print("\nSkrivet:", style="bold")
    for line in _in_brief(root, files):
        console.print(f"  {line}")
    if problems:
        console.print("\nAtt fylla i efter hand:", style="bold")
        show_warnings_in_brief(console, problems)
    steps = [
        *([] if root == Path() else [f"cd {root.as_posix()}"]),
        "git init           (om ni vill kunna se och ta tillbaka ändringar)",
        "contracts new      börjar på ett partnerskap: programmet frågar och förklarar",
        "make contracts     bygger det som finns",
    ]
    console.print("\nNästa steg:", style="bold")
    for step in steps:
        console.print(f"  {step}")


def _in_brief(root: Path, files: Iterable[Path]) -> list[str]:
    """The files, with those of folders that nobody need open by their folder."""
    folders = ("templates", "data/.schema", ".vscode")
    names = [path.relative_to(root).as_posix() for path in files]
    inside = {folder: [name for name in names if name.startswith(f"{folder}/")] for folder in folders}
    alone = [name for name in names if not name.startswith(tuple(f"{folder}/" for folder in folders))]
    return [*alone, *(f"{folder}/ ({len(found)} filer)" for folder, found in inside.items() if found)]


def begun_json(files: Iterable[Path], problems: Sequence[Problem]) -> dict[str, object]:
    """The same for machines."""
    return {"files": [path.as_posix() for path in files], "problems": [problem_json(problem) for problem in problems]}
