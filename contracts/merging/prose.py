"""Where words of a document come from: a text of the facts, the clause library, a prose file, or the Word template."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contracts.facts.fact_files import fact_files
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model_fields import ValueKind
from contracts.facts.prose import paragraphs
from contracts.merging.again import Again
from contracts.merging.choices import choice_behind
from contracts.merging.facts import Leaf, leaves, trees
from contracts.merging.of_template import Pattern, pattern_of
from contracts.merging.today import route_today
from contracts.merging.words import Word, matched, words_of
from contracts.plan.documents import planned_as
from contracts.spelling.wordings import stands_in
from contracts.word.ooxml import W, parse
from contracts.word.package import open_unchecked
from contracts.word.places import part_label, read_paragraphs
from contracts.word.styles import read_styles

#: The words before and after an edit by which its origin is known.
_AROUND: Final = 5
#: So many words in a row that stand in a text make it their origin; a shorter text must stand there whole.
_ROW: Final = 4
#: The share of the words around an edit that must stand in such a shorter text.
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
    """A text that stands in a document as it is written."""

    words: Sequence[Word]
    source: From

    def share(self, words: Sequence[Word], near: range, which: range) -> float:
        """How much of what is near an edit it holds; 0 when the edited words do not come from it."""
        standing = matched(_folded(words), _folded(self.words))
        edited = [n for n in _edited(words, which) if n in standing]
        if not edited or len(edited) * 2 < len(which):
            return 0.0
        row = max(_row(standing, n) for n in edited)
        share = sum(n in standing for n in near) / len(near)
        return share if row >= _ROW or (row == len(self.words) and share >= _LEAST) else 0.0


@dataclass(frozen=True, slots=True)
class _OfTemplate:
    """A paragraph of a template."""

    pattern: Pattern
    source: From

    def share(self, words: Sequence[Word], near: range, which: range) -> float:
        """As that of a text."""
        own = {one.word for one in self.pattern.items}
        edited = _edited(words, which)
        if not any(words[n].text.casefold() in own for n in edited):
            return 0.0  # told without laying them against one another
        standing = self.pattern.own(words)
        return sum(n in standing for n in near) / len(near) if any(n in standing for n in edited) else 0.0


_UNKNOWN: Final = From(
    Origin.UNKNOWN, "", "det står varken i uppgifterna, klausulerna eller mallen; för in det för hand"
)
_OTHER: Final = "ändra uppgiften, som nu är {}, om den har ett värde som säger det"
_REFUSED: Final = "ändra uppgiften där; så som det står i filen godtas det inte"
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
        self._sources = {file.name: file.source for file in fact_files(today)}
        self._sent, self._now = trees(again.authority) if again is not None else {}, trees(today)
        self._known: tuple[_Text | _OfTemplate, ...] | None = None

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
        if (value := self._alone(words, which) or self._derived(text, words, which)) is not None:
            return value
        # A paragraph of the template may have the same words: what prints them is tried before what is like them.
        if (leaf := choice_behind(self._again, leaves(self._again.authority), text, which)) is not None:
            return self._value(leaf, _OTHER.format(leaf.raw))
        best, found = 0.0, _UNKNOWN
        for one in self._texts():
            share = one.share(words, near, which)
            if share > best:
                best, found = share, one.source
        return found

    def new(self) -> From:
        """Where a paragraph that has come would be written."""
        return _NEW

    def _alone(self, words: Sequence[Word], which: range) -> From | None:
        """A number or the like that stands in one place of the facts as it is printed, if it was edited."""
        assert self._again is not None
        texts, found = _folded(words), []
        for leaf in leaves(self._again.authority) if which else ():
            if leaf.kind is ValueKind.PLAIN and isinstance(leaf.value, str) and any(map(str.isdigit, leaf.raw)):
                said = _folded(words_of(leaf.raw))
                starts = range(max(0, which.stop - len(said)), which.start + 1)
                found += [leaf for at in starts if texts[at : at + len(said)] == said]
        return self._value(found[0], _REFUSED) if len(found) == 1 else None

    def _value(self, leaf: Leaf, remedy: str) -> From:
        """A value of the facts: where they have it today, which may be elsewhere in its file than when it was sent."""
        source = self._sources.get(leaf.file)
        if source is None:
            return From(Origin.FACT, "", remedy)
        route = route_today(self._sent[leaf.file], self._now[leaf.file], leaf.route)
        place = source.place(route or ())
        return From(Origin.FACT, f"{place.file}:{place.line}" if route and place.line else place.file, remedy)

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

    def _texts(self) -> tuple[_Text | _OfTemplate, ...]:
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
        for leaf in leaves(again.authority):
            if isinstance(leaf.value, str) and leaf.kind is not ValueKind.IDENTIFIER and leaf.file in self._now:
                source = self._value(leaf, "ändra texten i uppgifterna")
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

    def _of_template(self, again: Again) -> Iterator[_OfTemplate]:
        package = open_unchecked(again.own.read_bytes(), again.sent.template.path)
        book = read_styles(package.members.get("word/styles.xml"))
        for name, data in package.members.items():
            root = parse(data) if name.startswith("word/") and name.endswith(".xml") else None
            if root is None or root.tag not in (W + "document", W + "hdr", W + "ftr", W + "footnotes"):
                continue
            for one in read_paragraphs(root, part_label(name, 1), book, again.sent.template.path):
                source = From(Origin.TEMPLATE, str(one.place), "ändra mallen i Word, för alla dokument")
                yield _OfTemplate(pattern_of(one.text), source)


def _folded(words: Sequence[Word]) -> list[Word]:
    """The words as they are compared: a sentence that begins with a text has given it a capital."""
    return [Word(one.text.casefold(), 0, 0) for one in words]


def _edited(words: Sequence[Word], which: range) -> range:
    """The edited words; of what was put in the words on either side."""
    return which or range(max(0, which.start - 1), min(len(words), which.start + 1))


def _row(standing: Mapping[int, int], at: int) -> int:
    """How many words around one stand in a row in both."""
    first = last = at
    while standing.get(first - 1, -2) == standing[first] - 1:
        first -= 1
    while standing.get(last + 1, -2) == standing[last] + 1:
        last += 1
    return last - first + 1


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
