"""How much memory processes take, as Linux tells it; elsewhere nothing is known."""

import os
from collections.abc import Iterable
from pathlib import Path

_PROC = Path("/proc")


def family_of(processes: Iterable[int]) -> tuple[int, ...]:
    """Processes with all that they started and that lives; to look for them takes longer than to ask them.

    Args:
        processes: their ids.
    """
    found = list(dict.fromkeys(processes))
    for one in found:
        found += [child for child in _children(one) if child not in found]
    return tuple(found)


def memory_of(family: Iterable[int]) -> int:
    """Bytes that these processes hold in memory; 0 for those that are gone.

    Args:
        family: their ids.
    """
    return sum(map(_resident, family))


def _children(process: int) -> list[int]:
    """What a process has started, by each of its threads, and that lives."""
    found: list[int] = []
    try:
        for thread in (_PROC / str(process) / "task").iterdir():
            found += map(int, (thread / "children").read_text().split())
    except OSError:  # it has ended, or the system does not tell
        return found
    return found


def _resident(process: int) -> int:
    try:
        pages = int((_PROC / str(process) / "statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGESIZE")
