"""What the codes of a font stand for: their text, their width, and whether their shape shows that text.

Each string is taken apart once for each font: engines show a text in pieces of a glyph or two, and most come again.
"""

import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdftypes import stream_value

from contracts.pdf.glyphs import codes_without_shape
from contracts.pdf.operations import Pieces
from contracts.pdf.plain_syntax import string_of

#: What stands in the text for a glyph whose character nobody can tell.
UNKNOWN: Final = "\ufffd"


class Glyph(NamedTuple):
    """What a code of a font stands for."""

    text: str
    width: float  #: ems
    visible: bool  #: whether it is more than a blank
    known: bool  #: whether its shape is known to show that text
    spaces: bool  #: whether word spacing is added to it


#: The glyphs of a string, or the thousandths of an em by which the pen moves back before the next.
Part = tuple[Glyph, ...] | int | float


#: Thousandths of an em between two glyphs of a string up to which they are drawn nearer or farther, not parted.
KERNING: Final = 100


class KnownGlyphs:
    """The glyphs of one font, each worked out once."""

    __slots__ = ("_codes", "_digits", "_font", "_letters", "_shapeless", "_spaces")

    def __init__(self, font: PDFFont) -> None:
        self._font = font
        self._spaces = not font.is_multibyte()
        self._codes: dict[int, Glyph] = {}
        self._digits: dict[bytes, tuple[Glyph, ...]] = {}
        self._letters: dict[bytes, tuple[Glyph, ...]] = {}
        self._shapeless: frozenset[int] | None = None

    def parts(self, shown: object) -> list[Part]:
        """What an array of strings and moves shows; anything else in it shows nothing."""
        if isinstance(shown, Pieces):
            return self._pieces(shown)
        found: list[Part] = []
        for part in shown if isinstance(shown, Iterable) else ():
            if isinstance(part, bytes):
                found.append(self._glyphs(part))
            elif isinstance(part, int | float):
                found.append(part)
        return found

    def _pieces(self, pieces: Pieces) -> list[Part]:
        found: list[Part] = []
        for digits, letters, number in pieces.raw():
            if number:
                if number != b"0":
                    found.append(float(number))
                continue
            known, written = (self._digits, digits) if digits else (self._letters, letters)
            glyphs = known.get(written)
            if glyphs is None:
                glyphs = known[written] = self._glyphs(string_of(digits, letters))
            found.append(glyphs)
        return found

    def _glyphs(self, shown: bytes) -> tuple[Glyph, ...]:
        return tuple([self._codes.get(code) or self._glyph(code) for code in self._font.decode(shown)])

    def _glyph(self, code: int) -> Glyph:
        text, known = self._look_up(code)
        width = self._font.char_width(code)
        glyph = self._codes[code] = Glyph(text, width, not text.isspace(), known, self._spaces and code == 32)
        return glyph

    def _look_up(self, code: int) -> tuple[str, bool]:
        if self._shapeless is None:
            program = self._font.descriptor.get("FontFile2")
            self._shapeless = codes_without_shape(stream_value(program).get_data() if program is not None else b"")
        try:
            text = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            return UNKNOWN, False
        if not text or "\0" in text or UNKNOWN in text:
            return UNKNOWN, False
        visible = any(unicodedata.category(character)[0] not in "ZC" for character in text)
        return text, not (visible and code in self._shapeless)
