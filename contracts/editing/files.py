"""Files of facts with edits made, and several files written as one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from contracts.editing.splice import Edit, edit_prose, edit_text
from contracts.errors import OutputError
from contracts.facts.reader import read_text

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def edited(path: Path, edits: Sequence[Edit], shown_as: str) -> bytes:
    """What the file holds with the edits made; the file itself is not touched.

    Args:
        path: A YAML file, or a Markdown file with fields before its prose.
        edits: What to change. Without any these are the file's own bytes.
        shown_as: The file's name in messages.

    Raises:
        EditError: There is nothing to change at a route, or the change can't be written.
        ProblemsError: The reader refuses the file as it is.
    """
    mark = _BOM if path.read_bytes().startswith(_BOM.encode()) else ""
    change = edit_prose if path.suffix == ".md" else edit_text
    return change(mark + read_text(path, shown_as), edits, shown_as).encode()


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: each is written beside its place, then all are renamed.

    Raises:
        OutputError: One can't be written; then every file is as it was.
    """
    beside = {path: path.with_name(f".{path.name}.new") for path in files}
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    folders = [parent for path in files for parent in (path.parent, *path.parent.parents) if not parent.exists()]
    done: list[Path] = []
    path = Path()
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(content)
        for path in files:
            done.append(path)  # before: an interruption may come right after the renaming
            beside[path].replace(path)
    except OSError as error:
        _undo(before, done, beside, folders)
        raise OutputError(str(path), error.strerror or str(error), "Check the folder's rights and the disk.") from error
    except BaseException:  # Ctrl-C leaves every file as it was, too
        _undo(before, done, beside, folders)
        raise


def _undo(
    before: Mapping[Path, bytes | None], done: Sequence[Path], beside: Mapping[Path, Path], folders: Sequence[Path]
) -> None:
    for path in done:
        content = before[path]
        if content is not None:
            path.write_bytes(content)
        elif path.is_file():
            path.unlink()
    for path in beside.values():
        path.unlink(missing_ok=True)
    for folder in sorted(set(folders), key=lambda one: len(one.parts), reverse=True):
        if folder.is_dir():
            folder.rmdir()
