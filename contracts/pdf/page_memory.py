"""Remembers pages that were read back, by everything that they are made of.

Reading a page depends on nothing but its content, its resources, its boxes and what its annotations show. While
somebody edits, most pages of a document are made of the same bytes as before: these need not be read again to be known.
"""

import hashlib
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Stream

from contracts.pdf.marked_text import PageText, page_texts
from contracts.pdf.plain_document import PlainDocument

#: What of a page its reading looks at; a page may have it from the tree above it (ISO 32000-1, table 30).
_LOOKED_AT: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents")
#: What of an annotation.
_SHOWN: Final = ("/Subtype", "/Rect", "/AP", "/AS")


class PageMemory:
    """The pages that were read last.

    Args:
        most: so many are kept; one takes some hundred kilobytes.
    """

    def __init__(self, most: int = 200) -> None:
        self.most = most
        self._known: OrderedDict[bytes, PageText] = OrderedDict()

    def page_texts(self, document: PlainDocument) -> tuple[PageText, ...]:
        """What `marked_text.page_texts` gives for all pages; only those that are new are read."""
        keys = page_keys(document.path)
        fresh = frozenset(number for number, key in enumerate(keys, 1) if key not in self._known)
        if fresh:
            self._known |= {keys[page.page - 1]: page for page in page_texts(document, fresh)}
        found = tuple(self._known[key] for key in keys)
        for key in keys:
            self._known.move_to_end(key)
        while len(self._known) > self.most:
            self._known.popitem(last=False)
        return found


def page_keys(pdf: Path) -> tuple[bytes, ...]:
    """For each page a fingerprint of its number and of all that its reading looks at."""
    with pikepdf.open(pdf) as opened:
        hashing = _Hashing()
        return tuple(hashing.page(number, page.obj) for number, page in enumerate(opened.pages, 1))


class _Hashing:
    """Fingerprints of a file's objects, each worked out once: pages share their fonts."""

    def __init__(self) -> None:
        self._objects: dict[tuple[int, int], bytes] = {}

    def page(self, number: int, page: pikepdf.Object) -> bytes:
        total = hashlib.sha256(str(number).encode())
        for key in _LOOKED_AT:
            total.update(self._of(_inherited(page, key)))
        for annotation in page.get("/Annots", pikepdf.Array()).as_list():
            for key in _SHOWN:
                total.update(self._of(annotation.get(key)))
        return total.digest()

    def _of(self, value: Any) -> bytes:
        if not isinstance(value, pikepdf.Object):
            return f"{type(value).__name__} {value}".encode()
        if not value.is_indirect:
            return self._direct(value)
        if value.objgen not in self._objects:
            self._objects[value.objgen] = b"within itself"
            self._objects[value.objgen] = self._direct(value)
        return self._objects[value.objgen]

    def _direct(self, value: pikepdf.Object) -> bytes:
        total = hashlib.sha256()
        if isinstance(value, pikepdf.Array):
            for item in value.as_list():
                total.update(self._of(item))
            return b"array" + total.digest()
        if isinstance(value, Dictionary | Stream):
            for key in sorted(value.keys()):
                total.update(key.encode() + b"\0" + self._of(value[key]))
            if isinstance(value, Stream):
                total.update(value.read_raw_bytes())
            return b"dictionary" + total.digest()
        return value.unparse()


def _inherited(page: pikepdf.Object, key: str) -> Any:
    node: Any = page
    for _ in range(50):  # a tree that is its own parent must not stop us
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return None if node is None else node.get(key)
