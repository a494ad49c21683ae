"""The numbers of headings and clauses of a .docx, so that rdocx prints and tags them right.

It tags a numbered heading as a list item, and does not give its number the look of the heading. So these numbers
become text, and so do the references to them.
"""

import copy
from collections.abc import Mapping, Sequence

from lxml import etree

from contracts.pdf.embedded_fields import code_of, fields_of
from contracts.pdf.embedded_lists import Counting, Lists, Numbers
from contracts.pdf.embedded_styles import Styles, own_setting, put_setting, run_like, style_of
from contracts.word.ooxml import SPACE, Element, W, child_value, drop, value

#: what a number takes over from its heading's style
NUMBER_LOOK = ("rFonts", "b", "i", "color", "sz")


def dress_numbers(numbering: Element, styles: Styles) -> None:
    """Give the number of a heading the look of the heading's style, where the numbering says nothing of it."""
    for level in numbering.iter(f"{W}lvl"):
        style = child_value(level, "pStyle")
        if style and level.find(f"{W}rPr") is None:
            look = etree.SubElement(level, f"{W}rPr")
            found = (styles.find(style, f"rPr/{name}") for name in NUMBER_LOOK)
            look.extend(copy.deepcopy(setting) for setting in found if setting is not None)


def write_out_numbers(document: Element, numbering: Element, styles: Styles) -> None:
    """Write the numbers of headings, and of clauses in the same list, as text at the head of their paragraphs."""
    lists = Lists.read(numbering)
    paragraphs = [(p, found) for p in document.iter(f"{W}p") if (found := lists.of(p, styles)) is not None]
    headings = {where.abstract for paragraph, where in paragraphs if _is_heading(paragraph, styles)}
    written = frozenset(abstract for abstract in headings if lists.can_be_spelled(abstract))
    counting = Counting(lists)
    numbers: dict[str, Numbers] = {}
    for paragraph, where in paragraphs:
        if where.abstract in written:
            number = counting.next(where)
            numbers.update((str(mark.get(f"{W}name")), number) for mark in paragraph.iter(f"{W}bookmarkStart"))
            _write_number(paragraph, number.own, lists.levels[where.abstract][where.level], styles)
    _write_references(document, numbers)
    _end_numbering(document, styles, [number for number, abstract in lists.abstracts.items() if abstract in written])


def _write_references(document: Element, numbers: Mapping[str, Numbers]) -> None:
    """Write out the references to numbers that are text now: the engine would find none and print the whole heading."""
    for field in fields_of(document, "t"):
        _write_reference(field, numbers)


def _write_reference(field: Sequence[Element], numbers: Mapping[str, Numbers]) -> None:
    words = code_of(field).split()
    number = numbers.get(words[1]) if len(words) > 2 and words[0].upper() == "REF" else None
    texts = [node for node in field if node.tag == f"{W}t"]
    if number is None or not texts or not {"\\n", "\\r", "\\w"} & set(words):
        return
    for node in texts[1:]:
        node.text = ""
    texts[0].text = number.own.rstrip(".") if "\\n" in words else number.full.rstrip(".")
    for node in field:
        if node.tag != f"{W}t":
            drop(node)


def _end_numbering(document: Element, styles: Styles, numbers: list[str]) -> None:
    """Take the lists out of styles and paragraphs. To set a paragraph's list to none is not enough for rdocx's tags."""
    for holder in (*styles.by_id.values(), *document.iter(f"{W}p")):
        setting = own_setting(holder, "numPr")
        if setting is not None and child_value(setting, "numId") in numbers:
            drop(setting)
    for paragraph in document.iter(f"{W}p"):
        setting = own_setting(paragraph, "numPr")
        is_none = setting is not None and child_value(setting, "numId") == "0"
        if setting is not None and is_none and styles.find(style_of(paragraph), "pPr/numPr") is None:
            drop(setting)


def _write_number(paragraph: Element, number: str, level: Element, styles: Styles) -> None:
    separator = child_value(level, "suff", "tab")
    indent = own_setting(level, "ind")
    if indent is not None and styles.setting(paragraph, "ind") is None:
        put_setting(paragraph, "ind").attrib.update(indent.attrib)
    used = styles.setting(paragraph, "ind")
    left = None if used is None else used.get(f"{W}left") or used.get(f"{W}start")
    if separator == "tab" and left and own_setting(paragraph, "tabs") is None:
        etree.SubElement(put_setting(paragraph, "tabs"), f"{W}tab", {f"{W}val": "left", f"{W}pos": left})
    run = run_like(level)
    text = etree.SubElement(run, f"{W}t", {SPACE: "preserve"})
    text.text = number + (" " if separator == "space" else "")
    if separator == "tab":
        etree.SubElement(run, f"{W}tab")
    settings = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if settings is None else 1, run)


def _is_heading(paragraph: Element, styles: Styles) -> bool:
    level = value(styles.setting(paragraph, "outlineLvl"))
    return level.isdigit() and int(level) < 9
