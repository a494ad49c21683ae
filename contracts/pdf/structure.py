"""The structure tree of a tagged PDF: walking it, and keeping its parent tree right when elements are changed.

Finishing changes elements and reading back follows them; both need the same few rules of ISO 32000-1, 14.7: kids may
be one object or an array, a kid is an element, a marked content or an object reference, and the type of an element
may be a name of the document's own that the role map translates.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

#: Types that stand inside a paragraph (ISO 32000-1, table 338); the text in them belongs to the paragraph around.
INLINE_TYPES = frozenset(
    {"Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "Em", "Strong"}
)


@dataclass(frozen=True, slots=True)
class Element:
    """One structure element where it stands in the tree."""

    node: Object  #: the element's dictionary
    type: str  #: standard type after the role map, without slash: "P", "H1", "Figure"
    own: str  #: type as the file has it, with slash: "/P", "/Text body"
    parent: "Element | None"


#: 1-based page numbers by the page object's identity.
PageNumbers = dict[tuple[int, int], int]


def page_numbers(pdf: pikepdf.Pdf) -> PageNumbers:
    """The number of every page."""
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def structure_root(pdf: pikepdf.Pdf) -> Object | None:
    """The structure tree's root, or None in an untagged file."""
    return pdf.Root.get("/StructTreeRoot")


def kids(node: Object) -> list[Object]:
    """The element's children in reading order, whether it has one, several or none."""
    children = node.get("/K")
    if children is None:
        return []
    return list(children.as_list()) if isinstance(children, Array) else [children]


def is_element(kid: object) -> bool:
    """Whether a kid is a structure element, not a marked content or an object reference."""
    return isinstance(kid, Dictionary) and "/S" in kid


def is_object_reference(kid: object) -> bool:
    """Whether a kid points at an annotation or another object."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def elements(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """Every structure element in reading order, parents before children."""
    root = structure_root(pdf)
    if root is None:
        return
    roles = role_map(root)
    waiting: list[tuple[Object, Element | None]] = [(kid, None) for kid in reversed(kids(root)) if is_element(kid)]
    while waiting:
        node, parent = waiting.pop()
        own = str(node.get("/S"))
        element = Element(node, standard_type(own, roles), own, parent)
        yield element
        waiting.extend((kid, element) for kid in reversed(kids(node)) if is_element(kid))


def role_map(root: Object) -> dict[str, str]:
    """The standard types, or others of the document's own, that its own types stand for; names with slashes."""
    return {str(own): str(standard) for own, standard in root.get("/RoleMap", Dictionary()).items()}


def standard_type(own: str, roles: dict[str, str]) -> str:
    """The standard type, without slash, that an element's type stands for."""
    seen: set[str] = set()
    while own in roles and own not in seen:
        seen.add(own)
        own = roles[own]
    return own.removeprefix("/")


class ParentTree:
    """The way back from marked content and annotations to their elements (ISO 32000-1, 14.7.4.4)."""

    def __init__(self, pdf: pikepdf.Pdf, root: Object) -> None:
        self._root = root
        if "/ParentTree" not in root:
            root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array()))
        self._tree = pikepdf.NumberTree(root.ParentTree)

    def add(self, value: Object) -> int:
        """Gives `value` the next free key and returns the key."""
        key = max([int(self._root.get("/ParentTreeNextKey", 0)), *(int(used) + 1 for used in self._tree)])
        self._tree[key] = value
        self._root.ParentTreeNextKey = key + 1
        return key

    def assign_object(self, annotation: Object, element: Object) -> None:
        """Lets an annotation that belongs to an element belong to another."""
        if "/StructParent" in annotation:
            self._tree[int(annotation.StructParent)] = element

    def assign(self, page: Object, marked_content: int, element: Object) -> None:
        """Lets the marked content of a page belong to another element than before."""
        owners = self._tree[int(page.StructParents)]
        while len(owners) <= marked_content:
            owners.append(None)
        owners[marked_content] = element
