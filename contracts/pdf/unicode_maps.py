"""The characters of a font's codes, read by one regular expression where they are written plainly.

pdfminer reads these maps letter by letter, which took a tenth of the time of reading a PDF back. A map with anything
but single codes and ranges is left to it, so that nothing is read differently, only sooner.
"""

import re
from collections.abc import Mapping
from typing import Final

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, PSLiteral

_BLANK: Final = rb"[\t\n\f\r ]*+"
_STRING: Final = rb"<((?:[0-9A-Fa-f]{2})+)>"
_SECTION: Final = re.compile(rb"\bbegin(?P<kind>[a-z]+)\b(?P<entries>.*?)\bend(?P=kind)\b", re.DOTALL)
_CHARACTER: Final = re.compile(_BLANK + _STRING + _BLANK + _STRING)
_RANGE: Final = re.compile(_BLANK + _STRING + _BLANK + _STRING + _BLANK + _STRING)
#: Sections that say which codes there are, and how a map is called; pdfminer does nothing with them either.
_SAY_NOTHING: Final = frozenset({b"codespacerange"})
#: Who made a map, and what it is called: strings in brackets, which say nothing of characters.
_SYSTEM: Final = re.compile(rb"/(?:Registry|Ordering)" + _BLANK + rb"\([^()\\]*\)")
#: What makes a map of another kind, or a string that the expressions here do not read.
_OTHERWISE: Final = re.compile(rb"usecmap|[%(]|\bbegin(?:cid|notdef)")


class Resources(PDFResourceManager):
    """pdfminer's fonts, with their plain maps read here."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of a specification, worked out once for each object."""
        known = self._cached_fonts.get(objid) if objid else None
        if known is not None:
            return known
        stream = resolve1(spec.get("ToUnicode"))
        plain = isinstance(stream, PDFStream) and (spec.get("Subtype") is not LIT("Type0") or _has_named_encoding(spec))
        read = plain_map(stream.get_data()) if plain else None
        if read is None:
            return super().get_font(objid, spec)
        # A map by its name costs nothing, and keeps pdfminer from looking for one in the font's program.
        named = {**spec, "ToUnicode": LIT("Identity-H")} if "DescendantFonts" in spec else _bare(spec)
        font = super().get_font(objid, named)
        if isinstance(font, PDFSimpleFont | PDFCIDFont):
            font.unicode_map = read
        return font


def _has_named_encoding(spec: Mapping[str, object]) -> bool:
    return isinstance(resolve1(spec.get("Encoding")), PSLiteral)


def _bare(spec: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in spec.items() if key != "ToUnicode"}


def plain_map(content: bytes) -> FileUnicodeMap | None:
    """The characters of a map's codes; None when it holds what is not read here."""
    _, begins, rest = content.partition(b"begincmap")
    written, ends, _ = rest.partition(b"endcmap")
    if not begins or not ends or _OTHERWISE.search(_SYSTEM.sub(b"", written)):
        return None
    found = FileUnicodeMap()
    for section in _SECTION.finditer(written):
        kind, entries = section["kind"], section["entries"]
        pattern = {b"bfchar": _CHARACTER, b"bfrange": _RANGE}.get(kind)
        if pattern is None:
            if kind in _SAY_NOTHING:
                continue
            return None
        if pattern.sub(b"", entries).strip():
            return None
        for numbers in pattern.findall(entries):
            if kind == b"bfchar":
                code, text = numbers
                found.add_cid2unichr(int(code, 16), _bytes(text))
            elif not _add_range(found, *numbers):
                return None
    return found


def _add_range(found: FileUnicodeMap, first: bytes, last: bytes, text: bytes) -> bool:
    if len(first) != len(last):
        return False
    start, end = int(first, 16), int(last, 16)
    base = _bytes(text)
    tail = base[-4:]
    for step in range(end - start + 1):
        number = int.from_bytes(tail, "big") + step
        if number >= 256 ** len(tail):
            return False
        found.add_cid2unichr(start + step, base[:-4] + number.to_bytes(len(tail), "big"))
    return True


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))
