"""Parts of a document that came out as in the one before it: headers, footers and properties, most of them.

They are settled, written and read once, and taken again as they are.
"""

from dataclasses import dataclass, field
from typing import Final

from contracts.word.ooxml import MARK, Element
from contracts.word.reading import Reading

#: What is numbered through all parts of a document, or kept only when the body asks for it.
_SHARED: Final = ("docPr", "bookmark", "endnote")


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part as it came out."""

    xml: str  #: as it was rendered
    root: Element  #: settled; nobody changes it any more
    data: bytes  #: the member
    reading: Reading


@dataclass(frozen=True, slots=True)
class KeptParts:
    """The parts of the document that a template made last, by member."""

    parts: dict[str, KeptPart] = field(default_factory=dict)

    def same(self, name: str, xml: str) -> KeptPart | None:
        """The part that came out of this XML; None when it was another, or is not kept."""
        kept = self.parts.get(name)
        return kept if kept is not None and kept.xml == xml else None


def stands_alone(xml: str, root: Element) -> bool:
    """Whether a rendered part comes out the same in every document: all that decides it stands in its XML."""
    return not any(one in xml for one in _SHARED) and next(root.iter(MARK + "*"), None) is None
