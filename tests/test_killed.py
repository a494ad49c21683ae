"""Any process of a build, killed at any moment: build/ is whole, and the next build finishes the work."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.building import ROOT, Copy, copy_of
from tests.checks.exempelstad import write_exempelstad
from tests.test_working import TODAY, wait_for

#: What shows where a build works, and in build/, how far it has come. Some moments are short, and would hardly be met
#: by chance: those in which the files are moved into place.
SIGNS = ("", "worker-*", "worker-*/work/*", "out")
MOVES = (".work-*/out/manifest.json", ".ready")
GOALS = ("Alla äldre har någon att prata med.", "Ingen äldre är ensam mot sin vilja.")
#: Fingerprints of files by their path in build/.
Files = dict[str, str]


@dataclass(frozen=True)
class Kill:
    """One process killed, to be told when something is wrong afterwards."""

    seed: int
    number: int
    command: str
    moment: str
    first: bool  #: whether it was the process that somebody started

    def __str__(self) -> str:
        return f"seed {self.seed}, kill {self.number}: {self.command} {self.moment}"


def facts_of(folder: Path) -> list[Path]:
    """Two agreements in two wordings: every document of the one differs from the other's."""
    changes = (f"goals: [{goal}]\nother: {{name: IOP Annat, goals: [{goal}]}}" for goal in GOALS)
    return [write_exempelstad(folder / name, change) for name, change in zip(("ett", "två"), changes, strict=True)]


def use(facts: Path, copy: Copy) -> None:
    shutil.rmtree(copy.root / "data")
    shutil.copytree(facts, copy.root / "data")


def documents(copy: Copy) -> Files:
    """All that is seen in build/: not what is kept of documents for when they come back edited."""
    return {
        path: hashlib.sha256(content).hexdigest()
        for path, content in copy.snapshot().items()
        if not path.startswith(".")
    }


def descendants(pid: int) -> list[int]:
    """A process and all that it started, while it lives."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(path.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def killed(
    copy: Copy, options: tuple[str, ...], chance: random.Random, length: float, seed: int, number: int
) -> Kill | None:
    """Begin a build, kill a process of it at some moment, and wait until all have ended; None when none was left."""
    build = subprocess.Popen(
        [sys.executable, "-m", "contracts", "build", *options, "--jobs", "2", *TODAY],
        cwd=copy.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    sign = chance.choice((*SIGNS, *MOVES, *MOVES, None, None, None, None))
    delay = chance.uniform(0, length if sign is None else 0.003 if sign in MOVES else 0.05)
    there = copy.at_work if sign in SIGNS else copy.build.glob
    while sign is not None and build.poll() is None and not any(there(sign)):
        time.sleep(0.0005)
    time.sleep(delay)
    kill = None
    if build.poll() is None:
        others = descendants(build.pid)[1:]
        victim = chance.choice(others) if others and chance.random() < 0.6 and sign not in MOVES else build.pid
        try:
            command = Path(f"/proc/{victim}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            os.kill(victim, signal.SIGKILL)
            after = f"{delay:.4f} s after {'its start' if sign is None else sign or 'it had a folder'}"
            kill = Kill(seed, number, command, after, victim == build.pid)
        except (ProcessLookupError, FileNotFoundError):
            pass
    status = build.wait(120)
    wait_for(lambda: not copy.processes())
    assert status == (-signal.SIGKILL if kill and kill.first else 0), f"{kill}: the build ended with {status}"
    return kill


def assert_whole(copy: Copy, meant: list[Files], kill: Kill) -> None:
    """No half file; and unless a move is to be finished, the manifest lists just what is there."""
    there = documents(copy)
    known = {file for files in meant for file in files.items()}
    assert not [path for path, sha256 in there.items() if (path, sha256) not in known], kill
    for path in (copy.build / ".sent").glob("*.docx"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem, kill
    if not (copy.build / ".ready").exists():
        assert there in (*meant, {}), kill
        assert {path: sha256 for path, sha256 in there.items() if path != "manifest.json"} == listed(copy), kill


def listed(copy: Copy) -> Files:
    """The outputs that the manifest lists."""
    path = copy.build / "manifest.json"
    documents = json.loads(path.read_bytes())["documents"] if path.exists() else []
    return {file["path"]: file["sha256"] for entry in documents for file in entry["outputs"]}


def seeds() -> Iterator[object]:
    """A hundred kills in all, ten for each seed; LibreOffice takes longer."""
    for seed in range(9):
        yield pytest.param(("--draft",), seed, id=f"embedded-{seed}")
    yield pytest.param((), 9, id="office-9", marks=pytest.mark.office)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("options", "seed"), list(seeds()))
def test_build_is_whole_after_any_kill_and_the_next_build_finishes(tmp_path: Path, options: tuple[str, ...], seed: int):
    facts = facts_of(tmp_path / "fakta")
    meant = []
    for at, one in enumerate(facts):
        reference = copy_of(one, tmp_path / f"hel-{at}")
        begun = time.monotonic()
        ended = reference.run("build", *options, "--jobs", "2", *TODAY)
        length = time.monotonic() - begun
        assert ended.status == 0, ended.err
        meant.append(documents(reference))
    assert meant[0].keys() == meant[1].keys() and not [path for path in meant[0] if meant[0][path] == meant[1][path]]

    chance = random.Random(seed)
    copy = copy_of(facts[0], tmp_path / "projekt")
    kills = turn = 0
    while kills < 10:
        turn += 1
        use(facts[turn % 2], copy)
        kill = killed(copy, options, chance, length, seed, kills)
        if kill is None:
            continue
        kills += 1
        assert_whole(copy, meant, kill)
        if kill.first:
            ended = copy.run("build", *options, *TODAY)
            assert ended.status == 0, f"{kill}: {ended.err}"
        assert documents(copy) == meant[turn % 2], kill
        assert not [*copy.at_work(), *copy.build.glob(".ready")], kill
