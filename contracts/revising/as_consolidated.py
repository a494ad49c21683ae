"""The wording that was last signed in the form of a consolidated agreement, as it read before the change.

A consolidated agreement says what it is and which changes are in it, and is not signed. The text that was signed says
nothing of that, and has a part where it is signed. Compared with one another, they would differ in more than the
change. So the text of the signed PDF gets what today's template adds to a consolidated agreement, and loses what the
template leaves out of one; its own words stay as they are.
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from contracts.word.contents_list import empty_contents, fill_contents
from contracts.word.drawings import is_signed
from contracts.word.fields import contents_paragraphs
from contracts.word.headings import heading_text, headings_in, outline_level
from contracts.word.numbering import Numbering, read_numbering
from contracts.word.ooxml import Element, R, W, child_value, drop, parse, to_bytes
from contracts.word.package import Package, open_unchecked
from contracts.word.packing import write_package
from contracts.word.relationships import (
    FOOTER,
    HEADER,
    NUMBERING,
    STYLES,
    read_relationships,
    relationships_of,
    target_name,
)
from contracts.word.styles import StyleBook, read_styles

_BLOCKS: Final = frozenset((W + "p", W + "tbl", W + "sdt"))
_NOTES: Final = (W + "footnoteReference", W + "endnoteReference")
#: What a block is known by: its style and its letters.
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """A Word file, opened. Its body is its own."""

    package: Package
    root: Element
    book: StyleBook
    numbering: Numbering

    @property
    def body(self) -> Element:
        """The w:body."""
        body = self.root.find(W + "body")
        assert body is not None  # the package was refused without
        return body

    def blocks(self) -> list[Element]:
        """Paragraphs, tables and content controls of the body, without contents lists."""
        contents = contents_paragraphs(self.root)
        return [one for one in self.body if one.tag in _BLOCKS and one not in contents]

    def running(self) -> dict[str, bytes]:
        """Headers and footers by member, each with its relationships."""
        found: dict[str, bytes] = {}
        members = self.package.members
        for one in read_relationships(members.get(relationships_of(self.package.main))):
            name = target_name(self.package.main, one.target)
            if one.type in (HEADER, FOOTER) and name in members:
                found[name] = members[name] + members.get(relationships_of(name), b"")
        return found


def as_consolidated(signed: bytes, plain: bytes, consolidated: bytes) -> bytes:
    """The signed wording as a consolidated agreement.

    Where the signed wording is not as today's template would write it, and what the template adds finds no place there,
    that is left out.

    Args:
        signed: the wording that was signed.
        plain: the signed terms as today's template writes them in an agreement.
        consolidated: the same terms as it writes them in a consolidated one.

    Raises:
        TemplateError: one of them is no sound Word file.
    """
    named = (signed, "den undertecknade lydelsen"), (plain, "avtalet"), (consolidated, "den hela lydelsen")
    old, bare, whole = (_read(*one) for one in named)
    _take_out_signing(old, whole)
    _change(old, bare, whole)
    if not empty_contents(old.root):
        fill_contents(old.root, headings_in(old.root, old.numbering, old.book), old.book)
    _pair_bookmarks(old.root)
    members = {**old.package.members, old.package.main: to_bytes(old.root)}
    before, after = bare.running(), whole.running()
    for name, content in old.running().items():
        if content == before.get(name) and name in after:
            members[name] = whole.package.members[name]
    return write_package(members)


def _read(docx: bytes, shown_as: str) -> _File:
    package = open_unchecked(docx, shown_as)
    by_type: Mapping[str, str] = {
        one.type: target_name(package.main, one.target)
        for one in read_relationships(package.members.get(relationships_of(package.main)))
    }
    book = read_styles(package.members.get(by_type.get(STYLES, "")))
    numbering = read_numbering(package.members.get(by_type.get(NUMBERING, "")), book)
    return _File(package, parse(package.members[package.main]), book, numbering)


def _take_out_signing(old: _File, whole: _File) -> None:
    """Take out each point in which somebody signs, unless a consolidated agreement has one of that heading too."""
    kept = {heading_text(one).casefold() for one in whole.blocks() if _is_heading(one, whole)}
    points: list[list[Element]] = []
    for block in old.blocks():
        if _is_heading(block, old):
            points.append([])
        if points:
            points[-1].append(block)
    for point in points:
        if not any(map(is_signed, point)) or heading_text(point[0]).casefold() in kept:
            continue
        if point is points[-1] and _key(point[-1]) == (_key(point[-1])[0], "") and point[-1].tag == W + "p":
            point.pop()  # a text ends with a paragraph
        for block in point:
            old.body.remove(block)


def _is_heading(block: Element, file: _File) -> bool:
    return block.tag == W + "p" and bool(outline_level(block, file.book) and heading_text(block))


def _change(old: _File, bare: _File, whole: _File) -> None:
    """Make the same changes in the signed text as lead from an agreement of today's template to a consolidated one."""
    left, right = bare.blocks(), whole.blocks()
    keys = [_key(one) for one in left], [_key(one) for one in right]
    for kind, first, end, start, stop in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        come = [copy.deepcopy(one) for one in right[start:stop]]
        places = _Places(old.blocks())
        gone = [found for one in left[first:end] if (found := places.of(_key(one))) is not None]
        before = places.of(keys[0][first - 1]) if first else None
        after = places.of(keys[0][end]) if end < len(left) else None
        if come and not _fit(come, old, whole):
            continue
        if gone:
            place, following = gone[0], True
        elif before is not None:
            place, following = before, False
        elif after is not None:
            place, following = after, True
        else:
            continue
        for one in come if following else reversed(come):
            (place.addprevious if following else place.addnext)(one)
        for one in gone:
            old.body.remove(one)


class _Places:
    """Where blocks stand that say something just once."""

    def __init__(self, blocks: Sequence[Element]) -> None:
        keys = [_key(one) for one in blocks]
        self._found = {key: one for key, one in zip(keys, blocks, strict=True) if key[1] and keys.count(key) == 1}

    def of(self, key: _Key) -> Element | None:
        """The block; None when there is none or several."""
        return self._found.get(key)


def _key(block: Element) -> _Key:
    return child_value(block, "pPr/pStyle"), "".join(one.text or "" for one in block.iter(W + "t"))


def _fit(blocks: Sequence[Element], old: _File, whole: _File) -> bool:
    """Whether blocks of another file are at home in the signed one: they point at nothing, in styles that both have."""
    for one in (inner for block in blocks for inner in block.iter()):
        if one.tag in _NOTES or one.tag == W + "numPr" or any(str(name).startswith(R) for name in one.attrib):
            return False
        if one.tag in (W + "pStyle", W + "rStyle", W + "tblStyle"):
            identifier = one.get(W + "val") or ""
            ours, theirs = old.book.by_id.get(identifier), whole.book.by_id.get(identifier)
            if ours is None or theirs is None or ours.name != theirs.name:
                return False
    return True


def _pair_bookmarks(root: Element) -> None:
    """Number the bookmarks anew, without those that have lost an end."""
    starts = {one.get(W + "id"): one for one in root.iter(W + "bookmarkStart")}
    ends = {one.get(W + "id"): one for one in root.iter(W + "bookmarkEnd")}
    for number, name in enumerate([*starts, *(one for one in ends if one not in starts)], 1):
        pair = [one for one in (starts.get(name), ends.get(name)) if one is not None]
        for one in pair:
            if len(pair) == 2:
                one.set(W + "id", str(number))
            else:
                drop(one)
