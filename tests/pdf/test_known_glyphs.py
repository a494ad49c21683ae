"""A string that is taken as a whole shows what it shows glyph by glyph."""

from collections.abc import Sequence
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState

from contracts.pdf.known_glyphs import KnownGlyphs
from contracts.pdf.marked_text import _MarkedTextDevice
from contracts.pdf.operations import Pieces

#: Text and width of each code, in ems: 4 is a ligature, 5 and 6 are blanks, 7 is narrow, and nobody knows 8.
GLYPHS = {
    1: ("a", 0.5),
    2: ("b", 0.1),
    3: ("ö", 1.2),
    4: ("ffi", 0.8),
    5: (" ", 0.25),
    6: ("\u00a0", 0.3),
    7: ("i", 0.05),
}


class Font:
    """As much of a font as is asked for; one code is one byte."""

    descriptor: ClassVar[dict[str, Any]] = {}

    def is_multibyte(self) -> bool:
        return False

    def decode(self, shown: bytes) -> Sequence[int]:
        return shown

    def char_width(self, code: int) -> float:
        return GLYPHS[code][1] if code in GLYPHS else 0.4

    def to_unichr(self, code: int) -> str:
        if code not in GLYPHS:
            raise PDFUnicodeNotDefined(None, code)
        return GLYPHS[code][0]


def shown_by(arrays: Sequence[object], size: float, spacing: float) -> tuple[object, ...]:
    """What a device keeps of arrays that are shown one after another, its numbers rounded."""
    device = _MarkedTextDevice(PDFResourceManager(), {})
    device.set_ctm((1, 0, 0, 1, 7, 700))
    state, colours = PDFTextState(), PDFGraphicState()
    state.font, state.fontsize, state.charspace = Font(), size, spacing  # type: ignore[assignment]
    for array in arrays:
        device.show(state, array, colours)
    return _rounded((tuple(device.finished()), tuple(device.shown), state.linematrix))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, tuple):
        return tuple(map(_rounded, value))
    if hasattr(value, "__dataclass_fields__"):
        return tuple(_rounded(getattr(value, name)) for name in value.__dataclass_fields__)
    return value


STRINGS = st.lists(st.sampled_from((1, 1, 2, 3, 4, 5, 6, 7, 8)), max_size=4).map(bytes)
MOVES = st.one_of(st.integers(-120, 120), st.sampled_from((-99.5, 0.5, 100, -100, 0)))
ARRAYS = st.lists(st.tuples(STRINGS, MOVES), max_size=5).map(
    lambda pairs: Pieces(
        b"".join(b"<%s>%s" % (text.hex().encode(), str(move).encode()) for text, move in pairs[:-1])
        + b"".join(b"<%s>" % text.hex().encode() for text, _ in pairs[-1:])
    )
)


@settings(max_examples=100)
@given(
    arrays=st.lists(ARRAYS | STRINGS.map(lambda text: [text]), min_size=1, max_size=4),
    size=st.sampled_from((12, 9.5, -3)),
    spacing=st.sampled_from((0, 0, 0.4)),
)
def test_taken_as_a_whole_or_glyph_by_glyph(arrays: list[object], size: float, spacing: float):
    whole = shown_by(arrays, size, spacing)
    with patch.object(KnownGlyphs, "run", lambda *_: None):
        assert whole == shown_by(arrays, size, spacing)


@pytest.mark.parametrize(
    ("array", "taken"),
    [
        (b"<0105>3<02>", True),
        (b"<01>-2<0505>", True),
        (b"<07>", False),  # narrower than kerning
        (b"<08>", False),
        (b"<01>101<02>", False),
        (b"<05>1<02>", False),
        (b"<01>60<>60<02>", False),  # together more than kerning
        (b"<01>(a)", False),
        (b"<01> 1 2 <02>", False),
        (b"<01><02>", False),
        (b"5<01>", False),
    ],
)
def test_only_what_is_written_plainly_is_taken_as_a_whole(array: bytes, taken: bool):
    assert (KnownGlyphs(Font()).run(Pieces(array)) is not None) is taken
