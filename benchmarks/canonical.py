"""A part of a Word file in canonical form, in which two programs' output can be compared.

A part is a tree of tags, attributes and children, but
- runs are pieces of text, tabs, breaks and objects with their run properties; neighbours with equal properties are one
  run, so that it does not matter where a tag has parted them; pieces without text are nothing;
- content controls stand for their content, because the compiler takes them away;
- a bare paragraph in a table cell is nothing: we put one where docxtpl leaves a cell without any, which Word refuses;
- left out: xml:space (docxtpl drops it), ids of revisions, drawings and bookmarks, proofing marks, and widths of table
  columns (both spread the columns anew after {%tc %}, in their own ways).
"""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OUT = {f"{{{W}}}{name}" for name in ("proofErr", "tblGrid", "tcW", "lastRenderedPageBreak")}
#: Elements that are numbered anew, so that what a loop repeats has a number of its own.
_NUMBERED = {"docPr", "bookmarkStart", "bookmarkEnd"}


def canonical(element: etree._Element) -> str:
    """An element in canonical form, as text that shows well when two differ."""
    return "\n".join(_lines(element, 0))


def _lines(element: etree._Element, depth: int) -> list[str]:
    name = etree.QName(element).localname
    attributes = sorted(
        f"{etree.QName(k).localname}={v!s}" for k, v in element.attrib.items() if _counts(element, str(k))
    )
    lines = ["  " * depth + " ".join([name, *attributes])]
    waiting: list[tuple[str, str]] = []
    for child in _children(element):
        if child.tag == f"{{{W}}}r":
            waiting += _pieces(child)
            continue
        lines += _flush(waiting, depth)
        waiting = []
        lines += _lines(child, depth + 1)
    return lines + _flush(waiting, depth) + ([repr(element.text)] if (element.text or "").strip() else [])


def _counts(element: etree._Element, name: str) -> bool:
    return (
        "rsid" not in name
        and not name.endswith("}space")
        and not (name.rpartition("}")[2] == "id" and etree.QName(element).localname in _NUMBERED)
    )


def _children(element: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in element:
        if child.tag == f"{{{W}}}sdt":
            content = child.find(f"{{{W}}}sdtContent")
            found += _children(content) if content is not None else []
        elif child.tag not in _OUT and not (element.tag == f"{{{W}}}tc" and _is_bare(child)):
            found.append(child)
    return found


def _is_bare(element: etree._Element) -> bool:
    return element.tag == f"{{{W}}}p" and not len(element)


def _pieces(one: etree._Element) -> list[tuple[str, str]]:
    properties = one.find(f"{{{W}}}rPr")
    look = "" if properties is None or not len(properties) else " ".join(canonical(properties).split())
    found: list[tuple[str, str]] = []
    for child in one:
        if child.tag == f"{{{W}}}t":
            found.append((look, child.text or ""))
        elif child.tag != f"{{{W}}}rPr":
            found.append((look, f"<{' '.join(canonical(child).split())}>"))
    return found


def _flush(pieces: list[tuple[str, str]], depth: int) -> list[str]:
    lines: list[list[str]] = []
    for look, text in pieces:
        if not text:
            continue
        if lines and lines[-1][0] == look:
            lines[-1][1] += text
        else:
            lines.append([look, text])
    return [f"{'  ' * (depth + 1)}r [{look}] {text!r}" for look, text in lines]
