"""A paragraph as a row of words, each whole as a reader sees it, with the runs that it is made of.

An amount, a date or a reference number is one word, also when it has spaces in it, so that a change shows all of it:
"350 000 kr", "1 mars 2018", "5 kap. 2 §". A field that begins and ends in the paragraph is one word too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from contracts.redline.boxes import plain_boxes
from contracts.redline.shapes import Resolve, Shape, properties_shape, shape
from contracts.word.ooxml import Element, W, child_value

_MONTHS: Final = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_SPACE: Final = r"[ \u00a0\u2009\u202f]"
_UNIT: Final = r"kronor|kr|tkr|mnkr|mkr|SEK|EUR|euro|procent|%|‰"
_WORDS: Final = re.compile(
    rf"""
      (?:https?://|www\.)\S*[^\s.,;:!?)\]”"]              # an address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                         # a mail address
    | \d{{1,2}}{_SPACE}(?:{_MONTHS}){_SPACE}\d{{4}}\b       # a date
    | \d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?:{_SPACE}?(?:{_UNIT})(?!\w))?   # an amount
    | \d+(?:[.,]\d+)*{_SPACE}?(?:{_UNIT})(?!\w)             # 5 %, 0,5 procent
    | \d+(?:[\u2013-]\d+)+(?:{_SPACE}år(?!\w))?             # 25–64 år, 2018–2020
    | \d+{_SPACE}(?:a{_SPACE})?(?:kap\.{_SPACE}\d+{_SPACE}(?:a{_SPACE})?)?§   # 2 §, 5 kap. 2 §
    | §{_SPACE}?\d+
    | \w+(?:[-\u2010\u2011:/.,’']\w+)*                      # a word, a number, 2018-03-01, 212000-2882, AVUX/2016:55
    | \s                                                   # each space by itself
    | .
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
#: What children of a run say, besides w:t.
_LETTERS: Final = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_MARKS: Final = frozenset((W + "bookmarkStart", W + "bookmarkEnd"))
_CODE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, eq=False)
class Wrapper:
    """A link or a content control around runs of a paragraph."""

    element: Element
    key: Shape


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Letters of one look, or one thing that is no letter."""

    text: str  #: "" for a thing that is no letter
    element: Element | None  #: what stands for it in the run; None for letters
    bare: bool  #: whether that element stands in no run
    look: Element | None  #: the run's w:rPr
    look_key: Shape
    wrappers: tuple[Wrapper, ...]  #: outermost first


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word, a space, a field, or a thing that is no letter."""

    key: Shape  #: equal for tokens that say the same, whatever they look like
    text: str  #: as a reader sees it; "" for pictures and marks
    pieces: tuple[Piece, ...]
    marks: tuple[Element, ...] = ()  #: bookmarks that begin or end just before it

    @property
    def is_space(self) -> bool:
        """Whether it is nothing but space."""
        return bool(self.text) and self.text.isspace() and self.pieces[0].element is None

    @property
    def letters(self) -> int:
        """How much of the text it is; a picture counts as a word."""
        return len(self.text.strip()) if self.text else 6


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph's tokens, and the bookmarks that begin or end after the last."""

    tokens: tuple[Token, ...] = ()
    marks: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Reads paragraphs of one part."""

    resolve: Resolve  #: what a relationship's identifier leads to
    #: what a note says, by its mark's tag and identifier, where a note of the other file says the same
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    #: marks of fields that run over several paragraphs and whose counterparts do not stand beside them
    alone: Mapping[Element, str] = field(default_factory=dict)

    def words(self, paragraph: Element) -> Words:
        """The paragraph's tokens."""
        pieces: list[Piece] = []
        marks: list[tuple[int, Element]] = []
        self._read(paragraph, (), pieces, marks)
        tokens: list[Token] = []
        starts: list[int] = []
        for at, token in self._tokens(pieces):
            starts.append(at)
            tokens.append(token)
        before: dict[int, list[Element]] = {}
        for at, mark in marks:
            # A mark inside a word or a field moves to its beginning, or, when it ends there, to its end.
            index = next((n for n, start in enumerate(starts) if start >= at), len(tokens))
            before.setdefault(index, []).append(mark)
        return Words(
            tuple(replace(one, marks=tuple(before[n])) if n in before else one for n, one in enumerate(tokens)),
            tuple(before.get(len(tokens), ())),
        )

    def _read(
        self, parent: Element, wrappers: tuple[Wrapper, ...], pieces: list[Piece], marks: list[tuple[int, Element]]
    ) -> None:
        for child in parent:
            if child.tag == W + "r":
                pieces += self._run(child, wrappers)
            elif child.tag == W + "hyperlink":
                self._read(child, (*wrappers, Wrapper(child, self._link_key(child))), pieces, marks)
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    self._read(content, (*wrappers, Wrapper(child, control_key(child))), pieces, marks)
            elif child.tag in _MARKS:
                marks.append((len(pieces), child))
            elif child.tag not in (W + "pPr", W + "sdtPr", W + "sdtEndPr"):
                pieces.append(Piece("", child, True, None, (), wrappers))

    def _run(self, run: Element, wrappers: tuple[Wrapper, ...]) -> Iterator[Piece]:
        look = run.find(W + "rPr")
        key = properties_shape(look)
        for child in run:
            if child.tag == W + "t":
                if child.text:
                    yield Piece(child.text, None, False, look, key, wrappers)
            elif child.tag != W + "rPr":
                yield Piece("", child, False, look, key, wrappers)

    def _link_key(self, link: Element) -> Shape:
        anchor = link.get(W + "anchor") or ""
        target = next(
            (self.resolve(str(value)) for name, value in link.attrib.items() if str(name).endswith("}id")), ""
        )
        rest = tuple(link.get(W + name) or "" for name in ("tooltip", "tgtFrame", "docLocation"))
        return ("link", target, anchor, rest)

    def _tokens(self, pieces: Sequence[Piece]) -> Iterator[tuple[int, Token]]:
        """The tokens, each with the index of its first piece."""
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            end = _field_end(pieces, at)
            if end:
                yield at, self._field(pieces[at:end])
            elif piece.element is not None:
                end = at + 1
                yield at, self._thing(piece)
            else:
                end = at
                while end < len(pieces) and pieces[end].element is None and pieces[end].wrappers == piece.wrappers:
                    end += 1
                for n, token in _split(pieces[at:end]):
                    yield at + n, token
            at = end

    def _field(self, pieces: Sequence[Piece]) -> Token:
        code = "".join(one.element.text or "" for one in pieces if _is(one, "instrText") and one.element is not None)
        shown = tuple(self._shown(one) for one in _result(pieces))
        # Letters may be cut into runs differently.
        key = ("field", _CODE.sub(" ", code).strip(), _joined(shown), _around(pieces[0]))
        return Token(key, "".join(piece_text(one) for one in _result(pieces)), tuple(pieces))

    def _shown(self, piece: Piece) -> object:
        return piece.text if piece.element is None else self._thing_key(piece.element)

    def _thing(self, piece: Piece) -> Token:
        assert piece.element is not None
        return Token((*self._thing_key(piece.element), _around(piece)), piece_text(piece), (piece,))

    def _thing_key(self, element: Element) -> Shape:
        if element in self.alone:
            return ("alone", self.alone[element])
        if element.tag in (W + "footnoteReference", W + "endnoteReference"):
            return (element.tag, self.notes.get((str(element.tag), element.get(W + "id") or ""), ""))
        if element.tag == W + "fldChar":
            return (element.tag, element.get(W + "fldCharType") or "")
        return ("thing", shape(element, self.resolve, plain_boxes(element)))


def spans_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end, white space left out."""
    return (found.span() for found in _WORDS.finditer(text) if not found.group().isspace())


def piece_text(piece: Piece) -> str:
    """What a reader sees of a piece; a page break is nothing."""
    if piece.element is None:
        return piece.text
    if piece.element.tag == W + "br" and piece.element.get(W + "type") in ("page", "column"):
        return ""
    return _LETTERS.get(str(piece.element.tag), "")


def control_key(control: Element) -> Shape:
    """What tells a content control from others: its tag, title and kind."""
    properties = control.find(W + "sdtPr")
    kinds = (
        ()
        if properties is None
        else tuple(
            sorted(
                str(child.tag)
                for child in properties
                if child.tag not in (W + "id", W + "rPr", W + "placeholder", W + "showingPlcHdr", W + "lock")
            )
        )
    )
    gallery = child_value(properties, "docPartObj/docPartGallery")
    return ("control", child_value(properties, "tag"), child_value(properties, "alias"), gallery, kinds)


def _is(piece: Piece, name: str) -> bool:
    return piece.element is not None and piece.element.tag == W + name


def _around(piece: Piece) -> tuple[Shape, ...]:
    return tuple(wrapper.key for wrapper in piece.wrappers)


def _field_end(pieces: Sequence[Piece], at: int) -> int:
    """Where the field that begins at a piece has ended; 0 when none begins, or it goes on after the paragraph."""
    depth = 0
    if not _is_mark(pieces[at], "begin"):
        return 0
    for n in range(at, len(pieces)):
        if pieces[n].wrappers != pieces[at].wrappers:
            return 0
        if _is_mark(pieces[n], "begin"):
            depth += 1
        elif _is_mark(pieces[n], "end"):
            depth -= 1
            if not depth:
                return n + 1
    return 0


def _is_mark(piece: Piece, kind: str) -> bool:
    return _is(piece, "fldChar") and piece.element is not None and piece.element.get(W + "fldCharType") == kind


def _result(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """What a field shows; of fields in it likewise."""
    showing: list[bool] = []
    for piece in pieces:
        if _is_mark(piece, "begin"):
            showing.append(False)
        elif _is_mark(piece, "separate"):
            showing[-1] = True
        elif _is_mark(piece, "end"):
            showing.pop()
        elif all(showing) and not _is(piece, "instrText"):
            yield piece


def _joined(parts: Sequence[object]) -> tuple[object, ...]:
    joined: list[object] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def _split(pieces: Sequence[Piece]) -> Iterator[tuple[int, Token]]:
    """The words of letters that stand together, each with the index of the piece in which it begins."""
    text = "".join(piece.text for piece in pieces)
    around = _around(pieces[0])
    at = index = 0  # of the piece in which the next word begins, and where that piece begins in the text
    for found in _WORDS.finditer(text):
        while at + len(pieces[index].text) <= found.start():
            at += len(pieces[index].text)
            index += 1
        first, start, cut = index, at, []
        for piece in pieces[first:]:
            part = piece.text[max(0, found.start() - start) : found.end() - start]
            cut.append(piece if part == piece.text else replace(piece, text=part))
            start += len(piece.text)
            if start >= found.end():
                break
        word = found.group()
        yield first, Token((word, around), word, tuple(cut))
