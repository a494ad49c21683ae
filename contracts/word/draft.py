"""A document in the making: rendered trees, to be settled into a finished Word file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from contracts.sandbox.printing import TemplateValueError
from contracts.word.kept_parts import KeptPart
from contracts.word.numbering import NumberingDraft
from contracts.word.ooxml import Element
from contracts.word.relationships import HYPERLINK, Relationship
from contracts.word.styles import StyleBook


@dataclass(slots=True)
class PartDraft:
    """One rendered part, with what it points at."""

    name: str
    root: Element
    relationships: list[Relationship]
    kept: KeptPart | None = None  #: what it is already, when it came out as in the document before

    def link_to(self, address: str) -> str:
        """The id of a link to an address outside; the same for the same address."""
        return self.relate(HYPERLINK, address, external=True)

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship of a kind to a target, made when it is not there."""
        for one in self.relationships:
            if (one.type, one.target, one.external) == (kind, target, external):
                return one.id
        taken = {one.id for one in self.relationships}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        self.relationships.append(Relationship(f"rId{number}", kind, target, external))
        return f"rId{number}"


@dataclass(slots=True)
class DocumentDraft:
    """All rendered parts of a document and what they share."""

    main: PartDraft
    others: list[PartDraft]  #: headers, footers, endnotes, and footnotes once they are gathered
    book: StyleBook
    lists: NumberingDraft
    refusals: list[tuple[str, int, TemplateValueError]] = field(default_factory=list)  #: part, Jinja line, what
    signature_places: list[str] = field(default_factory=list)  #: ids in reading order
    pictures: dict[str, bytes] = field(default_factory=dict)  #: made with the document, by member

    def parts(self) -> Iterable[PartDraft]:
        """The body first, then the others by name."""
        return (self.main, *sorted(self.others, key=lambda part: part.name))

    def unsettled(self) -> Iterable[PartDraft]:
        """The same, but for those that are settled already."""
        return tuple(part for part in self.parts() if part.kept is None)

    def refuse(self, part: PartDraft, marker: Element, error: TemplateValueError) -> None:
        """Remember that a marker cannot be settled."""
        self.refusals.append((part.name, int(marker.get("at") or 0), error))
