"""Runs `contracts` with its steps timed: `python -m benchmarks.stages FILE build …` adds a line to FILE for each step.

A line is the step's name and its seconds. The functions are wrapped where the pipeline looks them up, so that a step
that has got another name stops the measurement instead of being left out.
"""

import functools
import importlib
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

#: Where the seconds are written; worker processes inherit it.
FILE = "CONTRACTS_BENCH_STAGES"
#: The functions of each step.
STAGES: Mapping[str, tuple[str, ...]] = {
    "read, check and plan": (
        "contracts.pipeline:check_facts",
        *("contracts.choosing:heads_for", "contracts.choosing:outlook", "contracts.choosing:whole"),
    ),
    "render": ("contracts.filling:fill", "contracts.filling:try_out", "contracts.making:fill"),
    "convert": ("contracts.pdf.engine:SupervisedEngine.convert",),
    "finish": ("contracts.making:finish",),
    "prove": ("contracts.making:read_pdf", "contracts.making:prove"),
    "judge": ("contracts.pdf.vera:validate",),  # a part of "prove"
}


def install(file: str) -> None:
    """Wrap every function of every step.

    Raises:
        AttributeError: A function is not there any more.
    """
    for stage, places in STAGES.items():
        for place in places:
            module, _, path = place.partition(":")
            *owners, name = path.split(".")
            owner: Any = functools.reduce(getattr, owners, importlib.import_module(module))
            setattr(owner, name, _timed(stage, getattr(owner, name), file))


def _timed(stage: str, function: Callable[..., Any], file: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            line = f"{stage}\t{time.perf_counter() - start:.6f}\n"
            with Path(file).open("a") as lines:  # one short write: lines of several processes do not mix
                lines.write(line)

    return timed


def read_stages(file: Path) -> dict[str, float]:
    """Seconds by step, summed over all workers."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for line in file.read_text().splitlines() if file.exists() else ():
        stage, _, value = line.partition("\t")
        seconds[stage] += float(value)
    return {stage: seconds[stage] for stage in STAGES if stage in seconds}


def main() -> None:
    """Time the command that follows the file's name."""
    from contracts.cli import run

    os.environ[FILE] = sys.argv[1]
    install(sys.argv[1])
    sys.argv[1:] = sys.argv[2:]
    sys.argv[0] = "contracts"
    run()


if __name__ == "__main__":
    main()
if __name__ == "__mp_main__" and FILE in os.environ:  # in a worker process that was started afresh
    install(os.environ[FILE])
