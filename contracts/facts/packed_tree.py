"""Lines and tree of a YAML file, packed: a file that is at rest takes a twentieth of the room.

All files of a project are in memory at once, and most of each is places that are asked for only to tell of a problem.
The files that were looked at last are kept open.
"""

import functools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import from_json, to_json

from contracts.facts.nodes import Mapping, Node, Scalar

#: Keys and 0-based positions from the root, as pydantic gives them.
Route = tuple[str | int, ...]
#: Line, column and width of a mark.
Spot = tuple[int, int, int]
#: How many files are kept open: rule after rule, and document after document, asks for the same few.
_OPEN: Final = 16
#: To pack must cost little of what reading does; more than this hardly packs smaller.
_LEVEL: Final = 1


@dataclass(frozen=True)
class Opened:
    """The lines and the tree, as JSON holds them: to make it again takes a tenth of the time of reading the file.

    A node is a list: line, column, width, then a text with whether it is unconfirmed, a list of nodes, or a dict of
    which each value is line, column and width of the key, and the node.
    """

    lines: list[str]
    root: list[Any]

    @functools.cached_property
    def plain(self) -> dict[str, object]:
        """The tree as dicts, lists and texts; keys without a value are left out."""
        plain = _plain(self.root)
        assert isinstance(plain, dict)
        return plain

    def below(self, key: str) -> list[Any] | None:
        """The fields at a key of the root; None when there are none."""
        entry = self.root[3].get(key)
        return entry[3] if entry and isinstance(entry[3][3], dict) else None

    def spot(self, path: Route) -> Spot | None:
        """The place of the value at `path`, or of the nearest thing above it that is written."""
        node, spot = self.root, None
        for step in path:
            held = node[3]
            if isinstance(held, dict):
                if (entry := held.get(str(step))) is None:
                    break
                node = entry[3]
                spot = _spot(node if len(node) == _SCALAR and node[3] is not None else entry)
            elif isinstance(held, list) and isinstance(step, int) and step < len(held):
                node = held[step]
                spot = _spot(_first(node))
            else:
                break
        return spot

    def key_spot(self, path: Route) -> Spot | None:
        """The place of the key at `path` (not of its value); None when it is not written."""
        node = self.root
        for step in path[:-1]:
            held = node[3]
            if isinstance(held, dict) and str(step) in held:
                node = held[str(step)][3]
            elif isinstance(held, list) and isinstance(step, int) and step < len(held):
                node = held[step]
            else:
                return None
        held = node[3]
        entry = held.get(str(path[-1])) if isinstance(held, dict) else None
        return _spot(entry) if entry else None


#: How long the list of a text is.
_SCALAR: Final = 5


def pack(tree: Opened) -> bytes:
    """What `opened` gives back.

    Raises:
        ValueError: A text holds half a character.
    """
    packed = zlib.compress(to_json((tree.lines, tree.root)), _LEVEL)
    _keep_open(packed, tree)
    return packed


def opened(packed: bytes) -> Opened:
    """What was packed."""
    found = _open.pop(packed, None)
    if found is None:
        found = Opened(*from_json(zlib.decompress(packed), cache_strings="keys"))
    _keep_open(packed, found)
    return found


#: The files that were looked at last, the latest last.
_open: Final[dict[bytes, Opened]] = {}


def _keep_open(packed: bytes, found: Opened) -> None:
    _open[packed] = found
    for oldest in tuple(_open)[:-_OPEN]:
        _open.pop(oldest, None)


def listed(node: Node) -> list[Any]:
    """A node as `Opened` holds it."""
    mark = node.mark
    if isinstance(node, Scalar):
        return [mark.line, mark.column, mark.width, node.text, node.unconfirmed]
    if isinstance(node, Mapping):
        entries = {
            str(key.text): [key.mark.line, key.mark.column, key.mark.width, listed(value)] for key, value in node.items
        }
        return [mark.line, mark.column, mark.width, entries]
    return [mark.line, mark.column, mark.width, [listed(item) for item in node.items]]


def _spot(listed: list[Any]) -> Spot:
    line, column, width = listed[:3]
    return line, column, width


def _first(node: list[Any]) -> list[Any]:
    """What to show for a list item: its first key or itself."""
    held = node[3]
    entry: list[Any] = next(iter(held.values())) if isinstance(held, dict) and held else node
    return entry


def unconfirmed_in(node: list[Any], route: Route = ()) -> Iterator[Route]:
    """Where below a node the values stand that nobody has confirmed yet, in the order written."""
    held = node[3]
    if isinstance(held, dict):
        for key, entry in held.items():
            yield from unconfirmed_in(entry[3], (*route, key))
    elif isinstance(held, list):
        for at, item in enumerate(held):
            yield from unconfirmed_in(item, (*route, at))
    elif node[4]:
        yield route


def _plain(node: list[Any]) -> object:
    held = node[3]
    if isinstance(held, dict):
        return {key: _plain(entry[3]) for key, entry in held.items() if entry[3][3] is not None}
    if isinstance(held, list):
        return [_plain(item) for item in held]
    return held
