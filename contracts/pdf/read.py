"""Reads a PDF back: its text by its tags, its pages, fonts, bookmarks, attachments, fields and claims.

The proof decides by this, so it is exact rather than clever: text comes from the tags, in the order and with the
paragraphs that a screen reader would give, and nothing is guessed from the layout but spaces that an engine left out.
"""

import struct
from pathlib import Path

import pikepdf
from pdfminer.psexceptions import PSException

from contracts.errors import ContractsError, ExitStatus
from contracts.pdf.attachments import WORDING_NAME
from contracts.pdf.known_glyphs import UNKNOWN
from contracts.pdf.marked_text import MarkedText, PageText, page_texts
from contracts.pdf.page_memory import PageMemory
from contracts.pdf.plain_document import PlainDocument
from contracts.pdf.read_catalogue import (
    read_attachments,
    read_bookmarks,
    read_claims,
    read_fields,
    read_fonts,
    read_links,
    read_title,
)
from contracts.pdf.read_structure import join_pieces, read_structure
from contracts.pdf.reading import Piece, ReadAttachment, ReadPage, ReadPdf, UnknownGlyph

#: How much text is shown on each side of an unknown glyph.
CONTEXT = 20


class UnreadablePdfError(ContractsError):
    """A file is not a PDF, or only a part of one."""

    status = ExitStatus.PROOF

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path.name} is not a readable PDF: {reason}. Make the document again.")


def read_pdf(path: Path, pages: PageMemory | None = None) -> ReadPdf:
    """Everything that a proof asks of the PDF.

    Args:
        path: the file.
        pages: remembers pages; those that are made of the same as one read before are not read again.

    Raises:
        UnreadablePdfError: the file is not a whole, readable PDF.
        OSError: the file cannot be opened.
    """
    try:
        return _read(path, pages)
    except (pikepdf.PdfError, PSException, struct.error) as error:
        raise UnreadablePdfError(path, str(error)) from error


def attachments_of(path: Path) -> tuple[ReadAttachment, ...]:
    """The files that a PDF carries, by name, without reading the rest of it.

    Raises:
        UnreadablePdfError: It is no whole PDF.
    """
    try:
        with pikepdf.open(path) as pdf:
            return read_attachments(pdf)
    except pikepdf.PdfError as error:
        raise UnreadablePdfError(path, str(error)) from error


def attached_wording(path: Path) -> bytes | None:
    """The Word file of the agreement's whole wording that a PDF carries; None when there is none, or no such PDF.

    Raises:
        UnreadablePdfError: It is no whole PDF.
    """
    found = attachments_of(path) if path.is_file() else ()
    return next((one.data for one in found if one.name == WORDING_NAME), None)


def _read(path: Path, pages: PageMemory | None) -> ReadPdf:
    document = PlainDocument(path)
    texts = pages.page_texts(document) if pages else tuple(page_texts(document))
    elements, blocks = read_structure(document, texts)
    with pikepdf.open(path) as pdf:
        pdfa, pdfua = read_claims(pdf)
        preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        return ReadPdf(
            title=read_title(pdf),
            language=str(pdf.Root.get("/Lang", "")),
            marked=bool(pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)),
            shows_title=bool(preferences.get("/DisplayDocTitle", False)),
            pdfa=pdfa,
            pdfua=pdfua,
            pages=tuple(_page(page, text) for page, text in zip(pdf.pages, texts, strict=True)),
            elements=elements,
            blocks=blocks,
            fonts=read_fonts(pdf),
            bookmarks=read_bookmarks(pdf),
            links=read_links(pdf),
            page_labels=tuple(str(page.label) for page in pdf.pages),
            attachments=read_attachments(pdf),
            fields=read_fields(pdf, path.stat().st_size),
            unknown_glyphs=tuple(glyph for text in texts for glyph in _unknown(text)),
        )


def _page(page: pikepdf.Page, text: PageText) -> ReadPage:
    left, bottom, right, top = (float(number) for number in page.mediabox.as_list())
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    width, height = (top - bottom, right - left) if turned else (right - left, top - bottom)
    return ReadPage(
        number=text.page,
        width=width,
        height=height,
        text=_together(text.page, text.texts),
        artifacts=_together(text.page, tuple(one for one in text.texts if one.artifact)),
        untagged=_together(text.page, tuple(one for one in text.texts if not one.artifact and one.marked_content < 0)),
        pieces=tuple(_piece(text.page, one) for one in text.texts),
        shown=text.shown,
        paintings=text.paintings,
    )


def _piece(page: int, text: MarkedText) -> Piece:
    return Piece(text.text, page, text.box, text.size, text.baseline)


def _together(page: int, texts: tuple[MarkedText, ...]) -> str:
    return join_pieces(tuple(_piece(page, text) for text in texts), lines=True)


def _unknown(text: PageText) -> list[UnknownGlyph]:
    return [
        UnknownGlyph(text.page, one.text[max(0, one.unknown_at - CONTEXT) : one.unknown_at + CONTEXT] or UNKNOWN)
        for one in text.texts
        if one.unknown_at >= 0
    ]
