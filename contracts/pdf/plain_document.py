"""A PDF's table of objects and its objects, read by regular expressions where they are written plainly.

pdfminer reads objects letter by letter, which took a third of the time of reading a PDF back. qpdf, which writes
our files, writes them plainly; whatever is written in another way is left to pdfminer's own parser.
"""

import functools
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument
from pdfminer.pdfexceptions import PDFKeyError
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value
from pdfminer.psparser import PSLiteral

from contracts.pdf.plain_syntax import ENDS, ESCAPED, HEX, NAME, NUMBER, name_of, number_of, unescaped

_OBJECT: Final = re.compile(rb"([0-9]++) [0-9]++ obj" + ENDS)
#: A dictionary of references, names, numbers and arrays of them, as qpdf writes it: most of a tagged file's objects.
_FLAT: Final = re.compile(
    rb"""([0-9]++)\ [0-9]++\ obj\n<<((?:\ /%(name)s\ (?:[0-9]++\ [0-9]++\ R|/%(name)s|%(number)s
      |\[\ (?:(?:[0-9]++\ [0-9]++\ R\ )*+|(?:%(number)s\ )*+)\]))*+)\ >>\nendobj%(ends)s"""
    % {b"name": NAME, b"number": NUMBER, b"ends": ENDS},
    re.VERBOSE,
)
_ENTRY: Final = re.compile(
    rb" /(%(name)s) (?:([0-9]++) [0-9]++ R|/(%(name)s)|(%(number)s)|\[([^\]]*)\])" % {b"name": NAME, b"number": NUMBER}
)
#: The token's kind is the number of its group.
_TOKEN: Final = re.compile(
    rb"""[\t\n\f\r ]*+(?:
    /(%(name)s)%(ends)s
    |([0-9]++)[ ][0-9]++[ ]R%(ends)s
    |(%(number)s)%(ends)s
    |(<<|\[)
    |(>>|\])
    |\((%(escaped)s)\)
    |<(%(hex)s)>
    |(true|false|null)%(ends)s
    )"""
    % {b"name": NAME, b"ends": ENDS, b"number": NUMBER, b"escaped": ESCAPED, b"hex": HEX},
    re.VERBOSE,
)
_A_NAME, _A_REFERENCE, _A_NUMBER, _OPENS, _CLOSES, _LETTERS, _DIGITS, _A_WORD = range(1, 9)
_WORDS: Final = {b"true": True, b"false": False, b"null": None}
_AFTER: Final = re.compile(rb"[\t\n\f\r ]*+(?:(endobj)%s|stream\r?\n)" % ENDS)
_STREAM_ENDS: Final = re.compile(rb"\r?\n?endstream" + ENDS)
#: A table in one piece, each entry of exactly 20 bytes (ISO 32000-1, 7.5.4).
_TABLE: Final = re.compile(rb"xref\r?\n0 ([0-9]++)\r?\n((?:[0-9]{10} [0-9]{5} [nf](?: \r| \n|\r\n))++)trailer" + ENDS)
_ROW: Final = 20


class _UnusualError(Exception):
    """Something is written in a way that only the full parser reads."""


class PlainDocument(PDFDocument):
    """pdfminer's document, read sooner.

    Args:
        path: the file, which is read at once.

    Raises:
        PSException: It is no PDF.
        OSError: It cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = path.read_bytes()
        super().__init__(PDFParser(io.BytesIO(self._data)))

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """The table of objects, with those that came before it."""
        found = _TABLE.match(self._data, start)
        try:
            trailer = self._value(found.end())[0] if found else None
        except _UnusualError:
            trailer = None
        whole = found is not None and int(found[1]) * _ROW == len(found[2])
        if found and whole and isinstance(trailer, dict) and trailer.keys().isdisjoint({"Prev", "XRefStm"}):
            xrefs.append(_Table(found[2], trailer))
        else:
            super().read_xref_from(parser, start, xrefs)

    @functools.cached_property
    def pages(self) -> tuple[PDFPage, ...]:
        """The pages in order."""
        return tuple(PDFPage.create_pages(self))

    def getobj(self, objid: int) -> object:
        """An object by its number."""
        known = self._cached_objs.get(objid)
        if known is not None:
            return known[0]
        # Most objects are flat dictionaries in the only table.
        place = self._only.place(objid) if self._only else -1
        if place >= 0 and (flat := _FLAT.match(self._data, place)) and int(flat[1]) == objid:
            try:
                found = self._flat(flat[2])
            except _UnusualError:
                pass
            else:
                self._cached_objs[objid] = (found, 0)
                return found
        return super().getobj(objid)

    @functools.cached_property
    def _only(self) -> "_Table | None":
        """The only table of a file that is not encrypted, where it is in one piece."""
        only = self.xrefs[0] if len(self.xrefs) == 1 and not self.encryption else None
        return only if isinstance(only, _Table) else None

    def _getobj_parse(self, pos: int, objid: int) -> object:
        if not self.encryption and self._parser is not None and not self._parser.fallback:
            try:
                if (found := _OBJECT.match(self._data, pos)) and int(found[1]) == objid:
                    return self._object(found.end())
            except _UnusualError:
                pass
        return super()._getobj_parse(pos, objid)

    def _flat(self, written: bytes) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for key, reference, name, number, array in _ENTRY.findall(written):
            value: Any
            if reference:
                value = PDFObjRef(self, int(reference))
            elif name:
                value = name_of(name)
            elif number:
                value = number_of(number)
            elif array.endswith(b"R "):
                value = [PDFObjRef(self, int(one)) for one in array.split()[::3]]
            else:
                value = [number_of(one) for one in array.split()]
            entries[_key_of(key)] = value
        return entries

    def _object(self, at: int) -> object:
        value, at = self._value(at)
        after = _AFTER.match(self._data, at)
        if after is None:
            raise _UnusualError
        if after[1]:
            return value
        if not isinstance(value, dict) or "Length" not in value:
            raise _UnusualError
        start = after.end()
        end = start + int_value(value["Length"])
        if end < start or not _STREAM_ENDS.match(self._data, end):
            raise _UnusualError
        return PDFStream(value, self._data[start:end])

    def _value(self, at: int) -> tuple[Any, int]:
        """The value that is written at a place, and where it ends."""
        data, match = self._data, _TOKEN.match
        around: list[tuple[bytes, list[Any]]] = []
        values: list[Any] = []
        while True:
            token = match(data, at)
            if token is None:
                raise _UnusualError
            at, kind = token.end(), token.lastindex
            if kind == _A_NAME:
                values.append(name_of(token[_A_NAME]))
            elif kind == _A_REFERENCE:
                values.append(PDFObjRef(self, int(token[_A_REFERENCE])))
            elif kind == _A_NUMBER:
                values.append(number_of(token[_A_NUMBER]))
            elif kind == _OPENS:
                around.append((token[_OPENS], values))
                values = []
            elif kind == _CLOSES:
                if not around:
                    raise _UnusualError
                opened, outer = around.pop()
                outer.append(_closed(opened, token[_CLOSES], values))
                values = outer
            elif kind == _LETTERS:
                values.append(unescaped(token[_LETTERS]))
            elif kind == _DIGITS:
                values.append(bytes.fromhex(token[_DIGITS].decode("ascii")))
            else:
                values.append(_WORDS[token[_A_WORD]])
            if not around:
                return values[0], at


def _closed(opened: bytes, closes: bytes, values: list[Any]) -> list[Any] | dict[str, Any]:
    if (opened, closes) == (b"[", b"]"):
        return values
    if (opened, closes) != (b"<<", b">>") or len(values) % 2:
        raise _UnusualError
    entries = {}
    for key, value in zip(values[::2], values[1::2], strict=True):
        if value is not None:
            entries[_key(key)] = value
    return entries


@functools.lru_cache(maxsize=1024)
def _key_of(written: bytes) -> str:
    return _key(name_of(written))


def _key(key: object) -> str:
    if not isinstance(key, PSLiteral) or not isinstance(key.name, str):
        raise _UnusualError
    return key.name


class _Table(PDFBaseXRef):
    """A table in one piece, whose entries are looked at when they are asked for."""

    def __init__(self, entries: bytes, trailer: dict[str, Any]) -> None:
        self._entries, self._trailer = entries, trailer

    def get_trailer(self) -> dict[str, Any]:
        return self._trailer

    def get_objids(self) -> Iterable[int]:
        return [number for number in range(len(self._entries) // _ROW) if self._entries[_ROW * number + 17] == ord("n")]

    def get_pos(self, objid: int) -> tuple[int | None, int, int]:
        place = self.place(objid)
        if place < 0:
            raise PDFKeyError(objid)
        return None, place, int(self._entries[_ROW * objid + 11 : _ROW * objid + 16])

    def place(self, objid: int) -> int:
        """Where an object begins; -1 when there is none of that number."""
        entry = self._entries[_ROW * objid : _ROW * (objid + 1)] if objid >= 0 else b""
        return int(entry[:10]) if entry[17:18] == b"n" else -1
