"""What was changed in a PDF after it was built: signing may add signatures, and nothing else.

A signature in an update of the file covers what stood there when it was made, also what a forger had put there
before. So the pages, the attachments and the catalogue are compared with those of the first state, value by value.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from contracts.errors import Place, Problem
from contracts.pdf.read_catalogue import read_attachments

#: What a signature sets in its field and widget (ISO 32000-1, 12.7.4.5 and 12.5.2).
SET_BY_SIGNING = frozenset({"/V", "/AP", "/M"})
#: What signing may add to the catalogue (ISO 32000-2, 12.8.4; ISO 32000-1, 12.8.4); pages are compared by themselves.
CATALOGUE_OF_SIGNING = frozenset({"/AcroForm", "/DSS", "/Perms", "/Extensions", "/Version", "/Pages", "/Metadata"})
#: Back references, which would lead the comparison in circles.
BACK = frozenset({"/Parent", "/P", "/Prev"})
#: Page entries that a page may get from the nodes above it (ISO 32000-1, table 30).
INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
REMEDY = "Lita inte på filen. Begär den som skickades för underskrift, och låt underskrifterna göras på nytt."

#: A value of a PDF written out, without the numbers of its objects.
_Form = tuple[object, ...]


def changes_since(built: Path, signed: Path) -> tuple[Problem, ...]:
    """The changes that signing does not explain, with their pages.

    Args:
        built: the file before the first signature.
        signed: the file with its signatures.

    Raises:
        pikepdf.PdfError: one of them is no readable PDF.
        OSError: one of them cannot be opened.
    """
    with pikepdf.open(built) as before, pikepdf.open(signed) as after:
        old, new = _Comparable(before), _Comparable(after)
        return tuple(
            Problem(
                "pdf-changed-after-signing",
                f"{what} har ändrats efter att filen byggdes, på ett sätt som en underskrift inte gör",
                Place(str(signed), page=page),
                REMEDY,
            )
            for what, page in _changes(old, new)
        )


def _changes(old: "_Comparable", new: "_Comparable") -> Iterator[tuple[str, int]]:
    """What differs, in Swedish, and its page; 0 for the whole file."""
    if len(old.pdf.pages) != len(new.pdf.pages):
        yield f"Antalet sidor (från {len(old.pdf.pages)} till {len(new.pdf.pages)})", 0
    else:
        for page in range(len(old.pdf.pages)):
            yield from ((what, page + 1) for what in _page_changes(old, new, page))
    if read_attachments(old.pdf) != read_attachments(new.pdf):
        yield "De bifogade filerna", 0
    if old.catalogue() != new.catalogue():
        yield "Filens märkning eller egenskaper", 0
    if not _fields_stand(old, new):
        yield "Underskriftsfälten", 0


def _page_changes(old: "_Comparable", new: "_Comparable", page: int) -> Iterator[str]:
    if old.content(page) != new.content(page):
        yield f"Innehållet på sidan {page + 1}"
    if old.page(page) != new.page(page):
        yield f"Måtten eller resurserna på sidan {page + 1}"
    added = list(new.annotations(page))
    for annotation, _ in old.annotations(page):
        same = next((one for one in added if one[0] == annotation), None)
        if same is None:
            yield f"En anteckning eller ett fält på sidan {page + 1}"
            return
        added.remove(same)
    if not all(unseen for _, unseen in added):
        yield f"Antalet anteckningar eller fält på sidan {page + 1}"


def _fields_stand(old: "_Comparable", new: "_Comparable") -> bool:
    """Whether every field of the form is still there; new ones are judged as annotations of their pages."""
    left = new.fields()
    return all(field in left for field in old.fields())


class _Comparable:
    """A PDF whose parts are written out to be compared."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._known: dict[tuple[int, int], _Form] = {}

    def content(self, page: int) -> bytes:
        """What the page paints."""
        contents = self.pdf.pages[page].obj.get("/Contents")
        streams = contents.as_list() if isinstance(contents, Array) else [contents] if contents is not None else []
        return b"\n".join(bytes(stream.read_bytes()) for stream in streams)

    def page(self, page: int) -> _Form:
        """Everything else of the page but its annotations, with what it inherits."""
        node = self.pdf.pages[page].obj
        entries = {
            key: node[key] for key in sorted(node.keys()) if key not in BACK | {"/Annots", "/Contents", *INHERITED}
        }
        for key in INHERITED:
            value = _inherited(node, key)
            if value is not None:
                entries[key] = value
        return self._entries(entries, frozenset())

    def annotations(self, page: int) -> list[tuple[_Form, bool]]:
        """Each annotation, and whether it is a signature that cannot be seen."""
        annotations = self.pdf.pages[page].obj.get("/Annots", Array()).as_list()
        return [(self._form(one, frozenset()), _is_unseen_signature(one)) for one in annotations]

    def catalogue(self) -> _Form:
        """The catalogue, but for what signing may set."""
        root = self.pdf.Root
        return self._entries(
            {key: root[key] for key in sorted(root.keys()) if key not in CATALOGUE_OF_SIGNING}, frozenset()
        )

    def fields(self) -> list[_Form]:
        """The form's fields."""
        form = self.pdf.Root.get("/AcroForm", Dictionary())
        return [self._form(field, frozenset()) for field in form.get("/Fields", Array()).as_list()]

    def _form(self, value: object, above: frozenset[tuple[int, int]]) -> _Form:
        if not isinstance(value, Object):
            return (type(value).__name__, str(value))
        place = value.objgen
        if place in self._pages:
            return ("page", self._pages[place])
        if place == (0, 0):
            return self._written(value, above)
        if place in above:
            return ("above",)
        if place not in self._known:
            self._known[place] = self._written(value, above | {place})
        return self._known[place]

    def _written(self, value: Object, above: frozenset[tuple[int, int]]) -> _Form:
        if isinstance(value, Stream):
            data = hashlib.sha256(value.read_raw_bytes()).digest()
            return ("stream", data, self._dictionary(value, above))
        if isinstance(value, Dictionary):
            return self._dictionary(value, above)
        if isinstance(value, Array):
            return ("array", *(self._form(one, above) for one in value.as_list()))
        return ("value", value.unparse())

    def _dictionary(self, value: Object, above: frozenset[tuple[int, int]]) -> _Form:
        left_out = BACK | SET_BY_SIGNING if _is_signature(value) else BACK
        return self._entries({key: value[key] for key in sorted(value.keys()) if key not in left_out}, above)

    def _entries(self, entries: dict[str, Object], above: frozenset[tuple[int, int]]) -> _Form:
        return tuple((key, self._form(entries[key], above)) for key in sorted(entries))


def _inherited(node: Object, key: str) -> Object | None:
    """The page's entry, or that of the nearest node above it."""
    seen: set[tuple[int, int]] = set()
    while key not in node:
        seen.add(node.objgen)
        if "/Parent" not in node or node.Parent.objgen in seen:
            return None
        node = node.Parent
    return node[key]


def _is_signature(value: Object) -> bool:
    """Whether this is a signature field or its widget."""
    above = value.get("/Parent")
    kind = value.get("/FT") or (above.get("/FT") if isinstance(above, Dictionary) else None)
    return bool(kind == Name.Sig)


def _is_unseen_signature(annotation: Object) -> bool:
    left, bottom, right, top = (float(number) for number in annotation.get("/Rect", Array([0, 0, 1, 1])).as_list())
    return _is_signature(annotation) and left == right and bottom == top
