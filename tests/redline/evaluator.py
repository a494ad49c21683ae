"""What a Word file says, as a value: the judge of what the comparison makes. Shares no code with contracts.redline.

The value is equal for files which a reader cannot tell apart in Word: text, structure, looks, lists, notes, links,
headers. Left out is what cannot be seen: identifiers, proofing languages, bookmarks (but where links lead is told), and
how runs are cut.
"""

import copy
import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.redline.resolving import UNSEEN, W, name_of, resolved, take_out

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
UNSEEN_ATTRIBUTES = re.compile(r"\{.*\}(rsid\w*|paraId|textId|anchorId|editId|spid|gfxdata|history)$")
_NOT_SHOWN = {"pPr", "smartTagPr", "customXmlPr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd"}
NUMBERED = {"docPr", "cNvPr", "shape", "shapetype"}


def meaning(docx: bytes, accept: bool = True) -> dict[str, Any]:
    """What a file says once all its changes are accepted (or rejected)."""
    return _File(docx, accept).meaning()


def lines(docx: bytes, accept: bool = True) -> list[str]:
    """The same, as plain lines of text: body, then notes and headers; for messages and for other judges."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key in sorted(value):
                walk(value[key])
        elif isinstance(value, tuple) and value and value[0] == "p":
            found.append("".join(_texts(value[2])))
            for one in _notes(value[2]):
                walk(one)
        elif isinstance(value, tuple | list):
            for one in value:
                walk(one)

    walk(meaning(docx, accept))
    return [line for line in found if line.strip()]


def _texts(items: Any) -> Iterator[str]:
    for item in items:
        if item[0] == "t":
            yield item[2]
        elif item[0] in ("link", "sdt"):
            yield from _texts(item[2])


def _notes(items: Any) -> Iterator[Any]:
    for item in items:
        if item[0] == "note":
            yield item[3]
        elif item[0] in ("link", "sdt"):
            yield from _notes(item[2])


class _File:
    def __init__(self, docx: bytes, accept: bool) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.accept = accept
        self.main = next(
            rel["Target"].lstrip("/") for rel in self.related("") if rel["Type"].endswith("/officeDocument")
        )
        self.styles = self.style_names()
        self.lists = self.list_shapes()
        self.list_order: dict[str, int] = {}
        self.definition_order: dict[str, int] = {}
        self.trees: dict[str, Any] = {}
        body = self.tree(self.main)
        self.anchors = {
            start.get(W + "name"): "".join(t.text or "" for t in home.iter(W + "t")).strip()
            for start in body.iter(W + "bookmarkStart")
            if (home := next(start.iterancestors(W + "p"), None)) is not None
        }

    def related(self, part: str) -> list[dict[str, str]]:
        folder, name = posixpath.split(part)
        data = self.members.get(posixpath.join(folder, "_rels", name + ".rels"))
        return [] if data is None else [dict(one.attrib) for one in etree.fromstring(data).iter(REL)]

    def target(self, part: str, identifier: str) -> dict[str, str]:
        found = next((one for one in self.related(part) if one["Id"] == identifier), None)
        assert found is not None, f"{part} has no relationship {identifier}"
        if found.get("TargetMode") == "External":
            return {"address": found["Target"]}
        member = posixpath.normpath(posixpath.join(posixpath.dirname(part), found["Target"])).lstrip("/")
        assert member in self.members, f"{member} is missing"
        return {"member": member}

    def by_type(self, kind: str) -> str:
        for one in self.related(self.main):
            if one["Type"].endswith("/" + kind):
                return self.target(self.main, one["Id"])["member"]
        return ""

    def tree(self, member: str) -> Any:
        if member not in self.trees:
            root = etree.fromstring(self.members[member])
            self.trees[member] = resolved(root, self.accept)
        return self.trees[member]

    # What is left, as a value

    def meaning(self) -> dict[str, Any]:
        body = self.tree(self.main).find(W + "body")
        return {"body": self.blocks(body, self.main), "sections": self.sections(body)}

    def blocks(self, holder: Any, part: str) -> tuple[Any, ...]:
        found = []
        for child in holder:
            if child.tag == W + "p":
                properties = child.find(W + "pPr")
                found.append(("p", self.paragraph_properties(properties), self.items(child, part)))
            elif child.tag == W + "tbl":
                found.append(self.table(child, part))
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                found.append(("sdt", _control_key(child), self.blocks(content, part)))
            elif child.tag == W + "customXml":
                found.extend(self.blocks(child, part))
        if name_of(holder) != "sdtContent" and (not found or found[-1][0] != "p"):
            # Word puts a paragraph where there must be one.
            found.append(("p", ((), (), False), ()))
        return tuple(found)

    def table(self, table: Any, part: str) -> Any:
        rows = tuple(
            (
                self.shapes(row.find(W + "trPr")),
                self.shapes(row.find(W + "tblPrEx")),
                tuple((self.shapes(cell.find(W + "tcPr")), self.blocks(cell, part)) for cell in _cells(row)),
            )
            for row in _rows(table)
        )
        return ("tbl", self.shapes(table.find(W + "tblPr")), self.shapes(table.find(W + "tblGrid")), rows)

    def paragraph_properties(self, properties: Any) -> Any:
        own = self.shapes(properties, {W + "rPr", W + "sectPr"})
        mark = self.shapes(None if properties is None else properties.find(W + "rPr"))
        section = properties is not None and properties.find(W + "sectPr") is not None
        return (own, mark, section)

    def shapes(self, properties: Any, without: set[str] = frozenset()) -> Any:
        if properties is None:
            return ()
        found = [self.shape(one, self.main) for one in properties if one.tag not in UNSEEN | without]
        return tuple(sorted(found, key=repr))

    def shape(self, element: Any, part: str) -> Any:
        if element.tag in (W + "pStyle", W + "rStyle", W + "tblStyle"):
            return (element.tag, self.styles.get(element.get(W + "val"), element.get(W + "val")))
        if element.tag == W + "numId":
            return ("list", self.list(element.get(W + "val")))
        if element.tag == W + "txbxContent":
            return ("box", self.blocks(element, part))
        attributes = []
        for key, value in sorted(element.attrib.items()):
            if UNSEEN_ATTRIBUTES.match(key) or (name_of(element) in NUMBERED and key in ("id", "name", "type")):
                continue
            attributes.append((key, self.digest(part, value) if key.startswith(R) else value))
        children = tuple(self.shape(one, part) for one in element if one.tag not in UNSEEN)
        text = element.text or ""
        return (element.tag, tuple(attributes), text if text.strip() or not children else "", children)

    def digest(self, part: str, identifier: str) -> str:
        if not any(one["Id"] == identifier for one in self.related(part)):
            return ""
        found = self.target(part, identifier)
        return found.get("address") or hashlib.sha256(self.members[found["member"]]).hexdigest()

    def items(self, parent: Any, part: str) -> tuple[Any, ...]:
        return _links(_merged(self.inline(parent, part)), self.anchors)

    def inline(self, parent: Any, part: str) -> Iterator[Any]:
        for child in parent:
            if child.tag == W + "r":
                yield from self.run(child, part)
            elif child.tag == W + "hyperlink":
                anchor = child.get(W + "anchor")
                address = self.target(part, child.get(R + "id"))["address"] if child.get(R + "id") else ""
                inside = self.items(child, part)
                if inside:
                    to = (address, self.anchors.get(anchor, anchor) if anchor else "", child.get(W + "tooltip") or "")
                    yield ("link", to, inside)
            elif child.tag == W + "sdt":
                yield ("sdt", _control_key(child), self.items(child.find(W + "sdtContent"), part))
            elif child.tag in (W + "smartTag", W + "customXml"):
                yield from self.inline(child, part)
            elif (
                child.tag in UNSEEN
                or name_of(child) in ("pPr", "smartTagPr", "customXmlPr", "permStart", "permEnd")
                or name_of(child) in ("commentRangeStart", "commentRangeEnd")
            ):
                continue
            else:
                yield ("x", (), self.shape(child, part))

    def run(self, run: Any, part: str) -> Iterator[Any]:
        look = self.shapes(run.find(W + "rPr"))
        for child in run:
            if child.tag == W + "t":
                if child.text:
                    yield ("t", look, child.text)
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                kind = name_of(child).removesuffix("Reference")
                yield ("note", kind, look, self.note(kind, child.get(W + "id")))
            elif child.tag == W + "instrText":
                yield ("code", look, self.code(child.text or ""))
            elif child.tag in UNSEEN or name_of(child) in ("rPr", "commentReference", "annotationRef"):
                continue
            else:
                yield ("x", look, self.shape(child, part))

    def code(self, text: str) -> str:
        return re.sub(r"[\w.]+", lambda one: f"<{self.anchors[one[0]]}>" if one[0] in self.anchors else one[0], text)

    def note(self, kind: str, identifier: str) -> Any:
        part = self.by_type(kind + "s")
        found = next((one for one in self.tree(part).iter(W + kind) if one.get(W + "id") == identifier), None)
        assert found is not None, f"{kind} {identifier} is missing"
        return self.blocks(found, part)

    def sections(self, body: Any) -> Any:
        found, last = [], {}
        if body.find(W + "sectPr") is None:
            etree.SubElement(body, W + "sectPr")
        for section in body.iter(W + "sectPr"):
            now = dict(last)
            for reference in section:
                if name_of(reference) in ("headerReference", "footerReference"):
                    part = self.target(self.main, reference.get(R + "id"))["member"]
                    now[name_of(reference), reference.get(W + "type") or "default"] = self.blocks(self.tree(part), part)
            own = self.shapes(section, {W + "headerReference", W + "footerReference"})
            # A header without text looks like none.
            found.append(
                (own, {key: value for key, value in now.items() if any(one[0] != "p" or one[2] for one in value)})
            )
            last = now
        return tuple((own, tuple(sorted(running.items()))) for own, running in found)

    def style_names(self) -> dict[str, Any]:
        part = self.by_type("styles")
        if not part:
            return {}
        return {
            one.get(W + "styleId"): (one.get(W + "type"), one.find(W + "name").get(W + "val").casefold())
            for one in etree.fromstring(self.members[part]).iter(W + "style")
            if one.find(W + "name") is not None
        }

    def list_shapes(self) -> dict[str, Any]:
        part = self.by_type("numbering")
        if not part:
            return {}
        root = etree.fromstring(self.members[part])
        skipped = {W + "nsid", W + "tmpl"}
        definitions = {
            one.get(W + "abstractNumId"): etree.tostring(
                _copied(one, skipped), method="c14n", exclusive=True, with_comments=False
            )
            for one in root.iter(W + "abstractNum")
        }
        return {
            one.get(W + "numId"): (
                one.find(W + "abstractNumId").get(W + "val"),
                definitions.get(one.find(W + "abstractNumId").get(W + "val")),
                tuple(etree.tostring(over, method="c14n", exclusive=True) for over in one.iter(W + "lvlOverride")),
            )
            for one in root.findall(W + "num")
        }

    def list(self, number: str) -> Any:
        """A list by how it numbers and by its place among the lists of the text, as its number says nothing."""
        if number not in self.lists:
            return number
        definition, shape, overrides = self.lists[number]
        return (
            self.list_order.setdefault(number, len(self.list_order)),
            self.definition_order.setdefault(definition, len(self.definition_order)),
            shape,
            overrides,
        )


def _copied(element: Any, without: set[str]) -> Any:
    result = copy.deepcopy(element)
    for name in list(result.attrib):
        if name == W + "abstractNumId" or "restartNumberingAfterBreak" in name or UNSEEN_ATTRIBUTES.match(name):
            del result.attrib[name]
    for one in [one for one in result.iter() if one.tag in without]:
        take_out(one)
    return result


def _control_key(control: Any) -> Any:
    properties = control.find(W + "sdtPr")
    if properties is None:
        return ()
    return tuple(one.get(W + "val") for name in ("tag", "alias") for one in properties.iter(W + name))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag == W + "sdt":
            yield from _rows(child.find(W + "sdtContent"))


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            yield from _cells(child.find(W + "sdtContent"))


def _merged(items: Iterator[Any]) -> list[Any]:
    found: list[Any] = []
    for item in items:
        last = found[-1] if found else None
        if last is not None and item[0] in ("t", "code") and last[0] == item[0] and last[1] == item[1]:
            found[-1] = (item[0], item[1], last[2] + item[2])
        elif last is not None and item[0] == "link" and last[0] == "link" and last[1] == item[1]:
            found[-1] = ("link", item[1], tuple(_merged(iter((*last[2], *item[2])))))
        else:
            found.append(item)
    return found


def _links(items: list[Any], anchors: dict[str, str]) -> tuple[Any, ...]:
    """Fields that are links become links, as Word itself reads them."""
    found: list[Any] = []
    at = 0
    while at < len(items):
        end = _link_end(items, at)
        if end is None:
            found.append(items[at])
            at += 1
            continue
        separate, last, code = end
        address = re.match(r'\s*HYPERLINK\s+"([^"]*)"', code)
        anchor = re.search(r'\\l\s+"([^"]*)"', code)
        tip = re.search(r'\\o\s+"([^"]*)"', code)
        inside = _links(items[separate + 1 : last], anchors)
        if inside:
            to = (address[1] if address else "", anchor[1].strip("<>") if anchor else "", tip[1] if tip else "")
            found.append(("link", to, inside))
        at = last + 1
    return tuple(_merged(iter(found)))


def _link_end(items: list[Any], at: int) -> tuple[int, int, str] | None:
    if _mark(items[at]) != "begin" or at + 1 >= len(items) or items[at + 1][0] != "code":
        return None
    code = items[at + 1][2]
    if code.split()[:1] != ["HYPERLINK"]:
        return None
    depth, separate = 0, None
    for n in range(at, len(items)):
        mark = _mark(items[n])
        depth += (mark == "begin") - (mark == "end")
        if mark == "separate" and depth == 1:
            separate = n
        if mark == "end" and not depth:
            return None if separate is None else (separate, n, code)
    return None


def _mark(item: Any) -> str:
    if item[0] == "x" and item[2][0] == W + "fldChar":
        return dict(item[2][1]).get(W + "fldCharType", "")
    return ""
