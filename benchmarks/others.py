"""How each of the other programs is called, and what it needs."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import What
from benchmarks.tools import NODE, PYTHON
from benchmarks.work import Tools

_PROGRAMS = Path(__file__).parent / "competitors"


def _python(name: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.competitors.{name}"]


def _node(name: str) -> list[str]:
    return ["node", str(_PROGRAMS / f"{name}.js")]


@dataclass(frozen=True, slots=True)
class Other:
    """Another program."""

    what: What
    needs: tuple[str, ...]  #: see `tools.missing`
    dialect: str
    command: Callable[[str], list[str]]
    name: str
    #: Whether every document costs the same start, so that a few are enough to tell the time of many.
    starts_each: bool = False

    def call(self, work: Path) -> list[str]:
        """The command that makes the documents of a work folder."""
        return [*self.command(self.name), str(work)]


OTHERS = (
    Other(What.EACH, ("docxtpl",), "docxtpl", _python, "docxtpl_each", starts_each=True),
    Other(What.BATCH, ("docxtpl",), "docxtpl", _python, "docxtpl_batch"),
    Other(What.UNOSERVER, ("docxtpl", "unoserver"), "docxtpl", _python, "docxtpl_unoserver"),
    Other(What.CARBONE, ("carbone",), "carbone", _node, "carbone"),
    Other(What.DOCXTEMPLATER, ("docxtemplater", "pizzip"), "docxtemplater", _node, "docxtemplater"),
)


def environment_of(work: Path, tools: Tools, fonts: Path) -> dict[str, str]:
    """What the programs find: packages, the Python with `uno`, LibreOffice, our fonts, a home and a TMPDIR."""
    return {
        "PYTHONPATH": os.pathsep.join([str(PYTHON), str(Path(__file__).parent.parent)]),
        "NODE_PATH": str(NODE / "node_modules"),
        "PATH": os.pathsep.join([str(tools.python.parent), str(tools.program_folder), os.environ["PATH"]]),
        "FONTCONFIG_FILE": str(fonts),
        "HOME": str(work / "home"),
        "TMPDIR": str(work / "tmp"),
    }
