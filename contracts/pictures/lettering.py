"""Text in a picture: its face in a size, how wide it is, and where its lines break. Nothing is ever cut off."""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from contracts.errors import Problem, TemplateError

#: Carlito is as wide as Calibri, letter for letter: pictures match the running text.
_REGULAR, _BOLD = "Carlito-Regular.ttf", "Carlito-Bold.ttf"
#: No character has this number, so a face draws its sign for a missing one.
_MISSING = "\U0010ffff"
#: What a line may end with: a space, which is dropped there, or a hyphen, dash or slash. A no-break space is none.
_BREAKS = re.compile(r"[^ \-–/]*(?:[\-–/]+ ?| |$)")
_BLANK = re.compile(r"[ \t\r\n]+")
#: Spaces that keep words together or are narrower: the typeface has no sign for some of them.
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of the typeface in one size."""

    font: ImageFont.FreeTypeFont
    capital: int  #: height of a capital letter, in pixels

    def width(self, text: str) -> int:
        """How wide a text is on one line, in pixels."""
        return math.ceil(self.font.getlength(shown(text)))

    def lines(self, text: str, width: int) -> tuple[str, ...]:
        """The text in as many lines of at most `width` pixels as it takes; a longer word is divided with a hyphen."""
        lines: list[str] = []
        line = ""
        for piece in _pieces(text):
            if line and self.width((line + piece).rstrip(" ")) > width:
                lines.append(line.rstrip(" "))
                line = ""
            line += piece
            while self.width(line.rstrip(" ")) > width:
                head = self._head(line, width)
                lines.append(head + "-")
                line = line[len(head) :]
        return (*lines, line.rstrip(" "))

    def _head(self, word: str, width: int) -> str:
        """As much of a word as stands on a line together with a hyphen; one letter at least."""
        heads = (word[:end] for end in range(len(word) - 1, 1, -1))
        return next((head for head in heads if self.width(head + "-") <= width), word[0])


@dataclass(frozen=True, slots=True)
class Lettering:
    """The faces that a picture is lettered in."""

    regular: Face
    bold: Face


def lettering_in(fonts: Path, pixels: int) -> Lettering:
    """The project's typeface in one size.

    Args:
        fonts: the folder of font files.
        pixels: the size.

    Raises:
        OSError: a font file is not there, or is none.
    """
    return Lettering(_face(fonts / _REGULAR, pixels), _face(fonts / _BOLD, pixels))


def shown(text: str) -> str:
    """What is drawn of a line: every space a plain one; before, some of them keep words on the same line."""
    return _SPACES.sub(" ", text)


def drawable(text: str, face: Face) -> str:
    """The text to lay out: letters with their marks composed, blanks as single spaces, nothing that is not seen.

    Raises:
        TemplateError: the typeface has no sign for one of its characters.
    """
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    plain = _BLANK.sub(" ", unicodedata.normalize("NFC", seen)).strip()
    missing = bytes(face.font.getmask(_MISSING))
    for letter in dict.fromkeys(plain):
        if not letter.isspace() and bytes(face.font.getmask(letter)) in (missing, b""):
            said = f"tecknet ”{letter}” (U+{ord(letter):04X}) i ”{plain}” finns inte i teckensnittet för bilder"
            raise TemplateError([Problem("picture-letter", said, remedy="skriv texten utan tecknet")])
    return plain


def _pieces(text: str) -> Iterator[str]:
    return (found.group() for found in _BREAKS.finditer(text) if found.group())


def _face(file: Path, pixels: int) -> Face:
    # The basic layout needs no library of the machine's, so the pixels are the same on every one.
    font = ImageFont.truetype(str(file), pixels, layout_engine=ImageFont.Layout.BASIC)
    return Face(font, round(-font.getbbox("H", anchor="ls")[1]))
