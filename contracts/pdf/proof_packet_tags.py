"""Are all tags of the parts in the packet, in the same order, with a way back from every text, and no field to sign in?

A validator passes a packet with an untagged part, so the tags are counted and compared with those of the parts.
"""

import bisect
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from contracts.errors import Problem
from contracts.pdf.comparing import excerpt
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.proof_packet_case import PacketCase, PartCase
from contracts.pdf.reading import Block, ReadElement, ReadPdf
from contracts.pdf.structure import PageNumbers, elements, is_object_reference, kids, page_numbers

REMEDY = "Dokumentet får inte sändas så. Sätt ihop paketet på nytt, och rapportera felet om det kommer åter."


def check_tags(case: PacketCase) -> Verdict:
    """Each part is one Part of the tree, with its title, all its tags but the fields', its texts and alt texts."""
    read = case.case.read
    tops = [number for number, element in enumerate(read.elements) if element.parent == 0]
    count = sum(len(part.read.elements) for part in case.parts)
    titles = [(read.elements[top].type, read.elements[top].title) for top in tops]
    wanted = [("Part", part.part.title) for part in case.parts]
    if titles != wanted:
        lacking = [title for _, title in wanted if ("Part", title) not in titles]
        named = f": ”{'”, ”'.join(lacking)}” saknas" if lacking else ""
        text = f"Taggarna har {len(tops)} delar, men paketet har {len(wanted)} handlingar i en bestämd ordning{named}."
        return Verdict("packet-tag", "taggar", count, (case.case.problem("packet-tag", text, remedy=REMEDY),))
    problems = [problem for part, top in zip(case.parts, tops, strict=True) for problem in _faults(case, part, top)]
    return Verdict("packet-tag", "taggar", count, tuple(problems))


def _faults(case: PacketCase, part: PartCase, top: int) -> Iterator[Problem]:
    read, title, page = case.case.read, part.part.title, case.place(part, 1)
    inside = range(top + 1, read.elements[top].end)
    lost = Counter(_kinds(part.read)) - Counter((read.elements[n].type, read.elements[n].alt) for n in inside)
    for (kind, alt), number in sorted(lost.items()):
        if alt:
            text = f"I ”{title}” saknas en tagg av typen {kind} med alternativtexten ”{excerpt(alt)}”."
        else:
            text = f"I ”{title}” saknas {number} av handlingens taggar av typen {kind}."
        yield case.case.problem("packet-tag", text, page=page, remedy=REMEDY)
    if lost:
        return
    wanted = [(block.type, block.text) for block in part.read.blocks]
    shown = [(block.type, block.text) for block in _blocks_in(read.blocks, inside)]
    differs = next((one or other for one, other in itertools.zip_longest(wanted, shown) if one != other), None)
    if differs is not None:
        text = f"”{title}” läses inte som i handlingen, först vid ”{excerpt(differs[1])}”."
        yield case.case.problem("packet-tag", text, page=page, remedy=REMEDY)


def _blocks_in(blocks: Sequence[Block], inside: range) -> Sequence[Block]:
    """The blocks of the elements, which stand in the same order; found without looking at all of a long packet's."""
    start = bisect.bisect_left(blocks, inside.start, key=lambda block: block.element)
    return blocks[start : bisect.bisect_left(blocks, inside.stop, key=lambda block: block.element)]


def _kinds(read: ReadPdf) -> Iterator[tuple[str, str]]:
    """Type and alt text of the part's elements but its Document, its fields, and paragraphs that hold only fields."""
    holds: dict[int, list[int]] = {}
    for number, element in enumerate(read.elements):
        holds.setdefault(element.parent, []).append(number)
    fields: set[int] = set()
    for number in range(len(read.elements) - 1, -1, -1):
        element, below = read.elements[number], holds.get(number, [])
        if element.field or (_is_bare(element) and below and fields.issuperset(below)):
            fields.add(number)
    for number, element in enumerate(read.elements):
        is_whole = element.parent < 0 and element.type == "Document"
        if number not in fields and not is_whole:
            yield element.type, element.alt


def _is_bare(element: ReadElement) -> bool:
    return element.type == "P" and not element.pieces


def check_no_fields(case: Case) -> Verdict:
    """Nothing in the packet can be signed: there are no fields, and no tags of fields."""
    tags = sum(1 for element in case.read.elements if element.type == "Form" or element.field)
    problems = [
        case.problem("packet-field", f"Paketet har kvar underskriftsfältet {field.name}.", remedy=REMEDY)
        for field in case.read.fields
    ]
    if tags:
        text = f"Paketet har kvar {tags} taggar av formulärfält."
        problems.append(case.problem("packet-field", text, remedy=REMEDY))
    return Verdict("packet-field", "inga fält att skriva under i", 1, tuple(problems))


def check_owners(case: Case, file: Path) -> Verdict:
    """From every tagged content and link there is a way back to its own element (ISO 32000-1, 14.7.4.4)."""
    with pikepdf.open(file) as pdf:
        numbers = page_numbers(pdf)
        tree = pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree")
        owners = dict(pikepdf.NumberTree(tree).items()) if tree is not None else {}
        wrong: Counter[int] = Counter()
        count = 0
        for element in elements(pdf):
            for kid in kids(element.node):
                page, right = _way_back(element.node, kid, owners)
                if page is not None:
                    count += 1
                    wrong[_number(page, numbers)] += not right
    problems = [
        case.problem(
            "packet-owner", f"På sidan {page} saknar {number} texter vägen till sin tagg.", page=page, remedy=REMEDY
        )
        for page, number in sorted(wrong.items())
        if number
    ]
    return Verdict("packet-owner", "vägar från text till tagg", count, tuple(problems))


def _way_back(node: Object, kid: object, owners: Mapping[int, Object]) -> tuple[Object | None, bool]:
    """The page of a kid that is no element, and whether the parent tree leads from it to its element."""
    if isinstance(kid, int):
        return node.get("/Pg"), _owns(node, node.get("/Pg"), int(kid), owners)
    if not isinstance(kid, Dictionary):
        return None, True
    page = kid.get("/Pg", node.get("/Pg"))
    if kid.get("/Type") == Name.MCR:
        return page, _owns(node, page, int(kid.MCID), owners)
    if kid.get("/Type") == Name.OBJR:
        return page, _holds(owners.get(int(kid.Obj.get("/StructParent", -1))), kid.Obj)
    return None, True


def _owns(node: Object, page: Object | None, marked: int, owners: Mapping[int, Object]) -> bool:
    owned = owners.get(int(page.get("/StructParents", -1))) if page is not None else None
    if not isinstance(owned, Array) or marked >= len(owned):
        return False
    owner = owned[marked]
    return isinstance(owner, Dictionary) and owner.objgen == node.objgen


def _holds(owner: Object | None, thing: Object) -> bool:
    """Whether the element refers to the object. Several may: a link of several stretches; it leads back to one."""
    return owner is not None and any(is_object_reference(kid) and kid.Obj.objgen == thing.objgen for kid in kids(owner))


def _number(page: Object, numbers: PageNumbers) -> int:
    return numbers.get(page.objgen, 0)
