"""Measures a command with all that it starts: time, processor time and memory, also of what its parents left behind.

Linux only: a LibreOffice whose starter has been killed is counted too, because this process adopts it.
"""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

#: seconds between looks at the memory of the process tree: in its first second, and later
FIRST_LOOKS = 0.01
LOOK = 0.1
#: seconds that what a command has left running may take to end by itself
GRACE = 2.0
#: prctl: descendants that lose their parent become ours. Source: prctl(2)
_PR_SET_CHILD_SUBREAPER = 36


class FailedError(Exception):
    """A measured command failed; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run."""

    wall: float  #: seconds
    cpu: float  #: seconds, user and system, of the whole tree
    memory: int  #: bytes: the highest sum of proportional memory in the tree that was seen


def adopt_orphans() -> None:
    """Make this process the parent of every descendant whose own parent ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def measure(
    command: Sequence[str], log: Path, *, extra: Mapping[str, str] = MappingProxyType({}), folder: Path | None = None
) -> Run:
    """Run a command to its end and watch it with all that it starts.

    Precondition: `adopt_orphans` was called, and this process has no other children.

    Args:
        command: program and arguments.
        log: where its output goes.
        extra: what to set in its environment beside what is set here.
        folder: where to run it.

    Raises:
        FailedError: It ended with another status than 0.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [*command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**environment(), **extra},
            cwd=folder,
        )
        watch = _Watch()
        watch.start()
        try:
            status = process.wait()
            wall = time.perf_counter() - start
        finally:
            highest = watch.end()
            _end_descendants()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status != 0:
        raise FailedError(f"{command[0]} ended with {status}: {log.read_text(errors='replace')[-1500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, highest)


def environment() -> dict[str, str]:
    """The caller's, but that Python keeps its bytecode, as where a program is used every day."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Watch(threading.Thread):
    """Looks at the memory of all descendants until it is told to end."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._ended = threading.Event()
        self._highest = 0

    def run(self) -> None:
        start = time.monotonic()
        while not self._ended.is_set():
            self._highest = max(self._highest, sum(map(_proportional, _descendants())))
            self._ended.wait(FIRST_LOOKS if time.monotonic() < start + 1 else LOOK)

    def end(self) -> int:
        self._ended.set()
        self.join()
        return self._highest


def _descendants() -> set[int]:
    """Every process below this one."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    family = {os.getpid()}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return family - {os.getpid()}


def _proportional(process: int) -> int:
    """Memory of one process in bytes, pages shared with others counted in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return 1024 * next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _end_descendants() -> None:
    """Wait for what the command left running, end it if it stays, and collect its processor time."""
    until = time.monotonic() + GRACE
    while True:
        try:
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
        except ChildProcessError:
            return
        if time.monotonic() > until:
            for process in _descendants():
                with contextlib.suppress(OSError):
                    os.kill(process, signal.SIGKILL)
        time.sleep(0.02)
