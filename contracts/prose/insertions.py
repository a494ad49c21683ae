"""Puts texts that are Markdown themselves into Markdown: in the middle of a line, or as paragraphs of their own.

What comes of Markdown depends on what stands around it, so a text is put in only when the whole document has been
filled in, where its surroundings can be seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from contracts.sandbox.printing import MarkerText, TemplateValueError, checked_text

#: The private-use character keeps it from being anything that a person has written: facts and texts may not hold it.
_MARKER: Final = re.compile('<c:text(?: at="(\\d+)")? n="(\\d+)\ue000"/>')
_LIST_ITEM: Final = re.compile(r"\s+|\s*(?:[-*+]|[0-9]{1,9}[.)])\s")
_HEADING: Final = re.compile(r" {0,3}#{1,6}\s")
_NOTE: Final = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_HARD_BREAK: Final = re.compile(r"(?: {2,}|\\)\n")
_PARAGRAPH: Final = ["paragraph_open", "inline", "paragraph_close"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that cannot stand where its tag stands."""

    line: int  #: 1-based: of the tag, in the text before it was filled in
    error: TemplateValueError


class Insertions:
    """The Markdown texts that one document takes in."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def text(self, value: object) -> MarkerText:
        """A text that is Markdown, with its marks kept; the filter ”text”.

        Raises:
            TemplateValueError: It is empty or cannot be printed.
            TypeError: It is no text.
        """
        if not isinstance(value, str):
            raise TypeError(f"text takes Markdown, not {type(value).__name__}: give it a text")
        plain = checked_text(str(value)).strip("\n")
        if not plain.strip():
            remedy = "fyll i uppgiften eller omge taggen med {% if … %}"
            raise TemplateValueError("template-empty", "texten är tom", remedy)
        self._texts.append(plain)
        return MarkerText(f'<c:text n="{len(self._texts) - 1}\ue000"/>')

    def put_in(self, markdown: str) -> tuple[str, tuple[Refused, ...]]:
        """The document with its texts in their places, and those that do not fit there."""
        if not self._texts:
            return markdown, ()
        lines = markdown.split("\n")
        refused: list[Refused] = []
        out = [self._line(lines, at, refused) for at in range(len(lines))]
        return "\n".join(out), tuple(refused)

    def _line(self, lines: Sequence[str], at: int, refused: list[Refused]) -> str:
        line = lines[at]
        alone = _MARKER.fullmatch(line.rstrip())
        if alone and _has_room(lines, at):
            return self._paragraphs(int(alone[2]))

        def inline(found: re.Match[str]) -> str:
            try:
                return _inline(self._texts[int(found[2])], line)
            except TemplateValueError as error:
                refused.append(Refused(int(found[1] or 1), error))
                return ""

        return _MARKER.sub(inline, line)

    def _paragraphs(self, number: int) -> str:
        # Two texts may both have a note 1; notes are numbered when they are printed, so their names are free.
        return _NOTE.sub(rf"[^text-{number + 1}-\1]", self._texts[number])


def _has_room(lines: Sequence[str], at: int) -> bool:
    """Whether the line is a block of its own: nothing, or a heading, on each side."""
    around: Iterator[str] = (lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines))
    return all(not line.strip() or _HEADING.match(line) for line in around)


def _inline(text: str, line: str) -> str:
    kinds = [token.type for token in MarkdownIt("commonmark").enable("table").use(footnote_plugin).parse(text)]
    in_table = line.lstrip().startswith("|")
    if kinds != _PARAGRAPH:
        if in_table or _LIST_ITEM.match(line):
            where, outside = ("en tabellcell", "tabellen") if in_table else ("en punkt i en lista", "listan")
            remedy = f"korta texten till ett stycke, eller ställ taggen utanför {outside}"
            raise TemplateValueError("prose-paragraphs", f"texten är mer än ett stycke men står i {where}", remedy)
        remedy = "ställ taggen på en egen rad med en tom rad före och efter"
        raise TemplateValueError("prose-paragraphs", "texten är mer än ett stycke men står mitt i en rad", remedy)
    if _HARD_BREAK.search(text):
        remedy = "ta bort radbrytningen ur texten, eller ställ taggen på en egen rad med tomma rader omkring"
        raise TemplateValueError("prose-paragraphs", "texten har en tvingad radbrytning men står mitt i en rad", remedy)
    joined = re.sub(r"[ \t]*\n[ \t]*", " ", text.strip(" \t"))
    return re.sub(r"(?<!\\)\|", r"\\|", joined)
