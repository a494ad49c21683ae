"""Our own builds, each a whole process started cold: full, with nothing changed, with one fact changed; and drafts."""

import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.contents import TODAY
from benchmarks.measuring import Run, measure
from benchmarks.stages import read_stages

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Built:
    """A measured build."""

    run: Run
    stages: dict[str, float]  #: seconds by step, summed over the workers; empty when the steps were not timed


@dataclass(frozen=True, slots=True)
class Site:
    """Where one size is built."""

    folder: Path  #: data/ is in it, and what is made
    partnerships: int

    @property
    def data(self) -> Path:
        """The facts."""
        return self.folder / "data"

    def build(self, name: str, *options: str, timed: bool = False) -> Built:
        """Run `contracts build` into the build folder of this name; a file that is there already is kept.

        Args:
            name: of the build folder.
            options: of the command.
            timed: time its steps too, which starts a little more than the program.

        Raises:
            FailedError: It failed.
        """
        stages = self.folder / f"{name}.stages"
        stages.unlink(missing_ok=True)
        module = ["benchmarks.stages", str(stages)] if timed else ["contracts"]
        build = self.folder / name
        places = ["--data", str(self.data), "--build", str(build), "--today", TODAY.isoformat()]
        command = [sys.executable, "-m", *module, "build", *places, *options]
        run = measure(command, self.folder / f"{name}.log", folder=ROOT)
        return Built(run, read_stages(stages))

    def change_one_fact(self) -> None:
        """Say otherwise what one party does in one partnership, in the middle."""
        middle = (self.partnerships + 1) // 2
        path = self.data / "exempelstad" / f"traffpunkt-{middle}" / "partnership.yaml"
        text = path.read_text("utf-8")
        old, new = "upplåta lokal och betala värme", "upplåta lokal och betala värme och vatten"
        if old not in text or new in text:
            raise ValueError(f"{path.name} of partnership {middle} is not as it was generated")
        path.write_text(text.replace(old, new), "utf-8")


@cache
def has_workers() -> bool:
    """Whether the build takes a number of workers."""
    command = [sys.executable, "-m", "contracts", "build", "--help"]
    return "--jobs" in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
