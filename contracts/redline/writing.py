"""Writes the runs of one paragraph, marked as what they are, inside the links and content controls they stand in."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from contracts.redline.properties import run_properties
from contracts.redline.revisions import DELETED, GOING, KEPT, Revisions
from contracts.redline.shapes import Shape
from contracts.redline.tokens import Piece, Wrapper
from contracts.word.ooxml import SPACE, Element, R, W, drop, make

_DELETED_NAMES: Final = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
_JOINED: Final = frozenset((W + "tab", W + "br", W + "cr", W + "noBreakHyphen", W + "softHyphen"))
#: What has paragraphs of its own, whose runs are not the deleted paragraph's.
_OWN_TEXT: Final = W + "txbxContent"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the links of a paragraph lead, and what runs of the old file need to be at home in the new."""

    address: Mapping[str, str]  #: of the new file's part: address by identifier
    old_address: Mapping[str, str]


@dataclass(slots=True)
class _Open:
    """A wrapper that has begun."""

    wrapper: Wrapper
    inside: Element  #: where its runs go
    status: str = ""  #: of a link whose beginning and end are marked; written as a field
    ends: tuple[Element, Element] | None = None  #: of a control that comes or goes: into its end, and after it


@dataclass(slots=True)
class ParagraphWriter:
    """Appends to a w:p."""

    paragraph: Element
    revisions: Revisions
    target: Target
    #: new wrapper by old, for links and controls that are in both
    counterparts: Mapping[Wrapper, Wrapper] = field(default_factory=dict)
    kept: frozenset[Wrapper] = frozenset()  #: new wrappers with something in them that stays
    _open: list[_Open] = field(default_factory=list)
    _group: Element | None = None  #: the w:ins, w:del, … that the last run went into
    _status: str = ""
    _run: Element | None = None  #: the last run, when more can go into it
    _run_key: tuple[Shape, Shape, str] | None = None

    def put(self, status: str, piece: Piece, former: Piece | None = None) -> None:
        """Append a piece.

        Args:
            status: what it is marked as; "" for what stays.
            piece: as it is; its element is the document's own from now on.
            former: as it was, of one that stays.
        """
        self._enter(status, piece.wrappers)
        if piece.bare:
            assert piece.element is not None
            self._into(status).append(_deleted(piece.element) if status == DELETED else piece.element)
            self._run = None
            return
        former_look = former.look if former is not None else piece.look
        former_key = former.look_key if former is not None else piece.look_key
        key = (piece.look_key, former_key, status)
        joins = piece.element is None or piece.element.tag in _JOINED
        if not (joins and self._run is not None and self._run_key == key):
            run = make("r")
            look = run_properties(piece.look, former_look, self.revisions)
            if look is not None:
                run.append(look)
            self._into(status).append(run)
            self._run, self._run_key = run, key
        assert self._run is not None
        _append(self._run, piece, status)
        if not joins:
            self._run = None

    def mark(self, element: Element) -> None:
        """Append a bookmark's beginning or end, or another mark that is no text."""
        self._here().append(element)
        self._group = self._run = None

    def close(self) -> None:
        """End all wrappers that have begun."""
        self._leave(0)

    def _here(self) -> Element:
        return self._open[-1].inside if self._open else self.paragraph

    def _into(self, status: str) -> Element:
        if status == KEPT:
            self._group = None
            return self._here()
        if self._group is None or self._status != status or self._group.getparent() is not self._here():
            self._group = self.revisions.mark(status)
            self._status = status
            self._here().append(self._group)
        return self._group

    def _enter(self, status: str, wrappers: Iterable[Wrapper]) -> None:
        path = [self.counterparts.get(one, one) for one in wrappers]
        depth = 0
        while depth < min(len(path), len(self._open)) and self._open[depth].wrapper is path[depth]:
            depth += 1
        self._leave(depth)
        for wrapper in path[depth:]:
            self._begin(wrapper, KEPT if wrapper in self.kept else status)

    def _begin(self, wrapper: Wrapper, status: str) -> None:
        self._run = None
        here = self._here()
        if wrapper.element.tag == W + "hyperlink":
            if status:
                self._field(status, "begin", self._code(wrapper.element, status))
                self._open.append(_Open(wrapper, here, status))
            else:
                self._open.append(_Open(wrapper, _appended(here, _emptied(wrapper.element))))
            return
        control = _emptied(wrapper.element)
        content = make("sdtContent")
        for child in wrapper.element:
            if child.tag in (W + "sdtPr", W + "sdtEndPr"):
                control.append(copy.deepcopy(child))
        control.append(content)
        ends = None
        if status:
            # A control's beginning and its end are marked each by itself.
            kind = "customXmlDelRange" if status in GOING else "customXmlInsRange"
            before, end = self._range(kind)
            here.append(before)
            content.append(end)
            ends = self._range(kind)
            if status in GOING:
                for identifier in control.findall(f"{W}sdtPr/{W}id"):
                    drop(identifier)
        here.append(control)
        self._open.append(_Open(wrapper, content, ends=ends))
        self._group = None

    def _range(self, kind: str) -> tuple[Element, Element]:
        start = self.revisions.mark(kind + "Start")
        return start, make(kind + "End", id=start.get(W + "id") or "")

    def _leave(self, depth: int) -> None:
        while len(self._open) > depth:
            self._run = None
            left = self._open.pop()
            if left.status:
                self._field(left.status, "end")
            elif left.ends is not None:
                left.inside.append(left.ends[0])
                self._here().append(left.ends[1])
            self._group = None if not left.status else self._group

    def _field(self, status: str, kind: str, code: str = "") -> None:
        """A link whose beginning or end is marked: only a field has these as things of their own."""
        into = self._into(status)
        into.append(make("r", make("fldChar", fldCharType=kind)))
        if code:
            name = "delInstrText" if status == DELETED else "instrText"
            into.append(make("r", make(name, text=code)))
            into.append(make("r", make("fldChar", fldCharType="separate")))
        self._run = None

    def _code(self, link: Element, status: str) -> str:
        addresses = self.target.old_address if status in GOING else self.target.address
        address = addresses.get(link.get(R + "id") or "", "")
        parts = ["HYPERLINK"] + ([f'"{address}"'] if address else [])
        for switch, name in (("\\l", "anchor"), ("\\o", "tooltip"), ("\\t", "tgtFrame")):
            if link.get(W + name):
                parts.append(f'{switch} "{link.get(W + name)}"')
        return f" {' '.join(parts)} "


def _appended(parent: Element, child: Element) -> Element:
    parent.append(child)
    return child


def _emptied(element: Element) -> Element:
    result = make(str(element.tag).removeprefix(W))
    for name, value in element.attrib.items():
        result.set(str(name), str(value))
    return result


def _append(run: Element, piece: Piece, status: str) -> None:
    if piece.element is not None:
        run.append(_deleted(piece.element) if status == DELETED else piece.element)
        return
    name = "delText" if status == DELETED else "t"
    last = run[-1] if len(run) else None
    if last is not None and last.tag == W + name:
        last.text = (last.text or "") + piece.text
        return
    text = make(name, text=piece.text)
    text.set(SPACE, "preserve")
    run.append(text)


def _deleted(element: Element) -> Element:
    """A thing of the old file as it stands in a w:del: its text has other names there."""
    inside = {one for box in element.iter(_OWN_TEXT) for one in box.iter()}
    for one in element.iter(*_DELETED_NAMES):
        if one not in inside:
            one.tag = _DELETED_NAMES[str(one.tag)]
    return element
