"""The process that worker processes are forked from: it imports once all that they need (contracts/preloaded.py).

A light module, so that it can begin to import before anything else has been imported here: that takes as long as to
read and plan some hundred documents, and meanwhile another processor would stand idle.
"""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext


def forking() -> ForkServerContext:
    """What begins processes that have imported everything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["contracts.preloaded"])
    return context


def begin_importing() -> None:
    """Have it import now, and not when the first process is needed; only where there is a processor for it.

    What hinders it shows when it is needed.
    """
    if len(processors()) > 1:
        forking()
        with contextlib.suppress(OSError):
            resource_tracker.ensure_running()  # it would let Ctrl-C through in the middle of what follows
            with undisturbed():
                forkserver.ensure_running()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C from a process that is begun meanwhile, until it lets it through: a terminal sends it to all."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def processors() -> frozenset[int]:
    """The processors that this process may use; not every system tells which."""
    found = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return frozenset(found)
