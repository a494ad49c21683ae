"""Draws a timeline as a PNG picture for a printed page: the same bytes for the same facts.

The kinds of bars differ in form, not in colour alone, so that they are told apart in a black-and-white print: solid,
outlined, hatched, and a diamond.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from contracts.pictures.axis import Axis
from contracts.pictures.layout import DPI, WIDTH, Layout, TextLine, lay_out
from contracts.pictures.lettering import Face
from contracts.pictures.timeline import Bar, BarKind, Timeline

INK: Final = "#1F3A4D"
ACCENT: Final = "#0B5563"
GREY: Final = "#595959"
RULE: Final = "#B7C4CA"
TINT: Final = "#EAF1F3"
PAPER: Final = "#FFFFFF"

_OUTLINE: Final = 3  #: pixels
_HATCH: Final = 14  #: pixels from one line of a hatching to the next
_NARROWEST: Final = 4  #: pixels: a bar of some days on an axis of many years is still seen
_FINE: Final = 4  #: slanting edges are drawn this many times larger and then scaled down
_QUARTER: Final = 60  #: pixels: narrower quarters get no ticks

#: Draws a shape that fills a mask of a width and a height.
_Shape = Callable[[ImageDraw.ImageDraw, int, int], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture."""

    name: str  #: a slug
    png: bytes  #: RGB, 300 dots per inch
    alt: str  #: what a reader is told
    width: int  #: pixels
    height: int  #: pixels


def draw_timeline(timeline: Timeline, fonts: Path) -> Picture:
    """The timeline, to be printed 15.7 cm wide; up to 22 cm high.

    Without rows it says that there are no partnerships.

    Args:
        timeline: what is shown.
        fonts: the folder with the project's font files.

    Raises:
        TemplateError: there are more rows than fit on a page, or a text cannot be drawn in the typeface.
        ValueError: a bar ends before it begins, or a known day is more than one.
        OSError: a font file is not there.
    """
    for bar in (bar for row in timeline.rows for bar in row.bars):
        _check(bar)
    layout = lay_out(timeline, fonts)
    image = Image.new("RGB", (WIDTH, layout.height), PAPER)
    _Sheet(image, ImageDraw.Draw(image), layout).paint(timeline)
    png = io.BytesIO()
    image.save(png, "PNG", dpi=(DPI, DPI), optimize=True)
    return Picture("tidslinje", png.getvalue(), timeline.alt, image.width, image.height)


def _check(bar: Bar) -> None:
    if bar.end < bar.start:
        raise ValueError(f"a bar ends {bar.end}, before it begins {bar.start}: give its days in order")
    if bar.kind is BarKind.KNOWN_DAY and bar.end != bar.start:
        raise ValueError(f"a known day is one day, not {bar.start} to {bar.end}: give a period another kind")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The picture being painted."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    layout: Layout

    def paint(self, timeline: Timeline) -> None:
        """Everything, from what lies lowest to what lies on top."""
        self._grid()
        self._headings()
        for row in self.layout.rows:
            for bar in row.bars:
                if bar.kind is not BarKind.KNOWN_DAY:
                    self._bar(bar.kind, *_span(bar, self.layout.axis), row.middle)
        self._day_line(self.layout.axis.start_of(timeline.day))
        self._known_days()
        self._words()
        self._legend()

    def _grid(self) -> None:
        layout, axis = self.layout, self.layout.axis
        for year in layout.years:
            self._box((year.left - 8, layout.density.line + 4, year.left - 6, layout.plot_bottom), RULE)
        for left in axis.quarters(_QUARTER):
            self._box((left, layout.plot_top - 14, left + 2, layout.plot_top), RULE)
        self._box((axis.right, layout.density.line + 4, axis.right + 2, layout.plot_bottom), RULE)
        under_headings = {heading.bottom for heading in layout.headings}
        for row in layout.rows:
            if row.top not in under_headings:
                self._box((0, row.top, WIDTH, row.top + 1), RULE)
        for top in (layout.plot_top, layout.plot_bottom):
            self._box((0, top - 3, WIDTH, top), INK)

    def _headings(self) -> None:
        for heading in self.layout.headings:
            self._box((0, heading.top, WIDTH, heading.bottom), TINT)

    def _words(self) -> None:
        layout, letters = self.layout, self.layout.lettering
        self._text(layout.day, letters.bold, INK)
        for year in layout.years:
            self._text(year, letters.regular, INK, PAPER)
        for heading in layout.headings:
            for line in heading.text:
                self._text(line, letters.bold, INK, TINT)
        for row in layout.rows:
            for line in row.name:
                self._text(line, letters.regular, INK)
            for line in row.note:
                self._text(line, letters.regular, GREY, PAPER)
        if layout.empty:
            self._text(layout.empty, letters.regular, GREY, PAPER)

    def _day_line(self, left: int) -> None:
        """A dark line, with light edges where there are bars, so that it is seen on dark ones too."""
        half = self.layout.density.bar // 2
        for row in self.layout.rows:
            self._box((left - 3, row.middle - half, left + 4, row.middle + half), PAPER)
        self._box((left - 1, self.layout.density.line, left + 2, self.layout.plot_bottom), INK)

    def _known_days(self) -> None:
        for row in self.layout.rows:
            for bar in row.bars:
                if bar.kind is BarKind.KNOWN_DAY:
                    self._diamond(sum(_span(bar, self.layout.axis)) // 2, row.middle)

    def _legend(self) -> None:
        for place in self.layout.legend:
            if place.kind is BarKind.KNOWN_DAY:
                self._diamond((place.left + place.right) // 2, place.text.middle)
            else:
                self._bar(place.kind, place.left, place.right, place.text.middle)
            self._text(place.text, self.layout.lettering.regular, INK)

    def _bar(self, kind: BarKind, left: int, right: int, middle: int) -> None:
        top = middle - self.layout.density.bar // 2
        box = (left, top, right, top + self.layout.density.bar)
        if kind is BarKind.AGREED:
            self._box(box, ACCENT)
            return
        self._box(box, TINT if kind is BarKind.EARLIER else PAPER)
        if kind is BarKind.POSSIBLE:
            self._fine(box, ACCENT, _hatching)
        self.pen.rectangle((left, top, right - 1, box[3] - 1), outline=ACCENT, width=_OUTLINE)

    def _diamond(self, centre: int, middle: int) -> None:
        for radius, colour in ((self.layout.density.bar // 2 + 5, PAPER), (self.layout.density.bar // 2, INK)):
            self._fine((centre - radius, middle - radius, centre + radius, middle + radius), colour, _diamond)

    def _fine(self, box: tuple[int, int, int, int], colour: str, shape: _Shape) -> None:
        """Paint a shape with smooth edges inside a box."""
        width, height = box[2] - box[0], box[3] - box[1]
        mask = Image.new("L", (width * _FINE, height * _FINE), 0)
        shape(ImageDraw.Draw(mask), *mask.size)
        self.image.paste(colour, box, mask.reduce(_FINE))

    def _box(self, box: tuple[int, int, int, int], colour: str) -> None:
        """Fill a box whose right and lower edges do not belong to it, as the ends of days do not."""
        self.image.paste(colour, box)

    def _text(self, line: TextLine, face: Face, colour: str, halo: str | None = None) -> None:
        place = (line.left, line.middle + face.capital // 2)
        if halo:
            self.pen.text(place, line.text, halo, face.font, "ls", stroke_width=6, stroke_fill=halo)
        self.pen.text(place, line.text, colour, face.font, "ls")


def _span(bar: Bar, axis: Axis) -> tuple[int, int]:
    """From the start of a bar's first day to the end of its last."""
    left = axis.start_of(bar.start)
    return left, max(axis.end_of(bar.end), left + _NARROWEST)


def _hatching(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """Lines that rise to the right."""
    for left in range(-height, width, _HATCH * _FINE):
        pen.line((left, height, left + height, 0), 255, 3 * _FINE)


def _diamond(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    pen.polygon([(width // 2, 0), (width, height // 2), (width // 2, height), (0, height // 2)], 255)
