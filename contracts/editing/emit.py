"""A tree as a YAML file in the style of data/: two spaces a level, plain texts where safe, long texts in blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Union

from contracts.editing.nodes import raw_tree, tidy
from contracts.editing.scalars import inline, key, written
from contracts.errors import EditError, Place, Problem
from contracts.facts.reader import source_of
from contracts.facts.source import Route

#: What a file says: fields with values, lists, texts; None where nothing is written.
Tree = Union[str, None, "Unsaid", Mapping[str, "Tree"], Sequence["Tree"]]

#: Columns of a list that still stands on one line, and letters of an item in it.
_SHORT_LIST, _SHORT_ITEM = 100, 30


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A field that is left out of the facts, written as a comment with an example, so that it can be filled in."""

    example: Tree
    why: str = ""  #: a line before it


def emit(tree: Mapping[str, Tree], comments: Mapping[Route, Sequence[str]] | None = None) -> str:
    r"""The file that says `tree`, ending in a line feed.

    `source_of(emit(tree), "").plain()` is `tree`, without the fields whose value is None or Unsaid. A text of many
    words that ends in "\n" becomes a block with > or |; without "\n" the block gets a dash (>-), so that the text stays
    the same. `scalars.prose` gives the first.

    Args:
        tree: The fields. A field whose value is `Unsaid` becomes a comment where it stands.
        comments: Lines without # to write before the field or item at a route; the route () means before everything.

    Raises:
        EditError: The tree can't be written so that it reads back the same.
        ProblemsError: The reader refuses such a tree: too deep, or a field named <<.
    """
    lines = Emitter(comments or {}).file(tree)
    text = "\n".join(lines) + "\n"
    source_of(text, "")
    if raw_tree(text) != tidy(said(tree)):
        remedy = "ta bort ovanliga tecken ur texterna"
        raise EditError([Problem("edit-not-the-same", "uppgifterna går inte att skriva som YAML", Place(""), remedy)])
    return text


def said(tree: Tree) -> Tree:
    """The tree without what is unsaid; a field with nothing but unsaid fields is unsaid itself."""
    if isinstance(tree, Mapping):
        return {name: said(value) for name, value in tree.items() if not _unsaid(value)}
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return [said(value) for value in tree if not _unsaid(value)]
    return tree


def _unsaid(tree: Tree) -> bool:
    if isinstance(tree, Mapping | Sequence) and not isinstance(tree, str) and tree:
        return all(_unsaid(part) for part in (tree.values() if isinstance(tree, Mapping) else tree))
    return isinstance(tree, Unsaid)


class Emitter:
    """Writes parts of a file, each line with its indent and without its line end."""

    def __init__(self, comments: Mapping[Route, Sequence[str]]) -> None:
        self.comments = comments

    def file(self, tree: Mapping[str, Tree]) -> list[str]:
        """All lines of a file, with empty lines around the fields that take more than one."""
        lines = self._comment((), "")
        if not said(tree):
            lines += ["{}"]
        before = 0
        for name, value in tree.items():
            entry = self.fields({name: value}, 0, ())
            if before and (before > 1 or len(entry) > 1):
                lines.append("")
            lines += entry
            before = len(entry)
        return lines

    def fields(self, tree: Mapping[str, Tree], indent: int, route: Route) -> list[str]:
        """The lines of fields that stand at `indent`."""
        lines: list[str] = []
        for name, value in tree.items():
            here = (*route, name)
            lines += self._comment(here, " " * indent)
            if _unsaid(value):
                lines += self._as_comment(value, name, indent)
            else:
                lines += self.entry(" " * indent + key(name), value, indent + 2, here)
        return lines

    def items(self, tree: Sequence[Tree], indent: int, route: Route) -> list[str]:
        """The lines of a list whose dashes stand at `indent`."""
        lines: list[str] = []
        position = 0
        for value in tree:
            here = (*route, position)
            lines += self._comment(here, " " * indent)
            if _unsaid(value):
                lines += self._as_comment(value, "", indent)
                continue
            position += 1
            lines += self.item(value, indent, here)
        return lines

    def item(self, value: Tree, indent: int, route: Route) -> list[str]:
        """The lines of one list item; fields begin on the line of the dash."""
        if not (isinstance(value, Mapping) and said(value)):
            return self.entry(" " * indent + "-", value, indent + 2, route)
        lines = self.fields(value, indent + 2, route)
        first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines[:first] = [line[2:] for line in lines[:first]]
        lines[first] = " " * indent + "- " + lines[first].lstrip(" ")
        return lines

    def entry(self, lead: str, value: Tree, indent: int, route: Route) -> list[str]:
        """A lead, such as a name with its colon, and its value; lines below stand at `indent`."""
        head, below = self.value(value, len(lead) + 1, indent, route)
        return [f"{lead} {head}" if head else lead, *below]

    def value(self, value: Tree, used: int, indent: int, route: Route) -> tuple[str, list[str]]:
        """What stands after a lead that takes `used` columns, and the lines below it."""
        if value is None:
            return "", []
        if isinstance(value, str):
            return written(value, used, indent)
        if isinstance(value, Mapping):
            return ("", self.fields(value, indent, route)) if value else ("{}", [])
        assert isinstance(value, Sequence)
        if all(isinstance(item, str) for item in value):
            short = flow(value)
            if used + len(short) <= _SHORT_LIST and all(_fits_a_row(item) for item in value):
                return short, []
        return "", self.items(value, indent, route)

    def _as_comment(self, value: Tree, name: str, indent: int) -> list[str]:
        """An unsaid field, or item where the name is empty, as lines that begin with #."""
        plain = Emitter({})
        example = _example(value)
        lines = plain.fields({name: example}, 0, ()) if name else plain.item(example, 0, ())
        if isinstance(value, Unsaid) and value.why:
            lines = [*value.why.split("\n"), *lines]
        return [f"{' ' * indent}# {line}".rstrip() for line in lines]

    def _comment(self, route: Route, margin: str) -> list[str]:
        return [f"{margin}# {line}".rstrip() for text in self.comments.get(route, ()) for line in text.split("\n")]


def flow(value: Tree) -> str:
    """The value on one line, within [ ] or { } if it is a list or fields."""
    if value is None:
        return "~"
    if isinstance(value, str):
        return inline(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name, flow=True)} {flow(part)}" for name, part in value.items()) + "}"
    assert isinstance(value, Sequence)
    return "[" + ", ".join(flow(part) for part in value) + "]"


def _fits_a_row(item: Tree) -> bool:
    return isinstance(item, str) and len(item) <= _SHORT_ITEM and not item.endswith(".")


def _example(value: Tree) -> Tree:
    if isinstance(value, Unsaid):
        return value.example
    if isinstance(value, Mapping):
        return {name: _example(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_example(part) for part in value]
    return value
