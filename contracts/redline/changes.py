"""The changes of a file, one after the other, as a list for people: where, what it said before, what it says after.

They are read from the tracked changes themselves, so the list holds for any file that has them. Paragraphs that come or
go together are one change, and so are all changes within a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.redline.both_views import View
from contracts.redline.groups import Group, groups_of, joints, moves_of, replacements
from contracts.redline.revisions import DELETED, GOING, INSERTED, KEPT, MOVED_AWAY, MOVED_HERE
from contracts.redline.standing import Stretch, row_status, stretches
from contracts.word.drawings import is_signed
from contracts.word.ooxml import Element, W, child_value, nearest
from contracts.word.styles import StyleBook

#: The kind of a change that only moves something.
MOVED: Final = "flyttat"
#: Letters of what stays that are shown before and after a change.
_AROUND: Final = 60
#: Letters by which a text that only moved is known again.
_KNOWN_AGAIN: Final = 160
#: Most letters of what came or went that are shown.
_MOST: Final = 700


@dataclass(frozen=True, slots=True)
class Part:
    """Some letters of the text before or after."""

    text: str
    changed: bool  #: whether just they went or came


@dataclass(frozen=True, slots=True)
class Change:
    """One change."""

    number: int  #: 1-based
    kind: str  #: Swedish: "ändrat", "tillagt", "borttaget", "ersatt", "sammanfogat", "delat", "flyttat", "utseende"
    place: str  #: Swedish: heading with number, and point, table and row or note
    before: tuple[Part, ...]  #: empty when there was nothing
    after: tuple[Part, ...]  #: empty when there is nothing
    paragraphs: tuple[Element, ...]  #: in which it is seen, in order

    @property
    def before_text(self) -> str:
        """What it said."""
        return "".join(part.text for part in self.before)

    @property
    def after_text(self) -> str:
        """What it says."""
        return "".join(part.text for part in self.after)


@dataclass(frozen=True, slots=True)
class ChangeReader:
    """Reads the changes of one part."""

    old: View
    new: View
    book: StyleBook
    label: str = ""  #: Swedish: what the part is, such as "sidhuvud"; "" for the body

    def read(self, root: Element, first: int) -> Iterator[Change]:
        """The changes of a part.

        Args:
            root: the body, a note, a header or a footer.
            first: the number of the first.
        """
        number = first
        told: set[str] = set()
        groups = list(groups_of(root, moves_of(root), self.book))
        replaced, joined = replacements(groups), joints(groups)
        for n, group in enumerate(groups):
            if group.move in told or n in (*replaced.values(), *joined.values()):
                continue
            if group.move:
                told.add(group.move)
                change = self._moved(number, [one for one in groups if one.move == group.move])
            elif n in joined:
                change = self._joined(number, group, groups[joined[n]], first=joined[n] > n)
            elif group.status == KEPT:
                change = self._within(number, group.paragraphs[0])
            elif n in replaced:
                change = self._change(number, "ersatt", group, groups[replaced[n]])
            else:
                change = self._change(number, "borttaget" if group.status in GOING else "tillagt", group, None)
            yield change
            number += 1

    def _change(self, number: int, kind: str, group: Group, other: Group | None) -> Change:
        going = group.status in GOING
        said = (Part(_shortened(_said(group)), True),)
        come = () if other is None else (Part(_shortened(_said(other)), True),)
        paragraphs = (*group.paragraphs, *(other.paragraphs if other is not None else ()))
        place = self._place(group.paragraphs[0], self.old if going else self.new)
        return Change(number, kind, place, said if going else (), come if going else said, paragraphs)

    def _joined(self, number: int, group: Group, other: Group, *, first: bool) -> Change:
        """Two paragraphs that have become one, or one that has become two; `first` when the one that stays is first."""
        [kept] = group.paragraphs
        going = other.status in GOING
        one = _squeezed("".join(stretch.text for stretch in stretches(kept) if not stretch.status))
        alone, paragraphs = [one, _said(other)], [kept, *other.paragraphs]
        both, whole = "\n".join(alone if first else alone[::-1]), " ".join(alone if first else alone[::-1])
        before, after = (both, whole) if going else (whole, both)
        return Change(
            number,
            "sammanfogat" if going else "delat",
            self._place(kept, self.new),
            (Part(_shortened(before), False),),
            (Part(_shortened(after), False),),
            tuple(paragraphs if first else paragraphs[::-1]),
        )

    def _moved(self, number: int, groups: Sequence[Group]) -> Change:
        away = [one for one in groups if one.status in GOING]
        here = [one for one in groups if one.status not in GOING]
        start = self._place(away[0].paragraphs[0], self.old) if away else ""
        end = self._place(here[0].paragraphs[0], self.new) if here else ""
        whither = "tidigare" if groups[0].status not in GOING else "senare"
        before, after = ("\n".join(map(_said, side)) for side in (away, here))
        edited = before != after
        kind = f"{MOVED} och ändrat" if edited else MOVED
        if not edited:
            before, after = _shortened(before, _KNOWN_AGAIN), "samma text"
        return Change(
            number,
            kind,
            f"från {start} till {end}" if start != end else f"{start}, till ett {whither} ställe",
            (Part(_shortened(before), edited),),
            (Part(_shortened(after), edited),),
            tuple(one for group in groups for one in group.paragraphs),
        )

    def _within(self, number: int, paragraph: Element) -> Change:
        place = self._place(paragraph, self.new)
        found = stretches(paragraph)
        if any(one.status for one in found):
            before = _side(found, (KEPT, DELETED, MOVED_AWAY))
            after = _side(found, (KEPT, INSERTED, MOVED_HERE))
            return Change(number, "ändrat", place, before, after, (paragraph,))
        return Change(number, "utseende", place, *self._looks(paragraph, found), (paragraph,))

    def _looks(self, paragraph: Element, found: Sequence[Stretch]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """What looked different: the style when that changed, else the words."""
        former = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr")
        if former is not None:
            styles = [
                self.book.by_id[one].name if one in self.book.by_id else "standardformat"
                for one in (child_value(former, "pStyle"), child_value(paragraph, "pPr/pStyle"))
            ]
            if styles[0] != styles[1]:
                return (Part(f"formatmallen {styles[0]}", True),), (Part(f"formatmallen {styles[1]}", True),)
        words = "".join(one.text for one in found if one.looks_changed) or "".join(one.text for one in found)
        text = Part(f"annat utseende på ”{_shortened(words.strip())}”", True)
        return (), (text,)

    def _place(self, paragraph: Element, view: View) -> str:
        return self.label or place_of(paragraph, view)


def place_of(paragraph: Element, view: View) -> str:
    """Where a paragraph of the body stands, in Swedish: "avsnitt 14 Ekonomi, tabell, raden ”Botkyrka”"."""
    heading = view.headings.get(paragraph, "")
    words = [heading or "inledningen"]
    row = nearest(paragraph, W + "tr")
    if row is not None:
        table = nearest(row, W + "tbl")
        caption = child_value(table, "tblPr/tblCaption")
        words.append(f"tabellen ”{caption}”" if caption else "tabell")
        cell = nearest(paragraph, W + "tc")
        # Blocks to sign stand side by side, and none of them is what the row is about.
        signed = cell is not None and is_signed(cell)
        named = cell if signed else row.find(W + "tc")
        first = _first(named) if named is not None and not _is_whole(table) else ""
        if first:
            words.append(f"{'underskriften' if signed else 'raden'} ”{_shortened(first, 60)}”")
    number = view.numbers.get(paragraph, "")
    if number and not heading.startswith(f"avsnitt {number.rstrip('.')} "):
        words.append(f"punkt {number.rstrip('.)')}")
    return ", ".join(words)


def _first(cell: Element) -> str:
    """The first words of a cell, those that it has now before those that go."""
    paragraphs = [*cell.iter(W + "p")]
    return next((text for told in (_as_it_is, _plain) for one in paragraphs if (text := told(one))), "")


def _is_whole(table: Element | None) -> bool:
    """Whether a table comes or goes as a whole."""
    return table is not None and all(row_status(row) != KEPT for row in table.iterchildren(W + "tr"))


def _said(group: Group) -> str:
    """What the paragraphs of a group say: cells of a row side by side, others one after the other."""
    texts: list[str] = []
    last: Element | None = None
    for paragraph in group.paragraphs:
        row = nearest(paragraph, W + "tr") if group.row else None
        text = _plain(paragraph)
        if not text:
            continue
        if texts and row is not None and row is last:
            texts[-1] += f" | {text}"
        else:
            texts.append(text)
        last = row
    return "\n".join(texts)


def _plain(paragraph: Element) -> str:
    return _squeezed("".join(one.text for one in stretches(paragraph)))


def _as_it_is(paragraph: Element) -> str:
    """What it says now, without what goes."""
    return _squeezed("".join(one.text for one in stretches(paragraph) if one.status not in GOING))


def _squeezed(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text).strip()


def _side(found: Sequence[Stretch], statuses: Sequence[str]) -> tuple[Part, ...]:
    """One side of a changed paragraph: what went or came, and some words around it."""
    parts = [Part(one.text, bool(one.status)) for one in found if one.status in statuses]
    changed = [n for n, one in enumerate(found) if one.status]
    # What stays is cut at the same places on both sides.
    head = "".join(one.text for one in found[: changed[0]])
    tail = "".join(one.text for one in found[changed[-1] + 1 :])
    text = "".join(part.text for part in parts)
    kept: list[Part] = []
    at = 0
    start = len(head) - len(_end_of(head))
    end = len(text) - (len(tail) - len(_start_of(tail)))
    for part in parts:
        cut = part.text[max(0, start - at) : max(0, end - at)]
        at += len(part.text)
        if cut:
            kept.append(Part(cut, part.changed))
    if start and kept:
        kept[0] = Part("…" + kept[0].text, kept[0].changed)
    if end < len(text) and kept:
        kept[-1] = Part(kept[-1].text + "…", kept[-1].changed)
    return tuple(kept)


def _end_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return text[len(text) - _AROUND :].partition(" ")[2] or text[-_AROUND:]


def _start_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return text[:_AROUND].rpartition(" ")[0] or text[:_AROUND]


def _shortened(text: str, most: int = _MOST) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"
