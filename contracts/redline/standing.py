"""Reads a file with tracked changes: what of each paragraph stays, goes, comes, moves away or moves here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.redline.revisions import DELETED, INSERTED, KEPT, MOVED_AWAY, MOVED_HERE
from contracts.word.drawings import SIGNATURE
from contracts.word.ooxml import MC, WP, Element, W, nearest

_STATUSES: Final = {W + kind: kind for kind in (DELETED, INSERTED, MOVED_AWAY, MOVED_HERE)}
_LETTERS: Final = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_PICTURES: Final = frozenset((W + "drawing", W + "pict", W + "object", MC + "AlternateContent"))
#: What shows without being letters.
_THINGS: Final = frozenset((*_PICTURES, W + "sym", W + "footnoteReference", W + "endnoteReference"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters that stand together and have one status."""

    status: str  #: "" for what stays, else "del", "ins", "moveFrom" or "moveTo"
    text: str
    looks_changed: bool = False  #: whether they looked different before


def runs_of(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """A paragraph's runs, each with its status; not those of text boxes in it."""
    for run in paragraph.iter(W + "r"):
        if nearest(run, W + "p") is paragraph and nearest(run, MC + "Fallback") is None:
            yield run, status_of(run)


def status_of(element: Element) -> str:
    """What becomes of a run or another element in a paragraph: of marks in each other, the one that takes it away."""
    found = KEPT
    above = element.getparent()
    while above is not None and above.tag != W + "p":
        status = _STATUSES.get(str(above.tag), KEPT)
        if status == DELETED or (status and not found):
            found = status
        above = above.getparent()
    return found


def mark_of(paragraph: Element) -> str:
    """What becomes of a paragraph's mark."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    marks = [] if properties is None else [_STATUSES[str(one.tag)] for one in properties if one.tag in _STATUSES]
    return next((one for one in (DELETED, MOVED_AWAY) if one in marks), marks[0] if marks else KEPT)


def row_status(row: Element) -> str:
    """What becomes of a table row."""
    properties = row.find(W + "trPr")
    marks = [] if properties is None else [_STATUSES[str(one.tag)] for one in properties if one.tag in _STATUSES]
    return marks[0] if marks else KEPT


def standing(paragraph: Element) -> str:
    """What becomes of a paragraph as a reader sees it: of its words, or, when it has none, of its mark."""
    found = {status for run, status in runs_of(paragraph) if _shows(run)}
    if not found:
        return mark_of(paragraph)
    if found <= {DELETED, MOVED_AWAY}:
        return MOVED_AWAY if MOVED_AWAY in found else DELETED
    if found <= {INSERTED, MOVED_HERE}:
        return MOVED_HERE if MOVED_HERE in found else INSERTED
    return KEPT


def _shows(run: Element) -> bool:
    return any(child.tag in _THINGS or child.tag in _LETTERS or _is_text(child) for child in run)


def _is_text(element: Element) -> bool:
    return element.tag in (W + "t", W + "delText") and bool(element.text)


def stretches(paragraph: Element) -> tuple[Stretch, ...]:
    """What a paragraph says, in order; of fields what they show."""
    found: list[Stretch] = []
    showing: list[bool] = []
    for run, status in runs_of(paragraph):
        changed = run.find(f"{W}rPr/{W}rPrChange") is not None
        for child in run:
            kind = child.get(W + "fldCharType") if child.tag == W + "fldChar" else None
            if kind == "begin":
                showing.append(False)
            elif kind == "separate" and showing:
                showing[-1] = True
            elif kind == "end" and showing:
                showing.pop()
            elif all(showing):
                _add(found, Stretch(status, _letters(child), changed))
    return tuple(found)


def _add(found: list[Stretch], stretch: Stretch) -> None:
    if not stretch.text:
        return
    if found and (found[-1].status, found[-1].looks_changed) == (stretch.status, stretch.looks_changed):
        found[-1] = Stretch(stretch.status, found[-1].text + stretch.text, stretch.looks_changed)
    else:
        found.append(stretch)


def _letters(element: Element) -> str:
    if element.tag in (W + "t", W + "delText"):
        return element.text or ""
    if element.tag in _LETTERS:
        return "" if element.get(W + "type") in ("page", "column") else _LETTERS[str(element.tag)]
    return _told(element) if element.tag in _PICTURES else ""


def _told(picture: Element) -> str:
    """A picture or a text box in words; what marks a place to sign is neither."""
    boxes = [one for one in picture.iter(W + "txbxContent") if nearest(one, MC + "Fallback") is None]
    if boxes:
        said = " ".join("".join(text.text or "" for text in one.iter(W + "t", W + "delText")) for one in boxes)
        return f"[textruta: {said}]"
    about = next(picture.iter(WP + "docPr"), None)
    described = "" if about is None else str(about.get("descr") or "")
    return "" if described.startswith(SIGNATURE) else f"[bild: {described}]" if described else "[bild]"
