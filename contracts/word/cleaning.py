"""Takes out of a template's tree what Word adds for its own sake, and refuses what cannot be rendered honestly.

Proofing marks, comments, revision ids and content controls stand in the way of tags or would be wrong in a new
document. Tracked changes are refused: which of the two wordings applies is for the lawyer to say, not for us.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from contracts.errors import Place, Problem
from contracts.word.ooxml import MARK, W14, Element, W, child_value, drop, is_on, make, nearest, own, unwrap
from contracts.word.places import Paragraph
from contracts.word.styles import HIDING, StyleBook

_DROPPED: Final = [
    W + name
    for name in (
        *("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("annotationRef", "permStart", "permEnd", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange"),
        *("trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "tblPrExChange"),
    )
]
_TRACKED: Final = frozenset(
    W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "delText", "delInstrText")
)
_HIDING_WORDS: Final = dict(zip(HIDING, ("dold", "överstruken", "överstruken"), strict=True))
_MARKS: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
#: A paragraph that holds nothing but block tags.
_BLOCK_TAGS: Final = re.compile(r"\s*(?:\{%(?:(?!%\}).)*%\}\s*)+")
#: Identifiers in braces, as in extension lists: {28A0092B-C50C-407E-A947-70E740481C1C}.
_IDENTIFIER: Final = re.compile(r"\{[0-9A-Fa-f-]{36}\}")


def clean(root: Element) -> None:
    """Remove what is Word's own business from a part."""
    for element in list(root.iter(*_DROPPED)):
        run = element.getparent()
        drop(element)
        if run is not None and run.tag == W + "r" and all(child.tag == W + "rPr" for child in run):
            drop(run)
    for element in list(root.iter(W + "sdt")):
        unwrap(element, element.find(W + "sdtContent") if element.find(W + "sdtContent") is not None else element)
    for element in list(root.iter(W + "smartTag", W + "customXml")):
        for properties in element.findall(W + "smartTagPr") + element.findall(W + "customXmlPr"):
            element.remove(properties)
        unwrap(element)
    _drop_cursor_bookmark(root)
    _carry_page_breaks(root)
    for element in root.iter():
        for name in [n for n in element.attrib if _is_revision_id(str(n))]:
            del element.attrib[name]


def _carry_page_breaks(root: Element) -> None:
    """Move a page break out of a paragraph of block tags to the first paragraph after it that is printed.

    LibreOffice moves a heading's "page break before" there when it saves a template; with the tag it would vanish.
    """
    for paragraph in root.iter(W + "p"):
        if not _is_block_tags(paragraph):
            continue
        breaks = [one for one in paragraph.iter(W + "br") if one.get(W + "type") == "page"]
        breaks += paragraph.findall(f"{W}pPr/{W}pageBreakBefore")
        if not breaks:
            continue
        after = next((one for one in paragraph.itersiblings(W + "p") if not _is_block_tags(one)), None)
        if after is None:
            continue
        for one in breaks:
            drop(one)
        properties = after.find(W + "pPr")
        if properties is None:
            properties = make("pPr")
            after.insert(0, properties)
        if properties.find(W + "pageBreakBefore") is None:
            style = properties.find(W + "pStyle")
            properties.insert(0 if style is None else 1, make("pageBreakBefore"))


def _is_block_tags(paragraph: Element) -> bool:
    return _BLOCK_TAGS.fullmatch("".join(text.text or "" for text in paragraph.iter(W + "t"))) is not None


def _is_revision_id(name: str) -> bool:
    return name.startswith(W + "rsid") or name in (W14 + "paraId", W14 + "textId")


def _drop_cursor_bookmark(root: Element) -> None:
    # Word remembers where the writer last stood; a copy in every document would only be noise.
    starts = [start for start in root.iter(W + "bookmarkStart") if start.get(W + "name") == "_GoBack"]
    numbers = {start.get(W + "id") for start in starts}
    for mark in [*starts, *(end for end in root.iter(W + "bookmarkEnd") if end.get(W + "id") in numbers)]:
        drop(mark)


def tracked_changes(paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
    """One problem for each paragraph whose wording is still under revision."""
    for paragraph in paragraphs:
        if any(element.tag in _TRACKED for element in _with_properties(paragraph.element)):
            yield Problem(
                "template-tracked-change",
                "stycket har en spårad ändring som varken har godtagits eller avvisats",
                paragraph.place,
                "godta eller avvisa alla ändringar i mallen (Granska, Godta) och spara den",
            )


def unreadable_texts(paragraphs: Iterable[Paragraph], book: StyleBook) -> Iterator[Problem]:
    """One problem for each paragraph with text that is hidden or struck through.

    Hidden text is in the file and on no page; struck text is on the page and does not hold. Neither belongs in what
    people sign, and a reader of the finished document could not tell what was meant.
    """
    hidden = {identifier: hiding for identifier in book.by_id if (hiding := _hidden_by(book, identifier))}
    for paragraph in paragraphs:
        runs = [
            run
            for run in paragraph.element.iter(W + "r")
            if run.find(W + "t") is not None and nearest(run, W + "p") is paragraph.element
        ]
        of_paragraph = hidden.get(child_value(paragraph.element, "pPr/pStyle"), frozenset())
        for name, what in _HIDING_WORDS.items():
            if any(_has(run, name, of_paragraph, hidden) for run in runs):
                yield Problem(
                    f"template-{name}",
                    f"stycket har {what} text",
                    paragraph.place,
                    "ta bort texten, eller ta bort formateringen om texten ska gälla",
                )


def _hidden_by(book: StyleBook, identifier: str) -> frozenset[str]:
    return frozenset(name for style in book.chain(identifier) for name in style.hiding)


def _has(run: Element, name: str, of_paragraph: frozenset[str], hidden: Mapping[str, frozenset[str]]) -> bool:
    """Whether a toggle is on for a run, by itself or by its styles."""
    properties = run.find(W + "rPr")
    if properties is None:
        return name in of_paragraph
    own_toggle = properties.find(W + name)
    if own_toggle is not None:
        return is_on(own_toggle)
    return name in of_paragraph or name in hidden.get(child_value(properties, "rStyle"), frozenset())


def _with_properties(paragraph: Element) -> Iterator[Element]:
    yield from own(paragraph)
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        yield from properties.iter()
    row = nearest(paragraph, W + "tr")
    if row is not None and next(row.iter(W + "p"), None) is paragraph:
        for row_properties in row.iterfind(W + "trPr"):
            yield from row_properties.iter()


def unreachable_tags(root: Element, paragraphs: Iterable[Paragraph], whole: Place) -> Iterator[Problem]:
    """A problem for every tag that stands where nothing is rendered: field codes, alternative texts, charts.

    Args:
        root: the part, after the tags in its paragraphs have been replaced.
        paragraphs: its paragraphs.
        whole: the place of the part.
    """
    rule, remedy = "template-tag-unreachable", "flytta taggen till vanlig text i ett stycke"
    seen: set[Element] = set()
    for paragraph in paragraphs:
        inside = list(own(paragraph.element))
        seen.update(inside, [paragraph.element])
        code = "".join(element.text or "" for element in inside if element.tag == W + "instrText")
        if _MARKS.search(code) or any(map(_hides_tag, inside)):
            text = "taggen står i en fältkod, en alternativtext eller något annat som inte fylls i"
            yield Problem(rule, text, paragraph.place, remedy)
    for element in root.iter():
        if element not in seen and not str(element.tag).startswith(MARK) and _hides_tag(element):
            yield Problem(rule, "en tagg står på ett ställe som inte fylls i", whole, remedy)
    for _ in root.iter(W + "altChunk"):
        text = "mallen bäddar in ett annat dokument, som inte fylls i"
        yield Problem("template-embedded", text, whole, "kopiera in dess text i mallen")


def _hides_tag(element: Element) -> bool:
    texts = [*map(str, element.attrib.values()), "" if element.tag == W + "t" else (element.text or "")]
    return any(_MARKS.search(_IDENTIFIER.sub("", text)) for text in texts)
