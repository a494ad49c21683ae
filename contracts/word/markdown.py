"""Turns Markdown from data into marker elements, which settling makes into Word's own paragraphs.

Covers headings, paragraphs, lists, emphasis, links, tables and footnotes. Whatever else Markdown can express is refused
with its line, because a paragraph that silently became something else, or nothing, is worse than a message.
"""

import functools
import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from contracts.sandbox.printing import MarkerText, TemplateValueError, checked_text
from contracts.word.ooxml import MARK, MARK_URI, Element

_SAFE_LINK: Final = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_DEAD_NOTE: Final = re.compile(r"\[\^[^\]\s]+\]")
_NOTE_DEFINITION: Final = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_MOST_LIST_LEVELS: Final = 3
_MOST_HEADING: Final = 9
_REFUSED: Final = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "en bild",
    "code_block": "indragen programkod",
    "fence": "programkod",
    "code_inline": "programkod",
    "blockquote_open": "ett blockcitat",
    "hr": "en vågrät linje",
}


def stycken(value: object, under: int = 1) -> MarkerText:
    """Whole paragraphs, lists, tables and notes from a Markdown text; for {{p … }} in a paragraph of its own.

    Args:
        value: Markdown text.
        under: level of the heading that the text stands under; "#" in the text becomes the level below it.

    Raises:
        TemplateValueError: the text is empty or holds what cannot be printed.
        TypeError: it is no text.
    """
    text = _markdown_text(value)
    if not isinstance(under, int) or isinstance(under, bool) or not 0 <= under < _MOST_HEADING:
        raise TypeError(f"stycken takes a heading level from 0 to 8, not {under!r}: give the level above the text")
    state: dict[str, Any] = {}
    tokens = _parse(text, state)
    builder = _Builder(tokens, state, under)
    return _as_text(builder.blocks())


def rad(value: object) -> MarkerText:
    """One line of Markdown with its emphasis and links, for {{ … }} inside a paragraph.

    Raises:
        TemplateValueError: the text is empty, is more than one paragraph, or holds what cannot be printed.
        TypeError: it is no text.
    """
    text = _markdown_text(value)
    tokens = _parse(text, {})
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        what = "texten är mer än en rad"
        raise TemplateValueError("markdown-block", what, "skriv {{p … | stycken }} i ett eget stycke i mallen")
    root = _element("inline")
    _Builder(tokens, {}, 1).inline(root, tokens[1].children or [], 1)
    return _as_text(root)


def _markdown_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"Markdown takes text, not {type(value).__name__}: give it a text")
    text = checked_text(str(value))
    if not text.strip():
        raise TemplateValueError("template-empty", "texten är tom", "fyll i uppgiften eller omge taggen med {% if … %}")
    return text


@functools.cache  # to make one takes as long as to read a page; what it reads it keeps in `state`
def _parser() -> MarkdownIt:
    # HTML is recognised so that it can be refused; with it off it would be printed as text.
    return MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin, inline=False)


def _parse(text: str, state: dict[str, Any]) -> list[Token]:
    tokens = _parser().parse(text, state)
    # Both of these print nothing by themselves, so that one that is written twice or never used would be lost.
    if state.get("references"):
        name = next(iter(state["references"])).lower()
        what = f"Markdown-texten definierar länken [{name}] på en egen rad"
        raise TemplateValueError("markdown-unsupported", what, "skriv länken där den står: [text](https://adress)")
    labels = _NOTE_DEFINITION.findall(text)
    repeated = next((label for label in labels if labels.count(label) > 1), "")
    if repeated:
        what = f"fotnoten [^{repeated}] är skriven två gånger"
        raise TemplateValueError("markdown-footnote", what, "ge den ena ett annat namn")
    return tokens


def _element(name: str, **attributes: str) -> Element:
    return etree.Element(MARK + name, attributes, nsmap={"c": MARK_URI})


def _as_text(root: Element) -> MarkerText:
    return MarkerText(etree.tostring(root, encoding="unicode"))


def _refuse(what: str, line: int, remedy: str) -> TemplateValueError:
    return TemplateValueError("markdown-unsupported", f"Markdown-textens rad {line} innehåller {what}", remedy)


class _Builder:
    """Walks Markdown's flat tokens and builds the tree they describe."""

    def __init__(self, tokens: Sequence[Token], state: dict[str, Any], under: int) -> None:
        self._tokens = tokens
        self._under = under
        self._at = 0
        self._line = 1
        self._lists = 0
        self._used: set[str] = set()
        self._notes: dict[str, list[Token]] = {}
        self._take_notes(state)

    def blocks(self) -> Element:
        """All blocks of the text."""
        root = _element("blocks")
        while self._at < len(self._tokens):
            self._block(root)
        if not len(root):
            raise TemplateValueError("template-empty", "texten skriver inte ut något", "fyll i uppgiften")
        return root

    def _take_notes(self, state: dict[str, Any]) -> None:
        references: dict[str, int] = state.get("footnotes", {}).get("refs", {})
        for label, number in references.items():
            if number < 0:
                text = f"fotnoten [^{label.removeprefix(':')}] används inte i texten"
                raise TemplateValueError("markdown-footnote", text, "sätt in hänvisningen, eller ta bort fotnoten")
        kept: list[Token] = []
        label = ""
        for token in self._tokens:
            if token.type == "footnote_open":
                label = str(token.meta["label"])
                self._notes[label] = []
            elif token.type == "footnote_close":
                label = ""
            elif label:
                if token.type != "footnote_anchor":
                    self._notes[label].append(token)
            elif not token.type.startswith("footnote_block"):
                kept.append(token)
        self._tokens = kept

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        if token.map:
            self._line = token.map[0] + 1
        return token

    def _block(self, parent: Element) -> None:
        token = self._next()
        if token.type in _REFUSED:
            raise _refuse(_REFUSED[token.type], self._line, "skriv om raden som vanlig text")
        if token.type == "paragraph_open":
            self._text_block(parent, _element("p"))
        elif token.type == "heading_open":
            level = int(token.tag[1:]) + self._under
            if level > _MOST_HEADING:
                raise _refuse("en rubrik på för djup nivå", self._line, "ta bort ett nummertecken")
            self._text_block(parent, _element("heading", level=str(level)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self._list(parent, token)
        elif token.type == "table_open":
            self._table(parent)
        else:
            raise _refuse(f"något som inte stöds ({token.type})", self._line, "skriv om raden som vanlig text")

    def _text_block(self, parent: Element, block: Element) -> None:
        inline = self._next()
        self.inline(block, inline.children or [], self._line)
        self._at += 1  # its closing token
        parent.append(block)

    def _list(self, parent: Element, token: Token) -> None:
        kind = "bullet" if token.type == "bullet_list_open" else "number"
        self._lists += 1
        if self._lists > _MOST_LIST_LEVELS:
            raise _refuse("en lista på fjärde nivån", self._line, "gör listan grundare")
        start = token.attrGet("start")
        block = _element("list", kind=kind, level=str(self._lists), start="1" if start is None else str(start))
        while self._tokens[self._at].type == "list_item_open":
            self._at += 1
            item = etree.SubElement(block, MARK + "item")
            while self._tokens[self._at].type != "list_item_close":
                if self._tokens[self._at].type in ("heading_open", "table_open"):
                    raise _refuse("en rubrik eller tabell i en lista", self._line, "ställ den utanför listan")
                self._block(item)
            self._at += 1
            if not len(item):
                raise _refuse("en tom punkt i en lista", self._line, "skriv något i punkten eller ta bort den")
        self._at += 1
        self._lists -= 1
        parent.append(block)

    def _table(self, parent: Element) -> None:
        table = _element("table")
        row = table
        head = False
        while (token := self._next()).type != "table_close":
            if token.type in ("thead_open", "thead_close"):
                head = token.type == "thead_open"
            elif token.type == "tr_open":
                row = etree.SubElement(table, MARK + "row", head="1" if head else "0")
            elif token.type in ("th_open", "td_open"):
                style = str(token.attrGet("style") or "")
                align = re.sub(r"text-align:", "", style)  # "" when the text does not say
                cell = etree.SubElement(row, MARK + "cell", align=align)
                inline = self._next()
                if any(one.type == "footnote_ref" for one in inline.children or []):
                    # The embedded engine leaves a note of a table out of its pages.
                    remedy = "skriv noten som vanlig text under tabellen"
                    raise _refuse("en fotnot i en tabell", self._line, remedy)
                self.inline(cell, inline.children or [], self._line)
                self._at += 1
        parent.append(table)

    def inline(self, parent: Element, tokens: Sequence[Token], line: int) -> None:
        """Add a line's text, emphasis, links and notes to an element."""
        here = [parent]
        for number, token in enumerate(tokens):
            if token.type in _REFUSED:
                remedy = "skriv \\< för ett mindre än-tecken" if token.type == "html_inline" else "skriv vanlig text"
                raise _refuse(_REFUSED[token.type], line, remedy)
            if token.type == "text" or token.type == "text_special":
                _text(here[-1], token.content, line)
            elif token.type == "softbreak":
                _text(here[-1], " ", line)
                line += 1
            elif token.type == "hardbreak":
                etree.SubElement(here[-1], MARK + "br")
                line += 1
            elif token.type in ("strong_open", "em_open"):
                here.append(etree.SubElement(here[-1], MARK + token.type.removesuffix("_open")))
            elif token.type == "link_open":
                here.append(_link(here[-1], token, tokens[number + 1], line))
            elif token.type in ("strong_close", "em_close", "link_close"):
                here.pop()
            elif token.type == "footnote_ref":
                self._note(here[-1], str(token.meta["label"]), line)
            else:
                raise _refuse(f"något som inte stöds ({token.type})", line, "skriv om raden som vanlig text")

    def _note(self, parent: Element, label: str, line: int) -> None:
        if label in self._used:
            raise _refuse(f"fotnoten [^{label}] en andra gång", line, "skriv en egen fotnot för varje hänvisning")
        self._used.add(label)
        note = etree.SubElement(parent, MARK + "note")
        content = self._notes.get(label, [])
        for first, token in enumerate(content):
            if token.type == "paragraph_open":
                block = etree.SubElement(note, MARK + "p")
                self.inline(block, content[first + 1].children or [], line)
            elif token.type not in ("inline", "paragraph_close"):
                raise _refuse(f"annat än stycken i fotnoten [^{label}]", line, "skriv fotnoten som vanlig text")


def _text(parent: Element, text: str, line: int) -> None:
    dead = _DEAD_NOTE.search(text)
    if dead:
        raise TemplateValueError(
            "markdown-footnote",
            f"Markdown-textens rad {line} hänvisar till fotnoten {dead[0]}, som inte finns",
            "skriv fotnoten under texten, eller \\[ för en hakparentes",
        )
    if text:
        etree.SubElement(parent, MARK + "t").text = text


def _link(parent: Element, token: Token, following: Token, line: int) -> Element:
    """The marker of a link, or of a reference to a heading: [](#namn)."""
    address = str(token.attrGet("href") or "")
    if address.startswith("#"):
        if following.type != "link_close" or len(address) == 1:
            raise _refuse("en hänvisning med egen text", line, "skriv [](#namn): då står rubrikens nummer där")
        return etree.SubElement(parent, MARK + "ref", name=unquote(address[1:]))
    if not _SAFE_LINK.match(address):
        raise _refuse(f"en länk till ”{address}”", line, "skriv en hel adress som börjar med https: eller mailto:")
    if following.type == "link_close":
        raise _refuse(f"en länk till ”{address}” utan text", line, "skriv [text](adress)")
    return etree.SubElement(parent, MARK + "a", href=address, title=str(token.attrGet("title") or ""))
