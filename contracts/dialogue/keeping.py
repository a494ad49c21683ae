"""Puts answers away in a file between two sittings."""

import json
from pathlib import Path

from contracts.dialogue.talk import Answered
from contracts.errors import OutputError


def kept_at(path: Path) -> Answered | None:
    """The answers in a file; None when there is none, or none of ours."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        given = tuple((str(identifier), str(answer)) for identifier, answer in written["given"])
        return Answered(given, {str(identifier): str(answer) for identifier, answer in written["proposed"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep_at(path: Path, answered: Answered) -> None:
    """Write the answers to a file whose folder no version control looks into.

    Raises:
        OutputError: It cannot be written.
    """
    written = {"given": [list(pair) for pair in answered.given], "proposed": dict(answered.proposed)}
    beside = path.with_name(f"{path.name}.new")
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True)
            # Half-finished answers name people, and are nobody's facts yet.
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        beside.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise OutputError(path.as_posix(), error.strerror or str(error), "Check the folder's rights.") from error


def forget(path: Path) -> None:
    """Take the file away, and its folder when nothing else is kept there."""
    path.unlink(missing_ok=True)
    folder = path.parent
    if folder.is_dir() and {left.name for left in folder.iterdir()} == {".gitignore"}:
        (folder / ".gitignore").unlink()
        folder.rmdir()
