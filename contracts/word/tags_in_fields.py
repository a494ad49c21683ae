"""Tags in what a field shows: their values would be printed there, and then the field computes its text anew.

Source: ECMA-376 part 1, 17.16.2 (a field's result is what it showed last).
"""

from collections.abc import Iterable, Iterator
from typing import Final

from contracts.errors import Problem
from contracts.word.blocks import Tag
from contracts.word.ooxml import Element, W
from contracts.word.tags import Kind

#: Fields whose text is their writer's own.
_KEEPING: Final = frozenset({"HYPERLINK"})


def tags_in_fields(root: Element, tags: Iterable[Tag]) -> Iterator[Problem]:
    """A problem for each tag of which some letters stand in a field that is computed.

    Args:
        root: the part, before its tags are replaced.
        tags: all of its tags.
    """
    shown = _texts_of_fields(root)
    for tag in tags if shown else ():
        if tag.text.kind is Kind.COMMENT:
            continue
        for atom in tag.paragraph.atoms:
            if atom.start < tag.text.end and tag.text.start < atom.end and atom.element in shown:
                text = f"{tag.text.raw} står i fältet {shown[atom.element]}, som räknar ut sin text på nytt"
                remedy = "flytta taggen ut ur fältet, eller gör fältet till vanlig text (markera, Ctrl+Skift+F9)"
                yield Problem("template-tag-unreachable", text, tag.place, remedy)
                break


def _texts_of_fields(root: Element) -> dict[Element, str]:
    """The texts that computed fields show, each with the field's name."""
    found: dict[Element, str] = {}
    open_: list[list[str]] = []  # the code of each field that has begun, piece by piece
    for element in root.iter(W + "fldChar", W + "instrText", W + "t", W + "fldSimple"):
        kind = element.get(W + "fldCharType") if element.tag == W + "fldChar" else ""
        if element.tag == W + "fldSimple":
            name = _name(element.get(W + "instr") or "")
            found.update((text, name) for text in element.iter(W + "t") if name not in _KEEPING)
        elif kind == "begin":
            open_.append([])
        elif kind == "end" and open_:
            open_.pop()
        elif element.tag == W + "instrText" and open_:
            open_[-1].append(element.text or "")
        elif element.tag == W + "t" and open_:
            names = [name for name in map(_name, map("".join, open_)) if name not in _KEEPING]
            found.update([(element, names[-1])] if names else [])
    return found


def _name(code: str) -> str:
    return code.split()[0].upper() if code.split() else "utan namn"
