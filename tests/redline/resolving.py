"""Word's "accept all" and "reject all", written anew from the standard. Shares no code with contracts.redline.

Source: ECMA-376 part 1, 17.13.5. A paragraph whose mark goes joins the one after it, which keeps its properties.
"""

import copy
import re
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = {W + "p", W + "tbl", W + "sdt"}
RANGES = re.compile(r"\{.*\}(moveFromRange|moveToRange|customXml\w+Range)(Start|End)")
CHANGES = re.compile(r"\{.*\}\w+Change$")
UNSEEN = {W + name for name in ("lang", "noProof", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd")}


class MarkLostError(AssertionError):
    """A paragraph mark goes where there is no paragraph to join."""


def resolved(root: Any, accept: bool) -> Any:
    """A part's tree once all its changes are accepted (or rejected)."""
    root = copy.deepcopy(root)
    gone = {"del", "moveFrom"} if accept else {"ins", "moveTo"}
    for comment in [one for one in root.iter() if not isinstance(one.tag, str)]:
        take_out(comment)
    for simple in list(root.iter(W + "fldSimple")):
        _spell_out(simple)
    for properties in [one for one in root.iter() if CHANGES.match(one.tag)]:
        _change(properties, accept)
    for row in list(root.iter(W + "tr")):
        marks = {name_of(one) for one in row.iterfind(W + "trPr/*")}
        if marks & gone:
            row.getparent().remove(row)
    for mark in list(root.iter(W + "cellDel", W + "cellIns")):
        cell = mark.getparent().getparent()
        if (name_of(mark) == "cellDel") == accept:
            cell.getparent().remove(cell)
        else:
            take_out(mark)
    for row in [one for one in root.iter(W + "tr") if one.find(W + "tc") is None and one.find(W + "sdt") is None]:
        take_out(row)
    for table in [one for one in root.iter(W + "tbl") if next(one.iter(W + "tr"), None) is None]:
        take_out(table)
    for control in list(root.iter(W + "sdt")):
        _control(control, accept)
    for one in list(root.iter(*(W + name for name in ("ins", "del", "moveFrom", "moveTo")))):
        if name_of(one.getparent()) in ("rPr", "trPr"):
            continue
        if name_of(one) in gone:
            one.getparent().remove(one)
        else:
            _unwrap(one)
    for old, new in ((W + "delText", W + "t"), (W + "delInstrText", W + "instrText")):
        for one in root.iter(old):
            one.tag = new
    for holder in [one for one in root.iter() if any(child.tag in BLOCKS for child in one)]:
        _join(holder, gone)
    for one in list(root.iter()):
        if RANGES.match(one.tag) or (
            name_of(one) in ("ins", "del", "moveFrom", "moveTo") and name_of(one.getparent()) in ("rPr", "trPr")
        ):
            one.getparent().remove(one)
    return root


def _change(change: Any, accept: bool) -> None:
    properties = change.getparent()
    properties.remove(change)
    if accept:
        return
    former = change[0] if len(change) else None
    name = name_of(properties)
    kept = {
        "pPr": {"rPr", "sectPr"},
        "sectPr": {"headerReference", "footerReference"},
        "rPr": {"ins", "del", "moveFrom", "moveTo"},
        "trPr": {"ins", "del"},
    }.get(name, set())
    for child in list(properties):
        if name_of(child) not in kept:
            properties.remove(child)
    # A paragraph's own properties stand before those of its mark.
    for at, child in enumerate(list(former) if former is not None else []):
        properties.insert(at if name == "pPr" else len(properties), child)


def _control(control: Any, accept: bool) -> None:
    """A content control whose beginning and end are marked goes or stays with its marks."""
    content, before = control.find(W + "sdtContent"), control.getprevious()
    while before is not None and name_of(before) in ("moveFromRangeStart", "moveToRangeStart", "bookmarkStart"):
        before = before.getprevious()
    marked = before is not None and re.search(r"customXml(Del|Ins|MoveFrom|MoveTo)RangeStart$", before.tag)
    if not marked or content is None:
        return
    first = content[0]
    assert first.tag == before.tag.replace("Start", "End"), "a control's mark does not end inside it"
    assert first.get(W + "id") == before.get(W + "id")
    assert content[-1].tag == before.tag and control.getnext().get(W + "id") == content[-1].get(W + "id")
    if (marked[1] in ("Del", "MoveFrom")) == accept:
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)


def _join(holder: Any, gone: set[str]) -> None:
    carried: list[Any] = []
    lost = False
    for child in list(holder):
        if RANGES.match(child.tag) or child.tag in UNSEEN:
            continue
        if child.tag == W + "sectPr":
            continue
        if child.tag != W + "p":
            if lost and any(one.tag not in UNSEEN and not RANGES.match(one.tag) for one in carried):
                raise MarkLostError(f"a paragraph's mark goes before a {name_of(child)}: {_said(carried)}")
            carried, lost = [], False
            continue
        marks = {name_of(one) for one in child.iterfind(f"{W}pPr/{W}rPr/*")}
        content = [one for one in child if one.tag != W + "pPr"]
        if marks & gone:
            carried, lost = [*carried, *content], True
            holder.remove(child)
            continue
        at = 1 if child.find(W + "pPr") is not None else 0
        for one in reversed(carried):
            child.insert(at, one)
        carried, lost = [], False
    if lost and any(one.tag not in UNSEEN and not RANGES.match(one.tag) for one in carried):
        raise MarkLostError(f"the last paragraph's mark goes in a {name_of(holder)}: {_said(carried)}")


def name_of(element: Any) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]


def _said(content: list[Any]) -> str:
    return "".join(t.text or "" for one in content for t in one.iter(W + "t"))[:60]


def _unwrap(element: Any) -> None:
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def take_out(element: Any) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _spell_out(simple: Any) -> None:
    def run(tag: str, text: str = "", **attributes: str) -> Any:
        made = etree.Element(W + "r")
        inner = etree.SubElement(made, W + tag, {W + key: value for key, value in attributes.items()})
        inner.text = text or None
        return made

    simple.addprevious(run("fldChar", fldCharType="begin"))
    simple.addprevious(run("instrText", simple.get(W + "instr") or ""))
    simple.addprevious(run("fldChar", fldCharType="separate"))
    simple.addnext(run("fldChar", fldCharType="end"))
    _unwrap(simple)
