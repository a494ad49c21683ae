"""Text boxes that stay where they are: their paragraphs are compared as any others, and not the box as one thing."""

from collections.abc import Iterator
from typing import Final

from contracts.word.ooxml import Element, W

CONTENT: Final = W + "txbxContent"
#: What has counterparts or beginnings elsewhere: a box that holds it is one thing.
_ENTANGLED: Final = tuple(
    W + name
    for name in (
        *("fldChar", "footnoteReference", "endnoteReference", "bookmarkStart", "bookmarkEnd", "sectPr", "sdt", "tbl"),
        *("txbxContent", "hyperlink", "drawing", "pict", "object"),
    )
)


def plain_boxes(element: Element) -> tuple[Element, ...]:
    """The contents of the text boxes of a drawing, of both of its copies, when each holds nothing but paragraphs."""
    found = tuple(element.iter(CONTENT))
    return found if all(_is_plain(one) for one in found) else ()


def pairs(old: Element, new: Element) -> Iterator[tuple[Element, Element]]:
    """The contents of boxes that are the same box, old and new."""
    left, right = plain_boxes(old), plain_boxes(new)
    if len(left) == len(right):
        yield from zip(left, right, strict=True)


def _is_plain(content: Element) -> bool:
    return all(child.tag == W + "p" for child in content) and next(content.iterdescendants(*_ENTANGLED), None) is None
