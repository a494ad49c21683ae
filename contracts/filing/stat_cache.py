"""Fingerprints of files, worked out again only when the file system says that a file is another: as git does it."""

import hashlib
import os
import time
from pathlib import Path
from typing import Any, Final

from contracts.filing.own_folder import own_folder, read_remembered, remember

_FORM: Final = "contracts-stats-1"
_FILE: Final = "stats.json"
#: Nanoseconds within which two writes may bear the same time: a tick of the system's clock, with room to spare.
_TICK: Final = 50_000_000
#: The same where times are whole seconds, as on some network drives and sticks.
_COARSE_TICK: Final = 2_000_000_000
_SECOND: Final = 1_000_000_000

#: Size, time of the last write, time of the last change of anything (both in nanoseconds), number of the file.
_Look = list[int]


class StatCache:
    """SHA-256 of files, remembered in build/.cache by what the file system says of them.

    A file that was written so shortly before it was looked at that a later write could bear the same time is never
    remembered: it is read again next time.

    Args:
        build: the build folder.
    """

    def __init__(self, build: Path) -> None:
        self._folder = own_folder(build)
        self._build = build
        held = read_remembered(self._folder / _FILE, _FORM) if self._folder else None
        self._known: dict[str, Any] = held if isinstance(held, dict) else {}
        self._seen: set[str] = set()
        self._changed = False

    def sha256(self, path: str, found: os.stat_result | None = None) -> str | None:
        """The fingerprint of a file; None when there is none.

        Args:
            path: absolute.
            found: what the file system says of it, when that is known already.
        """
        self._seen.add(path)
        try:
            found = found or os.stat(path)  # noqa: PTH116 - thousands of them: a Path each costs more than the call
            look = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
            known = self._known.get(path)
            if isinstance(known, list) and known[:4] == look and isinstance(known[-1], str):
                return known[-1]
            now = time.time_ns()
            with Path(path).open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            if self._known.pop(path, None) is not None:
                self._changed = True
            return None
        if _is_settled(look, now):
            self._known[path] = [*look, sha256]
            self._changed = True
        return sha256

    def save(self) -> None:
        """Remember what was worked out."""
        folder = own_folder(self._build)
        if self._changed and folder:
            unseen = self._known.keys() - self._seen
            for path in unseen:
                if not Path(path).exists():
                    del self._known[path]
            remember(folder / _FILE, _FORM, self._known)
            self._changed = False


def _is_settled(look: _Look, now: int) -> bool:
    """Whether a later write must bear another time. The time of change is the system's own, so nobody sets it back."""
    _, written, changed, _ = look
    tick = _COARSE_TICK if changed % _SECOND == 0 else _TICK
    return max(written, changed) + tick < now or (written > now and changed + tick < now)
