"""A packet that was read back, its parts read again, and which page of the packet shows which page of a part."""

import difflib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from contracts.pdf.examining import Case
from contracts.pdf.looks import Painting, Shown
from contracts.pdf.merge import Packet, Part
from contracts.pdf.reading import ReadPage, ReadPdf
from contracts.pdf.stamp import STRIP


@dataclass(frozen=True, slots=True)
class PartCase:
    """One part as it is by itself."""

    part: Part
    read: ReadPdf
    first: int  #: 1-based page of the packet that it must begin on

    def page_name(self, number: int) -> str:
        """A page of the part (1-based) for people."""
        return f"sidan {number} av ”{self.part.title}”"


@dataclass(frozen=True, slots=True)
class PacketCase:
    """A packet, and what it must hold."""

    case: Case
    packet: Packet
    parts: tuple[PartCase, ...]
    #: for each page that the packet must have, in order: on which page (1-based) it is; 0 when it is nowhere
    places: tuple[int, ...]
    extra: tuple[int, ...]  #: pages of the packet (1-based) that show no part's page

    def place(self, part: PartCase, number: int) -> int:
        """The page of the packet that shows the part's page (1-based); 0 for none, and for the page 0."""
        return self.places[part.first + number - 2] if number else 0


def packet_case(case: Case, packet: Packet, parts: tuple[PartCase, ...]) -> PacketCase:
    """The case, with every page of every part looked for in the packet."""
    numbers: dict[Hashable, int] = {}

    def number(look: Hashable) -> int:
        return numbers.setdefault(look, len(numbers))

    wanted = [number(_look(page.shown, page.paintings)) for part in parts for page in part.read.pages]
    shown = [number(_look(without_stamp(page), page.paintings)) for page in case.read.pages]
    places = _places(wanted, shown)
    extra = sorted(set(range(1, len(shown) + 1)) - set(places.values()))
    return PacketCase(case, packet, parts, tuple(places.get(index, 0) for index in range(len(wanted))), tuple(extra))


def _places(wanted: Sequence[int], shown: Sequence[int]) -> Mapping[int, int]:
    """Where (from 1) each wanted look (from 0) is shown: in order as far as it goes, then wherever it is left."""
    places: dict[int, int] = {}
    for block in difflib.SequenceMatcher(None, wanted, shown, autojunk=False).get_matching_blocks():
        places |= {block.a + step: block.b + step + 1 for step in range(block.size)}
    left: dict[int, list[int]] = {}
    for index in sorted(set(range(len(shown))) - {place - 1 for place in places.values()}):
        left.setdefault(shown[index], []).append(index + 1)
    for index, look in enumerate(wanted):
        if index not in places and left.get(look):
            places[index] = left[look].pop(0)
    return places


def _look(shown: Sequence[Shown], paintings: Sequence[Painting]) -> Hashable:
    """Everything that a page paints, in its order."""
    painted: list[Shown | Painting] = sorted((*shown, *paintings), key=lambda one: one.order)
    return tuple(replace(one, order=0) for one in painted)


def stamp_of(page: ReadPage) -> Shown | None:
    """The page's stamp: the last text that is shown, if it stands at the page's top edge."""
    last = page.shown[-1] if page.shown else None
    return last if last is not None and last.box.bottom > page.height - STRIP else None


def without_stamp(page: ReadPage) -> tuple[Shown, ...]:
    """Everything that the page shows but its stamp."""
    return page.shown[:-1] if stamp_of(page) is not None else page.shown
