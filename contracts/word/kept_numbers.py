"""Keeps the numbers of points that have been signed when an agreement is rendered with other terms.

Others refer to a signed agreement by its numbers, so a point keeps the one that it was signed with. One that comes
between two others is "14 a", as in Swedish statutes; one that comes last goes on counting. Where one has been repealed
its heading stays, with a line that says so.
"""

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.word.draft import DocumentDraft
from contracts.word.fields import contents_paragraphs
from contracts.word.headings import outline_level, paragraphs_of
from contracts.word.keyed_headings import REPEALED, KeyedHeading, followed, keyed_headings
from contracts.word.numbering import level_element, list_of, numbers_of
from contracts.word.ooxml import MARK, Element, W, make, selecting
from contracts.word.settings_order import BEFORE_INDENT, BEFORE_LIST, put_setting
from contracts.word.structure import read_finished

#: What stands under the heading of a point that has been repealed.
REPEALED_TEXT: Final = "Punkten har upphört att gälla."
_REPEALED: Final = selecting(f"descendant-or-self::w:p[@c:{REPEALED.removeprefix(MARK)}]")
_LETTERED: Final = re.compile(r"(.*?)(?: ([a-z]))?")


def signed_headings(docx: bytes, shown_as: str) -> tuple[KeyedHeading, ...]:
    """The headings of a wording that has been signed, in order.

    Raises:
        TemplateError: it is no sound Word file.
    """
    finished = read_finished(docx, shown_as)
    body = finished.stories[finished.main]
    return tuple(keyed for _, keyed in keyed_headings(body, finished.numbering, finished.book))


def keep_numbers(draft: DocumentDraft, signed: Sequence[KeyedHeading]) -> None:
    """Give the headings of a document in the making the numbers of a signed one, in place.

    Args:
        draft: the rendered parts.
        signed: the headings of the signed wording, in order.
    """
    _put_repealed(draft, signed)
    found = keyed_headings(draft.main.root, draft.lists.numbering(), draft.book)
    wanted = _wanted([keyed for _, keyed in found], signed)
    headings = [(paragraph, wanted[keyed.key]) for paragraph, keyed in found if wanted.get(keyed.key)]
    contents = contents_paragraphs(draft.main.root)
    counted = [paragraph for paragraph in paragraphs_of(draft.main.root) if paragraph not in contents]
    for paragraph, number in headings:
        # A number that is written does not count, so those after it are counted anew.
        numbers = numbers_of(counted, draft.lists.numbering(), draft.book)
        if numbers.get(paragraph, "").strip() != number:
            _write_number(paragraph, number, draft)


def name_repealed(draft: DocumentDraft) -> None:
    """Give the headings of repealed points their names again, by which a later change knows them."""
    for paragraph in _REPEALED(draft.main.root):
        name = str(paragraph.attrib.pop(REPEALED))
        if name:
            paragraph.insert(1, make("bookmarkStart", id=name, name=name))
            paragraph.append(make("bookmarkEnd", id=name))


def _put_repealed(draft: DocumentDraft, signed: Sequence[KeyedHeading]) -> None:
    """A heading and a line in the place of each point that is there no longer, but for those under such a point."""
    found = keyed_headings(draft.main.root, draft.lists.numbering(), draft.book)
    old = followed(signed, [keyed for _, keyed in found])
    there = {old.get(keyed.key, keyed.key): paragraph for paragraph, keyed in found}
    gone = {keyed.key for keyed in signed if keyed.key not in there}
    for at, keyed in enumerate(signed):
        if keyed.key not in gone or keyed.under in gone:
            continue
        following = (
            there[one.key] for one in signed[at + 1 :] if one.key in there and one.heading.level <= keyed.heading.level
        )
        like = next((one for one, other in found if other.heading.level == keyed.heading.level), None)
        before = next(following, None)
        if like is None or before is None:
            continue  # the last point of all: its number is nobody else's
        heading = make("p", *_properties(like), make("r", make("t", text=keyed.heading.text)))
        if "/" not in keyed.key:  # it is a bookmark's name
            heading.set(REPEALED, keyed.key)
        line = make("p", *_properties(_text_after(found[0][0], draft)), make("r", make("t", text=REPEALED_TEXT)))
        before = _with_bookmarks(before)
        before.addprevious(heading)
        before.addprevious(line)


def _with_bookmarks(heading: Element) -> Element:
    """The heading, or the first of the bookmarks that stand just before it and are its own."""
    first = heading
    while (before := first.getprevious()) is not None and before.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
        first = before
    return first


def _properties(paragraph: Element | None) -> list[Element]:
    properties = paragraph.find(W + "pPr") if paragraph is not None else None
    return [copy.deepcopy(properties)] if properties is not None else []


def _text_after(heading: Element, draft: DocumentDraft) -> Element | None:
    """The first paragraph of running text after a heading: no heading, no item of a list, not in a table."""
    for paragraph in heading.itersiblings(W + "p"):
        in_list, _ = list_of(paragraph, draft.lists.numbering(), draft.book)
        if not outline_level(paragraph, draft.book) and not in_list:
            return paragraph
    return None


def _wanted(new: Sequence[KeyedHeading], signed: Sequence[KeyedHeading]) -> dict[str, str]:
    """The number that each heading is to bear, by its key; "" for one that bears none."""
    numbers = {keyed.key: keyed.heading.number for keyed in signed}
    kept = {own: numbers[old] for own, old in followed(signed, new).items()}
    used = set(numbers.values())
    wanted: dict[str, str] = {}
    for at, keyed in enumerate(new):
        if not keyed.heading.number:
            wanted[keyed.key] = ""
        elif keyed.key in kept:
            wanted[keyed.key] = kept[keyed.key]
        else:
            siblings = [one for one in new if (one.under, one.heading.level) == (keyed.under, keyed.heading.level)]
            before = next((wanted[one.key] for one in reversed(siblings) if one in new[:at]), "")
            last = not any(one.key in kept for one in siblings if one in new[at + 1 :])
            above = wanted.get(keyed.under, "").rstrip(".")
            dot = "." if keyed.heading.number.endswith(".") else ""
            wanted[keyed.key] = next(
                number for one in _candidates(before.rstrip("."), above, last=last) if (number := one + dot) not in used
            )
        used.add(wanted[keyed.key])
    return wanted


def _candidates(before: str, above: str, *, last: bool) -> Iterator[str]:
    """Numbers for a point, without a closing full stop, the best first.

    Args:
        before: the number of the point before it on its level; "" when it is the first.
        above: the number of the point that it stands under; "" for none.
        last: whether no signed point of its level comes after it.
    """
    before = before or (f"{above}.0" if above else "0")
    found = _LETTERED.fullmatch(before)
    assert found is not None  # it matches everything
    stem, letter = found[1], found[2]
    if last:
        head, _, number = stem.rpartition(".")
        first = int(number) + 1 if number.isdigit() else 1
        for one in range(first, first + 1000):
            yield f"{head}.{one}" if head else str(one)
    for code in range(ord(letter) + 1 if letter else ord("a"), ord("z") + 1):
        yield f"{stem} {chr(code)}"


def _write_number(paragraph: Element, number: str, draft: DocumentDraft) -> None:
    """Take a heading out of its list, and write its number, with the indent that the list gave it."""
    num_id, at = list_of(paragraph, draft.lists.numbering(), draft.book)
    level = level_element(draft.lists.base, num_id, at)
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = make("pPr")
        paragraph.insert(0, properties)
    put_setting(properties, make("numPr", make("ilvl", val="0"), make("numId", val="0")), BEFORE_LIST)
    indent = level.find(f"{W}pPr/{W}ind") if level is not None else None
    if indent is not None and properties.find(W + "ind") is None:
        put_setting(properties, copy.deepcopy(indent), BEFORE_INDENT)
    first = paragraph.find(W + "r")
    look = first.find(W + "rPr") if first is not None else None
    run = make("r", *([copy.deepcopy(look)] if look is not None else []), make("t", text=number), make("tab"))
    if first is not None:
        first.addprevious(run)
    else:
        paragraph.append(run)
