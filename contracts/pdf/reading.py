"""What a PDF says when it is read back: plain values, so that a proof is a comparison and nothing else."""

from dataclasses import dataclass

from contracts.pdf.boxes import Box
from contracts.pdf.looks import Painting, Shown


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was shown in one go within an element."""

    text: str
    page: int  #: 1-based
    box: Box | None
    size: float  #: points
    baseline: float  #: points from the page's bottom
    note_mark: bool = False  #: the number of a footnote, in the text or before the note


@dataclass(frozen=True, slots=True)
class ReadElement:
    """One structure element. Elements stand in reading order, parents before children."""

    type: str  #: standard type: P, H1, LI, Lbl, TOCI, TD, TH, Form, Figure, Note, …
    text: str  #: all text in it and below it; paragraphs below it are separated by line breaks
    pages: tuple[int, ...]  #: 1-based, sorted; empty when nothing in it is shown
    parent: int  #: index of the parent; -1 at the top
    end: int  #: index after its last descendant
    pieces: tuple[Piece, ...] = ()  #: shown directly in it, not in its children
    alt: str = ""  #: text for those who do not see it
    field: str = ""  #: name of the form field whose widget it holds
    box: Box | None = None  #: where its layout attributes say that it stands on its page
    title: str = ""  #: its own title: of a part, or of a signature place


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is read: an element with its inline children's text."""

    element: int  #: index of the element
    type: str
    text: str
    pieces: tuple[Piece, ...]
    page: int  #: 1-based, where it begins
    kind: str = ""  #: "contents" and "note" for what stands in those; "label" for list labels; "" for body text

    def text_without(self, *, label: bool = False, note_marks: bool = False) -> str:
        """The text without its first piece (an automatic number), without footnote numbers, or without both."""
        pieces = [piece for piece in self.pieces if not (note_marks and piece.note_mark)]
        return "".join(piece.text for piece in (pieces[1:] if label else pieces))


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as it is seen."""

    number: int  #: 1-based
    width: float  #: points
    height: float  #: points
    text: str  #: everything shown, in painting order
    artifacts: str  #: headers, footers and decoration
    untagged: str  #: text that is neither tagged nor an artifact
    pieces: tuple[Piece, ...]  #: everything shown
    shown: tuple[Shown, ...]  #: every string as it looks
    paintings: tuple[Painting, ...]  #: everything painted that is no text

    @property
    def box(self) -> Box:
        """The page's own rectangle."""
        return Box(0.0, 0.0, self.width, self.height)


@dataclass(frozen=True, slots=True)
class ReadFont:
    """A font that the pages use."""

    name: str  #: PostScript name without the subset's prefix: "LiberationSerif-Bold"
    family: str  #: as written in the font's descriptor, or "" when it says nothing
    type: str  #: "TrueType", "CIDFontType2", …
    embedded: bool
    has_unicode: bool  #: whether it says which characters its glyphs are


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of the outline."""

    title: str
    page: int  #: 1-based; 0 when it leads nowhere
    level: int  #: 1-based


@dataclass(frozen=True, slots=True)
class ReadLink:
    """A link on a page."""

    page: int  #: 1-based
    box: Box  #: points, origin bottom left
    target: int  #: 1-based page that it leads to; 0 when it leads out of the document, or nowhere
    address: str  #: where it leads out of the document; "" when it does not


@dataclass(frozen=True, slots=True)
class ReadAttachment:
    """A file that the PDF carries."""

    name: str
    data: bytes
    media_type: str
    relationship: str  #: "Source", "Data", …; "" when it is not associated with the document


@dataclass(frozen=True, slots=True)
class ReadField:
    """A signature field."""

    name: str
    tooltip: str
    page: int  #: 1-based; 0 when its widget is on no page
    box: Box
    locks: tuple[str, ...]  #: names of the fields that its signature locks
    filled: bool  #: has a value, be it a signature or not
    signed: bool  #: has a signature over bytes of this file; whether it is valid is not known


@dataclass(frozen=True, slots=True)
class UnknownGlyph:
    """A glyph whose character nobody can tell, or the box that a font shows for a character that it lacks."""

    page: int  #: 1-based
    context: str  #: the text around, with U+FFFD in the glyph's place


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """A PDF read back."""

    title: str  #: of the metadata
    language: str
    marked: bool  #: says that it is tagged
    shows_title: bool  #: viewers show the title instead of the file's name
    pdfa: str  #: what it claims: "3A"; "" for nothing
    pdfua: str  #: "1" or ""
    pages: tuple[ReadPage, ...]
    elements: tuple[ReadElement, ...]
    blocks: tuple[Block, ...]
    fonts: tuple[ReadFont, ...]
    bookmarks: tuple[Bookmark, ...]
    links: tuple[ReadLink, ...]
    page_labels: tuple[str, ...]  #: what viewers call each page
    attachments: tuple[ReadAttachment, ...]
    fields: tuple[ReadField, ...]
    unknown_glyphs: tuple[UnknownGlyph, ...]

    def ancestors(self, element: int) -> tuple[int, ...]:
        """The indices of the element's parents, nearest first."""
        found = []
        above = self.elements[element].parent
        while above >= 0:
            found.append(above)
            above = self.elements[above].parent
        return tuple(found)
