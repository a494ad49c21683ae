"""The fonts that come with the project, and the fontconfig file that makes an engine see them and no others.

Word's own fonts may not be handed on. Their metric twins may: each letter is as wide as in the original, so lines and
pages break alike. They lie in fonts/ (origin, versions and licences: fonts/README.md). The machine's own fonts are
hidden, because a font that is on one machine only would give other pages there.
"""

import re
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from contracts.word.font_twins import METRIC_TWINS as METRIC_TWINS

#: the font files of the project
FONTS = Path(__file__).with_name("fonts")

#: LibreOffice's own symbols, which it draws some bullets with; where distributions put them apart from LibreOffice
SYMBOL_FOLDERS = (
    Path("/usr/share/fonts/truetype/libreoffice"),
    Path("/usr/lib/libreoffice/share/fonts/truetype"),
    Path("/usr/lib64/libreoffice/share/fonts/truetype"),
)

#: what stands in for families that only say their kind
GENERIC = MappingProxyType(
    {"sans-serif": "Liberation Sans", "serif": "Liberation Serif", "monospace": "Liberation Mono"}
)

#: a subset's prefix and the style that follows the family in a PostScript name
DECORATION = re.compile(
    r"^[A-Z]{6}\+|([-,](Regular|Bold|Italic|Oblique|BoldItalic|BoldOblique|Bold Italic))?((PS)?MT)?$"
)
NAME = "fonts.conf"


def is_metric_compatible(asked: str, found: str) -> bool:
    """Whether text set in `found` breaks as if it were set in `asked`.

    Args:
        asked: a family as Word names it, such as `Times New Roman`.
        found: a family, or a name from a PDF, such as `BAAAAA+LiberationSerif-Bold`.
    """
    families = (asked, *next((twins for name, twins in METRIC_TWINS.items() if _plain(name) == _plain(asked)), ()))
    return _plain(DECORATION.sub("", found)) in {_plain(family) for family in families}


def fonts_configuration(folder: Path, fonts: Path = FONTS) -> Path:
    """Write a fonts.conf into `folder` that shows the project's fonts only, and keep its cache there.

    Args:
        folder: an existing work folder.
        fonts: where the font files lie.

    Returns:
        The file, to be named in FONTCONFIG_FILE.
    """
    folders = "".join(f"  <dir>{escape(str(place))}</dir>\n" for place in (fonts.absolute(), *SYMBOL_FOLDERS))
    twins = ((asked, twin) for asked, families in METRIC_TWINS.items() for twin in families)
    aliases = "".join(_alias(asked, found) for asked, found in (*twins, *GENERIC.items()))
    cache = escape(str(folder.absolute() / "font-cache"))
    target = folder / NAME
    target.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"{folders}  <cachedir>{cache}</cachedir>\n{aliases}"
        "  <config><rescan><int>0</int></rescan></config>\n</fontconfig>\n",
        encoding="utf-8",
    )
    return target


def _alias(asked: str, found: str) -> str:
    return (
        f'  <alias binding="same"><family>{escape(asked)}</family>'
        f"<accept><family>{escape(found)}</family></accept></alias>\n"
    )


def _plain(family: str) -> str:
    return family.replace(" ", "").casefold()
