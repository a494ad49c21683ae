"""The operators of a content stream with their operands, read by one regular expression.

pdfminer reads a stream letter by letter, which was most of the time of a proof. Nearly all streams are plain: numbers,
names, strings, arrays and dictionaries. A stream with anything else is left to pdfminer's own parser,
so that nothing is read differently, only sooner.
"""

import re
from collections.abc import Iterator

from pdfminer.psparser import LIT, PSLiteral

#: An operand: number, name, string, array or dictionary, as pdfminer has them.
Operand = int | float | bytes | PSLiteral | list["Operand"] | dict[str, "Operand"]


class UnusualContentError(Exception):
    """A content stream holds what only the full parser reads: inline images, comments, strings in strings, faults."""


_TOKEN = re.compile(
    rb"""[\x00\t\n\f\r ]*(?:
    (?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)) (?=[\x00\t\n\f\r \[\]()<>/%]|$)
    |<(?P<hex>(?:[0-9A-Fa-f]{2})*)>
    |(?P<operator>[A-Za-z'"][A-Za-z0-9'"*]*) (?=[\x00\t\n\f\r \[\]()<>/%]|$)
    |/(?P<name>[!-"$&'*-.0-;=?-Z\\^-z|~]+) (?=[\x00\t\n\f\r \[\]()<>/%]|$)
    |\((?P<literal>[^()\\\r]*)\)
    |\((?P<escaped>(?:[^()\\\r]|\\(?:[0-7]{1,3}|[nrtbf()\\]))*)\)
    |/(?P<coded>(?:[!-"$&'*-.0-;=?-Z\\^-z|~]|\#[0-9A-Fa-f]{2})+)
    |(?P<bracket>\[|\]|<<|>>)
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
_BLANK = b"\x00\t\n\f\r "
_UNUSUAL = frozenset({b"BI", b"ID", b"EI", b"true", b"false", b"null"})


def operations(content: bytes) -> Iterator[tuple[str, list[Operand]]]:
    """Each operator with what stands before it, in order.

    Raises:
        UnusualContentError: the stream holds what this does not read; what was given until then is right.
    """
    operands: list[Operand] = []
    outer: list[tuple[list[Operand], bytes]] = []
    position, end = 0, len(content.rstrip(_BLANK))
    match = _TOKEN.match
    while position < end:
        found = match(content, position)
        if found is None:
            raise UnusualContentError
        position = found.end()
        kind, text = found.lastgroup, found[found.lastgroup or 0]
        if kind == "number":
            operands.append(float(text) if b"." in text else int(text))
        elif kind == "hex":
            operands.append(bytes.fromhex(text.decode("ascii")))
        elif kind == "operator":
            if outer or text in _UNUSUAL:
                raise UnusualContentError
            yield text.decode("ascii"), operands
            operands = []
        elif kind == "name":
            operands.append(LIT(text.decode("ascii")))
        elif kind == "literal":
            operands.append(text)
        elif kind == "escaped":
            operands.append(_ESCAPE.sub(_unescaped, text))
        elif kind == "coded":
            operands.append(LIT(_CODED.sub(lambda code: bytes.fromhex(code[1].decode("ascii")), text).decode("utf-8")))
        elif text in (b"[", b"<<"):
            outer.append((operands, text))
            operands = []
        else:
            operands = _closed(operands, outer, text)
    if operands or outer:
        raise UnusualContentError


def _unescaped(escape: "re.Match[bytes]") -> bytes:
    code = escape[1]
    return bytes((int(code, 8) & 255,)) if code[:1].isdigit() else _LETTERS.get(code, code)


def _closed(inner: list[Operand], outer: list[tuple[list[Operand], bytes]], bracket: bytes) -> list[Operand]:
    """The operands around an array or a dictionary that ends here, with it at their end."""
    if not outer:
        raise UnusualContentError
    around, opened = outer.pop()
    if (opened, bracket) == (b"[", b"]"):
        around.append(inner)
    elif (opened, bracket) == (b"<<", b">>"):
        around.append(_dictionary(inner))
    else:
        raise UnusualContentError
    return around


def _dictionary(flat: list[Operand]) -> dict[str, Operand]:
    entries: dict[str, Operand] = {}
    if len(flat) % 2:
        raise UnusualContentError
    for key, value in zip(flat[::2], flat[1::2], strict=True):
        if not isinstance(key, PSLiteral) or not isinstance(key.name, str):
            raise UnusualContentError
        entries[key.name] = value
    return entries
