"""A list last in a document, on a page of its own: a heading, a lead and a table in the template's own styles.

The template knows nothing of it; it is added when a document is rendered, before headings are numbered and listed.
"""

from dataclasses import dataclass

from lxml import etree

from contracts.word.draft import DocumentDraft
from contracts.word.mark_styles import MarkStyle, wear
from contracts.word.ooxml import MARK, MARK_URI, Element, W, make
from contracts.word.tables import TablePlace, gap_after, markdown_table
from contracts.word.widths import available_width


@dataclass(frozen=True, slots=True)
class ClosingList:
    """What the list says."""

    heading: str
    lead: tuple[tuple[str, bool], ...]  #: one paragraph in pieces; true for what wears the style of marks
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]  #: a line feed in a cell begins a new line


def append_closing_list(draft: DocumentDraft, closing: ClosingList) -> None:
    """Puts the list after everything else in the body."""
    body = draft.main.root.find(W + "body")
    assert body is not None
    end = body[-1] if len(body) and body[-1].tag == W + "sectPr" else None
    lead = _lead(draft, closing)
    left = draft.book.left_indent(lead.find(W + "pPr"))
    heading = _heading(draft, closing.heading, left)
    for element in (heading, lead):
        _place(element, body, end)
    for element in (_table(draft, closing, left, available_width(lead)), gap_after()):
        _place(element, body, end)


def _place(element: Element, body: Element, end: Element | None) -> None:
    if end is None:
        body.append(element)
    else:
        end.addprevious(element)


def _heading(draft: DocumentDraft, text: str, left: int) -> Element:
    """A heading without number, above the text: the list is no section of what the parties agree on."""
    style = draft.book.find("heading", 1)
    properties = make(
        "pPr",
        *([make("pStyle", val=style.id)] if style else []),
        make("keepNext"),
        make("pageBreakBefore"),
        make("numPr", make("ilvl", val="0"), make("numId", val="0")),
        make("ind", left=str(left), firstLine="0"),
        *([] if style else [make("outlineLvl", val="0")]),
    )
    return make("p", properties, make("r", make("t", text=text)))


def _lead(draft: DocumentDraft, closing: ClosingList) -> Element:
    style = draft.book.find("body")
    properties = [make("pPr", make("pStyle", val=style.id))] if style else []
    paragraph = make("p", *properties, *(make("r", make("t", text=text)) for text, _ in closing.lead))
    for run, (_, marked) in zip(paragraph.findall(W + "r"), closing.lead, strict=True):
        if marked:
            wear(run, MarkStyle())
    return paragraph


def _table(draft: DocumentDraft, closing: ClosingList, left: int, width: int) -> Element:
    style, cell, head = (draft.book.find(what) for what in ("table", "cell", "cell head"))
    place = TablePlace(
        style.id if style else "",
        cell.id if cell else "",
        head.id if head else (cell.id if cell else ""),
        left=left,
        width=width,
    )

    def paragraph(one: Element, properties: Element | None, *, head: bool) -> Element:
        # A header row is told apart by its own paragraph style, or else by strong letters.
        strong = [make("rPr", make("b"))] if head and place.head == place.cell else []
        text = make("t", text=one.findtext(MARK + "t") or "")
        return make("p", *([] if properties is None else [properties]), make("r", *strong, text))

    return markdown_table(_marker(closing), place, paragraph)


def _marker(closing: ClosingList) -> Element:
    """The table as Markdown leaves one."""
    table = etree.Element(MARK + "table", nsmap={"c": MARK_URI})
    for number, row in enumerate((closing.columns, *closing.rows)):
        cells = etree.SubElement(table, MARK + "row", head="1" if number == 0 else "0")
        for text in row:
            cell = etree.SubElement(cells, MARK + "cell", align="left")
            etree.SubElement(cell, MARK + "t").text = text
    return table
