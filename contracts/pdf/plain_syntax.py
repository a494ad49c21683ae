"""How names, numbers and strings are written plainly in a PDF, and what they say there.

Regular expressions read what is plain, in content streams (operations.py) and in objects (plain_document.py); what is
written in any other way is left to pdfminer's own parser, so that nothing is read differently, only sooner.
"""

import functools
import re
from typing import Final

from pdfminer.psparser import LIT, PSLiteral

NUMBER: Final = rb"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
#: What must follow a number, a name or a keyword: white space, a delimiter, or the end.
ENDS: Final = rb"(?=[\x00\t\n\f\r \[\]()<>/%]|$)"
NAME: Final = rb"(?:[!-\"$&'*-.0-;=?-Z\\^-z|~]|\#[0-9A-Fa-f]{2})++"
ESCAPED: Final = rb"(?:[^()\\\r]|\\(?:[0-7]{1,3}|[nrtbf()\\]))*"  #: between the brackets of a string
HEX: Final = rb"(?:[0-9A-Fa-f]{2})*"

_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


@functools.lru_cache(maxsize=1024)
def name_of(text: bytes) -> PSLiteral:
    """A name, without its slash."""
    if b"#" in text:
        text = _CODED.sub(lambda code: bytes.fromhex(code[1].decode("ascii")), text)
    try:
        return LIT(text.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(text)


def number_of(text: bytes) -> int | float:
    """A number."""
    return float(text) if b"." in text else int(text)


def string_of(digits: bytes, letters: bytes) -> bytes:
    """What a string shows that is written in hexadecimal digits, or in letters with their escapes."""
    if digits:
        return bytes.fromhex(digits.decode("ascii"))
    return unescaped(letters)


def unescaped(letters: bytes) -> bytes:
    """What a string shows that is written in letters with their escapes."""
    return _ESCAPE.sub(_escape, letters) if b"\\" in letters else letters


def _escape(escape: "re.Match[bytes]") -> bytes:
    code = escape[1]
    return bytes((int(code, 8) & 255,)) if code[:1].isdigit() else _LETTERS.get(code, code)
