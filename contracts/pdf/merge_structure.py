"""The structure tree of a packet, joined from those of its parts (ISO 32000-1, 14.7).

Each part's Document becomes a Part with the part's title. Its elements, marked contents and the way back from them
are carried over as they are; what must be unique in a file is made so: keys of the parent tree, identifiers, and
names of the part's own types. Heading levels need no change: every part begins with a first-level heading if it has
any, so no level is skipped in the whole either (ISO 14289-1, 7.4.2).
"""

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from contracts.pdf.structure import Element, elements, structure_root


class JoinedStructure:
    """A structure tree that grows part by part.

    Args:
        pdf: the packet; it has no structure tree yet.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root))
        self._roles: dict[str, str] = {}  #: own type -> standard type
        self._parts: list[Object] = []
        self._owners: list[Object] = []  #: one leaf of the parent tree for each part
        self._identifiers: list[Object] = []  #: one leaf of the identifier tree for each part that has any
        self._next_key = 0

    def prepare(self, part: pikepdf.Pdf) -> Object:
        """Makes a part's tree unique among those before it.

        Returns:
            What `add` wants, once it has been copied into the packet after the part's pages: an indirect dictionary of
            the part's file.
        """
        root = structure_root(part)
        assert root is not None, "open_part refuses untagged files"
        tree = tuple(elements(part))
        for element in tree:
            self._join_role(element)
        tops = [element for element in tree if element.parent is None]
        for top in tops:
            # The copy would otherwise take the whole old root along.
            del top.node.P
        identifiers = self._rename_identifiers(tree, len(self._owners) + 1)
        owners = self._shift_keys(part, root)
        return part.make_indirect(
            Dictionary(
                Tops=Array([top.node for top in tops]),
                IsDocument=len(tops) == 1 and tops[0].type == "Document",
                Owners=part.make_indirect(owners),
                Identifiers=part.make_indirect(identifiers),
            )
        )

    def add(self, copied: Object, title: str, language: str | None) -> None:
        """Adds a part's copied tree; `language` only where it is not the packet's own."""
        tops = copied.Tops.as_list()
        if bool(copied.IsDocument):
            element = tops[0]
        else:
            element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, K=Array(tops)))
            for top in tops:
                top.P = element
        element.S, element.P, element.T = Name.Part, self._document, String(title)
        if language is not None:
            element.Lang = String(language)
        self._parts.append(element)
        self._owners.append(copied.Owners)
        if len(copied.Identifiers.Names):
            self._identifiers.append(copied.Identifiers)

    def write(self) -> None:
        """Puts the tree into the packet."""
        self._document.K = Array(self._parts)
        self._root.K = self._document
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Kids=Array(self._owners)))
        self._root.ParentTreeNextKey = self._next_key
        if self._identifiers:
            self._root.IDTree = self._pdf.make_indirect(Dictionary(Kids=Array(self._identifiers)))
        if self._roles:
            self._root.RoleMap = Dictionary({own: Name(standard) for own, standard in sorted(self._roles.items())})
        self._pdf.Root.StructTreeRoot = self._root

    def _join_role(self, element: Element) -> None:
        """Keeps the element's own type, unless an earlier part means something else by that name."""
        own, standard = str(element.node.S), f"/{element.type}"
        if own != standard and self._roles.setdefault(own, standard) != standard:
            element.node.S = Name(standard)

    def _rename_identifiers(self, tree: tuple[Element, ...], number: int) -> Dictionary:
        """A leaf of the identifier tree. The part's number comes first, so that leaves stand in order."""
        prefix = f"{number:05d}-"
        named: dict[str, Object] = {}
        for element in tree:
            if "/ID" in element.node:
                identifier = prefix + str(element.node.ID)
                element.node.ID = String(identifier)
                named[identifier] = element.node
            _rename_headers(element.node, prefix)
        names = Array()
        for identifier in sorted(named):
            names.extend([String(identifier), named[identifier]])
        leaf = Dictionary(Names=names)
        if named:
            leaf.Limits = Array([String(min(named)), String(max(named))])
        return leaf

    def _shift_keys(self, part: pikepdf.Pdf, root: Object) -> Dictionary:
        """A leaf of the parent tree, with every key after those of the parts before."""
        start = self._next_key
        owners = sorted((int(key) + start, owner) for key, owner in pikepdf.NumberTree(root.ParentTree).items())
        numbers = Array()
        for key, owner in owners:
            numbers.append(key)
            numbers.append(owner)
        for holder in _key_holders(part):
            for name in ("/StructParents", "/StructParent"):
                if name in holder:
                    holder[name] = int(holder[name]) + start
        leaf = Dictionary(Nums=numbers)
        if owners:
            leaf.Limits = Array([owners[0][0], owners[-1][0]])
            self._next_key = owners[-1][0] + 1
        return leaf


def _rename_headers(node: Object, prefix: str) -> None:
    """A cell may name its header cells by their identifiers (ISO 32000-1, table 349)."""
    attributes = node.get("/A", Array())
    for entry in attributes.as_list() if isinstance(attributes, Array) else [attributes]:
        if isinstance(entry, Dictionary) and "/Headers" in entry:
            entry.Headers = Array([String(prefix + str(name)) for name in entry.Headers.as_list()])


def _key_holders(part: pikepdf.Pdf) -> list[Object]:
    """Everything that has a key into the parent tree, once: pages, annotations and painted objects."""
    found: dict[tuple[int, int], Object] = {}
    for page in part.pages:
        painted = page.resources.get("/XObject", Dictionary())
        annotations = page.obj.get("/Annots", Array()).as_list()
        for holder in (page.obj, *annotations, *(painted[name] for name in painted.keys())):  # noqa: SIM118 (no dict)
            found[holder.objgen] = holder
    return list(found.values())
