"""The text of an agreement's points as Markdown, read back from its Word file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from contracts.prose.escaping import escaped
from contracts.word.drawings import is_signed
from contracts.word.fields import contents_paragraphs
from contracts.word.headings import paragraphs_of
from contracts.word.keyed_headings import KeyedHeading, keyed_headings
from contracts.word.numbering import list_of, numbers_of
from contracts.word.ooxml import Element, W, child_value, is_on, own
from contracts.word.structure import Finished, read_finished
from contracts.word.styles import said_bold

_LETTERS: Final = {
    W + "tab": " ",
    W + "br": " ",
    W + "cr": " ",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One heading with the text under it, up to the next heading."""

    heading: KeyedHeading | None  #: None for what stands before the first
    text: str  #: Markdown


def units_of(docx: bytes, shown_as: str) -> tuple[Unit, ...]:
    """An agreement's points in order, without its contents list and the part where it is signed.

    Raises:
        TemplateError: it is no sound Word file.
    """
    finished = read_finished(docx, shown_as)
    return tuple(_Reader(finished).units())


class _Reader:
    """Reads the body of one Word file."""

    def __init__(self, finished: Finished) -> None:
        self._finished = finished
        root = finished.stories[finished.main]
        self._body = root.find(W + "body")
        self._contents = contents_paragraphs(root)
        counted = [one for one in paragraphs_of(root) if one not in self._contents]
        self._numbers = numbers_of(counted, finished.numbering, finished.book)
        self._headings = dict(keyed_headings(root, finished.numbering, finished.book))
        self._notes = _notes(finished)

    def units(self) -> Iterator[Unit]:
        heading: KeyedHeading | None = None
        blocks: list[Element] = []
        for block in self._body if self._body is not None else ():
            if block.tag == W + "p" and block in self._headings:
                if not any(map(is_signed, blocks)):
                    yield Unit(heading, self._markdown(blocks))
                heading, blocks = self._headings[block], []
            elif block.tag in (W + "p", W + "tbl") and not self._is_contents(block):
                blocks.append(block)
        if not any(map(is_signed, blocks)):
            yield Unit(heading, self._markdown(blocks))

    def _is_contents(self, block: Element) -> bool:
        style = self._finished.book.by_id.get(child_value(block, "pPr/pStyle"))
        return block in self._contents or bool(style and style.name.casefold() == "toc heading")

    def _markdown(self, blocks: Sequence[Element]) -> str:
        used: list[str] = []
        pieces = [
            piece
            for in_list, group in groupby(blocks, key=self._mark)
            for piece in self._pieces(group, used, in_list=bool(in_list))
        ]
        notes = [f"[^{number}]: {self._notes[note]}" for number, note in enumerate(used, 1)]
        return "\n\n".join(piece for piece in (*pieces, *notes) if piece)

    def _mark(self, block: Element) -> str:
        """What begins an item of a list in Markdown: "-" or "1."; "" for other blocks."""
        if block.tag != W + "p":
            return ""
        num_id, at = list_of(block, self._finished.numbering, self._finished.book)
        level = self._finished.numbering.level(num_id, at)
        if level is None:
            return ""
        number = self._numbers.get(block, "").strip()
        if level.format == "bullet":
            return "-"
        return "1." if number.removesuffix(".").isdigit() else ""

    def _pieces(self, blocks: Iterable[Element], used: list[str], *, in_list: bool) -> list[str]:
        if in_list:
            return ["\n".join(self._item(block, used) for block in blocks)]
        return [self._table(block) if block.tag == W + "tbl" else self._paragraph(block, used) for block in blocks]

    def _item(self, block: Element, used: list[str]) -> str:
        _, at = list_of(block, self._finished.numbering, self._finished.book)
        number = self._numbers.get(block, "").strip().removesuffix(".")
        mark = f"{number}." if number.isdigit() else "-"
        return f"{' ' * 4 * at}{mark} {self._inline(block, used)}"

    def _paragraph(self, block: Element, used: list[str]) -> str:
        # A number that Markdown cannot make stands as text.
        number = self._numbers.get(block, "").strip()
        text = self._inline(block, used)
        return f"{escaped(number)} {text}" if number and text else text

    def _inline(self, paragraph: Element, used: list[str] | None) -> str:
        pieces: list[str] = []
        for element in own(paragraph):
            run = element.getparent()
            if run is None or run.tag != W + "r" or is_on(run.find(f"{W}rPr/{W}vanish")):
                continue
            if element.tag == W + "t":
                pieces.append(element.text or "")
            elif element.tag == W + "footnoteReference" and used is not None:
                used.append(element.get(W + "id") or "")
                pieces.append(f"\0{len(used)}\0")
            else:
                pieces.append(_LETTERS.get(str(element.tag), ""))
        marked = "".join(pieces).strip().split("\0")
        # Every second piece is a note's number.
        return "".join(f"[^{one}]" if at % 2 else escaped(one) for at, one in enumerate(marked) if one)

    def _table(self, table: Element) -> str:
        rows = [self._row(row, at) for at, row in enumerate(table.iterfind(W + "tr"))]
        width = max(map(len, rows), default=0)
        full = [[*row, *[""] * (width - len(row))] for row in rows]
        amounts = [_is_of_amounts([row[at] for row in full[1:]]) for at in range(width)]
        line = ["---:" if amount else "---" for amount in amounts]
        return "\n".join(f"| {' | '.join(row)} |" for row in (full[0], line, *full[1:])) if full else ""

    def _row(self, row: Element, at: int) -> list[str]:
        cells: list[str] = []
        for cell in row.iterfind(W + "tc"):
            texts = [self._inline(one, None) for one in cell.iterfind(W + "p")]
            text = ", ".join(one for one in texts if one)
            span = child_value(cell, "tcPr/gridSpan", "1")
            # A row of one wide cell is a heading of those below it.
            cells += [text, *[""] * (int(span) - 1 if span.isdigit() else 0)]
        wide = bool(cells) and bool(cells[0]) and not any(cells[1:])
        strong = wide or (at > 0 and all(map(self._is_bold, row.iter(W + "p"))))
        return [f"**{cell}**" if cell and strong else cell for cell in cells]

    def _is_bold(self, paragraph: Element) -> bool:
        """Whether all that it says is bold, as in a row of sums."""
        of_style = self._finished.book.is_bold(child_value(paragraph, "pPr/pStyle"))
        said = [said_bold(run.find(W + "rPr")) for run in paragraph.iter(W + "r")]
        return all(of_style if one is None else one for one in said)


def _notes(finished: Finished) -> dict[str, str]:
    notes = [note for root in finished.stories.values() for note in root.iter(W + "footnote")]
    return {
        note.get(W + "id") or "": escaped(" ".join("".join(text.text or "" for text in note.iter(W + "t")).split()))
        for note in notes
    }


def _is_of_amounts(cells: Sequence[str]) -> bool:
    shown = [cell for cell in cells if cell]
    return bool(shown) and all(cell.lstrip("−–-*")[:1].isdigit() for cell in shown)
