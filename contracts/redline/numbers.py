"""Identifiers that Word wants each once in a document: of bookmarks and of pictures."""

from collections.abc import Iterable

from contracts.redline.revisions import Revisions
from contracts.word.ooxml import WP, Element, W


def keep_apart(root: Element, prefix: str) -> None:
    """Give the bookmarks of a part identifiers that those of another file do not have, until `number_anew`."""
    for mark in root.iter(W + "bookmarkStart", W + "bookmarkEnd"):
        mark.set(W + "id", f"{prefix}{mark.get(W + 'id')}")


def number_anew(roots: Iterable[Element], revisions: Revisions) -> None:
    """Give bookmarks and pictures numbers of their own."""
    taken: set[str] = set()
    for root in roots:
        numbers: dict[str, str] = {}
        for mark in root.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            before = mark.get(W + "id") or ""
            if before not in numbers:
                numbers[before] = revisions.identifier()
            mark.set(W + "id", numbers[before])
        for picture in root.iter(WP + "docPr"):
            identifier = picture.get("id") or ""
            if identifier in taken or not identifier.isdigit():
                identifier = str(max([0, *map(int, taken)]) + 1)
                picture.set("id", identifier)
            taken.add(identifier)
