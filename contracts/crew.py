"""Has the documents of a build made: here one after another, or by processes that are replaced when they die."""

import multiprocessing
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Final

from contracts.errors import ConversionError
from contracts.filing.staging import Stage
from contracts.filling import FilledDocuments, read_filled
from contracts.making import Making, Progress
from contracts.plan.jobs import Job
from contracts.word.render import Template
from contracts.working import Failure, Kit, Made, Order, begin, carry_out, make_one, open_engine, part_missing

#: Fills in the template of every job.
Filling = Callable[[], FilledDocuments]
#: Seconds between two looks at whether somebody wants to stop.
_LOOK: Final = 0.2
_DIED: Final = "the process that made it ended, also at the second try"
_REMEDY: Final = "See whether the machine has memory to spare, or build with --jobs 1."


def make_here(
    kit: Kit,
    jobs: Sequence[Job],
    templates: Mapping[Path, Template],
    stage: Stage,
    progress: Progress,
    filling: Filling,
) -> Generator[Made | Failure]:
    """What becomes of each job, one after another, with one engine.

    Args:
        kit: what they are made with.
        jobs: the documents; the parts of every packet stand before it, are staged, or are current in build/.
        templates: each template that the jobs use.
        stage: where they are staged.
        progress: told of each step; may raise to stop.
        filling: fills in every template first.

    Raises:
        ProblemsError: A template cannot be filled in.
    """
    failed: set[str] = set()
    if not jobs:
        return
    with open_engine(kit.project, stage.work, embedded=kit.program is None, program=kit.program) as engine:
        filled = filling()
        for number, job in enumerate(jobs, 1):
            place = filled.place(job)
            one = Making(kit.project, kit.authorities, engine, stage, _numbered(progress, number, len(jobs)))
            waiting = _waiting(job, failed, kit)
            result = waiting or make_one(job, templates, one, read_filled(place) if place else None)
            if isinstance(result, Failure):
                failed.add(job.stem)
            yield result


def make_apart(
    kit: Kit, jobs: Sequence[Job], stage: Stage, progress: Progress, workers: int, filling: Filling
) -> Generator[Made | Failure]:
    """What becomes of each job, several at a time; packets when all else has been made.

    Whoever takes a result stages it before asking for the next.

    Args:
        kit: what they are made with.
        jobs: the documents.
        stage: where they are staged.
        progress: told several times a second how many there are; may raise to stop.
        workers: how many processes at most.
        filling: fills in every template first, while the processes begin.

    Raises:
        ProblemsError: A template cannot be filled in.
    """
    ended: list[Made | Failure] = []

    def tick() -> None:
        progress(f"{len(ended)} of {len(jobs)} documents", "make")

    with Crew(lambda: processes(kit, stage.work, min(workers, len(jobs))), tick) as crew:
        crew.begin()
        filled = filling()
        for wave in ([job for job in jobs if not job.parts], [job for job in jobs if job.parts]):
            failed = {result.job.stem for result in ended if isinstance(result, Failure)}
            blocked = [found for job in wave if (found := _waiting(job, failed, kit))]
            yield from blocked
            ready = [job for job in wave if job.stem not in {one.job.stem for one in blocked}]
            orders = [
                Order(job, {path: stage.finished(path).read_bytes() for path in _parts(job)}, filled.place(job))
                for job in ready
            ]
            for result in crew.make(orders):
                ended.append(Failure(result.job, result.error) if isinstance(result, Failure) else _light(result))
                yield result


def _light(made: Made) -> Made:
    """Without its bytes, which have been staged."""
    return replace(made, outputs={})


def _parts(job: Job) -> tuple[str, ...]:
    return tuple(f"{part.stem}.pdf" for part in job.parts)


def _waiting(job: Job, failed: Collection[str], kit: Kit) -> Failure | None:
    """A packet that takes in what was not made."""
    part = next((part for part in job.parts if part.stem in failed), None)
    return Failure(job, part_missing(job, part.title, kit.project.data.name)) if part else None


def _numbered(progress: Progress, number: int, of: int) -> Progress:
    return lambda document, step: progress(f"{number}/{of} {document}", step)


class Crew:
    """Processes that make documents; use as a context manager.

    Args:
        new: gives a fresh executor, whose processes have begun; it is replaced when one of them has died.
        tick: called several times a second while there is something to wait for; may raise to stop.
    """

    def __init__(self, new: Callable[[], Executor], tick: Callable[[], None]) -> None:
        self._new, self._tick = new, tick
        self._executor: Executor | None = None

    def __enter__(self) -> "Crew":
        """The crew itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what has not begun, and wait for what has."""
        self._end()

    def begin(self) -> None:
        """Have the processes start now, and not when there is something to make."""
        self._executor = self._executor or self._new()
        self._executor.submit(int)

    def make(self, orders: Iterable[Order]) -> Iterator[Made | Failure]:
        """What becomes of each order, in the order in which they end.

        When a process dies, what had not ended is tried again, one at a time: so it is known which document it was.
        """
        lost: list[Order] = []
        yield from self._together(tuple(orders), lost)
        for order in lost:
            again: list[Order] = []
            yield from self._together((order,), again)
            if again:
                name = "LibreOffice or the program around it"
                yield Failure(order.job, ConversionError(f"{order.job.stem}.docx", name, _DIED, _REMEDY))

    def _together(self, orders: Sequence[Order], lost: list[Order]) -> Iterator[Made | Failure]:
        self._executor = self._executor or self._new()
        waiting: dict[Future[Made | Failure], Order] = {}
        try:
            for order in orders:
                waiting[self._executor.submit(carry_out, order)] = order
        except BrokenExecutor:
            lost += orders[len(waiting) :]
        while waiting:
            done, _ = wait(waiting, _LOOK, FIRST_COMPLETED)
            self._tick()
            for future in done:
                order = waiting.pop(future)
                try:
                    result = future.result()
                except BrokenExecutor:
                    lost.append(order)
                else:
                    yield result
        if lost:
            self._end()

    def _end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def processes(kit: Kit, work: Path, number: int) -> Executor:
    """So many processes on this machine, each with an engine of its own.

    Args:
        kit: what they make documents with.
        work: an existing folder, in which each has one of its own.
        number: at most this many.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(number, context, initializer=begin, initargs=(kit, work))
