"""Writes a paragraph with what has come and gone in it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from contracts.redline.blocks import Step
from contracts.redline.boxes import pairs
from contracts.redline.properties import paragraph_properties
from contracts.redline.revisions import DELETED, GOING, INSERTED, KEPT, MOVED_AWAY, MOVED_HERE, Revisions
from contracts.redline.tokens import Piece, Token, Words, Wrapper
from contracts.redline.words import Change, compare_words
from contracts.redline.writing import ParagraphWriter, Target
from contracts.word.ooxml import Element, W, make

#: The words of a paragraph of the old or the new file.
ReadWords = Callable[[Element], Words]


@dataclass(frozen=True, slots=True)
class Settled:
    """What is asked, while a paragraph is written, of whoever looks after the rest of the document."""

    #: an old element that goes: what it points at is brought along
    bring: Callable[[Element], None]
    #: a note's mark, old and new; either may be None
    note: Callable[[Element | None, Element | None], None]
    #: the end of a section, old and new; either may be None
    section: Callable[[Element | None, Element | None], Element]


@dataclass(frozen=True, slots=True)
class ParagraphMaker:
    """Makes the paragraphs of one part."""

    revisions: Revisions
    old_words: ReadWords
    new_words: ReadWords
    target: Target
    settled: Settled
    #: what two holders of one text box become: the blocks of the new one
    box: Callable[[Element, Element], list[Element]]

    def make(self, step: Step) -> Element:
        """The paragraph of a step."""
        old, new = (one.element if one is not None else None for one in (step.old, step.new))
        paragraph = make("p")
        properties = self._properties(step)
        if properties is not None:
            paragraph.append(properties)
        self._write(paragraph, step, old, new)
        return paragraph

    def _properties(self, step: Step) -> Element | None:
        old, new = (one.element.find(W + "pPr") if one is not None else None for one in (step.old_mark, step.new_mark))
        ends = old.find(W + "sectPr") if old is not None else None, new.find(W + "sectPr") if new is not None else None
        section = self.settled.section(*ends) if ends != (None, None) else None
        if step.new_mark is not None and step.old_mark is not None:
            return paragraph_properties(new, old, self.revisions, section=section)
        if step.new_mark is not None:
            mark = MOVED_HERE if step.move and step.new_mark is step.new else INSERTED
            return paragraph_properties(new, None, self.revisions, mark, section)
        mark = MOVED_AWAY if step.move and step.old_mark is step.old else DELETED
        return paragraph_properties(old, None, self.revisions, mark, section)

    def _write(self, paragraph: Element, step: Step, old: Element | None, new: Element | None) -> None:
        before = self.old_words(old) if old is not None else Words()
        after = self.new_words(new) if new is not None else Words()
        if step.move and step.partner is not None:
            changes, status = self._moved(step, before, after)
        else:
            changes, status = compare_words(before.tokens, after.tokens), KEPT
        links = _counterparts(changes) if not status else {}
        kept = frozenset() if status else _kept(changes)
        writer = ParagraphWriter(paragraph, self.revisions, self.target, links, kept)
        for change in changes:
            for one, way, former in _in_order(change, status):
                self._put(writer, one, way, former)
        for mark in (*before.marks, *after.marks):
            writer.mark(mark)
        writer.close()

    def _moved(self, step: Step, before: Words, after: Words) -> tuple[tuple[Change, ...], str]:
        """A paragraph at one end of a move: what is alike at both ends moves, the rest goes or comes."""
        assert step.partner is not None
        if step.old is not None:
            other = self.new_words(step.partner.element)
            changes = compare_words(before.tokens, other.tokens)
            return tuple(Change(one.alike, one.old, ()) for one in changes), MOVED_AWAY
        other = self.old_words(step.partner.element)
        changes = compare_words(other.tokens, after.tokens)
        return tuple(Change(one.alike, (), one.new) for one in changes), MOVED_HERE

    def _put(self, writer: ParagraphWriter, token: Token, status: str, former: Token | None) -> None:
        for mark in (*(former.marks if former is not None else ()), *token.marks):
            writer.mark(mark)
        if former is not None:
            for piece, was in _side_by_side(token, former):
                self._settle(piece.element, was.element, status)
                if piece.element is not None and was.element is not None:
                    for before, after in list(pairs(was.element, piece.element)):
                        after[:] = self.box(before, after)
                writer.put(status, piece, was)
            return
        for piece in token.pieces:
            self._settle(piece.element, None, status)
            writer.put(status, piece)

    def _settle(self, element: Element | None, former: Element | None, status: str) -> None:
        if element is None:
            return
        if status in GOING:
            self.settled.bring(element)
        if element.tag in (W + "footnoteReference", W + "endnoteReference"):
            self.settled.note(*((element, None) if status in GOING else (former, element)))


def _in_order(change: Change, status: str) -> Iterator[tuple[Token, str, Token | None]]:
    """Each token with what it is marked as, and its counterpart when it stays."""
    if change.alike and not status:
        for old, new in zip(change.old, change.new, strict=True):
            if _fits(old, new):
                yield new, KEPT, old
            else:
                yield old, DELETED, None
                yield new, INSERTED, None
        return
    for old in change.old:
        yield old, status if change.alike else DELETED, None
    for new in change.new:
        yield new, status if change.alike else INSERTED, None


def _fits(old: Token, new: Token) -> bool:
    """Whether two tokens that say the same are made of things in the same order, so that each look has its former."""
    return _things(old) == _things(new)


def _things(token: Token) -> list[tuple[int, str]]:
    at = 0
    found: list[tuple[int, str]] = []
    for piece in token.pieces:
        at += len(piece.text)
        if piece.element is not None:
            found.append((at, str(piece.element.tag)))
    return found


def _side_by_side(new: Token, old: Token) -> Iterator[tuple[Piece, Piece]]:
    """The pieces of both, cut so that each of the new has one look before."""
    left, right = list(new.pieces), list(old.pieces)
    while left and right:
        one, other = left[0], right[0]
        if one.element is not None or other.element is not None:
            yield one, other
            left.pop(0)
            right.pop(0)
            continue
        size = min(len(one.text), len(other.text))
        yield _cut(one, 0, size), _cut(other, 0, size)
        for side, piece in ((left, one), (right, other)):
            if len(piece.text) > size:
                side[0] = _cut(piece, size, len(piece.text))
            else:
                side.pop(0)


def _cut(piece: Piece, start: int, end: int) -> Piece:
    if start == 0 and end == len(piece.text):
        return piece
    return Piece(piece.text[start:end], None, piece.bare, piece.look, piece.look_key, piece.wrappers)


def _kept(changes: Iterable[Change]) -> frozenset[Wrapper]:
    alike = (token for change in changes if change.alike for token in change.new)
    return frozenset(wrapper for token in alike for piece in token.pieces for wrapper in piece.wrappers)


def _counterparts(changes: Iterable[Change]) -> dict[Wrapper, Wrapper]:
    """New wrapper by old, as far as words in both stay; each at most once."""
    found: dict[Wrapper, Wrapper] = {}
    for change in changes:
        if not change.alike:
            continue
        for old, new in zip(change.old, change.new, strict=True):
            for one, other in zip(old.pieces[0].wrappers, new.pieces[0].wrappers, strict=False):
                if one not in found and other not in found.values():
                    found[one] = other
    return found
