"""The programs that this project needs from the machine: whether they are there, and how to install them.

The probes look at files and start nothing, so that every `make` can afford them. Only Debian's and Ubuntu's packages
are installed from here; on other systems the person is told what to install.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Program:
    """Something to install on the machine, and the packages that hold it; no package where another one brings it."""

    name: str
    without: str  #: what happens while it is missing
    debian: str
    fedora: str
    arch: str
    homebrew: str


@dataclass(frozen=True, slots=True)
class PackageManager:
    """How packages are installed on one family of systems."""

    title: str
    families: frozenset[str]  #: words of ID and ID_LIKE in os-release; for macOS sys.platform
    command: str
    package: Callable[[Program], str]


@dataclass(frozen=True, slots=True)
class Machine:
    """Where to look for programs; tests look into folders of their own."""

    path: str  #: the value of PATH
    top: Path = Path("/")  #: the top of the file system
    platform: str = sys.platform


WRITER = Program(
    name="LibreOffice Writer",
    without="documents are made as drafts by the embedded engine; none can be signed",
    debian="libreoffice-writer-nogui",
    fedora="libreoffice-writer",
    arch="libreoffice-fresh",
    homebrew="--cask libreoffice",
)
UNO = Program(
    name="LibreOffice's Python bridge (UNO)",
    without=WRITER.without,
    debian="python3-uno",
    fedora="libreoffice-pyuno",
    arch="libreoffice-fresh",
    homebrew="--cask libreoffice",
)
POPPLER = Program(
    name="poppler's tools (pdfsig, pdftotext, pdftoppm)",
    without="the tests that look at PDFs with them are skipped",
    debian="poppler-utils",
    fedora="poppler-utils",
    arch="poppler",
    homebrew="poppler",
)

MANAGERS = (
    PackageManager(
        "Debian, Ubuntu",
        frozenset({"debian", "ubuntu"}),
        "sudo apt-get install --no-install-recommends",
        lambda program: program.debian,
    ),
    PackageManager("Fedora", frozenset({"fedora"}), "sudo dnf install", lambda program: program.fedora),
    PackageManager("Arch", frozenset({"arch"}), "sudo pacman -S", lambda program: program.arch),
    PackageManager("macOS with Homebrew", frozenset({"darwin"}), "brew install", lambda program: program.homebrew),
)


def python_venv(version: str) -> Program:
    """What Debian leaves out of its Python: the means to make a virtual environment.

    Args:
        version: major and minor, such as "3.11".
    """
    return Program(
        name=f"Python {version}'s venv with ensurepip",
        without="nothing can be set up",
        debian=f"python{version}-venv",
        fedora="python3",
        arch="python",
        homebrew="python",
    )


def missing_programs(machine: Machine, *, for_tests: bool) -> tuple[Program, ...]:
    """The programs that are not on the machine: LibreOffice Writer, its bridge and, for the tests, poppler's tools."""
    needed: list[Program] = []
    folder = writer_folder(machine)
    if folder is None:
        needed.append(WRITER)
    if not _has_uno(machine, folder):
        needed.append(UNO)
    if for_tests and not all(shutil.which(tool, path=machine.path) for tool in ("pdfsig", "pdftotext", "pdftoppm")):
        needed.append(POPPLER)
    return tuple(needed)


def writer_folder(machine: Machine) -> Path | None:
    """The program folder of a LibreOffice that has Writer in it, or None.

    An installed soffice says little: with only Calc installed it is there too. So the library of Writer is looked for.
    """
    for soffice in _soffices(machine):
        folder = soffice.resolve().parent
        if any((place / name).exists() for place in _library_folders(folder) for name in _WRITER_LIBRARIES):
            return folder
    return None


_WRITER_LIBRARIES = ("libswlo.so", "libswlo.dylib")


def _library_folders(program_folder: Path) -> tuple[Path, ...]:
    return (program_folder, program_folder.parent / "Frameworks")


def _soffices(machine: Machine) -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name, path=machine.path):
            yield Path(found)
    for pattern in (
        "usr/lib*/libreoffice/program/soffice",
        "opt/libreoffice*/program/soffice",
        "Applications/LibreOffice.app/Contents/MacOS/soffice",
    ):
        yield from sorted(machine.top.glob(pattern))


def _has_uno(machine: Machine, folder: Path | None) -> bool:
    patterns = ("usr/lib/python3/dist-packages/uno.py", "usr/lib*/python3*/site-packages/uno.py")
    if any(True for pattern in patterns for _ in machine.top.glob(pattern)):
        return True
    # LibreOffice from its makers brings a Python of its own, and the bridge in it.
    return folder is not None and any(
        python.exists() for python in (folder / "python", folder.parent / "Resources" / "python")
    )


def advice(programs: Sequence[Program], machine: Machine) -> str:
    """What is missing, what that means, and how to install it."""
    lines = []
    for without in dict.fromkeys(program.without for program in programs):
        names = " and ".join(program.name for program in programs if program.without == without)
        lines.append(f"Missing: {names}. Until installed, {without}.")
    return "\n".join([*lines, how_to_install(programs, machine)])


def how_to_install(programs: Sequence[Program], machine: Machine) -> str:
    """The command that installs the programs: for this system, or for each one known when this is another."""
    lines = ["Install with:"]
    for manager in [m for m in MANAGERS if m.families & _families(machine)] or MANAGERS:
        packages = " ".join(dict.fromkeys(manager.package(program) for program in programs))
        lines.append(f"  {manager.title}: {manager.command} {packages}")
    return "\n".join(lines)


def _families(machine: Machine) -> frozenset[str]:
    """The words by which the system names itself and what it is made from. Source: os-release(5)."""
    words = {machine.platform}
    release = machine.top / "etc" / "os-release"
    if release.is_file():
        for line in release.read_text(encoding="utf-8", errors="replace").splitlines():
            key, _, value = line.partition("=")
            if key in ("ID", "ID_LIKE"):
                words.update(value.strip().strip("\"'").split())
    return frozenset(words)


def install_with_apt(
    programs: Sequence[Program],
    machine: Machine,
    environment: Mapping[str, str],
    say: Callable[[str], None],
    *,
    may_ask: bool,
) -> bool:
    """Install Debian packages when this machine has apt and lets us, having said what first.

    Args:
        programs: what to install.
        machine: where apt-get and sudo are looked for.
        environment: the environment that apt-get is started in.
        say: takes a line for the person who waits.
        may_ask: whether sudo may ask for a password; when nobody is there to answer it must not.

    Returns:
        Whether all of it was installed. False also when there is no apt, or no right to use it.
    """
    apt = shutil.which("apt-get", path=machine.path)
    rights = _root_rights(machine, environment, may_ask=may_ask)
    if apt is None or rights is None:
        return False
    packages = list(dict.fromkeys(program.debian for program in programs))
    say(f"Installing with {' '.join([*rights, 'apt-get'])}: {', '.join(packages)} (for all users of this machine)")
    # A fresh machine often updates itself in the background: wait for it rather than fail.
    call = [*rights, apt, "-q", "-o", "DPkg::Lock::Timeout=300"]
    unasked = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    for rest in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        # A failed update is no reason to stop: what was fetched last time may be enough.
        done = subprocess.run([*call, *rest], env=unasked, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def _root_rights(machine: Machine, environment: Mapping[str, str], *, may_ask: bool) -> list[str] | None:
    """The words to put before a command so that root runs it; None when that cannot be had."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo", path=machine.path)
    if sudo is None:
        return None
    if may_ask:
        return [sudo]
    probe = subprocess.run(
        [sudo, "-n", "true"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return [sudo, "-n"] if probe.returncode == 0 else None
