"""The elements that say what was changed, by whom and when.

Source: ECMA-376 part 1, 17.13.5 (revisions).
"""

from dataclasses import dataclass

from contracts.word.ooxml import Element, W, make

#: What a piece of text or a paragraph mark can be marked as; "" for what stands in both documents.
KEPT, DELETED, INSERTED, MOVED_AWAY, MOVED_HERE = "", "del", "ins", "moveFrom", "moveTo"
#: Those of the older document.
GOING = frozenset((DELETED, MOVED_AWAY))


@dataclass(slots=True)
class Revisions:
    """Makes such elements, each with an identifier of its own."""

    author: str
    date: str  #: as 2018-03-01T12:00:00Z; "" when no date is known
    taken: int = 0  #: the last identifier given out

    def identifier(self) -> str:
        """An identifier that nothing else in the document has."""
        self.taken += 1
        return str(self.taken)

    def mark(self, kind: str, *children: Element, **attributes: str) -> Element:
        """An element of a kind such as "ins", "del" or "pPrChange", signed and dated."""
        element = make(kind, *children, id=self.identifier(), author=self.author, **attributes)
        if self.date:
            element.set(W + "date", self.date)
        return element
