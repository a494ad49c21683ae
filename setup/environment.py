"""Makes .venv from the locks, once; after that it says in some milliseconds that all is there.

Called by setup/start.sh with the Python that .venv shall be made from. What has been made is told by stamps in .venv,
written last: an interrupted set-up leaves none, and is made again from nothing.
"""

import contextlib
import enum
import fcntl
import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from contracts.errors import ContractsError, ExitStatus, MissingProgramError, OutputError
from setup.programs import Machine, Program, advice, how_to_install, install_with_apt, missing_programs, python_venv

_LOCK_FILE = ".lock"
_REFUSED = "not-installed"  #: the programs that could not be installed, so that nobody is asked at every make
_LAUNCHER = """#!/bin/sh
# Starts the program from this checkout, wherever it is called from.
exec "$(dirname "$0")/python" -P -m contracts "$@"
"""


class Group(enum.StrEnum):
    """What .venv is for. The tests' lock holds all of the program's."""

    RUN = "run"
    DEV = "dev"

    @property
    def lock_name(self) -> str:
        """The file that pins what this group needs."""
        return "requirements.lock" if self is Group.RUN else "requirements-dev.lock"


def main(arguments: Sequence[str]) -> int:
    """Run `ready GROUP` (status 0 when there is nothing to do) or `make GROUP`.

    Returns:
        An exit status of contracts.errors.ExitStatus.
    """
    command, group = arguments[0], Group(arguments[1])
    root = Path(__file__).parent.parent
    machine = Machine(os.environ.get("PATH", os.defpath))
    try:
        if command == "ready":
            return ExitStatus.OK if report_ready(root, group, machine) else ExitStatus.FAILED
        make(root, group, machine, os.environ, may_ask=_someone_answers(os.environ))
    except ContractsError as error:
        _say(str(error))
        return error.status
    except OSError as error:
        failed = OutputError(str(error.filename or root), error.strerror or str(error), "Is the folder writable?")
        _say(str(failed))
        return failed.status
    except KeyboardInterrupt:
        _say("Interrupted. The next make begins again.")
        return ExitStatus.INTERRUPTED
    return ExitStatus.OK


def _someone_answers(environment: Mapping[str, str]) -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and not environment.get("CI")


def report_ready(root: Path, group: Group, machine: Machine) -> bool:
    """Whether nothing is left to do. Says what is missing on the machine and could not be installed before."""
    if not _is_made(root, group):
        return False
    missing = missing_programs(machine, for_tests=group is Group.DEV)
    if not missing:
        return True
    if not _was_refused(root / ".venv", missing):
        return False
    _say(advice(missing, machine))
    return True


def make(root: Path, group: Group, machine: Machine, environment: Mapping[str, str], *, may_ask: bool) -> None:
    """Install what the machine lacks, where that can be done, and make .venv.

    Raises:
        MissingProgramError: no virtual environment can be made with this Python, or a package cannot be had.
        OSError: .venv cannot be written.
    """
    folder = root / ".venv"
    folder.mkdir(exist_ok=True)
    quiet = _environment_for_pip(environment)
    with _alone_in(folder):
        missing = list(missing_programs(machine, for_tests=group is Group.DEV))
        made = _is_made(root, group)
        if not made and not _can_make_environments(quiet):
            missing.insert(0, _venv_of_this_python())
        if missing and not _was_refused(folder, missing):
            install_with_apt(missing, machine, environment, _say, may_ask=may_ask)
        if not made:
            _make_environment(root, group, quiet, machine)
        _report_missing(folder, missing_programs(machine, for_tests=group is Group.DEV), machine)


def _report_missing(folder: Path, missing: Sequence[Program], machine: Machine) -> None:
    """Say what could not be installed, and remember it."""
    if missing:
        (folder / _REFUSED).write_text(_names(missing), encoding="utf-8")
        _say(advice(missing, machine))
    else:
        (folder / _REFUSED).unlink(missing_ok=True)


def _was_refused(folder: Path, missing: Sequence[Program]) -> bool:
    try:
        return set(_names(missing).splitlines()) <= set((folder / _REFUSED).read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return False


def _names(programs: Sequence[Program]) -> str:
    return "".join(f"{program.name}\n" for program in programs)


def _make_environment(root: Path, group: Group, environment: Mapping[str, str], machine: Machine) -> None:
    folder = root / ".venv"
    only_add = group is Group.DEV and _is_made(root, Group.RUN) and not _stamp(folder, group).exists()
    if not only_add:
        _clear(folder)
        _make_empty(folder, environment, machine)
    lock = root / group.lock_name
    _say(f"Installing the Python packages of {lock.name} into .venv")
    _install(folder, lock, environment)
    _reach_the_checkout(root, folder)
    for made in (Group.RUN, group):
        _stamp(folder, made).write_bytes(_stamp_text(root, made))


def _clear(folder: Path) -> None:
    """Empty the folder. The stamps go first, so that a set-up that is cut off here is seen to be unfinished."""
    for group in Group:
        _stamp(folder, group).unlink(missing_ok=True)
    for entry in sorted(folder.iterdir()):
        if entry.name == _LOCK_FILE:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _make_empty(folder: Path, environment: Mapping[str, str], machine: Machine) -> None:
    """Make a virtual environment without packages, with pip in it when ensurepip is here."""
    importlib.invalidate_caches()  # ensurepip may have been installed since this process looked
    if not _can_make_environments(environment):
        raise _no_venv(machine)
    python = _python()
    _say(f"Making .venv with Python {_version()} ({python})")
    options = [] if _has_ensurepip() else ["--without-pip"]
    made = subprocess.run([python, "-E", "-s", "-m", "venv", *options, str(folder)], env=environment, check=False)
    if made.returncode != 0:
        raise _no_venv(machine)


def _install(folder: Path, lock: Path, environment: Mapping[str, str]) -> None:
    """Install exactly what the lock pins; nothing is built here, and nothing without its hash is taken."""
    inside = str(folder / "bin" / "python")
    has_pip = subprocess.run([inside, "-I", "-c", "import pip"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    pip = [inside, "-I", "-m", "pip"] if has_pip else [_python(), "-E", "-s", "-m", "pip", "--python", inside]
    options = ["--quiet", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    done = subprocess.run([*pip, "install", *options, "-r", str(lock)], env=environment, check=False)
    if done.returncode != 0:
        raise MissingProgramError(
            f"Something that {lock.name} pins",
            "pip says above which, and why. Without a network: connect and run make again. Behind a proxy: set "
            "https_proxy, and PIP_CERT to the proxy's certificate. No file for this Python: install Python 3.11, "
            "3.12, 3.13 or 3.14 (64 bits, glibc 2.28 or later).",
        )


def _reach_the_checkout(root: Path, folder: Path) -> None:
    """Let .venv's Python import the package from this checkout, and put the command `contracts` beside it.

    The path is written relative: site.py reads it in the encoding of whoever runs Python, so it must be ASCII.
    """
    packages = next((folder / "lib").glob("python3*/site-packages"))
    (packages / "contracts-checkout.pth").write_text(os.path.relpath(root, packages) + "\n", encoding="ascii")
    launcher = folder / "bin" / "contracts"
    launcher.write_text(_LAUNCHER, encoding="ascii")
    launcher.chmod(0o755)


def _is_made(root: Path, group: Group) -> bool:
    try:
        return _stamp(root / ".venv", group).read_bytes() == _stamp_text(root, group)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _stamp(folder: Path, group: Group) -> Path:
    return folder / f"stamp-{group}"


def _stamp_text(root: Path, group: Group) -> bytes:
    """What .venv depends on: the lock, the Python, the processor, and the folder's own place (scripts hold it)."""
    digest = hashlib.sha256((root / group.lock_name).read_bytes()).hexdigest()
    words = [digest, _version(), os.uname().machine, os.path.abspath(root)]  # noqa: PTH100 - links are kept as given
    return os.fsencode("\n".join(words))


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; a second make waits here. The system lets go of it when a process dies."""
    with (folder / _LOCK_FILE).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Another make is setting up .venv; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _environment_for_pip(environment: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without what would lead pip elsewhere; its network settings stay.

    The cache is off unless a place for it was given: the home folder may be missing, or not writable.
    """
    astray = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_NO_BINARY", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {key: value for key, value in environment.items() if key not in astray and not key.startswith("PYTHON")}
    if "PIP_CACHE_DIR" not in kept:
        kept["PIP_NO_CACHE_DIR"] = "1"
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}


def _can_make_environments(environment: Mapping[str, str]) -> bool:
    if importlib.util.find_spec("venv") is None:
        return False
    return _has_ensurepip() or _has_pip(environment)


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _has_pip(environment: Mapping[str, str]) -> bool:
    """Whether the machine's own pip can install into .venv. Source: pip 22.3, which brought --python."""
    asked = "import pip; raise SystemExit(tuple(map(int, pip.__version__.split('.')[:2])) < (22, 3))"
    call = [_python(), "-E", "-s", "-c", asked]
    return subprocess.run(call, env=environment, stderr=subprocess.DEVNULL, check=False).returncode == 0


def _no_venv(machine: Machine) -> MissingProgramError:
    program = _venv_of_this_python()
    return MissingProgramError(program.name, how_to_install([program], machine))


def _venv_of_this_python() -> Program:
    return python_venv(_version())


def _python() -> str:
    """The Python itself, not a link to it in a virtual environment that is about to be emptied."""
    return os.path.realpath(sys.executable)


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _say(text: str) -> None:
    sys.stderr.write(f"set-up: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
