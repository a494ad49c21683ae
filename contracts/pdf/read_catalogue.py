"""What a PDF says outside its pages: title, claims, fonts, bookmarks, attachments and signature fields."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, String

from contracts.pdf.boxes import Box
from contracts.pdf.reading import Bookmark, ReadAttachment, ReadField, ReadFont, ReadLink
from contracts.pdf.structure import PageNumbers, page_numbers

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")


def read_title(pdf: pikepdf.Pdf) -> str:
    """The title in the metadata stream, or in Info when there is none."""
    xmp = _xmp(pdf)
    if xmp is not None:
        for entry in xmp.iterfind(".//dc:title/rdf:Alt/rdf:li", NAMESPACES):
            return entry.text or ""
    return str(pdf.docinfo.get("/Title", ""))


def read_claims(pdf: pikepdf.Pdf) -> tuple[str, str]:
    """What the file claims to be: PDF/A part and level ("3A"), and PDF/UA part ("1"); "" for no claim."""
    xmp = _xmp(pdf)
    if xmp is None:
        return "", ""
    part, level = _value(xmp, "pdfaid", "part"), _value(xmp, "pdfaid", "conformance")
    return part + level, _value(xmp, "pdfuaid", "part")


def _xmp(pdf: pikepdf.Pdf) -> etree._Element | None:
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(stream.read_bytes(), parser)
    except etree.XMLSyntaxError:
        return None  # metadata that cannot be read claims nothing; the proof then misses the title


def _value(xmp: etree._Element, prefix: str, name: str) -> str:
    """A simple property, which XMP lets stand as an element or as an attribute."""
    for element in xmp.iterfind(f".//{prefix}:{name}", NAMESPACES):
        return (element.text or "").strip()
    attribute = f"{{{NAMESPACES[prefix]}}}{name}"
    for description in xmp.iterfind(".//rdf:Description", NAMESPACES):
        if attribute in description.attrib:
            return str(description.attrib[attribute])
    return ""


def read_fonts(pdf: pikepdf.Pdf) -> tuple[ReadFont, ...]:
    """Every font that the pages use, once, by name."""
    found: dict[tuple[str, str], ReadFont] = {}
    for page in pdf.pages:
        for font in page.resources.get("/Font", Dictionary()).values():
            read = _font(font)
            found[(read.name, read.type)] = read
    return tuple(found[key] for key in sorted(found))


def _font(font: Object) -> ReadFont:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", Dictionary())
    name = str(font.get("/BaseFont", "/")).removeprefix("/")
    return ReadFont(
        name=SUBSET_PREFIX.sub("", name),
        family=_text(descriptor.get("/FontFamily")),
        type=str(inner.get("/Subtype", "/")).removeprefix("/"),
        embedded=any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        has_unicode="/ToUnicode" in font,
    )


def _text(value: Object | None) -> str:
    return "" if value is None else str(value)


def read_bookmarks(pdf: pikepdf.Pdf) -> tuple[Bookmark, ...]:
    """The outline, top to bottom."""
    destinations = _Destinations(page_numbers(pdf), named_destinations(pdf))
    with pdf.open_outline() as outline:
        return tuple(_bookmarks(outline.root, destinations, 1))


def _bookmarks(items: Iterable[pikepdf.OutlineItem], destinations: "_Destinations", level: int) -> Iterator[Bookmark]:
    for item in items:
        destination: object = item.destination
        if destination is None and item.action is not None:
            destination = item.action.get("/D")
        yield Bookmark(item.title, destinations.page(destination), level)
        yield from _bookmarks(item.children, destinations, level + 1)


def read_links(pdf: pikepdf.Pdf) -> tuple[ReadLink, ...]:
    """The links of every page, in the order of its annotations."""
    destinations = _Destinations(page_numbers(pdf), named_destinations(pdf))
    return tuple(
        _link(annotation, number, destinations)
        for number, page in enumerate(pdf.pages, 1)
        for annotation in page.obj.get("/Annots", Array()).as_list()
        if annotation.get("/Subtype") == Name.Link
    )


def _link(annotation: Object, number: int, destinations: "_Destinations") -> ReadLink:
    action = annotation.get("/A", Dictionary())
    left, bottom, right, top = (float(edge) for edge in annotation.Rect.as_list())
    return ReadLink(
        page=number,
        box=Box(left, bottom, right, top),
        target=destinations.page(annotation.get("/Dest", action.get("/D"))),
        address=_text(action.get("/URI")),
    )


def named_destinations(pdf: pikepdf.Pdf) -> Mapping[str, Object]:
    """Every named place: of the name tree, and of the catalogue's own dictionary as PDF 1.1 had it."""
    found = {str(name): place for name, place in pdf.Root.get("/Dests", Dictionary()).items()}
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if tree is not None:
        found |= {str(name): place for name, place in pikepdf.NameTree(tree).items()}
    return {name: place.D if isinstance(place, Dictionary) else place for name, place in found.items()}


@dataclass(frozen=True, slots=True)
class _Destinations:
    """What destinations mean in one file."""

    numbers: PageNumbers
    named: Mapping[str, Object]

    def page(self, destination: object) -> int:
        """The page's number from 1; 0 when it leads nowhere."""
        if isinstance(destination, String | Name):
            destination = self.named.get(str(destination))
        if isinstance(destination, Array) and len(destination) and isinstance(destination[0], Dictionary):
            return self.numbers.get(destination[0].objgen, 0)
        return 0


def read_attachments(pdf: pikepdf.Pdf) -> tuple[ReadAttachment, ...]:
    """The embedded files by name, with what they are to the document."""
    associated = {entry.objgen: entry for entry in pdf.Root.get("/AF", Array()).as_list()}
    names = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
    if names is None:
        return ()
    found = []
    for name, entry in pikepdf.NameTree(names).items():
        stream = entry.EF.UF if "/UF" in entry.EF else entry.EF.F
        relationship = str(entry.get("/AFRelationship", "/")).removeprefix("/") if entry.objgen in associated else ""
        media_type = str(stream.get("/Subtype", "/")).removeprefix("/")
        found.append(ReadAttachment(str(name), stream.read_bytes(), media_type, relationship))
    return tuple(sorted(found, key=lambda attachment: attachment.name))


def read_fields(pdf: pikepdf.Pdf, size: int) -> tuple[ReadField, ...]:
    """The signature fields in the order of the form; `size` is the file's, in bytes."""
    pages = {}
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", Array()).as_list():
            pages[annotation.objgen] = number
    fields = pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", Array())
    return tuple(_field(field, pages, size) for field in fields.as_list() if field.get("/FT") == Name.Sig)


def _field(field: Object, pages: dict[tuple[int, int], int], size: int) -> ReadField:
    # A field and its only widget share a dictionary, or the widget is the field's only kid.
    widget = field if "/Rect" in field else field.Kids[0]
    left, bottom, right, top = (float(number) for number in widget.get("/Rect", Array([0, 0, 0, 0])).as_list())
    lock = field.get("/Lock", Dictionary())
    return ReadField(
        name=_text(field.get("/T")),
        tooltip=_text(field.get("/TU")),
        page=pages.get(widget.objgen, 0),
        box=Box(left, bottom, right, top),
        locks=tuple(str(name) for name in lock.get("/Fields", Array()).as_list()),
        filled="/V" in field,
        signed=_holds_signature(field.get("/V"), size),
    )


def _holds_signature(value: Object | None, size: int) -> bool:
    """Whether a field's value is a signature over bytes of this file, from its start (ISO 32000-1, 12.8.1)."""
    if not isinstance(value, Dictionary) or not isinstance(value.get("/Contents"), pikepdf.String):
        return False
    numbers = value.get("/ByteRange")
    if not isinstance(numbers, Array) or len(numbers) != 4:
        return False
    if not all(isinstance(number, int) for number in numbers.as_list()):
        return False
    start, length, again, rest = (int(number) for number in numbers.as_list())
    return len(bytes(value.Contents)) > 0 and start == 0 < length < again and rest > 0 and again + rest <= size
