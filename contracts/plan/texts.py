"""Fills in the expressions of a document's texts: its body, and those fields of its front matter that are prose."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.folders import DocumentFile
from contracts.facts.front_matter import Body
from contracts.prose.evaluate import evaluate


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one document and the names they may use."""

    document: DocumentFile
    names: Mapping[str, object]
    functions: Mapping[str, Callable[..., object]]

    def body(self) -> str:
        """The body as Markdown, with its expressions filled in.

        Raises:
            ProblemsError: An expression cannot be filled in, or a heading is left without a text.
        """
        filled = evaluate(self.document.body, self.names, self.functions).strip()
        if bare := tuple(_bare_headings(filled)):
            raise ProblemsError(self._bare(heading) for heading in bare)
        return filled

    def field(self, text: str, *route: str | int) -> str:
        """A text of the front matter, which stands at `route`. Raises as `body`."""
        place = self.document.source.place(route)
        try:
            return evaluate(Body(text, max(place.line, 1), place.file), self.names, self.functions).strip()
        except ProblemsError as error:
            raise ProblemsError(self._within(problem, place) for problem in error.problems) from error

    def optional(self, text: str | None, *route: str | int) -> str | None:
        """As `field`, for a text that may be missing."""
        return None if text is None else self.field(text, *route)

    def each(self, texts: tuple[str, ...], *route: str | int) -> tuple[str, ...]:
        """As `field`, for the texts of a list that stands at `route`."""
        return tuple(self.field(text, *route, at) for at, text in enumerate(texts))

    def _within(self, problem: Problem, field: Place) -> Problem:
        """The problem at the line of the file that holds its words: YAML may have folded the field's lines into one."""
        place = problem.place
        if place is None or not place.column:
            return problem
        words = place.excerpt[place.column - 1 : place.column - 1 + place.width]
        lines = self.document.source.lines
        for number in range(max(field.line, 1), len(lines) + 1):
            line = lines[number - 1]
            if words and (at := line.find(words)) >= 0:
                return replace(problem, place=Place(place.file, number, at + 1, len(words), line))
        return problem

    def _bare(self, heading: str) -> Problem:
        lines = self.document.body.text.split("\n")
        number = next((at for at, line in enumerate(lines, 1) if line.startswith("#") and heading in line), 1)
        return Problem(
            "prose-empty-section",
            f"under rubriken ”{heading}” står ingenting",
            self.document.body.place(number),
            "skriv en text under den, eller omge rubriken och texten med {% if … %}",
        )


def _bare_headings(markdown: str) -> Iterator[str]:
    """Headings that are followed by one of the same level or a higher one, or by nothing."""
    above: tuple[int, str] | None = None
    level = 0
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "heading_open":
            level = int(token.tag[1])
            if above is not None and level <= above[0]:
                yield above[1]
        elif token.type == "inline" and level:
            above, level = (level, token.content), 0
        elif token.type != "heading_close":
            above = None
    if above is not None:
        yield above[1]
