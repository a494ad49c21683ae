"""The text of a PDF's pages by marked content: what was shown, where, and under which tag.

A tagged PDF says in its structure tree which marked contents make up a paragraph; this module reads the marked
contents. It uses pdfminer's interpreter and fonts with a device of its own, and none of its layout analysis: the tags
already say what belongs together.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, int_value, str_value, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, Point, apply_matrix_pt, decode_text, mult_matrix

from contracts.pdf.boxes import Box, around
from contracts.pdf.glyphs import codes_without_shape
from contracts.pdf.looks import Painting, Shown
from contracts.pdf.operations import UnusualContentError, operations
from contracts.pdf.painting import PaintingDevice, PaintingInterpreter

#: What stands in the text for a glyph whose character nobody can tell.
UNKNOWN = "\ufffd"
#: Gap between two shown strings, in ems, from which they are two words.
WORD_GAP = 0.2
#: Distance between base lines, in ems, from which they are two lines (footnote marks are raised by less).
LINE_GAP = 0.6
#: Thousandths of an em between two glyphs of a string up to which they are drawn nearer or farther, not parted.
KERNING = 100
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


def page_texts(pdf: Path, pages: frozenset[int] | None = None) -> Iterator[PageText]:
    """The marked texts of every page, or of the given (1-based) pages."""
    resources = PDFResourceManager(caching=True)
    fonts = _Fonts()
    with pdf.open("rb") as file:
        document = PDFDocument(PDFParser(file))
        for number, page in enumerate(PDFPage.create_pages(document), 1):
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

    __slots__ = ("artifact", "baseline", "boxes", "end", "marked_content", "size", "text", "unknown_at")

    def __init__(self, marked_content: int, artifact: bool) -> None:
        self.marked_content, self.artifact = marked_content, artifact
        self.text = ""
        self.boxes: list[Box] = []
        self.size = self.baseline = 0.0
        self.end = (0.0, 0.0)
        self.unknown_at = -1

    def add(self, text: str, start: tuple[float, float], end: tuple[float, float], size: float) -> None:
        if not self.boxes:
            self.size, self.baseline = size, start[1]
        em = size or 1.0
        same_line = abs(start[1] - self.end[1]) < LINE_GAP * em
        self.text = joined(self.text, text, same_line=same_line, gap=(start[0] - self.end[0]) / em)
        self.boxes.append(
            Box(
                min(start[0], end[0]),
                min(start[1], end[1]) + DESCENT * size,
                max(start[0], end[0]),
                max(start[1], end[1]) + ASCENT * size,
            )
        )
        self.end = end

    def finished(self) -> MarkedText:
        return MarkedText(
            self.text,
            self.marked_content,
            self.artifact,
            around(self.boxes),
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
            steps = tuple(operations(b"\n".join(stream.get_data() for stream in found)))
        except UnusualContentError:
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        for name, operands in steps:
            self.argstack += operands
            method, count = self._method(name)
            if method is None:
                continue
            arguments = self.pop(count) if count else []
            if len(arguments) == count:
                method(*arguments)

    def _method(self, operator: str) -> tuple[Callable[..., None] | None, int]:
        """What follows an operator, and how many operands it takes; None for one that nobody knows."""
        if operator not in self._methods:
            name = operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
            method = getattr(self, f"do_{name}", None)
            self._methods[operator] = (method, method.__code__.co_argcount - 1 if method else 0)
        return self._methods[operator]

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802 (the operator's name)
        if isinstance(props, PSLiteral):
            named = dict_value(self.resources.get("Properties", {}))
            props = dict_value(named.get(literal_name(props), {}))
        super().do_BDC(tag, props)

    def __init__(self, resources: PDFResourceManager, device: "_MarkedTextDevice") -> None:
        super().__init__(resources, device)
        self._methods: dict[str, tuple[Callable[..., None] | None, int]] = {}


class _MarkedTextDevice(PaintingDevice):
    """Gathers shown text under the marked contents that are open."""

    def __init__(self, resources: PDFResourceManager, fonts: "_Fonts") -> None:
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

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """One shown string: its characters, its start and its end."""
        font = textstate.font
        if font is None or self.ctm is None:
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        scaling = textstate.scaling * 0.01
        em = textstate.fontsize * scaling
        wide = textstate.charspace * scaling
        word = 0.0 if font.is_multibyte() else textstate.wordspace * scaling
        height = abs(matrix[3] or matrix[1]) * textstate.fontsize
        glyphs = self._fonts.glyphs(font)
        seen, first, last = "", inf, -inf
        start, text, unknown_at = x, "", -1
        for part in seq:
            if isinstance(part, int | float):
                moved = x - part * 0.001 * em
                if text and abs(part) > KERNING:
                    self._show(text, unknown_at, *self._line(matrix, start, x, y + textstate.rise), height)
                    seen, text, unknown_at = seen + text, "", -1
                x = moved
                start = start if text else x
                continue
            for code in font.decode(part):
                glyph = glyphs.get(code) or self._fonts.glyph(font, code)
                if not glyph.known and unknown_at < 0:
                    unknown_at = len(text)
                text += glyph.text
                after = x + glyph.width * em
                if glyph.visible:
                    first, last = min(first, x), max(last, after)
                x = after + wide + (word if code == 32 else 0.0)
        if text:
            self._show(text, unknown_at, *self._line(matrix, start, x, y + textstate.rise), height)
        textstate.linematrix = (x, y)
        self.keep_shown(seen + text, textstate, graphicstate, (first, last, y + textstate.rise))

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


@dataclass(frozen=True, slots=True)
class _Glyph:
    """What a code of a font stands for."""

    text: str
    known: bool  #: whether its shape is known to show that text
    visible: bool  #: whether it is more than a blank
    width: float  #: ems


class _Fonts:
    """The glyphs of the fonts' codes, worked out once per font."""

    __slots__ = ("_glyphs", "_shapeless")

    def __init__(self) -> None:
        self._glyphs: dict[int, dict[int, _Glyph]] = {}
        self._shapeless: dict[int, frozenset[int]] = {}

    def glyphs(self, font: PDFFont) -> dict[int, _Glyph]:
        """The codes of a font that have been met."""
        return self._glyphs.setdefault(id(font), {})

    def glyph(self, font: PDFFont, code: int) -> _Glyph:
        """What a code stands for."""
        text, known = self._look_up(font, code)
        glyph = _Glyph(text, known, not text.isspace(), font.char_width(code))
        self.glyphs(font)[code] = glyph
        return glyph

    def _look_up(self, font: PDFFont, code: int) -> tuple[str, bool]:
        if id(font) not in self._shapeless:
            program = font.descriptor.get("FontFile2")
            data = stream_value(program).get_data() if program is not None else b""
            self._shapeless[id(font)] = codes_without_shape(data)
        try:
            text = font.to_unichr(code)
        except PDFUnicodeNotDefined:
            return UNKNOWN, False
        if not text or "\0" in text or UNKNOWN in text:
            return UNKNOWN, False
        visible = any(unicodedata.category(character)[0] not in "ZC" for character in text)
        return text, not (visible and code in self._shapeless[id(font)])
