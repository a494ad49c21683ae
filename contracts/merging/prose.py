"""Where words of a document come from: a text of the facts, the clause library, a prose file, or the Word template."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contracts.facts.fact_files import fact_files
from contracts.facts.load import AuthorityFolder
from contracts.facts.model_fields import ValueKind
from contracts.facts.prose import paragraphs
from contracts.merging.again import Again
from contracts.merging.facts import Leaf, leaves
from contracts.merging.words import Word, matched, words_of
from contracts.plan.documents import planned_as
from contracts.spelling.wordings import stands_in
from contracts.word.ooxml import W, parse
from contracts.word.package import open_unchecked
from contracts.word.places import part_label, read_paragraphs
from contracts.word.styles import read_styles

#: The words before and after an edit by which its origin is known.
_AROUND: Final = 5
#: The share of those words that must stand in a text, for it to be their origin.
_LEAST: Final = 0.6


class Origin(StrEnum):
    """What kind of text words come from."""

    FACT = "uppgift"
    DERIVED = "härlett"
    CLAUSE = "klausul"
    PROSE = "prosa"
    TEMPLATE = "mall"
    UNKNOWN = "okänt"


@dataclass(frozen=True, slots=True)
class From:
    """Where words come from."""

    origin: Origin
    where: str  #: Swedish: file with line, or with heading and paragraph; "" when it is not known
    remedy: str  #: Swedish: how they are changed there


@dataclass(frozen=True, slots=True)
class _Text:
    words: Sequence[Word]
    source: From


_UNKNOWN: Final = From(
    Origin.UNKNOWN, "", "det står varken i uppgifterna, klausulerna eller mallen; för in det för hand"
)
_NEW: Final = From(
    Origin.UNKNOWN, "", "skriv det som en uppgift, en klausul i partnership.yaml eller i mallen, om det ska gälla"
)
_LISTED: Final = From(
    Origin.UNKNOWN, "", "listan över obekräftade uppgifter gör programmet; för in svaret i uppgifterna för hand"
)


class Origins:
    """The texts that a document is made of."""

    def __init__(self, again: Again | None, today: AuthorityFolder, data: str, templates: str) -> None:
        """Read nothing yet.

        Args:
            again: makes the document again; None when that cannot be done.
            today: the facts as they are.
            data: what the folder of facts is called in messages.
            templates: the same of the templates.
        """
        self._again, self._today, self._data, self._templates = again, today, data, templates
        self._known: tuple[_Text, ...] | None = None

    def of(self, text: str, which: range, *, printed: bool = True) -> From:
        """Where some words of a printed paragraph come from.

        Args:
            text: the paragraph.
            which: its words that were edited; none for what was put in before the word at its start.
            printed: whether the paragraph is one that the facts and the template print.
        """
        if self._again is None or not printed:
            return _LISTED if self._again is not None else _UNKNOWN
        words = words_of(text)
        near = range(max(0, which.start - _AROUND), min(len(words), which.stop + _AROUND))
        if not near:
            return _UNKNOWN
        if (derived := self._derived(text, words, which)) is not None:
            return derived
        best, found = 0.0, _UNKNOWN
        for one in self._texts():
            standing = matched(words, one.words)
            share = sum(n in standing for n in near) / len(near) + sum(n in standing for n in which) * 0.01
            if share > best:
                best, found = share, one.source
        return found if best >= _LEAST else _UNKNOWN

    def new(self) -> From:
        """Where a paragraph that has come would be written."""
        return _NEW

    def _derived(self, text: str, words: Sequence[Word], which: range) -> From | None:
        """An amount, day or count that the plan reckons out, if that is all that was edited."""
        said = text[words[which[0]].start : words[which[-1]].end] if which else ""
        if not any(letter.isdigit() for letter in said) or self._again is None:
            return None
        planned = planned_as(self._again.authority, self._again.sent.document, draft=self._again.sent.draft)
        fact = next((one for one in planned.facts if stands_in(said, one.wordings)), None)
        if fact is None:
            return None
        remedy = f"{fact.label} räknas fram eller står på flera ställen; ändra de uppgifter som den följer av"
        return From(Origin.DERIVED, "", remedy)

    def _texts(self) -> tuple[_Text, ...]:
        if self._known is None:
            assert self._again is not None
            self._known = (
                *self._of_facts(self._again),
                *self._of_clauses(self._again),
                *self._of_bodies(self._again),
                *self._of_template(self._again),
            )
        return self._known

    def _of_facts(self, again: Again) -> Iterator[_Text]:
        places = {file.name: file.source for file in fact_files(self._today)}
        for leaf in leaves(again.authority):
            if isinstance(leaf.value, str) and leaf.kind is not ValueKind.IDENTIFIER and leaf.file in places:
                place = places[leaf.file].place(leaf.route)
                where = f"{place.file}:{place.line}" if place.line else place.file
                source = From(Origin.FACT, where, "ändra texten i uppgifterna")
                yield from (_Text(words_of(one), source) for one in _said(leaf))

    def _of_clauses(self, again: Again) -> Iterator[_Text]:
        paths = {clause.id: clause.path for clause in self._today.clauses.clauses}
        for clause in again.authority.clauses.clauses:
            path = paths.get(clause.id)
            folder = (
                "clauses" if path is None or path.parent.parent.name != self._today.id else f"{self._today.id}/clauses"
            )
            source = From(
                Origin.CLAUSE,
                f"{self._templates}/{folder}/{clause.id}.md",
                "ändra klausulen i biblioteket, för alla avtal, eller skriv en egen klausul i partnership.yaml",
            )
            yield from (_Text(words_of(one), source) for one in paragraphs(clause.body.text))

    def _of_bodies(self, again: Again) -> Iterator[_Text]:
        now = {document.id: document for document in self._today.documents}
        for document in again.authority.documents:
            lines = now[document.id].body if document.id in now else None
            for one in paragraphs(document.body.text):
                where = f"{self._data}/{again.authority.id}/{document.id}.md"
                line = _line(one, lines.text.split("\n")) if lines is not None else 0
                if line and lines is not None:
                    where = f"{where}:{lines.first_line + line - 1}"
                yield _Text(words_of(one), From(Origin.PROSE, where, "ändra texten i filen"))

    def _of_template(self, again: Again) -> Iterator[_Text]:
        package = open_unchecked(again.own.read_bytes(), again.sent.template.path)
        book = read_styles(package.members.get("word/styles.xml"))
        for name, data in package.members.items():
            root = parse(data) if name.startswith("word/") and name.endswith(".xml") else None
            if root is None or root.tag not in (W + "document", W + "hdr", W + "ftr", W + "footnotes"):
                continue
            for one in read_paragraphs(root, part_label(name, 1), book, again.sent.template.path):
                source = From(Origin.TEMPLATE, str(one.place), "ändra mallen i Word, för alla dokument")
                yield _Text(words_of(one.text), source)


def _said(leaf: Leaf) -> Iterable[str]:
    return paragraphs(leaf.raw) if leaf.kind is ValueKind.MARKDOWN else (leaf.raw,)


def _line(paragraph: str, lines: Sequence[str]) -> int:
    """The line, 1-based, on which a paragraph begins; 0 when it is not found."""
    first = [word.text for word in words_of(paragraph)][:4]
    for number, line in enumerate(lines, 1):
        words = [word.text for word in words_of(line)]
        if first and any(words[at : at + len(first)] == first for at in range(len(words))):
            return number
    return 0
