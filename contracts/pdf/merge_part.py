"""One finished PDF made ready to become a part of a packet: without fields, with links that need no names.

It is opened in memory and changed there; the file itself is never touched. A part that cannot be carried over whole is
refused, because a packet that lacks something looks just like one that does not.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from contracts.errors import ConversionError
from contracts.pdf.attachments import Attachment, Relationship
from contracts.pdf.read_catalogue import named_destinations
from contracts.pdf.structure import Element, elements, is_object_reference, kids, structure_root

REMEDY = "Build the part again, and merge the finished file that is not signed."


@dataclass(frozen=True, slots=True)
class PartBookmark:
    """One entry of a part's outline."""

    title: str
    level: int  #: 1-based
    destination: Object  #: an array that begins with the page; of the part's own file


def open_part(file: Path) -> pikepdf.Pdf:
    """The part, in memory, so that many parts need no open files.

    Raises:
        ConversionError: it is no readable PDF, is untagged, or has what a packet cannot carry.
        OSError: the file cannot be read.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(file.read_bytes()))
    except pikepdf.PdfError as error:
        raise _refusal(file, "it is not a readable PDF") from error
    root = structure_root(pdf)
    if root is None or "/ParentTree" not in root:
        raise _refusal(file, "it has no tags, or no way back from its text to them")
    if "/ClassMap" in root:
        raise _refusal(file, "its tags use attribute classes, which merging does not carry over")
    return pdf


def take_out_fields(pdf: pikepdf.Pdf, file: Path) -> None:
    """Takes out the form, its widgets and their tags: a packet shows copies, and nothing in it can be signed.

    A paragraph that held nothing but a field goes too. The line to sign on belongs to the template, and stays.

    Raises:
        ConversionError: a field holds a signature, whose look would be lost.
    """
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    if any("/V" in field for field in form.get("/Fields", Array()).as_list()):
        raise _refusal(file, "it is signed, and the signatures would not be seen in the packet")
    del pdf.Root.AcroForm
    gone: set[int] = set()
    for page in pdf.pages:
        annotations = page.obj.get("/Annots", Array()).as_list()
        gone.update(int(one.StructParent) for one in annotations if _is_widget(one) and "/StructParent" in one)
        if any(_is_widget(one) for one in annotations):
            page.obj.Annots = Array([one for one in annotations if not _is_widget(one)])
    for element in tuple(elements(pdf)):
        if any(is_object_reference(kid) and _is_widget(kid.Obj) for kid in kids(element.node)):
            _take_out(element)
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for key in gone:
        del tree[key]


def _is_widget(thing: Object) -> bool:
    return thing.get("/Subtype") == Name.Widget


def _take_out(element: Element) -> None:
    """Takes the element out of its parent, and a paragraph that is left empty too."""
    above = element.parent
    if above is None:
        return
    above.node.K = Array([kid for kid in kids(above.node) if getattr(kid, "objgen", None) != element.node.objgen])
    if above.type == "P" and not kids(above.node):
        _take_out(above)


def resolve_destinations(pdf: pikepdf.Pdf, file: Path) -> None:
    """Lets every link lead to its page directly: the same name may mean another place in another part.

    Raises:
        ConversionError: a link leads to a name that the part does not know.
    """
    named = named_destinations(pdf)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()).as_list():
            for holder, key in ((annotation, "/Dest"), (annotation.get("/A", Dictionary()), "/D")):
                if key in holder and isinstance(holder[key], String | Name):
                    holder[key] = _resolved(holder[key], named, file)


def _resolved(name: Object, named: Mapping[str, Object], file: Path) -> Object:
    if str(name) not in named:
        raise _refusal(file, f"a link leads to the place {name}, which does not exist")
    return named[str(name)]


def part_bookmarks(pdf: pikepdf.Pdf, file: Path) -> tuple[PartBookmark, ...]:
    """The part's outline, top to bottom, each with the place that it leads to.

    Raises:
        ConversionError: a bookmark leads nowhere.
    """
    named = named_destinations(pdf)
    with pdf.open_outline() as outline:
        return tuple(_bookmarks(outline.root, 1, named, file))


def _bookmarks(
    items: Iterable[pikepdf.OutlineItem], level: int, named: Mapping[str, Object], file: Path
) -> Iterator[PartBookmark]:
    for item in items:
        place: object = item.destination
        if place is None and item.action is not None:
            place = item.action.get("/D")
        if isinstance(place, String | Name):
            place = _resolved(place, named, file)
        if not isinstance(place, Array):
            raise _refusal(file, f"the bookmark {item.title} leads nowhere")
        yield PartBookmark(item.title, level, place)
        yield from _bookmarks(item.children, level + 1, named, file)


def part_attachments(pdf: pikepdf.Pdf, file: Path) -> tuple[Attachment, ...]:
    """The files that the part carries, by name.

    Raises:
        ConversionError: a file does not say what it is to the document.
    """
    tree = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
    if tree is None:
        return ()
    return tuple(_attachment(str(name), entry, file) for name, entry in sorted(pikepdf.NameTree(tree).items()))


def _attachment(name: str, entry: Object, file: Path) -> Attachment:
    stream = entry.EF.UF if "/UF" in entry.EF else entry.EF.F
    said = str(entry.get("/AFRelationship", "/")).removeprefix("/")
    if said not in {relationship.value for relationship in Relationship}:
        raise _refusal(file, f"the attached file {name} does not say what it is to the document")
    return Attachment(
        name=name,
        data=stream.read_bytes(),
        description=str(entry.get("/Desc", "")),
        media_type=str(stream.get("/Subtype", "/application/octet-stream")).removeprefix("/"),
        relationship=Relationship(said),
    )


def _refusal(file: Path, reason: str) -> ConversionError:
    return ConversionError(file.name, "merge", reason, REMEDY)
