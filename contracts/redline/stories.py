"""Writes the paragraphs, tables and content controls of a holder, each as what becomes of it."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.redline.blocks import TABLE, Side, Step, coming, going
from contracts.redline.paragraphs import ParagraphMaker
from contracts.redline.plan import Plan, RowStep, TablePlan
from contracts.redline.properties import table_properties
from contracts.redline.revisions import DELETED, INSERTED, Revisions
from contracts.word.ooxml import Element, W, drop, make

_TABLE_PROPERTIES: Final = frozenset((W + "tblPr", W + "tblGrid"))
_ROW_PROPERTIES: Final = frozenset((W + "tblPrEx", W + "trPr"))


@dataclass(frozen=True, slots=True)
class StoryWriter:
    """Writes the holders of one part."""

    revisions: Revisions
    paragraphs: ParagraphMaker
    old: Side
    new: Side

    def write(self, plan: Plan) -> list[Element]:
        """The blocks of a plan in order, with marks around what moves together."""
        found: list[Element] = []
        begins: list[int] = []  # where in what is found each step begins
        ends = _ends_of_moves(plan.steps)
        identifier = ""
        for n, step in enumerate(plan.steps):
            blocks = list(self._step(step, plan))
            begins.append(len(found))
            if step.move:
                kind = "moveFromRange" if step.old is not None else "moveToRange"
                first, last = ends[_end(step)]
                if n == first:
                    start = self.revisions.mark(kind + "Start", name=step.move)
                    identifier = start.get(W + "id") or ""
                    if step.either.is_paragraph:
                        blocks[0].insert(1 if blocks[0].find(W + "pPr") is not None else 0, start)
                    else:
                        blocks.insert(0, start)
                if n == last:
                    blocks.append(make(kind + "End", id=identifier))
            found += blocks
        for ending in reversed(plan.endings):
            found[begins[ending.first] :] = self._marked_control(
                ending.control, found[begins[ending.first] :], ending.old
            )
        return found

    def _step(self, step: Step, plan: Plan) -> Iterator[Element]:
        block = step.either
        if block.is_paragraph:
            yield self.paragraphs.make(step)
        elif block.kind == TABLE:
            if step.old is not None and step.new is not None:
                yield self._table(step.old.element, step.new.element, plan.tables[step.new.element])
            else:
                rows = block.element.findall(W + "tr")
                steps = [RowStep(row, None) if step.old is not None else RowStep(None, row) for row in rows]
                yield self._rows(block.element, steps)
        elif step.old is not None and step.new is not None:
            yield self._control(step.new.element, plan.controls[step.new.element])
        else:
            yield from self._whole_control(block.element, old=step.old is not None)

    def _table(self, old: Element, new: Element, plan: TablePlan) -> Element:
        table = self._rows(new, plan.rows)
        for name in ("tblPr", "tblGrid"):
            table_properties(table, old, name, self.revisions)
        return table

    def _rows(self, table: Element, steps: Sequence[RowStep]) -> Element:
        result = make("tbl", *(copy.deepcopy(child) for child in table if child.tag in _TABLE_PROPERTIES))
        result.extend(self._row(step) for step in steps)
        return result

    def _row(self, step: RowStep) -> Element:
        source = step.new if step.new is not None else step.old
        assert source is not None
        row = make("tr", *(copy.deepcopy(child) for child in source if child.tag in _ROW_PROPERTIES))
        if step.old is not None and step.new is not None:
            for name in ("tblPrEx", "trPr"):
                table_properties(row, step.old, name, self.revisions)
            for old, new, plan in step.cells:
                cell = _cell(new, self.write(plan))
                table_properties(cell, old, "tcPr", self.revisions)
                row.append(cell)
            return row
        self._mark_row(row, DELETED if step.new is None else INSERTED)
        row.extend(_cell(cell, self._whole(cell, old=step.new is None)) for cell in source.findall(W + "tc"))
        return row

    def _mark_row(self, row: Element, kind: str) -> None:
        properties = row.find(W + "trPr")
        if properties is None:
            properties = make("trPr")
            row.append(properties)
        properties.append(self.revisions.mark(kind))

    def _whole(self, holder: Element, *, old: bool) -> list[Element]:
        """All blocks of a holder that goes, or comes, as a whole."""
        blocks = (self.old if old else self.new).blocks(holder)
        return self.write(Plan(tuple(map(going if old else coming, blocks))))

    def _control(self, control: Element, plan: Plan) -> Element:
        return _control(control, self.write(plan))

    def _whole_control(self, control: Element, *, old: bool) -> Iterator[Element]:
        content = control.find(W + "sdtContent")
        blocks = [] if content is None else self._whole(content, old=old)
        yield from self._marked_control(control, blocks, old)

    def _marked_control(self, control: Element, blocks: list[Element], old: bool) -> list[Element]:
        """A control that goes or comes: its beginning and its end are marked each by itself."""
        kind = "customXmlDelRange" if old else "customXmlInsRange"
        first, last = self._range(kind), self._range(kind)
        result = _control(control, [first[1], *blocks, last[0]])
        if old:
            for identifier in result.findall(f"{W}sdtPr/{W}id"):
                drop(identifier)
        return [first[0], result, last[1]]

    def _range(self, kind: str) -> tuple[Element, Element]:
        start = self.revisions.mark(kind + "Start")
        return start, make(kind + "End", id=start.get(W + "id") or "")


def _end(step: Step) -> tuple[str, bool]:
    """Which end of which move a step is part of."""
    return step.move, step.old is not None


def _ends_of_moves(steps: Sequence[Step]) -> dict[tuple[str, bool], tuple[int, int]]:
    """The first and the last step of each end of each move: what goes or comes between them belongs to it."""
    found: dict[tuple[str, bool], tuple[int, int]] = {}
    for n, step in enumerate(steps):
        if step.move:
            found[_end(step)] = found.get(_end(step), (n, n))[0], n
    return found


def _cell(cell: Element, blocks: list[Element]) -> Element:
    return make("tc", *(copy.deepcopy(child) for child in cell.findall(W + "tcPr")), *blocks)


def _control(control: Element, blocks: list[Element]) -> Element:
    result = make("sdt", *(copy.deepcopy(child) for child in control if child.tag in (W + "sdtPr", W + "sdtEndPr")))
    result.append(make("sdtContent", *blocks))
    return result
