"""A program in a pseudo-terminal: what it writes, up to each prompt, and what is typed."""

import codecs
import contextlib
import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

#: Seconds to wait for the next prompt.
PATIENCE = 60.0
PROMPT = "> "


class PseudoTerminal:
    """A program that believes that somebody sits at a terminal."""

    def __init__(self, command: Sequence[str], folder: Path, kind: str = "dumb") -> None:
        self._ours, theirs = pty.openpty()
        # A plain terminal, if nothing else is said: no colours, no marks around pasted text, no line written twice.
        environment = {**os.environ, "TERM": kind, "INPUTRC": os.devnull, "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
            # A shell that runs tests in the background starts them deaf to Ctrl-C, and children inherit it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        os.close(theirs)
        self.screen = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")  # a letter may come in two halves

    def __enter__(self) -> "PseudoTerminal":
        return self

    def __exit__(self, *error: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def until_prompt(self) -> str:
        """What is written until the program waits for an answer; all there is when it has ended."""
        return self._until(lambda seen: seen.endswith(PROMPT))

    def until_shown(self, text: str) -> None:
        """Wait until a text has been written, or the program has ended."""
        self._until(lambda seen: text in self.screen + seen)

    def _until(self, enough: Callable[[str], bool]) -> str:
        seen, until = "", time.monotonic() + PATIENCE
        while not enough(seen):
            if time.monotonic() > until:
                raise TimeoutError(f"not what is waited for, only: {seen}")
            ready, _, _ = select.select([self._ours], [], [], 1.0)
            if not ready:
                continue
            try:
                read = os.read(self._ours, 65536)
            except OSError:  # Linux says so when the program has closed its end
                break
            if not read:
                break
            seen += self._decoder.decode(read).replace("\r", "")
        self.screen += seen
        return seen

    def type(self, line: str) -> None:
        """Type a line and Enter."""
        os.write(self._ours, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Type Ctrl-C, and again until something is answered.

        Python's line editor misses one that comes between its prompt and its waiting for a key.
        """
        with contextlib.suppress(ProcessLookupError):
            for _ in range(int(PATIENCE)):
                os.killpg(self._process.pid, signal.SIGINT)
                if select.select([self._ours], [], [], 2.0)[0]:
                    break

    def interrupt_once(self) -> None:
        """Type Ctrl-C."""
        os.killpg(self._process.pid, signal.SIGINT)

    def end_of_input(self) -> None:
        """Type Ctrl-D."""
        os.write(self._ours, b"\x04")

    def status(self) -> int:
        """The exit status, when the program has ended."""
        while self.until_prompt().endswith(PROMPT):
            raise AssertionError(f"it asks for more: {self.screen[-300:]}")
        return self._process.wait(PATIENCE)
