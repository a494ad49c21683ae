"""Changes within a YAML text: a value set, an item added, a field or item taken away; all else stays byte for byte.

Comments, order, quotation marks, line ends, brackets and a missing last line end are the writer's own and are kept.
After each change the text is read again and must say exactly what was meant; otherwise nothing is changed.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml

from contracts.editing import nodes
from contracts.editing.emit import Tree, said
from contracts.editing.layout import Text, added, inserted, removed, replaced
from contracts.editing.nodes import tidy
from contracts.errors import EditError, Place, Problem, ProblemsError
from contracts.facts.reader import source_of
from contracts.facts.source import Route

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Set:
    """Write a value at a route; what is missing on the way to it is added."""

    route: Route
    value: Tree
    after: str = ""  #: a new field stands after this one; otherwise last


@dataclass(frozen=True, slots=True)
class Insert:
    """Put an item into the list at a route; a list that is missing is begun."""

    route: Route
    value: Tree
    at: int | None = None  #: 0-based; None means last


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away the field or item at a route, with the comments on its own lines but not those above."""

    route: Route


Edit = Set | Insert | Remove


def edit_text(text: str, edits: Sequence[Edit], shown_as: str) -> str:
    """The YAML text with the edits made, one after the other.

    Args:
        text: The file's text; a byte order mark is kept.
        edits: What to change. Without any the text comes back as it is.
        shown_as: The file's name in messages.

    Raises:
        EditError: There is nothing to change at a route, or the change can't be written.
        ProblemsError: The reader refuses the text as it is.
    """
    if not edits:
        return text
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    source_of(body, shown_as)
    for edit in edits:
        body = _made(body, edit, shown_as)
    return mark + body


def edit_prose(text: str, edits: Sequence[Edit], shown_as: str) -> str:
    """The same for the fields before the prose of a Markdown file, between its two lines of ---.

    Raises:
        EditError: There are no such fields, nothing to change at a route, or the change can't be written.
        ProblemsError: The reader refuses the fields as they are.
    """
    if not edits:
        return text
    lines = text.removeprefix(_BOM).splitlines(keepends=True)
    closing = next((at for at, line in enumerate(lines) if at and line.rstrip() == "---"), None)
    if closing is None or lines[0].rstrip() != "---":
        raise _refused("filen har inga uppgifter mellan två rader med ---", shown_as)
    mark = _BOM if text.startswith(_BOM) else ""
    # The first line of --- opens a YAML document, so places stay those of the whole file.
    return mark + edit_text("".join(lines[:closing]), edits, shown_as) + "".join(lines[closing:])


def _made(text: str, edit: Edit, shown_as: str) -> str:
    """The text with one edit, proved."""
    before = nodes.plain(nodes.nodes(_ended(text)))
    meant = applied(before, edit, shown_as)
    if meant == before:
        return text
    for candidate in _candidates(Text(text), edit, shown_as):
        if _says(candidate, meant):
            return candidate
    raise _refused(f"”{_spelt(edit.route)}” går inte att ändra utan att något annat ändras", shown_as)


def _says(text: str, meant: object) -> bool:
    try:
        source_of(text, "")
        return nodes.raw_tree(_ended(text)) == tidy(meant)
    except (ProblemsError, yaml.YAMLError):
        return False


def _ended(text: str) -> str:
    """The text with a last line end, so that a block text means the same wherever it stands in the file."""
    return text if nodes.LINE_END.search(text[-1:]) else text + "\n"


def applied(tree: object, edit: Edit, shown_as: str) -> object:
    """The tree with the edit made: what the new text must say.

    Args:
        tree: as `Source.plain` gives it; it is not changed.
        edit: what to change.
        shown_as: the file's name in messages.

    Raises:
        EditError: there is nothing to change at the route.
    """
    root: Any = deepcopy(tree)
    holder: Any = {"": root}
    last: str | int = ""
    steps = edit.route if isinstance(edit, Insert) else edit.route[:-1]
    for step in steps:
        if holder[last] is None or (
            isinstance(step, str) and isinstance(holder[last], dict) and step not in holder[last]
        ):
            if isinstance(edit, Remove) or not isinstance(step, str):
                raise _missing(edit.route, shown_as)
            holder[last] = holder[last] if holder[last] is not None else {}
            holder[last][step] = None
        _expect(holder[last], step, edit.route, shown_as)
        holder, last = holder[last], step
    if isinstance(edit, Insert):
        into = holder[last] = [] if holder[last] is None else holder[last]
        if not isinstance(into, list) or not 0 <= (len(into) if edit.at is None else edit.at) <= len(into):
            raise _missing(edit.route, shown_as)
        into.insert(len(into) if edit.at is None else edit.at, deepcopy(said(edit.value)))
        return root
    if isinstance(edit, Set):
        if holder[last] is None and edit.route and isinstance(edit.route[-1], str):
            holder[last] = {}
        if isinstance(holder[last], dict) and edit.route and isinstance(edit.route[-1], str):
            holder[last][edit.route[-1]] = deepcopy(said(edit.value))
            return root
    if not edit.route:
        raise _missing(edit.route, shown_as)
    _expect(holder[last], edit.route[-1], edit.route, shown_as)
    if isinstance(edit, Set):
        holder[last][edit.route[-1]] = deepcopy(said(edit.value))
    else:
        del holder[last][edit.route[-1]]
    return root


def _expect(holder: Any, step: str | int, route: Route, shown_as: str) -> None:
    if isinstance(holder, dict) and isinstance(step, str) and step in holder:
        return
    if isinstance(holder, list) and isinstance(step, int) and 0 <= step < len(holder):
        return
    raise _missing(route, shown_as)


def _missing(route: Route, shown_as: str) -> EditError:
    return _refused(f"”{_spelt(route)}” finns inte i filen, eller är något annat än väntat", shown_as)


def _refused(text: str, shown_as: str) -> EditError:
    return EditError([Problem("edit-refused", text, Place(shown_as), "ändra filen för hand")])


def _spelt(route: Route) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in route)


def _candidates(text: Text, edit: Edit, shown_as: str) -> Iterator[str]:
    """New texts to try, the best first."""
    spot, rest = text.find(edit.route)
    if isinstance(edit, Remove):
        yield from removed(text, spot)
        return
    value = said(edit.value)
    if isinstance(edit, Insert):
        if not rest and isinstance(spot.node, nodes.Sequence) and spot.node.items:
            at = len(spot.node.items) if edit.at is None else edit.at
            yield from inserted(text, spot.node, spot.flow, value, at)
            return
        value = [value]
    if not rest:
        yield from replaced(text, spot, value)
        return
    for step in reversed(rest[1:]):
        value = {str(step): value}
    name = str(rest[0])
    if isinstance(spot.node, nodes.Mapping) and spot.node.items:
        yield from added(text, spot, name, value, edit.after if isinstance(edit, Set) and len(rest) == 1 else "")
    else:
        yield from replaced(text, spot, {name: value})
