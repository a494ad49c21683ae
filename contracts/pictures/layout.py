"""Where everything on a timeline stands: columns, rows, lines of text and the legend. Drawn by drawing.py.

All lengths are pixels of a picture that is printed 15.7 cm wide at 300 dots per inch, counted from its upper left
corner. A page holds 22 cm of it. Ten or twenty partnerships stand in airy rows; with more of them the rows close up
and the text becomes smaller, but never under 8 points.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import Problem, TemplateError
from contracts.pictures.axis import Axis, axis_of
from contracts.pictures.lettering import Face, Lettering, drawable, lettering_in, shown
from contracts.pictures.timeline import Bar, BarKind, Timeline, TimelineRow
from contracts.spelling.dates import datum

DPI: Final = 300
WIDTH: Final = 1854  #: 15.7 cm
HIGHEST: Final = 2598  #: 22 cm
#: Names stand on one line up to the first width; longer ones widen the column up to the second, and take more lines.
_NAMES, _WIDEST_NAMES, _NAMES_STEP = 590, 830, 20
_GAP: Final = 24  #: between two columns, or a bar and its note
_INSET: Final = 12  #: of all text from the picture's left edge, so that a heading has some of its band before it
_MARGIN: Final = 6  #: to the right of the last year, for the lines that stand there
_SWATCH: Final = 84  #: how wide a bar is in the legend
_NO_ROWS: Final = "Inga partnerskap"

#: What the legend calls each kind of bar.
LEGEND: Final = (
    (BarKind.AGREED, "Avtalad tid"),
    (BarKind.EARLIER, "Tidigare avtalstid"),
    (BarKind.POSSIBLE, "Möjlig förlängning"),
    (BarKind.KNOWN_DAY, "Känd dag, avtalstid saknas"),
)


@dataclass(frozen=True, slots=True)
class Density:
    """How close the rows stand."""

    letters: int  #: size of the text
    line: int  #: from one line of a text to the next
    air: int  #: above a row's text, and below it
    group: int  #: above a group's heading
    bar: int  #: height of a bar


#: From airy to close: 9, 8.5, 8 and 8 points.
DENSITIES: Final = (
    Density(letters=38, line=46, air=15, group=26, bar=40),
    Density(letters=35, line=42, air=9, group=20, bar=34),
    Density(letters=34, line=40, air=4, group=12, bar=28),
    Density(letters=34, line=36, air=0, group=6, bar=24),
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text."""

    text: str
    left: int
    middle: int  #: the height on which its capitals are centred


@dataclass(frozen=True, slots=True)
class RowPlace:
    """One row."""

    top: int
    bottom: int
    name: tuple[TextLine, ...]
    bars: tuple[Bar, ...]
    middle: int  #: the height on which the bars are centred
    note: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A group's heading, on a band of its own."""

    top: int
    bottom: int
    text: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class LegendPlace:
    """A kind of bar, drawn and named."""

    kind: BarKind
    left: int
    right: int
    text: TextLine


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture."""

    density: Density
    lettering: Lettering
    axis: Axis
    day: TextLine
    years: tuple[TextLine, ...]
    plot_top: int  #: where the years end and the rows begin
    plot_bottom: int
    headings: tuple[HeadingPlace, ...]
    rows: tuple[RowPlace, ...]
    empty: TextLine | None  #: what stands in the place of rows
    legend: tuple[LegendPlace, ...]
    height: int


def lay_out(timeline: Timeline, fonts: Path) -> Layout:
    """The most airy layout that is at most 22 cm high.

    Args:
        timeline: what is shown.
        fonts: the folder of font files.

    Raises:
        TemplateError: there are more rows than fit, or a text cannot be drawn in the typeface.
    """
    for density in DENSITIES:
        layout = _Arranging(timeline, density, lettering_in(fonts, density.letters)).layout()
        if layout.height <= HIGHEST:
            return layout
    rows_end = HIGHEST - (layout.height - layout.plot_bottom)
    fitting = sum(row.bottom <= rows_end for row in layout.rows)
    text = f"tidslinjen rymmer {fitting} av de {len(layout.rows)} partnerskapen på en sida"
    remedy = "gör flera rapporter, med färre områden eller en kortare period i var och en"
    raise TemplateError([Problem("timeline-too-high", text, remedy=remedy)])


@dataclass(frozen=True, slots=True)
class _Arranging:
    """One density tried."""

    timeline: Timeline
    density: Density
    lettering: Lettering

    def layout(self) -> Layout:
        names = self._names_width()
        left = _INSET + names + _GAP
        axis = axis_of(self.timeline, left, WIDTH - left - _MARGIN)
        line = self.density.line
        plot_top = 2 * line + 12
        headings, rows = self._blocks(names, axis, plot_top)
        bottom = rows[-1].bottom if rows else plot_top + 2 * line
        legend = tuple(self._legend(bottom + line))
        return Layout(
            density=self.density,
            lettering=self.lettering,
            axis=axis,
            day=self._day(axis),
            years=tuple(self._years(axis, line + line // 2 + 4)),
            plot_top=plot_top,
            plot_bottom=bottom,
            headings=headings,
            rows=rows,
            empty=None if rows else TextLine(_NO_ROWS, axis.left + _GAP, plot_top + line),
            legend=legend,
            height=(legend[-1].text.middle + line // 2 if legend else bottom) + 4,
        )

    def _names_width(self) -> int:
        """As wide as the longest name; when that is much, as wide as it takes for two lines."""
        face = self.lettering.regular
        names = [drawable(row.name, face) for row in self.timeline.rows]
        longest = max((face.width(name) for name in names), default=0)
        if longest <= _NAMES:
            return longest
        widths = range(_NAMES, _WIDEST_NAMES, _NAMES_STEP)
        return next((w for w in widths if all(len(face.lines(name, w)) <= 2 for name in names)), _WIDEST_NAMES)

    def _blocks(self, names: int, axis: Axis, top: int) -> tuple[tuple[HeadingPlace, ...], tuple[RowPlace, ...]]:
        headings: list[HeadingPlace] = []
        rows: list[RowPlace] = []
        for group, members in itertools.groupby(self.timeline.rows, lambda row: row.group):
            headings.append(self._heading(group, top + (self.density.group if rows else 0)))
            top = headings[-1].bottom
            for member in members:
                rows.append(self._row(member, names, axis, top))
                top = rows[-1].bottom
        return tuple(headings), tuple(rows)

    def _heading(self, group: str, top: int) -> HeadingPlace:
        face = self.lettering.bold
        lines = face.lines(drawable(group, face), WIDTH - 2 * _INSET)
        bottom = top + len(lines) * self.density.line + 4
        return HeadingPlace(top, bottom, self._stacked(lines, _INSET, (top + bottom) // 2))

    def _row(self, row: TimelineRow, names: int, axis: Axis, top: int) -> RowPlace:
        face, line = self.lettering.regular, self.density.line
        name = face.lines(drawable(row.name, face), names)
        note = drawable(row.note, face) if row.note else ""
        beside = _beside(note, row.bars, axis, face, _GAP + self.density.bar // 2)
        under = face.lines(note, axis.width - 2 * _GAP) if note and beside is None else ()
        with_bars = len(under) + bool(row.bars)
        lines = max(len(name), with_bars)
        bottom = top + lines * line + 2 * self.density.air
        middle = (top + bottom) // 2
        bars_middle = middle - len(under) * line // 2
        if beside is not None:
            notes: tuple[TextLine, ...] = (TextLine(shown(note), beside, middle),)
        else:
            notes = self._stacked(under, axis.left + _GAP, middle + (line // 2 if row.bars else 0))
        return RowPlace(top, bottom, self._stacked(name, _INSET, middle), row.bars, bars_middle, notes)

    def _stacked(self, lines: tuple[str, ...], left: int, middle: int) -> tuple[TextLine, ...]:
        first = middle - (len(lines) - 1) * self.density.line // 2
        return tuple(TextLine(shown(text), left, first + at * self.density.line) for at, text in enumerate(lines))

    def _day(self, axis: Axis) -> TextLine:
        """The day's label, over its line where there is room for it."""
        text = f"Per den {datum(self.timeline.day)}"
        width = self.lettering.bold.width(text)
        left = axis.start_of(self.timeline.day) - width // 2
        return TextLine(shown(text), min(max(left, _INSET), WIDTH - width), self.density.line // 2)

    def _years(self, axis: Axis, middle: int) -> Iterator[TextLine]:
        """Each label stands to the right of the rule where its year begins."""
        for year, left in axis.rules(self.lettering.regular.width("0000") + _GAP):
            yield TextLine(str(year), left + 8, middle)

    def _legend(self, top: int) -> Iterator[LegendPlace]:
        """The kinds that occur, in as many lines as they take."""
        occurring = {bar.kind for row in self.timeline.rows for bar in row.bars}
        left, middle = _INSET, top + self.density.line // 2
        for kind, text in LEGEND:
            if kind not in occurring:
                continue
            swatch = self.density.bar if kind is BarKind.KNOWN_DAY else _SWATCH
            width = swatch + _INSET + self.lettering.regular.width(text)
            if left + width > WIDTH:
                left, middle = _INSET, middle + self.density.line + 6
            yield LegendPlace(kind, left, left + swatch, TextLine(text, left + swatch + _INSET, middle))
            left += width + 2 * _GAP


def _beside(note: str, bars: tuple[Bar, ...], axis: Axis, face: Face, gap: int) -> int | None:
    """Where a note of one line begins: right of the bars, or left of them; None when there is no room."""
    if not note or not bars:
        return None
    after = max(axis.end_of(bar.end) for bar in bars) + gap
    before = min(axis.start_of(bar.start) for bar in bars) - gap - face.width(note)
    if after + face.width(note) <= axis.right:
        return after
    return before if before >= axis.left + _INSET else None
