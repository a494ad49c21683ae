"""Signature fields where the Word template marks a signatory's place.

The rendered Word file holds an invisible picture per signatory with the alt text `sign:ID|label`. LibreOffice exports
it as a tagged figure with its exact box. Here the figure becomes the Form element of an empty signature field: the
field stands in the right place of the reading order and no tag is added. A field made any other way breaks PDF/UA.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from contracts.errors import ConversionError
from contracts.pdf.boxes import Box
from contracts.pdf.content import figure_box
from contracts.pdf.structure import Element, PageNumbers, ParentTree, page_numbers, structure_root
from contracts.word.drawings import SIGNATURE

#: Alt text of a signature place. The id becomes a field name, where a full stop would mean a hierarchy.
PLACE = re.compile(rf"{SIGNATURE}([A-Za-z0-9_-]+)\|(.*)", re.DOTALL)
#: Print (4) and Locked (128): the field is printed, and viewers do not let it be moved. ISO 32000-1, table 165.
FLAGS = 132
TOOLTIP_PREFIX = "Underskrift: "
REMEDY = (
    "Use the office engine for documents that are to be signed, and mark each signatory's place once in the template."
)


@dataclass(frozen=True, slots=True)
class SignatureField:
    """An empty signature field that stands in the PDF."""

    name: str
    label: str  #: Swedish: who signs, with title and party
    page: int  #: 1-based
    box: Box  #: points, origin bottom left


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    label: str
    figure: Object


def add_signature_fields(pdf: pikepdf.Pdf, tree: Iterable[Element], source: Path) -> tuple[SignatureField, ...]:
    """Turns every signature place into a signature field, in reading order.

    Args:
        pdf: the file.
        tree: its structure elements in reading order.
        source: where it came from, for people.

    Raises:
        ConversionError: a place has no box or no page, or two places have the same name.
    """
    places = _places(tree)
    _refuse_repeated(places, source)
    root = structure_root(pdf)
    if root is None or not places:
        return ()
    parents = ParentTree(pdf, root)
    numbers = page_numbers(pdf)
    made: list[SignatureField] = []
    widgets = Array()
    for place in places:
        number, box = _where(place, numbers, source)
        page = pdf.pages[number].obj
        widget = _widget(pdf, page, place, box)
        widget.StructParent = parents.add(place.figure)
        _become_form(place, widget, page)
        widgets.append(widget)
        made.append(SignatureField(place.name, place.label, number + 1, box))
    # SigFlags 1: signatures exist as fields; 2 (append only) is set by the first signature.
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=widgets, SigFlags=1))
    return tuple(made)


def describe_places(tree: Iterable[Element]) -> None:
    """Gives the signature places of a draft an alt text for people; a draft has no fields."""
    for place in _places(tree):
        place.figure.Alt = String(f"Plats för underskrift: {place.label}")


def _places(tree: Iterable[Element]) -> tuple[_Place, ...]:
    found = []
    for element in tree:
        if element.type != "Figure":
            continue
        match = PLACE.fullmatch(str(element.node.get("/Alt", "")))
        if match:
            found.append(_Place(match[1], match[2], element.node))
    return tuple(found)


def _refuse_repeated(places: Sequence[_Place], source: Path) -> None:
    names = [place.name for place in places]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ConversionError(
            source.name, "finish", f"the signature places {', '.join(repeated)} occur more than once", REMEDY
        )


def _where(place: _Place, numbers: PageNumbers, source: Path) -> tuple[int, Box]:
    box, page = figure_box(place.figure), place.figure.get("/Pg")
    if box is None or page is None or page.objgen not in numbers:
        raise ConversionError(source.name, "finish", f"the signature place {place.name} has no box on a page", REMEDY)
    return numbers[page.objgen] - 1, box


def _widget(pdf: pikepdf.Pdf, page: Object, place: _Place, box: Box) -> Object:
    """The field and its only widget in one dictionary, added to the page."""
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(place.name),
            TU=String(TOOLTIP_PREFIX + place.label),
            F=FLAGS,
            Rect=Array([box.left, box.bottom, box.right, box.top]),
            P=page,
            AP=Dictionary(N=_appearance(pdf, box)),
        )
    )
    # The signature locks its own field only: the next signatory's field stays open.
    widget.Lock = pdf.make_indirect(
        Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array([String(place.name)]))
    )
    if "/Annots" not in page:
        page.Annots = pdf.make_indirect(Array())
    page.Annots.append(widget)
    return widget


def _appearance(pdf: pikepdf.Pdf, box: Box) -> Object:
    """Nothing: the line to sign on belongs to the template. PDF/A asks for an appearance all the same."""
    width, height = round(box.width, 2), round(box.height, 2)
    return pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, width, height]),
        Resources=Dictionary(),
    )


def _become_form(place: _Place, widget: Object, page: Object) -> None:
    """The figure becomes the field's Form element; its picture is an artifact on the page already."""
    figure = place.figure
    for key in ("/Alt", "/A", "/K", "/ActualText"):
        if key in figure:
            del figure[key]
    figure.S = Name.Form
    figure.T = String(place.label)
    figure.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
