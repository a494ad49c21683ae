"""Structure elements and paragraphs of a PDF that is read back, with their text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from contracts.pdf.boxes import Box
from contracts.pdf.content import attributes_box
from contracts.pdf.marked_text import LINE_GAP, MarkedText, PageText, joined
from contracts.pdf.reading import Block, Piece, ReadElement
from contracts.pdf.structure import (
    INLINE_TYPES,
    PageNumbers,
    kids,
    page_numbers,
    role_map,
    standard_type,
    structure_root,
)

#: Types that hold paragraphs and are none themselves (ISO 32000-1, tables 333 to 337).
GROUPING_TYPES = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "Index", "NonStruct", "Private"}
    | {"L", "LI", "Table", "TR", "THead", "TBody", "TFoot"}
)
#: What a footnote's number can look like.
NOTE_MARK = re.compile(r"\s*(\d{1,3}|[ivxlc]{1,6}|[*†‡§]{1,3})\s*")
#: A footnote's number is set smaller than this share of its paragraph's size.
SMALL = 0.8


@dataclass(slots=True)
class _Growing:
    """An element whose children are still being read."""

    type: str
    parent: int
    alt: str
    parts: list[Piece | int]  #: pieces, and indices of child elements, in reading order
    pages: set[int]  #: 1-based, where something of its own is painted
    field: str = ""
    title: str = ""
    box: Box | None = None
    end: int = 0
    jumps: bool = False  #: a link that leads to another place in the document


def read_structure(pdf: pikepdf.Pdf, texts: Sequence[PageText]) -> tuple[tuple[ReadElement, ...], tuple[Block, ...]]:
    """Every structure element in reading order, parents before children; and the paragraphs that they form."""
    root = structure_root(pdf)
    if root is None:
        return (), ()
    shown = _by_marked_content(texts)
    numbers = page_numbers(pdf)
    roles = role_map(root)
    growing: list[_Growing] = []
    waiting = [(entries, -1) for entries in reversed(_elements_among(kids(root)))]
    while waiting:
        entries, parent = waiting.pop()
        type_ = standard_type(str(entries["/S"]), roles)
        one = _Growing(type_, parent, str(entries.get("/Alt", "")), [], set(), title=str(entries.get("/T", "")))
        if "/A" in entries:
            one.box = attributes_box(entries["/A"])
        children = _gather(one, entries, shown, numbers)
        waiting.extend((child, len(growing)) for child in reversed(children))
        growing.append(one)
    _link_children(growing)
    return _finished(growing), tuple(_blocks(growing))


#: A dictionary's entries, asked for once: each question to a PDF's object takes a microsecond.
_Entries = dict[str, Object]


def _elements_among(objects: Sequence[object]) -> list[_Entries]:
    found = (dict(one.items()) for one in objects if isinstance(one, Dictionary))
    return [entries for entries in found if "/S" in entries]


def _by_marked_content(texts: Sequence[PageText]) -> dict[tuple[int, int], list[MarkedText]]:
    shown: dict[tuple[int, int], list[MarkedText]] = {}
    for page in texts:
        for text in page.texts:
            if text.marked_content >= 0:
                shown.setdefault((page.page, text.marked_content), []).append(text)
    return shown


def _gather(
    growing: _Growing, entries: _Entries, shown: dict[tuple[int, int], list[MarkedText]], numbers: PageNumbers
) -> list[_Entries]:
    """Puts the element's own pieces in order, with a gap for each child until that is known; the children."""
    own_page = entries.get("/Pg")
    own_number = numbers.get(own_page.objgen, 0) if own_page is not None else 0
    children: list[_Entries] = []
    content = entries.get("/K")
    for kid in () if content is None else content.as_list() if isinstance(content, Array) else (content,):
        number = own_number
        if isinstance(kid, int):
            marked = kid
        elif isinstance(kid, Dictionary):
            inner = dict(kid.items())
            kind = inner.get("/Type")
            page = inner.get("/Pg")
            if "/S" in inner:
                growing.parts.append(-1)
                children.append(inner)
                continue
            number = numbers.get(page.objgen, 0) if page is not None else own_number
            if kind == Name.OBJR:
                _note_object(growing, inner)
                growing.pages.add(number if own_page is not None else 0)
                continue
            if kind != Name.MCR:
                continue
            marked = int(kid.MCID)
        else:
            continue
        growing.pages.add(number)
        growing.parts.extend(
            Piece(text.text, number, text.box, text.size, text.baseline) for text in shown.get((number, marked), ())
        )
    return children


def _note_object(growing: _Growing, reference: _Entries) -> None:
    target = reference.get("/Obj")
    if not isinstance(target, Dictionary):
        return
    if target.get("/Subtype") == Name.Widget:
        growing.field = str(target.get("/T", ""))
    elif target.get("/Subtype") == Name.Link:
        action = target.get("/A", Dictionary())
        growing.jumps = "/Dest" in target or action.get("/S") == Name.GoTo


def _link_children(growing: list[_Growing]) -> None:
    """Fills the gaps that children left in their parents, and finds where each element ends."""
    gaps = [iter([at for at, part in enumerate(one.parts) if part == -1]) for one in growing]
    for index, one in enumerate(growing):
        one.end = index + 1
        if one.parent >= 0:
            above = growing[one.parent]
            above.parts[next(gaps[one.parent])] = index
    for index in range(len(growing) - 1, -1, -1):
        parent = growing[index].parent
        if parent >= 0:
            growing[parent].end = max(growing[parent].end, growing[index].end)


def _finished(growing: list[_Growing]) -> tuple[ReadElement, ...]:
    finished: list[ReadElement | None] = [None] * len(growing)
    for index in range(len(growing) - 1, -1, -1):
        one = growing[index]
        own = tuple(_as_mark(part, one) for part in one.parts if isinstance(part, Piece))
        pages = set(one.pages)
        for part in one.parts:
            child = finished[part] if isinstance(part, int) else None
            if child is not None:
                pages |= set(child.pages)
        finished[index] = ReadElement(
            type=one.type,
            text=_text(one, growing),
            pages=tuple(sorted(pages - {0})),
            parent=one.parent,
            end=one.end,
            pieces=own,
            alt=one.alt,
            field=one.field,
            title=one.title,
            box=one.box,
        )
    return tuple(element for element in finished if element is not None)


def _as_mark(piece: Piece, around: _Growing) -> Piece:
    """A number that is a link within the document is a footnote's number."""
    return replace(piece, note_mark=True) if around.jumps and NOTE_MARK.fullmatch(piece.text) else piece


def _text(one: _Growing, growing: list[_Growing]) -> str:
    paragraphs: list[list[Piece]] = [[]]

    def visit(growing_one: _Growing) -> None:
        for part in growing_one.parts:
            if isinstance(part, Piece):
                paragraphs[-1].append(part)
            elif growing[part].type in INLINE_TYPES:
                visit(growing[part])
            else:
                paragraphs.append([])
                visit(growing[part])
                paragraphs.append([])

    visit(one)
    return "\n".join(text for text in (join_pieces(tuple(pieces)) for pieces in paragraphs) if text)


def join_pieces(pieces: Sequence[Piece], *, lines: bool = False) -> str:
    """The text of pieces in order; with `lines`, each line of the page on a line of its own."""
    text = ""
    before: Piece | None = None
    for piece in pieces:
        if before is None or before.box is None or piece.box is None:
            text += piece.text
        else:
            em = max(before.size, piece.size) or 1.0
            same_line = before.page == piece.page and abs(before.baseline - piece.baseline) < LINE_GAP * em
            if lines and not same_line:
                text += "\n" + piece.text
            else:
                text = joined(text, piece.text, same_line=same_line, gap=(piece.box.left - before.box.right) / em)
        before = piece
    return text


def _blocks(growing: list[_Growing]) -> Iterator[Block]:
    """The paragraphs in reading order: every element with text of its own, with the inline text in it."""
    for index, one in enumerate(growing):
        above = growing[one.parent].type if one.parent >= 0 else "Document"
        if one.type in INLINE_TYPES and above not in GROUPING_TYPES:
            continue
        pieces = tuple(_with_small_marks(list(_inline_pieces(one, growing))))
        if pieces and one.type not in GROUPING_TYPES:
            yield Block(index, one.type, join_pieces(pieces), pieces, pieces[0].page, _kind(index, growing))


def _inline_pieces(one: _Growing, growing: list[_Growing]) -> Iterator[Piece]:
    for part in one.parts:
        if isinstance(part, Piece):
            yield _as_mark(part, one)
        elif growing[part].type in INLINE_TYPES:
            yield from _inline_pieces(growing[part], growing)


def _with_small_marks(pieces: list[Piece]) -> Iterator[Piece]:
    """Numbers set small are footnotes' numbers, whether or not they are links."""
    full = max((piece.size for piece in pieces), default=0.0)
    for piece in pieces:
        small = piece.size < SMALL * full and NOTE_MARK.fullmatch(piece.text) is not None
        yield replace(piece, note_mark=True) if small else piece


def _kind(index: int, growing: list[_Growing]) -> str:
    if growing[index].type == "Lbl":
        return "label"
    while index >= 0:
        if growing[index].type in ("TOC", "TOCI"):
            return "contents"
        if growing[index].type == "Note":
            return "note"
        index = growing[index].parent
    return ""
