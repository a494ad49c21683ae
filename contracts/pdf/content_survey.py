"""What a page's content stream says to finishing: where marked contents begin, and what is painted outside of them.

Depends on nothing but the stream, and is remembered by it: while somebody edits, most pages stay as they are.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary

from contracts.pdf.operations import Pieces, Step, Text, UnusualContentError, all_steps

CONSTRUCT = frozenset({"m", "l", "c", "v", "y", "h", "re"})
PAINT = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
PLACE = frozenset({"Td", "Tm"})
SHOW = frozenset({"Tj", "TJ", "'", '"'})
PLACES_TEXT = PLACE | SHOW
#: Bytes of a marked content that are counted, and those of the string that goes beyond: a label is shorter.
COUNTED = 50
Instruction = ContentStreamInstruction | ContentStreamInlineImage
_Read = tuple[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class MarkedStart:
    """Where the text of a marked content begins, and how long its first stretch is."""

    x: float  #: points, origin bottom left, like y
    y: float
    glyphs: int  #: bytes shown, up to about COUNTED: glyphs in the engine's one-byte fonts


@dataclass(frozen=True, slots=True)
class Survey:
    """What was learnt of a content stream in one pass."""

    starts: Mapping[int, MarkedStart]  #: by marked content identifier
    next_marked: int  #: the first identifier that is free
    untagged: tuple[tuple[int, int], ...]  #: lines and areas outside all tags: their first and last instruction


@functools.lru_cache(maxsize=64)  # each with its whole stream; what somebody edits has some ten pages
def survey(content: bytes) -> Survey:
    """What is in a content stream, instructions counted from 0.

    Raises:
        pikepdf.PdfError: The stream cannot be read.
    """
    try:
        steps: Sequence[Step | _Read] = all_steps(content)
    except UnusualContentError:
        holder = pikepdf.Pdf.new()  # a stream must belong to a file that is alive
        steps = [_as_read(one) for one in pikepdf.parse_content_stream(holder.make_stream(content))]
    return _Surveying().of(steps)


def _as_read(instruction: Instruction) -> _Read:
    return str(instruction.operator), [_plain(operand) for operand in instruction.operands]


def _plain(operand: object) -> object:
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, pikepdf.Array):
        return [_plain(one) for one in operand.as_list()]
    if isinstance(operand, Dictionary):
        return {key.removeprefix("/"): _plain(value) for key, value in operand.items()}
    return float(operand) if isinstance(operand, Decimal) else operand


class _Surveying:
    """One pass over the instructions."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[float, float]] = {}
        self._glyphs: dict[int, int] = {}
        self._next_marked = 0
        self._untagged: list[tuple[int, int]] = []

    def of(self, steps: Iterable[Step | _Read]) -> Survey:
        depth, path_start, following = 0, -1, 0
        marked: list[int] = []
        for step in steps:
            index = following
            if isinstance(step, Text):
                following += 8 + (step.tag is not None) + step.ends
                if step.tag is not None:
                    depth += 1
                    marked.append(step.marked)
                    self._next_marked = max(self._next_marked, step.marked + 1)
                if marked and marked[-1] >= 0:
                    self._note(step.place, "Td", marked[-1])
                    self._note((step.shown,), step.operator, marked[-1])
                if step.ends and marked:
                    depth -= 1
                    marked.pop()
                continue
            following += 1
            operator, operands = step
            if operator in ("BDC", "BMC"):
                depth += 1
                marked.append(_identifier(operands))
                self._next_marked = max(self._next_marked, marked[-1] + 1)
            elif operator == "EMC" and marked:
                depth -= 1
                marked.pop()
            elif operator in PLACES_TEXT and marked and marked[-1] >= 0:
                self._note(operands, operator, marked[-1])
            if depth == 0 and operator in CONSTRUCT and path_start < 0:
                path_start = index
            if depth == 0 and operator in PAINT:
                self._untagged.append((path_start if path_start >= 0 else index, index))
            if operator in PAINT or operator == "n":
                path_start = -1
        starts = {at: MarkedStart(x, y, self._glyphs.get(at, 0)) for at, (x, y) in self._places.items()}
        return Survey(MappingProxyType(starts), self._next_marked, tuple(self._untagged))

    def _note(self, operands: Sequence[object], operator: str, marked: int) -> None:
        """Remembers where a marked content's text begins. The engine writes places relative to the page."""
        if operator in PLACE and marked not in self._places:
            x, y = operands[-2:]
            if isinstance(x, int | float) and isinstance(y, int | float):
                self._places[marked] = (float(x), float(y))
        elif operator in SHOW and marked in self._places and (shown := self._glyphs.get(marked, 0)) <= COUNTED:
            self._glyphs[marked] = shown + _shown(operands[-1])


def _identifier(operands: Sequence[object]) -> int:
    if len(operands) > 1 and isinstance(operands[1], dict):
        number = operands[1].get("MCID", -1)
        return number if isinstance(number, int) else -1
    return -1


def _shown(operand: object) -> int:
    """How many bytes a string or an array of strings and moves shows."""
    if isinstance(operand, Pieces):
        return operand.size()
    if isinstance(operand, bytes):
        return len(operand)
    return sum(len(part) for part in operand if isinstance(part, bytes)) if isinstance(operand, list) else 0
