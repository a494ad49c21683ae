"""The font of the stamps: a subset of one of the project's own fonts, with the characters that the stamps use.

PDF/A asks that the font is embedded, that its widths are those of its glyphs, and that it says which characters they
are (ISO 19005-3, 6.2.11). The same characters give the same bytes, the subset's prefix too.
"""

import hashlib
import io
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from contracts.errors import Problem, ProblemsError
from contracts.pdf.fonts import FONTS

FONT_FILE = FONTS / "Carlito-Regular.ttf"
FAMILY = "Carlito"
#: Tables that a font program in a PDF needs (ISO 32000-1, 9.9), without hints: the stamps are small and seldom printed.
TABLES = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp"})
#: Not symbolic (ISO 32000-1, table 123).
FLAGS = 32
#: The thickness of Carlito's stems, in thousandths of an em; the format asks for it, viewers hardly use it.
STEM = 80
#: A CMap may list this many characters at a time (Adobe technical note 5014).
CMAP_BLOCK = 100


@dataclass(frozen=True, slots=True)
class StampFont:
    """A font that stands in a PDF, and how text is written with it."""

    font: Object  #: the font dictionary, indirect
    glyphs: Mapping[str, int]  #: glyph number by character
    widths: Mapping[str, int]  #: thousandths of an em by character

    def width(self, text: str, size: float) -> float:
        """How wide the text is set in `size` points; points."""
        return sum(self.widths[character] for character in text) * size / 1000

    def codes(self, text: str) -> str:
        """The text as the operator Tj takes it: hexadecimal glyph numbers."""
        return "".join(f"{self.glyphs[character]:04x}" for character in text)


@dataclass(frozen=True, slots=True)
class _Subset:
    """A font program with few glyphs, and its measures in thousandths of an em."""

    program: bytes
    glyphs: Mapping[str, int]
    widths: tuple[int, ...]  #: by glyph number
    box: tuple[int, ...]  #: left, bottom, right, top
    ascent: int
    descent: int
    cap_height: int


def embed_stamp_font(pdf: pikepdf.Pdf, texts: Iterable[str], file: Path = FONT_FILE) -> StampFont:
    """Embeds the characters of the texts.

    Raises:
        ProblemsError: the font lacks a character.
    """
    subset = _subset(file, frozenset("".join(texts)))
    prefix = "".join(ascii_uppercase[byte % 26] for byte in hashlib.sha256(subset.program).digest()[:6])
    name = Name(f"/{prefix}+{FAMILY}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(FAMILY),
        Flags=FLAGS,
        FontBBox=Array(subset.box),
        ItalicAngle=0,
        Ascent=subset.ascent,
        Descent=subset.descent,
        CapHeight=subset.cap_height,
        StemV=STEM,
        FontFile2=pdf.make_stream(subset.program, Length1=len(subset.program)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=Array([0, Array(subset.widths)]),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_to_unicode(subset.glyphs)),
    )
    widths = {character: subset.widths[glyph] for character, glyph in subset.glyphs.items()}
    return StampFont(pdf.make_indirect(font), subset.glyphs, widths)


def _subset(file: Path, characters: frozenset[str]) -> _Subset:
    # Loaded here, because it takes longer than all that a command without a packet needs.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    # Carlito says that it was made before 1970, and fontTools tells everybody.
    logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)
    font = TTFont(file, recalcTimestamp=False)
    _refuse_lacking(characters, font.getBestCmap(), file)
    per_em = font["head"].unitsPerEm
    head, hhea, cap_height = font["head"], font["hhea"], font["OS/2"].sCapHeight
    # Measured before subsetting, which shrinks the box to the glyphs that are left.
    measures = [round(value * 1000 / per_em) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
    ascent, descent, cap_height = (round(v * 1000 / per_em) for v in (hhea.ascent, hhea.descent, cap_height))
    options = Options(hinting=False, notdef_outline=True, layout_features=[], name_IDs=[])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
    names = font.getBestCmap()
    glyphs = {character: font.getGlyphID(names[ord(character)]) for character in sorted(characters)}
    widths = tuple(round(font["hmtx"][name][0] * 1000 / per_em) for name in font.getGlyphOrder())
    for table in [tag for tag in font.keys() if tag not in TABLES and tag != "GlyphOrder"]:  # noqa: SIM118 (no dict)
        del font[table]
    program = io.BytesIO()
    font.save(program)
    return _Subset(program.getvalue(), glyphs, widths, tuple(measures), ascent, descent, cap_height)


def _refuse_lacking(characters: frozenset[str], known: Mapping[int, str], file: Path) -> None:
    problems = [
        Problem(
            rule="packet-stamp-character",
            text=f"Tecknet ”{character}” (U+{ord(character):04X}) finns inte i typsnittet {file.stem}, som stämpeln "
            "på varje sida skrivs med.",
            remedy="Skriv diarienumret med vanliga bokstäver, siffror och skiljetecken.",
        )
        for character in sorted(characters)
        if ord(character) not in known
    ]
    if problems:
        raise ProblemsError(problems)


def _to_unicode(glyphs: Mapping[str, int]) -> bytes:
    """Which character each glyph shows (ISO 32000-1, 9.10.3)."""
    lines = [f"<{glyph:04x}> <{character.encode('utf-16-be').hex()}>" for character, glyph in glyphs.items()]
    blocks = [lines[start : start + CMAP_BLOCK] for start in range(0, len(lines), CMAP_BLOCK)]
    mappings = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{mappings}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
