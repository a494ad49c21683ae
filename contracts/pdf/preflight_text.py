"""Looks over the text of one story of a Word file, its body, a header or its notes, before an engine gets it.

Refused is what an engine would take minutes over (size, nesting) and what would print something else than Word shows:
comments, dates that change by themselves, and fields whose result does not follow from the document alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from contracts.errors import Place, Problem
from contracts.word.ooxml import W

TABLE, PARAGRAPH, TEXT = f"{W}tbl", f"{W}p", f"{W}t"
FIELD_MARK, FIELD_CODE, SIMPLE_FIELD = f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"
COMMENT_MARKS = (f"{W}commentReference", f"{W}commentRangeStart", f"{W}commentRangeEnd")
#: old elements that print today's date, like the DATE field
DATE_MARKS = tuple(f"{W}{name}" for name in ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"))

#: fields whose result follows from the document alone
ALLOWED_FIELDS = frozenset(
    ("PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "NOTEREF", "HYPERLINK", "STYLEREF", "SEQ")
)
LINK_SCHEMES = ("http", "https", "mailto", "tel")
#: where the field's link leads, unless it is an anchor in the document
LINK_TARGET = re.compile(r'^\s*HYPERLINK\s+"?([^"\\\s]+)', re.IGNORECASE)

#: tables in tables; Word itself draws a line at about this depth, and LibreOffice needs twice the time for each level
DEEPEST_TABLES = 20
#: paragraphs in one story: 600 pages have about 20 000
MOST_PARAGRAPHS = 50_000
#: characters in one paragraph: twenty pages without a break
LONGEST_PARAGRAPH = 100_000
#: characters of a paragraph that stand in a problem
EXCERPT = 80


def story_problems(root: etree._Element, element: str, file: str, part: str) -> Iterator[Problem]:
    """Everything in one story that must not reach an engine.

    Args:
        root: the story's XML.
        element: the name that its root has in a Word file, such as `hdr`.
        file: the Word file, for the problems.
        part: the story's Swedish name, such as `sidhuvud 1`.
    """
    if root.tag != f"{W}{element}":
        text = "Filen är sparad i en variant av formatet som inte stöds (till exempel Strict Open XML)."
        yield Problem(
            "preflight-kind", text, Place(file, part=part), "Spara den i Word som vanligt Word-dokument (.docx)."
        )
        return
    story = _Story(file, part)
    yield from _size_problems(root, story)
    yield from _mark_problems(root, story)
    yield from _field_problems(root, story)


@dataclass(frozen=True, slots=True)
class _Story:
    file: str
    part: str

    def place(self, paragraph: etree._Element | None, number: int) -> Place:
        excerpt = "" if paragraph is None else "".join(node.text or "" for node in paragraph.iter(TEXT))[:EXCERPT]
        return Place(self.file, part=self.part, paragraph=number, excerpt=excerpt)


@dataclass(slots=True)
class _Field:
    """A field that has begun and not ended."""

    place: Place
    code: list[str] = field(default_factory=list)
    shown: bool = False  #: its code is complete, its result follows


def _size_problems(root: etree._Element, story: _Story) -> Iterator[Problem]:
    place = Place(story.file, part=story.part)
    depth = max((sum(1 for _ in table.iterancestors(TABLE)) + 1 for table in _innermost_tables(root)), default=0)
    if depth > DEEPEST_TABLES:
        text = f"Tabeller ligger i varandra i {depth} nivåer; högst {DEEPEST_TABLES} godtas."
        yield Problem("preflight-size", text, place, "Gör tabellerna enklare.")
    count = 0
    for count, paragraph in enumerate(root.iter(PARAGRAPH), 1):
        length = sum(len(node.text or "") for node in paragraph.iter(TEXT))
        if length > LONGEST_PARAGRAPH:
            text = f"Ett stycke är {length} tecken långt; högst {LONGEST_PARAGRAPH} godtas."
            yield Problem("preflight-size", text, story.place(paragraph, count), "Dela stycket.")
    if count > MOST_PARAGRAPHS:
        text = f"Texten har {count} stycken; högst {MOST_PARAGRAPHS} godtas."
        yield Problem("preflight-size", text, place, "Dela dokumentet.")


def _innermost_tables(root: etree._Element) -> Iterator[etree._Element]:
    return (table for table in root.iter(TABLE) if next(table.iterdescendants(TABLE), None) is None)


def _mark_problems(root: etree._Element, story: _Story) -> Iterator[Problem]:
    comment = next(root.iter(*COMMENT_MARKS), None)
    if comment is not None:
        text = "Texten har kommentarer."
        remedy = "Ta bort kommentarerna under Granska › Ta bort alla kommentarer."
        yield Problem("preflight-comments", text, _place_of(comment, root, story), remedy)
    for mark in root.iter(*DATE_MARKS):
        text = "Texten har ett datum som ändras av sig självt."
        yield Problem("preflight-field", text, _place_of(mark, root, story), "Skriv datumet som text.")


def _place_of(node: etree._Element, root: etree._Element, story: _Story) -> Place:
    paragraph = next(node.iterancestors(PARAGRAPH), None)
    number = 0 if paragraph is None else sum(1 for _ in _up_to(root, paragraph))
    return story.place(paragraph, number)


def _up_to(root: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    for paragraph in root.iter(PARAGRAPH):
        yield paragraph
        if paragraph is last:
            return


def _field_problems(root: etree._Element, story: _Story) -> Iterator[Problem]:
    """Walk through all fields, also those that hold others, and judge each code when it is complete."""
    open_fields: list[_Field] = []
    number, paragraph = 0, None
    for node in root.iter(PARAGRAPH, FIELD_MARK, FIELD_CODE, SIMPLE_FIELD):
        if node.tag == PARAGRAPH:
            number, paragraph = number + 1, node
        elif node.tag == SIMPLE_FIELD:
            yield from _code_problems(str(node.get(f"{W}instr")), story.place(paragraph, number))
        elif node.tag == FIELD_CODE:
            if open_fields and not open_fields[-1].shown:
                open_fields[-1].code.append(node.text or "")
        elif node.get(f"{W}fldCharType") == "begin":
            open_fields.append(_Field(story.place(paragraph, number)))
        elif not open_fields:
            yield _broken(story.place(paragraph, number))
        elif node.get(f"{W}fldCharType") == "separate":
            open_fields[-1].shown = True
        else:
            ended = open_fields.pop()
            yield from _code_problems("".join(ended.code), ended.place)
    yield from (_broken(unended.place) for unended in open_fields)


def _broken(place: Place) -> Problem:
    text = "Ett fält har börjat men inte slutat, eller tvärtom."
    return Problem(
        "preflight-field", text, place, "Ta bort fältet i Word (Skift+F9 visar koden) och lägg in det på nytt."
    )


def _code_problems(code: str, place: Place) -> Iterator[Problem]:
    kind = (code.split() or [""])[0].upper()
    if kind not in ALLOWED_FIELDS:
        what = f"Fältet {kind}" if kind else "Ett fält utan kod"
        text = f"{what} kan visa något annat i PDF-filen än i Word, eller försvinna."
        yield Problem("preflight-field", text, place, "Skriv det som text, eller låt mallen hämta det ur uppgifterna.")
        return
    link = LINK_TARGET.match(code) if kind == "HYPERLINK" else None
    if link and not is_plain_link(link[1]):
        text = f"Länken {link[1]} går inte till en webb- eller e-postadress."
        yield Problem("preflight-external", text, place, "Rätta länken eller ta bort den.")


def is_plain_link(target: str) -> bool:
    """Whether a link leads to the web, a mail address or a telephone number, and not to somebody's disk."""
    try:
        return urlsplit(target).scheme.lower() in LINK_SCHEMES
    except ValueError:
        return False
