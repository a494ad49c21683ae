"""The bookmarks of a packet: its items, under each its documents, under each document its own headings."""

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, String


@dataclass(frozen=True, slots=True)
class OwnBookmark:
    """A document's own bookmark, in the packet."""

    title: str
    level: int  #: 1-based, in its document
    destination: Object  #: an array that begins with the packet's page


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A document that stands in the packet."""

    title: str
    item: str | None  #: of the agenda; None for what stands outside all items
    first_page: Object  #: the page object
    bookmarks: tuple[OwnBookmark, ...]


def write_outline(pdf: pikepdf.Pdf, parts: Iterable[PlacedPart]) -> None:
    """Writes the bookmarks, with the items open and the documents closed, and lets viewers show them."""
    with pdf.open_outline() as outline:
        item: tuple[str, list[OutlineItem]] | None = None
        for part in parts:
            if part.item is None:
                item = None
                outline.root.append(_document(part))
                continue
            if item is None or item[0] != part.item:
                top = OutlineItem(part.item, _top_of(part.first_page))
                outline.root.append(top)
                item = (part.item, top.children)
            item[1].append(_document(part))
    pdf.Root.PageMode = Name.UseOutlines


def _document(part: PlacedPart) -> OutlineItem:
    top = OutlineItem(part.title, _top_of(part.first_page))
    top.is_closed = True
    open_items = [top]
    for bookmark in part.bookmarks:
        entry = OutlineItem(bookmark.title, Array(bookmark.destination.as_list()))
        del open_items[bookmark.level :]
        open_items[-1].children.append(entry)
        open_items.append(entry)
    return top


def _top_of(page: Object) -> Array:
    return Array([page, Name.Fit])


def write_page_labels(pdf: pikepdf.Pdf, prefix: str) -> None:
    """Calls each page by its running number, as the stamp on it does (ISO 32000-1, 12.4.2)."""
    labels = Dictionary(S=Name.D)
    if prefix:
        labels.P = String(prefix)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, labels]))
