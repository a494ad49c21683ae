"""A .docx prepared so that rdocx lays it out, and tags it, as LibreOffice does.

rdocx 0.16.3 differs from Word and LibreOffice in five things, each mended here on a copy:

- a heading's number does not take the look of the heading's style;
- a numbered heading is tagged as a list item, so its number is written out as text, and so are references to it;
- bookmarks with equal ids, which Word itself writes, are refused;
- space between neighbours of one style is kept, although the style says `contextualSpacing`;
- the first entry of a contents list keeps its old page number, and so do entries that hold a plain number.

The text does not change by it, but for the page numbers of contents lists, which the engine then computes.
"""

import copy
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"

#: what a number takes over from its heading's style
NUMBER_LOOK = ("rFonts", "b", "i", "color", "sz")
#: the children of w:pPr that are put here, among those that must come after them. Source: ECMA-376 part 1, 17.3.1.26
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
SMALL_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def prepare(docx: bytes) -> bytes:
    """The same document for rdocx; same input, same bytes.

    Args:
        docx: a .docx that has passed the pre-flight.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    parts = {info.filename: etree.fromstring(content) for info, content in members if info.filename in _EDITED}
    if DOCUMENT in parts:
        styles = Styles.read(parts.get(STYLES))
        number_unique(parts[DOCUMENT])
        close_up(parts[DOCUMENT], styles)
        free_contents(parts[DOCUMENT])
        if NUMBERING in parts:
            dress_numbers(parts[NUMBERING], styles)
            write_out_numbers(parts[DOCUMENT], parts[NUMBERING], styles)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in members:
            root = parts.get(info.filename)
            new = (
                content
                if root is None
                else etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            )
            archive.writestr(info, new, zipfile.ZIP_DEFLATED)
    return target.getvalue()


_EDITED = (DOCUMENT, STYLES, NUMBERING)


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's paragraph styles, with what they inherit."""

    by_id: Mapping[str, etree._Element]

    @classmethod
    def read(cls, root: etree._Element | None) -> "Styles":
        """From the styles part, or none."""
        entries = root.findall(f"{W}style") if root is not None else []
        return cls(MappingProxyType({str(entry.get(f"{W}styleId")): entry for entry in entries}))

    def chain(self, style: str) -> Iterator[etree._Element]:
        """A style and those it is based on, nearest first; a circle ends."""
        seen: set[str] = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = _value(self.by_id[style].find(f"{W}basedOn"))

    def find(self, style: str, path: str) -> etree._Element | None:
        """The nearest setting, such as `pPr/numPr`."""
        steps = "/".join(W + step for step in path.split("/"))
        return next((found for entry in self.chain(style) if (found := entry.find(steps)) is not None), None)


def number_unique(document: etree._Element) -> None:
    """Give each bookmark an id of its own."""
    waiting: dict[str, list[str]] = {}
    count = 0
    for mark in document.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        old = str(mark.get(f"{W}id"))
        if mark.tag == f"{W}bookmarkStart":
            count += 1
            waiting.setdefault(old, []).append(str(count))
            mark.set(f"{W}id", str(count))
        elif waiting.get(old):
            mark.set(f"{W}id", waiting[old].pop())


def close_up(document: etree._Element, styles: Styles) -> None:
    """Take away the space between neighbours of one style that asks for it.

    Source: ECMA-376 part 1, 17.3.1.9 (contextualSpacing).
    """
    for first in document.iter(f"{W}p"):
        second = first.getnext()
        style = _style(first)
        if second is None or second.tag != first.tag or _style(second) != style or not style:
            continue
        for paragraph, side in ((first, "after"), (second, "before")):
            if _is_on(_setting(paragraph, styles, "contextualSpacing")):
                spacing = _put(paragraph, "spacing")
                spacing.set(W + side, "0")
                spacing.attrib.pop(f"{W}{side}Autospacing", "")


def free_contents(document: etree._Element) -> None:
    """Take the TOC field away from around its entries, and let each entry's number be a PAGEREF of its own."""
    open_fields: list[list[etree._Element]] = []
    contents: list[etree._Element] = []
    for node in list(document.iter(f"{W}fldChar", f"{W}instrText", f"{W}hyperlink")):
        inside = any(_code(marks).startswith("TOC") for marks in open_fields)
        if node.tag == f"{W}hyperlink":
            if inside:
                _refer_to_page(node)
        elif node.get(f"{W}fldCharType") == "begin":
            open_fields.append([node])
        elif open_fields:
            open_fields[-1].append(node)
            if node.get(f"{W}fldCharType") == "end":
                marks = open_fields.pop()
                contents += marks if _code(marks).startswith("TOC") else []
    for mark in contents:
        _remove(mark)


def _code(marks: list[etree._Element]) -> str:
    return "".join(mark.text or "" for mark in marks if mark.tag == f"{W}instrText").strip().upper()


def _refer_to_page(link: etree._Element) -> None:
    anchor, texts = link.get(f"{W}anchor"), list(link.iter(f"{W}t"))
    if (
        not anchor
        or not texts
        or not (texts[-1].text or "").isdigit()
        or next(link.iter(f"{W}fldChar"), None) is not None
    ):
        return
    run = texts[-1].getparent()
    if run is None or run.getparent() is not link:
        return
    place = link.index(run)
    for offset, (name, attributes, text) in enumerate(
        (
            ("fldChar", {f"{W}fldCharType": "begin"}, None),
            ("instrText", {}, f" PAGEREF {anchor} \\h "),
            ("fldChar", {f"{W}fldCharType": "separate"}, None),
        )
    ):
        link.insert(place + offset, _run(run, name, attributes, text))
    link.insert(link.index(run) + 1, _run(run, "fldChar", {f"{W}fldCharType": "end"}, None))


def _run(like: etree._Element, name: str, attributes: Mapping[str, str], text: str | None) -> etree._Element:
    run = etree.Element(f"{W}r")
    look = like.find(f"{W}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
    etree.SubElement(run, W + name, dict(attributes)).text = text
    return run


def dress_numbers(numbering: etree._Element, styles: Styles) -> None:
    """Give the number of a heading the look of the heading's style, where the numbering says nothing of it."""
    for level in numbering.iter(f"{W}lvl"):
        style = _value(level.find(f"{W}pStyle"))
        if style and level.find(f"{W}rPr") is None:
            look = etree.SubElement(level, f"{W}rPr")
            found = (styles.find(style, f"rPr/{name}") for name in NUMBER_LOOK)
            look.extend(copy.deepcopy(setting) for setting in found if setting is not None)


def write_out_numbers(document: etree._Element, numbering: etree._Element, styles: Styles) -> None:
    """Write the numbers of headings, and of clauses in the same list, as text at the head of their paragraphs."""
    lists = Lists.read(numbering)
    paragraphs = [(p, found) for p in document.iter(f"{W}p") if (found := lists.of(p, styles)) is not None]
    headings = {where.abstract for paragraph, where in paragraphs if _is_heading(paragraph, styles)}
    written = frozenset(abstract for abstract in headings if lists.can_be_spelled(abstract))
    counters: dict[str, dict[int, int]] = {}
    started: set[str] = set()
    numbers: dict[str, Numbers] = {}
    for paragraph, where in paragraphs:
        levels = lists.levels[where.abstract]
        if where.abstract not in written:
            continue
        counter = counters.setdefault(where.abstract, {})
        if where.number not in started:
            started.add(where.number)
            counter.update({at: value - 1 for at, value in lists.restarts.get(where.number, {}).items()})
        _count(counter, where.level, levels)
        number = _number(counter, where.level, levels)
        numbers.update((str(mark.get(f"{W}name")), number) for mark in paragraph.iter(f"{W}bookmarkStart"))
        _write_number(paragraph, number.own, levels[where.level], styles)
    _write_references(document, numbers)
    _end_numbering(document, styles, [number for number, abstract in lists.abstracts.items() if abstract in written])


def _write_references(document: etree._Element, numbers: Mapping[str, "Numbers"]) -> None:
    """Write out the references to numbers that are text now: the engine would find none and print the whole heading."""
    open_fields: list[list[etree._Element]] = []
    for node in list(document.iter(f"{W}fldChar", f"{W}instrText", f"{W}t")):
        if node.get(f"{W}fldCharType") == "begin":
            open_fields.append([node])
        elif open_fields:
            open_fields[-1].append(node)
            if node.get(f"{W}fldCharType") == "end":
                _write_reference(open_fields.pop(), numbers)


def _write_reference(field: list[etree._Element], numbers: Mapping[str, "Numbers"]) -> None:
    words = "".join(node.text or "" for node in field if node.tag == f"{W}instrText").split()
    number = numbers.get(words[1]) if len(words) > 2 and words[0].upper() == "REF" else None
    texts = [node for node in field if node.tag == f"{W}t"]
    if number is None or not texts or not {"\\n", "\\r", "\\w"} & set(words):
        return
    for node in texts[1:]:
        node.text = ""
    texts[0].text = number.own.rstrip(".") if "\\n" in words else number.full.rstrip(".")
    for node in field:
        if node.tag != f"{W}t":
            _remove(node)


def _end_numbering(document: etree._Element, styles: Styles, numbers: list[str]) -> None:
    """Take the lists out of styles and paragraphs. To set a paragraph's list to none is not enough for rdocx's tags."""
    for holder in (*styles.by_id.values(), *document.iter(f"{W}p")):
        setting = holder.find(f"{W}pPr/{W}numPr")
        if setting is not None and _value(setting.find(f"{W}numId")) in numbers:
            _remove(setting)
    for paragraph in document.iter(f"{W}p"):
        setting = paragraph.find(f"{W}pPr/{W}numPr")
        is_none = setting is not None and _value(setting.find(f"{W}numId")) == "0"
        if setting is not None and is_none and styles.find(_style(paragraph), "pPr/numPr") is None:
            _remove(setting)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in the document's lists."""

    number: str  #: the list's numId
    abstract: str  #: its abstractNumId; lists of one kind count together
    level: int  #: 0-based


@dataclass(frozen=True, slots=True)
class Lists:
    """The document's lists."""

    abstracts: Mapping[str, str]  #: numId -> abstractNumId
    levels: Mapping[str, Mapping[int, etree._Element]]  #: abstractNumId -> level -> w:lvl
    restarts: Mapping[str, Mapping[int, int]]  #: numId -> level -> first number

    @classmethod
    def read(cls, numbering: etree._Element) -> "Lists":
        """From the numbering part."""
        nums = {str(num.get(f"{W}numId")): num for num in numbering.findall(f"{W}num")}
        return cls(
            {key: _value(num.find(f"{W}abstractNumId")) for key, num in nums.items()},
            {
                str(abstract.get(f"{W}abstractNumId")): {_ilvl(level): level for level in abstract.findall(f"{W}lvl")}
                for abstract in numbering.findall(f"{W}abstractNum")
            },
            {
                key: {
                    _ilvl(override): int(_value(start))
                    for override in num.findall(f"{W}lvlOverride")
                    if (start := override.find(f"{W}startOverride")) is not None
                }
                for key, num in nums.items()
            },
        )

    def can_be_spelled(self, abstract: str) -> bool:
        """Whether all its levels count in a way known here."""
        return all(_format(level) in FORMATS for level in self.levels[abstract].values())

    def of(self, paragraph: etree._Element, styles: Styles) -> ListPlace | None:
        """The place of a paragraph, from its own settings or its style's; None when it is not numbered."""
        setting = _setting(paragraph, styles, "numPr")
        number = _value(setting.find(f"{W}numId")) if setting is not None else ""
        abstract = self.abstracts.get(number, "")
        if setting is None or abstract not in self.levels:
            return None
        levels = self.levels[abstract]
        linked = (at for at, level in levels.items() if _value(level.find(f"{W}pStyle")) == _style(paragraph))
        said = int(_value(setting.find(f"{W}ilvl")) or 0)
        level = said if _has_own(paragraph, "numPr") else next(linked, said)
        return ListPlace(number, abstract, level) if level in levels else None


def _count(counter: dict[int, int], level: int, levels: Mapping[int, etree._Element]) -> None:
    for above in range(level):
        counter.setdefault(above, _start(levels, above))
    counter[level] = counter.get(level, _start(levels, level) - 1) + 1
    for below in [at for at in counter if at > level]:
        del counter[below]


def _start(levels: Mapping[int, etree._Element], level: int) -> int:
    start = levels[level].find(f"{W}start") if level in levels else None
    return 1 if start is None else int(_value(start))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a numbered paragraph is called."""

    own: str  #: as it stands at its head, such as `(a)`
    full: str  #: with the levels above it, such as `3.1(a)`


def _number(counter: Mapping[int, int], level: int, levels: Mapping[int, etree._Element]) -> Numbers:
    text = _value(levels[level].find(f"{W}lvlText"))
    own, legal = text, levels[level].find(f"{W}isLgl") is not None
    for at in range(level + 1):
        spell = FORMATS["decimal" if legal else _format(levels[at])] if at in levels else str
        own = own.replace(f"%{at + 1}", spell(counter[at]))
    if level == 0 or "%1" in text or level - 1 not in levels:
        return Numbers(own, own)
    return Numbers(own, _number(counter, level - 1, levels).full.rstrip(".") + own)


def _write_number(paragraph: etree._Element, number: str, level: etree._Element, styles: Styles) -> None:
    separator = _value(level.find(f"{W}suff")) or "tab"
    indent = level.find(f"{W}pPr/{W}ind")
    if indent is not None and not _has_own(paragraph, "ind") and styles.find(_style(paragraph), "pPr/ind") is None:
        _put(paragraph, "ind").attrib.update(indent.attrib)
    used = _setting(paragraph, styles, "ind")
    left = None if used is None else used.get(f"{W}left") or used.get(f"{W}start")
    if separator == "tab" and left and not _has_own(paragraph, "tabs"):
        etree.SubElement(_put(paragraph, "tabs"), f"{W}tab", {f"{W}val": "left", f"{W}pos": left})
    run = etree.Element(f"{W}r")
    look = level.find(f"{W}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
    text = etree.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = number + (" " if separator == "space" else "")
    if separator == "tab":
        etree.SubElement(run, f"{W}tab")
    settings = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if settings is None else 1, run)


def _is_heading(paragraph: etree._Element, styles: Styles) -> bool:
    level = _value(_setting(paragraph, styles, "outlineLvl"))
    return level.isdigit() and int(level) < 9


def _setting(paragraph: etree._Element, styles: Styles, name: str) -> etree._Element | None:
    own = paragraph.find(f"{W}pPr/{W}{name}")
    return own if own is not None else styles.find(_style(paragraph), f"pPr/{name}")


def _has_own(paragraph: etree._Element, name: str) -> bool:
    return paragraph.find(f"{W}pPr/{W}{name}") is not None


def _put(paragraph: etree._Element, name: str) -> etree._Element:
    """The paragraph's own setting, made in its right place if it is not there."""
    settings = paragraph.find(f"{W}pPr")
    if settings is None:
        settings = etree.Element(f"{W}pPr")
        paragraph.insert(0, settings)
    found = settings.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        before = {W + earlier for earlier in PARAGRAPH_ORDER[: PARAGRAPH_ORDER.index(name)]}
        settings.insert(sum(1 for child in settings if child.tag in before), found)
    return found


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _style(paragraph: etree._Element) -> str:
    return _value(paragraph.find(f"{W}pPr/{W}pStyle"))


def _value(node: etree._Element | None) -> str:
    return "" if node is None else str(node.get(f"{W}val", ""))


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and node.get(f"{W}val", "true") not in ("0", "false", "off")


def _ilvl(node: etree._Element) -> int:
    return int(str(node.get(f"{W}ilvl")))


def _format(level: etree._Element) -> str:
    return _value(level.find(f"{W}numFmt")) or "decimal"


def _letters(value: int) -> str:
    """A, …, Z, AA, BB: Word repeats the letter."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for worth, sign in (*ROMAN, *SMALL_ROMAN):
        text += sign * (value // worth)
        value %= worth
    return text


FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "upperLetter": _letters,
        "lowerLetter": lambda value: _letters(value).lower(),
        "upperRoman": _roman,
        "lowerRoman": lambda value: _roman(value).lower(),
        "none": lambda value: "",
    }
)
