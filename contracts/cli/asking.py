"""The terminal that the program was started from."""

import contextlib
import sys

from contracts.dialogue.terminal import Streams, Terminal


class _Console:
    """A person at a terminal, with the line editing that it has."""

    interactive = True

    def write(self, text: str) -> None:
        print(text)

    def read(self, prompt: str) -> str:
        return input(prompt)


def terminal_here() -> Terminal:
    """The terminal that the program was started from, or the pipe that it reads from and writes to."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Streams(sys.stdin, sys.stdout)
    # Arrow keys, and pasted lines in one piece; not every Python has it.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - input() uses it when it is there
    return _Console()
