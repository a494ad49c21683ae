"""A YAML file as a tree of texts: every value knows its line, so that every message can show it."""

import difflib
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.errors import Place

#: Keys and 0-based positions from the root, as pydantic gives them.
Route = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a node starts, and how much of that line it covers."""

    line: int  #: 1-based
    column: int  #: 1-based
    width: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or None where nothing was written."""

    text: str | None
    mark: Mark
    unconfirmed: bool = False  #: whether a question mark after it says that nobody has confirmed it yet


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order written."""

    items: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in the order written."""

    items: tuple["Node", ...]
    mark: Mark


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True)
class Source:
    """One YAML file: its lines and its tree."""

    file: str  #: as shown to people
    lines: tuple[str, ...]
    root: Mapping

    def at(self, mark: Mark) -> Place:
        """The place of a mark, with its line where the lines are at hand."""
        line = self.lines[mark.line - 1] if 0 < mark.line <= len(self.lines) else ""
        return Place(self.file, mark.line, mark.column, mark.width, line)

    def place(self, path: Route) -> Place:
        """The place of the value at `path`, or of the nearest thing above it that is written."""
        node: Node = self.root
        mark: Mark | None = None
        for step in path:
            if isinstance(node, Mapping):
                hit = next(((key, value) for key, value in node.items if key.text == str(step)), None)
                if hit is None:
                    break
                node = hit[1]
                mark = node.mark if isinstance(node, Scalar) and node.text is not None else hit[0].mark
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                mark = _first(node)
            else:
                break
        return self.at(mark) if mark else Place(self.file)

    def key_place(self, path: Route) -> Place:
        """The place of the key at `path` (not of its value)."""
        node: Node | None = self.root
        for step in path[:-1]:
            node = _child(node, step)
        if isinstance(node, Mapping):
            for key, _ in node.items:
                if key.text == str(path[-1]):
                    return self.at(key.mark)
        return self.place(path)

    def unconfirmed(self) -> tuple[Route, ...]:
        """Where the values stand that nobody has confirmed yet, in the order written."""
        return self._unconfirmed

    def plain(self) -> dict[str, object]:
        """The tree as dicts, lists and texts, not to be changed; keys without a value are left out."""
        return self._plain

    @functools.cached_property
    def _unconfirmed(self) -> tuple[Route, ...]:
        return tuple(_unconfirmed(self.root, ()))

    @functools.cached_property
    def _plain(self) -> dict[str, object]:
        plain = _plain(self.root)
        assert isinstance(plain, dict)
        return plain


def _first(node: Node) -> Mark:
    """The mark to show for a list item: its first key or itself."""
    return node.items[0][0].mark if isinstance(node, Mapping) and node.items else node.mark


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return next((value for key, value in node.items if key.text == str(step)), None)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _unconfirmed(node: Node, route: Route) -> Iterator[Route]:
    if isinstance(node, Mapping):
        for key, value in node.items:
            yield from _unconfirmed(value, (*route, str(key.text)))
    elif isinstance(node, Sequence):
        for at, value in enumerate(node.items):
            yield from _unconfirmed(value, (*route, at))
    elif node.unconfirmed:
        yield route


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {
        str(key.text): _plain(value)
        for key, value in node.items
        if not isinstance(value, Scalar) or value.text is not None
    }


def invisible_character(character: str) -> tuple[str, str]:
    """What is wrong with a text that holds this character, and the remedy."""
    return (
        f"texten innehåller det osynliga tecknet U+{ord(character):04X}",
        "ta bort tecknet; det följer ofta med när text klistras in",
    )


def nearest(name: str, known: list[str]) -> str:
    """The known name most like `name`, or an empty text."""
    return next(iter(difflib.get_close_matches(name, known, 1, 0.6)), "")
