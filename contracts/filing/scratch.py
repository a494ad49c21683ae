"""Where a build's engines work: in memory where there is room, otherwise beside what it makes.

Nothing that lies here outlives a build, but LibreOffice has the disk confirm its own temporary files three times a
document, and to make and remove small files takes a disk's file system longer than to fill them.
"""

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Where Linux keeps files in memory.
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - folders in it are made by mkdtemp
#: Bytes that must be free there; the largest Word file that is taken needs a few hundred million for a moment.
_ROOM: Final = 1_000_000_000


@contextlib.contextmanager
def scratch(build: Path, beside: Path) -> Iterator[Path]:
    """A folder that is gone afterwards. What a killed build left is removed first, so no other may be running.

    Args:
        build: the build folder.
        beside: where to work when there is no room in memory; an existing folder, which stays.
    """
    for left in scratch_folders(build):
        shutil.rmtree(left, ignore_errors=True)
    folder = _in_memory(scratch_name(build))
    if folder is None:
        yield beside
        return
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def scratch_folders(build: Path) -> tuple[Path, ...]:
    """The folders in memory that are, or were, a build's."""
    return tuple(MEMORY.glob(f"{scratch_name(build)}*"))


def _in_memory(prefix: str) -> Path | None:
    try:
        if shutil.disk_usage(MEMORY).free < _ROOM:
            return None
        return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY))
    except OSError:
        return None


def scratch_name(build: Path) -> str:
    """How the names of the folders begin that are a build's; those of other build folders begin otherwise."""
    found = build.stat()
    of = f"{build.resolve()}\0{found.st_dev} {found.st_ino}"
    return f"contracts-{hashlib.sha256(of.encode(errors='replace')).hexdigest()[:16]}-"
