"""A template's styles: found by the names that Word gives them in English and Swedish, and stripped when unused.

LibreOffice's time to load a file follows the number of styles, not of pages, so a compiled template keeps only those
that its text, its numbering and the values it prints can come to need.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from contracts.word.ooxml import Element, W, child_value, is_on, make, parse, to_bytes, value
from contracts.word.widths import twips

#: Most heading levels that Word has.
HEADING_LEVELS: Final = range(1, 10)
_TOP: Final = ("heading {n}", "rubrik {n}")
_NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "heading": _TOP,
        "body": ("body text", "brödtext", "brdtext"),
        "bullet": ("list bullet {n}", "punktlista {n}"),
        "number": ("list number {n}", "numrerad lista {n}", "numreradlista{n}"),
        "continue": ("list continue {n}", "listfortsättning {n}", "listfortsttning{n}"),
        "toc": ("toc {n}", "innehåll {n}", "innehll{n}"),
        "emphasis": ("emphasis", "betoning"),
        "strong": ("strong", "stark"),
        "hyperlink": ("hyperlink", "hyperlänk", "hyperlnk"),
        "note text": ("footnote text", "fotnotstext"),
        "note mark": ("footnote reference", "fotnotsreferens"),
        "table": ("tabell", "fakta", "table grid", "tabellrutnät", "tabellrutnt"),
        "cell": ("table text", "tabelltext"),
        "cell head": ("table heading", "tabellrubrik"),
    }
)
#: Parts whose names a style of another kind can have as well.
_KINDS: Final[Mapping[str, str]] = MappingProxyType({"table": "table", "cell": "paragraph", "cell head": "paragraph"})
#: Toggles that take text away from the reader: hidden, struck through, struck through twice.
HIDING: Final = ("vanish", "strike", "dstrike")


@dataclass(frozen=True, slots=True)
class Style:
    """What this room needs to know of one style."""

    id: str
    name: str
    kind: str  #: "paragraph", "character", "table" or "numbering"
    based_on: str
    default: bool
    outline: int | None  #: 1-based heading level, 0 for body text, None when it says nothing
    num_id: str  #: the list it belongs to, "" when it says nothing
    level: int | None  #: 0-based level in that list
    left: str  #: indent in twentieths of a point, "" when it says nothing
    ascii_font: str  #: "theme:minorHAnsi" for a theme's font, "" when it says nothing
    other_font: str  #: for letters outside ASCII
    tab_stops: tuple[str, ...]  #: kinds of tab stop: "left", "right", …
    hiding: frozenset[str]  #: which of `HIDING` it switches on
    bold: bool | None  #: None when it says nothing


@dataclass(frozen=True, slots=True)
class StyleBook:
    """The styles of one template."""

    by_id: Mapping[str, Style]
    outlines: Mapping[str, int]  #: heading level by style id, for those that give one
    fonts: Mapping[str, tuple[str, str]]  #: by style id: for ASCII and for other letters, with what it is based on
    defaults: Mapping[str, str]  #: id of the default style by kind
    ascii_font: str  #: of the document's defaults
    other_font: str
    found: dict[tuple[str, int], Style | None] = field(default_factory=dict, compare=False, repr=False)  #: by `find`

    def find(self, what: str, number: int = 0) -> Style | None:
        """The style that plays a part ("bullet", "heading", …), by its English or Swedish name or id.

        Args:
            what: a key of the table of names in this module.
            number: level of headings, lists and contents, 1-based; level 1 of lists has no number in its name.
        """
        if (what, number) not in self.found:
            self.found[what, number] = self._look_up(what, number)
        return self.found[what, number]

    def _look_up(self, what: str, number: int) -> Style | None:
        kind = _KINDS.get(what, "")
        shown = "" if number == 0 or (number == 1 and what in ("bullet", "number", "continue")) else str(number)
        keys = [_key(wanted.format(n=shown)) for wanted in _NAMES[what]]
        fitting = [style for style in self.by_id.values() if kind in ("", style.kind)]
        # An id is left over from the name that a style had when it was made, so it counts only when no name fits.
        for named in ([_key(style.name) for style in fitting], [_key(style.id) for style in fitting]):
            for key in keys:
                if key in named:
                    return fitting[named.index(key)]
        return None

    def chain(self, style_id: str) -> Iterator[Style]:
        """The style and those it is based on, nearest first."""
        yield from _chain(self.by_id, style_id)

    def outline_level(self, style_id: str) -> int:
        """The heading level that a paragraph style gives, 1-based; 0 when it is no heading."""
        return self.outlines.get(style_id, 0)

    def fonts_of(self, style_id: str) -> tuple[str, str]:
        """The fonts that a style and those it is based on give, for ASCII and for other letters; "" for none."""
        return self.fonts.get(style_id, ("", ""))

    def looks_like_heading(self, style_id: str) -> bool:
        """Whether a paragraph of this style is a landmark for a reader: a heading or a title."""
        if self.outline_level(style_id):
            return True
        return any(_key(style.name) in ("title", "rubrik") for style in self.chain(style_id))

    def is_bold(self, style_id: str) -> bool:
        """Whether a style's letters are bold."""
        return next((one.bold for one in self.chain(style_id) if one.bold is not None), False)

    def left_indent(self, properties: Element | None) -> int:
        """How far in a paragraph with these properties stands, in twentieths of a point."""
        style = child_value(properties, "pStyle") or self.default("paragraph")
        said = (left_indent(properties), *(one.left for one in self.chain(style)))
        return max(0, twips(next((one for one in said if one), "0")))

    def default(self, kind: str) -> str:
        """The id of the default style of a kind, "" when there is none."""
        return self.defaults.get(kind, "")


def said_bold(look: Element | None) -> bool | None:
    """Whether the look of a style or of letters makes them bold; None when it says nothing."""
    said = look.find(W + "b") if look is not None else None
    return None if said is None else is_on(said)


def _chain(by_id: Mapping[str, Style], style_id: str) -> Iterator[Style]:
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        yield by_id[style_id]
        style_id = by_id[style_id].based_on


def _outline(by_id: Mapping[str, Style], style_id: str) -> int:
    for style in _chain(by_id, style_id):
        if style.outline is not None:
            return style.outline
        for level in HEADING_LEVELS:
            if _key(style.name) in (f"heading{level}", f"rubrik{level}"):
                return level
    return 0


def _fonts(by_id: Mapping[str, Style], style_id: str) -> tuple[str, str]:
    chain = tuple(_chain(by_id, style_id))
    return (
        next((style.ascii_font for style in chain if style.ascii_font), ""),
        next((style.other_font for style in chain if style.other_font), ""),
    )


def _key(name: str) -> str:
    return name.lower().replace(" ", "").replace("-", "")


def read_styles(data: bytes | None) -> StyleBook:
    """The styles in a styles part; none when the part is missing."""
    if data is None:
        return _book({}, None)
    root = parse(data)
    styles = {style.id: style for style in map(_style, root.findall(W + "style"))}
    default_run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return _book(styles, default_run)


def _book(styles: dict[str, Style], default_run: Element | None) -> StyleBook:
    outlines = {name: level for name in styles if (level := _outline(styles, name))}
    defaults = {style.kind: style.id for style in reversed(styles.values()) if style.default}
    fonts = {name: _fonts(styles, name) for name in styles}
    return StyleBook(
        MappingProxyType(styles),
        MappingProxyType(outlines),
        MappingProxyType(fonts),
        MappingProxyType(defaults),
        *fonts_of(default_run),
    )


def _style(element: Element) -> Style:
    paragraph = element.find(W + "pPr")
    outline = child_value(paragraph, "outlineLvl")
    level = child_value(paragraph, "numPr/ilvl")
    tabs = paragraph.iterfind(f"{W}tabs/{W}tab") if paragraph is not None else iter(())
    return Style(
        id=element.get(W + "styleId") or "",
        name=child_value(element, "name"),
        kind=element.get(W + "type") or "paragraph",
        based_on=child_value(element, "basedOn"),
        default=element.get(W + "default") in ("1", "true"),
        outline=(int(outline) + 1 if int(outline) < len(HEADING_LEVELS) else 0) if outline.isdigit() else None,
        num_id=child_value(paragraph, "numPr/numId"),
        level=int(level) if level.isdigit() else None,
        left=left_indent(paragraph),
        ascii_font=fonts_of(element.find(W + "rPr"))[0],
        other_font=fonts_of(element.find(W + "rPr"))[1],
        tab_stops=tuple(value(tab) for tab in tabs),
        hiding=frozenset(name for name in HIDING if is_on(element.find(f"{W}rPr/{W}{name}"))),
        bold=said_bold(element.find(f"{W}rPr")),
    )


def left_indent(paragraph_properties: Element | None) -> str:
    """The left indent that paragraph properties give, in twentieths of a point; "" when they say nothing."""
    indent = paragraph_properties.find(W + "ind") if paragraph_properties is not None else None
    return "" if indent is None else (indent.get(W + "left") or indent.get(W + "start") or "")


def fonts_of(run_properties: Element | None) -> tuple[str, str]:
    """The fonts that run properties name, for ASCII and for other letters; a theme's font as "theme:…"."""
    fonts = run_properties.find(W + "rFonts") if run_properties is not None else None
    if fonts is None:
        return "", ""

    def named(kind: str) -> str:
        theme = fonts.get(f"{W}{kind}Theme")
        return f"theme:{theme}" if theme else (fonts.get(W + kind) or "")

    return named("ascii"), named("hAnsi")


def needed_by_markdown(book: StyleBook) -> frozenset[str]:
    """Ids of the styles that a Markdown value may come to use."""
    found = [book.find(what, level) for what in ("bullet", "number", "continue") for level in (1, 2, 3)]
    found += [book.find("heading", level) for level in HEADING_LEVELS]
    found += [book.find(what) for what in ("emphasis", "strong", "hyperlink", "note text", "note mark")]
    found += [book.find(what) for what in ("table", "cell", "cell head")]
    return frozenset(style.id for style in found if style)


def strip_unused(data: bytes, used: Iterable[str]) -> bytes:
    """A styles part with only the used styles, what they rest on, and the defaults."""
    root = parse(data)
    by_id = {element.get(W + "styleId") or "": element for element in root.findall(W + "style")}
    waiting = [name for name in used if name in by_id]
    waiting += [name for name, element in by_id.items() if element.get(W + "default") in ("1", "true")]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in kept or name not in by_id:
            continue
        kept.add(name)
        waiting += [child_value(by_id[name], tag) for tag in ("basedOn", "link", "next")]
    for name, element in by_id.items():
        if name not in kept:
            root.remove(element)
    for latent in root.findall(W + "latentStyles"):
        root.remove(latent)
    return to_bytes(root)


def with_note_and_link_styles(data: bytes) -> bytes:
    """A styles part in which the styles for footnotes and links exist, with Word's own looks where they did not."""
    book = read_styles(data)
    root = parse(data)
    base = book.default("paragraph")
    if book.find("note text") is None:
        properties = make("pPr", make("spacing", after="0", line="240", lineRule="auto"))
        look = make("rPr", make("sz", val="20"), make("szCs", val="20"))
        root.append(_new_style("FootnoteText", "footnote text", "paragraph", base, properties, look))
    if book.find("note mark") is None:
        look = make("rPr", make("vertAlign", val="superscript"))
        root.append(_new_style("FootnoteReference", "footnote reference", "character", "", look))
    if book.find("hyperlink") is None:
        look = make("rPr", make("color", val="0563C1"), make("u", val="single"))
        root.append(_new_style("Hyperlink", "Hyperlink", "character", "", look))
    return to_bytes(root)


def _new_style(style_id: str, name: str, kind: str, based_on: str, *properties: Element) -> Element:
    style = make("style", make("name", val=name), type=kind, styleId=style_id)
    if based_on:
        style.append(make("basedOn", val=based_on))
    style.append(make("uiPriority", val="99"))
    style.extend(properties)
    return style
