"""Gets the other programs, pinned, into .bench/; one that cannot be had is left out, with its reason.

`make bench` runs this first: `python -m benchmarks.tools`.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parent / ".bench"
PYTHON = FOLDER / "python"  #: docxtpl and unoserver
NODE = FOLDER / "node"  #: carbone and docxtemplater
#: The pins that were installed last.
_INSTALLED = "installed.txt"


def install() -> None:
    """Bring both folders to what the pins say; what fails is told, and the measurement goes on without it."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    wanted = HERE / "requirements.txt"
    _install(PYTHON, wanted, [*pip, "--require-hashes", "--target", str(PYTHON), "-r", str(wanted)])
    pins = (HERE / "npm.txt").read_text().split()
    npm = ["npm", "install", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
    _install(NODE, HERE / "npm.txt", [*npm, "--prefix", str(NODE), *pins])


def _install(folder: Path, pins: Path, command: list[str]) -> None:
    said = folder / _INSTALLED
    if said.exists() and said.read_text() == pins.read_text():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{pins.name}: not installed ({error}); what needs it is left out", file=sys.stderr)
        return
    said.write_text(pins.read_text())


def missing(program: str) -> str | None:
    """Why a program cannot be measured; None when it can.

    Args:
        program: docxtpl, unoserver, carbone or docxtemplater.
    """
    if program in ("docxtpl", "unoserver"):
        return None if (PYTHON / program).is_dir() else "not installed from PyPI"
    if shutil.which("node") is None:
        return "no Node.js on this machine"
    return None if (NODE / "node_modules" / program).is_dir() else "not installed from npm"


def pinned() -> dict[str, str]:
    """The versions of the other programs by name."""
    lines = (HERE / "requirements.txt").read_text().splitlines()
    python = dict(line.split()[0].split("==") for line in lines if "==" in line)
    names = (line.rpartition("@") for line in (HERE / "npm.txt").read_text().split())
    return python | {name: version for name, _, version in names}


if __name__ == "__main__":
    install()
