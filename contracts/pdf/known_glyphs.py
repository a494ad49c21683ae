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


class Run(NamedTuple):
    """What a string shows that is written plainly: no glyph in it is unknown, and no move parts it."""

    text: str
    advance: float  #: ems by which the pen moves
    visible: float  #: ems from its start, where its visible part begins too, to where that ends


#: Thousandths of an em between two glyphs of a string up to which they are drawn nearer or farther, not parted.
KERNING: Final = 100


class KnownGlyphs:
    """The glyphs of one font, each worked out once."""

    __slots__ = (
        *("_blank", "_codes", "_digits", "_font", "_letters", "_regular", "_shapeless", "_spaces", "_texts", "_widths"),
    )

    def __init__(self, font: PDFFont) -> None:
        self._font = font
        self._spaces = not font.is_multibyte()
        self._codes: dict[int, Glyph] = {}
        self._digits: dict[bytes, tuple[Glyph, ...]] = {}
        self._letters: dict[bytes, tuple[Glyph, ...]] = {}
        self._shapeless: frozenset[int] | None = None
        self._regular = self._blank = b""  # one-byte codes that a run may hold, and those of them that show nothing
        self._texts: dict[int, str] = {}
        self._widths = [0.0] * 256

    def run(self, shown: object) -> Run | None:
        """What a string or an array shows, taken as a whole; None where that must be followed glyph by glyph.

        Glyphs that are wider than any kerning keep the pen from going back: so the visible part begins with the first
        of them, which must be visible, and ends with the last that is.
        """
        if not self._spaces:
            return None
        if isinstance(shown, Pieces):
            between = shown.written.replace(b"<", b">").split(b">")
            strings = between[1::2]
            if b"(" in shown.written or between[0] or between[-1] or not strings or b"" in strings:
                return None
            try:
                moves = [float(move) for move in between[2:-1:2]]
                codes = bytes.fromhex(b"".join(strings).decode("ascii"))
            except ValueError:
                return None
            if moves and (max(moves) > KERNING or min(moves) < -KERNING):
                return None
        elif isinstance(shown, list) and len(shown) == 1 and isinstance(shown[0], bytes):
            codes, strings, moves = shown[0], [b""], []
        else:
            return None
        if (fresh := codes.translate(None, self._regular)) and not self._become_regular(fresh):
            return None
        visible = codes.rstrip(self._blank)
        if visible and visible[0] in self._blank:
            return None
        widths = self._widths
        advance = sum([widths[code] for code in codes]) - sum(moves) * 0.001
        after = sum([widths[code] for code in codes[len(visible) :]])
        left = len(codes) - len(visible)
        for digits, move in zip(reversed(strings), reversed(moves), strict=False):
            left -= len(digits) // 2
            if left < 0:
                break
            after -= move * 0.001
        return Run(codes.decode("latin-1").translate(self._texts), advance, advance - after)

    def _become_regular(self, codes: bytes) -> bool:
        """Have runs hold these codes too, if they may."""
        for code in codes:
            glyph = self._codes.get(code) or self._glyph(code)
            if not glyph.known or glyph.width * 1000 < KERNING:
                return False
            if code not in self._texts:
                self._texts[code], self._widths[code] = glyph.text, glyph.width
                self._regular += bytes((code,))
                self._blank += b"" if glyph.visible else bytes((code,))
        return True

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
        return text, not (code in self._shapeless and _is_visible(text))


def _is_visible(text: str) -> bool:
    """Whether a text is more than spaces and control characters."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)
