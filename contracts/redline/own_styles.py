"""The styles of what a printed comparison adds to a document, made so that the document's own do not change them."""

from contracts.word.ooxml import Element, make, parse, to_bytes
from contracts.word.styles import StyleBook

TITLE, LINE, HEADING, CELL, CELL_HEAD, END = (
    f"Redline{name}" for name in ("Title", "Line", "Heading", "Cell", "CellHead", "End")
)


def with_own_styles(styles: bytes, book: StyleBook) -> bytes:
    """A styles part with them.

    Args:
        styles: the document's.
        book: the same, read.
    """
    root = parse(styles)
    base = book.default("paragraph")
    for identifier, name, size, bold, before, after, level in (
        (TITLE, "Jämförelse titel", 28, True, 0, 80, None),
        (LINE, "Jämförelse rad", 19, False, 0, 80, None),
        (HEADING, "Jämförelse rubrik", 28, True, 0, 160, 0),
        (CELL, "Jämförelse cell", 18, False, 0, 0, None),
        (CELL_HEAD, "Jämförelse cellrubrik", 18, True, 0, 0, None),
    ):
        root.append(_style(identifier, name, base, _paragraph(before, after, level), _look(size, bold=bold)))
    root.append(_style(END, "Jämförelse slut", base, _of_no_height(), _look(2, bold=False)))
    return to_bytes(root)


def _style(identifier: str, name: str, base: str, properties: Element, look: Element) -> Element:
    style = make("style", make("name", val=name), type="paragraph", styleId=identifier, customStyle="1")
    if base:
        style.append(make("basedOn", val=base))
    style.extend((properties, look))
    return style


def _paragraph(before: int, after: int, level: int | None) -> Element:
    properties = make("pPr")
    if level is not None:
        properties.append(make("keepNext"))
        properties.append(make("pageBreakBefore"))
    properties.append(make("numPr", make("numId", val="0")))
    properties.append(make("spacing", before=str(before), after=str(after), line="264", lineRule="auto"))
    properties.append(make("ind", left="0", right="0", firstLine="0"))
    properties.append(make("jc", val="left"))
    if level is not None:
        properties.append(make("outlineLvl", val=str(level)))
    return properties


def _of_no_height() -> Element:
    """Of the paragraph that Word wants after a table, which may fill its page to the foot."""
    spacing = make("spacing", before="0", after="0", line="20", lineRule="exact")
    return make("pPr", make("numPr", make("numId", val="0")), spacing)


def _look(size: int, *, bold: bool) -> Element:
    return make(
        "rPr",
        make("b", val="1" if bold else "0"),
        make("i", val="0"),
        make("caps", val="0"),
        make("color", val="000000"),
        make("sz", val=str(size)),
        make("szCs", val=str(size)),
    )
