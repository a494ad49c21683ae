"""The set-up as a user meets it: setup/start.sh in a small project whose locks name wheels made here.

The path holds links to the few programs that the set-up may use, so nothing of this machine is installed or asked for.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from setup.environment import Group, make, report_ready
from setup.programs import Machine

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Project:
    """A small project, and the machine around it."""

    root: Path
    wheels: Path
    programs: Path  #: the only folder on the path

    def call(self, group: str, **more: str) -> list[str]:
        """The words that set up a group, with nothing in the environment but what a bare machine has."""
        # A home that cannot be written to, and the plainest locale there is.
        environment = {"PATH": self.programs, "HOME": "/nonexistent", "LC_ALL": "C", "PIP_NO_INDEX": "1"}
        environment |= {"PIP_FIND_LINKS": self.wheels, **more}
        words = [f"{name}={value}" for name, value in environment.items()]
        return ["env", "-i", *words, "sh", str(self.root / "setup/start.sh"), group]

    def set_up(self, group: str = "run", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.call(group, **more), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    def python(self, program: str) -> str:
        """What a program prints under .venv's Python."""
        call = [self.root / ".venv/bin/python", "-c", program]
        return subprocess.run(call, cwd="/", capture_output=True, text=True, check=True).stdout.strip()

    @property
    def stamps(self) -> list[str]:
        return sorted(file.name for file in (self.root / ".venv").glob("stamp-*"))


def wheel(folder: Path, name: str) -> str:
    """Make the smallest wheel that pip takes; returns its line in a lock. Source: the binary distribution format."""
    info = f"{name}-1.0.dist-info"
    file = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


def make_project(folder: Path) -> Project:
    project = Project(folder / "ny katalog åäö", folder / "wheels", folder / "programs")
    for place in (project.root / "contracts", project.wheels, project.programs):
        place.mkdir(parents=True)
    shutil.copytree(ROOT / "setup", project.root / "setup")
    for name in ("__init__.py", "errors.py"):
        shutil.copy(ROOT / "contracts" / name, project.root / "contracts")
    run = wheel(project.wheels, "liten")
    (project.root / "requirements.lock").write_text(run)
    (project.root / "requirements-dev.lock").write_text(run + wheel(project.wheels, "provare"))
    for name in ("sh", "env", "dirname", "cat"):
        (project.programs / name).symlink_to(shutil.which(name) or name)
    # First on the list stands a name that is there and does not work, as a version manager leaves them.
    script(project.programs / "python3", "exit 127")
    (project.programs / "python3.11").symlink_to(os.path.realpath(sys.executable))
    return project


def script(file: Path, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that has been set up once for running; tests leave it whole."""
    project = make_project(tmp_path_factory.mktemp("setup"))
    done = project.set_up()
    assert done.returncode == 0, done.stderr
    assert "Making .venv with Python" in done.stderr
    return project


@pytest.fixture
def whole(made: Project) -> Iterator[Project]:
    """The same, for tests that need it to be ready at the start."""
    assert made.set_up().returncode == 0
    yield made


def test_the_command_works_from_any_folder(made: Project):
    assert made.python("import liten, contracts; print(contracts.__file__)").startswith(str(made.root))
    (made.root / "contracts/__main__.py").write_text('print("ran")')
    ran = subprocess.run([made.root / ".venv/bin/contracts"], cwd="/", capture_output=True, text=True, check=False)
    assert ran.stdout == "ran\n", ran.stderr


def test_what_the_machine_lacks_is_said_each_time_and_is_no_error(
    whole: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    bare = Machine(path=str(tmp_path), top=tmp_path, platform="linux")
    assert not report_ready(whole.root, Group.RUN, bare), "it has not been tried yet"
    make(whole.root, Group.RUN, bare, {}, may_ask=False)
    assert "Missing: LibreOffice Writer" in capsys.readouterr().err
    assert report_ready(whole.root, Group.RUN, bare), "it has been tried"
    assert "Missing: LibreOffice Writer" in capsys.readouterr().err


def test_a_second_run_makes_nothing_and_is_quick(whole: Project):
    before = {file: file.stat().st_mtime_ns for file in (whole.root / ".venv").glob("stamp-*")}
    started = time.monotonic()
    done = whole.set_up()
    assert time.monotonic() - started < 2  # some 50 ms; the rest is for a busy machine
    assert "Making" not in done.stderr
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_what_the_tests_need_is_added_to_what_is_there(whole: Project):
    done = whole.set_up("dev")
    assert done.returncode == 0, done.stderr
    assert "Making" not in done.stderr
    assert whole.python("import liten, provare; print('both')") == "both"
    assert whole.stamps == ["stamp-dev", "stamp-run"]


def test_an_interrupted_environment_is_made_again(whole: Project):
    for stamp in whole.stamps:
        (whole.root / ".venv" / stamp).unlink()
    shutil.rmtree(next((whole.root / ".venv/lib").glob("python3*/site-packages")) / "pip")
    (whole.root / ".venv/lib/rubbish").touch()
    assert whole.set_up().returncode == 0
    assert not (whole.root / ".venv/lib/rubbish").exists()
    assert whole.python("import liten; print('there')") == "there"


def test_two_at_once_make_it_once(whole: Project):
    for stamp in whole.stamps:
        (whole.root / ".venv" / stamp).unlink()
    both = [
        subprocess.Popen(whole.call("run"), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in "ab"
    ]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Making .venv" in text for text in said) == 1
    assert whole.python("import liten; print('there')") == "there"


def is_ready(root: Path) -> bool:
    call = [root / ".venv/bin/python", "-E", "-s", "-S", "-m", "setup.environment", "ready", "run"]
    return subprocess.run(call, cwd=root, stderr=subprocess.DEVNULL, check=False).returncode == 0


def test_a_changed_lock_is_seen(whole: Project):
    lock = whole.root / "requirements.lock"
    text = lock.read_text()
    lock.write_text(text + "# changed\n")
    assert not is_ready(whole.root)
    lock.write_text(text)
    assert is_ready(whole.root)


def test_a_moved_folder_is_seen(whole: Project, tmp_path: Path):
    assert is_ready(whole.root)
    assert not is_ready(shutil.copytree(whole.root, tmp_path / "moved", symlinks=True))


def test_a_package_with_another_hash_is_refused(tmp_path: Path):
    project = make_project(tmp_path)
    lock = project.root / "requirements.lock"
    lock.write_text(lock.read_text()[:-8] + "0000000\n")
    done = project.set_up()
    assert done.returncode == 4
    assert "Something that requirements.lock pins is missing" in done.stderr
    assert project.stamps == []


def test_an_older_python_alone_is_told_what_to_install(tmp_path: Path):
    project = make_project(tmp_path)
    (project.programs / "python3.11").unlink()
    script(
        project.programs / "python3", 'case "$*" in *"only Python"*) echo "only Python 3.9 is here";; *) exit 1;; esac'
    )
    done = project.set_up()
    assert done.returncode == 4
    assert "Python 3.11 or later is needed; only Python 3.9 is here." in done.stderr
    assert "sudo apt-get install python3.11 python3.11-venv" in done.stderr
    assert not (project.root / ".venv").exists()


def test_a_python_without_ensurepip_is_told_what_to_install(tmp_path: Path):
    project = make_project(tmp_path)
    (project.programs / "python3.11").unlink()
    without = (
        "import runpy, sys; sys.modules['ensurepip'] = sys.modules['venv'] = None; "
        "sys.argv = ['', 'make', 'run']; runpy.run_module('setup.environment', run_name='__main__')"
    )
    real = os.path.realpath(sys.executable)
    script(project.programs / "python3", f'case "$*" in *environment*) exec "{real}" -E -s -S -c "{without}";; esac')
    done = project.set_up()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 4
    assert f"Python {version}'s venv with ensurepip is missing." in done.stderr
    assert f"python{version}-venv" in done.stderr


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    project = make_project(tmp_path)
    (project.root / ".venv").touch()
    done = project.set_up()
    assert done.returncode == 7
    assert f"{project.root / '.venv'} could not be written" in done.stderr
