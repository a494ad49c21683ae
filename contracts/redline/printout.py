"""The printed form of a comparison: the marked text, how to read it, and the list of all changes.

Nothing rests on colour alone: what goes is struck through, what comes is underlined, what moves is doubly so, each
change bears a number, and the list at the end says in words what it was and what it is.
"""

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contracts.redline.change_list import change_list
from contracts.redline.changes import MOVED, Change
from contracts.redline.flatten import Flattening, nearest_in, put_look
from contracts.redline.legend import Heads, legend
from contracts.redline.numbers import number_anew
from contracts.redline.own_styles import with_own_styles
from contracts.redline.revisions import DELETED, GOING, INSERTED, MOVED_AWAY, MOVED_HERE, Revisions
from contracts.redline.standing import runs_of, standing
from contracts.redline.tracked import Tracked, read_tracked
from contracts.word.bullets import plain_bullets
from contracts.word.contents_list import empty_contents, fill_contents, has_contents
from contracts.word.headings import headings_in
from contracts.word.numbering import read_numbering
from contracts.word.ooxml import Element, W, drop, make, nearest, parse, to_bytes
from contracts.word.packing import write_package
from contracts.word.relationships import NUMBERING, SETTINGS, STYLES
from contracts.word.styles import read_styles


@dataclass(frozen=True, slots=True)
class Printout:
    """A Word file that shows the changes as ordinary, marked text."""

    docx: bytes
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a change's number is to stand."""

    paragraph: Element
    after: Element | None  #: a run; None for the paragraph's end
    text: str


def print_out(docx: bytes, heads: Heads, shown_as: str) -> Printout:
    """The printed form of a file with tracked changes; same input, same bytes.

    Args:
        docx: the file.
        heads: what its first lines say.
        shown_as: how messages name it.

    Raises:
        TemplateError: it is no sound Word file.
    """
    tracked = read_tracked(docx, shown_as)
    changes = tracked.changes()
    running = {tree for name, tree in tracked.trees.items() if tree.tag in (W + "hdr", W + "ftr")}
    marks = [mark for change in changes for mark in _marks(change) if _root(mark.paragraph) not in running]
    going = tracked.going_notes()
    marks = [_in_text(mark, tracked.body, going) for mark in marks]
    _show_rows_as_moved(changes)
    flattening = Flattening(tracked.old, tracked.numbering, tracked.book, going)
    for tree in tracked.trees.values():
        flattening.flatten(tree)
        _drop_notes(tree, going)
    for mark in marks:
        _put(mark)
    body = tracked.body
    for element in reversed(legend(heads, len(changes))):
        body.insert(0, element)
    section = body.find(W + "sectPr")
    for element in change_list(changes, section):
        body.append(element) if section is None else section.addprevious(element)
    members = dict(tracked.members)
    if styles := tracked.member(STYLES):
        members[styles] = with_own_styles(members[styles], tracked.book)
    trees = {**tracked.trees, tracked.main: _with_contents(tracked, members.get(styles))}
    number_anew(trees.values(), Revisions("", ""))
    members |= {name: to_bytes(tree) for name, tree in trees.items()}
    if lists := tracked.member(NUMBERING):
        # PDF/A wants a meaning of each sign, and those of a symbol font have none.
        members[lists] = plain_bullets(members[lists])
    if settings := tracked.member(SETTINGS):
        members[settings] = _without_tracking(members[settings])
    return Printout(write_package(members), changes)


def _show_rows_as_moved(changes: Sequence[Change]) -> None:
    """Let the tables of a section that has only moved look as the rest of it does: their rows are marked otherwise."""
    for paragraph in (one for change in changes if change.kind == MOVED for one in change.paragraphs):
        for element in paragraph.iter(W + DELETED, W + INSERTED):
            element.tag = W + (MOVED_AWAY if element.tag == W + DELETED else MOVED_HERE)


def _with_contents(tracked: Tracked, styles: bytes | None) -> Element:
    """The document with its contents lists written anew from the headings, or as they were when that cannot be."""
    root = tracked.trees[tracked.main]
    written = copy.deepcopy(root)
    book = read_styles(styles)
    refused = empty_contents(written)
    if not refused and has_contents(written):
        refused = fill_contents(written, headings_in(written, read_numbering(tracked.lists, book), book), book)
    return root if refused else written


def _marks(change: Change) -> list[_Mark]:
    """A number after the last words that changed; of a group, after its first paragraph, at both ends of a move."""
    number = f" [{change.number}]"
    if change.kind.startswith(MOVED):
        away = [one for one in change.paragraphs if standing(one) in GOING]
        here = [one for one in change.paragraphs if standing(one) not in GOING]
        found = [_Mark(one, None, f" [{change.number}: flyttat härifrån]") for one in away[:1]]
        return found + [_Mark(one, None, f" [{change.number}: flyttat hit]") for one in here[:1]]
    first = change.paragraphs[0]
    changed = [run for run, status in runs_of(first) if status]
    if standing(first) or not changed:
        return [_Mark(first, None, number)]
    ends_with_space = "".join(text.text or "" for text in changed[-1].iter(W + "t", W + "delText")).endswith(" ")
    return [_Mark(first, changed[-1], f"{number.strip()} " if ends_with_space else number)]


def _in_text(mark: _Mark, body: Element, going: Collection[tuple[str, str]]) -> _Mark:
    """The same; in a note that goes, whose text will stand where its mark is, after that mark."""
    for kind in ("footnote", "endnote"):
        note = nearest(mark.paragraph, W + kind)
        key = (f"{W}{kind}Reference", note.get(W + "id") or "") if note is not None else ("", "")
        for reference in body.iter(key[0]) if key in going else ():
            home, run = nearest(reference, W + "p"), nearest(reference, W + "r")
            if reference.get(W + "id") == key[1] and home is not None:
                return _Mark(home, run, mark.text)
    return mark


def _drop_notes(root: Element, going: Collection[tuple[str, str]]) -> None:
    for kind in ("footnote", "endnote"):
        for note in list(root.iter(W + kind)):
            if (f"{W}{kind}Reference", note.get(W + "id") or "") in going:
                drop(note)


def _put(mark: _Mark) -> None:
    look = make("rPr")
    ground = make("shd", val="clear", color="auto", fill="FFFFFF")
    for one in (make("b"), make("color", val="3A3A3A"), make("sz", val="16"), make("szCs", val="16"), ground):
        put_look(look, one)
    run = make("r", look, make("t", text=mark.text))
    if mark.after is None:
        mark.paragraph.append(run)
    else:
        nearest_in(mark.after, mark.paragraph).addnext(run)


def _root(element: Element) -> Element:
    return element.getroottree().getroot()


def _without_tracking(data: bytes) -> bytes:
    """Settings that neither track further changes nor forbid them."""
    root = parse(data)
    for element in list(root.iter(W + "trackRevisions", W + "documentProtection")):
        drop(element)
    return to_bytes(root)
