"""Tiny Word files made in sight of the test, and one call that compiles and renders them.

All content is fictive.
"""

import datetime as dt
import functools
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from contracts.errors import Problem, TemplateError
from contracts.word.properties import DocumentStamp
from contracts.word.render import Rendered, Template
from contracts.word.template import compile_template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
STAMP = DocumentStamp("Avtal", "Exempelstads kommun", dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC))
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A w:p with one run for each text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inner}{''.join(run(text) for text in runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A w:r; markup in the text is escaped."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{safe}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A w:tbl; each cell is given as text or as finished paragraphs."""
    columns = max(len(row) for row in rows)
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(columns))

    def cell(content: str) -> str:
        inner = content if content.startswith("<") else paragraph(content)
        return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inner}</w:tc>'

    inside = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>'


@dataclass(frozen=True)
class WordFiles:
    """Makes Word files in a folder, from python-docx's own template and bodies written in the test."""

    folder: Path

    def file(
        self,
        *body: str,
        name: str = "mall.docx",
        header: str = "",
        footer: str = "",
        footnotes: str = "",
        endnotes: str = "",
        numbering: str = "",
        styles: str = "",
        extra: Mapping[str, bytes] | None = None,
        relationships: str = "",
    ) -> Path:
        """A Word file with this body and, where given, these other parts."""
        members = dict(_blank_members())
        types: list[str] = []
        related = [relationships] if relationships else []
        references = ""
        for kind, content in (("header", header), ("footer", footer), ("footnotes", footnotes), ("endnotes", endnotes)):
            if not content:
                continue
            tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            member = f"word/{kind}1.xml" if tag in ("hdr", "ftr") else f"word/{kind}.xml"
            members[member] = f"<w:{tag} {DECLARED}>{content}</w:{tag}>".encode()
            types.append(f'<Override PartName="/{member}" ContentType="{TYPES}{kind}+xml"/>')
            related.append(
                f'<Relationship Id="rIdX{kind}" Type="{NAMESPACES["r"]}/{kind}" '
                f'Target="{member.removeprefix("word/")}"/>'
            )
            if tag in ("hdr", "ftr"):
                references += f'<w:{kind}Reference w:type="default" r:id="rIdX{kind}"/>'
        section = (
            f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
            f'<w:pgMar w:left="1417" w:right="1417" w:top="1417" w:bottom="1417" '
            f'w:header="700" w:footer="700" w:gutter="0"/></w:sectPr>'
        )
        members["word/document.xml"] = (
            f"<w:document {DECLARED}><w:body>{''.join(body)}{section}</w:body></w:document>".encode()
        )
        if numbering:
            members["word/numbering.xml"] = f"<w:numbering {DECLARED}>{numbering}</w:numbering>".encode()
        if styles:
            members["word/styles.xml"] = members["word/styles.xml"].replace(
                b"</w:styles>", styles.encode() + b"</w:styles>"
            )
        rels = members["word/_rels/document.xml.rels"].decode()
        members["word/_rels/document.xml.rels"] = rels.replace(
            "</Relationships>", "".join(related) + "</Relationships>"
        ).encode()
        if any(name.endswith(".png") for name in extra or {}):
            types.append('<Default Extension="png" ContentType="image/png"/>')
        kinds = members["[Content_Types].xml"].decode()
        members["[Content_Types].xml"] = kinds.replace("</Types>", "".join(types) + "</Types>").encode()
        members.update(extra or {})
        path = self.folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        return path

    def template(
        self, *body: str, filters: Mapping[str, Callable[..., object]] | None = None, **parts: Any
    ) -> Template:
        """The same, compiled."""
        return compile_template(self.file(*body, **parts), filters=filters or {}, shown_as="mall.docx")

    def render(self, *body: str, context: Mapping[str, object] | None = None, **parts: Any) -> Rendered:
        """The same, compiled and rendered."""
        return self.template(*body, **parts).render(context or {}, STAMP)

    def refusals(self, *body: str, context: Mapping[str, object] | None = None, **parts: Any) -> tuple[Problem, ...]:
        """What compiling, or else rendering, refuses; nothing when both succeed."""
        try:
            self.render(*body, context=context, **parts)
        except TemplateError as error:
            return tuple(error.problems)
        return ()


@functools.cache
def _blank_members() -> Mapping[str, bytes]:
    out = io.BytesIO()
    Document().save(out)
    with zipfile.ZipFile(out) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def member(docx: bytes, name: str = "word/document.xml") -> str:
    """One member of a Word file, as text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name).decode()


def tree(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    """One member of a Word file, read."""
    return etree.fromstring(member(docx, name).encode())


def body(docx: bytes) -> str:
    """The body's XML without the section and without namespaces, short enough to compare with in a test."""
    inner = re.search(r"<w:body>(.*?)<w:sectPr>", member(docx), re.S)
    assert inner
    return inner[1]
