"""What end-to-end tests share: a copy of a project, and the command line run on it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from contracts.filing.scratch import scratch_folders, scratch_name

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A project of its own, to change and build."""

    root: Path

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def partnership(self) -> Path:
        return next(iter(sorted((self.root / "data").glob("*/*/partnership.yaml"))))

    def run(self, *arguments: str, **environment: str) -> Ended:
        """Run `contracts` here as a user would."""
        done = subprocess.run(
            [sys.executable, "-m", "contracts", *arguments],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"} | environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=240,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def at_work(self, pattern: str = "") -> list[Path]:
        """What a running build has in the folders that it works in, on disk and in memory."""
        scratches = scratch_folders(self.build) if self.build.exists() else ()
        places = [*self.build.glob(".work-*"), *scratches]
        return [found for place in places for found in (place.glob(pattern) if pattern else (place,))]

    def marks(self) -> list[bytes]:
        """What stands in the path of everything that lies in this project, or where it is built."""
        return [os.fsencode(self.root), *([scratch_name(self.build).encode()] if self.build.exists() else ())]

    def processes(self) -> set[int]:
        """Those that have to do with this project: whose folder or command line lies in it, or where it is built."""
        found = set()
        for path in Path("/proc").glob("[0-9]*"):
            try:
                shown = (path / "cmdline").read_bytes() + b"\0" + os.fsencode((path / "cwd").readlink())
            except OSError:
                continue
            if any(mark in shown for mark in self.marks()):
                found.add(int(path.name))
        return found

    def replace(self, old: str, new: str) -> None:
        """Change the partnership's data."""
        text = self.partnership.read_text("utf-8")
        assert old in text
        self.partnership.write_text(text.replace(old, new, 1), "utf-8")

    def snapshot(self) -> dict[str, bytes]:
        """Every file in build/, but for the lock and what is remembered."""
        return {
            path.relative_to(self.build).as_posix(): path.read_bytes()
            for path in sorted(self.build.rglob("*"))
            if path.is_file() and path.name != ".lock" and ".cache" not in path.parts
        }


def copy_of(data: Path, target: Path) -> Copy:
    """A project with this data and the real templates."""
    shutil.copytree(data, target / "data")
    shutil.copytree(ROOT / "templates", target / "templates")
    return Copy(target)


def real_agreement(target: Path) -> Copy:
    """A project with the first agreement of the real data alone, and the real templates."""
    home = target / "data" / "botkyrka"
    (home / "kvinna-i-botkyrka").mkdir(parents=True)
    for name in ("authority.yaml", "organisations.yaml", "kvinna-i-botkyrka/partnership.yaml"):
        shutil.copy(ROOT / "data" / "botkyrka" / name, home / name)
    shutil.copytree(ROOT / "templates", target / "templates")
    return Copy(target)
