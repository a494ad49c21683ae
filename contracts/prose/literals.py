"""What people have written by hand in a prose document, between its expressions, with the place of every character.

The checks look there for amounts, days and counts that the facts know already.
"""

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.errors import Place
from contracts.facts.front_matter import Body
from contracts.prose.tags import tags_of

#: Stands where an expression will print something.
EXPRESSION: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
#: What opens a block: of a list, a heading, a quotation or a note.
_OPENING: Final = re.compile(r"\s*(?:(?:#{1,6}|[-*+]|[0-9]{1,9}[.)]|>)(?=\s|$)|\[\^[^\]\s]+\]:)\s*")
_DELIMITERS: Final = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")
#: Marks inside a line; a group that took part is what is printed.
_INLINE: Final = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[\^[^\]\s]+\]"
    r"|\[(?P<label>[^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"
    r"|(?P<cell>\|)"
    r"|\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)"
)


@dataclass(frozen=True, slots=True)
class LiteralLine:
    """One line as it is written by hand."""

    text: str  #: without Markdown's marks; a column of a table ends with a tab
    columns: tuple[int, ...]  #: of each character of the text: 1-based, in the file's line
    written: Place  #: the whole line

    @property
    def line(self) -> int:
        """The line of the file, 1-based."""
        return self.written.line

    def place(self, start: int, width: int) -> Place:
        """The place of a part of the text.

        Args:
            start: 0-based, in the text.
            width: characters of the text.
        """
        if not self.columns or not width:
            return self.written
        first, last = self.columns[start], self.columns[min(start + width, len(self.columns)) - 1]
        return Place(self.written.file, self.written.line, first, last - first + 1, self.written.excerpt)


@functools.lru_cache(maxsize=512)  # every rule about prose asks for the same texts
def literal_text(body: Body) -> tuple[LiteralLine, ...]:
    """The lines of a text that say something, without Markdown's marks; an expression is one U+FFFC."""
    out = []
    starts = [0, *(found.end() for found in re.finditer("\n", body.text))]
    lines: dict[int, list[tuple[str, int]]] = {}
    for char, at in _without_tags(body.text):
        number = bisect.bisect_right(starts, at)
        lines.setdefault(number, []).append((char, at - starts[number - 1] + 1))
    for number, characters in lines.items():
        said = _without_marks(characters)
        if said:
            text, places = "".join(char for char, _ in said), tuple(column for _, column in said)
            out.append(LiteralLine(text, places, body.place(number)))
    return tuple(out)


def literal_line(text: str, place: Place) -> LiteralLine:
    """The same for a text that stands in a field of the front matter.

    Args:
        text: The field's text, as it was read.
        place: Of the field's value. Where the file's line does not hold the text as it was read, such as a text over
            several lines, the whole place is meant.
    """
    at = place.excerpt.find(text)
    said = _without_marks([(char, index) for char, index in _without_tags(text)])
    columns = tuple(at + 1 + index for _, index in said) if at >= 0 else ()
    return LiteralLine("".join(char for char, _ in said), columns, place)


def _without_tags(text: str) -> Iterator[tuple[str, int]]:
    """Characters with their 0-based places; an expression is one character, a statement or comment none."""
    at = 0
    for tag in tags_of(text):
        yield from ((text[index], index) for index in range(at, tag.start) if text[index] != "\n")
        if not tag.comment and not tag.written.statement:
            yield EXPRESSION, tag.start
        at = tag.end
    yield from ((text[index], index) for index in range(at, len(text)) if text[index] != "\n")


def _without_marks(characters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    line = "".join(char for char, _ in characters)
    if _DELIMITERS.fullmatch(line):
        return []
    at = 0
    while opening := _OPENING.match(line, at):
        at = opening.end()
    said: list[tuple[str, int]] = []
    for found in _INLINE.finditer(line, at):
        said += characters[at : found.start()]
        at = found.end()
        for group in ("escaped", "label"):
            if found[group] is not None:
                said += characters[found.start(group) : found.end(group)]
        if found["cell"] is not None:
            said.append(("\t", characters[found.start()][1]))
    said += characters[at:]
    while said and said[0][0].isspace():
        said.pop(0)
    while said and said[-1][0].isspace():
        said.pop()
    return said
