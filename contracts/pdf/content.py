"""The content streams of pages, as far as finishing needs them: where marked contents start, and what is untagged.

Each page is parsed once. Changes are kept until `write` puts the page's content back.
"""

from collections.abc import Mapping
from decimal import Decimal

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Object, Operator

from contracts.pdf.boxes import Box
from contracts.pdf.structure import PageNumbers, ParentTree

CONSTRUCT = frozenset({"m", "l", "c", "v", "y", "h", "re"})
PAINT = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
PLACE = frozenset({"Td", "Tm"})
SHOW = frozenset({"Tj", "TJ", "'", '"'})
PLACES_TEXT = PLACE | SHOW
#: LibreOffice rounds a figure's box and its picture's place differently. Points.
ROUNDING = 1.0
#: Bytes of a marked content that are counted, and those of the string that goes beyond: a label is shorter.
COUNTED = 50
Instruction = ContentStreamInstruction | ContentStreamInlineImage


class MarkedStart:
    """Where the text of a marked content begins, and how long its first stretch is."""

    __slots__ = ("glyphs", "x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y  #: points, origin bottom left
        self.glyphs = 0  #: bytes shown, up to about COUNTED: glyphs in the engine's one-byte fonts


class PageContent:
    """One page's instructions, with what was learnt in passing."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.starts: dict[int, MarkedStart] = {}  #: by marked content identifier
        self.changed = False
        self.painted = 0  #: untagged lines and areas that were made artifacts
        self._page = page
        self._instructions: list[Instruction] = []
        self._next_marked = 0
        self._read()

    def marked_at(self, rectangle: tuple[float, ...]) -> int | None:
        """The marked content whose text begins within the rectangle: left, bottom, right, top."""
        left, bottom, right, top = rectangle
        for marked, start in self.starts.items():
            if left - ROUNDING <= start.x <= right and bottom <= start.y <= top:
                return marked
        return None

    def tag_picture(self, box: Box, tag: Name) -> int | None:
        """Turns the artifact that paints a picture in `box` into tagged content; None when there is none.

        Returns:
            The new marked content's identifier.
        """
        opened: int | None = None
        placed: Box | None = None
        for index, instruction in enumerate(self._instructions):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                opened = index if instruction.operands[0] == Name.Artifact else None
            elif operator == "cm":
                width, _, _, height, x, y = (float(number) for number in instruction.operands)
                placed = Box(x, y, x + width, y + height)
            elif operator == "Do" and opened is not None and placed is not None and _close(placed, box):
                marked = self._next_marked
                self._next_marked += 1
                self._instructions[opened] = ContentStreamInstruction([tag, Dictionary(MCID=marked)], Operator("BDC"))
                self.changed = True
                return marked
        return None

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Puts the content back, if it was changed."""
        if self.changed:
            self._page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(self._instructions))

    def _read(self) -> None:
        depth, path_start = 0, -1
        marked: list[int] = []
        for instruction in pikepdf.parse_content_stream(self._page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
                marked.append(_identifier(instruction))
                self._next_marked = max(self._next_marked, marked[-1] + 1)
            elif operator == "EMC" and marked:
                depth -= 1
                marked.pop()
            elif operator in PLACES_TEXT and marked and marked[-1] >= 0:
                self._note(instruction, operator, marked[-1])
            if depth == 0 and operator in CONSTRUCT and path_start < 0:
                path_start = len(self._instructions)
            self._instructions.append(instruction)
            if depth == 0 and operator in PAINT:
                self._wrap(path_start if path_start >= 0 else len(self._instructions) - 1)
            if operator in PAINT or operator == "n":
                path_start = -1

    def _note(self, instruction: Instruction, operator: str, marked: int) -> None:
        """Remembers where a marked content's text begins. The engine writes places relative to the page."""
        if operator in PLACE and marked not in self.starts:
            x, y = instruction.operands[-2], instruction.operands[-1]
            self.starts[marked] = MarkedStart(float(x), float(y))
        elif operator in SHOW and marked in self.starts and self.starts[marked].glyphs <= COUNTED:
            self.starts[marked].glyphs += _shown(instruction.operands[-1])

    def _wrap(self, start: int) -> None:
        """Makes what was painted since `start` an artifact."""
        self._instructions.insert(start, ContentStreamInstruction([Name.Artifact], Operator("BMC")))
        self._instructions.append(ContentStreamInstruction([], Operator("EMC")))
        self.painted += 1
        self.changed = True


def read_contents(pdf: pikepdf.Pdf) -> dict[int, PageContent]:
    """Every page's content by page number from 1.

    Lines and areas outside all marked content become artifacts: LibreOffice 7.4 draws paragraph borders so, and PDF/UA
    forbids it (ISO 14289-1, 7.1). Text or pictures outside the tags are left: they are content that was lost, and must
    come to light.
    """
    return {number: PageContent(page) for number, page in enumerate(pdf.pages, 1)}


def figure_content(
    figure: Object, numbers: PageNumbers, contents: Mapping[int, PageContent], parents: ParentTree
) -> None:
    """Gives an empty figure the picture that was painted in its box, unless it marks a signature place."""
    box, page = figure_box(figure), figure.get("/Pg")
    if box is None or page is None or page.objgen not in numbers or str(figure.get("/Alt", "")).startswith("sign:"):
        return
    marked = contents[numbers[page.objgen]].tag_picture(box, Name.Figure)
    if marked is not None:
        figure.K = marked
        parents.assign(page, marked, figure)


def figure_box(figure: Object) -> Box | None:
    """The box that a figure's layout attributes give: points, rounded to hundredths."""
    attributes = figure.get("/A", pikepdf.Array())
    for entry in attributes.as_list() if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(entry, Dictionary) and "/BBox" in entry:
            left, bottom, right, top = (round(float(number), 2) for number in entry.BBox.as_list())
            return Box(left, bottom, right, top)
    return None


def _identifier(instruction: Instruction) -> int:
    if len(instruction.operands) > 1 and isinstance(instruction.operands[1], Dictionary):
        return int(instruction.operands[1].get("/MCID", -1))
    return -1


def _shown(operand: Object) -> int:
    """How many bytes a string or an array of strings and moves shows."""
    if isinstance(operand, pikepdf.String):
        return len(bytes(operand))
    return sum(len(bytes(part)) for part in operand.as_list() if not isinstance(part, int | float | Decimal))


def _close(one: Box, other: Box) -> bool:
    return (
        abs(one.left - other.left) < ROUNDING
        and abs(one.bottom - other.bottom) < ROUNDING
        and abs(one.right - other.right) < ROUNDING
        and abs(one.top - other.top) < ROUNDING
    )
