"""The contents list: emptied when a template is compiled, written anew from the headings that a document really has.

Word keeps a printed copy of the list in the file and refreshes it only when asked; a copy from the template would show
headings, numbers and pages of another document, and tags that nobody meant to print.

Source: ECMA-376 part 1, 17.16.5.68 (TOC), 17.16.5.48 (PAGEREF).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.sandbox.printing import TemplateValueError
from contracts.word.fields import Field, contents_paragraphs, fields_in
from contracts.word.headings import Heading
from contracts.word.ooxml import MARK, Element, W, drop, is_blank, make, nearest, own, parse, selecting, to_bytes
from contracts.word.package import open_own, open_package
from contracts.word.packing import write_package
from contracts.word.places import TAKEN_OUT
from contracts.word.styles import StyleBook

#: On the paragraph that stands for the emptied list, with its field code.
CONTENTS: Final = MARK + "contents"
#: Shown until the page numbers are known; no page has it.
PAGE_PLACEHOLDER: Final = "0"
_WAITING: Final = selecting(f"descendant-or-self::w:p[@c:{CONTENTS.removeprefix(MARK)}]")
_SWITCH: Final = re.compile(r"\\([a-zA-Z])(?:\s+\"([^\"]*)\")?")
_KNOWN_SWITCHES: Final = frozenset("ohzuwxp")
_LEFT_TAB: Final = 480  #: twentieths of a point, for a list style without a stop of its own
_TEXT_WIDTH: Final = 9071


def empty_contents(root: Element) -> tuple[TemplateValueError, ...]:
    """Take the printed lines out of every contents list of a body; what stays is a marked paragraph for each.

    Returns:
        What cannot be kept as it is.
    """
    refused: list[TemplateValueError] = []
    found = [one for one in fields_in(root)[0] if one.name == "TOC"]
    for one in found:
        error = _empty(one)
        if error:
            refused.append(error)
    if found:
        _drop_old_bookmarks(root)
    return tuple(refused)


def _empty(one: Field) -> TemplateValueError | None:
    first, last = nearest(one.begin, W + "p"), nearest(one.end, W + "p")
    if first is None or last is None or first.getparent() is not last.getparent():
        text = "innehållsförteckningen börjar och slutar på olika ställen i dokumentets uppbyggnad"
        return TemplateValueError("template-contents", text, "ta bort den och infoga en ny i vanlig text")
    taken_out = 0
    for between in list(first.itersiblings()):
        if first is last:
            break
        if between is not last:
            taken_out += sum(1 for _ in between.iter(W + "p"))
            drop(between)
            continue
        _cut(last, upto=one.end)
        if is_blank(last) and last.find(W + "bookmarkStart") is None:
            taken_out += 1
            drop(last)
        break
    first.set(TAKEN_OUT, str(taken_out))
    _cut(first, since=one.begin, upto=one.end if first is last else None)
    if not is_blank(first):
        text = "annan text står i samma stycke som innehållsförteckningen"
        return TemplateValueError("template-contents", text, "ge innehållsförteckningen ett eget stycke")
    for child in [child for child in first if child.tag != W + "pPr"]:
        first.remove(child)
    first.set(CONTENTS, one.code.strip())
    unknown = {found[1].lower() for found in _SWITCH.finditer(one.code)} - _KNOWN_SWITCHES
    if unknown or not levels_of(one.code):
        text = "innehållsförteckningen är gjord på ett sätt som inte stöds"
        return TemplateValueError("template-contents", text, "infoga en ny som bygger på rubriknivåer")
    return None


def _cut(paragraph: Element, since: Element | None = None, upto: Element | None = None) -> None:
    """Remove a paragraph's children from one run on, and up to another run, both included."""
    cutting = since is None
    for child in list(paragraph):
        holds_first = since is not None and (child is since or since in child.iter())
        cutting = cutting or holds_first
        holds_last = upto is not None and (child is upto or upto in child.iter())
        if cutting and child.tag != W + "pPr":
            paragraph.remove(child)
        if holds_last:
            return


def _drop_old_bookmarks(root: Element) -> None:
    ids = {
        one.get(W + "id") for one in root.iter(W + "bookmarkStart") if (one.get(W + "name") or "").startswith("_Toc")
    }
    for one in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        if one.get(W + "id") in ids:
            drop(one)


def levels_of(code: str) -> range:
    """The heading levels that a contents list shows; empty when it does not go by levels."""
    switches = {found[1]: found[2] for found in _SWITCH.finditer(code)}
    if "o" not in switches and "u" not in switches:
        return range(0)
    span = re.fullmatch(r"\s*(\d)-(\d)\s*", switches.get("o") or "1-3")
    return range(int(span[1]), int(span[2]) + 1) if span else range(0)


def has_contents(root: Element) -> bool:
    """Whether a body has a contents list that waits to be filled."""
    return bool(_WAITING(root))


def fill_contents(
    root: Element, headings: Sequence[tuple[Element, Heading]], book: StyleBook
) -> tuple[TemplateValueError, ...]:
    """Write every contents list of a body from its headings, with links to them and placeholders for pages.

    Args:
        root: the body; bookmarks are set around the headings that are listed.
        headings: each heading's paragraph and what it says, in order.
        book: the styles; the lines take the styles "toc 1", "toc 2", …

    Returns:
        What is missing for it.
    """
    refused: list[TemplateValueError] = []
    names: dict[Element, str] = {}
    for place in _WAITING(root):
        code = place.get(CONTENTS) or ""
        del place.attrib[CONTENTS]
        place.attrib.pop(TAKEN_OUT, "")
        listed = [(paragraph, heading) for paragraph, heading in headings if heading.level in levels_of(code)]
        for level in sorted({heading.level for _, heading in listed}):
            if book.find("toc", level) is None:
                text = f"innehållsförteckningen behöver formatmallen ”Innehåll {level}”, som mallen saknar"
                refused.append(
                    TemplateValueError("template-style", text, "infoga innehållsförteckningen på nytt i Word")
                )
        if not listed:
            text = "innehållsförteckningen blir tom: dokumentet har inga rubriker på dess nivåer"
            refused.append(
                TemplateValueError("template-contents", text, "ta bort den eller ge rubrikerna rubrikformat")
            )
        if not refused:
            _write_lines(place, code, listed, names, book)
    for paragraph, name in names.items():
        _bookmark(paragraph, name)
    return tuple(refused)


def _write_lines(
    place: Element, code: str, listed: Sequence[tuple[Element, Heading]], names: dict[Element, str], book: StyleBook
) -> None:
    lines: list[Element] = []
    for paragraph, heading in listed:
        name = names.setdefault(paragraph, f"_Toc{len(names) + 1:08d}")
        lines.append(_line(heading, name, book))
    opening = [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", make("instrText", text=f" {code} ")),
        make("r", make("fldChar", fldCharType="separate")),
    ]
    for run in reversed(opening):
        lines[0].insert(1, run)
    lines[-1].append(make("r", make("fldChar", fldCharType="end")))
    for line in lines:
        place.addprevious(line)
    drop(place)


def _line(heading: Heading, name: str, book: StyleBook) -> Element:
    style = book.find("toc", heading.level)
    assert style is not None
    stops = {stop for one in book.chain(style.id) for stop in one.tab_stops}
    properties = make("pPr", make("pStyle", val=style.id))
    tabs = make("tabs")
    if heading.number and not stops & {"left", "num", "start"}:
        tabs.append(make("tab", val="left", pos=str(_LEFT_TAB * heading.level)))
    if not stops & {"right", "end"}:
        tabs.append(make("tab", val="right", leader="dot", pos=str(_TEXT_WIDTH)))
    if len(tabs):
        properties.append(tabs)
    runs = [make("r", make("t", text=heading.number)), make("r", make("tab"))] if heading.number else []
    runs += [make("r", make("t", text=heading.text)), make("r", make("tab"))]
    runs += [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", make("instrText", text=f" PAGEREF {name} \\h ")),
        make("r", make("fldChar", fldCharType="separate")),
        make("r", make("t", text=PAGE_PLACEHOLDER)),
        make("r", make("fldChar", fldCharType="end")),
    ]
    return make("p", properties, make("hyperlink", *runs, anchor=name, history="1"))


def _bookmark(paragraph: Element, name: str) -> None:
    # Ids are given when the whole document is known; until then a name tells start and end that they belong together.
    start = make("bookmarkStart", id=name, name=name)
    paragraph.insert(1 if paragraph.find(W + "pPr") is not None else 0, start)
    paragraph.append(make("bookmarkEnd", id=name))


def contents_lines(docx: bytes) -> tuple[str, ...]:
    """The lines of a Word file's contents lists, number and heading without page, in order.

    Raises:
        TemplateError: the bytes are no sound Word file.
    """
    package = open_package(docx, "dokumentet")
    return lines_of(parse(package.members[package.main]))


def lines_of(root: Element) -> tuple[str, ...]:
    """The lines of a body's contents lists; see `contents_lines`."""
    return tuple(line for line, _ in _lines_with_pages(root))


def with_contents_pages(docx: bytes, pages: Sequence[int]) -> bytes:
    """The same Word file with page numbers in its contents lists; the same bytes when they are there already.

    Args:
        docx: a rendered file.
        pages: the page of each line, in order, 1-based.

    Raises:
        ValueError: there are more or fewer pages than lines.
        TemplateError: the bytes are no Word file.
    """
    package = open_own(docx, "dokumentet")
    root = parse(package.members[package.main])
    lines = list(_lines_with_pages(root))
    if len(lines) != len(pages):
        raise ValueError(f"{len(pages)} page numbers for {len(lines)} lines: give one for each line")
    changed = False
    for (_, shown), page in zip(lines, pages, strict=True):
        changed = changed or shown.text != str(page)
        shown.text = str(page)
    return write_package({**package.members, package.main: to_bytes(root)}) if changed else docx


def _lines_with_pages(root: Element) -> Iterator[tuple[str, Element]]:
    """Each line of the contents lists of a body: its text without the page, and the text element of its page."""
    inside = contents_paragraphs(root)
    if not inside:
        return
    for paragraph in (one for one in root.iter(W + "p") if one in inside):
        letters: list[str] = []
        code, in_reference = "", False
        for element in own(paragraph):
            if element.tag == W + "instrText":
                code = element.text or ""
            elif element.tag == W + "fldChar":
                in_reference = "PAGEREF" in code and element.get(W + "fldCharType") == "separate"
            elif element.tag == W + "t" and in_reference:
                yield "".join(letters).strip(), element
            elif element.tag == W + "t":
                letters.append(element.text or "")
            elif element.tag == W + "tab":
                letters.append(" ")
