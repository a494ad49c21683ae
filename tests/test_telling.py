"""What a build tells while it runs, and how it ends when somebody wants it to."""

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import ROOT, Copy, copy_of
from tests.pseudo_terminal import PseudoTerminal
from tests.test_killed import facts_of
from tests.test_working import TODAY, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Copy]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("COLUMNS", "200")
    return copy_of(facts_of(tmp_path / "fakta")[0], tmp_path / "projekt")


def build(copy: Copy, *options: str) -> PseudoTerminal:
    command = [sys.executable, "-m", "contracts", "build", "--draft", *options, *TODAY]
    return PseudoTerminal(command, copy.root, kind="xterm")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_is_told_how_many_how_fast_how_long_and_which(copy: Copy, jobs: str):
    for more in range(4):  # the line is drawn ten times a second, and two documents at a time may be made between two
        shutil.copytree(copy.partnership.parent, copy.partnership.parent.with_name(f"mer-{more}"))
    with build(copy, "--jobs", jobs) as terminal:
        assert terminal.status() == 0
    assert "0 av 6 dokument" in terminal.screen
    shown = re.search(r"[1-5] av 6 dokument · .*", terminal.screen)
    assert shown is not None
    assert " kvar · " in terminal.screen
    assert "IOP " in shown[0]
    assert "avtal-utkast.pdf: " not in terminal.screen


def test_a_pipe_is_told_nothing_but_the_lines_that_are_asked_for(copy: Copy):
    ended = copy.run("build", "--draft", *TODAY)
    assert ended.status == 0
    assert "dokument" not in ended.err and "kvar" not in ended.err
    ended = copy.run("build", "--draft", "--force", "-v", *TODAY)
    assert [line for line in ended.err.splitlines() if "utkast.pdf" in line] == [
        "1/2 build/exempelstad/annat/avtal-utkast.pdf: 4 sidor",
        "2/2 build/exempelstad/grannar/avtal-utkast.pdf: 4 sidor",
    ]


def test_ctrl_c_does_not_wait_for_the_documents_in_hand(copy: Copy):
    with build(copy, "--jobs", "2") as terminal:
        terminal.until_shown("0 av 2 dokument")
        stopped: set[int] = set()

        def all_hang() -> bool:
            for pid in copy.processes() - stopped:
                if b"contracts.pdf.embedded" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(pid, signal.SIGSTOP)
                    stopped.add(pid)
            return len(stopped) == 2

        wait_for(all_hang)
        asked = time.monotonic()
        terminal.interrupt_once()
        assert terminal.status() == 130
        assert time.monotonic() - asked < 10, "the documents in hand would have taken two minutes"
    assert "Interrupted" in terminal.screen
    wait_for(lambda: not copy.processes())
    assert copy.snapshot() == {}
    assert not copy.at_work()
