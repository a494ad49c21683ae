"""Bookmarks of both files in one document, where each name can stand only once.

A bookmark of the old file is the new one's where both begin in the same paragraph; so links and references lead to the
right heading whichever wording is chosen. Others keep their name, or get one that is free.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from contracts.redline.carrying import Names
from contracts.redline.numbers import keep_apart
from contracts.redline.source import Source
from contracts.word.ooxml import Element, W, drop

#: Word makes these names itself, and anew each time.
_HIDDEN: Final = re.compile(r"_(Toc|Ref|Hlk|Hlt|ENREF)")
_WORD: Final = re.compile(r"[\w.]+")


def join_bookmarks(old: Source, new: Source, staying: Iterable[tuple[Element, Element]]) -> None:
    """Let the old file's bookmarks, links and references use the new file's names, or names that are free.

    Args:
        old: its trees are changed.
        new: the newer file.
        staying: old and new paragraph, wherever one stays.
    """
    names = Names(
        {start.get(W + "name") or "" for tree in new.trees.values() for start in tree.iter(W + "bookmarkStart")}
    )
    called: dict[str, str] = {}
    joined: set[Element] = set()
    kept = {paragraph for paragraph, _ in staying_pairs(staying, called, joined)}
    used = _used(old)
    for tree in old.trees.values():
        starts = list(tree.iter(W + "bookmarkStart"))
        going = {start.get(W + "id") for start in starts if start in joined or _is_idle(start, used, kept)}
        for start in starts:
            name = start.get(W + "name") or ""
            if start.get(W + "id") not in going:
                called[name] = names.free(name)
                start.set(W + "name", called[name])
        for mark in list(tree.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            if mark.get(W + "id") in going:
                drop(mark)
    for tree in old.trees.values():
        keep_apart(tree, "old ")
        _rename(tree, called)


def staying_pairs(
    staying: Iterable[tuple[Element, Element]], called: dict[str, str], joined: set[Element]
) -> list[tuple[Element, Element]]:
    """The pairs as a list, after their bookmarks have been compared.

    Args:
        staying: old and new paragraph, wherever one stays.
        called: gets the new name of each old bookmark that is the new file's.
        joined: gets the beginnings of those old bookmarks.
    """
    pairs = list(staying)
    for before, after in pairs:
        free = {start.get(W + "name") or "": start for start in after.iter(W + "bookmarkStart")}
        for start in before.iter(W + "bookmarkStart"):
            name = start.get(W + "name") or ""
            same = (
                name if name in free else next((one for one in free if _kind(name) and _kind(one) == _kind(name)), "")
            )
            if same:
                del free[same]
                called[name] = same
                joined.add(start)
    return pairs


def _kind(name: str) -> str:
    found = _HIDDEN.match(name)
    return found[1] if found else ""


def _is_idle(start: Element, used: set[str], kept: set[Element]) -> bool:
    """Whether nothing leads to a bookmark of Word's own in a paragraph that stays: it would only be left over."""
    name = start.get(W + "name") or ""
    home = start.getparent()
    while home is not None and home.tag != W + "p":
        home = home.getparent()
    return name == "_GoBack" or (bool(_kind(name)) and name not in used and home in kept)


def _used(source: Source) -> set[str]:
    found: set[str] = set()
    for tree in source.trees.values():
        found.update(link.get(W + "anchor") or "" for link in tree.iter(W + "hyperlink"))
        for code in tree.iter(W + "instrText"):
            found.update(_WORD.findall(code.text or ""))
    return found


def _rename(tree: Element, called: Mapping[str, str]) -> None:
    changed = {name: other for name, other in called.items() if name != other}
    if not changed:
        return
    for link in tree.iter(W + "hyperlink"):
        anchor = link.get(W + "anchor") or ""
        if anchor in changed:
            link.set(W + "anchor", changed[anchor])
    for code in tree.iter(W + "instrText"):
        code.text = _WORD.sub(lambda found: changed.get(found.group(), found.group()), code.text or "")
