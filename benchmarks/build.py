"""Times the whole run on the real data and prints time, processor time and peak memory, drafts beside signable ones.

Run it with `make bench`. Each figure is of one whole process tree, started cold, in this one run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

RUNS = 3
#: Seconds between looks at the memory of the process tree.
LOOK = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run."""

    wall: float  #: seconds
    cpu: float  #: seconds, user and system, of the whole tree
    memory: int  #: bytes: the highest sum of resident memory in the tree that was seen


def measure(*arguments: str) -> Run:
    """Run `contracts` with these arguments in a session of its own and watch it."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "contracts", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    highest = 0
    while process.poll() is None:
        highest = max(highest, tree_memory(process.pid))
        time.sleep(LOOK)
    wall = time.perf_counter() - start
    if process.returncode != 0:
        assert process.stderr is not None
        sys.exit(process.stderr.read().decode())
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, highest)


def tree_memory(root: int) -> int:
    """Proportional memory of a process and all below it, in bytes."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(status.rpartition(")")[2].split()[1])
    family = {root}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(map(proportional, family))


def proportional(process: int) -> int:
    """Memory of one process, pages shared with others counted in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return 1024 * next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    """Measure signable and draft builds in turn, and print medians and the ratio."""
    runs: dict[str, list[Run]] = {"signable (LibreOffice)": [], "draft (embedded)": []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS):
            for name, options in zip(runs, ((), ("--draft",)), strict=True):
                print(f"run {number + 1} of {RUNS}: {name}", file=sys.stderr)
                runs[name].append(measure("build", "--build", f"{folder}/{number}{name[0]}", *options))
    print(f"{'build of data/, cold':<28}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}   (median of {RUNS})")
    for name, measured in runs.items():
        wall = statistics.median(run.wall for run in measured)
        cpu = statistics.median(run.cpu for run in measured)
        memory = statistics.median(run.memory for run in measured)
        print(f"{name:<28}{wall:>8.2f}{cpu:>8.2f}{memory / 1e6:>9.0f}")
    office, draft = ([run.wall for run in measured] for measured in runs.values())
    ratio = statistics.median(one / other for one, other in zip(office, draft, strict=True))
    print(f"signable takes {ratio:.1f} times as long as draft")


if __name__ == "__main__":
    main()
