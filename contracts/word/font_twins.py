"""Which fonts are as wide, letter for letter, as those that Word files ask for, and come with the project.

It stands in this room, and not with the font files, because templates are checked against it too.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: font asked for in Word -> families that are as wide, letter for letter. Source: fontconfig's 30-metric-aliases.conf.
#: "Calibri Light" has no true twin: Carlito is the nearest, and what Word's own substitution takes.
METRIC_TWINS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Calibri": ("Carlito",),
        "Calibri Light": ("Carlito",),
        "Cambria": ("Caladea",),
        "Arial": ("Liberation Sans",),
        "Helvetica": ("Liberation Sans",),
        "Times New Roman": ("Liberation Serif",),
        "Times": ("Liberation Serif",),
        "Courier New": ("Liberation Mono",),
        "Courier": ("Liberation Mono",),
    }
)


def has_twin(font: str) -> bool:
    """Whether a font that a Word file asks for comes with the project, or another as wide does."""
    wanted = font.replace(" ", "").casefold()
    families = (*METRIC_TWINS, *(family for twins in METRIC_TWINS.values() for family in twins))
    return wanted in {family.replace(" ", "").casefold() for family in families}
