"""A LibreOffice that opens Word files and accepts or rejects their changes, started anew once if it ends."""

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from contracts.pdf.office import OfficeProgram

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("office_judge.py")


class OfficeJudge:
    """The process of office_judge.py; as the engine does, it gives a file a second LibreOffice before it gives up."""

    def __init__(self, program: OfficeProgram, folder: Path) -> None:
        self._program, self._folder, self._starts = program, folder, 0
        self._process = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def opened(self, docx: bytes, command: str, folder: Path) -> bytes:
        """The file as LibreOffice writes it in `folder` after `command`."""
        source, target = folder / "in.docx", folder / "ut.docx"
        source.write_bytes(docx)
        target.unlink(missing_ok=True)
        order = json.dumps([str(source), str(target), command]) + "\n"
        if not self._ask(order):
            self._end()
            self._process = self._start()
            assert self._ask(order), "LibreOffice ended twice on the same file"
        return target.read_bytes()

    def _ask(self, order: str) -> bool:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(order)
            self._process.stdin.flush()
        except BrokenPipeError:
            return False
        return any(line.strip() == "done" for line in self._process.stdout)

    def _start(self) -> subprocess.Popen[str]:
        self._starts += 1
        folder = self._folder / str(self._starts)  # a profile of its own: the one before may still be held
        folder.mkdir()
        return subprocess.Popen(
            [str(self._program.python), str(SCRIPT), str(self._program.soffice), str(folder)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _end(self) -> None:
        process = self._process
        if process.poll() is not None and process.stdin is not None:
            process.stdin = None  # what was not sent has nobody to read it
        process.communicate()
