"""The text of a Word file, paragraph by paragraph, as a reader meets it; for the proof and for comparing versions."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.word.fonts import read_fonts
from contracts.word.headings import Heading, read_headings
from contracts.word.ooxml import Element, R, W, descendant, is_on, nearest, own
from contracts.word.reading import Reading, ReadParagraph, read_story
from contracts.word.structure import Finished, read_finished

#: Fields whose result is known only when the pages are: their printed copy in the file says nothing.
_PAGE_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION"})
_LETTERS: Final = {
    W + "tab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    W + "softHyphen": "\N{SOFT HYPHEN}",
}


def paragraph_text(paragraph: Element, *, with_fields: bool = True) -> str:
    """What one paragraph says, without its number.

    Args:
        paragraph: a w:p.
        with_fields: keep what fields show, such as a cross-reference; page numbers are always left out.
    """
    return "".join(letters for _, letters in paragraph_pieces(paragraph, with_fields=with_fields))


def paragraph_pieces(paragraph: Element, *, with_fields: bool = True) -> Iterator[tuple[Element, str]]:
    """The elements that a paragraph's text stands in, with the letters of each. Arguments as `paragraph_text`."""
    codes: list[str] = []
    showing: list[bool] = []
    simple = next(paragraph.iter(W + "fldSimple"), None) is not None or nearest(paragraph, W + "fldSimple") is not None
    for element in own(paragraph):
        kind = element.get(W + "fldCharType") if element.tag == W + "fldChar" else None
        if kind == "begin":
            codes.append("")
            showing.append(False)
        elif kind == "separate" and codes:
            showing[-1] = with_fields and _name(codes[-1]) not in _PAGE_FIELDS
        elif kind == "end" and codes:
            codes.pop()
            showing.pop()
        elif element.tag == W + "instrText" and codes:
            codes[-1] += element.text or ""
        elif all(showing) and _is_shown(element, with_fields=with_fields, simple=simple):
            yield element, _letters(element)


def _name(code: str) -> str:
    words = code.split()
    return words[0].upper() if words else ""


def _is_shown(element: Element, *, with_fields: bool, simple: bool) -> bool:
    """Whether something that stands in a run is printed; `simple` when it may stand in a field of one element."""
    run = element.getparent()
    if run is None or run.tag != W + "r" or is_on(descendant(run, "rPr/vanish")):
        return False
    around = nearest(run, W + "fldSimple") if simple else None
    return around is None or (with_fields and _name(around.get(W + "instr") or "") not in _PAGE_FIELDS)


def _letters(element: Element) -> str:
    if element.tag == W + "t":
        return element.text or ""
    if element.tag == W + "br":
        return "" if element.get(W + "type") in ("page", "column") else "\n"
    return _LETTERS.get(str(element.tag), "")


def _text(one: ReadParagraph, *, with_fields: bool = True) -> str:
    """As `paragraph_text`, of a paragraph that has been read."""
    return paragraph_text(one.element, with_fields=with_fields) if one.text is None else one.text


def _reading_texts(body: Reading, notes: Iterable[Reading]) -> tuple[str, ...]:
    """The texts of a body in reading order and then of its notes, without contents lists and empty paragraphs."""
    texts = [_text(one) for one in body.without_contents]
    texts += [_text(one) for part in notes for one in part.paragraphs if _is_of_a_note(one.element, part.root)]
    return tuple(kept for text in texts if (kept := text.strip()))


def _is_of_a_note(paragraph: Element, part: Element) -> bool:
    """Whether a paragraph of a part with notes stands in a note, not in what separates notes from the text."""
    note = next((one for one in paragraph.iterancestors() if one.getparent() is part), paragraph)
    return note.get(W + "type") in (None, "normal")


def _running_texts(part: Reading) -> tuple[str, ...]:
    """The texts of a header or footer, without what its fields show."""
    texts = [_text(one, with_fields=False) for one in part.paragraphs]
    return tuple(kept for text in texts if (kept := text.strip()))


@dataclass(frozen=True, slots=True)
class DocxText:
    """What a Word file says, and in which letters; the proof looks for all of it in the PDF."""

    paragraphs: tuple[str, ...] = ()  #: body with tables and text boxes in reading order, then notes
    running: tuple[str, ...] = ()  #: headers and footers, without what their fields show
    running_later: tuple[str, ...] = ()  #: those of them that stand on no section's first page
    headings: tuple[Heading, ...] = ()
    fonts: tuple[str, ...] = ()  #: asked for by what is printed, in alphabetical order


def text_of(finished: Finished) -> DocxText:
    """The text of a Word file that has been read."""
    return text_of_stories(finished, {name: read_story(root) for name, root in finished.stories.items()})


def text_of_stories(finished: Finished, read: Mapping[str, Reading]) -> DocxText:
    """As `text_of`, of a file whose stories have been read, each by its member."""
    body = read[finished.main]
    notes = [one for kind in ("footnotes", "endnotes") for one in read.values() if one.root.tag == W + kind]
    running = {name: _running_texts(read[name]) for name, _ in _running(finished.stories)}
    return DocxText(
        _reading_texts(body, notes),
        tuple(text for texts in running.values() for text in texts),
        _running_later(finished, running),
        tuple(heading for _, heading in read_headings(body, finished.numbering, finished.book)),
        read_fonts(read.values(), finished.book, finished.theme, finished.numbering),
    )


def _running(stories: Mapping[str, Element]) -> list[tuple[str, Element]]:
    """Headers and then footers, each in the order of their names."""
    found = [(name, root) for name, root in stories.items() if root.tag in (W + "hdr", W + "ftr")]
    return sorted(found, key=lambda one: (one[1].tag != W + "hdr", len(one[0]), one[0]))


def _running_later(finished: Finished, running: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Texts of headers and footers that a document of one page does not show: its first page has others."""
    first = set(_on_first_pages(finished))
    shown = {text for name, texts in running.items() if name in first for text in texts}
    later = [text for name, texts in running.items() if name not in first for text in texts]
    return tuple(text for text in dict.fromkeys(later) if text not in shown)


def _on_first_pages(finished: Finished) -> Iterator[str]:
    """Members whose text stands on the first page of some section."""
    folder = posixpath.dirname(finished.main)
    targets = {one.id: one.target for one in finished.relationships.get(finished.main, ()) if not one.external}
    for section in finished.stories[finished.main].iter(W + "sectPr"):
        kind = "first" if is_on(section.find(W + "titlePg")) else "default"
        for reference in (*section.iterfind(W + "headerReference"), *section.iterfind(W + "footerReference")):
            if reference.get(W + "type", "default") == kind:
                yield posixpath.normpath(posixpath.join(folder, targets.get(reference.get(R + "id") or "", "")))


def read_docx(docx: bytes, shown_as: str = "dokumentet") -> DocxText:
    """The text of a Word file.

    Raises:
        TemplateError: it is no sound Word file.
    """
    return text_of(read_finished(docx, shown_as))
