"""Structure elements and paragraphs of a PDF that is read back, with their text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfminer.psparser import LIT, literal_name

from contracts.pdf.boxes import Box
from contracts.pdf.marked_text import LINE_GAP, MarkedText, PageText, joined
from contracts.pdf.plain_document import PlainDocument
from contracts.pdf.reading import Block, Piece, ReadElement
from contracts.pdf.structure import INLINE_TYPES, standard_type

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
    text: str = ""  #: once those below it have theirs


#: A dictionary's entries, as pdfminer has them.
_Entries = dict[str, Any]
#: 1-based page numbers by the page's object number.
_Numbers = dict[object, int]
_OBJECT_REFERENCE, _MARKED_REFERENCE = LIT("OBJR"), LIT("MCR")
_WIDGET, _LINK, _GO_TO = LIT("Widget"), LIT("Link"), LIT("GoTo")


def read_structure(
    document: PlainDocument, texts: Sequence[PageText]
) -> tuple[tuple[ReadElement, ...], tuple[Block, ...]]:
    """Every structure element in reading order, parents before children; and the paragraphs that they form."""
    root = resolve1(document.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return (), ()
    shown = _by_marked_content(texts)
    numbers = {page.pageid: number for number, page in enumerate(document.pages, 1)}
    roles = {own: literal_name(resolve1(standard)) for own, standard in dict_value(root.get("RoleMap", {})).items()}
    growing: list[_Growing] = []
    waiting = [(kid, -1) for kid in reversed(_kids(root)) if isinstance(kid, dict) and "S" in kid]
    while waiting:
        entries, parent = waiting.pop()
        type_ = standard_type(literal_name(resolve1(entries["S"])), roles)
        one = _Growing(type_, parent, _text_of(entries, "Alt"), [], set(), title=_text_of(entries, "T"))
        if "A" in entries:
            one.box = _attributes_box(resolve1(entries["A"]))
        children = _gather(one, entries, shown, numbers)
        waiting.extend((child, len(growing)) for child in reversed(children))
        growing.append(one)
    _link_children(growing)
    return _finished(growing), tuple(_blocks(growing))


def _kids(entries: _Entries) -> list[Any]:
    content = resolve1(entries.get("K"))
    return [resolve1(kid) for kid in content] if isinstance(content, list) else [content]


def _text_of(entries: _Entries, key: str) -> str:
    written = resolve1(entries.get(key))
    return str(pikepdf.String(written)) if isinstance(written, bytes) else ""


def _attributes_box(attributes: object) -> Box | None:
    """The box that an element's attributes give: points, rounded to hundredths."""
    for entry in map(resolve1, attributes if isinstance(attributes, list) else [attributes]):
        if isinstance(entry, dict) and "BBox" in entry:
            return Box(*(round(float(resolve1(number)), 2) for number in resolve1(entry["BBox"])))
    return None


def _page_number(reference: object, numbers: _Numbers) -> int:
    return numbers.get(reference.objid, 0) if isinstance(reference, PDFObjRef) else 0


def _by_marked_content(texts: Sequence[PageText]) -> dict[tuple[int, int], list[MarkedText]]:
    shown: dict[tuple[int, int], list[MarkedText]] = {}
    for page in texts:
        for text in page.texts:
            if text.marked_content >= 0:
                shown.setdefault((page.page, text.marked_content), []).append(text)
    return shown


def _gather(
    growing: _Growing, entries: _Entries, shown: dict[tuple[int, int], list[MarkedText]], numbers: _Numbers
) -> list[_Entries]:
    """Puts the element's own pieces in order, with a gap for each child until that is known; the children."""
    own_number = _page_number(entries.get("Pg"), numbers)
    children: list[_Entries] = []
    for kid in _kids(entries):
        number = own_number
        if isinstance(kid, int):
            marked = kid
        elif isinstance(kid, dict):
            if "S" in kid:
                growing.parts.append(-1)
                children.append(kid)
                continue
            kind = resolve1(kid.get("Type"))
            number = _page_number(kid["Pg"], numbers) if "Pg" in kid else own_number
            if kind is _OBJECT_REFERENCE:
                _note_object(growing, kid)
                growing.pages.add(number if "Pg" in entries else 0)
                continue
            if kind is not _MARKED_REFERENCE:
                continue
            marked = int(resolve1(kid["MCID"]))
        else:
            continue
        growing.pages.add(number)
        growing.parts.extend(
            Piece(text.text, number, text.box, text.size, text.baseline) for text in shown.get((number, marked), ())
        )
    return children


def _note_object(growing: _Growing, reference: _Entries) -> None:
    target = resolve1(reference.get("Obj"))
    if not isinstance(target, dict):
        return
    kind = resolve1(target.get("Subtype"))
    if kind is _WIDGET:
        growing.field = _text_of(target, "T")
    elif kind is _LINK:
        growing.jumps = "Dest" in target or resolve1(dict_value(target.get("A", {})).get("S")) is _GO_TO


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
    """The elements with their text and pages, children before parents: a parent's text is made of theirs."""
    finished: list[ReadElement] = []
    for index in range(len(growing) - 1, -1, -1):
        one = growing[index]
        pages = one.pages
        for part in one.parts:
            if isinstance(part, int):
                pages.update(growing[part].pages)
        pages.discard(0)
        one.text = _text(one, growing)
        own = tuple([_as_mark(part, one) for part in one.parts if isinstance(part, Piece)])
        finished.append(
            ReadElement(
                type=one.type,
                text=one.text,
                pages=tuple(sorted(pages)),
                parent=one.parent,
                end=one.end,
                pieces=own,
                alt=one.alt,
                field=one.field,
                title=one.title,
                box=one.box,
            )
        )
    return tuple(reversed(finished))


def _as_mark(piece: Piece, around: _Growing) -> Piece:
    """A number that is a link within the document is a footnote's number."""
    return replace(piece, note_mark=True) if around.jumps and NOTE_MARK.fullmatch(piece.text) else piece


def _text(one: _Growing, growing: list[_Growing]) -> str:
    """An element's text, when those below it have theirs."""
    found: list[str] = []
    pieces: list[Piece] = []

    def visit(inner: _Growing) -> None:
        for part in inner.parts:
            if isinstance(part, Piece):
                pieces.append(part)
            elif growing[part].type in INLINE_TYPES:
                visit(growing[part])
            else:
                end_paragraph()
                found.append(growing[part].text)

    def end_paragraph() -> None:
        if pieces:
            found.append(join_pieces(pieces))
            pieces.clear()

    visit(one)
    end_paragraph()
    return "\n".join([text for text in found if text])


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
