"""LibreOffice as an engine: warm, supervised, and never trusted.

Our process never imports `uno`. LibreOffice is started by office_bridge.py under the Python that has that module,
with a profile, a home and a temporary folder of its own inside the work folder that the caller gives, and with our
fonts alone; it converts by office_inside.py, which it loads.
"""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import MissingProgramError
from contracts.pdf.engine import SupervisedEngine, worker_folder
from contracts.pdf.office_bridge import remove_sockets
from contracts.pdf.office_places import office_in, usual_folders
from contracts.pdf.office_profile import prepare_profile
from contracts.pdf.worker import MEMORY_LIMIT, Worker, child_environment

#: Pythons that may have the `uno` module, beside LibreOffice's own
USUAL_PYTHONS = (Path("/usr/bin/python3"), Path("/usr/local/bin/python3"))

INSTALL = (
    "On Debian or Ubuntu: apt-get install --no-install-recommends libreoffice-writer-nogui python3-uno; "
    "elsewhere install LibreOffice (with Writer) from your system or from libreoffice.org."
)
INSTALL_UNO = (
    "On Debian or Ubuntu: apt-get install --no-install-recommends python3-uno; "
    "elsewhere install LibreOffice from libreoffice.org, which has a Python with it."
)
REMEDY = (
    "Open the .docx in Word or LibreOffice to see whether it is sound; "
    "if it is, raise --time-limit or --memory-limit, or try again."
)
#: for glibc's allocator, and ignored elsewhere: memory in large pages (from glibc 2.35); more freed pieces kept at
#: hand, a conversion 2 % (over 127 of them glibc before 2.30 miscounts); all from one place, since what is freed in one
#: thread is of no use to another: it grew by 15 MB in 600 documents, now by 4. What one document gives back, up to
#: 32 MB, waits for the next: otherwise the kernel clears it anew each time, 6 % of a conversion; it takes 10 MB.
ALLOCATOR = ":".join(
    (
        "glibc.malloc.hugetlb=1",
        "glibc.malloc.tcache_count=127",
        "glibc.malloc.arena_max=1",
        "glibc.malloc.trim_threshold=33554432",
        "glibc.malloc.mmap_threshold=4194304",
    )
)
#: seconds that a first start may take, on a slow machine
START_LIMIT = 90.0
#: seconds for a question about a version
PROBE_LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class OfficeProgram:
    """A LibreOffice that can be used."""

    soffice: Path
    python: Path  #: a Python that can import `uno`
    version: str  #: such as 7.4.7.2


def find_office(folders: Sequence[Path] | None = None) -> OfficeProgram:
    """The first LibreOffice found.

    Args:
        folders: where to look, in this order, such as those of PATH and then the usual ones; None for the usual ones.

    Raises:
        MissingProgramError: there is none, it does not start, or no Python here can speak to it.
    """
    soffice = office_in(usual_folders() if folders is None else folders)
    if soffice is None:
        raise MissingProgramError("LibreOffice Writer", INSTALL)
    version = _version(soffice)
    for python in (soffice.parent / "python", *USUAL_PYTHONS):
        if os.access(python, os.X_OK) and _run(python, "-c", "import uno") is not None:
            return OfficeProgram(soffice, python, version)
    raise MissingProgramError("the Python module uno", INSTALL_UNO)


def _version(soffice: Path) -> str:
    said = _run(soffice, "--headless", "--version")
    words = said.split() if said else []
    if len(words) < 2 or not words[0].startswith("LibreOffice"):
        raise MissingProgramError(f"a working LibreOffice ({soffice} does not tell its version)", INSTALL)
    return words[1]


def _run(program: Path, *arguments: str) -> str | None:
    """What a program says, in a home folder that is gone afterwards; None when it fails."""
    with tempfile.TemporaryDirectory() as home:
        profile = (f"-env:UserInstallation={(Path(home) / 'profile').as_uri()}",) if "--version" in arguments else ()
        try:
            done = subprocess.run(
                [str(program), *profile, *arguments],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                text=True,
                timeout=PROBE_LIMIT,
                env=_environment(Path(home)),
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
    return done.stdout if done.returncode == 0 else None


def _environment(home: Path) -> dict[str, str]:
    return child_environment(home) | {"SAL_USE_VCLPLUGIN": "svp", "GLIBC_TUNABLES": ALLOCATOR}


class Office(SupervisedEngine):
    """The engine `office`; use as a context manager, one thread at a time.

    Args:
        program: from `find_office`.
        work: an existing folder; each worker makes one of its own in it, and removes it.
        fonts: a fonts.conf, from `fonts.fonts_configuration`.
        limit: seconds per document and try.
        start_limit: seconds until LibreOffice can be reached.
        memory_limit: bytes that LibreOffice may take; see `SupervisedEngine`.
    """

    name = "office"

    def __init__(
        self,
        program: OfficeProgram,
        work: Path,
        fonts: Path,
        limit: float = 120.0,
        start_limit: float = START_LIMIT,
        memory_limit: int = MEMORY_LIMIT,
    ) -> None:
        super().__init__(work, limit, start_limit, REMEDY, memory_limit)
        self.program, self.fonts = program, fonts.absolute()

    @property
    def version(self) -> str:
        """LibreOffice's version, such as 7.4.7.2."""
        return self.program.version

    def _start(self) -> Worker:
        folder = worker_folder(self.work, self.name)
        prepare_profile(self.program.soffice, self.program.version, folder / "profile")
        bridge = Path(__file__).with_name("office_bridge.py")
        command = [str(self.program.python), str(bridge), str(self.program.soffice), str(folder), folder.name]
        environment = _environment(folder) | {"FONTCONFIG_FILE": str(self.fonts)}
        return OfficeWorker(command, environment, folder, self.memory_limit)


class OfficeWorker(Worker):
    """A bridge with its LibreOffice; the sockets of a killed one go with it."""

    def close(self) -> None:
        """End both, remove the folder and the sockets."""
        super().close()
        remove_sockets(self.folder, self.folder.name)
