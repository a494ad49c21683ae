"""A Word file as the other side would edit it: by python-docx, which is not the code that made or reads it."""

import copy
import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


class Returned:
    """A copy of a sent file, to edit."""

    def __init__(self, sent: bytes) -> None:
        self._document: Document = docx.Document(io.BytesIO(sent))

    def to_bytes(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def replace(self, old: str, new: str, *, only: int = 0) -> "Returned":
        """Put `new` for `old`, as a plain text, in every paragraph that has it, or in the one with this number."""
        found = 0
        for paragraph in self._with(old):
            found += 1
            if not only or only == found:
                _say(paragraph, _text(paragraph).replace(old, new))
        assert found >= max(only, 1), f"{old!r} stands in {found} paragraphs"
        return self

    def add_after(self, text: str, new: str) -> "Returned":
        """A new paragraph like the one with this text, after it."""
        paragraph = next(self._with(text))
        fresh = copy.deepcopy(paragraph._element)
        paragraph._element.addnext(fresh)
        _say(Paragraph(fresh, paragraph._parent), new)
        return self

    def remove(self, text: str) -> "Returned":
        """Take away the paragraph with this text."""
        element = next(self._with(text))._element
        element.getparent().remove(element)
        return self

    def without_properties(self) -> "Returned":
        """As a program leaves it that keeps no properties of others."""
        part = self._document.part.package
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith("/custom-properties"):
                del part.rels[key]
        return self

    def _with(self, text: str) -> Iterator[Paragraph]:
        for element in list(self._document.element.body.iter(qn("w:p"))):
            paragraph = Paragraph(element, self._document._body)
            if _plain(text) in _plain(_text(paragraph)):
                yield paragraph


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _text(paragraph: Paragraph) -> str:
    return _plain("".join(one.text or "" for one in paragraph._element.iter(qn("w:t"))))


def _say(paragraph: Paragraph, text: str) -> None:
    first, *rest = paragraph._element.iter(qn("w:t"))
    first.text = text
    for one in rest:
        one.text = ""
