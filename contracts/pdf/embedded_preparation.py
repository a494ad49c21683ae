"""A .docx prepared so that rdocx lays it out, and tags it, as LibreOffice does.

rdocx 0.16.3 differs from Word and LibreOffice in six things. Each is mended on a copy: the first two by
embedded_numbers, the last two by embedded_contents and embedded_shading, the others here.

- a heading's number does not take the look of the heading's style;
- a numbered heading is tagged as a list item, so its number is written out as text, and so are references to it;
- bookmarks with equal ids, which Word itself writes, are refused;
- space between neighbours of one style is kept, although the style says `contextualSpacing`;
- the first entry of a contents list keeps its old page number, and so do entries that hold a plain number;
- the shading of a run is not painted; its colour must be set right in the PDF (`Prepared.borrowed`).

The text does not change by it, but for the page numbers of contents lists, which the engine then computes.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from contracts.pdf.embedded_contents import free_contents
from contracts.pdf.embedded_numbers import dress_numbers, write_out_numbers
from contracts.pdf.embedded_shading import Borrowed, shade_by_highlights
from contracts.pdf.embedded_styles import Styles, put_setting, style_of
from contracts.word.ooxml import Element, W, is_on, parse, to_bytes

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
RUNNING = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document for rdocx, and what is to be mended in its PDF."""

    docx: bytes
    borrowed: tuple[Borrowed, ...]


def prepare(docx: bytes) -> Prepared:
    """The same document for rdocx; same input, same bytes.

    Args:
        docx: a .docx that has passed the pre-flight.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    edited = (DOCUMENT, STYLES, NUMBERING)
    parts = {
        info.filename: parse(content)
        for info, content in members
        if info.filename in edited or RUNNING.fullmatch(info.filename)
    }
    borrowed: tuple[Borrowed, ...] = ()
    if DOCUMENT in parts:
        styles = Styles.read(parts.get(STYLES))
        number_unique(parts[DOCUMENT])
        close_up(parts[DOCUMENT], styles)
        free_contents(parts[DOCUMENT])
        if NUMBERING in parts:
            dress_numbers(parts[NUMBERING], styles)
            write_out_numbers(parts[DOCUMENT], parts[NUMBERING], styles)
        texts = [root for name, root in parts.items() if name not in (STYLES, NUMBERING)]
        borrowed = shade_by_highlights(texts, styles)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # read at once, and never kept
        for info, content in members:
            root = parts.get(info.filename)
            archive.writestr(info, content if root is None else to_bytes(root), zipfile.ZIP_STORED)
    return Prepared(target.getvalue(), borrowed)


def number_unique(document: Element) -> None:
    """Give each bookmark an id of its own."""
    waiting: dict[str, list[str]] = {}
    count = 0
    for mark in document.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        old = str(mark.get(f"{W}id"))
        if mark.tag == f"{W}bookmarkStart":
            count += 1
            waiting.setdefault(old, []).append(str(count))
            mark.set(f"{W}id", str(count))
        elif waiting.get(old):
            mark.set(f"{W}id", waiting[old].pop())


def close_up(document: Element, styles: Styles) -> None:
    """Take away the space between neighbours of one style that asks for it.

    Source: ECMA-376 part 1, 17.3.1.9 (contextualSpacing).
    """
    for first in document.iter(f"{W}p"):
        second = first.getnext()
        style = style_of(first)
        if second is None or second.tag != first.tag or style_of(second) != style or not style:
            continue
        for paragraph, side in ((first, "after"), (second, "before")):
            if is_on(styles.setting(paragraph, "contextualSpacing")):
                spacing = put_setting(paragraph, "spacing")
                spacing.set(W + side, "0")
                spacing.attrib.pop(f"{W}{side}Autospacing", "")
