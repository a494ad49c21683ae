"""Makes the template's own paragraphs, lists, headings, tables and links out of the markers that Markdown left.

Looks come from the template alone: plain paragraphs take after the paragraph that held the tag, everything else after
a named style. A style that is not there is refused, because its text would look like something else.
"""

import copy
from collections.abc import Iterator
from typing import Final

from contracts.sandbox.printing import TemplateValueError
from contracts.word.draft import DocumentDraft, PartDraft
from contracts.word.footnotes import NOTE
from contracts.word.inline_values import InlineValues, Look
from contracts.word.ooxml import MARK, Element, W, child_value, drop, make, nearest, own
from contracts.word.references import NAMED_BY_WORDS
from contracts.word.styles import Style
from contracts.word.tables import TablePlace, gap_after, markdown_table
from contracts.word.widths import available_width

_SWEDISH: Final = {
    "bullet": "Punktlista",
    "number": "Numrerad lista",
    "heading": "Rubrik",
    "table": "Tabellrutnät",
}


class BlockValues:
    """Builds Word's elements for one part of a document."""

    def __init__(self, draft: DocumentDraft, part: PartDraft) -> None:
        self._draft, self._part = draft, part
        self._runs = InlineValues(draft, part)
        self._marker: Element | None = None

    def settle(self) -> None:
        """Put Word's own elements in the place of all block markers of the part."""
        paragraphs: dict[Element, list[Element]] = {}
        for marker in self._part.root.iter(MARK + "blocks"):
            paragraph = nearest(marker, W + "p")
            if paragraph is not None and nearest(marker, NOTE) is None:
                paragraphs.setdefault(paragraph, []).append(marker)
        for paragraph, markers in paragraphs.items():
            built = [element for marker in markers for element in self._blocks(marker, paragraph)]
            if built:  # nothing is built when a style is missing, which is refused
                self._put(paragraph, built)

    def _put(self, paragraph: Element, built: list[Element]) -> None:
        bookmarks = [e for e in own(paragraph) if e.tag in (W + "bookmarkStart", W + "bookmarkEnd")]
        for element in built:
            paragraph.addprevious(element)
        texts = [element for element in built if element.tag == W + "p"]
        for bookmark in bookmarks:
            if texts and bookmark.tag == W + "bookmarkStart":
                texts[0].insert(1 if texts[0].find(W + "pPr") is not None else 0, bookmark)
            elif texts:
                texts[-1].append(bookmark)
        drop(paragraph)

    def _blocks(self, marker: Element, paragraph: Element) -> Iterator[Element]:
        self._marker = self._runs.marker = marker
        run = nearest(marker, W + "r")
        look = Look(None if run is None else run.find(W + "rPr"))
        properties = paragraph.find(W + "pPr")
        for block in marker:
            if block.tag == MARK + "p":
                yield self._paragraph(block, properties, look)
            elif block.tag == MARK + "heading":
                yield self._heading(block)
            elif block.tag == MARK + "list":
                yield from self._list(block, look)
            else:
                yield from self._table(block, paragraph)

    def _heading(self, block: Element) -> Element:
        level = int(block.get("level") or 1)
        remedy = f"skriv rubriken med färre nummertecken (#), eller lägg till formatmallen ”Rubrik {level}” i mallen"
        style = self._style("heading", level, remedy)
        heading = self._paragraph(block, make("pPr", make("pStyle", val=style.id)) if style else None, Look(None))
        heading.set(NAMED_BY_WORDS, "1")
        return heading

    def note_paragraph(self, block: Element, *, first: bool) -> Element:
        """A paragraph of a footnote that Markdown gave; the first one begins with the note's number."""
        text, mark = self._draft.book.find("note text"), self._draft.book.find("note mark")
        properties = make("pPr", make("pStyle", val=text.id)) if text else None
        self._runs.marker = block
        paragraph = self._paragraph(block, properties, Look(None))
        if first:
            number = make("r", *([make("rPr", make("rStyle", val=mark.id))] if mark else []), make("footnoteRef"))
            paragraph.insert(0 if properties is None else 1, number)
            number.addnext(make("r", make("t", text=" ")))
        return paragraph

    def _paragraph(self, block: Element, properties: Element | None, look: Look) -> Element:
        paragraph = make("p")
        if properties is not None:
            paragraph.append(copy.deepcopy(properties))
        paragraph.extend(self._runs.inline(block, look))
        return paragraph

    def _list(self, block: Element, look: Look) -> Iterator[Element]:
        kind, depth = block.get("kind") or "bullet", int(block.get("level") or 1)
        properties = self._list_properties(kind, depth, int(block.get("start") or 1))
        if properties is None:
            return
        for item in block:
            for number, inner in enumerate(item):
                if inner.tag == MARK + "list":
                    yield from self._list(inner, look)
                else:
                    yield self._paragraph(
                        inner, properties if number == 0 else self._continued(properties, depth), look
                    )

    def _list_properties(self, kind: str, depth: int, first: int) -> Element | None:
        own_style, top = self._draft.book.find(kind, depth), self._draft.book.find(kind)
        style = own_style or top
        numbering = self._draft.lists.base
        num_id, level = numbering.of_style(style.id) if style else ("", 0)
        if own_style is None:
            level = depth - 1
        if style is None or numbering.level(num_id, level) is None:
            name = f"{_SWEDISH[kind]} {depth}" if depth > 1 else _SWEDISH[kind]
            self._refuse(
                f"texten har en lista, men mallen saknar formatmallen ”{name}” med numrering",
                f"lägg till formatmallen ”{name}” i mallen, eller skriv texten utan lista",
            )
            return None
        properties = make("pPr", make("pStyle", val=style.id))
        if kind == "number":
            num_id = self._draft.lists.restart(num_id, level, first)
        if kind == "number" or own_style is None:
            properties.append(make("numPr", make("ilvl", val=str(level)), make("numId", val=num_id)))
        return properties

    def _continued(self, properties: Element, depth: int) -> Element:
        """Properties for a further paragraph of an item: its indent without its number."""
        style = self._draft.book.find("continue", depth)
        if style:
            return make("pPr", make("pStyle", val=style.id))
        own_style = child_value(properties, "pStyle")
        num_id, level = self._draft.lists.base.of_style(own_style)
        found = self._draft.lists.base.level(num_id, int(child_value(properties, "numPr/ilvl") or level))
        left = found.left if found and found.left else str(360 * depth)
        return make(
            "pPr",
            make("pStyle", val=own_style),
            make("numPr", make("ilvl", val="0"), make("numId", val="0")),
            make("ind", left=left, firstLine="0"),
        )

    def _table(self, block: Element, paragraph: Element) -> Iterator[Element]:
        book = self._draft.book
        style, cell, head = self._style("table"), book.find("cell"), book.find("cell head")
        place = TablePlace(
            style.id if style else "",
            cell.id if cell else "",
            head.id if head else (cell.id if cell else ""),
            left=book.left_indent(paragraph.find(W + "pPr")),
            width=available_width(paragraph),
        )
        # A header row is told apart by its own paragraph style, or else by strong letters.
        head_look = Look(None, strong=head is None)

        def paragraph_of(one: Element, properties: Element | None, *, head: bool) -> Element:
            return self._paragraph(one, properties, head_look if head else Look(None))

        yield markdown_table(block, place, paragraph_of)
        yield gap_after()

    def _style(self, what: str, level: int = 0, remedy: str = "") -> Style | None:
        style = self._draft.book.find(what, level)
        if style is None:
            name = f"{_SWEDISH[what]} {level}".removesuffix(" 0")
            remedy = remedy or f"lägg till formatmallen ”{name}” i mallen"
            self._refuse(f"texten behöver formatmallen ”{name}”, som mallen saknar", remedy)
        return style

    def _refuse(self, text: str, remedy: str) -> None:
        assert self._marker is not None
        self._draft.refuse(self._part, self._marker, TemplateValueError("template-style", text, remedy))
