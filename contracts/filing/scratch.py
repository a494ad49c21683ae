"""Where a build's engines work: in memory where there is room, otherwise beside what it makes.

Nothing that lies here outlives a build, but LibreOffice has the disk confirm its own temporary files three times a
document, and to make and remove small files takes a disk's file system longer than to fill them.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Where Linux keeps files in memory.
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - folders in it are made by mkdtemp
_PREFIX: Final = "contracts-"
#: Bytes that must be free there for each processor, and at least for two; the largest Word file that is taken needs
#: some hundred million for a moment.
_ROOM: Final = 500_000_000
#: Seconds after which a folder that nobody holds was left: the one who makes it takes hold of it at once.
_LEFT: Final = 60


@contextlib.contextmanager
def scratch(build: Path, beside: Path) -> Iterator[Path]:
    """A folder that is gone afterwards. What a killed build left is removed first, so no other may be running.

    Args:
        build: the build folder.
        beside: where to work when there is no room in memory; an existing folder, which stays.
    """
    for left in scratch_folders(build):
        shutil.rmtree(left, ignore_errors=True)
    _remove_orphans()
    folder = _in_memory(scratch_name(build))
    if folder is None:
        yield beside
        return
    try:
        with _held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def scratch_folders(build: Path) -> tuple[Path, ...]:
    """The folders in memory that are, or were, a build's."""
    return tuple(MEMORY.glob(f"{scratch_name(build)}*"))


def _in_memory(prefix: str) -> Path | None:
    try:
        if shutil.disk_usage(MEMORY).free < _ROOM * max(2, os.cpu_count() or 1):
            return None
        return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY))
    except OSError:
        return None


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder as long as this process lives, at most: then it is in use."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _remove_orphans() -> None:
    """Remove the folders of killed builds of the same user, whose build folder may be gone too."""
    for folder in MEMORY.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):  # somebody holds it, or it is gone
            found = folder.lstat()
            if found.st_uid == os.geteuid() and time.time() - found.st_mtime > _LEFT:
                with _held(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def scratch_name(build: Path) -> str:
    """How the names of the folders begin that are a build's; those of other build folders begin otherwise."""
    found = build.stat()
    of = f"{build.resolve()}\0{found.st_dev} {found.st_ino}"
    return f"{_PREFIX}{hashlib.sha256(of.encode(errors='replace')).hexdigest()[:16]}-"
