"""The characters and the locale that Swedish writing rules ask for, named once because most of them look alike."""

from typing import Final

LOCALE: Final = "sv_SE"
NBSP: Final = "\N{NO-BREAK SPACE}"  #: between what must not part at the end of a line
MINUS: Final = "\N{MINUS SIGN}"  #: before a negative number; a hyphen may be left behind at the end of a line
EN_DASH: Final = "\N{EN DASH}"  #: from–to, without spaces
SPACED_DASH: Final = NBSP + EN_DASH + " "  #: from–to when a part holds a space or a hyphen; never first on a line
