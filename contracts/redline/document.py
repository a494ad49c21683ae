"""Puts the document together: its body, its notes, and the headers and footers of its sections."""

import copy
from collections.abc import Iterator

from contracts.redline.bookmarks import join_bookmarks
from contracts.redline.notes import KINDS, NoteUses, note_uses, notes_of, part_of, put_in_order
from contracts.redline.numbers import number_anew
from contracts.redline.paragraphs import Settled
from contracts.redline.parts import Between, PartComparison, alone, joined_root
from contracts.redline.plan import Plan
from contracts.redline.sections import Sections, same_sections
from contracts.redline.source import Source
from contracts.word.ooxml import Element, W, make, to_bytes
from contracts.word.relationships import ENDNOTES, FOOTNOTES

_NOTES = {"footnote": FOOTNOTES, "endnote": ENDNOTES}


class DocumentComparison:
    """The parts of both files, compared; used once."""

    def __init__(self, between: Between) -> None:
        self.between = between
        self.notes: NoteUses = note_uses(between.new)
        self.written: dict[str, Element] = {}  #: parts of the document in the making
        roots = between.old.trees[between.old.main], between.new.trees[between.new.main]
        self.body = PartComparison(between, roots, (between.old.main, between.new.main, between.new.main))

    def write(self) -> Element:
        """Write all parts among the carrier's members; the w:body."""
        between = self.between
        plan = self.body.planner().text(between.old.body, between.new.body)
        join_bookmarks(between.old, between.new, plan.staying())
        same = same_sections(between.old, between.new, plan)
        sections = Sections(
            between.old,
            between.new,
            between.revisions,
            between.carrier,
            self._write_running,
            self._take_running,
            same,
        )
        ends = between.old.body.find(W + "sectPr"), between.new.body.find(W + "sectPr")
        blocks = self.body.writer([plan], lambda part: Settled(part.bring, self.notes.settle, sections.make)).write(
            plan
        )
        root = joined_root(*self.body.roots)
        root.extend(child for child in self.body.roots[1] if child.tag != W + "body")
        body = make("body", *blocks)
        if ends != (None, None):
            body.append(sections.make(*ends))
        root.append(body)
        self.written[between.new.main] = root
        for kind in KINDS:
            self._write_notes(kind)
        unwritten = {name: tree for name, tree in between.new.trees.items() if name not in self.written}
        self.written.update(unwritten)
        number_anew(self.written.values(), between.revisions)
        for name, tree in self.written.items():
            between.carrier.put(name, to_bytes(tree), "")
        return body

    def _settled(self, part: PartComparison) -> Settled:
        def no_section(old: Element | None, new: Element | None) -> Element:
            found = new if new is not None else old
            assert found is not None
            return copy.deepcopy(found)

        return Settled(part.bring, self.notes.settle, no_section)

    def _write_running(self, old: str, new: str, name: str) -> None:
        """Write a header or footer; Sections says which."""
        between = self.between
        source, part = (between.new, new) if new else (between.old, old)
        empty = make(str(source.trees[part].tag).removeprefix(W))
        roots = (
            copy.deepcopy(between.old.trees[old]) if old else empty,
            copy.deepcopy(between.new.trees[new]) if new else empty,
        )
        comparison = PartComparison(between, roots, (old, new, name))
        planner = comparison.planner()
        if old and new:
            plan = planner.holder(*roots)
        else:
            plan = alone(comparison.old if old else comparison.new, roots[0 if old else 1], old=bool(old))
        root = joined_root(*roots)
        root.extend(comparison.writer([plan], self._settled).write(plan))
        self.written[name] = root
        between.carrier.put(name, b"", source.types.of(part))
        if new and name != new:
            between.carrier.copy_relationships(between.new, new, name)

    def _take_running(self, old: str, name: str) -> None:
        """Take a header or footer of a section that goes, as it was."""
        self.written[name] = copy.deepcopy(self.between.old.trees[old])
        self.between.carrier.put(name, b"", self.between.old.types.of(old))
        self.between.carrier.copy_relationships(self.between.old, old, name)

    def _write_notes(self, kind: str) -> None:
        between = self.between
        old_part, new_part = part_of(between.old, kind), part_of(between.new, kind)
        if not new_part and not any(one[0] == kind for one in self.notes.going):
            return
        source, part = (between.new, new_part) if new_part else (between.old, old_part)
        name = new_part or between.carrier.free_name(old_part)
        roots = (
            between.old.trees[old_part] if old_part else between.new.trees[new_part],
            between.new.trees[new_part] if new_part else between.old.trees[old_part],
        )
        comparison = PartComparison(between, roots, (old_part, new_part, name))
        root = joined_root(*roots)
        root.extend(self._notes(kind, comparison, source, part))
        put_in_order(root, kind, self.written[between.new.main])
        self.written[name] = root
        between.carrier.put(name, b"", source.types.of(part))
        between.carrier.relate(between.new.main, _NOTES[kind], name)

    def _notes(self, kind: str, comparison: PartComparison, source: Source, part: str) -> Iterator[Element]:
        """The separators, the new file's notes, and those that go."""
        before, now = notes_of(self.between.old, kind), notes_of(self.between.new, kind)
        plans: list[tuple[Element, str, Plan | None]] = []
        for note in source.trees[part]:
            identifier = note.get(W + "id") or ""
            if note.get(W + "type") not in (None, "normal"):
                plans.append((note, identifier, None))
            elif note is now.get(identifier):
                old = before.get(self.notes.staying.get((kind, identifier), ""))
                if old is not None:
                    plans.append((note, identifier, comparison.planner().holder(old, note)))
                elif (kind, identifier) in self.notes.coming:
                    plans.append((note, identifier, alone(comparison.new, note, old=False)))
        for _, identifier, number in (one for one in self.notes.going if one[0] == kind and one[1] in before):
            plans.append((before[identifier], number, alone(comparison.old, before[identifier], old=True)))
        writer = comparison.writer([plan for _, _, plan in plans if plan is not None], self._settled)
        for note, identifier, plan in plans:
            result = make(kind, *(copy.deepcopy(note) if plan is None else writer.write(plan)))
            for name, value in note.attrib.items():
                result.set(str(name), str(value))
            result.set(W + "id", identifier)
            yield result
