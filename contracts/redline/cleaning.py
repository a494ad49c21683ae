"""Brings both files into the one form in which they are compared, without changing what they say.

Tracked changes are accepted. Comments and Word's own marks go. Whatever may stand between paragraphs but is none
(bookmarks, mostly) moves into the nearest paragraph. Simple fields become complex ones, which can be marked as changed.
"""

from collections.abc import Iterator
from typing import Final

from contracts.redline.accepting import accept_changes
from contracts.word.ooxml import PARAGRAPH_HOMES, W14, Element, W, drop, make, nearest, unwrap

_COMMENTS: Final = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_NOISE: Final = tuple(
    W + name for name in ("proofErr", "lastRenderedPageBreak", "annotationRef", "permStart", "permEnd")
)
_UNWRAPPED: Final = (W + "smartTag", W + "customXml")
_BOOKMARKS: Final = (W + "bookmarkStart", W + "bookmarkEnd")
_BLOCKS: Final = frozenset((W + "p", W + "tbl", W + "sdt"))
_HOLDERS: Final = PARAGRAPH_HOMES | {W + "body", W + "sdtContent"}
_AROUND_CELLS: Final = frozenset((W + "tr", W + "tbl"))

COMMENTS_LEFT_OUT: Final = "Kommentarerna i filen följer inte med i jämförelsen."
CHANGES_ACCEPTED: Final = "Filen hade spårade ändringar. De räknas som godkända: jämförelsen utgår från texten med dem."
CONTROLS_LEFT_OUT: Final = (
    "Innehållskontroller kring tabellrader och celler följer inte med i jämförelsen; texten gör det."
)


def clean(root: Element) -> tuple[str, ...]:
    """Bring a part into the form that is compared.

    Returns:
        In Swedish, what its reader should know of it, such as that it had tracked changes.
    """
    remarks = [CHANGES_ACCEPTED] if accept_changes(root) else []
    if next(root.iter(*_COMMENTS), None) is not None:
        remarks.append(COMMENTS_LEFT_OUT)
    for element in list(root.iter(*_COMMENTS, *_NOISE)):
        drop(element)
    for element in list(root.iter(*_UNWRAPPED)):
        for properties in (*element.findall(W + "smartTagPr"), *element.findall(W + "customXmlPr")):
            element.remove(properties)
        unwrap(element)
    if _free_rows_and_cells(root):
        remarks.append(CONTROLS_LEFT_OUT)
    for field in list(root.iter(W + "fldSimple")):
        _spell_out(field)
    _forget_identifiers(root)
    for holder in list(root.iter(*_HOLDERS)):
        # What a text box holds is compared as one thing.
        if nearest(holder, W + "txbxContent") is None and _holds_blocks(holder):
            _house(holder)
    _pair_bookmarks(root)
    return tuple(remarks)


def _free_rows_and_cells(root: Element) -> bool:
    found = False
    for control in list(root.iter(W + "sdt")):
        parent = control.getparent()
        if parent is not None and parent.tag in _AROUND_CELLS:
            content = control.find(W + "sdtContent")
            unwrap(control, content if content is not None else make("sdtContent"))
            found = True
    return found


def _spell_out(field: Element) -> None:
    """Put the runs of a complex field in the place of a simple one; only those can be marked as changed."""
    code = make("instrText", text=field.get(W + "instr") or "")
    field.addprevious(make("r", make("fldChar", fldCharType="begin")))
    field.addprevious(make("r", code))
    field.addprevious(make("r", make("fldChar", fldCharType="separate")))
    field.addnext(make("r", make("fldChar", fldCharType="end")))
    for data in field.findall(W + "fldData"):
        field.remove(data)
    unwrap(field)


def _forget_identifiers(root: Element) -> None:
    # Those of the two files may be the same, and Word wants each once in a document.
    for element in root.iter(W + "p", W + "tr"):
        for name in (W14 + "paraId", W14 + "textId"):
            element.attrib.pop(name, "")


def _holds_blocks(holder: Element) -> bool:
    if holder.tag != W + "sdtContent":
        return True
    around = nearest(holder, W + "p")
    return around is None or any(child.tag in _BLOCKS for child in holder)


def _house(holder: Element) -> None:
    """Move what stands between the blocks of a holder into a paragraph, and let the holder end with one."""
    last = next((child for child in reversed(holder) if child.tag in _BLOCKS), None)
    if last is None or (last.tag == W + "tbl" and holder.tag != W + "sdtContent"):
        at = len(holder) if last is None else holder.index(last) + 1
        if last is None and holder.tag == W + "body":
            at = 0
        holder.insert(at, make("p"))
    if holder.tag == W + "body" and holder.find(W + "sectPr") is None:
        holder.append(make("sectPr"))
    for mark in [child for child in holder if child.tag in _BOOKMARKS]:
        _move_in(mark)
    for table in holder.iterchildren(W + "tbl"):
        for mark in list(_between_cells(table)):
            _move_in(mark)


def _between_cells(table: Element) -> Iterator[Element]:
    yield from (child for child in table if child.tag in _BOOKMARKS)
    for row in table.iterchildren(W + "tr"):
        yield from (child for child in row if child.tag in _BOOKMARKS)


def _move_in(mark: Element) -> None:
    """Move a bookmark's beginning into the next paragraph, its end into the one before."""
    first = mark.tag == W + "bookmarkStart"
    home = _paragraph_beside(mark, forward=first)
    forward = first if home is not None else not first
    home = home if home is not None else _paragraph_beside(mark, forward=forward)
    drop(mark)
    if home is None:
        return
    if not forward:
        home.append(mark)
    elif first:
        # After those that were moved here before it, so that their order stays.
        at = next((n for n, child in enumerate(home) if child.tag not in (W + "pPr", W + "bookmarkStart")), len(home))
        home.insert(at, mark)
    else:
        home.insert(1 if home.find(W + "pPr") is not None else 0, mark)


def _paragraph_beside(mark: Element, *, forward: bool) -> Element | None:
    for sibling in mark.itersiblings(preceding=not forward):
        found = [sibling] if sibling.tag == W + "p" else list(sibling.iter(W + "p"))
        if found:
            return found[0 if forward else -1]
    return None


def _pair_bookmarks(root: Element) -> None:
    """Number bookmarks anew, as Word itself uses numbers twice, and drop those without a beginning or an end."""
    waiting: dict[str, list[Element]] = {}
    whole: set[Element] = set()
    marks = list(root.iter(*_BOOKMARKS))
    for number, mark in enumerate(marks):
        started = waiting.setdefault(mark.get(W + "id") or "", [])
        if mark.tag == W + "bookmarkStart":
            started.append(mark)
            mark.set(W + "id", str(number))
        elif started:
            start = started.pop()
            mark.set(W + "id", start.get(W + "id") or "")
            whole.update((start, mark))
    for mark in marks:
        if mark not in whole:
            drop(mark)
