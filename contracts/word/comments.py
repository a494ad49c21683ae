"""Writes Word comments into a file, each on the very text that it speaks of, and changes nothing else.

Word takes comments in the body only, not in headers, footers, notes or properties; LibreOffice's and Word's text boxes
are no safe place for them either. What is to be said of those stands where Word can show it: at the text box's anchor,
or in one comment at the top that names the places.

Source: ECMA-376 part 1, 17.13.4 (comments).
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.word.ooxml import R_URI, Element, W, make, nearest, parse, to_bytes
from contracts.word.packing import write_package
from contracts.word.relationships import (
    CONTENT_TYPES,
    Relationship,
    read_content_types,
    read_relationships,
    relationships_of,
    target_name,
    write_content_types,
    write_relationships,
)
from contracts.word.written import WordFile, paragraphs_in, part_at, read_written

_AUTHOR: Final = "contracts"
_COMMENTS: Final = f"{R_URI}/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#: What stands between a run and its paragraph where a comment may begin or end. A content control that is filled from
#: elsewhere, or a field, would lose the comment.
_OPEN_CONTAINERS: Final = frozenset(
    W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent")
)
_FILLED: Final = [
    W + name for name in ("text", "dataBinding", "date", "comboBox", "dropDownList", "picture", "docPartList")
]
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a comment."""

    text: str
    lead: str = ""  #: bold, before the text
    small: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """A comment, and what it is about."""

    lines: tuple[Line, ...]
    paragraph: Element | None = None  #: of the body; None: the top of the document
    start: int = 0  #: 0-based, in the paragraph's text
    end: int | None = None  #: None: the whole paragraph
    around: Element | None = None  #: instead of letters: a child of the paragraph, such as the run of a text box


def commented(file: WordFile, root: Element, notes: Sequence[Note], day: dt.datetime | None) -> bytes:
    """A Word file with these comments.

    Args:
        file: the file.
        root: its body, in which the notes' paragraphs stand; it is changed.
        notes: the comments, in the order in which they are to be numbered.
        day: what they are dated; None leaves the date out.
    """
    members = dict(file.package.members)
    if not notes:
        return write_package(members)
    main = file.package.main
    related = read_relationships(members.get(relationships_of(main)))
    name = next((target_name(main, one.target) for one in related if one.type == _COMMENTS and not one.external), "")
    if name not in members:
        name = _free(f"{main.rpartition('/')[0]}/comments", members)
        target = name.rpartition("/")[2]
        fresh = Relationship(_free_id(related), _COMMENTS, target)
        members[relationships_of(main)] = write_relationships([*related, fresh])
        types = read_content_types(members[CONTENT_TYPES]).with_part(name, _TYPE)
        members[CONTENT_TYPES] = write_content_types(types)
    comments = parse(members[name]) if name in members else make("comments")
    number = _first_free_number(comments, root)
    marked = "CommentReference" if "CommentReference" in file.book.by_id else ""
    for identifier, note in enumerate(notes, number):
        _anchor(root, note, str(identifier), marked)
        comments.append(_comment(note, str(identifier), day))
    members[main], members[name] = to_bytes(root), to_bytes(comments)
    return write_package(members)


def _free(stem: str, members: Mapping[str, bytes]) -> str:
    names = (f"{stem}{number or ''}.xml" for number in range(len(members) + 1))
    return next(name for name in names if name not in members).lstrip("/")


def _free_id(related: Iterable[Relationship]) -> str:
    taken = {one.id for one in related}
    return next(name for number in range(1, len(taken) + 2) if (name := f"rIdKommentar{number}") not in taken)


def _first_free_number(comments: Element, root: Element) -> int:
    marks = [*comments.iter(W + "comment"), *root.iter(W + "commentRangeStart", W + "commentReference")]
    numbers = [one.get(W + "id") or "" for one in marks]
    return max((int(number) for number in numbers if number.isdigit()), default=-1) + 1


def _comment(note: Note, identifier: str, day: dt.datetime | None) -> Element:
    comment = make("comment", id=identifier, author=_AUTHOR)
    if day is not None:
        comment.set(W + "date", day.strftime("%Y-%m-%dT%H:%M:%SZ"))
    comment.set(W + "initials", "c")
    for number, line in enumerate(note.lines):
        paragraph = make("p", *([make("r", make("annotationRef"))] if number == 0 else []))
        size = [make("sz", val="16")] if line.small else []
        if line.lead:
            paragraph.append(make("r", make("rPr", make("b"), *size), make("t", text=_writable(line.lead) + " ")))
        looks = [make("rPr", *size)] if size else []
        paragraph.append(make("r", *looks, make("t", text=_writable(line.text))))
        comment.append(paragraph)
    return comment


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _anchor(root: Element, note: Note, identifier: str, style: str) -> None:
    paragraph = note.paragraph if note.paragraph is not None else _top(root)
    begin, end = make("commentRangeStart", id=identifier), make("commentRangeEnd", id=identifier)
    looks = [make("rPr", make("rStyle", val=style))] if style else []
    reference = make("r", *looks, make("commentReference", id=identifier))
    first, last = _ends(paragraph, note)
    if first is None or last is None:
        _put_first(paragraph, begin)
        paragraph.extend([end, reference])
        return
    first.addprevious(begin)
    last.addnext(end)
    outermost = end
    while (parent := outermost.getparent()) is not None and parent is not paragraph:
        outermost = parent
    outermost.addnext(reference)


def _top(root: Element) -> Element:
    """The first paragraph of the body; one is made when there is none."""
    first = next(paragraphs_in(root), None)
    if first is None:
        first = make("p")
        body = root.find(W + "body")
        assert body is not None
        body.insert(0, first)
    return first


def _put_first(paragraph: Element, element: Element) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        paragraph.insert(0, element)
    else:
        properties.addnext(element)


def _ends(paragraph: Element, note: Note) -> tuple[Element | None, Element | None]:
    """The elements before and after which a comment's range begins and ends; None for the whole paragraph."""
    if note.around is not None:
        return note.around, note.around
    if note.paragraph is None or note.end is None:
        return None, None
    part_at(paragraph, note.start)
    part_at(paragraph, note.end)
    inside = [
        atom.element
        for atom in read_written(paragraph).atoms
        if atom.start < atom.end and note.start <= atom.start and atom.end <= note.end
    ]
    runs = [run for run in (nearest(element, W + "r") for element in inside) if run is not None]
    return (_lifted(runs[0], paragraph), _lifted(runs[-1], paragraph)) if runs else (None, None)


def _lifted(run: Element, paragraph: Element) -> Element:
    """The run, or what holds it where a comment may not begin or end inside."""
    found = node = run
    while (parent := node.getparent()) is not None and parent is not paragraph:
        if not _is_open(parent):
            found = parent
        node = parent
    return found


def _is_open(container: Element) -> bool:
    if container.tag not in _OPEN_CONTAINERS:
        return False
    control = container if container.tag == W + "sdt" else container.getparent()
    if container.tag not in (W + "sdt", W + "sdtContent") or control is None:
        return True
    properties = control.find(W + "sdtPr")
    return properties is None or all(properties.find(name) is None for name in _FILLED)
