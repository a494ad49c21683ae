"""How a build goes, as it is told on a terminal: how many, how fast, how long still, and which."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.status import Status
from rich.text import Text

from contracts.working import Failure, Made

#: Documents by which the pace is reckoned: the last ones, since the first wait for their engine.
_LAST: Final = 20
#: What is being done with a document, by the pipeline's name for the step.
_STEPS: Final = {
    "render": "skrivs",
    "compare": "jämförs",
    "convert": "läggs ut",
    "finish": "görs färdigt",
    "merge": "fogas ihop",
    "prove": "läses igenom",
    "file": "läggs på plats",
    "made": "är gjort",
}


class Pace:
    """How fast documents are made.

    Args:
        total: how many there are to make.
        now: seconds on a clock that only goes forward.
    """

    def __init__(self, total: int, now: float) -> None:
        self.total, self.done = total, 0
        self._ends = deque([now], maxlen=_LAST + 1)

    def one_more(self, now: float) -> None:
        """Another one has ended."""
        self.done += 1
        self._ends.append(now)

    def told(self, now: float) -> str:
        """How many, how fast, how long still; "" for one alone."""
        if self.total < 2:
            return ""
        count = f"{self.done} av {self.total} dokument"
        if not self.done:
            return count
        took = max(now - self._ends[0], 0.001) / (len(self._ends) - 1)
        return f"{count} · {_speed(took)} · {_left(took * (self.total - self.done))}"


def _speed(took: float) -> str:
    speed = f"{1 / took:.1f} i sekunden" if took <= 1 else f"{60 / took:.0f} i minuten"
    return speed.replace(".", ",")


def _left(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s kvar"
    minutes = round(seconds / 60)
    return f"{minutes} min kvar" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min kvar"


class BuildTelling:
    """Tells a terminal how a build goes; tells a pipe nothing, but a line for each document if somebody wants them.

    Args:
        console: where to.
        status: the terminal's last line.
        build: the build folder.
        clock: gives seconds.
        lines: whether to write a line for each document.
    """

    def __init__(
        self, console: Console, status: Status, build: Path, clock: Callable[[], float], *, lines: bool
    ) -> None:
        self._console, self._status, self._build, self._clock, self._lines = console, status, build, clock, lines
        self._pace = Pace(0, clock())

    def begin(self, total: int) -> None:
        """So many documents will be made."""
        self._pace = Pace(total, self._clock())

    def step(self, document: str, step: str) -> None:
        """A document has come to a step; or there is nothing new, but some time has passed."""
        which = f"{document} {_STEPS.get(step, step)}" if document else ""
        parts = (self._pace.told(self._clock()), which)
        self._status.update(Text(" · ".join(filter(None, parts)), no_wrap=True, overflow="ellipsis"))

    def ended(self, result: Made | Failure) -> None:
        """A document has been made, or could not be."""
        self._pace.one_more(self._clock())
        if self._lines:
            what = f"{result.entry.pages} sidor" if isinstance(result, Made) else "kunde inte göras"
            path = (self._build / result.job.stem).as_posix()
            self._console.print(f"{self._pace.done}/{self._pace.total} {path}.pdf: {what}", markup=False)
