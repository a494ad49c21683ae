"""The seam between this project and what lays out its pages, and the supervision that both engines need.

An engine turns one .docx into one PDF. There are two: `office` (LibreOffice) and `embedded` (rdocx). Both may hang,
crash, or say that all went well without a file. So both run in a process of their own, under a time limit, and what
they wrote counts only after it has been looked at. The rules for that stand here once.

A worker is a program that reads one request per line from its standard input and answers each with one line, both
JSON.
"""

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from contracts.errors import ConversionError, OutputError
from contracts.pdf.preflight import preflight

#: how often one document is tried: once, and once more with a fresh worker
ATTEMPTS = 2
#: seconds that a worker gets to end by itself when its input closes
PATIENCE = 2.0
WRITING_REMEDY = "Check that the folder exists, that you may write in it, and that the disk is not full."
#: lines of a worker's own log that stand in the error
LOG_LINES = 8


class Engine(Protocol):
    """What makes PDFs from .docx files. Serves one thread at a time; use several engines for several threads."""

    @property
    def name(self) -> str:
        """`office` or `embedded`."""

    @property
    def version(self) -> str:
        """The engine's own version: pages may break differently in another."""

    def convert(self, docx: Path, pdf: Path) -> None:
        """Make `pdf` from `docx`; an existing `pdf` is replaced only by one that has been looked at.

        Raises:
            ProblemsError: the pre-flight refuses the .docx.
            ConversionError: no sound PDF came out, also at the second try.
            MissingProgramError: the engine is not on this machine.
            OutputError: the folder of `pdf` cannot be written.
        """

    def close(self) -> None:
        """End every process of the engine and remove its folders; the engine may be used again after it."""

    def __enter__(self) -> Self:
        """The engine itself, warming up."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""


@dataclass(frozen=True, slots=True)
class EngineVersion:
    """Which engine made a document; stands in the manifest, because page breaks differ between engines and versions."""

    name: str
    version: str

    def __str__(self) -> str:
        """Such as `office 7.4.7.2`."""
        return f"{self.name} {self.version}"


def version_of(engine: Engine) -> EngineVersion:
    """The manifest's value for an engine."""
    return EngineVersion(engine.name, engine.version)


class WorkerError(Exception):
    """A worker hung, ended or gave something unusable: worth one more try with a fresh worker."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Reply:
    """One line from a worker."""

    outcome: str  #: "started" (a program of its own), "ready", "done" or "refused"
    reason: str = ""  #: why it was refused
    group: int = 0  #: process group that was started, to be killed with the worker; 0 for none


class Worker:
    """One supervised child process in a session, and a folder, of its own; the folder goes when the worker does.

    Raises:
        WorkerError: the child could not be started, hung, ended, or answered with something else than a reply.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self.folder = folder
        self._groups: tuple[int, ...] = ()
        self._unread = b""
        self._log = folder / "worker.log"
        try:
            self._process = self._launch(command, environment)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise WorkerError(f"it could not be started: {error}") from error

    def ask(self, source: Path, target: Path, limit: float) -> Reply:
        """Have `source` converted into `target`, within `limit` seconds."""
        request = json.dumps({"source": str(source), "target": str(target)}) + "\n"
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(request.encode())
            self._process.stdin.flush()
        except OSError as error:
            raise self._ended() from error
        return self.expect(("done", "refused"), limit)

    def expect(self, outcomes: tuple[str, ...], limit: float) -> Reply:
        """The next reply that is one of `outcomes`; waits `limit` seconds in all."""
        deadline = time.monotonic() + limit
        while True:
            reply = self._read(deadline, limit)
            if reply.group:
                self._groups = (*self._groups, reply.group)
            if reply.outcome in outcomes:
                return reply

    def log_tail(self) -> str:
        """The last lines that the worker and its programs wrote on standard error, on one line."""
        if not self._log.is_file():  # the worker removed its folder when its input closed
            return ""
        lines = [line.strip() for line in self._log.read_text("utf-8", "replace").splitlines() if line.strip()]
        return " | ".join(lines[-LOG_LINES:])

    def close(self) -> None:
        """End the worker and all it started, politely first, and remove its folder."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(OSError):  # unsent bytes, and nobody left to read them
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            kill_group(self._process.pid)
            self._process.wait()
        finally:
            for group in self._groups:
                kill_group(group)
            self._process.stdout.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _launch(self, command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=dict(environment),
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C in the terminal is ours to handle, and one signal kills all
            )

    def _read(self, deadline: float, limit: float) -> Reply:
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise WorkerError(f"it gave no answer within {limit:g} seconds and was killed")
                block = os.read(self._process.stdout.fileno(), 65536)
                if not block:
                    raise self._ended()
                self._unread += block
        line, _, self._unread = self._unread.partition(b"\n")
        try:
            return Reply(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise WorkerError(f"it answered {line[:80]!r}, which is no reply") from error

    def _ended(self) -> WorkerError:
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return WorkerError("it closed its output without an answer")
        how = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
        return WorkerError(f"its process {how} before it answered")


class Supervisor:
    """Converts documents with a warm worker: starts it when needed, replaces it when it fails, tries twice.

    Attributes:
        name: the engine's name, for errors.
        start: launches a worker, without waiting until it is ready.
        start_limit: seconds until a worker must be ready.
        limit: seconds per document and try.
        remedy: English, what the reader of the error can do.
    """

    def __init__(self, name: str, start: Callable[[], Worker], start_limit: float, limit: float, remedy: str) -> None:
        self.name, self.start, self.start_limit, self.limit, self.remedy = name, start, start_limit, limit, remedy
        self._worker: Worker | None = None
        self._ready = False

    def launch(self) -> None:
        """Begin to warm up, so that the first document waits less; a failure shows when a document needs the worker."""
        with contextlib.suppress(WorkerError):
            self._worker = self._worker or self.start()

    def convert(self, docx: Path, pdf: Path) -> None:
        """Pre-flight, conversion into a file beside `pdf`, a look at it, and only then its name. Raises as `Engine`."""
        preflight(docx)
        part = pdf.absolute().with_name(f".{pdf.name}.part")
        try:
            with _writing(pdf):
                part.touch()  # finds out now, and not from an engine's own words, whether the folder can be written
                part.unlink()
            self._convert(docx.absolute(), part)
            with _writing(pdf):
                part.replace(pdf)
        except KeyboardInterrupt:  # an answer may be on its way, and belongs to no later request
            self.close()
            raise
        finally:
            with contextlib.suppress(OSError):  # its folder may be the trouble
                part.unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker, if there is one."""
        worker, self._worker, self._ready = self._worker, None, False
        if worker is not None:
            worker.close()

    def _convert(self, docx: Path, part: Path) -> None:
        failures: list[WorkerError] = []
        while len(failures) < ATTEMPTS:
            try:
                return self._try(docx, part)
            except WorkerError as error:
                tail = self._worker.log_tail() if self._worker else ""
                failures.append(WorkerError(f"{error.reason} ({tail})") if tail else error)
                self.close()
        reason = "; ".join(f"try {number}: {failure.reason}" for number, failure in enumerate(failures, 1))
        raise ConversionError(docx.name, self.name, reason, self.remedy) from failures[-1]

    def _try(self, docx: Path, part: Path) -> None:
        self._worker = self._worker or self.start()
        if not self._ready:
            self._worker.expect(("ready",), self.start_limit)
            self._ready = True
        reply = self._worker.ask(docx, part, self.limit)
        if reply.outcome == "refused":  # it would be refused again, and the worker is well
            raise ConversionError(docx.name, self.name, reply.reason, self.remedy)
        look_at(part)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error), WRITING_REMEDY) from error


def worker_folder(work: Path, name: str) -> Path:
    """A new folder for one worker of an engine.

    Raises:
        OutputError: the work folder cannot be written.
    """
    with _writing(work):
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=work))


def look_at(pdf: Path) -> int:
    """The number of pages of a PDF that is whole as far as a glance can tell.

    Raises:
        WorkerError: there is no file, or it does not begin and end as a PDF, or it has no pages.
    """
    if not pdf.is_file():
        raise WorkerError("it said that it was done, but there is no file")
    content = pdf.read_bytes()
    if not content.startswith(b"%PDF-"):
        raise WorkerError("its file does not begin as a PDF")
    if b"%%EOF" not in content[-1024:]:
        raise WorkerError("its file is cut off: the end mark of a PDF is missing")
    try:
        pages = len(PdfReader(pdf).pages)
    except (PyPdfError, ValueError, KeyError, AttributeError) as error:  # pypdf lets the latter through on broken trees
        raise WorkerError("its file cannot be read as a PDF") from error
    if not pages:
        raise WorkerError("its PDF has no pages")
    return pages


def kill_group(group: int) -> None:
    """Kill a whole process group at once; that it is gone already is well."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # PermissionError: macOS, when only zombies are left
        os.killpg(group, signal.SIGKILL)
