"""Shares work out between this process and others forked from it, which know all that it knows without being told."""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

from contracts.forking import undisturbed

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def shared(work: Callable[[Thing], Result], things: Sequence[Thing], processes: int) -> Iterator[tuple[Thing, Result]]:
    """What comes of each thing, in any order; to be taken to its end.

    A process that fails or dies gives no more: what it had to do is left out, and shows its fault when it is done here.

    Args:
        work: what is done; its result can be pickled.
        things: to do it with.
        processes: how many take part, with this one; one where none can be forked.
    """
    number = processes if hasattr(os, "fork") else 1
    own, *theirs = (things[at::number] for at in range(number))
    with contextlib.ExitStack() as stack:
        others = [stack.enter_context(_given_to_another(work, share)) for share in theirs if share]
        for thing in own:
            yield thing, work(thing)
            for other in others:
                yield from _taken(other, wait=False)
        for other in others:
            yield from _taken(other, wait=True)


@contextlib.contextmanager
def _given_to_another(work: Callable[[Thing], Result], things: Sequence[Thing]) -> "Iterator[Connection]":
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_work_off, args=(work, things, ours, theirs), daemon=True
    )
    with undisturbed():
        process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()  # then it ends by itself, at the latest with what it has in hand
        process.join()
        process.close()


def _work_off(work: Callable[[Thing], Result], things: Sequence[Thing], read: Connection, to: Connection) -> None:
    read.close()  # or it would wait for itself to read, when nobody else does any more
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at a terminal it reaches all; the first process decides
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))
    # Whatever is wrong shows where the first process does the same.
    with contextlib.suppress(Exception):
        for thing in things:
            to.send((thing, work(thing)))


def _taken(other: Connection, *, wait: bool) -> Iterator[tuple[Thing, Result]]:
    """What has come of it so far, or all that does."""
    with contextlib.suppress(EOFError, OSError):
        while wait or other.poll():
            yield other.recv()
