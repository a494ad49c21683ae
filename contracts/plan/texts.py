"""Fills in the expressions of a document's texts: its body, and those fields of its front matter that are prose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contracts.facts.front_matter import Body
from contracts.facts.load import DocumentFile
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
            ProblemsError: An expression cannot be filled in.
        """
        return self._filled(self.document.body).strip()

    def field(self, text: str, *route: str | int) -> str:
        """A text of the front matter, which stands at `route`. Raises as `body`."""
        place = self.document.source.place(route)
        return self._filled(Body(text, max(place.line, 1), place.file)).strip()

    def optional(self, text: str | None, *route: str | int) -> str | None:
        """As `field`, for a text that may be missing."""
        return None if text is None else self.field(text, *route)

    def each(self, texts: tuple[str, ...], *route: str | int) -> tuple[str, ...]:
        """As `field`, for the texts of a list that stands at `route`."""
        return tuple(self.field(text, *route, at) for at, text in enumerate(texts))

    def _filled(self, body: Body) -> str:
        return evaluate(body, self.names, self.functions)
