"""How a build goes: how many, how fast, how long still."""

import pytest

from contracts.presenting.progress import Pace


def pace(total: int, *ends: float) -> Pace:
    """Documents that have ended at these seconds."""
    found = Pace(total, 0.0)
    for end in ends:
        found.one_more(end)
    return found


@pytest.mark.parametrize(
    ("total", "ends", "now", "told"),
    [
        (1, (), 5, ""),
        (12, (), 5, "0 av 12 dokument"),
        (12, (2, 4), 4, "2 av 12 dokument · 30 i minuten · 20 s kvar"),
        (300, (0.25, 0.5), 0.5, "2 av 300 dokument · 4,0 i sekunden · 74 s kvar"),
        (3000, (0.25, 0.5), 0.5, "2 av 3000 dokument · 4,0 i sekunden · 12 min kvar"),
        (100_000, (0.25, 0.5), 0.5, "2 av 100000 dokument · 4,0 i sekunden · 6 h 57 min kvar"),
        (2, (1, 2), 2, "2 av 2 dokument · 1,0 i sekunden · 0 s kvar"),
    ],
)
def test_number_speed_and_time_left_are_told(total: int, ends: tuple[float, ...], now: float, told: str):
    assert pace(total, *ends).told(now) == told


def test_the_speed_is_that_of_the_last_documents():
    slow_begin = pace(100, 60, *(60 + at / 2 for at in range(1, 31)))
    assert slow_begin.told(75) == "31 av 100 dokument · 2,0 i sekunden · 34 s kvar"


def test_the_time_left_grows_while_nothing_ends():
    one = pace(3, 2)
    assert (one.told(2), one.told(10)) == (
        "1 av 3 dokument · 30 i minuten · 4 s kvar",
        "1 av 3 dokument · 6 i minuten · 20 s kvar",
    )
