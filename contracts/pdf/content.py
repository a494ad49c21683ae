"""The content streams of pages, as far as finishing needs them: where marked contents start, and what is untagged.

Changes are kept until `write` puts the page's content back; a page that needs none is not taken apart.
"""

from collections.abc import Mapping

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator

from contracts.pdf.boxes import Box
from contracts.pdf.content_survey import Instruction, MarkedStart, survey
from contracts.pdf.structure import PageNumbers, ParentTree
from contracts.word.drawings import SIGNATURE

#: LibreOffice rounds a figure's box and its picture's place differently. Points.
ROUNDING = 1.0


class PageContent:
    """One page's content, with what was learnt of it."""

    def __init__(self, page: pikepdf.Page) -> None:
        self._page = page
        self._survey = survey(_content(page))
        self._next_marked = self._survey.next_marked
        self._taken_apart: list[Instruction] | None = None
        self._changed = False

    @property
    def starts(self) -> Mapping[int, MarkedStart]:
        """Where marked contents begin, by identifier."""
        return self._survey.starts

    def marked_at(self, rectangle: tuple[float, ...]) -> int | None:
        """The marked content whose text begins within the rectangle: left, bottom, right, top."""
        left, bottom, right, top = rectangle
        for marked, start in self._survey.starts.items():
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
        for index, instruction in enumerate(self._instructions()):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                opened = index if instruction.operands[0] == Name.Artifact else None
            elif operator == "cm":
                width, _, _, height, x, y = (float(number) for number in instruction.operands)
                placed = Box(x, y, x + width, y + height)
            elif operator == "Do" and opened is not None and placed is not None and _close(placed, box):
                marked = self._next_marked
                self._next_marked += 1
                self._instructions()[opened] = ContentStreamInstruction([tag, Dictionary(MCID=marked)], Operator("BDC"))
                self._changed = True
                return marked
        return None

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Puts the content back, if it was changed; lines and areas outside all tags become artifacts."""
        if self._changed or self._survey.untagged:
            content = pikepdf.unparse_content_stream(self._with_artifacts())
            self._page.obj.Contents = pdf.make_stream(content)

    def _instructions(self) -> list[Instruction]:
        if self._taken_apart is None:
            self._taken_apart = list(pikepdf.parse_content_stream(self._page))
        return self._taken_apart

    def _with_artifacts(self) -> list[Instruction]:
        begins = {first for first, _ in self._survey.untagged}
        ends = {last for _, last in self._survey.untagged}
        found: list[Instruction] = []
        for index, instruction in enumerate(self._instructions()):
            if index in begins:
                found.append(ContentStreamInstruction([Name.Artifact], Operator("BMC")))
            found.append(instruction)
            if index in ends:
                found.append(ContentStreamInstruction([], Operator("EMC")))
        return found


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents")
    if contents is None:
        return b""
    streams = contents.as_list() if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


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
    if box is None or page is None or page.objgen not in numbers or str(figure.get("/Alt", "")).startswith(SIGNATURE):
        return
    marked = contents[numbers[page.objgen]].tag_picture(box, Name.Figure)
    if marked is not None:
        figure.K = marked
        parents.assign(page, marked, figure)


def figure_box(figure: Object) -> Box | None:
    """The box that a figure's layout attributes give: points, rounded to hundredths."""
    return attributes_box(figure.get("/A", pikepdf.Array()))


def attributes_box(attributes: Object) -> Box | None:
    """The box that an element's attributes give; see `figure_box`."""
    for entry in attributes.as_list() if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(entry, Dictionary) and "/BBox" in entry:
            left, bottom, right, top = (round(float(number), 2) for number in entry.BBox.as_list())
            return Box(left, bottom, right, top)
    return None


def _close(one: Box, other: Box) -> bool:
    return (
        abs(one.left - other.left) < ROUNDING
        and abs(one.bottom - other.bottom) < ROUNDING
        and abs(one.right - other.right) < ROUNDING
        and abs(one.top - other.top) < ROUNDING
    )
