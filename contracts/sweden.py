"""The clock of those who decide and sign, wherever the machine stands: a server may well count in another zone."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

SWEDEN: Final = ZoneInfo("Europe/Stockholm")


def swedish_day(moment: dt.datetime) -> dt.date:
    """The calendar day in Sweden at a moment that says its zone."""
    return moment.astimezone(SWEDEN).date()
