"""The fields of a .docx with what stands in them, for the preparation that takes some of them away."""

from collections.abc import Sequence

from contracts.word.ooxml import Element, W


def fields_of(document: Element, inside: str) -> list[list[Element]]:
    """The elements of each field that has begun and ended: its marks, its code, and what is `inside` it by name.

    An inner field comes before the one it stands in, and its elements are its own alone.

    Args:
        document: the root of a part.
        inside: the name of what is wanted beside the marks, such as `t`.
    """
    ended: list[list[Element]] = []
    begun: list[list[Element]] = []
    for node in document.iter(f"{W}fldChar", f"{W}instrText", W + inside):
        if node.get(f"{W}fldCharType") == "begin":
            begun.append([node])
        elif begun:
            begun[-1].append(node)
            if node.get(f"{W}fldCharType") == "end":
                ended.append(begun.pop())
    return ended


def code_of(field: Sequence[Element]) -> str:
    """What a field computes, such as `PAGEREF belopp`."""
    return "".join(node.text or "" for node in field if node.tag == f"{W}instrText").strip()
