"""When two pieces of a Word file are the same: their XML as a value, without what Word writes for its own sake."""

from collections.abc import Callable, Collection
from typing import Final, TypeAlias

from contracts.word.ooxml import W14, Element, R, W

#: An element's tag, attributes, text and children; equal for elements that mean the same.
Shape: TypeAlias = tuple[object, ...]
#: What a relationship of the element's part leads to, as a value.
Resolve: TypeAlias = Callable[[str], str]

_WP14: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
#: What changes nothing of what is seen: proofing, its language, and bookmarks.
_UNSEEN: Final = frozenset(W + name for name in ("lang", "noProof", "proofErr", "bookmarkStart", "bookmarkEnd"))
_IDENTIFIERS: Final = frozenset(
    (
        *(W14 + "paraId", W14 + "textId", _WP14 + "anchorId", _WP14 + "editId"),
        *(W + "rsid", W + "rsidR", W + "rsidRPr", W + "rsidRDefault", W + "rsidP", W + "rsidTr", W + "rsidSect"),
        *(W + "rsidDel", "{urn:schemas-microsoft-com:office:office}spid"),
        "{urn:schemas-microsoft-com:office:office}gfxdata",
    )
)
#: Elements whose `id` is only a running number.
_NUMBERED: Final = frozenset(("docPr", "cNvPr", "shape", "shapetype"))


def _itself(identifier: str) -> str:
    return identifier


def shape(element: Element, resolve: Resolve = _itself, without: Collection[Element] = ()) -> Shape:
    """The element as a value.

    Args:
        element: any; its tail is no part of it.
        resolve: says what a relationship's identifier leads to.
        without: elements in it whose children are left out.
    """
    numbered = _local(element) in _NUMBERED
    attributes = sorted(
        (str(name), resolve(str(value)) if str(name).startswith(R) else str(value))
        for name, value in element.attrib.items()
        if name not in _IDENTIFIERS and not (numbered and name in ("id", "name", "type"))
    )
    inside = () if element in without else element
    children = tuple(shape(child, resolve, without) for child in inside if child.tag not in _UNSEEN)
    text = element.text or ""
    return (element.tag, tuple(attributes), text if text.strip() or not children else "", children)


def properties_shape(properties: Element | None, without: frozenset[str] = frozenset()) -> Shape:
    """Properties (w:pPr, w:rPr, …) as a value: the order of their children means nothing.

    Args:
        properties: None counts as empty.
        without: tags of children that are left out.
    """
    if properties is None:
        return ()
    children = [shape(child) for child in properties if child.tag not in _UNSEEN and child.tag not in without]
    return tuple(sorted(children, key=lambda child: str(child[0])))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
