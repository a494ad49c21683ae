"""Makes the documents of a build: here one after another, or several at a time, each process with an engine of its own.

One document's failure does not stop the others. A process makes a document from its order alone, from the Word file to
the proof, and gives back bytes and proof; nothing that it works on is in build/. So it does not matter which process
makes what, and the result does not depend on how many there are.
"""

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import connection, util
from pathlib import Path
from typing import Final

from contracts.assembling import assemble
from contracts.comparison import compare_wordings
from contracts.compiling import compile_templates, templates_of
from contracts.errors import ContractsError, ConversionError, Place, Problem, ProblemsError, ProofError
from contracts.facts.load import AuthorityFolder
from contracts.filing.manifest import DocumentEntry
from contracts.filing.staging import Stage
from contracts.filling import Filled, is_filled_before, read_filled
from contracts.making import Making, make
from contracts.pdf.embedded import Embedded
from contracts.pdf.engine import Engine
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, OfficeProgram, find_office
from contracts.pdf.read import UnreadablePdfError
from contracts.plan.jobs import Job
from contracts.project import Project
from contracts.provenance import inputs_of
from contracts.word.render import Template

#: What concerns one document alone, so that the others can still be made.
ONE_DOCUMENT: Final = (ProblemsError, ConversionError, ProofError, UnreadablePdfError)


@dataclass(frozen=True, slots=True)
class Kit:
    """What every document of a build is made with."""

    project: Project
    authorities: Mapping[str, AuthorityFolder]  #: by id: the facts that the jobs were planned from
    program: OfficeProgram | None  #: the LibreOffice that makes them; None for the embedded engine


@dataclass(frozen=True, slots=True)
class Order:
    """One document to make in another process."""

    job: Job
    parts: Mapping[str, bytes]  #: the finished PDFs that a packet takes in, by path relative to build/
    filled: Path | None = None  #: where its template lies filled in; see `filling.read_filled`


@dataclass(frozen=True, slots=True)
class Made:
    """A document that has been made and proved."""

    job: Job
    entry: DocumentEntry
    outputs: Mapping[str, bytes]  #: by path relative to build/


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not made."""

    job: Job
    error: ContractsError


@contextlib.contextmanager
def open_engine(
    project: Project, work: Path, *, embedded: bool, program: OfficeProgram | None = None
) -> Iterator[Engine]:
    """The embedded engine or LibreOffice, with fonts and folders of its own.

    Args:
        project: where to look for LibreOffice, and how long it may take.
        work: an existing folder.
        embedded: which of the two.
        program: the LibreOffice, when it has been found already.

    Raises:
        MissingProgramError: LibreOffice is wanted and not on this machine.
    """
    fonts = fonts_configuration(work)
    engine: Engine = (
        Embedded(work, limit=project.time_limit)
        if embedded
        else Office(program or find_office(project.office), work, fonts, project.time_limit, project.time_limit)
    )
    with engine:
        yield engine


def part_missing(job: Job, part: str, data: str) -> ProblemsError:
    """What is told of a packet when a document in it was not made.

    Args:
        job: the packet.
        part: that document's title.
        data: the data folder's name.
    """
    text = f"”{job.title}” väntar på ”{part}”, som inte har blivit gjord"
    place = Place(f"{data}/{job.authority}/{job.planned.id}.md")
    return ProblemsError([Problem("packet-part-missing", text, place, "rätta först det som stoppar den delen")])


def make_one(
    job: Job, templates: Mapping[Path, Template], making: Making, filled: Filled | None = None
) -> Made | Failure:
    """One document, or why it was not made. Nothing is left staged of what was not.

    Args:
        job: the document.
        templates: each template that it uses; none are needed when it has been filled in.
        making: with what.
        filled: its template filled in, when that has been done.

    Raises:
        ContractsError: something is wrong that would stop every document.
    """
    stage = making.stage
    inputs = inputs_of(making.project, making.authorities[job.authority], job.planned)
    try:
        if is_filled_before(job):
            entry = make(job, templates, inputs, making, filled)
        else:
            entry = (assemble if job.parts else compare_wordings)(job, templates, inputs, making)
    except ONE_DOCUMENT as error:
        for suffix in (".docx", ".pdf"):
            stage.output(f"{job.stem}{suffix}").unlink(missing_ok=True)
        return Failure(job, error)
    return Made(job, entry, {file.path: stage.output(file.path).read_bytes() for file in entry.outputs})


@dataclass(slots=True)
class _Worker:
    """What one process keeps between its documents."""

    kit: Kit
    engine: Engine
    folder: Path
    templates: dict[Path, Template] = field(default_factory=dict)

    def make(self, order: Order) -> Made | Failure:
        """One document, in a folder that is gone afterwards."""
        job = order.job
        filled = read_filled(order.filled) if order.filled else None
        if filled is None:
            missing = [path for path in templates_of([job]) if path not in self.templates]
            self.templates |= compile_templates(self.kit.project, missing)
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            stage = Stage(Path(folder) / "build", Path(folder) / "work")
            for path, content in order.parts.items():
                stage.output(path).write_bytes(content)
            stage.work.mkdir(parents=True, exist_ok=True)
            making = Making(self.kit.project, self.kit.authorities, self.engine, stage, lambda *_: None)
            return make_one(job, self.templates, making, filled)


_worker: _Worker | None = None


def begin(kit: Kit, work: Path) -> None:
    """In a new process: open its engine, and close it when the process or the one that began it ends."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at a terminal it reaches all; the first process decides
    folder = Path(tempfile.mkdtemp(prefix="worker-", dir=work))
    stack = contextlib.ExitStack()
    engine = stack.enter_context(open_engine(kit.project, folder, embedded=kit.program is None, program=kit.program))
    util.Finalize(None, stack.close, exitpriority=10)
    threading.Thread(target=_end_with_parent, args=(stack,), daemon=True).start()
    _worker = _Worker(kit, engine, folder)


def _end_with_parent(stack: contextlib.ExitStack) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        stack.close()
        os._exit(1)


def carry_out(order: Order) -> Made | Failure:
    """In a process that has begun: make one document."""
    assert _worker is not None
    return _worker.make(order)
