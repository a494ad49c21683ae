"""What a later document says holds from its day on."""

import datetime as dt
from pathlib import Path

from contracts.register.as_of import as_of
from tests.plan.small_authority import authority_of

LATER = """
purpose: Laga soppa.
goals: [varm mat]
later:
  - {day: 2031-05-01, source: Brev, purpose: Laga gröt.}
  - {day: 2032-05-01, source: Brev, purpose: Baka bröd., goals: [färskt bröd]}
"""


def test_each_day_has_what_was_known_then(tmp_path: Path):
    facts = authority_of(tmp_path, {"grannar/partnership.yaml": LATER}).partnerships[0].partnership
    told = [
        (as_of(facts, day).purpose, as_of(facts, day).goals)
        for day in (dt.date(2031, 4, 30), dt.date(2031, 5, 1), dt.date(2032, 5, 1), None)
    ]
    assert told == [
        ("Laga soppa.", ("varm mat",)),
        ("Laga gröt.", ("varm mat",)),
        ("Baka bröd.", ("färskt bröd",)),
        ("Baka bröd.", ("färskt bröd",)),
    ]
