"""What the pages paint, in its order: text with its size and colour, and what lies under and over it.

Text that is in the file is not yet text that can be read: it may be white, tiny, clipped away or covered. A device that
keeps these paintings, and an interpreter that follows the clip and the opacity, which pdfminer's does not.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, inf
from typing import TypeVar

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import (
    Color,
    PDFGraphicState,
    PDFPageInterpreter,
    PDFResourceManager,
    PDFStackT,
    PDFTextState,
)
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, num_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, PathSegment, Point, apply_matrix_pt

from contracts.pdf.boxes import Box
from contracts.pdf.looks import Colour, Painting, Part, Shown

#: A text's height for the question what covers it, in ems from the base line: that of small letters.
LETTER_HEIGHT = 0.5
SIMPLE_SPACES = frozenset({"DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "DeviceCMYK", "ICCBased"})
UNIT_SQUARE: tuple[Point, ...] = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Surface:
    """The part of the graphics state that pdfminer leaves out."""

    clip: Box | None = None
    opacity: float = 1.0
    base: float = 1.0  #: the opacity of the form that is being painted


class PaintingDevice(PDFTextDevice):
    """Keeps what is painted, in its order."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.surface = Surface()
        self.paintings: list[Painting] = []
        self.shown: list[Shown] = []

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Nothing outside the page's visible part can be seen."""
        left, bottom, right, top = page.cropbox or page.mediabox
        self.surface = Surface(_around_points(ctm, ((left, bottom), (right, top))))

    def end_page(self, page: PDFPage) -> None:
        """Annotations are painted over everything, each within its rectangle (ISO 32000-1, 12.5.5)."""
        for annotation in list_value(page.annots or []):
            entries = dict_value(annotation)
            appearance = dict_value(entries.get("AP", {}))
            if self.ctm is None or "N" not in appearance or entries.get("Subtype") is None:
                continue
            normal = resolve1(appearance["N"])
            if isinstance(normal, PDFStream) and not normal.get_data().strip():
                continue
            left, bottom, right, top = (num_value(number) for number in list_value(entries["Rect"]))
            self._paint((Part(_around_points(self.ctm, ((left, bottom), (right, top))), 1),), None, 1.0)

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """A path is filled, or its lines are drawn, or both."""
        if self.ctm is None:
            return
        outlines = tuple(_outlines(path, self.ctm))
        if fill:
            parts = tuple(Part(_around(points), 1 if _area(points) >= 0 else -1) for points in outlines)
            self._paint(parts, _colour(graphicstate.ncolor, graphicstate.ncs), self.surface.opacity, even_odd=evenodd)
        if stroke:
            wide = graphicstate.linewidth / 2
            parts = tuple(
                Part(_grown(_around(ends), wide), 1) for points in outlines for ends in itertools.pairwise(points)
            )
            for part in parts:  # lines that cross do not take each other away
                self._paint((part,), _colour(graphicstate.scolor, graphicstate.scs), self.surface.opacity)

    def render_image(self, name: str, stream: PDFStream) -> None:
        """An image fills the unit square."""
        if self.ctm is not None:
            self._paint((Part(_around_points(self.ctm, UNIT_SQUARE), 1),), None, 1.0)

    def paint_shading(self) -> None:
        """A shading fills everything that may be painted."""
        self._paint((Part(self.surface.clip or Box(-inf, -inf, inf, inf), 1),), None, self.surface.opacity)

    def keep_shown(
        self,
        text: str,
        textstate: PDFTextState,
        graphicstate: PDFGraphicState,
        matrix: Matrix,
        line: tuple[float, float, float],
    ) -> None:
        """A string is shown.

        Args:
            text: what it says.
            textstate: how.
            graphicstate: in which colours.
            matrix: from text space to the page.
            line: where its visible part begins and ends, and its base line, in text space.
        """
        if self.ctm is None or not text.strip():
            return
        start, end, baseline = line
        top = baseline + LETTER_HEIGHT * textstate.fontsize
        along = hypot(matrix[0], matrix[1])
        across = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) / along if along else 0.0
        corners: tuple[Point, ...] = ((start, baseline), (end, top))
        if matrix[1] or matrix[2]:  # not upright
            corners += ((end, baseline), (start, top))
        fill = _colour(graphicstate.ncolor, graphicstate.ncs)
        stroke = _colour(graphicstate.scolor, graphicstate.scs)
        self.shown.append(
            Shown(
                order=self._next(),
                text=text,
                box=_around_points(matrix, corners),
                height=across * abs(textstate.fontsize),
                width=along * abs(textstate.fontsize * textstate.scaling * 0.01),
                mode=textstate.render,
                colours={1: (stroke,), 2: (fill, stroke)}.get(textstate.render, (fill,)),
                opacity=self.surface.opacity,
                clip=self.surface.clip,
            )
        )

    def _next(self) -> int:
        return len(self.paintings) + len(self.shown)

    def _paint(self, parts: tuple[Part, ...], colour: Colour | None, opacity: float, *, even_odd: bool = False) -> None:
        clip = self.surface.clip
        seen = tuple(replace(part, box=_common(part.box, clip)) for part in parts)
        seen = tuple(part for part in seen if part.box.width > 0 and part.box.height > 0)
        if seen:
            self.paintings.append(Painting(self._next(), seen, colour, opacity, even_odd))


class PaintingInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which also follows the clip, the opacity and what a form inherits."""

    device: PaintingDevice

    def __init__(self, resources: PDFResourceManager, device: PaintingDevice) -> None:
        super().__init__(resources, device)
        self._saved: list[Surface] = []
        self._inherited: PDFGraphicState | None = None

    def init_state(self, ctm: Matrix) -> None:
        """The state at the beginning of a page or a form; a form has that of its surroundings."""
        super().init_state(ctm)
        self._saved = []
        if self._inherited is not None:
            self.graphicstate = self._inherited.copy()

    def subinterp(self) -> PDFPageInterpreter:
        """The interpreter of a form."""
        inner = super().subinterp()
        if isinstance(inner, PaintingInterpreter):
            inner._inherited = self.graphicstate
        return inner

    def do_q(self) -> None:
        """Save the state; pdfminer's own copying of it, attribute by attribute, takes most of the time of a page."""
        self.gstack.append((self.ctm, copied(self.textstate), copied(self.graphicstate)))
        self._saved.append(self.device.surface)

    def do_Q(self) -> None:  # noqa: N802 (the operator's name, here and below)
        """Restore the state."""
        super().do_Q()
        if self._saved:
            self.device.surface = self._saved.pop()

    def do_W(self) -> None:  # noqa: N802
        """From the end of this path on, nothing outside it is painted."""
        points = tuple(point for outline in _outlines(self.curpath, self.ctm) for point in outline)
        if points:
            surface = self.device.surface
            self.device.surface = replace(surface, clip=_common(_around(points), surface.clip))

    def do_W_a(self) -> None:  # noqa: N802
        """The same, by the even-odd rule."""
        self.do_W()

    def do_F(self) -> None:  # noqa: N802
        """The old name of f."""
        self.do_f()

    def do_sh(self, name: object) -> None:
        """A shading is painted."""
        self.device.paint_shading()

    def do_gs(self, name: PDFStackT) -> None:
        """Opacity is set by a named set of parameters; what has a soft mask may not be seen at all."""
        named = dict_value(dict_value(self.resources.get("ExtGState", {})).get(literal_name(name), {}))
        surface = self.device.surface
        if "ca" in named:
            self.device.surface = surface = replace(surface, opacity=surface.base * num_value(named["ca"]))
        if "SMask" in named and not isinstance(resolve1(named["SMask"]), PSLiteral):
            self.device.surface = replace(surface, opacity=0.0)

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802
        """A form or an image is painted; afterwards everything is as before."""
        surface = self.device.surface
        self.device.surface = replace(surface, base=surface.opacity)
        super().do_Do(xobjid_arg)
        self.device.surface = surface
        self.device.set_ctm(self.ctm)


_State = TypeVar("_State", PDFTextState, PDFGraphicState)


def copied(state: _State) -> _State:
    """A state that can be changed for itself."""
    other = type(state).__new__(type(state))
    other.__dict__.update(state.__dict__)
    return other


def _outlines(path: Sequence[PathSegment], ctm: Matrix) -> Iterator[tuple[Point, ...]]:
    """The points of each part of a path, on the page."""
    points: list[Point] = []
    for segment in path:
        if segment[0] == "m" and points:
            yield tuple(points)
            points = []
        if segment[0] == "h" and points:
            points.append(points[0])
        numbers = [float(number) for number in segment[1:]]
        points += [apply_matrix_pt(ctm, (x, y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    if points:
        yield tuple(points)


def _area(points: Sequence[Point]) -> float:
    """Twice the area within; negative when drawn clockwise."""
    following = (*points[1:], points[0])
    return sum(x * above - right * y for (x, y), (right, above) in zip(points, following, strict=True))


def _around(points: Sequence[Point]) -> Box:
    if not points:
        return Box(0.0, 0.0, 0.0, 0.0)
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _around_points(matrix: Matrix, points: Sequence[Point]) -> Box:
    return _around([apply_matrix_pt(matrix, point) for point in points])


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.bottom - by, box.right + by, box.top + by)


def _common(box: Box, clip: Box | None) -> Box:
    """What lies in both; a box without width or height when nothing does."""
    if clip is None:
        return box
    left, bottom = max(box.left, clip.left), max(box.bottom, clip.bottom)
    return Box(left, bottom, max(left, min(box.right, clip.right)), max(bottom, min(box.top, clip.top)))


def _colour(colour: Color, space: PDFColorSpace) -> Colour | None:
    if space.name not in SIMPLE_SPACES:
        return None
    return _simple_colour(colour if isinstance(colour, tuple) else (colour,))


@functools.lru_cache(maxsize=1024)  # a document has few colours
def _simple_colour(numbers: tuple[object, ...]) -> Colour | None:
    if not all(isinstance(number, int | float) for number in numbers):
        return None
    shares = [min(1.0, max(0.0, float(number))) for number in numbers if isinstance(number, int | float)]
    if len(shares) == 1:
        return Colour(shares[0], shares[0], shares[0])
    if len(shares) == 3:
        return Colour(*shares)
    if len(shares) == 4:
        return Colour(*(max(0.0, 1.0 - share - shares[3]) for share in shares[:3]))
    return None
