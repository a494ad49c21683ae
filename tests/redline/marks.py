"""A file with tracked changes as lines of text, so that a test shows what a reader would see."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.redline.resolving import W, name_of

SIGNS = {"del": "[-{}-]", "ins": "{{+{}+}}", "moveFrom": "[~{}~]", "moveTo": "{{~{}~}}"}


def marked(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """Each paragraph: [-gone-] {+come+} [~moved away~] {~moved here~}, ¶ for a mark that goes or comes likewise."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read(part))
    return [_line(paragraph) for paragraph in root.iter(W + "p")]


def _line(paragraph: Any) -> str:
    said = "".join(_said(child) for child in paragraph)
    for mark in paragraph.iterfind(f"{W}pPr/{W}rPr/*"):
        said += SIGNS[name_of(mark)].format("¶") if name_of(mark) in SIGNS else ""
    return said


def _said(element: Any) -> str:
    if name_of(element) in SIGNS:
        return SIGNS[name_of(element)].format("".join(_letters(element)))
    if name_of(element) in ("hyperlink", "sdt", "sdtContent"):
        return "".join(map(_said, element))
    return "".join(_letters(element)) if name_of(element) == "r" else ""


def _letters(element: Any) -> Iterator[str]:
    for one in element.iter(W + "t", W + "delText", W + "tab", W + "br", W + "footnoteReference"):
        yield {"tab": "\t", "br": "\n", "footnoteReference": "*"}.get(name_of(one)) or one.text or ""


def rows(docx: bytes) -> list[tuple[str, list[str]]]:
    """Each table row: "ins", "del" or "", and its cells."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [
        (
            "".join(name_of(one) for one in row.iterfind(f"{W}trPr/*") if name_of(one) in SIGNS),
            [" ".join(map(_line, cell.iter(W + "p"))) for cell in row.iter(W + "tc")],
        )
        for row in root.iter(W + "tr")
    ]
