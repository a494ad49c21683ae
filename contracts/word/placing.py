"""Puts numbered placeholders where tags stood, so that a part can be written out as Jinja text.

Tags that enclose text are set between runs, never inside one: then a condition can never move formatting from one run
to another, and what it leaves is always well-formed.
"""

import copy
from collections.abc import Iterable, Mapping
from typing import Final

from contracts.word.blocks import CLOSERS, Reach, Tag
from contracts.word.ooxml import MARK, SPACE, Element, W, drop, is_blank, make, nearest
from contracts.word.tags import Kind

#: Around a tag's number. Private-use characters are refused in templates, so these can stand for nothing else.
OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"
#: On a paragraph that holds nothing outside its tags: dropped when all of them come out empty.
ONLY_TAGS: Final = MARK + "only"
_ELEMENT: Final[Mapping[Reach, str]] = {Reach.PARAGRAPH: W + "p", Reach.ROW: W + "tr", Reach.CELL: W + "tc"}


def placeholder(tag: Tag) -> str:
    """What stands for a tag in the tree."""
    return f"{OPEN}{tag.number}{CLOSE}"


def place_tags(tags: Iterable[Tag], reach: Mapping[int, Reach]) -> None:
    """Replace every tag of a part by its placeholder."""
    in_text: dict[Element, list[Tag]] = {}
    lifted: dict[Element, list[Tag]] = {}
    for tag in tags:
        if reach[tag.number] in _ELEMENT:
            element = nearest(tag.paragraph.element, _ELEMENT[reach[tag.number]])
            if element is not None:
                lifted.setdefault(element, []).append(tag)
        else:
            in_text.setdefault(tag.paragraph.element, []).append(tag)
    for paragraph, own_tags in in_text.items():
        if _nothing_outside(own_tags):
            paragraph.set(ONLY_TAGS, "1")
        for tag in reversed(own_tags):
            _replace(tag, around=reach[tag.number] is Reach.AROUND_ROW)
    for own_tags in in_text.values():
        for tag in own_tags:
            if reach[tag.number] is Reach.AROUND_ROW:
                _set_around_row(tag)
    for element, own_tags in lifted.items():
        _put_before(element, "".join(placeholder(tag) for tag in own_tags))
        drop(element)


def _nothing_outside(tags: list[Tag]) -> bool:
    """Whether a paragraph's text lies wholly in tags and between the tags of blocks."""
    text, depth, at = tags[0].paragraph.text, 0, 0
    for tag in tags:
        if depth == 0 and text[at : tag.text.start].strip():
            return False
        if tag.text.word in ("if", "for"):
            depth += 1
        elif tag.text.word in CLOSERS:
            depth -= 1
        at = tag.text.end
    return not text[at:].strip() and not is_lone_object(tags[0].paragraph.element)


def is_lone_object(paragraph: Element) -> bool:
    """Whether a paragraph shows something besides text."""
    bare = copy.deepcopy(paragraph)
    for text in bare.iter(W + "t"):
        text.text = ""
    return not is_blank(bare)


def _replace(tag: Tag, *, around: bool) -> None:
    start, end = tag.text.start, tag.text.end
    first: Element | None = None
    offset = 0
    for atom in tag.paragraph.atoms:
        if atom.end <= start or atom.start >= end:
            continue
        element = atom.element
        if element.tag != W + "t":  # a tab or break inside a tag is white space to Jinja
            drop(element)
            continue
        letters = element.text or ""
        # Later tags have been cut out of this element already, so only its beginning still matches the atom.
        cut_from, cut_to = max(start - atom.start, 0), min(end, atom.end) - atom.start
        element.text = letters[:cut_from] + letters[cut_to:]
        element.set(SPACE, "preserve")
        if first is None:
            first, offset = element, cut_from
        elif not element.text:
            _drop_with_run(element)
    if first is None or tag.text.kind is Kind.COMMENT or around:
        return
    if tag.text.kind is Kind.OUTPUT:
        letters = first.text or ""
        first.text = letters[:offset] + placeholder(tag) + letters[offset:]
    else:
        _split_run(first, offset, placeholder(tag))


def _drop_with_run(text: Element) -> None:
    run = text.getparent()
    drop(text)
    if run is not None and run.tag == W + "r" and all(child.tag == W + "rPr" for child in run):
        drop(run)


def _split_run(text: Element, offset: int, between: str) -> None:
    """Part a run at a place in one of its texts and set `between` between the halves."""
    run = nearest(text, W + "r")
    if run is None:
        return
    letters = text.text or ""
    second = make("r")
    for name, content in run.attrib.items():
        second.set(name, content)
    properties = run.find(W + "rPr")
    if properties is not None:
        second.append(copy.deepcopy(properties))
    after = copy.deepcopy(text)
    after.tail = None
    after.text = letters[offset:]
    text.text = letters[:offset]
    following = list(text.itersiblings())
    second.append(after)
    second.extend(following)
    # What follows the run belongs behind its second half; `addnext` would leave it between the halves.
    second.tail, run.tail = run.tail, None
    run.addnext(second)
    run.tail = between


def _set_around_row(tag: Tag) -> None:
    row = nearest(tag.paragraph.element, W + "tr")
    if row is None:
        return
    if tag.text.word in CLOSERS:
        row.tail = (row.tail or "") + placeholder(tag)
    else:
        _put_before(row, placeholder(tag))


def _put_before(element: Element, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
