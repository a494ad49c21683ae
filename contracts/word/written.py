"""A Word file as its writer has it: its paragraphs with their letters, and runs that part without a change of looks.

Checking looks at cleaned copies; whoever writes into the lawyer's own file needs the tree that is stored there.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import OutputError, Place, Problem, TemplateError
from contracts.word.cleaning import clean
from contracts.word.contents_list import empty_contents
from contracts.word.footnotes import move_notes_in
from contracts.word.inventory import Inventory, take_inventory
from contracts.word.limits import oversized
from contracts.word.ooxml import MARK, MC, SPACE, Element, W, make, nearest, own, parse
from contracts.word.package import Package, open_unchecked
from contracts.word.places import LETTERS, Atom, part_labels, read_paragraphs
from contracts.word.styles import StyleBook, read_styles

_ORIGIN: Final = MARK + "origin"


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """One paragraph's letters, as they are stored."""

    element: Element
    text: str  #: white space of every kind is a plain space, tab or line end, as many characters as are stored
    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordFile:
    """A Word file, opened to be read and written into."""

    package: Package
    inventory: Inventory
    labels: dict[str, str]  #: Swedish names of its stories, the body's first
    book: StyleBook


def open_word_file(path: Path) -> WordFile:
    """The Word file at `path`, with whatever macros and pointers it has.

    Raises:
        TemplateError: it cannot be read, is no sound Word file, or is larger than a template needs to be.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        text, remedy = "filen går inte att läsa", "kontrollera namnet och var filen ligger"
        raise TemplateError([Problem("template-missing", text, Place(path.as_posix()), remedy)]) from error
    package = open_unchecked(data, path.name)
    too_large = tuple(oversized(package.members, path.name))
    if too_large:
        raise TemplateError(too_large)
    inventory = take_inventory(package)
    labels = part_labels(dict.fromkeys(inventory.stories))
    ordered = {name: labels[name] for name in inventory.stories}
    return WordFile(package, inventory, ordered, read_styles(inventory.members.get(inventory.styles)))


def store(data: bytes, target: Path) -> None:
    """Write a finished file, making its folder.

    Raises:
        OutputError: that is not possible.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise OutputError(
            target.as_posix(), error.strerror or "it is refused", "Close the file in Word and try again"
        ) from error


def read_written(paragraph: Element) -> Written:
    """A paragraph's letters; nothing in the tree is changed."""
    found: list[Atom] = []
    pieces: list[str] = []
    at = 0
    for element in own(paragraph):
        if element.tag == W + "t":
            letters = re.sub(r"[\r\n\t]", " ", element.text or "")
        elif element.tag in LETTERS:
            letters = LETTERS[str(element.tag)]
        else:
            continue
        found.append(Atom(element, at, at + len(letters)))
        pieces.append(letters)
        at += len(letters)
    return Written(paragraph, "".join(pieces), tuple(found))


def paragraphs_in(root: Element) -> Iterator[Element]:
    """A part's paragraphs; of a text box that is stored twice, only the copy for newer readers."""
    return (element for element in root.iter(W + "p") if nearest(element, MC + "Fallback") is None)


def places_in(file: WordFile, member: str, root: Element, *, with_contents: bool) -> dict[int, Place]:
    """How messages name the paragraphs of a part, by their number in `root` (0-based, in document order).

    Messages count a template's paragraphs after Word's own business has been taken out.

    Args:
        file: the file.
        member: which part of it.
        root: the part's tree; it is not changed.
        with_contents: count the printed lines of a contents list too. The compiler does not, lint does.
    """
    tree = copy.deepcopy(root)
    for number, element in enumerate(tree.iter(W + "p")):
        element.set(_ORIGIN, str(number))
    clean(tree)
    if member == file.package.main:
        if not with_contents:
            empty_contents(tree)
        if file.inventory.footnotes:
            notes = parse(file.package.members[file.inventory.footnotes])
            clean(notes)
            move_notes_in(tree, notes)
    label = file.labels.get(member, "fotnoter")
    found = read_paragraphs(tree, label, file.book, "")
    return {int(one.element.get(_ORIGIN) or 0): one.place for one in found if one.element.get(_ORIGIN) is not None}


def part_at(paragraph: Element, offset: int) -> None:
    """See to it that a run of the paragraph begins at `offset` (0-based, in its text), with unchanged looks."""
    for atom in read_written(paragraph).atoms:
        if atom.start < offset < atom.end:
            _part_run(_part_text(atom.element, offset - atom.start))
            return
        if atom.start == offset < atom.end:
            _part_run(atom.element)
            return


def _part_text(text: Element, offset: int) -> Element:
    letters = text.text or ""
    second = copy.deepcopy(text)
    second.tail = None
    text.text, second.text = letters[:offset], letters[offset:]
    for half in (text, second):
        half.set(SPACE, "preserve")
    text.addnext(second)
    return second


def _part_run(first: Element) -> None:
    """Let a new run begin with this child of a run."""
    run = first.getparent()
    if run is None or run.tag != W + "r":
        return
    if all(before.tag == W + "rPr" for before in first.itersiblings(preceding=True)):
        return
    second = make("r")
    for name, content in run.attrib.items():
        second.set(name, content)
    properties = run.find(W + "rPr")
    if properties is not None:
        second.append(copy.deepcopy(properties))
    following = [first, *first.itersiblings()]
    second.extend(following)
    run.addnext(second)
