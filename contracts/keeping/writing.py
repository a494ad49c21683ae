"""Writes a signed document and its record into signed/, and the state that follows: all or nothing, and once.

All is written whole beside its place first. Then the PDF is moved into place, the record, and last the partnership's
own file: what counts as filed is what has a record. Whatever stops it leaves data/ as it was; only a process that is
killed between two moves leaves a PDF without a record, which nothing reads and the next filing takes away, or a filed
pair that partnership.yaml does not count yet (completing.py).
"""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import OutputError, Place, Problem, ProblemsError
from contracts.facts.files import PARTNERSHIP_FILE
from contracts.facts.signed import FOLDER
from contracts.filing.disk import refused
from contracts.filing.manifest import sha256_of
from contracts.ledger.revisions import RevisionRecord

_WORK: Final = ".filing"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file of facts that changes with a filing."""

    path: Path
    shown_as: str  #: its name in messages
    before: bytes
    after: bytes


def write_once(partnership: Path, pdf: bytes, record: RevisionRecord, state: Rewritten | None = None) -> Path:
    """Put a signed PDF and its record into the partnership's signed/, and write the state that follows.

    Returns:
        The filed PDF.

    Raises:
        ProblemsError: something has been filed under that number already, or the file of facts has changed meanwhile.
        OutputError: the disk refuses, or another filing is going on there. data/ is as it was.
    """
    signed = partnership / FOLDER
    with _writing(signed), _working(signed) as work:
        _clear(signed, work)
        target = signed / f"{record.number}.pdf"
        for path in (target, target.with_suffix(".json")):
            if path.exists():
                raise ProblemsError([_taken(path, partnership)])
        _write(work / target.name, pdf)
        _write(work / target.with_suffix(".json").name, record.to_bytes())
        with _beside(state):
            _move(work, target, state)
    return target


def clear_interrupted(partnership: Path) -> bool:
    """Take away what a filing left that was killed; whether there was anything.

    Raises:
        OutputError: the disk refuses, or another filing is going on there.
    """
    signed = partnership / FOLDER
    if not (signed / _WORK).is_dir():
        return False
    with _writing(signed), _working(signed) as work:
        _clear(signed, work)
        for beside in _places_beside(partnership / PARTNERSHIP_FILE):
            beside.unlink(missing_ok=True)
    return True


def _move(work: Path, target: Path, state: Rewritten | None) -> None:
    """Move everything into place; an exception, Ctrl-C too, moves it back."""
    record = target.with_suffix(".json")
    with contextlib.ExitStack() as undo:
        # Each way back is laid before its step: an interruption may come right after that.
        undo.callback(target.unlink, missing_ok=True)
        (work / target.name).rename(target)
        undo.callback(record.unlink, missing_ok=True)
        (work / record.name).rename(record)
        if state:
            old, new = _places_beside(state.path)
            undo.callback(old.replace, state.path)
            new.rename(state.path)
            _sync(state.path.parent)
        _sync(target.parent)
        undo.pop_all()


@contextlib.contextmanager
def _beside(state: Rewritten | None) -> Iterator[None]:
    """The file of facts as it is, and as it will be, beside it, so that undoing takes no space on the disk."""
    if state is None:
        yield
        return
    places = _places_beside(state.path)
    try:
        for path, content in zip(places, (state.before, state.after), strict=True):
            _write(path, content)
            shutil.copymode(state.path, path)
        if state.path.read_bytes() != state.before:
            raise ProblemsError([_changing(state)])
        yield
    finally:
        for path in places:
            path.unlink(missing_ok=True)


def _places_beside(path: Path) -> tuple[Path, Path]:
    """Where a file of facts lies, as it was and as it will be, while a filing goes on."""
    return path.with_name(f".{path.name}.old"), path.with_name(f".{path.name}.new")


def _clear(signed: Path, work: Path) -> None:
    """Take away what a killed filing left: its work, and its PDF if that stands without a record."""
    for left in work.glob("*.json"):
        pdf = signed / f"{left.stem}.pdf"
        if pdf.exists() and not (signed / left.name).exists() and sha256_of(pdf) == _sha256_in(left):
            pdf.unlink()
    for path in work.iterdir():
        if path.name != _LOCK:
            path.unlink()


def _sha256_in(record: Path) -> str:
    try:
        return str(json.loads(record.read_bytes())["pdf"]["sha256"])
    except (ValueError, KeyError, TypeError):
        return ""  # half written: then the PDF was not moved yet either


@contextlib.contextmanager
def _working(signed: Path) -> Iterator[Path]:
    """The folder of one filing, kept from others, and gone afterwards."""
    made = not signed.exists()
    work = signed / _WORK
    work.mkdir(parents=True, exist_ok=True)
    try:
        with (work / _LOCK).open("w") as lock:
            _lock(lock.fileno())
            yield work
            # What is in place is filed: a folder that stays is taken away by the next filing.
            shutil.rmtree(work, ignore_errors=True)
    except _BusyError:
        raise OutputError(str(signed), "another filing is going on here", "Wait until it has ended.") from None
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        if made:
            with contextlib.suppress(OSError):
                signed.rmdir()
        raise


class _BusyError(Exception):
    """Somebody else holds the lock; nothing here is ours to clear."""


def _lock(file: int) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise _BusyError from error


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _writing(signed: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused(error, signed, again="file it again", kept="data/ is as it was") from error


def _taken(path: Path, partnership: Path) -> Problem:
    shown = f"{partnership.parent.name}/{partnership.name}/{FOLDER}/{path.name}"
    return Problem(
        "signed-taken",
        f"{path.name} finns redan i {FOLDER}/ och skrivs aldrig över",
        Place(shown),
        "kör contracts check, som säger om något i mappen är fel",
    )


def _changing(state: Rewritten) -> Problem:
    text, remedy = "filen ändrades medan dokumentet filades", "fila dokumentet igen när ingen annan skriver i den"
    return Problem("facts-changing", text, Place(state.shown_as), remedy)
