"""rdocx as an engine: needs no LibreOffice, no root and no fonts of the machine; for drafts and previews.

rdocx holds Python's interpreter lock while it works, and can be made to work for ever: so it runs in a process of its
own, under the same supervision as LibreOffice. Its pages may break differently; the manifest names the engine.

    python -m contracts.pdf.embedded FONTS LIMIT

is that process. It ends when its standard input closes, and the system ends it when one document takes too long.
"""

import importlib.metadata
import json
import math
import signal
import sys
from pathlib import Path

from contracts.errors import MissingProgramError
from contracts.pdf.embedded_preparation import prepare
from contracts.pdf.embedded_shading import paint_shadings
from contracts.pdf.engine import SupervisedEngine, worker_folder
from contracts.pdf.fonts import FONTS
from contracts.pdf.worker import MEMORY_LIMIT, Reply, Worker, child_environment

INSTALL = "Install it with the other requirements: make contracts, or pip install rdocx==0.16.3."
REMEDY = (
    "Open the .docx in Word to see whether it is sound; LibreOffice, the other engine, may still be able to read it."
)
#: seconds until the process must be ready, on a slow machine
START_LIMIT = 60.0
#: seconds that the supervisor gets to end the process before the system does
GRACE = 5


class Embedded(SupervisedEngine):
    """The engine `embedded`; use as a context manager, one thread at a time.

    Args:
        work: an existing folder; each worker makes one of its own in it, and removes it.
        fonts: the folder with the font files.
        limit: seconds per document and try.
        memory_limit: bytes that it may take; see `SupervisedEngine`.

    Raises:
        MissingProgramError: rdocx is not installed.
    """

    name = "embedded"
    for_drafts = True

    def __init__(self, work: Path, fonts: Path = FONTS, limit: float = 120.0, memory_limit: int = MEMORY_LIMIT) -> None:
        super().__init__(work, limit, START_LIMIT, REMEDY, memory_limit)
        self.fonts = fonts.absolute()
        self._version = embedded_version()

    @property
    def version(self) -> str:
        """The version of rdocx, such as 0.16.3."""
        return self._version

    def _start(self) -> Worker:
        folder = worker_folder(self.work, self.name)
        environment = child_environment(folder) | {"PYTHONPATH": str(Path(__file__).parents[2])}
        command = [sys.executable, "-m", "contracts.pdf.embedded", str(self.fonts), str(self.limit)]
        return Worker(command, environment, folder, self.memory_limit)


def embedded_version() -> str:
    """The version of rdocx, such as 0.16.3.

    Raises:
        MissingProgramError: it is not installed.
    """
    try:
        return importlib.metadata.version("rdocx")
    except importlib.metadata.PackageNotFoundError as error:
        raise MissingProgramError("the Python package rdocx", INSTALL) from error


def main(fonts: str, limit: str) -> None:
    """Convert what standard input asks for, until it closes.

    Args:
        fonts: the folder with the font files.
        limit: seconds per document.
    """
    from rdocx import Document, LayoutError, PackageError, RdocxError, XmlError

    _answer(Reply("ready"))
    for line in sys.stdin:
        request = json.loads(line)
        # The system's alarm ends this process also while rdocx holds the interpreter lock and no supervisor is left.
        signal.alarm(math.ceil(float(limit)) + GRACE)
        try:
            prepared = prepare(Path(request["source"]).read_bytes())
            content = Document.from_bytes(prepared.docx).to_pdf(font_dir=fonts)
            content = paint_shadings(content, prepared.borrowed)
        except (RdocxError, LayoutError, PackageError, XmlError, ValueError) as error:
            _answer(Reply("refused", f"{type(error).__name__}: {error}"))
        else:
            Path(request["target"]).write_bytes(content)
            _answer(Reply("done"))
        signal.alarm(0)


def _answer(reply: Reply) -> None:
    sys.stdout.write(json.dumps({"outcome": reply.outcome, "reason": reply.reason, "group": reply.group}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
