"""Finds numbers in a Word file that are none: readers count with them, and Word itself calls such a file damaged.

Source: ECMA-376 part 1, 17.9 (numbering), 17.4.17 (gridSpan), 17.11 (footnotes).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from contracts.errors import Place, Problem
from contracts.word.ooxml import W, parse

#: By element: the attribute that is a whole number, its least and its most.
_RANGES: Final[Mapping[str, tuple[str, int, int]]] = {
    W + element: (W + attribute, least, most)
    for element, attribute, least, most in (
        ("lvl", "ilvl", 0, 99),
        ("lvlOverride", "ilvl", 0, 99),
        ("ilvl", "val", 0, 99),
        ("start", "val", 0, 2**31),
        ("startOverride", "val", 0, 2**31),
        ("gridSpan", "val", 0, 500),
        ("footnote", "id", -(2**31), 2**31),
        ("footnoteReference", "id", -(2**31), 2**31),
    )
}
_WHOLE: Final = re.compile(r"-?\d{1,10}")


def misnumbered(members: Mapping[str, bytes], shown_as: str) -> Iterator[Problem]:
    """One problem for each part of a template in which a number is none, or is out of all bounds.

    Args:
        members: by name; what is XML in them is well-formed.
        shown_as: how messages name the file.
    """
    for name, data in members.items():
        if not name.endswith(".xml"):
            continue
        for element in parse(data).iter(*_RANGES):
            attribute, least, most = _RANGES[str(element.tag)]
            said = element.get(attribute)
            if said is None or (_WHOLE.fullmatch(said) and least <= int(said) <= most):
                continue
            text = (
                f"delen ”{name}” är skadad (”{said[:20]}” är inget rimligt tal i {str(element.tag).rpartition('}')[2]})"
            )
            remedy = "öppna filen i Word och spara den på nytt som Word-dokument (.docx)"
            yield Problem("template-corrupt", text, Place(shown_as, part=name), remedy)
            break
