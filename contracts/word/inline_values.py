"""Makes runs and links out of the markers that one line of Markdown left.

Emphasis takes the template's character styles where it has them; what finds no room in them is set directly.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contracts.sandbox.printing import TemplateValueError
from contracts.word.draft import DocumentDraft, PartDraft
from contracts.word.footnotes import NOTE
from contracts.word.ooxml import MARK, Element, R, W, drop, make, nearest
from contracts.word.reference_runs import reference_run


@dataclass(frozen=True, slots=True)
class Look:
    """How the runs of a paragraph look."""

    run: Element | None  #: w:rPr to take after
    strong: bool = False
    emphasised: bool = False
    style: str = ""  #: id of a character style that comes before all else


class InlineValues:
    """Builds the runs of one part of a document."""

    def __init__(self, draft: DocumentDraft, part: PartDraft) -> None:
        self._draft, self._part = draft, part
        self.marker: Element = part.root  #: what is being settled, for the place of what is refused

    def inline(self, parent: Element, look: Look) -> Iterator[Element]:
        """The runs and links for a line's markers."""
        for piece in parent:
            name = str(piece.tag).removeprefix(MARK)
            if name == "t":
                yield make("r", *self._properties(look), make("t", text=piece.text or ""))
            elif name == "br":
                yield make("r", *self._properties(look), make("br"))
            elif name == "strong":
                yield from self.inline(piece, replace(look, strong=True))
            elif name == "em":
                yield from self.inline(piece, replace(look, emphasised=True))
            elif name == "a":
                yield self._link(piece, look)
            elif name == "note":
                yield self._note(piece)
            elif name == "ref":
                properties = next(iter(self._properties(look)), None)
                yield reference_run(piece, self.marker.get("at") or "", properties)

    def _link(self, piece: Element, look: Look) -> Element:
        style = self._draft.book.find("hyperlink")
        inner = self.inline(piece, replace(look, style=style.id if style else ""))
        link = make("hyperlink", *inner, history="1")
        link.set(R + "id", self._part.link_to(piece.get("href") or ""))
        if piece.get("title"):
            link.set(W + "tooltip", piece.get("title") or "")
        return link

    def _note(self, piece: Element) -> Element:
        if self._part is not self._draft.main:
            text, remedy = "fotnoter kan bara stå i brödtexten", "flytta fotnoten, eller skriv den som löpande text"
            self._draft.refuse(self._part, self.marker, TemplateValueError("template-style", text, remedy))
        mark = self._draft.book.find("note mark")
        reference = make("footnoteReference")
        note = copy.deepcopy(piece)
        note.tail = None
        for block in note:  # what is refused in the note is told with the place of the text's tag
            block.set("at", self.marker.get("at") or "")
        reference.append(note)
        return make("r", *([make("rPr", make("rStyle", val=mark.id))] if mark else []), reference)

    def _properties(self, look: Look) -> list[Element]:
        properties = copy.deepcopy(look.run) if look.run is not None else make("rPr")
        strong, emphasis = self._draft.book.find("strong"), self._draft.book.find("emphasis")
        style = look.style
        direct: list[str] = []
        # A run has one character style; what finds no room there is set directly.
        for wanted, named, names in (
            (look.strong, strong, ("b", "bCs")),
            (look.emphasised, emphasis, ("i", "iCs")),
        ):
            if wanted and named and not style:
                style = named.id
            elif wanted:
                direct += names
        for name in direct:
            for old in properties.findall(W + name):
                properties.remove(old)
            _insert_after(properties, make(name), ("rStyle", "rFonts", *direct))
        if style:
            for old in properties.findall(W + "rStyle"):
                properties.remove(old)
            properties.insert(0, make("rStyle", val=style))
        return [properties] if len(properties) else []


def _insert_after(properties: Element, new: Element, before: tuple[str, ...]) -> None:
    at = 0
    for index, child in enumerate(properties):
        if str(child.tag).removeprefix(W) in before:
            at = index + 1
    properties.insert(at, new)


def settle_inline(draft: DocumentDraft, part: PartDraft) -> None:
    """Put runs in the place of the markers for one line of Markdown."""
    for marker in list(part.root.iter(MARK + "inline")):
        run = nearest(marker, W + "r")
        text = nearest(marker, W + "t")
        if run is None or text is None or nearest(marker, NOTE) is not None:
            continue
        builder = InlineValues(draft, part)
        builder.marker = marker
        put_runs(run, text, marker, list(builder.inline(marker, Look(run.find(W + "rPr")))))


def put_runs(run: Element, text: Element, marker: Element, built: list[Element]) -> None:
    """Part a run where a marker stands in one of its texts, and set elements in the marker's place."""
    after = make("r")
    properties = run.find(W + "rPr")
    if properties is not None:
        after.append(copy.deepcopy(properties))
    rest = make("t", text=marker.tail or "")
    marker.tail = None
    rest.extend(list(marker.itersiblings()))
    after.append(rest)
    after.extend(list(text.itersiblings()))
    text.remove(marker)
    run.addnext(after)
    for element in reversed(built):
        run.addnext(element)
    for one in (run, after):
        if all(child.tag == W + "rPr" or (child.tag == W + "t" and not child.text and not len(child)) for child in one):
            drop(one)
