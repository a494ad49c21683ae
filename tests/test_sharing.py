"""Work that several processes share comes out as one would do it, whatever becomes of the others."""

import os
import signal
import subprocess
import sys
import time

import pytest

from contracts.sharing import shared
from tests.building import ROOT


@pytest.mark.parametrize("processes", [1, 2, 3, 20])
def test_each_thing_is_done_once(processes: int):
    done = list(shared(lambda number: (number * number, os.getpid()), range(10), processes))
    assert sorted((number, square) for number, (square, _) in done) == [(number, number**2) for number in range(10)]
    assert len({process for _, (_, process) in done}) == min(processes, 10)


def test_what_another_process_had_to_do_when_it_died_is_left_out():
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here and number > 3:
            os._exit(9)
        return number

    assert sorted(number for number, _ in shared(work, range(8), 2)) == [0, 1, 2, 3, 4, 6]


def test_a_fault_in_another_process_is_left_for_this_one(capfd: pytest.CaptureFixture[str]):
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here:
            raise ValueError("somewhere else")
        return number

    assert [number for number, _ in shared(work, range(4), 2)] == [0, 2]
    assert capfd.readouterr() == ("", "")


def test_a_fault_here_is_told_and_ends_the_others():
    def work(number: int) -> int:
        return 1 // (number - 2)

    with pytest.raises(ZeroDivisionError):
        list(shared(work, range(100), 2))


@pytest.mark.timeout(30)
@pytest.mark.parametrize("processes", [2, 3])
def test_others_end_though_nobody_takes_their_long_answers(processes: int):
    here = os.getpid()

    def work(number: int) -> bytes:
        if os.getpid() == here:
            time.sleep(0.3)
            raise KeyboardInterrupt
        return bytes(1_000_000)

    with pytest.raises(KeyboardInterrupt):
        list(shared(work, range(9), processes))


_KILLED = """
import os, time
from contracts.sharing import shared

def work(number):
    if number == 0:
        time.sleep(0.3)
        os.kill(os.getpid(), 9)
    print(os.getpid(), flush=True)
    return bytes(1_000_000)

list(shared(work, range(8), 2))
"""


@pytest.mark.timeout(30)
def test_another_process_ends_when_the_first_is_killed():
    # It waits until all have ended that could write there.
    ended = subprocess.run([sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert ended.stdout.strip(), "another had begun"


def test_long_answers_do_not_stop_the_other_process():
    done = dict(shared(lambda number: bytes([number]) * 1_000_000, range(6), 2))
    assert all(done[number] == bytes([number]) * 1_000_000 for number in range(6))
