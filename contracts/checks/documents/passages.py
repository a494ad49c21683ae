"""The texts of a prose document, paragraph by paragraph, each with the way to point at what is found in it."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.checks.rule import Finding
from contracts.checks.texts import texts_of
from contracts.errors import Place
from contracts.facts.folders import DocumentFile
from contracts.facts.held import look_into
from contracts.facts.model.document import DocumentKind
from contracts.facts.source import Route
from contracts.prose.literals import LiteralLine, literal_line, literal_text

#: The fields of each kind's front matter whose expressions are filled in, as far as the route is the same for all.
FILLED_FIELDS = ("summary", "proposals", "note", "introduction", "ended_introduction")
_BEGINS_ALONE = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|[0-9]{1,9}[.)]\s|>|\||\[\^)")
_HEADING = re.compile(r"\s*#{1,6}\s")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, list item or row of a table, or one paragraph of a field."""

    text: str  #: without Markdown's marks, lines joined by a space; an expression is one U+FFFC
    raw: str  #: as written, with marks and expressions
    route: Route = ()  #: of the field; empty in the body
    heading: str = ""  #: the nearest heading above, in the body
    lines: tuple[LiteralLine, ...] = ()  #: of the body
    starts: tuple[int, ...] = ()  #: where each line begins in the text, 0-based

    def finding(
        self, start: int, width: int, text: str, remedy: str = "", also: tuple[Route | Place, ...] = ()
    ) -> Finding:
        """A finding about a part of the passage.

        Args:
            start: 0-based, in the passage's text.
            width: Characters.
            text: What is wrong, in Swedish.
            remedy: What to do.
            also: Other places that are part of it.
        """
        if not self.lines:
            return Finding(self.route, text, remedy, self.text[start : start + width], also)
        at = bisect_right(self.starts, start) - 1
        line = self.lines[at]
        inside = min(width, len(line.text) - (start - self.starts[at]))
        return Finding((), text, remedy, also=also, line=line.place(start - self.starts[at], max(inside, 1)))


def body_passages(document: DocumentFile) -> tuple[Passage, ...]:
    """The passages of a document's body."""
    look_into(document.dossier)
    return _body_passages(document)


@functools.lru_cache(maxsize=512)  # rule after rule asks for the passages of the same few documents
def _body_passages(document: DocumentFile) -> tuple[Passage, ...]:
    return tuple(_in_body(document))


def _in_body(document: DocumentFile) -> Iterator[Passage]:
    group: list[LiteralLine] = []
    heading = ""
    for line in literal_text(document.body):
        alone = _BEGINS_ALONE.match(line.written.excerpt) is not None
        follows = group and line.line == group[-1].line + 1 and not _is_heading(group[-1])
        if group and (alone or not follows):
            yield _joined(group, heading)
            group = []
        if _is_heading(line):
            heading = line.text
        group.append(line)
    if group:
        yield _joined(group, heading)


def _is_heading(line: LiteralLine) -> bool:
    return _HEADING.match(line.written.excerpt) is not None


def _joined(lines: list[LiteralLine], heading: str) -> Passage:
    starts, text = [], ""
    for line in lines:
        text += " " if text else ""
        starts.append(len(text))
        text += line.text
    raw = " ".join(line.written.excerpt for line in lines)
    return Passage(text, raw, (), heading, tuple(lines), tuple(starts))


def field_passages(document: DocumentFile) -> tuple[Passage, ...]:
    """The passages of the texts of the front matter that are our own writing."""
    look_into(document.dossier)
    return _field_passages(document)


@functools.lru_cache(maxsize=512)
def _field_passages(document: DocumentFile) -> tuple[Passage, ...]:
    return tuple(_in_fields(document))


def _in_fields(document: DocumentFile) -> Iterator[Passage]:
    for text in texts_of(document.facts):
        if text.is_quoted or text.route[0] in ("acknowledged", "period"):
            continue
        place = document.source.place(text.route)
        for paragraph in _PARAGRAPHS.split(text.text):
            lines = (literal_line(line, place).text for line in paragraph.splitlines())
            yield Passage(" ".join(line for line in lines if line), paragraph, text.route)


def prose_of(document: DocumentFile) -> Iterator[Passage]:
    """The passages whose expressions are filled in: there a fact need not be written by hand."""
    for passage in field_passages(document):
        if any(step in FILLED_FIELDS for step in passage.route):
            yield passage
    yield from body_passages(document)


def passages_of(document: DocumentFile) -> Iterator[Passage]:
    """All passages of a document: of its front matter and its body."""
    yield from field_passages(document)
    yield from body_passages(document)


def has_own_expressions(document: DocumentFile) -> bool:
    """Whether the agreement's names can be used in the document's body, as in a PM."""
    return document.kind is DocumentKind.PM
