"""Where the questions are asked: a terminal, a pipe, or a test's own list of lines."""

from typing import Protocol, TextIO


class Terminal(Protocol):
    """Somewhere to ask. Text in, text out."""

    @property
    def interactive(self) -> bool:
        """Whether somebody sits there: a wrong answer can then be given anew."""

    def write(self, text: str) -> None:
        """Show one or more lines, ended."""

    def read(self, prompt: str) -> str:
        """The next line, without its end.

        Raises:
            EOFError: there is none: a pipe has ended, or the user typed Ctrl-D.
        """


class Streams:
    """A pair of text streams."""

    def __init__(self, lines: TextIO, out: TextIO, *, interactive: bool = False) -> None:
        self._lines, self._out, self._interactive = lines, out, interactive

    @property
    def interactive(self) -> bool:
        """As it was told."""
        return self._interactive

    def write(self, text: str) -> None:
        """Write the text and a line feed."""
        self._out.write(f"{text}\n")

    def read(self, prompt: str) -> str:
        """Read a line, and write it too, so that what a pipe answered can be followed.

        Raises:
            EOFError: the stream has ended.
        """
        self._out.write(prompt)
        self._out.flush()
        if not (line := self._lines.readline()):
            raise EOFError
        self._out.write(line if line.endswith("\n") else f"{line}\n")
        return line.rstrip("\r\n")
