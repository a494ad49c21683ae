"""Contents lists of a .docx, so that rdocx prints the real page numbers.

It computes PAGEREF fields, but leaves a plain number as it is, and the whole first entry of a TOC field.
"""

from collections.abc import Mapping

from lxml import etree

from contracts.pdf.embedded_fields import code_of, fields_of
from contracts.pdf.embedded_styles import run_like
from contracts.word.ooxml import Element, W, drop


def free_contents(document: Element) -> None:
    """Take the TOC field away from around its entries, and let each entry's number be a PAGEREF of its own."""
    for field in fields_of(document, "hyperlink"):
        if code_of(field).upper().startswith("TOC"):
            for node in field:
                if node.tag == f"{W}hyperlink":
                    _refer_to_page(node)
                else:
                    drop(node)


def _refer_to_page(link: Element) -> None:
    anchor, texts = link.get(f"{W}anchor"), list(link.iter(f"{W}t"))
    if not anchor or not texts or not (texts[-1].text or "").isdigit():
        return
    run = texts[-1].getparent()
    if run is None or run.getparent() is not link or next(link.iter(f"{W}fldChar"), None) is not None:
        return
    place = link.index(run)
    link.insert(place, _run(run, "fldChar", {f"{W}fldCharType": "begin"}))
    link.insert(place + 1, _run(run, "instrText", {}, f" PAGEREF {anchor} \\h "))
    link.insert(place + 2, _run(run, "fldChar", {f"{W}fldCharType": "separate"}))
    link.insert(place + 4, _run(run, "fldChar", {f"{W}fldCharType": "end"}))


def _run(like: Element, name: str, attributes: Mapping[str, str], text: str | None = None) -> Element:
    run = run_like(like)
    etree.SubElement(run, W + name, dict(attributes)).text = text
    return run
