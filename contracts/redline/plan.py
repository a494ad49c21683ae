"""What becomes of every block, also of those in tables and content controls: decided before anything is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from contracts.redline.alignment import LIKE_TABLES, Pair, align, best_order
from contracts.redline.blocks import CONTROL, TABLE, Block, Side, Step, coming, going
from contracts.redline.ends import settle_end
from contracts.redline.likeness import Text, likeness
from contracts.redline.moves import with_moves
from contracts.redline.outline import align_text
from contracts.redline.shapes import Shape, shape
from contracts.word.drawings import is_signed
from contracts.word.ooxml import Element, W

#: Cell properties that say where a cell lies in its table; rows that differ in them have no cells in common.
_PLACING: Final = (W + "gridSpan", W + "vMerge", W + "hMerge")
_ROW_GAP: Final = 60_000


@dataclass(frozen=True, slots=True)
class Ending:
    """A content control that comes or goes at the end of a holder, around the last paragraph, whose mark stays."""

    control: Element
    first: int  #: the step with which it begins; it ends with the last
    old: bool  #: whether it goes


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a holder, and the plans of tables and content controls that stay."""

    steps: tuple[Step, ...]
    tables: Mapping[Element, "TablePlan"] = field(default_factory=dict)  #: by the new w:tbl
    controls: Mapping[Element, "Plan"] = field(default_factory=dict)  #: by the new w:sdt
    endings: tuple[Ending, ...] = ()  #: outermost first

    def staying(self) -> Iterator[tuple[Element, Element]]:
        """Old and new paragraph wherever one stays."""
        for step in self.steps:
            if step.old is not None and step.new is not None and step.new.is_paragraph:
                yield step.old.element, step.new.element
        for table in self.tables.values():
            for row in table.rows:
                for _, _, plan in row.cells:
                    yield from plan.staying()
        for plan in self.controls.values():
            yield from plan.staying()


@dataclass(frozen=True, slots=True)
class RowStep:
    """What becomes of a row: it stays (both), goes or comes."""

    old: Element | None
    new: Element | None
    cells: tuple[tuple[Element, Element, Plan], ...] = ()  #: of a row that stays


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The steps of a table's rows."""

    rows: tuple[RowStep, ...]


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the holders of one part."""

    old: Side
    new: Side

    def text(self, old: Element, new: Element) -> Plan:
        """The plan of a whole text, in which sections can move."""
        return self._plan(old, new, lambda one, other: with_moves(align_text(one, other)))

    def holder(self, old: Element, new: Element) -> Plan:
        """The plan of a cell, note, header or content control."""
        return self._plan(old, new, align)

    def _plan(
        self, old: Element, new: Element, find: Callable[[Sequence[Block], Sequence[Block]], tuple[Step, ...]]
    ) -> Plan:
        left, right = Opened(self.old.blocks(old)), Opened(self.new.blocks(new))
        found = find(left.blocks, right.blocks)
        if found and not found[-1].stays:
            opened = left.opened(self.old), right.opened(self.new)
            if opened != (left, right):
                left, right = opened
                found = find(left.blocks, right.blocks)
        tables: dict[Element, TablePlan] = {}
        controls: dict[Element, Plan] = {}
        steps: list[Step] = []
        for step in found:
            if step.old is not None and step.new is not None and step.new.kind == TABLE:
                table = self._table(step.old.element, step.new.element)
                if not any(row.cells for row in table.rows):
                    # Nothing of it is left: two tables say so more plainly than one with all rows exchanged.
                    steps += [going(step.old), coming(step.new)]
                    continue
                tables[step.new.element] = table
            elif step.old is not None and step.new is not None and step.new.element.tag == CONTROL:
                inside = step.old.element.find(W + "sdtContent"), step.new.element.find(W + "sdtContent")
                if inside[0] is None or inside[1] is None:
                    steps += [going(step.old), coming(step.new)]
                    continue
                controls[step.new.element] = self.holder(inside[0], inside[1])
            steps.append(step)
        if left.blocks and right.blocks and left.blocks[-1].is_paragraph and right.blocks[-1].is_paragraph:
            steps = list(settle_end(steps))
        endings = (*left.endings(steps, old=True), *right.endings(steps, old=False))
        return Plan(
            tuple(steps),
            MappingProxyType(tables),
            MappingProxyType(controls),
            tuple(sorted(endings, key=lambda one: one.first)),
        )

    def _table(self, old: Element, new: Element) -> TablePlan:
        left, right = self._rows(self.old, old), self._rows(self.new, new)
        found: list[RowStep] = []
        i = j = 0
        for at_old, at_new in (*_row_pairs(left, right), (len(left), len(right))):
            found += self._gap(left[i:at_old], right[j:at_new])
            if at_old < len(left):
                found.append(self._row(left[at_old], right[at_new]))
            i, j = at_old + 1, at_new + 1
        return TablePlan(tuple(found))

    def _gap(self, old: Sequence["_Row"], new: Sequence["_Row"]) -> Iterator[RowStep]:
        """Rows between counterparts: as many on either side, built alike, are the same rows with other figures."""
        alike = len(old) == len(new) and all(
            a.build == b.build and (len(old) == 1 or a.first.text == b.first.text)
            for a, b in zip(old, new, strict=True)
        )
        if alike:
            yield from (self._row(a, b) for a, b in zip(old, new, strict=True))
        else:
            yield from (RowStep(row.element, None) for row in old)
            yield from (RowStep(None, row.element) for row in new)

    def _row(self, old: "_Row", new: "_Row") -> RowStep:
        cells = zip(_cells(old.element), _cells(new.element), strict=True)
        return RowStep(old.element, new.element, tuple((a, b, self._cell(a, b)) for a, b in cells))

    def _cell(self, old: Element, new: Element) -> Plan:
        """The plan of a cell; one in which another signs than before goes and comes whole, never half of each."""
        left, right = self.old.blocks(old), self.new.blocks(new)
        if is_signed(old) and is_signed(new) and _first(left) != _first(right):
            return Plan(settle_end((*map(going, left), *map(coming, right))))
        return self.holder(old, new)

    def _rows(self, side: Side, table: Element) -> list["_Row"]:
        found: list[_Row] = []
        for row in table.findall(W + "tr"):
            cells = [" ".join(block.text.text for block in side.blocks(cell)) for cell in _cells(row)]
            text = side.vocabulary.text(" | ".join(cells))
            found.append(_Row(row, text, side.vocabulary.text(cells[0] if cells else ""), _build(row)))
        return found


@dataclass(frozen=True, slots=True)
class Opened:
    """The blocks of a holder, where those in content controls at its end stand for the controls."""

    blocks: tuple[Block, ...]
    controls: tuple[tuple[Element, frozenset[Block]], ...] = ()  #: and the blocks in each

    def opened(self, side: Side) -> "Opened":
        """The same, with the controls at the end opened."""
        blocks, controls = self.blocks, self.controls
        while blocks and blocks[-1].element.tag == CONTROL:
            content = blocks[-1].element.find(W + "sdtContent")
            inside = side.blocks(content) if content is not None else ()
            controls = (
                *((one, within | set(inside)) for one, within in controls),
                (blocks[-1].element, frozenset(inside)),
            )
            blocks = (*blocks[:-1], *inside)
        return Opened(blocks, controls)

    def endings(self, steps: Sequence[Step], *, old: bool) -> Iterator[Ending]:
        """Where in the steps the opened controls begin; one without blocks is left out."""
        for control, inside in self.controls:
            for n, step in enumerate(steps):
                if (step.old if old else step.new) in inside:
                    yield Ending(control, n, old)
                    break


@dataclass(frozen=True, slots=True)
class _Row:
    element: Element
    text: Text
    first: Text  #: of its first cell, which mostly says what the row is about
    build: Shape


def _first(blocks: Sequence[Block]) -> str:
    """What a cell says first."""
    return next((block.text.text for block in blocks if block.text.text), "")


def _cells(row: Element) -> list[Element]:
    return row.findall(W + "tc")


def _build(row: Element) -> Shape:
    """How a row is divided into cells."""
    return tuple(
        tuple(shape(one) for name in _PLACING for one in cell.iterfind(f"{W}tcPr/{name}")) for cell in _cells(row)
    )


def _row_pairs(old: Sequence[_Row], new: Sequence[_Row]) -> list[Pair]:
    if len(old) * len(new) > _ROW_GAP:
        same = {(row.text.text, row.build): n for n, row in enumerate(new)}
        pairs: list[Pair] = []
        for n, row in enumerate(old):
            at = same.get((row.text.text, row.build), -1)
            if at > (pairs[-1][1] if pairs else -1):
                pairs.append((n, at))
        return pairs
    return best_order([[_row_worth(a, b) for b in new] for a in old])


def _row_worth(old: _Row, new: _Row) -> float:
    if old.build != new.build:
        return 0.0
    if not old.text.words or not new.text.words:
        return 0.1 if old.text.text == new.text.text else 0.0
    alike = likeness(old.text, new.text)
    if old.first.words and old.first.text == new.first.text:
        alike = 0.5 + alike / 2
    return alike if alike >= LIKE_TABLES else 0.0
