"""Which codes of an embedded TrueType font show nothing, or what stands for characters that the font lacks.

LibreOffice embeds that (a box, or nothing at all) under a code of its own and still says which character was meant, so
the text reads right while the reader does not see it. The outlines tell: such a glyph is empty or the same as glyph 0.
"""

import itertools
import struct

#: Macintosh Roman: the character map of a symbolic font with one-byte codes (ISO 32000-1, 9.6.6.4).
ONE_BYTE_MAP = (1, 0)


def codes_without_shape(font: bytes) -> frozenset[int]:
    """Codes whose glyph is empty or that of glyph 0; nothing of a font without TrueType outlines.

    For spaces that is right; for any other character it means that the font lacks it. One-byte codes go through the
    font's character map; a font without one is shown by glyph numbers.
    """
    tables = _tables(font)
    if not {b"head", b"loca", b"glyf"} <= tables.keys():
        return frozenset()
    missing = _missing(tables)
    if b"cmap" not in tables:
        return missing
    return frozenset(code for code, glyph in enumerate(_one_byte_map(tables[b"cmap"])) if glyph in missing)


def _missing(tables: dict[bytes, bytes]) -> frozenset[int]:
    loca = tables[b"loca"]
    long_offsets = struct.unpack_from(">h", tables[b"head"], 50)[0] == 1
    count = len(loca) // (4 if long_offsets else 2)
    offsets = struct.unpack_from(f">{count}{'I' if long_offsets else 'H'}", loca)
    starts = offsets if long_offsets else tuple(2 * offset for offset in offsets)
    outlines = [tables[b"glyf"][start:end].rstrip(b"\0") for start, end in itertools.pairwise(starts)]
    return frozenset(number for number, outline in enumerate(outlines) if not outline or outline == outlines[0])


def _one_byte_map(table: bytes) -> bytes:
    """Glyph numbers by code; empty when the font has no such map in format 0 (OpenType 1.9, "cmap")."""
    for number in range(struct.unpack_from(">H", table, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * number)
        if (platform, encoding) == ONE_BYTE_MAP and struct.unpack_from(">H", table, offset)[0] == 0:
            return table[offset + 6 : offset + 262]
    return b""


def _tables(font: bytes) -> dict[bytes, bytes]:
    """The font program's tables by tag (OpenType 1.9, "Table directory")."""
    if len(font) < 12 or font[:4] not in (b"\0\1\0\0", b"true"):
        return {}
    tables = {}
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        tables[tag] = font[offset : offset + length]
    return tables
