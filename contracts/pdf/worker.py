"""One child process of an engine: asked in lines of JSON, awaited under a time limit, killed with all it started.

A worker is a program that reads one request per line from its standard input and answers each with one line, both
JSON. It may hang, crash or start programs of its own; whatever it does, it ends here as a reply or a `WorkerError`.
"""

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.pdf.memory import family_of, memory_of

#: seconds that a worker gets to end by itself when its input closes
PATIENCE = 2.0
#: seconds between two looks at how much memory it takes while it works
LOOK = 0.5
MEGABYTE = 1_000_000
#: bytes that a worker may take, if nobody says otherwise: eight times what LibreOffice needs for an agreement
MEMORY_LIMIT = 2000 * MEGABYTE
#: so many documents, and then another look for what it has started
DOCUMENTS = 20
#: lines of a worker's own log that stand in the error
LOG_LINES = 8


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

    Args:
        command: what to start.
        environment: all that it gets to know.
        folder: its own, existing.
        memory_limit: bytes that it and all it starts may take.

    Raises:
        WorkerError: the child could not be started, hung, ended, took too much memory, or answered with something else
            than a reply.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, memory_limit: int) -> None:
        self.folder, self.memory_limit = folder, memory_limit
        self._groups: tuple[int, ...] = ()
        self._family: tuple[int, ...] = ()
        self._asked = 0
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
        reply = self.expect(("done", "refused"), limit)
        if self._asked % DOCUMENTS == 0:
            self._look_for_family()
        self._asked += 1
        return reply

    def expect(self, outcomes: tuple[str, ...], limit: float) -> Reply:
        """The next reply that is one of `outcomes`; waits `limit` seconds in all."""
        deadline = time.monotonic() + limit
        while True:
            reply = self._read(deadline, limit)
            if reply.group:
                self._groups = (*self._groups, reply.group)
            if reply.outcome in outcomes:
                return reply

    def memory(self) -> int:
        """Bytes that it takes now, with all that it has started, as far as was known when it was last looked for."""
        return memory_of(self._family)

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
                left = max(0.0, deadline - time.monotonic())
                if not selector.select(min(left, LOOK)):
                    if left <= LOOK:
                        raise WorkerError(f"it gave no answer within {limit:g} seconds and was killed")
                    self._look_at_memory()
                    continue
                block = os.read(self._process.stdout.fileno(), 65536)
                if not block:
                    raise self._ended()
                self._unread += block
        line, _, self._unread = self._unread.partition(b"\n")
        try:
            return Reply(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise WorkerError(f"it answered {line[:80]!r}, which is no reply") from error

    def _look_for_family(self) -> None:
        self._family = family_of((self._process.pid, *self._groups))

    def _look_at_memory(self) -> None:
        self._look_for_family()
        if (taken := self.memory()) > self.memory_limit:
            reason = (
                f"it took {taken // MEGABYTE} MB of memory, more than {self.memory_limit // MEGABYTE}, and was killed"
            )
            raise WorkerError(reason)

    def _ended(self) -> WorkerError:
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return WorkerError("it closed its output without an answer")
        how = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
        return WorkerError(f"its process {how} before it answered")


def child_environment(home: Path) -> dict[str, str]:
    """All that a child gets to know of the world: the same on every machine, and nothing of the user's own.

    Args:
        home: its home and temporary folder.
    """
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def kill_group(group: int) -> None:
    """Kill a whole process group at once; that it is gone already is well."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # PermissionError: macOS, when only zombies are left
        os.killpg(group, signal.SIGKILL)
