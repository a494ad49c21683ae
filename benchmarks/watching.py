"""From a saved file to its finished draft, in `contracts watch`: warm, in one of many partnerships."""

import datetime as dt
import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.contents import TODAY
from benchmarks.generate import generate
from benchmarks.machine import commit
from benchmarks.measuring import FailedError, environment
from benchmarks.ours import ROOT
from benchmarks.results import Watched

SAVES = 5
#: Seconds that all of it may take; a watch that has not answered by then is given up.
LIMIT = 240.0
_OLD, _AGREEMENT = "upplåta lokal", "overenskommelse"


def watch(partnerships: int, folder: Path, date: dt.date) -> Watched:
    """Save one partnership's facts some times, with the first save not counted.

    Args:
        partnerships: how many there are.
        folder: an existing one, empty.
        date: today.

    Raises:
        FailedError: The watch ended by itself, or did not answer in time.
    """
    generate(partnerships, folder)
    path = folder / "data" / "exempelstad" / f"traffpunkt-{(partnerships + 1) // 2}" / "partnership.yaml"
    text = path.read_text("utf-8")
    places = ["--data", str(folder / "data"), "--build", str(folder / "build"), "--today", TODAY.isoformat()]
    process = subprocess.Popen(
        [sys.executable, "-m", "contracts", "watch", "--json", *places],
        cwd=ROOT,
        env={**environment(), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=_interruptible,
    )
    limit = threading.Timer(LIMIT, process.kill)
    limit.start()
    try:
        _wait_for("problems", process)
        seconds = [_save(path, text, number, process) for number in range(SAVES + 1)]
    finally:
        limit.cancel()
        process.send_signal(signal.SIGINT)
        process.communicate()
    return Watched(date=date, commit=commit(), partnerships=partnerships, seconds=tuple(seconds[1:]))


def _interruptible() -> None:
    """What a shell starts in the background is told to mind no interruption, and so is what that starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _save(path: Path, text: str, number: int, process: "subprocess.Popen[str]") -> float:
    """Save as editors do, and wait for the agreement; what else speaks of it is made when nobody saves again."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text.replace(_OLD, f"{_OLD} nummer {number}"), "utf-8")
    start = time.perf_counter()
    beside.replace(path)
    while _AGREEMENT not in str(_wait_for("made", process)["document"]["id"]):
        pass
    seconds = time.perf_counter() - start
    time.sleep(0.5)  # nobody saves again at once
    return seconds


def _wait_for(wanted: str, process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout is not None
    for line in process.stdout:
        event: dict[str, Any] = json.loads(line)
        if event["event"] == wanted:
            return event
    raise FailedError(f"it ended, or was given up after {LIMIT:.0f} s, before it told of “{wanted}”")
