"""Makes a file with tracked changes into one that shows them as ordinary, marked text: to be printed and read aloud.

LibreOffice 7.4 prints wrong numbers for live tracked changes. Here what goes takes no number of its own but bears in
letters the one it had, so that what stays and comes has the numbers of the newer file. Fields that would be computed
anew become what they show, except page numbers and contents lists: those tell of the pages that are read.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.redline.both_views import View
from contracts.redline.revisions import DELETED, GOING, INSERTED, MOVED_AWAY, MOVED_HERE
from contracts.redline.standing import runs_of, standing
from contracts.word.drawings import SIGNATURE
from contracts.word.fields import contents_paragraphs, fields_in
from contracts.word.numbering import Numbering, list_of
from contracts.word.ooxml import MC, WP, Element, W, drop, make, nearest, unwrap
from contracts.word.settings_order import BEFORE_LIST, put_setting
from contracts.word.styles import StyleBook

#: How each status looks: colour, and the property that shows it without colour.
LOOKS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        DELETED: ("B00020", "strike", ""),
        INSERTED: ("0B5394", "u", "single"),
        MOVED_AWAY: ("1B5E20", "dstrike", ""),
        MOVED_HERE: ("1B5E20", "u", "double"),
    }
)
#: Children of w:rPr in the order that the standard wants. Source: ECMA-376 part 1, 17.3.2.28
_RUN_ORDER: Final = tuple(
    W + name
    for name in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
        *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
        *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign"),
    )
)
#: Fields that tell of the pages they stand on, or lead somewhere.
_LIVE: Final = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "PAGEREF", "HYPERLINK"))
_RANGES: Final = tuple(
    W + name + end
    for name in ("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange")
    for end in ("Start", "End")
)
_MARKED: Final = tuple(W + name for name in (DELETED, INSERTED, MOVED_AWAY, MOVED_HERE))
_FORMER: Final = tuple(
    W + name
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
        "tblPrExChange",
    )
)
#: Where a signatory signs: an invisible picture that becomes a field. A comparison is not signed.
_UNDESCRIBED: Final = "Bild utan beskrivning"


@dataclass(frozen=True, slots=True)
class Flattening:
    """What is needed to flatten the parts of one file."""

    old: View
    numbering: Numbering
    book: StyleBook
    notes: Mapping[tuple[str, str], str]  #: what notes that go say, by their mark's tag and identifier

    def flatten(self, root: Element) -> None:
        """Flatten a part in place."""
        self._accept_contents(root)
        for control in list(root.iter(W + "sdt")):
            content = control.find(W + "sdtContent")
            unwrap(control, content if content is not None else make("sdtContent"))
        for paragraph in list(root.iter(W + "p")):
            _open_boxes(paragraph)
        for paragraph in list(root.iter(W + "p")):
            self._paragraph(paragraph)
        for row in root.iter(W + "tr"):
            for mark in list(row.iterfind(f"{W}trPr/{W}ins")) + list(row.iterfind(f"{W}trPr/{W}del")):
                drop(mark)
        for element in list(root.iter(*_RANGES, *_FORMER)):
            drop(element)
        _freeze_fields(root)
        for picture in list(root.iter(W + "drawing")):
            about = next(picture.iter(WP + "docPr"), None)
            if about is not None and str(about.get("descr") or "").startswith(SIGNATURE):
                drop(picture)
            elif about is not None and not about.get("descr"):
                about.set("descr", _UNDESCRIBED)

    def _accept_contents(self, root: Element) -> None:
        """A contents list is made anew from the headings of the newer file, when the pages are laid out."""
        for paragraph in contents_paragraphs(root):
            stays = any(
                status not in GOING and run.find(W + "fldChar") is not None for run, status in runs_of(paragraph)
            )
            if standing(paragraph) in GOING and not stays:
                drop(paragraph)
                continue
            for element in list(paragraph.iter(W + "del", W + "moveFrom", W + "ins", W + "moveTo")):
                if (parent := element.getparent()) is None or parent.tag == W + "rPr":
                    continue
                if element.tag in (W + "ins", W + "moveTo"):
                    unwrap(element)
                else:
                    drop(element)

    def _paragraph(self, paragraph: Element) -> None:
        status = standing(paragraph)
        before = ""
        for run in [run for run, kind in runs_of(paragraph) if kind]:
            _part_tabs(run)
        for run, kind in list(runs_of(paragraph)):
            if before in GOING and kind and kind not in GOING:
                # Old and new words side by side would read as one.
                nearest_in(run, paragraph).addprevious(make("r", make("t", text=" ")))
            before = kind
            if kind and run.find(W + "tab") is None:
                _show(run, kind)
        for reference in list(paragraph.iter(W + "footnoteReference", W + "endnoteReference")):
            self._note(reference)
        for element in list(paragraph.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo")):
            parent = element.getparent()
            if parent is not None and parent.tag == W + "rPr":
                drop(element)
            elif nearest(element, W + "p") is paragraph:
                unwrap(element)
        for text in list(paragraph.iter(W + "delText")):
            text.tag = W + "t"
        for code in list(paragraph.iter(W + "delInstrText")):
            code.tag = W + "instrText"
        if status in GOING:
            self._out_of_list(paragraph, status)

    def _out_of_list(self, paragraph: Element, status: str) -> None:
        """Take a paragraph that goes out of its list and the outline; its number becomes letters of it."""
        use, at = list_of(paragraph, self.numbering, self.book)
        level = self.numbering.level(use, at)
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = make("pPr")
            paragraph.insert(0, properties)
        if level is not None and level.format != "bullet":
            put_setting(properties, make("numPr", make("ilvl", val="0"), make("numId", val="0")), BEFORE_LIST)
            number = self.old.numbers.get(paragraph, "")
            if number:
                run = make("r", make("t", text=number))
                _show(run, status)
                paragraph.insert(1, make("r", make("tab")))
                paragraph.insert(1, run)
        for heading in properties.findall(W + "outlineLvl"):
            properties.remove(heading)
        if self.book.outline_level(_style(paragraph)):
            put_setting(properties, make("outlineLvl", val="9"), _before_end(properties))

    def _note(self, reference: Element) -> None:
        """A note that goes counts for none and stands on no page's foot: what it said stands where its mark was."""
        said = self.notes.get((str(reference.tag), reference.get(W + "id") or ""))
        run = nearest(reference, W + "r")
        if said is None or run is None:
            return
        inline = make("r", make("t", text=said))
        _show(inline, DELETED)
        run.addprevious(inline)
        drop(reference)


def _part_tabs(run: Element) -> None:
    """Give each tab of a run that is marked a run of its own: a line through or under it would cross the page."""
    look = run.find(W + "rPr")
    groups: list[list[Element]] = []
    for child in [child for child in run if child.tag != W + "rPr"]:
        if not groups or W + "tab" in (child.tag, groups[-1][-1].tag):
            groups.append([])
        groups[-1].append(child)
    for group in groups[:-1]:
        part = make("r") if look is None else make("r", copy.deepcopy(look))
        part.extend(group)
        run.addprevious(part)


def _open_boxes(paragraph: Element) -> None:
    """Put what stands in a text box after its paragraph, when the box goes, comes or has changes in it.

    Old and new box would lie on each other, and old and new words together may be more than a box has room for.
    """
    for run, status in list(runs_of(paragraph)):
        boxes = [one for one in run.iter(W + "txbxContent") if nearest(one, MC + "Fallback") is None]
        changed = any(next(box.iter(*_MARKED), None) is not None for box in boxes)
        if not boxes or not (status or changed):
            continue
        inside = [one for box in boxes for one in box.iter(W + "p") if nearest(one, MC + "Fallback") is None]
        for one in reversed(inside):
            for text in list(one.iter(W + "r")) if status else ():
                if nearest(text, W + "p") is one:
                    marked = make(status)
                    text.addprevious(marked)
                    marked.append(text)
            paragraph.addnext(one)
        for child in [
            child for child in run if child.tag != W + "rPr" and next(child.iter(W + "txbxContent"), None) is not None
        ]:
            run.remove(child)


def nearest_in(element: Element, paragraph: Element) -> Element:
    """What stands in a paragraph by itself and holds an element."""
    while (parent := element.getparent()) is not None and parent is not paragraph:
        element = parent
    return element


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(W + "val") or ""


def _show(run: Element, status: str) -> None:
    colour, name, kind = LOOKS[status]
    look = run.find(W + "rPr")
    if look is None:
        look = make("rPr")
        run.insert(0, look)
    for former in look.findall(W + "rPrChange"):
        look.remove(former)
    for tag in ("color", "u", "strike", "dstrike", "highlight", "shd"):
        for one in look.findall(W + tag):
            look.remove(one)
    put_look(look, make("color", val=colour))
    put_look(look, make(name, val=kind) if kind else make(name))
    # On the dark ground of a table's head the colours could not be read.
    put_look(look, make("shd", val="clear", color="auto", fill="FFFFFF"))


def put_look(look: Element, child: Element) -> None:
    """Put a property of a run in its place among the others."""
    rank = _RUN_ORDER.index(str(child.tag))
    at = sum(1 for one in look if one.tag in _RUN_ORDER and _RUN_ORDER.index(str(one.tag)) < rank)
    look.insert(at, child)


def _before_end(properties: Element) -> frozenset[str]:
    """The tags of what stands before the marks that end a paragraph's properties."""
    return frozenset(str(one.tag) for one in properties) - {W + "rPr", W + "sectPr", W + "pPrChange"}


def _freeze_fields(root: Element) -> None:
    """Let fields that would be computed anew become what they show."""
    for one in fields_in(root)[0]:
        if one.name in _LIVE or one.begin.tag == W + "fldSimple":
            continue
        _freeze(root, one.begin, one.end)


def _freeze(root: Element, begin: Element, end: Element) -> None:
    depth = 0
    showing = False
    inside = False
    for run in list(root.iter(W + "r")):
        if run is begin:
            inside = True
        if not inside:
            continue
        for child in list(run):
            kind = child.get(W + "fldCharType") if child.tag == W + "fldChar" else None
            depth += kind == "begin"
            if depth == 1 and kind is not None:
                showing = kind == "separate" or (showing and kind != "end")
                run.remove(child)
            elif depth == 1 and not showing and child.tag != W + "rPr":
                run.remove(child)
            depth -= kind == "end"
        if run is end:
            return
