"""Writes a signed document and its record into signed/: both or neither, once, and never over what is there.

Both files are written whole in signed/.filing. Then the PDF is moved into place, and last the record: what counts as
filed is what has a record. Whatever stops it before that leaves signed/ as it was; only a process that is killed
between the two moves leaves a PDF without a record, which nothing reads and the next filing takes away.
"""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from contracts.errors import OutputError, Place, Problem, ProblemsError
from contracts.facts.signed import FOLDER
from contracts.filing.disk import refused
from contracts.filing.manifest import sha256_of
from contracts.ledger.revisions import RevisionRecord

_WORK: Final = ".filing"
_LOCK: Final = "lock"


def write_once(partnership: Path, pdf: bytes, record: RevisionRecord) -> Path:
    """Put a signed PDF and its record into the partnership's signed/.

    Returns:
        The filed PDF.

    Raises:
        ProblemsError: something has been filed under that number already.
        OutputError: the disk refuses, or another filing is going on there. signed/ is as it was.
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
        _move(work, target)
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
    return True


def _move(work: Path, target: Path) -> None:
    record = target.with_suffix(".json")
    try:
        (work / target.name).rename(target)
        (work / record.name).rename(record)
        _sync(target.parent)
    except BaseException:  # Ctrl-C comes here too; neither file was there before
        record.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        raise


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
            shutil.rmtree(work)
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
