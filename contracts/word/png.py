"""Looks at a PNG picture before it goes into a document: is it whole, and as large as it says?

An engine draws nothing, or a grey box, in the place of a broken picture, and says not a word.

Source: PNG specification, third edition (W3C, 2025), clauses 5 (chunks), 7.2 (scanlines) and 11.2 (critical chunks).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final[Mapping[int, int]] = MappingProxyType({0: 1, 2: 3, 3: 1, 4: 2, 6: 4})  #: by colour type
_DEPTHS: Final = (1, 2, 4, 8, 16)
_MOST_PIXELS: Final = 40_000_000
MOST_BYTES: Final = 5 * 1024 * 1024


class BrokenPngError(ValueError):
    """The bytes are no whole PNG picture; the text is Swedish and ends a sentence that begins with "bilden"."""


@dataclass(frozen=True, slots=True)
class _Header:
    width: int
    height: int
    row: int  #: bytes in one row of pixels, its filter's byte included


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a whole PNG picture, in pixels.

    Raises:
        BrokenPngError: it is none, is cut off or damaged, or is too large.
    """
    if len(data) > MOST_BYTES:
        raise BrokenPngError(f"är större än {MOST_BYTES // 1024 // 1024} MB")
    chunks = list(_chunks(data))
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names:
        raise BrokenPngError("är avklippt")
    header = _header(chunks[0][1])
    _check_pixels(header, b"".join(content for name, content in chunks if name == b"IDAT"))
    return header.width, header.height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise BrokenPngError("är ingen PNG-bild")
    at = len(_SIGNATURE)
    while at < len(data):
        if at + 12 > len(data):
            raise BrokenPngError("är avklippt")
        (length,) = struct.unpack_from(">I", data, at)
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if len(check) < 4:
            raise BrokenPngError("är avklippt")
        if struct.unpack(">I", check)[0] != zlib.crc32(name + content):
            raise BrokenPngError("är skadad")
        yield name, content
        at += 12 + length


def _header(content: bytes) -> _Header:
    if len(content) != 13:
        raise BrokenPngError("är skadad")
    width, height, depth, colours, packing, filtering, interlaced = struct.unpack(">IIBBBBB", content)
    if not width or not height or depth not in _DEPTHS or colours not in _CHANNELS or packing or filtering:
        raise BrokenPngError("är skadad")
    if interlaced:
        raise BrokenPngError("är sparad radvis sammanflätad, vilket inte stöds")
    if width * height > _MOST_PIXELS:
        raise BrokenPngError(f"har fler än {_MOST_PIXELS // 1_000_000} miljoner bildpunkter")
    return _Header(width, height, 1 + (width * _CHANNELS[colours] * depth + 7) // 8)


def _check_pixels(header: _Header, packed: bytes) -> None:
    expected = header.row * header.height
    unpacking = zlib.decompressobj()
    try:
        # One byte more than there should be shows a picture that swells.
        pixels = unpacking.decompress(packed, expected + 1)
    except zlib.error as error:
        raise BrokenPngError("är skadad") from error
    if len(pixels) != expected:
        raise BrokenPngError("är skadad")
