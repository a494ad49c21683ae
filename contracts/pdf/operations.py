"""The operators of a content stream with their operands, read by regular expressions.

pdfminer reads a stream letter by letter, which was most of the time of a proof. Nearly all streams are plain: numbers,
names, strings, arrays and dictionaries. A stream with anything else is left to pdfminer's own parser,
so that nothing is read differently, only sooner.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from pdfminer.psparser import PSLiteral

from contracts.pdf.plain_syntax import ENDS, ESCAPED, HEX, NAME, NUMBER, name_of, number_of, string_of, unescaped


@dataclass(frozen=True, slots=True)
class Pieces:
    """An array of strings and moves between them, as it is written: those who show it know most of its strings."""

    written: bytes

    def parts(self) -> list[int | float | bytes]:
        """The strings and the moves."""
        return [
            string_of(digits, letters) if not number else number_of(number)
            for digits, letters, number in _PIECE.findall(self.written)
        ]

    def size(self) -> int:
        """How many bytes its strings show."""
        if b"(" not in self.written:
            return sum(map(len, _DIGITS.findall(self.written))) // 2
        return sum(len(part) for part in self.parts() if isinstance(part, bytes))

    def raw(self) -> list[tuple[bytes, bytes, bytes]]:
        """Each part as it is written: hexadecimal digits, or letters with their escapes, or a number."""
        return _PIECE.findall(self.written)


#: An operand: number, name, string, array or dictionary, as pdfminer has them, or an array that is not taken apart.
Operand = int | float | bytes | PSLiteral | Pieces | list["Operand"] | dict[str, "Operand"]
#: An operator with what stands before it.
Operation = tuple[str, list[Operand]]


class Text(NamedTuple):
    """A text in one colour at one place, as one: eight operations, and two more where a marked content is around it."""

    tag: PSLiteral | None  #: of the marked content that begins before it
    marked: int  #: identifier of that; -1 when it has none
    colour: tuple[float, float, float]  #: red, green and blue
    place: tuple[float, float]  #: where it begins
    font: PSLiteral
    size: float
    operator: str  #: that shows it: Tj or TJ
    shown: bytes | Pieces
    ends: bool  #: whether a marked content ends after it

    def operations(self) -> Iterator[Operation]:
        """Each operation by itself."""
        if self.tag is not None:
            yield ("BMC", [self.tag]) if self.marked < 0 else ("BDC", [self.tag, {"MCID": self.marked}])
        yield "q", []
        yield "rg", [*self.colour]
        yield "BT", []
        yield "Td", [*self.place]
        yield "Tf", [self.font, self.size]
        yield self.operator, [self.shown]
        yield "ET", []
        yield "Q", []
        if self.ends:
            yield "EMC", []


Step = Operation | Text


class UnusualContentError(Exception):
    """A content stream holds what only the full parser reads: inline images, comments, strings in strings, faults."""


_OPERATOR: Final = rb"[A-Za-z'\"][A-Za-z0-9'\"*]*"
#: Nearly all of a stream: numbers and what is done with them, text in pieces, and what has a name.
_OPERATION = re.compile(
    rb"""[\t\n\f\r ]*+(?:
    (?P<numbers>(?:%(number)s[\t\n\f\r ]++)*+) (?P<plain>%(operator)s)%(ends)s
    |\[ (?P<pieces>(?:[\t\n\f\r ]*+(?:%(number)s%(ends)s|<%(hex)s>|\(%(escaped)s\)))*+)
      [\t\n\f\r ]*+\][\t\n\f\r ]*+ (?P<shows>TJ)%(ends)s
    |/(?P<name>%(name)s)%(ends)s[\t\n\f\r ]*+
      (?:(?P<size>%(number)s)(?=[\t\n\f\r ])|<<[\t\n\f\r ]*+/MCID[\t\n\f\r ]++(?P<mcid>[0-9]++)[\t\n\f\r ]*+>>
      |<</ActualText<(?P<actual>%(hex)s)>>>)?+
      [\t\n\f\r ]*+ (?P<named>%(operator)s)%(ends)s
    )"""
    % {
        b"number": NUMBER,
        b"operator": _OPERATOR,
        b"ends": ENDS,
        b"name": NAME,
        b"hex": HEX,
        b"escaped": ESCAPED,
    },
    re.VERBOSE,
)
#: A text in one colour at one place, as LibreOffice writes it: eight operations, and most of every page.
_TEXT = re.compile(
    rb"""\n?(?:/(%(name)s)(?:<</MCID\ ([0-9]++)>>BDC|\ BMC)\n)?+
    q\ (%(number)s)\ (%(number)s)\ (%(number)s)\ rg\nBT\n(%(number)s)\ (%(number)s)\ Td\ /(%(name)s)\ (%(number)s)\ Tf
    (?:\[((?:<%(hex)s>|(?<=>)%(number)s(?=<))*+)\]TJ|<(%(hex)s)>Tj)\nET\nQ\n(EMC)?+%(ends)s"""
    % {b"number": NUMBER, b"name": NAME, b"hex": HEX, b"ends": ENDS},
    re.VERBOSE,
)
_PIECE = re.compile(rb"<(%s)>|\((%s)\)|(%s)" % (HEX, ESCAPED, NUMBER))
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
_DIGITS = re.compile(rb"<(%s)>" % HEX)
_BLANK = b"\x00\t\n\f\r "
_UNUSUAL = frozenset({b"BI", b"ID", b"EI", b"true", b"false", b"null"})


@functools.lru_cache(maxsize=32)
def all_steps(content: bytes) -> tuple[Step, ...]:
    """The operations of a whole stream, remembered: a page that finishing looked at is read back soon after.

    Nobody changes the operands.

    Raises:
        UnusualContentError: as `steps`.
    """
    return tuple(steps(content))


def steps(content: bytes) -> Iterator[Step]:
    """Each operator with what stands before it, in order, and each text that is written as one piece.

    Raises:
        UnusualContentError: the stream holds what this does not read; what was given until then is right.
    """
    position, end = 0, len(content.rstrip(_BLANK))
    match, match_text = _OPERATION.match, _TEXT.match
    while position < end:
        found = match_text(content, position)
        if found is not None:
            position = found.end()
            tag, marked, red, green, blue, x, y, font, size, pieces, digits, ends = found.groups()
            yield Text(
                name_of(tag) if tag is not None else None,
                int(marked) if marked is not None else -1,
                (float(red), float(green), float(blue)),
                (float(x), float(y)),
                name_of(font),
                float(size),
                "Tj" if pieces is None else "TJ",
                bytes.fromhex(digits.decode("ascii")) if pieces is None else Pieces(pieces),
                ends is not None,
            )
            continue
        found = match(content, position)
        if found is None:
            position, name, operands = _read_slowly(content, position, end)
            if name:
                yield name, operands
            continue
        position = found.end()
        kind = found.lastgroup
        if kind == "plain":
            numbers, operator = found["numbers"], found["plain"]
            operands = [float(one) if b"." in one else int(one) for one in numbers.split()] if numbers else []
        elif kind == "shows":
            operator = found["shows"]
            operands = [Pieces(found["pieces"])]
        else:
            named, size, marked, actual, operator = found.group("name", "size", "mcid", "actual", "named")
            operands = [name_of(named)]
            if size is not None:
                operands.append(number_of(size))
            elif marked is not None:
                operands.append({"MCID": int(marked)})
            elif actual is not None:
                operands.append({"ActualText": bytes.fromhex(actual.decode("ascii"))})
        if operator in _UNUSUAL:
            raise UnusualContentError
        yield operator.decode("ascii"), operands


def _read_slowly(content: bytes, position: int, end: int) -> tuple[int, str, list[Operand]]:
    """The next operation, token by token: where it ends, its operator and its operands; no operator at the end.

    Raises:
        UnusualContentError: as `operations`.
    """
    operands: list[Operand] = []
    outer: list[tuple[list[Operand], bytes]] = []
    while position < end:
        found = _TOKEN.match(content, position)
        if found is None:
            raise UnusualContentError
        position = found.end()
        kind, text = found.lastgroup, found[found.lastgroup or 0]
        if kind == "number":
            operands.append(number_of(text))
        elif kind == "hex":
            operands.append(bytes.fromhex(text.decode("ascii")))
        elif kind == "operator":
            if outer or text in _UNUSUAL:
                raise UnusualContentError
            return position, text.decode("ascii"), operands
        elif kind in ("name", "coded"):
            operands.append(name_of(text))
        elif kind == "literal":
            operands.append(text)
        elif kind == "escaped":
            operands.append(unescaped(text))
        elif text in (b"[", b"<<"):
            outer.append((operands, text))
            operands = []
        else:
            operands = _closed(operands, outer, text)
    if operands or outer:
        raise UnusualContentError
    return position, "", operands


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
