"""Has the documents of a build made: here one after another, or by processes that are replaced when they die."""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from types import TracebackType
from typing import Final

from contracts.errors import ContractsError, ConversionError
from contracts.filing.staging import Stage
from contracts.filling import FilledDocuments, unpack_filled
from contracts.forking import forking, processors
from contracts.making import Making, Progress
from contracts.order import Kit, Orders, pack
from contracts.pdf.embedded import Embedded, embedded_version
from contracts.pdf.office import Office
from contracts.plan.jobs import Job
from contracts.provenance import sources_of, versions
from contracts.word.render import Template
from contracts.working import Failure, Made, make_one, open_engine, part_missing
from contracts.workshop import Product, begin, carry_out

#: Seconds between two looks at whether somebody wants to stop.
_LOOK: Final = 0.2
#: Orders that wait for each process: one, so that none is idle while a document comes back.
_AHEAD: Final = 2
#: What giving an order raises when the processes have died, or the one that begins them.
_NOBODY_TAKES_IT: Final = (BrokenExecutor, OSError, EOFError)
#: Seconds before an order is given again that nobody took.
_PAUSES: Final = (0.0, 0.1, 0.3, 1.0, 3.0)
#: Seconds in which idle processes end by themselves; with LibreOffice it takes three at most.
_LATE: Final = 10.0
_DIED: Final = "the process that made it ended, also at the second try"
_REMEDY: Final = "See whether the machine has memory to spare, or build with --jobs 1."

#: Compiles every template, for documents to be filled in.
Filling = Callable[[], FilledDocuments]
#: What `carry_out` is called with: which engine, the versions that it must have, the packed order.
Parcel = tuple[bool, Mapping[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Hands:
    """Processes that carry out orders, on this machine or on others."""

    executor: Executor  #: raises BrokenExecutor for what was lost with a process
    number: Callable[[], int]  #: how many there are now
    drop: Callable[[], None]  #: ends at once what they do
    fill_in: bool = False  #: whether they fill in the templates, or get them filled in


def make_here(
    kit: Kit,
    jobs: Sequence[Job],
    templates: Callable[[], Mapping[Path, Template]],
    stage: Stage,
    progress: Progress,
    filling: Filling,
) -> Generator[Made | Failure]:
    """What becomes of each job, one after another, with one engine.

    Args:
        kit: what they are made with.
        jobs: the documents; the parts of every packet stand before it, are staged, or are current in build/.
        templates: gives each template that the jobs use.
        stage: where they are staged.
        progress: told of each step; may raise to stop.
        filling: compiles and fills in every template first, while the engine starts.

    Raises:
        ProblemsError: A template is wrong, or cannot be filled in.
    """
    failed: set[str] = set()
    if not jobs:
        return
    with open_engine(kit.project, stage.scratch, embedded=kit.program is None, program=kit.program) as engine:
        filled = filling()
        making = Making(kit.project, kit.authorities, engine, stage, progress)
        for job in [*filled.fill(jobs, lambda: progress("", "render"))]:
            sources = sources_of(kit.project, kit.authorities[job.authority], job)
            waiting = _waiting(job, failed, kit)
            result = waiting or make_one(job, templates(), sources, making, unpack_filled(filled.packed(job)))
            filled.forget(job)
            if isinstance(result, Failure):
                failed.add(job.stem)
            yield result


def make_apart(
    kit: Kit, jobs: Sequence[Job], stage: Stage, progress: Progress, hands: Callable[[], Hands], filling: Filling
) -> Generator[Made | Failure]:
    """What becomes of each job, several at a time; packets when all else has been made.

    Templates are filled in while the first documents are being made. Nothing of a build counts before its end, so one
    template that is wrong still stops them all.

    Whoever takes a result stages it before asking for the next.

    Args:
        kit: what they are made with.
        jobs: the documents.
        stage: where they are staged.
        progress: told several times a second which was made last; may raise to stop.
        hands: gives the processes that make them, and fresh ones when some have died.
        filling: compiles every template, while the processes begin; they may fill in themselves.

    Raises:
        ProblemsError: A template is wrong, or cannot be filled in.
    """
    last = ""
    failed: set[str] = set()
    orders, wanted = Orders(kit, stage), _versions(kit)

    def parcel(job: Job) -> Parcel:
        return kit.program is None, wanted, pack(orders.order(job, filled.packed(job)))

    def tick() -> None:
        progress(last, "made" if last else "render")

    def made(source: Iterable[Job]) -> Iterator[Made | Failure]:
        nonlocal last
        for result in crew.make(source):
            filled.forget(result.job)
            if isinstance(result, Failure):
                failed.add(result.job.stem)
            else:
                last = result.job.title
            yield result

    with Crew(hands, tick, parcel) as crew:
        fill_in = crew.begin().fill_in
        filled = filling()
        packets: list[Job] = []
        yield from made(_putting_off(iter(jobs) if fill_in else filled.fill(jobs, tick), packets))
        blocked = [found for job in packets if (found := _waiting(job, failed, kit))]
        yield from blocked
        stems = {one.job.stem for one in blocked}
        yield from made(job for job in packets if job.stem not in stems)


def _putting_off(jobs: Iterable[Job], packets: list[Job]) -> Iterator[Job]:
    """All but the packets, which are put into that list."""
    for job in jobs:
        if job.parts:
            packets.append(job)
        else:
            yield job


def _waiting(job: Job, failed: Collection[str], kit: Kit) -> Failure | None:
    """A packet that takes in what was not made."""
    part = next((part for part in job.parts if part.stem in failed), None)
    return Failure(job, part_missing(job, part.title, kit.project.data.name)) if part else None


def _versions(kit: Kit) -> dict[str, str]:
    """Of all that a process must have to make the same documents as this one."""
    return versions(Office.name, kit.program.version) if kit.program else versions(Embedded.name, embedded_version())


class Crew:
    """Processes that make documents; use as a context manager.

    Args:
        new: gives processes that have begun, and fresh ones when one of them has died.
        tick: called several times a second while there is something to wait for; may raise to stop.
        parcel: what is sent of a job.
    """

    def __init__(self, new: Callable[[], Hands], tick: Callable[[], None], parcel: Callable[[Job], Parcel]) -> None:
        self._new, self._tick, self._parcel = new, tick, parcel
        self._hands: Hands | None = None

    def __enter__(self) -> "Crew":
        """The crew itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of them; of what they have in hand too, when somebody wants to stop."""
        self._end(at_once=kind is not None)

    def begin(self) -> Hands:
        """Have them begin now, and not when there is something to make."""
        self._hands = self._hands or self._new()
        return self._hands

    def make(self, jobs: Iterable[Job]) -> Iterator[Made | Failure]:
        """What becomes of each job, in the order in which they end; the jobs are taken as soon as they are there.

        When a process dies, what was under way is tried again, one at a time: so it is known which document it was.
        """
        left = _Ahead(jobs)
        while True:
            lost: list[Job] = []
            yield from self._together(left, lost)
            if not lost:
                return
            for job in lost:
                yield from self._alone(job)

    def _alone(self, job: Job) -> Iterator[Made | Failure]:
        """What becomes of a job that was lost, tried once more; given again as long as nobody takes it, for a while.

        When the process that begins all others has been killed, none can be begun until the system has put it away.
        """
        lost: list[Job] = []
        for pause in _PAUSES:
            time.sleep(pause)
            lost = []
            taken = yield from self._together(_Ahead((job,)), lost)
            if not lost:
                return
            if taken:
                break
        name = "LibreOffice or the program around it"
        yield Failure(job, ConversionError(f"{job.stem}.docx", name, _DIED, _REMEDY))

    def _together(self, left: "_Ahead", lost: list[Job]) -> Generator[Made | Failure, None, bool]:
        """What becomes of the jobs, no more of them under way than there are hands for; until one is lost.

        Returns:
            Whether any order was taken.
        """
        taken = False
        hands = self.begin()
        waiting: dict[Future[Product | ContractsError], Job] = {}
        while True:
            while not lost and len(waiting) < _AHEAD * max(1, hands.number()) and (job := left.next()):
                parcel = self._parcel(job)
                try:
                    waiting[hands.executor.submit(carry_out, *parcel)] = job
                    taken = True
                except _NOBODY_TAKES_IT:
                    lost.append(job)
            if not waiting:
                break
            done, _ = wait(waiting, 0 if left.look() else _LOOK, FIRST_COMPLETED)
            self._tick()
            for future in done:
                job = waiting.pop(future)
                try:
                    result = future.result()
                except BrokenExecutor:
                    lost.append(job)
                else:
                    yield _ended(job, result)
        if lost:
            self._end(at_once=False)
        return taken

    def _end(self, *, at_once: bool) -> None:
        hands, self._hands = self._hands, None
        if hands is None:
            return
        if at_once:
            hands.drop()
        # One that is killed while it waits for an order may have kept the others from hearing that there are no more.
        late = threading.Timer(_LATE, hands.drop)
        late.daemon = True
        late.start()
        hands.executor.shutdown(cancel_futures=True)
        late.cancel()


class _Ahead:
    """Jobs that are taken one at a time, and got ready before that: what is wrong with one of them shows soon."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._coming, self._ready = iter(jobs), deque[Job]()

    def look(self) -> bool:
        """Get one more ready; whether there was one."""
        job = next(self._coming, None)
        if job is not None:
            self._ready.append(job)
        return job is not None

    def next(self) -> Job | None:
        """The next job, when there is one."""
        return self._ready.popleft() if self._ready or self.look() else None


def _ended(job: Job, result: Product | ContractsError) -> Made | Failure:
    return Made(job, result.entry, result.outputs) if isinstance(result, Product) else Failure(job, result)


def processes(kit: Kit, work: Path, number: int) -> Hands:
    """So many processes on this machine, each with an engine of its own that begins at once.

    Where there is one for each processor, each keeps to one, with its engine. The two take turns and never need more,
    and without that the system often wakes them on the processor of another pair while their own stands idle.

    Args:
        kit: what they make documents with.
        work: an existing folder, in which each has one of its own.
        number: at most this many.
    """
    context = forking()
    theirs, ours = context.Pipe(duplex=False)
    kept: SimpleQueue[int | None] = context.SimpleQueue()
    usable = sorted(processors())
    for index in range(number):
        kept.put(usable[index % len(usable)] if number >= len(usable) else None)
    given = (work, kit.project, kit.program, theirs, kept)
    pool = ProcessPoolExecutor(number, context, initializer=begin, initargs=given)
    with contextlib.suppress(*_NOBODY_TAKES_IT):  # then the first order shows it
        for _ in range(number):  # one process is begun for each thing that it is given to do
            pool.submit(int)
    return Hands(pool, lambda: number, ours.close)
