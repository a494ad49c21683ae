"""Has every signatory one empty field, in the right place, with the right name?

A signature under the wrong party's name is the worst fault that an agreement can have, so the place is proved twice:
by the tags (the field stands in the block that names its party and signatory and no other party) and by the page (its
box covers nothing that belongs to others).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.errors import Problem
from contracts.pdf.comparing import excerpt, searchable, squashed
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.expectation import ExpectedSignature
from contracts.pdf.reading import Block, ReadField
from contracts.pdf.signature_fields import TOOLTIP_PREFIX

#: Elements that can hold one party's block, from the smallest.
BLOCK_TYPES = frozenset({"TD", "TH", "TR", "Table", "Sect", "Div"})
RULE = "proof-signature"
REMEDY = "Kontrollera underskriftsdelen i mallen: en plats för underskrift per undertecknare, i partens eget block."


@dataclass(frozen=True, slots=True)
class _Territory:
    """The block in which a signatory signs."""

    signature: ExpectedSignature
    field: ReadField
    blocks: tuple[Block, ...]


def check_signatures(case: Case) -> Verdict:
    """One unsigned field per signatory, named and placed right, and no other fields. A draft has none."""
    expected = () if case.expectation.draft else case.expectation.signatures
    problems = [*_unmatched(case, expected)]
    territories: list[_Territory] = []
    for signature in expected:
        fields = [field for field in case.read.fields if field.name == signature.name]
        if len(fields) != 1:
            continue
        problems += _field_faults(case, signature, fields[0])
        blocks = _territory(case, signature)
        if blocks is None:
            problems.append(_misplaced(case, signature, fields[0]))
        else:
            territories.append(_Territory(signature, fields[0], blocks))
    problems += [problem for territory in territories for problem in _place_faults(case, territory)]
    problems += _alone(case, territories)
    return Verdict(RULE, "underskriftsfält", len(expected), tuple(problems))


def _problem(case: Case, text: str, page: int = 0) -> Problem:
    return case.problem(RULE, text, page=page, remedy=REMEDY)


def _unmatched(case: Case, expected: Sequence[ExpectedSignature]) -> Iterator[Problem]:
    names = [field.name for field in case.read.fields]
    wanted = {signature.name for signature in expected}
    for signature in expected:
        count = names.count(signature.name)
        if count != 1:
            many = "saknar underskriftsfält" if count == 0 else f"har {count} underskriftsfält"
            yield _problem(case, f"{signature.who} för {signature.party} {many}.")
    for field in case.read.fields:
        if field.name not in wanted:
            text = f"Underskriftsfältet {field.name} på sidan {field.page} hör inte till någon undertecknare."
            yield _problem(case, text, field.page)


def _field_faults(case: Case, signature: ExpectedSignature, field: ReadField) -> Iterator[Problem]:
    """Faults of the field itself: tooltip, lock, page, box, signed already."""
    who = f"Underskriftsfältet för {signature.who}"
    tooltip = TOOLTIP_PREFIX + signature.label
    if field.tooltip != tooltip:
        yield _problem(case, f"{who} har beskrivningen ”{field.tooltip}” i stället för ”{tooltip}”.", field.page)
    if field.filled:
        yield _problem(case, f"{who} är redan undertecknat.", field.page)
    if field.locks != (field.name,):
        yield _problem(case, f"{who} låser inte sig självt och bara sig självt.", field.page)
    if field.page == 0:
        yield _problem(case, f"{who} ligger inte på någon sida.")
    elif not field.box.inside(case.read.pages[field.page - 1].box):
        yield _problem(case, f"{who} ligger utanför sidan.", field.page)
    elif field.box.width < 1 or field.box.height < 1:
        yield _problem(case, f"{who} har ingen yta.", field.page)


def _misplaced(case: Case, signature: ExpectedSignature, field: ReadField) -> Problem:
    text = (
        f"Underskriftsfältet för {signature.who} på sidan {field.page} ligger inte i ett block med "
        f"{' och '.join(f'”{name}”' for name in (signature.party, signature.signatory) if name)} och ingen annan part."
    )
    return _problem(case, text, field.page)


def _territory(case: Case, signature: ExpectedSignature) -> tuple[Block, ...] | None:
    """The paragraphs of the block that holds the field; None when it names the wrong party, or not the right ones."""
    elements = case.read.elements
    form = next((index for index, one in enumerate(elements) if one.field == signature.name), -1)
    if form < 0:
        return None
    for index in case.read.ancestors(form):
        if elements[index].type in BLOCK_TYPES:
            blocks = tuple(block for block in case.read.blocks if index <= block.element < elements[index].end)
            parties = _parties(case, blocks)
            if signature.party in parties and _names(blocks, signature.signatory):
                shared = any(one.field for one in elements[index : elements[index].end] if one.field != signature.name)
                own = parties == {signature.party} and _titled(blocks, signature)
                return blocks if own and (not shared or _beside(case, signature, form)) else None
    return _between_neighbours(case, signature, form)


def _titled(blocks: Sequence[Block], signature: ExpectedSignature) -> bool:
    return not signature.title or _names(blocks, signature.title)


def _names(blocks: Sequence[Block], name: str) -> bool:
    return not name or any(searchable(block.text).holds(name) for block in blocks)


def _parties(case: Case, blocks: Sequence[Block]) -> set[str]:
    """The parties that the blocks name; the longest name counts where one is part of another."""
    names = sorted({signature.party for signature in case.expectation.signatures}, key=len, reverse=True)
    found = set()
    for block in blocks:
        text = squashed(block.text)
        for name in names:
            if squashed(name) in text:
                found.add(name)
                text = text.replace(squashed(name), "\0")
    return found


def _beside(case: Case, signature: ExpectedSignature, form: int) -> bool:
    """Whether the signatory's name stands between the field and its neighbours, where a block has several fields."""
    before, after = _neighbours(case, form)
    return _names([block for block in case.read.blocks if before < block.element < after], signature.signatory)


def _neighbours(case: Case, form: int) -> tuple[int, int]:
    """The elements of the fields before and after."""
    forms = [index for index, one in enumerate(case.read.elements) if one.field]
    before = max((index for index in forms if index < form), default=-1)
    return before, min((index for index in forms if index > form), default=len(case.read.elements))


def _between_neighbours(case: Case, signature: ExpectedSignature, form: int) -> tuple[Block, ...] | None:
    """Signature blocks of plain paragraphs: from the party's name over the field to the signatory's name.

    The block grows from the field in both directions and ends at the next field, a heading, or a paragraph that names
    another party or another signatory.
    """
    before, after = _neighbours(case, form)
    grown: list[Block] = []
    above = [block for block in case.read.blocks if before < block.element < form and block.kind == ""]
    below = [block for block in case.read.blocks if form < block.element < after and block.kind == ""]
    for side in (reversed(above), iter(below)):
        for block in side:
            if block.type.startswith("H") or _names_others(case, block, signature):
                break
            grown.append(block)
            if signature.party in _parties(case, (block,)):
                break
    if signature.party in _parties(case, grown) and _names(grown, signature.signatory) and _titled(grown, signature):
        return tuple(grown)
    return None


def _names_others(case: Case, block: Block, signature: ExpectedSignature) -> bool:
    others = [other for other in case.expectation.signatures if other.name != signature.name]
    people = [other.signatory for other in others if other.signatory and other.signatory != signature.signatory]
    return any(_names((block,), name) for name in people) or bool(_parties(case, (block,)) - {signature.party})


def _place_faults(case: Case, territory: _Territory) -> Iterator[Problem]:
    """The field must lie on its block's page, and cover no other field and no text of others."""
    field, who = territory.field, f"Underskriftsfältet för {territory.signature.who}"
    if field.page == 0:
        return
    pages = {piece.page for block in territory.blocks for piece in block.pieces}
    if field.page not in pages:
        yield _problem(case, f"{who} på sidan {field.page} ligger inte på samma sida som sitt block.", field.page)
    elif len(pages) > 1:
        yield _problem(case, f"Blocket för {territory.signature.party} är delat mellan två sidor.", field.page)
    for other in case.read.fields:
        if other.name != field.name and other.page == field.page and other.box.overlaps(field.box):
            yield _problem(case, f"{who} ligger över fältet {other.name} på sidan {field.page}.", field.page)
    own = {piece.box for block in territory.blocks for piece in block.pieces}
    for piece in case.read.pages[field.page - 1].pieces:
        if piece.box is not None and piece.box not in own and piece.box.overlaps(field.box) and piece.text.strip():
            yield _problem(case, f"{who} ligger över texten ”{excerpt(piece.text)}” på sidan {field.page}.", field.page)


def _alone(case: Case, territories: Sequence[_Territory]) -> Iterator[Problem]:
    """Signatures on a page without the agreement's own text could be moved to another agreement.

    The first page with signatures must hold other text. When they go on, a single block on a page of its own needs at
    least a header or footer that says where it belongs.
    """
    inside = {block.element for territory in territories for block in territory.blocks}
    first = min((territory.field.page for territory in territories), default=0)
    for page in sorted({territory.field.page for territory in territories} - {0}):
        other = any(
            piece.page == page and piece.text.strip()
            for block in case.read.blocks
            if block.element not in inside and block.kind == ""
            for piece in block.pieces
        )
        named = any(letter.isalpha() for letter in case.read.pages[page - 1].artifacts)
        blocks = [territory for territory in territories if territory.field.page == page]
        if not other and (page == first or (len(blocks) == 1 and not named)):
            text = f"Sidan {page} har underskrifter men ingen annan text ur dokumentet."
            yield case.problem(
                "proof-signature-alone",
                text,
                page=page,
                remedy="Håll ihop underskrifterna med stycket före (Behåll med nästa) i mallen.",
            )
