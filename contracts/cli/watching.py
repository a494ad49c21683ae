"""`contracts watch`."""

import argparse
import contextlib
import datetime as dt
import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console

from contracts.cli.interruption import Interruption
from contracts.cli.options import Commands, add_command, project_of, today_of
from contracts.errors import ExitStatus, OutputError
from contracts.presenting.watching import JsonLines, Lines, Telling

if TYPE_CHECKING:
    from contracts.noticing import Noticing, Saved
    from contracts.plan.jobs import Job
    from contracts.rebuilding import Rebuilding

#: Seconds between two tries when build/ cannot be written.
AGAIN = 1.0


def add(commands: Commands) -> None:
    """Add the command."""
    watching = add_command(
        commands, "watch", _watch, "make the drafts that a save changes while one edits, and show what is wrong"
    )
    watching.add_argument("target", nargs="*", help="what to make: as for build; everything that a save changes")
    watching.add_argument(
        "--office", action="store_true", dest="with_office", help="lay the drafts out with LibreOffice, as in the end"
    )
    watching.add_argument("--poll", action="store_true", help="look at the files again and again: for network drives")


def _watch(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.noticing import Noticing
    from contracts.rebuilding import Rebuilding
    from contracts.working import open_engine

    project = project_of(options)
    folders = [folder for folder in (project.data, project.templates) if folder.is_dir()]
    telling: Telling = JsonLines(out) if options.json else Lines(out, lambda: f"{dt.datetime.now():%H.%M.%S}")  # noqa: DTZ005 - the officer's own clock
    interruption = Interruption()
    try:
        with (
            tempfile.TemporaryDirectory(prefix="contracts-") as work,
            open_engine(project, Path(work), embedded=not options.with_office) as engine,
            Noticing(folders, poll=options.poll) as noticing,
        ):
            telling.begun(folders)
            watch = _Watch(
                Rebuilding(project, engine, options.target), noticing, telling, lambda: today_of(options), interruption
            )
            watch.run()
    except KeyboardInterrupt:
        return ExitStatus.OK


class _Watch:
    """One watch: looks when something was saved, makes what is due, and tells."""

    def __init__(
        self,
        rebuilding: "Rebuilding",
        noticing: "Noticing",
        telling: Telling,
        today: Callable[[], dt.date],
        interruption: Interruption,
    ) -> None:
        self._rebuilding, self._noticing, self._telling = rebuilding, noticing, telling
        self._today, self._interruption = today, interruption
        self._due: list[Job] = []
        self._answered = True  #: whether the one who saved has been told of any document
        self._since = time.monotonic()
        self._fresh = False  #: whether much has been read since the collector last looked

    def run(self) -> NoReturn:
        """Watch until a Ctrl-C."""
        self._look(None)
        while True:
            if self._due and not self._noticing.saved():
                blocked = not self._make(self._due[0])
            elif self._rebuilding.has_more() and not self._noticing.saved():
                self._look_on()
                blocked = False
            elif self._rebuilding.has_unlinted() and not self._noticing.saved():
                self._rebuilding.lint_next()
                self._telling.problems(self._rebuilding.problems())
                blocked = False
            else:
                blocked = True
                self._settle()
            self._interruption.check()
            if blocked and (saved := self._noticing.take(AGAIN if self._due else None)):
                self._look(saved)

    def _settle(self) -> None:
        """Let the collector look through all that is known now, while nobody waits, and not again at every save."""
        if self._fresh:
            gc.collect()
            gc.freeze()
            self._fresh = False

    def _look(self, saved: "Saved | None") -> None:
        self._since = saved.at if saved else time.monotonic()
        self._answered = saved is None
        self._tell(self._rebuilding.look(self._today(), saved.paths if saved else None))
        self._fresh = self._fresh or not self._rebuilding.has_more()

    def _look_on(self) -> None:
        def tick() -> None:
            self._interruption.check()
            if self._noticing.saved():
                raise _SupersededError  # who has saved again waits for that

        with contextlib.suppress(_SupersededError):
            self._tell(self._rebuilding.look_on(self._today(), tick))
            self._fresh = True

    def _tell(self, due: "Sequence[Job]") -> None:
        self._due = list(due)
        self._telling.problems(self._rebuilding.problems())
        if not (self._answered or due or self._rebuilding.has_more()):
            self._answered = True
            self._telling.untouched()

    def _make(self, job: "Job") -> bool:
        """Make a document; False when it must wait."""

        def progress(document: str, step: str) -> None:
            self._interruption.check()
            if job.parts and self._noticing.saved():
                raise _SupersededError  # a packet takes long, and somebody waits for something else

        try:
            built = self._rebuilding.make(job, progress)
        except _SupersededError:
            return True
        except OutputError as error:
            self._telling.waiting(str(error))
            return False
        self._due.remove(job)
        self._telling.problems(self._rebuilding.problems())
        self._answered = True
        if built:
            self._telling.made(built.documents[0], self._rebuilding.project.build, time.monotonic() - self._since)
            self._telling.kept(built.aside)
        return True


class _SupersededError(Exception):
    """Something has been saved meanwhile."""
