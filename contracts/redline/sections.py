"""Sections of both files: page and columns as they are and were, and headers and footers with what changed in them.

A section that says nothing of a header has that of the section before. Which header a section has cannot be tracked,
only what stands in it: so a section that stays gets one part, with the old text as gone and the new as come.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from contracts.redline.carrying import Carrier
from contracts.redline.plan import Plan
from contracts.redline.properties import section_properties
from contracts.redline.revisions import Revisions
from contracts.redline.source import Source
from contracts.word.ooxml import Element, R, W, make
from contracts.word.relationships import FOOTER, HEADER

#: headerReference or footerReference, and "default", "first" or "even".
Place: TypeAlias = tuple[str, str]
_KINDS: Final = {"headerReference": HEADER, "footerReference": FOOTER}


@dataclass(frozen=True, slots=True)
class _Running:
    """The header or footer that a section has."""

    part: str
    own: bool  #: whether the section says so itself


@dataclass(slots=True)
class Sections:
    """Makes the w:sectPr of the document in the making."""

    old: Source
    new: Source
    revisions: Revisions
    carrier: Carrier
    #: writes a header or footer: old and new part (either may be "") and the member that it becomes
    write_part: Callable[[str, str, str], None]
    #: takes a part as it was: old part and the member that it becomes
    take_part: Callable[[str, str], None]
    same: bool  #: whether both files have the same sections, so that what is inherited stays so
    _before: Mapping[Element, Mapping[Place, _Running]] = field(init=False)
    _now: Mapping[Element, Mapping[Place, _Running]] = field(init=False)
    _written: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._before, self._now = _running(self.old), _running(self.new)

    def make(self, old: Element | None, new: Element | None) -> Element:
        """The end of a section that stays (both), goes or comes."""
        either = new if new is not None else old
        assert either is not None
        result = section_properties(either, old if new is not None else None, self.revisions)
        before = self._before[old] if old is not None else {}
        now = self._now[new] if new is not None else {}
        references: list[Element] = []
        for place in sorted({*before, *now}):
            was, becomes = before.get(place), now.get(place)
            inherited = not (was is not None and was.own) and not (becomes is not None and becomes.own)
            if self.same and inherited:
                continue
            part = self._part(was.part if was else "", becomes.part if becomes else "", stays=None not in (old, new))
            identifier = self.carrier.relate(self.new.main, _KINDS[place[0]], part)
            reference = make(place[0], type=place[1])
            reference.set(R + "id", identifier)
            references.append(reference)
        for reference in reversed(references):
            result.insert(0, reference)
        return result

    def _part(self, old: str, new: str, *, stays: bool) -> str:
        if not stays:
            return new or self._as_it_was(old)
        if (old, new) not in self._written:
            name = new if new and new not in self._written.values() else self.carrier.free_name(new or old)
            self._written[old, new] = name
            self.write_part(old, new, name)
        return self._written[old, new]

    def _as_it_was(self, old: str) -> str:
        if (old, "as it was") not in self._written:
            name = self.carrier.free_name(old)
            self._written[old, "as it was"] = name
            self.take_part(old, name)
        return self._written[old, "as it was"]


def same_sections(old: Source, new: Source, plan: Plan) -> bool:
    """Whether both files have the same sections, in the same order."""
    left, right = (list(source.body.iter(W + "sectPr")) for source in (old, new))
    pairs = [
        (a, b)
        for before, after in plan.staying()
        if (a := before.find(f"{W}pPr/{W}sectPr")) is not None and (b := after.find(f"{W}pPr/{W}sectPr")) is not None
    ]
    return len(left) == len(right) and len(pairs) == len(_inner(left)) == len(_inner(right))


def _inner(sections: list[Element]) -> list[Element]:
    return [one for one in sections if (parent := one.getparent()) is not None and parent.tag == W + "pPr"]


def _running(source: Source) -> dict[Element, Mapping[Place, _Running]]:
    """The headers and footers of each section, its own and those of the section before."""
    found: dict[Element, Mapping[Place, _Running]] = {}
    last: dict[Place, _Running] = {}
    for section in source.body.iter(W + "sectPr"):
        now = {place: _Running(one.part, own=False) for place, one in last.items()}
        for name in _KINDS:
            for reference in section.findall(W + name):
                part = source.target(source.main, reference.get(R + "id") or "")
                if part in source.trees:
                    now[name, reference.get(W + "type") or "default"] = _Running(part, own=True)
        found[section] = last = now
    return found
