"""Faults in LibreOffice's tags that are mended before anything is built on them (seen in LibreOffice 7.4).

- A contents entry comes as several links of one annotation, or without any after the first; they become one.
- A list label stands inside the item's paragraph; it becomes the item's label (Lbl).
- A footnote has no identifier (ISO 14289-1, 7.9) and the link back from its number is untagged (7.18.5).
- A picture in the text is an artifact and its figure is empty; the figure gets its picture.
- Blank paragraphs leave empty elements.
"""

from collections import Counter
from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from contracts.pdf.content import PageContent, figure_content
from contracts.pdf.content_survey import MarkedStart
from contracts.pdf.structure import (
    Element,
    PageNumbers,
    ParentTree,
    elements,
    is_element,
    is_object_reference,
    kids,
    page_numbers,
    structure_root,
)

#: A list label is this many glyphs at most: "•", "(iv)", "10.12.3".
LONGEST_LABEL = 8
#: Two marked contents whose base lines differ by less stand on one line. Points.
SAME_LINE = 0.5


def mend_structure(pdf: pikepdf.Pdf, contents: Mapping[int, PageContent]) -> tuple[Element, ...]:
    """Mends the structure tree in place.

    Args:
        pdf: the engine's file.
        contents: each page's content by page number from 1.

    Returns:
        Every element that there was before, in reading order; of those that are taken away, none has a picture.
    """
    root = structure_root(pdf)
    if root is None:
        return ()
    parents = ParentTree(pdf, root)
    tree = tuple(elements(pdf))
    numbers = page_numbers(pdf)
    links = Counter(id(element.parent) for element in tree if element.own == "/Link")
    for element in tree:
        if links[id(element)] > 1:
            _join_links(element, parents)
        if element.type == "LI":
            _label_item(pdf, element, parents, numbers, contents)
        elif element.type == "Figure" and not kids(element.node):
            figure_content(element.node, numbers, contents, parents)
    _identify_notes(pdf, root, tree)
    for number, page in enumerate(pdf.pages, 1):
        _own_links(pdf, page.obj, contents[number], tree, parents)
    _drop_empty(tree)
    return tree


def _set_kids(node: Object, children: list[Object]) -> None:
    node.K = Array(children)


def _marked(node: Object) -> list[tuple[Object, int]]:
    """The element's own marked contents: (page, identifier)."""
    found = []
    for kid in kids(node):
        if isinstance(kid, int):
            found.append((node.Pg, int(kid)))
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            found.append((kid.Pg if "/Pg" in kid else node.Pg, int(kid.MCID)))
    return found


def _join_links(element: Element, parents: ParentTree) -> None:
    """A link right after another, without an annotation or with the same, is the rest of that link.

    A screen reader would otherwise tell number, heading and page of an entry as three links.
    """
    kept: list[Object] = []
    for kid in kids(element.node):
        before = kept[-1] if kept else None
        if _is_link(kid) and before is not None and _is_link(before) and _continues(kid, before):
            _set_kids(before, _content(before) + _content(kid) + _references(before))
            for page, marked in _marked(kid):
                parents.assign(page, marked, before)
            for reference in _references(kid):
                parents.assign_object(reference.Obj, before)
            del kid.K
            continue
        kept.append(kid)
    if len(kept) < len(kids(element.node)):
        _set_kids(element.node, kept)


def _is_link(kid: object) -> bool:
    return is_element(kid) and Name.Link == kid.S  # type: ignore[attr-defined]


def _continues(link: Object, before: Object) -> bool:
    """Whether all of a link's annotations are those of the link before it, which has some."""
    targets = {reference.Obj.objgen for reference in _references(before)}
    own = [reference.Obj for reference in _references(link)]
    return bool(targets) and all(one.is_indirect and one.objgen in targets for one in own)


def _references(link: Object) -> list[Object]:
    return [kid for kid in kids(link) if is_object_reference(kid)]


def _content(link: Object) -> list[Object]:
    return [kid for kid in kids(link) if not is_object_reference(kid)]


def _label_item(
    pdf: pikepdf.Pdf, item: Element, parents: ParentTree, numbers: PageNumbers, contents: Mapping[int, PageContent]
) -> None:
    """Moves the label from the item's first paragraph into a Lbl of its own."""
    bodies = kids(item.node)
    if len(bodies) != 1 or not is_element(bodies[0]) or Name.LBody != bodies[0].S:
        return
    paragraphs = kids(bodies[0])
    if not paragraphs or not is_element(paragraphs[0]):
        return
    paragraph = paragraphs[0]
    starts = [(marked, contents[numbers[page.objgen]].starts.get(marked)) for page, marked in _marked(paragraph)[:2]]
    if len(starts) < 2 or not isinstance(kids(paragraph)[0], int) or not _looks_like_label(starts[0][1], starts[1][1]):
        return
    label = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Lbl, P=item.node, Pg=paragraph.Pg, K=starts[0][0])
    )
    parents.assign(paragraph.Pg, starts[0][0], label)
    _set_kids(paragraph, kids(paragraph)[1:])
    _set_kids(item.node, [label, bodies[0]])


def _looks_like_label(first: MarkedStart | None, second: MarkedStart | None) -> bool:
    """Short, and on the line of what follows it, with the list's indent between."""
    return (
        first is not None
        and second is not None
        and first.glyphs <= LONGEST_LABEL
        and abs(first.y - second.y) < SAME_LINE
        and first.x < second.x
    )


def _identify_notes(pdf: pikepdf.Pdf, root: Object, tree: tuple[Element, ...]) -> None:
    notes = [element.node for element in tree if element.type == "Note"]
    if not notes:
        return
    names = Array()
    for number, note in enumerate(notes, 1):
        identifier = String(f"note-{number:04d}")
        note.ID = identifier
        names.extend([identifier, note])
    root.IDTree = pdf.make_indirect(Dictionary(Names=names))


def _own_links(
    pdf: pikepdf.Pdf, page: Object, content: PageContent, tree: tuple[Element, ...], parents: ParentTree
) -> None:
    """Gives every untagged link on the page an element; a link over no tagged text is taken away."""
    annotations = page.get("/Annots")
    if annotations is None:
        return
    kept = Array()
    for annotation in annotations.as_list():
        if annotation.get("/Subtype") != Name.Link or "/StructParent" in annotation:
            kept.append(annotation)
            continue
        marked = content.marked_at(tuple(float(number) for number in annotation.Rect.as_list()))
        owner = _owner(tree, page, marked)
        if owner is not None and marked is not None:
            _wrap_in_link(pdf, page, owner, marked, annotation, parents)
            kept.append(annotation)
    page.Annots = kept


def _owner(tree: tuple[Element, ...], page: Object, marked: int | None) -> Object | None:
    for element in tree:
        if any(where.objgen == page.objgen and number == marked for where, number in _marked(element.node)):
            return element.node
    return None


def _wrap_in_link(
    pdf: pikepdf.Pdf, page: Object, owner: Object, marked: int, annotation: Object, parents: ParentTree
) -> None:
    link = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=owner, Pg=page))
    link.K = Array([marked, Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)])
    _set_kids(owner, [link if isinstance(kid, int) and int(kid) == marked else kid for kid in kids(owner)])
    parents.assign(page, marked, link)
    annotation.StructParent = parents.add(link)


def _drop_empty(tree: tuple[Element, ...]) -> None:
    """Takes away paragraphs and links without content, but leaves every cell its place."""
    for element in reversed(tree):
        if element.type not in ("P", "Link", "Span") or kids(element.node) or element.parent is None:
            continue
        siblings = kids(element.parent.node)
        if element.parent.type in ("TD", "TH") and len(siblings) == 1:
            continue
        _set_kids(element.parent.node, [kid for kid in siblings if not _same(kid, element.node)])


def _same(kid: object, node: Object) -> bool:
    return is_element(kid) and kid.objgen == node.objgen  # type: ignore[attr-defined]
