"""Notices that files are saved: in whatever way an editor saves, several at once as one, and on network drives too."""

import contextlib
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from watchfiles import Change, watch

from contracts.errors import WatchError

#: Milliseconds without a further change after which a save is taken to be whole, and the longest wait for that.
STEP: Final = 20
LONGEST: Final = 400
#: Seconds between two looks through the folders, where they tell of nothing by themselves.
POLL: Final = 0.2
#: What editors and Word put beside a file while they work on it.
_BESIDE: Final = (".", "~", "#")
_BESIDE_ENDS: Final = ("~", ".tmp", ".bak", ".swp", "#")


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved since it was last asked."""

    paths: frozenset[Path]  #: absolute: files and folders that came, changed or went
    at: float  #: seconds of the monotonic clock, when the first of it was noticed


class Noticing:
    """Watches folders from a thread of its own; use as a context manager.

    Args:
        folders: existing folders; all that is in them is watched.
        poll: look through the folders again and again, for drives of other machines, which tell of nothing.
    """

    def __init__(self, folders: Sequence[Path], *, poll: bool) -> None:
        self._folders = [folder.absolute() for folder in folders]
        self._poll = poll
        self._stop = threading.Event()
        self._found: queue.SimpleQueue[Saved | Exception] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._watch, name="noticing", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Watch no longer."""
        self._stop.set()
        self._thread.join()

    def saved(self) -> bool:
        """Whether something has been saved that was not asked for yet."""
        return not self._found.empty()

    def take(self, wait: float | None) -> Saved | None:
        """What has been saved, waiting for it.

        Args:
            wait: seconds at most; None waits as long as it takes.

        Returns:
            All of it; None when the time is up.

        Raises:
            WatchError: The folders cannot be watched.
        """
        found: list[Saved] = []
        try:
            found.append(self._next(wait))
            while True:
                found.append(self._next(0.0))
        except queue.Empty:
            if not found:
                return None
        return Saved(frozenset(path for saved in found for path in saved.paths), found[0].at)

    def _next(self, wait: float | None) -> Saved:
        found = self._found.get(timeout=wait) if wait is None or wait > 0 else self._found.get_nowait()
        if isinstance(found, Exception):
            raise WatchError(str(found).rstrip(".")) from found
        return found

    def _watch(self) -> None:
        batches = self._polled() if self._poll else self._told()
        try:
            for paths in batches:
                self._found.put(Saved(frozenset(paths), time.monotonic()))
        except (OSError, RuntimeError) as error:
            self._found.put(error)

    def _told(self) -> Iterator[set[Path]]:
        """What the system tells of."""
        watching = watch(
            *self._folders,
            watch_filter=self._is_meant,
            debounce=LONGEST,
            step=STEP,
            stop_event=self._stop,
            raise_interrupt=False,
        )
        return ({Path(path) for _, path in changes} for changes in watching)

    def _polled(self) -> Iterator[set[Path]]:
        """What looks otherwise than a moment ago. watchfiles' own looks miss a second save within a second."""
        before = dict(self._files())
        while not self._stop.wait(POLL):
            now = dict(self._files())
            if changed := {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}:
                yield changed
            before = now

    def _files(self) -> Iterator[tuple[Path, tuple[int, int, int]]]:
        """Every file, with what tells that it has been saved."""
        for folder in self._folders:
            folder.stat()
            for path in folder.rglob("*"):
                with contextlib.suppress(FileNotFoundError):  # it went while we looked
                    if self._is_meant(Change.added, str(path)) and not path.is_dir():
                        found = path.stat()
                        yield path, (found.st_mtime_ns, found.st_size, found.st_ino)

    def _is_meant(self, change: Change, path: str) -> bool:
        """Whether it is a file of the project's, and not one that a program keeps beside it for itself."""
        changed = Path(path)
        if change is Change.modified and changed.is_dir():
            return False  # something in it was saved, which is told by itself
        folder = next((folder for folder in self._folders if changed.is_relative_to(folder)), changed)
        names = changed.relative_to(folder).parts
        return not any(name.startswith(_BESIDE) or name.endswith(_BESIDE_ENDS) for name in names)
