"""How a watch looks: what is new among the problems, what has been mended, which PDF was made and how long it took.

Lines that follow one another, and nothing that moves: for any terminal, and for a screen reader.
"""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rich.console import Console

from contracts.errors import Problem, Severity
from contracts.filing.manifest import DocumentEntry
from contracts.presenting.problems import problem_json, problem_text, problems_summary


@dataclass(frozen=True, slots=True)
class Difference:
    """What has become of the problems since they were last told."""

    new: tuple[Problem, ...]
    mended: tuple[Problem, ...]


def difference(before: Sequence[Problem], after: Sequence[Problem]) -> Difference:
    """What is new and what is mended.

    A problem that has only moved to another line is neither; nor is a warning that the same rule still gives about the
    same file, in other words: the sum in it changes with every amount that is typed.
    """
    gone, new = _unmatched(before, after, _told), _unmatched(after, before, _told)
    same = {_subject(problem) for problem in gone} & {_subject(problem) for problem in new}
    return Difference(
        tuple(one for one in new if one.severity is Severity.ERROR or _subject(one) not in same),
        tuple(one for one in gone if _subject(one) not in same),
    )


def _unmatched(
    some: Sequence[Problem], others: Sequence[Problem], key: Callable[[Problem], Hashable]
) -> tuple[Problem, ...]:
    """Those that have none of the same key among the others, one for one."""
    left = Counter(key(problem) for problem in others)
    left.subtract(key(problem) for problem in some)
    found = []
    for problem in reversed(some):
        if left[key(problem)] < 0:
            left[key(problem)] += 1
            found.append(problem)
    return tuple(reversed(found))


def _told(problem: Problem) -> Hashable:
    return *_subject(problem), problem.text


def _subject(problem: Problem) -> tuple[str, str, Severity]:
    return problem.rule, problem.place.file if problem.place else "", problem.severity


class Telling(Protocol):
    """Where a watch tells what happens."""

    def begun(self, folders: Sequence[Path]) -> None:
        """The folders are being watched."""

    def problems(self, problems: Sequence[Problem]) -> None:
        """All problems that there are now."""

    def made(self, entry: DocumentEntry, build: Path, seconds: float) -> None:
        """A document has been made, so long after the save that called for it was noticed."""

    def untouched(self) -> None:
        """A save has changed no document."""

    def waiting(self, reason: str) -> None:
        """Nothing can be made for now; it is tried again."""

    def kept(self, paths: Sequence[Path]) -> None:
        """Files that somebody had changed by hand were kept under these names."""


class Lines:
    """Tells on a terminal."""

    def __init__(self, console: Console, clock: Callable[[], str]) -> None:
        self._console, self._clock = console, clock
        self._known: tuple[Problem, ...] | None = None
        self._waited = ""

    def begun(self, folders: Sequence[Path]) -> None:
        """Say what to do."""
        names = " och ".join(f"{folder.as_posix()}/" for folder in folders)
        self._console.print(f"Bevakar {names}. Spara, så görs utkasten om. Ctrl-C slutar.", style="bold")

    def problems(self, problems: Sequence[Problem]) -> None:
        """Show new ones as contracts check does; of warnings that were there from the beginning, the number."""
        first, known = self._known is None, self._known or ()
        self._known = tuple(problems)
        found = difference(known, problems)
        for problem in found.mended:
            self._say(f"rättat: {problem.text} ({problem.place.file if problem.place else 'mallen'})", "green")
        shown = [problem for problem in found.new if not first or problem.severity is Severity.ERROR]
        for problem in sorted(shown, key=lambda problem: problem.severity is Severity.ERROR):
            self._console.print(problem_text(problem), soft_wrap=True, highlight=False)
        if first and problems:
            self._say(f"{problems_summary(problems)} (contracts check visar alla)")
        elif found.new or found.mended:
            self._say(problems_summary(problems))
        if any(problem.severity is Severity.ERROR for problem in shown):
            self._say("dokument med fel görs om när felen är rättade")

    def made(self, entry: DocumentEntry, build: Path, seconds: float) -> None:
        """A line with the PDF's path."""
        self._waited = ""
        pdf = build / next(file.path for file in entry.outputs if file.path.endswith(".pdf"))
        pages = f"{entry.pages} {'sida' if entry.pages == 1 else 'sidor'}"
        self._say(f"{pdf.as_posix()}  {pages}  {f'{seconds:.2f}'.replace('.', ',')} s", "bold")

    def untouched(self) -> None:
        """Say so, or one would wait."""
        self._say("inget dokument ändras")

    def waiting(self, reason: str) -> None:
        """Say it once."""
        if reason != self._waited:
            self._waited = reason
            self._say(f"väntar: {reason}", "yellow")

    def kept(self, paths: Sequence[Path]) -> None:
        """Name them."""
        for path in paths:
            self._say(f"en fil som hade ändrats för hand finns kvar som {path.as_posix()}", "yellow")

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(f"{self._clock()}  {text}", style=style, soft_wrap=True, markup=False)


class JsonLines:
    """Tells machines: one JSON document on each line."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def begun(self, folders: Sequence[Path]) -> None:
        """{"event": "begun"}."""
        self._tell("begun", folders=[folder.as_posix() for folder in folders])

    def problems(self, problems: Sequence[Problem]) -> None:
        """{"event": "problems"}, with all there are."""
        self._tell("problems", problems=[problem_json(problem) for problem in problems])

    def made(self, entry: DocumentEntry, build: Path, seconds: float) -> None:
        """{"event": "made"}, with the manifest's entry."""
        self._tell("made", seconds=round(seconds, 3), document=entry.model_dump(mode="json"))

    def untouched(self) -> None:
        """{"event": "untouched"}."""
        self._tell("untouched")

    def waiting(self, reason: str) -> None:
        """{"event": "waiting"}."""
        self._tell("waiting", reason=reason)

    def kept(self, paths: Sequence[Path]) -> None:
        """{"event": "kept"}, when there are any."""
        if paths:
            self._tell("kept", files=[path.as_posix() for path in paths])

    def _tell(self, event: str, **what: object) -> None:
        # Not by the console: it goes through every letter, and a thousand partnerships have many warnings.
        self._console.file.write(json.dumps({"event": event, **what}, ensure_ascii=False) + "\n")
        self._console.file.flush()
