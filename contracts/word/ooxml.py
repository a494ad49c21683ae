"""Names of WordprocessingML and the few readings of its trees that every module of this room shares.

Source: ECMA-376 part 1 (WordprocessingML) and part 2 (packages); the transitional namespaces, which Word writes.
"""

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element

_SCHEMAS: Final = "http://schemas.openxmlformats.org"
W_URI: Final = f"{_SCHEMAS}/wordprocessingml/2006/main"
R_URI: Final = f"{_SCHEMAS}/officeDocument/2006/relationships"
MARK_URI: Final = "urn:contracts:word:marker"
W: Final = "{" + W_URI + "}"
R: Final = "{" + R_URI + "}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP: Final = "{" + _SCHEMAS + "/drawingml/2006/wordprocessingDrawing}"
A: Final = "{" + _SCHEMAS + "/drawingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MARK: Final = "{" + MARK_URI + "}"  #: our own, between rendering and settling; never in a finished file
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

#: What holds paragraphs and must never be left without one.
PARAGRAPH_HOMES: Final = frozenset(W + name for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))


class DoctypeError(ValueError):
    """An XML part declares a document type, which Word never does and which can read other files."""

    def __init__(self) -> None:
        super().__init__("the XML part has a DOCTYPE: save the file again with Word")


def parse(data: bytes) -> Element:
    """The root of an XML part, without comments and processing instructions.

    Raises:
        DoctypeError: it declares a document type.
        etree.XMLSyntaxError: it is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    about: Any = root.getroottree().docinfo  # its stubs lack `doctype`
    if about.doctype:
        raise DoctypeError
    return root


def to_bytes(root: Element) -> bytes:
    """An XML part as it is stored in a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def nearest(element: Element | None, tag: str) -> Element | None:
    """The element itself or its closest ancestor with that tag."""
    if element is None or element.tag == tag:
        return element
    return next(element.iterancestors(tag), None)


_NOT_OWN: Final = frozenset({W + "p", W + "pPr", W + "rPr"})


def own(paragraph: Element) -> Iterator[Element]:
    """All that stands in a paragraph, in order, without its properties and without paragraphs nested in it.

    Text boxes and notes hold paragraphs of their own inside the paragraph that anchors them.
    """
    for child in paragraph:
        if child.tag in _NOT_OWN:
            continue
        yield child
        if len(child):
            yield from own(child)


def selecting(path: str) -> Callable[[Element], list[Element]]:
    """A path compiled once, with the prefixes w, w14, r and c (our own marks), that finds elements in document order.

    libxml2 goes through a tree many times faster than Python does, so what is rare is best looked for by a path.
    """
    return cast(Callable[[Element], list[Element]], _compiled(path))


def selecting_texts(path: str) -> Callable[[Element], list[str]]:
    """As `selecting`, for a path that finds the values of attributes."""
    return cast(Callable[[Element], list[str]], _compiled(path))


_PREFIXES: Final = {"w": W_URI, "w14": W14[1:-1], "r": R_URI, "c": MARK_URI}


def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_PREFIXES, smart_strings=False)


def value(element: Element | None, default: str = "") -> str:
    """The `w:val` of an element that may be missing."""
    return default if element is None else (element.get(W + "val") or default)


def child_value(element: Element | None, path: str, default: str = "") -> str:
    """The `w:val` found along a path of w-names such as "pPr/pStyle"."""
    return value(descendant(element, path), default)


def descendant(element: Element | None, path: str) -> Element | None:
    """The element found along a path of w-names such as "pPr/pStyle"; the first on each step."""
    for tag in _tags(path):
        if element is None:
            return None
        element = next(element.iterchildren(tag), None)  # half the time of `find`, which is asked thousands of times
    return element


@functools.cache  # the paths stand in the program
def _tags(path: str) -> tuple[str, ...]:
    return tuple(W + step for step in path.split("/"))


def is_on(element: Element | None) -> bool:
    """Whether a toggle property such as w:vanish stands there and is not switched off."""
    return element is not None and value(element, "1") not in ("0", "false", "off")


def make(tag: str, *children: Element, text: str | None = None, **attributes: str) -> Element:
    """A w-element; attributes are w-attributes.

    The keyword names are those of WordprocessingML; this is a shorthand, not a tunnel for settings.
    """
    element = etree.Element(W + tag, nsmap={"w": W_URI})
    for name, content in attributes.items():
        element.set(W + name, content)
    if text is not None:
        element.text = text
        element.set(SPACE, "preserve")
    element.extend(children)
    return element


def drop(element: Element) -> None:
    """Take an element out of its tree; text that followed it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: Element, content: Element | None = None) -> None:
    """Put an element's children (or those of `content` inside it) in its own place."""
    for child in list(element if content is None else content):
        element.addprevious(child)
    drop(element)


def is_blank(paragraph: Element) -> bool:
    """Whether nothing in a paragraph shows: no text, break, picture, field, note or section end."""
    if descendant(paragraph, "pPr/sectPr") is not None:
        return False
    for element in paragraph.iter():
        if element.tag == W + "t" and (element.text or "").strip():
            return False
        if element.tag in _SHOWING and element is not paragraph:
            parent = element.getparent()
            if element.tag != W + "tab" or (parent is not None and parent.tag == W + "r"):
                return False
    return True


_SHOWING: Final = frozenset(
    [W + name for name in ("tab", "br", "cr", "sym", "drawing", "pict", "object", "fldChar", "fldSimple", "instrText")]
    + [W + name for name in ("footnoteReference", "endnoteReference", "noBreakHyphen", "ptab", "pgNum", "ruby")]
    + [MC + "AlternateContent", W + "p"]
    + [MARK + name for name in ("blocks", "inline", "sign", "note", "picture", "ref")]
)
