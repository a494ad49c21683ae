"""build/.cache: what was worked out before, to be worked out again whenever it is gone, broken or somebody else's."""

import contextlib
import json
import os
import stat
import tempfile
from pathlib import Path
from typing import Any, Final

NAME: Final = ".cache"


def own_folder(build: Path) -> Path | None:
    """The folder for what is remembered; None without a build/, and when others can write in it."""
    folder = build / NAME
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
    return folder if mine else None


def read_remembered(path: Path, form: str) -> Any:
    """What a file of that folder holds; None when it is no such file, is broken or has another form.

    Args:
        path: the file.
        form: the name and number of its form, changed whenever its shape is.
    """
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return held.get("content") if isinstance(held, dict) and held.get("form") == form else None


def remember(path: Path, form: str, content: object) -> None:
    """Write a file of that folder, whole or not at all. What cannot be written is not remembered."""
    with contextlib.suppress(OSError, ValueError):  # a name that is no text cannot be written
        path.parent.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(json.dumps({"form": form, "content": content}, ensure_ascii=False, separators=(",", ":")))
            Path(name).replace(path)
        except (OSError, ValueError):
            Path(name).unlink(missing_ok=True)
            raise
