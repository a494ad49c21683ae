"""What Word would stumble over in the marks of a file, and how many there are."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.redline.resolving import BLOCKS, W, name_of


def revisions(docx: bytes) -> Counter[str]:
    """How many marks of each kind a file has."""
    found: Counter[str] = Counter()
    for root in _roots(docx).values():
        for one in root.iter():
            name = name_of(one) if str(one.tag).startswith(W) else ""
            if name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel") or name.endswith("Change"):
                found[name] += 1
    return found


def changed_words(docx: bytes) -> tuple[Counter[str], Counter[str]]:
    """The words marked as gone, and those marked as come; what moved is neither."""
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for root in _roots(docx).values():
        for one in root.iter(W + "del"):
            gone.update(re.findall(r"\w+", " ".join(t.text or "" for t in one.iter(W + "delText"))))
        for one in root.iter(W + "ins"):
            come.update(re.findall(r"\w+", " ".join(t.text or "" for t in one.iter(W + "t"))))
    return gone, come


def _roots(docx: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }


def faults(docx: bytes) -> list[str]:
    """What Word would stumble over in the marks of a file."""
    found: list[str] = []
    numbers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    pictures: Counter[str] = Counter()
    moves: dict[str, list[str]] = {}
    for member, root in _roots(docx).items():
        starts: Counter[tuple[str, str]] = Counter()
        ends: Counter[tuple[str, str]] = Counter()
        for one in root.iter():
            name = name_of(one) if str(one.tag).startswith(W) or name_of(one) == "docPr" else ""
            if name in ("ins", "del", "moveFrom", "moveTo") or name.endswith(("Change", "RangeStart")):
                numbers[one.get(W + "id") or f"none in {name}"] += 1
                if one.get(W + "author") is None and name != "tblGridChange":
                    found.append(f"{member}: {name} has no author")
            if name == "bookmarkStart":
                numbers[one.get(W + "id")] += 1
                names[one.get(W + "name")] += 1
            if name in ("moveFromRangeStart", "moveToRangeStart"):
                moves.setdefault(one.get(W + "name"), []).append(name)
            if name.endswith(("RangeStart", "kmarkStart")):
                starts[name.removesuffix("Start"), one.get(W + "id")] += 1
            if name.endswith(("RangeEnd", "kmarkEnd")):
                ends[name.removesuffix("End"), one.get(W + "id")] += 1
            if name == "docPr":
                pictures[one.get("id")] += 1
            above = {name_of(parent) for parent in one.iterancestors()}
            if one.tag in (W + "t", W + "instrText") and "del" in above and "txbxContent" not in above:
                found.append(f"{member}: {name} within a w:del")
            if one.tag in (W + "delText", W + "delInstrText") and "del" not in above:
                found.append(f"{member}: {name} outside a w:del")
            if name in ("ins", "del") and name_of(one.getparent()) not in ("rPr", "trPr") and not len(one):
                found.append(f"{member}: an empty w:{name}")
            # The settings name notes that separate; those hold nothing.
            if name in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent") and not member.endswith(
                "settings.xml"
            ):
                blocks = [child for child in one if child.tag in BLOCKS]
                if not blocks or blocks[-1].tag == W + "tbl":
                    found.append(f"{member}: a {name} does not end with a paragraph")
            found += [f"{member}: {fault}" for fault in _end_faults(one, name)]
        if starts != ends:
            found.append(f"{member}: ranges without beginning or end: {(starts - ends) + (ends - starts)}")
        found += [f"{member}: {fault}" for fault in _field_faults(root)]
    found += [f"number {one} stands {count} times" for one, count in numbers.items() if count > 1]
    found += [f"bookmark {one} stands {count} times" for one, count in names.items() if count > 1]
    found += [f"picture number {one} stands {count} times" for one, count in pictures.items() if count > 1]
    both = ["moveFromRangeStart", "moveToRangeStart"]
    found += [f"move {name} has {ends_}" for name, ends_ in moves.items() if sorted(ends_) != both]
    return found


def _end_faults(holder: Any, name: str) -> Iterator[str]:
    """The last paragraph mark of a holder cannot come or go, but with the row that the holder stands in."""
    if name not in ("body", "tc", "hdr", "ftr", "footnote", "endnote"):
        return
    blocks = [child for child in holder if child.tag in BLOCKS]
    marks = {name_of(one) for one in blocks[-1].iterfind(f"{W}pPr/{W}rPr/*")} if blocks else set()
    rows = {name_of(one) for row in holder.iterancestors(W + "tr") for one in row.iterfind(f"{W}trPr/*")}
    if marks & {"ins", "del", "moveFrom", "moveTo"} and not rows & {"ins", "del"}:
        yield f"the last paragraph's mark of a {name} is marked"


def _field_faults(root: Any) -> Iterator[str]:
    depth = 0
    for one in root.iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(one.get(W + "fldCharType"), 0)
        if depth < 0:
            yield "a field ends that has not begun"
            return
    if depth:
        yield "a field does not end"
