"""The text of a PDF's pages by marked content: what was shown, where, and under which tag.

A tagged PDF says in its structure tree which marked contents make up a paragraph; this module reads the marked
contents. It uses pdfminer's interpreter and fonts with a device of its own, and none of its layout analysis: the tags
already say what belongs together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import cast

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdftypes import dict_value, int_value, str_value, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, Point, apply_matrix_pt, decode_text, mult_matrix

from contracts.pdf.boxes import Box
from contracts.pdf.known_glyphs import KERNING, KnownGlyphs
from contracts.pdf.looks import Painting, Shown
from contracts.pdf.operations import Step, Text, UnusualContentError, all_steps
from contracts.pdf.painting import PaintingDevice, PaintingInterpreter, copied
from contracts.pdf.plain_document import PlainDocument
from contracts.pdf.unicode_maps import Resources

#: Gap between two shown strings, in ems, from which they are two words.
WORD_GAP = 0.2
#: Distance between base lines, in ems, from which they are two lines (footnote marks are raised by less).
LINE_GAP = 0.6
#: A glyph's extent over and under its base line, in ems: enough to tell where text stands.
ASCENT, DESCENT = 0.75, -0.2


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The text of one marked content, or of one stretch outside all of them."""

    text: str
    marked_content: int  #: identifier on its page; -1 for artifacts and untagged text
    artifact: bool  #: header, footer or decoration
    box: Box | None  #: points, origin bottom left; None when nothing was shown
    size: float  #: points, of the first glyph
    baseline: float  #: points from the page's bottom, of the first glyph
    unknown_at: int = -1  #: where in the text a glyph was shown whose character nobody can tell


@dataclass(frozen=True, slots=True)
class PageText:
    """What one page shows, in the order in which it is painted."""

    page: int  #: 1-based
    texts: tuple[MarkedText, ...]
    shown: tuple[Shown, ...]  #: every string as it looks
    paintings: tuple[Painting, ...]  #: everything painted that is no text


def page_texts(document: PlainDocument, pages: frozenset[int] | None = None) -> Iterator[PageText]:
    """The marked texts of every page, or of the given (1-based) pages."""
    resources = Resources(caching=True)
    fonts: dict[PDFFont, KnownGlyphs] = {}
    for number, page in enumerate(document.pages, 1):
        if pages is not None and number not in pages:
            continue
        device = _MarkedTextDevice(resources, fonts)
        _Interpreter(resources, device).process_page(page)
        yield PageText(number, tuple(device.finished()), tuple(device.shown), tuple(device.paintings))


def joined(before: str, after: str, *, same_line: bool, gap: float) -> str:
    """Two stretches of one paragraph put together; `gap` is in ems.

    Engines write most spaces as glyphs. Where they move the pen instead, a space is put back; a line that was broken
    after a hyphen is closed up.
    """
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return before + after
    if same_line:
        return before + (" " if gap > WORD_GAP else "") + after
    return before + ("" if before[-1] in "-\u2010\u00ad" else " ") + after


class _Open:
    """A marked content that is being read."""

    __slots__ = ("actual", "artifact", "marked_content")

    def __init__(self, marked_content: int, artifact: bool, actual: str | None) -> None:
        self.marked_content, self.artifact, self.actual = marked_content, artifact, actual


class _Stretch:
    """Text that is being gathered for one marked content."""

    __slots__ = ("artifact", "baseline", "bounds", "end", "marked_content", "size", "text", "unknown_at")

    def __init__(self, marked_content: int, artifact: bool) -> None:
        self.marked_content, self.artifact = marked_content, artifact
        self.text = ""
        self.bounds: tuple[float, float, float, float] | None = None  # left, bottom, right, top
        self.size = self.baseline = 0.0
        self.end = (0.0, 0.0)
        self.unknown_at = -1

    def add(self, text: str, start: tuple[float, float], end: tuple[float, float], size: float) -> None:
        left, right = (start[0], end[0]) if start[0] <= end[0] else (end[0], start[0])
        low, high = (start[1], end[1]) if start[1] <= end[1] else (end[1], start[1])
        bottom, top = low + DESCENT * size, high + ASCENT * size
        if self.bounds is None:
            self.size, self.baseline = size, start[1]
            self.bounds = (left, bottom, right, top)
        else:
            bounds = self.bounds
            self.bounds = (min(bounds[0], left), min(bounds[1], bottom), max(bounds[2], right), max(bounds[3], top))
        em = size or 1.0
        same_line = abs(start[1] - self.end[1]) < LINE_GAP * em
        self.text = joined(self.text, text, same_line=same_line, gap=(start[0] - self.end[0]) / em)
        self.end = end

    def finished(self) -> MarkedText:
        return MarkedText(
            self.text,
            self.marked_content,
            self.artifact,
            Box(*self.bounds) if self.bounds is not None else None,
            self.size,
            self.baseline,
            self.unknown_at,
        )


class _Interpreter(PaintingInterpreter):
    """pdfminer's interpreter, reading sooner, and looking up property lists that are named in the page's resources."""

    def execute(self, streams: Sequence[object]) -> None:
        """Follow the streams' operators; what is unusual in them is read by pdfminer's own parser."""
        found = [stream_value(stream) for stream in streams]
        # pdfminer's own loop also keeps a form from painting itself.
        if any(stream.objid is None or stream.objid in self.parent_stream_ids for stream in found):
            super().execute(streams)
            return
        try:
            steps = all_steps(b"\n".join(stream.get_data() for stream in found))
        except UnusualContentError:
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        self._follow(steps)

    def _follow(self, steps: Iterable[Step]) -> None:
        known = self._methods
        for step in steps:
            if isinstance(step, Text):
                if self.argstack:
                    self._follow(step.operations())
                else:
                    self._show_text(step)
                continue
            name, operands = step
            method, count = known.get(name) or self._method(name)
            if method is not None and count == len(operands) and not self.argstack:
                method(*operands)
                continue
            # What is left over is taken by the next operator that lacks it, as in pdfminer's own loop.
            self.argstack.extend(cast(list[PDFStackT], operands))
            if method is None:
                continue
            arguments = self.pop(count) if count else []
            if len(arguments) == count:
                method(*arguments)

    def _show_text(self, text: Text) -> None:
        """Show a text that leaves the state as it was."""
        if text.tag is not None:
            self.device.begin_tag(text.tag, {"MCID": text.marked} if text.marked >= 0 else None)
        textstate, graphicstate = self.textstate, self.graphicstate
        self.textstate, self.graphicstate = copied(textstate), copied(graphicstate)
        self.do_rg(*text.colour)
        self.do_BT()
        self.do_Td(*text.place)
        self.do_Tf(text.font, text.size)
        if self.textstate.font is not None:
            self.device.show(
                self.textstate, [text.shown] if isinstance(text.shown, bytes) else text.shown, self.graphicstate
            )
        self.textstate, self.graphicstate = textstate, graphicstate
        if text.ends:
            self.device.end_tag()

    def _method(self, operator: str) -> tuple[Callable[..., None] | None, int]:
        """What follows an operator, and how many operands it takes; None for one that nobody knows."""
        if operator not in self._methods:
            name = operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
            method = getattr(self, f"do_{name}", None)
            self._methods[operator] = (method, method.__code__.co_argcount - 1 if method else 0)
        return self._methods[operator]

    def do_TJ(self, seq: PDFStackT) -> None:  # noqa: N802 (the operator's name, here and below)
        """Show text; the state need not be copied, since nothing of it is kept."""
        if self.textstate.font is not None:
            self.device.show(self.textstate, seq, self.graphicstate)

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802
        if isinstance(props, PSLiteral):
            named = dict_value(self.resources.get("Properties", {}))
            props = dict_value(named.get(literal_name(props), {}))
        super().do_BDC(tag, props)

    device: "_MarkedTextDevice"

    def __init__(self, resources: PDFResourceManager, device: "_MarkedTextDevice") -> None:
        super().__init__(resources, device)
        self._methods: dict[str, tuple[Callable[..., None] | None, int]] = {}


class _MarkedTextDevice(PaintingDevice):
    """Gathers shown text under the marked contents that are open."""

    def __init__(self, resources: PDFResourceManager, fonts: dict[PDFFont, KnownGlyphs]) -> None:
        super().__init__(resources)
        self._fonts = fonts
        self._open: list[_Open] = []
        self._stretches: list[_Stretch] = []
        self._fresh = True

    def finished(self) -> Iterator[MarkedText]:
        """The stretches that showed something."""
        return (stretch.finished() for stretch in self._stretches if stretch.text or stretch.unknown_at >= 0)

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        """A marked content begins; within an artifact everything is artifact."""
        self._fresh = self._fresh or not self._open
        outer = self._open[-1] if self._open else _Open(-1, False, None)
        artifact = outer.artifact or literal_name(tag) == "Artifact"
        marked, actual = outer.marked_content, None
        if isinstance(props, dict):
            if "MCID" in props:
                marked = int_value(props["MCID"])
            if "ActualText" in props:
                actual = decode_text(str_value(props["ActualText"]))
        self._open.append(_Open(-1 if artifact else marked, artifact, actual))

    def end_tag(self) -> None:
        """A marked content ends."""
        if self._open:
            self._open.pop()

    def show(self, textstate: PDFTextState, shown: object, graphicstate: PDFGraphicState) -> None:
        """One shown string: its characters, its start and its end."""
        font = textstate.font
        if font is None or self.ctm is None:
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        scaling = textstate.scaling * 0.01
        em = textstate.fontsize * scaling
        wide, word = textstate.charspace * scaling, textstate.wordspace * scaling
        height = abs(matrix[3] or matrix[1]) * textstate.fontsize
        glyphs = self._fonts.get(font)
        if glyphs is None:
            glyphs = self._fonts[font] = KnownGlyphs(font)
        if em > 0 and not wide and not word and (run := glyphs.run(shown)):
            line, end = y + textstate.rise, x + run.advance * em
            if run.text:
                self._show(run.text, -1, *self._line(matrix, x, end, line), height)
            textstate.linematrix = (end, y)
            self.keep_shown(run.text, textstate, graphicstate, matrix, (x, x + run.visible * em, line))
            return
        seen, first, last = "", inf, -inf
        start, text, unknown_at = x, "", -1
        for part in glyphs.parts(shown):
            if not isinstance(part, tuple):
                moved = x - part * 0.001 * em
                if text and abs(part) > KERNING:
                    self._show(text, unknown_at, *self._line(matrix, start, x, y + textstate.rise), height)
                    seen, text, unknown_at = seen + text, "", -1
                x = moved
                start = start if text else x
                continue
            for letters, width, visible, known, spaces in part:
                if not known and unknown_at < 0:
                    unknown_at = len(text)
                text += letters
                after = x + width * em
                if visible:
                    first = x if x < first else first
                    last = after if after > last else last
                x = after + wide + (word if spaces else 0.0)
        if text:
            self._show(text, unknown_at, *self._line(matrix, start, x, y + textstate.rise), height)
        textstate.linematrix = (x, y)
        self.keep_shown(seen + text, textstate, graphicstate, matrix, (first, last, y + textstate.rise))

    @staticmethod
    def _line(matrix: Matrix, start: float, end: float, y: float) -> tuple[Point, Point]:
        return apply_matrix_pt(matrix, (start, y)), apply_matrix_pt(matrix, (end, y))

    def _show(self, text: str, unknown_at: int, start: Point, end: Point, size: float) -> None:
        inner = self._open[-1] if self._open else _Open(-1, False, None)
        for opened in self._open:
            if opened.actual is not None:
                text, opened.actual = opened.actual, ""
                break
        last = self._stretches[-1] if self._stretches else None
        key = (inner.marked_content, inner.artifact)
        if last is None or self._fresh or (last.marked_content, last.artifact) != key:
            last = _Stretch(*key)
            self._stretches.append(last)
            self._fresh = False
        if unknown_at >= 0 and last.unknown_at < 0:
            last.unknown_at = len(last.text) + unknown_at
        last.add(text, start, end, size)
