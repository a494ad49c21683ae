"""The characters and the locale that Swedish writing rules ask for, named once because most of them look alike."""

from functools import cache
from typing import Final

from babel import Locale

NBSP: Final = "\N{NO-BREAK SPACE}"  #: between what must not part at the end of a line
MINUS: Final = "\N{MINUS SIGN}"  #: before a negative number; a hyphen may be left behind at the end of a line
EN_DASH: Final = "\N{EN DASH}"  #: from–to, without spaces
SPACED_DASH: Final = NBSP + EN_DASH + " "  #: from–to when a part holds a space or a hyphen; never first on a line


@cache
def swedish() -> Locale:
    """Swedish as it is written in Sweden, looked up once: Babel would read its name anew for every number and date."""
    return Locale("sv", "SE")
