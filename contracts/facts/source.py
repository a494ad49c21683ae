"""A YAML file as a tree of texts: every value knows its line, so that every message can show it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.errors import Place
from contracts.facts.nodes import Mapping
from contracts.facts.packed_tree import Opened, Route, Spot, listed, opened, pack, unconfirmed_in

__all__ = ["Route", "Source", "invisible_character", "nearest"]


@dataclass(frozen=True, slots=True, init=False)
class Source:
    """One YAML file: its lines and its tree.

    Args:
        file: as shown to people.
        lines: none where they are not at hand.
        root: the tree.

    Raises:
        ValueError: A text holds half a character.
    """

    file: str  #: as shown to people
    _packed: bytes
    _unconfirmed: tuple[Route, ...]

    def __init__(self, file: str, lines: Iterable[str], root: Mapping) -> None:
        """Pack it: see packed_tree.py."""
        self._hold(file, Opened(list(lines), listed(root)))

    def _hold(self, file: str, tree: Opened) -> None:
        object.__setattr__(self, "file", file)
        object.__setattr__(self, "_packed", pack(tree))
        object.__setattr__(self, "_unconfirmed", tuple(unconfirmed_in(tree.root)))

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the file."""
        return opened(self._packed).lines

    def place(self, path: Route) -> Place:
        """The place of the value at `path`, or of the nearest thing above it that is written."""
        tree = opened(self._packed)
        return self._at(tree, tree.spot(path))

    def key_place(self, path: Route) -> Place:
        """The place of the key at `path` (not of its value)."""
        tree = opened(self._packed)
        return self._at(tree, tree.key_spot(path) or tree.spot(path))

    def _at(self, tree: Opened, spot: Spot | None) -> Place:
        """The place of a mark, with its line where the lines are at hand."""
        if spot is None:
            return Place(self.file)
        line, column, width = spot
        return Place(self.file, line, column, width, tree.lines[line - 1] if 0 < line <= len(tree.lines) else "")

    def unconfirmed(self) -> tuple[Route, ...]:
        """Where the values stand that nobody has confirmed yet, in the order written."""
        return self._unconfirmed

    def plain(self) -> dict[str, object]:
        """The tree as dicts, lists and texts, not to be changed; keys without a value are left out."""
        return opened(self._packed).plain

    def below(self, key: str) -> "Source":
        """The fields that stand at a key of the file, as a file of its own with the same lines; all when none do."""
        tree = opened(self._packed)
        if (root := tree.below(key)) is None:
            return self
        found = Source.__new__(Source)
        found._hold(self.file, Opened(tree.lines, root))
        return found


def invisible_character(character: str) -> tuple[str, str]:
    """What is wrong with a text that holds this character, and the remedy."""
    return (
        f"texten innehåller det osynliga tecknet U+{ord(character):04X}",
        "ta bort tecknet; det följer ofta med när text klistras in",
    )


def nearest(name: str, known: list[str]) -> str:
    """The known name most like `name`, or an empty text."""
    return next(iter(difflib.get_close_matches(name, known, 1, 0.6)), "")
