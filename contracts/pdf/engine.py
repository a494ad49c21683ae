"""The seam between this project and what lays out its pages, and the supervision that both engines need.

An engine turns one .docx into one PDF. There are two: `office` (LibreOffice) and `embedded` (rdocx). Both may hang,
crash, or say that all went well without a file. So both run in a process of their own, under a time limit, and what
they wrote counts only after it has been looked at. The rules for that stand here once; the process itself is worker.py.
"""

import abc
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pikepdf

from contracts.errors import ConversionError, OutputError
from contracts.pdf.preflight import preflight
from contracts.pdf.worker import Worker, WorkerError

#: how often one document is tried: once, and once more with a fresh worker
ATTEMPTS = 2
WRITING_REMEDY = "Check that the folder exists, that you may write in it, and that the disk is not full."


class Engine(Protocol):
    """What makes PDFs from .docx files. Serves one thread at a time; use several engines for several threads."""

    @property
    def name(self) -> str:
        """`office` or `embedded`."""

    @property
    def version(self) -> str:
        """The engine's own version: pages may break differently in another."""

    @property
    def for_drafts(self) -> bool:
        """Whether it cannot tag, bookmark and measure everything, so that it makes nothing but drafts."""

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


class SupervisedEngine(abc.ABC):
    """What both engines do alike: convert with a warm worker, replace it when it fails, try twice.

    Each engine says who it is and how its worker is started; it is used as a context manager, one thread at a time.

    Args:
        work: an existing folder; each worker makes one of its own in it, and removes it.
        limit: seconds per document and try.
        start_limit: seconds until a worker must be ready.
        remedy: English, what the reader of an error can do.
        memory_limit: bytes. A worker that takes more than half of this after a document is replaced by a fresh one; one
            that takes more than all of it is killed, and the document tried once more.
    """

    name: str
    for_drafts = False

    def __init__(self, work: Path, limit: float, start_limit: float, remedy: str, memory_limit: int) -> None:
        self.work, self.limit, self.start_limit, self.remedy = work.resolve(), limit, start_limit, remedy
        self.memory_limit = memory_limit
        self._worker: Worker | None = None
        self._ready = False

    def __enter__(self) -> Self:
        """The engine; its worker starts while the first document is being written.

        A start that fails shows when a document needs the worker.
        """
        with contextlib.suppress(WorkerError):
            self._worker = self._worker or self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

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
        """End the worker with all it started and remove its folder; the next conversion starts another."""
        worker, self._worker, self._ready = self._worker, None, False
        if worker is not None:
            worker.close()

    @abc.abstractmethod
    def _start(self) -> Worker:
        """Launch a worker, without waiting until it is ready."""

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
        self._worker = self._worker or self._start()
        if not self._ready:
            self._worker.expect(("ready",), self.start_limit)
            self._ready = True
        reply = self._worker.ask(docx, part, self.limit)
        if reply.outcome == "refused":  # it would be refused again, and the worker is well
            raise ConversionError(docx.name, self.name, reply.reason, self.remedy)
        look_at(part)
        if self._worker.memory() > self.memory_limit // 2:
            self.close()
            with contextlib.suppress(WorkerError):  # that it cannot be started shows when a document needs it
                self._worker = self._start()


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
        with pikepdf.open(pdf, attempt_recovery=False) as opened:
            pages = len(opened.pages)
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise WorkerError("its file cannot be read as a PDF") from error
    if not pages:
        raise WorkerError("its PDF has no pages")
    return pages
