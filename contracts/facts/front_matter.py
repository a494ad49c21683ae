"""Reads a prose document: a Markdown file with typed fields, as YAML, before its text.

The fields are read as strictly as any other facts, and both halves keep the line numbers of the whole file, so that a
message about either points at the line that an editor shows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.model.base import UNPRINTABLE
from contracts.facts.reader import read_text, source_of
from contracts.facts.source import Source, invisible_character

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown after a file's fields, or Markdown that stands in a field."""

    text: str  #: lines end with a line feed; may be empty
    first_line: int  #: 1-based: the line of the file on which the text begins
    shown_as: str  #: the file's name in messages

    def place(self, line: int, excerpt: str = "", column: int = 0, width: int = 1) -> Place:
        """The place of a line of the text.

        Args:
            line: 1-based, counted from the first line of the text.
            excerpt: What to show; the whole line when left out.
            column: 1-based, in the excerpt; 0 means all of the line.
            width: Characters from the column.
        """
        lines = self.text.split("\n")
        shown = excerpt or (lines[line - 1] if 0 < line <= len(lines) else "")
        return Place(self.shown_as, self.first_line + line - 1, column, width, shown)


def read_front_matter(path: Path, shown_as: str) -> tuple[Source, Body]:
    """Read one Markdown file that begins with fields between two lines of ---.

    Args:
        path: The file.
        shown_as: Its name in messages, relative to the project.

    Returns:
        The fields and the text after them; the text may be empty.

    Raises:
        ProblemsError: The file is too large or not UTF-8, its fields are missing, unclosed or not readable, or its text
            holds characters that cannot be printed. All that is wrong in both halves is told at once.
        OSError: The file cannot be opened.
    """
    text = re.sub("\r\n?", "\n", read_text(path, shown_as))
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise ProblemsError([_missing(shown_as, lines[0])])
    closing = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if closing is None:
        raise ProblemsError([_unclosed(shown_as)])
    body = Body("\n".join(lines[closing + 1 :]), closing + 2, shown_as)
    problems = [*_unprintable(body)]
    try:
        source = source_of("\n".join(lines[:closing]) + "\n", shown_as)
    except ProblemsError as error:
        raise ProblemsError([*error.problems, *problems]) from error
    if problems:
        raise ProblemsError(problems)
    return source, body


def _missing(shown_as: str, line: str) -> Problem:
    excerpt = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", line)
    return Problem(
        "front-matter-missing",
        "filen börjar inte med uppgifter",
        Place(shown_as, 1, 0, 1, excerpt),
        "skriv --- på första raden, sedan fälten, sedan --- på en egen rad före texten",
    )


def _unclosed(shown_as: str) -> Problem:
    return Problem(
        "front-matter-unclosed",
        "uppgifterna överst i filen har inget slut",
        Place(shown_as, 1, 1, len(_FENCE), _FENCE),
        "skriv --- på en egen rad mellan uppgifterna och texten",
    )


def _unprintable(body: Body) -> Iterator[Problem]:
    for number, line in enumerate(body.text.split("\n"), 1):
        for found in UNPRINTABLE.finditer(line):
            sentence, remedy = invisible_character(found[0])
            excerpt = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", line)
            yield Problem("text-control-character", sentence, body.place(number, excerpt, found.start() + 1), remedy)
