"""A process that carries out orders, on this machine or on another: what it is begun with, and keeps between them.

It makes a document from its order alone, from the Word file to the proof, and gives back bytes and proof; nothing that
it works on is in build/. So it does not matter which process makes what, and the result does not depend on how many
there are.
"""

import contextlib
import functools
import gc
import hashlib
import multiprocessing
import os
import pickle
import platform
import shutil
import signal
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import connection, util
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Final

from contracts.compiling import compile_templates, templates_of
from contracts.errors import ContractsError, MissingProgramError, OtherVersionsError
from contracts.facts.folders import AuthorityFolder
from contracts.filing.manifest import DocumentEntry
from contracts.filing.staging import SingleStage
from contracts.filling import unpack_filled
from contracts.making import Making
from contracts.order import Order, laid_out, unpack
from contracts.pdf.embedded import Embedded, embedded_version
from contracts.pdf.engine import Engine
from contracts.pdf.office import Office, OfficeProgram, find_office
from contracts.project import Project
from contracts.provenance import versions
from contracts.word.render import Template
from contracts.working import Failure, make_one, open_engine

#: So many documents, and then a search for all garbage: each leaves some 1500 objects that hold each other. Most have
#: outlived a search that came in the middle of it, and Python by itself looks through the old ones hundreds later.
_SEARCH: Final = 20


@dataclass(frozen=True, slots=True)
class Product:
    """What comes back of an order."""

    entry: DocumentEntry
    outputs: Mapping[str, bytes]  #: by path relative to build/


@dataclass(slots=True)
class Workshop:
    """What one process keeps between its documents."""

    folder: Path
    program: OfficeProgram | None  #: the LibreOffice to use; None to look for one, when one is needed
    stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)  #: closes the engine
    engine: Engine | None = None
    made_for: tuple[object, ...] = ()  #: what the engine was opened for
    templates: dict[tuple[str, str], Template] = field(default_factory=dict)  #: by name and fingerprint
    lock: threading.Lock = field(default_factory=threading.Lock)  #: an engine serves one thread at a time
    made: int = 0  #: documents so far

    versions: dict[bool, dict[str, str]] = field(default_factory=dict)  #: of all here, with the embedded engine or not

    def require(self, wanted: Mapping[str, str], *, embedded: bool) -> None:
        """Refuse to make what would be another document.

        Raises:
            OtherVersionsError: the version of something is another here.
        """
        if embedded not in self.versions:
            version = embedded_version() if embedded else self._office_version()
            self.versions[embedded] = versions(Embedded.name if embedded else Office.name, version)
        here = self.versions[embedded]
        names = dict.fromkeys((*wanted, *here))
        found = [(one, here.get(one, "missing"), wanted.get(one, "missing")) for one in names]
        if differences := [one for one in found if one[1] != one[2]]:
            raise OtherVersionsError(platform.node() or "another machine", differences)

    def make(self, packed: Order) -> Product | ContractsError:
        """One document, in a folder where nothing of it is left afterwards."""
        brought = self.folder / "order"
        work = self.folder / "work"
        stage = SingleStage(brought / packed.project.build, work, work)
        stage.make_ready()
        try:
            order = laid_out(packed, brought)
            authorities = {order.job.authority: _facts(order.facts)}
            engine = self.open(order.project, embedded=order.embedded)
            making = Making(order.project, authorities, engine, stage, lambda *_: None)
            filled = unpack_filled(order.filled)
            templates = self._templates_of(order) if filled is None else {}
            made = make_one(order.job, templates, order.sources, making, filled)
        finally:
            if packed.files:
                shutil.rmtree(brought, ignore_errors=True)  # what it brought, or would have
            stage.clear()
        self.one_more()
        return made.error if isinstance(made, Failure) else Product(made.entry, made.outputs)

    def one_more(self) -> None:
        """Another document has been made: now and then, leave nothing of those before it."""
        self.made += 1
        if self.made % _SEARCH == 0:
            gc.collect()
        if self.made == _SEARCH:
            gc.freeze()  # what has been learnt by then stays: each search would look through it again

    def open(self, project: Project, *, embedded: bool) -> Engine:
        """The engine with a project's limits; the one that is open, if that is it.

        Raises:
            MissingProgramError: LibreOffice is wanted and not on this machine.
            OutputError: the folder cannot be written.
        """
        wanted = (embedded, project.time_limit, project.memory_limit)
        if self.engine is None or self.made_for != wanted:
            self.stack.close()
            opened = open_engine(project, self.folder, embedded=embedded, program=self.program)
            self.engine, self.made_for = self.stack.enter_context(opened), wanted
        return self.engine

    def _office_version(self) -> str:
        try:
            self.program = self.program or find_office()
        except MissingProgramError:
            return "missing"
        return self.program.version

    def _templates_of(self, order: Order) -> dict[Path, Template]:
        found = {}
        for path in templates_of([order.job]):
            key = (path.relative_to(order.project.templates).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
            if key not in self.templates:
                self.templates[key] = compile_templates(order.project, [path])[path]
            found[path] = self.templates[key]
        return found


@functools.lru_cache(maxsize=4)
def _facts(pickled: bytes) -> AuthorityFolder:
    found = pickle.loads(pickled)  # noqa: S301 - it came with an order, which is trusted
    assert isinstance(found, AuthorityFolder)
    return found


_workshop: Workshop | None = None
_beginning: Final = threading.Lock()
_tidying: Final = threading.Lock()


def begin(
    work: Path,
    project: Project,
    program: OfficeProgram | None,
    leash: connection.Connection,
    kept: "SimpleQueue[int | None]",
) -> None:
    """In a new process of this machine: make ready, and end with the process that began it, or when that lets go.

    Args:
        work: an existing folder, in which it makes one of its own.
        project: with the limits of the engine.
        program: the LibreOffice to use; None for the embedded engine.
        leash: when its other end is closed, which nobody else has, this process ends, whatever it does.
        kept: gives the processor that it keeps to, with all it starts; None for all.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at a terminal it reaches all; the first process decides
    workshop = _begun(work, program)
    asked, ask = multiprocessing.Pipe(duplex=False)

    def end() -> None:
        connection.wait([leash, asked])
        _tidy_up(workshop)
        os._exit(1)

    # When one process of a pool has died, the pool ends the others by this signal. It comes in the middle of anything:
    # all is left to a thread that holds nothing.
    signal.signal(signal.SIGTERM, lambda *_: ask.close())
    threading.Thread(target=end, daemon=True).start()
    if (processor := kept.get()) is not None and hasattr(os, "sched_setaffinity"):
        with contextlib.suppress(OSError):  # it has been taken away meanwhile
            os.sched_setaffinity(0, {processor})
    with contextlib.suppress(ContractsError, OSError), workshop.lock:  # what is wrong shows when it is needed
        workshop.open(project, embedded=program is None)


def _begun(work: Path | None, program: OfficeProgram | None) -> Workshop:
    """This process's workshop; made at its first order where nobody began it."""
    global _workshop
    with _beginning:
        if _workshop is None:
            _workshop = Workshop(Path(tempfile.mkdtemp(prefix="worker-", dir=work)), program)
            util.Finalize(None, _tidy_up, args=(_workshop,), exitpriority=10)
        return _workshop


def _tidy_up(workshop: Workshop) -> None:
    with _tidying:  # the process may not end while the other thread waits for an engine that hangs
        workshop.stack.close()
        shutil.rmtree(workshop.folder, ignore_errors=True)


def carry_out(embedded: bool, wanted: Mapping[str, str], content: bytes) -> Product | ContractsError:
    """Make one document in this process; returns it, or why it could not be made.

    Args:
        embedded: whether the embedded engine makes it.
        wanted: what it must be made with; see `provenance.versions`.
        content: the packed order, which is opened only if all versions are the same.

    Raises:
        OtherVersionsError: the version of something is another here.
        ContractsError: something is wrong that would stop every document.
    """
    workshop = _begun(None, None)
    with workshop.lock:
        workshop.require(wanted, embedded=embedded)
        return workshop.make(unpack(content))
