"""Finds the tags of a Markdown text and looks at how each is written, and whether they hang together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.errors import Place, Problem
from contracts.facts.front_matter import Body
from contracts.sandbox.syntax import (
    MOST_OPEN_BLOCKS,
    Fault,
    WrittenTag,
    statement_fault,
    syntax_fault,
    too_deep,
)
from contracts.sandbox.tag_trees import tree_of

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CURLY_QUOTES: Final = re.compile("[“”„‟‘’‚‛]")
_ENDS: Final = {"endif": "if", "endfor": "for", "else": "if", "elif": "if"}


@dataclass(frozen=True, slots=True)
class MarkdownTag:
    """A tag in a Markdown text."""

    written: WrittenTag
    start: int  #: 0-based, in the text
    line: int  #: 1-based, in the text: where it begins
    column: int  #: 1-based, in that line

    @property
    def comment(self) -> bool:
        """Whether it is a comment, which prints nothing and is not looked at."""
        return self.written.raw.startswith("{#")

    @property
    def end(self) -> int:
        """Where it ends, 0-based, in the text."""
        return self.start + len(self.written.raw)

    def problem(self, body: Body, fault: Fault) -> Problem:
        """The problem that a fault of this tag is."""
        first = self.written.raw.split("\n")[0]
        at = first.find(fault.word) if fault.word else -1
        column, width = (self.column + at, len(fault.word)) if at >= 0 else (self.column, len(first))
        return Problem(fault.rule, fault.text, body.place(self.line, column=column, width=width), fault.remedy)


def tags_of(text: str) -> tuple[MarkdownTag, ...]:
    """All tags of a text, in order."""
    return tuple(_tag(text, found) for found in _TAG.finditer(text))


def _tag(text: str, found: re.Match[str]) -> MarkdownTag:
    raw = found[0]
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    inner = raw[2:-2].strip("-+") if raw.startswith("{%") else raw[2:-2]
    return MarkdownTag(WrittenTag(raw, inner.strip(), raw.startswith("{%")), found.start(), line, column)


def place_on(body: Body, line: int, word: str = "") -> Place:
    """The word in a tag on a line; otherwise the tag, when the line has only one; otherwise the line.

    Args:
        body: The text.
        line: 1-based, in the text.
        word: The word to point at, or nothing.
    """
    tags = [tag for tag in tags_of(body.text) if tag.line == line and not tag.comment]
    for tag in tags if word else ():
        if found := _word_in(tag, word):
            return body.place(line, column=tag.column + found.start(), width=len(word))
    if len(tags) == 1:
        return body.place(line, column=tags[0].column, width=len(tags[0].written.raw.split("\n")[0]))
    return body.place(line)


def first_use(body: Body, name: str) -> Place:
    """Where a name first stands in a tag."""
    for tag in tags_of(body.text):
        # After a point it is a part of something else.
        found = re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", tag.written.raw.split("\n")[0])
        if found and not tag.comment:
            return body.place(tag.line, column=tag.column + found.start(), width=len(name))
    return body.place(1)


def _word_in(tag: MarkdownTag, word: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", tag.written.raw.split("\n")[0])


def tag_problems(body: Body) -> Iterator[Problem]:
    """All that is wrong with the way the tags are written; nothing when the text can be parsed."""
    tags = tags_of(body.text)
    yield from _strays(body, tags)
    open_: list[MarkdownTag] = []
    for tag in tags:
        if tag.comment:
            continue
        nesting = _nesting_fault(tag, open_)
        fault = _fault(tag.written) or nesting
        if fault is not None:
            yield tag.problem(body, fault)
    for tag in open_:
        text = f"{tag.written.raw} har inget slut"
        yield tag.problem(body, Fault("template-block", text, f"skriv {{% end{tag.written.word} %}} där det slutar"))


def _strays(body: Body, tags: tuple[MarkdownTag, ...]) -> Iterator[Problem]:
    rest = list(body.text)
    for tag in tags:
        rest[tag.start : tag.end] = [char if char == "\n" else " " for char in tag.written.raw]
    for number, line in enumerate("".join(rest).split("\n"), 1):
        for found in _STRAY.finditer(line):
            opens = found[0].startswith("{")
            text = f"{found[0]} {'börjar en tagg som inte slutar' if opens else 'avslutar en tagg som inte har börjat'}"
            place = body.place(number, column=found.start() + 1, width=2)
            yield Problem("template-stray", text, place, "skriv hela taggen: {{ … }} eller {% … %}")


def _fault(tag: WrittenTag) -> Fault | None:
    inner = tag.raw[2:-2]
    if inner[:1] in ("-", "+") or inner[-1:] in ("-", "+"):
        text = f"minustecknet eller plustecknet invid klammern i {tag.raw} stöds inte"
        return Fault("template-syntax", text, "ta bort tecknet; rader med bara en {% … %} lämnar ingen tom rad")
    if fault := statement_fault(tag):
        return fault
    if tree_of(tag) is None:
        # Jinja's message is English and speaks of its own tokens; what is wrong is worked out again for the reader.
        quote = _CURLY_QUOTES.search(tag.body)
        if quote:
            remedy = 'skriv raka citattecken: "…"'
            return Fault("template-syntax", f"tecknet {quote[0]} får inte stå i en tagg", remedy, quote[0])
        return syntax_fault(tag)
    return None


def _nesting_fault(tag: MarkdownTag, open_: list[MarkdownTag]) -> Fault | None:
    """What is wrong with a tag's place among those that are open; keeps count of them."""
    word = tag.written.word
    if word in ("if", "for"):
        deep = len(open_) >= MOST_OPEN_BLOCKS
        open_.append(tag)
        if deep:
            return too_deep(tag.written.raw)
    if word not in _ENDS:
        return None
    inner = open_[-1].written.word if open_ else ""
    fits = inner == _ENDS[word] or (word == "else" and inner == "for")
    if word in ("endif", "endfor") and fits:
        open_.pop()
    if fits:
        return None
    text = f"{tag.written.raw} hör inte till något som har börjat"
    return Fault("template-block", text, f"skriv {{% {_ENDS[word]} … %}} före, eller ta bort taggen")
