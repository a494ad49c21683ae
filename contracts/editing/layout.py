"""Ways to lay out one change in a YAML text, the best first; whoever asks proves which of them says what is meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contracts.editing import nodes
from contracts.editing.emit import Emitter, Tree, flow
from contracts.editing.nodes import LINE_END, Node
from contracts.editing.scalars import inline, key
from contracts.facts.source import Route

_WRITER = Emitter({})
_HEADER = re.compile("[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in the text, with what holds it."""

    node: Node
    holder: nodes.Mapping | nodes.Sequence | None  #: None for the root
    position: int  #: 0-based in the holder
    flow: bool  #: within brackets


class Text:
    """A text with its nodes. Places are 0-based, in characters."""

    def __init__(self, text: str) -> None:
        self.text, self.root = text, nodes.nodes(text)
        first = LINE_END.search(text)
        self.eol = first[0] if first else "\n"

    def find(self, route: Route) -> tuple[Spot, Route]:
        """The last thing on the route that is written, and the steps that are not."""
        spot = Spot(self.root, None, 0, False)
        for at, step in enumerate(route):
            node = spot.node
            within = spot.flow or node.flow
            if isinstance(node, nodes.Mapping):
                hit = next((n for n, (name, _) in enumerate(node.items) if name.text == step), None)
                if hit is None:
                    return spot, route[at:]
                spot = Spot(node.items[hit][1], node, hit, within)
            elif isinstance(node, nodes.Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
                spot = Spot(node.items[step], node, step, within)
            else:
                return spot, route[at:]
        return spot, ()

    def line_start(self, at: int) -> int:
        """Where the line of `at` begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_stop(self, at: int) -> int:
        """Where the line of `at` ends, before its line end."""
        found = LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Where the line after that of `at` begins, or the end of the text."""
        found = LINE_END.search(self.text, at)
        return found.end() if found else len(self.text)

    def column(self, at: int) -> int:
        """0-based, in characters."""
        return at - self.line_start(at)

    def cut(self, start: int, end: int, new: str = "") -> str:
        """With `new` in place of what stands from `start` to `end`."""
        return self.text[:start] + new + self.text[end:]

    def below(self, at: int, lines: Sequence[str]) -> str:
        """New lines after the line of `at`."""
        stop = self.line_stop(at)
        return self.cut(stop, stop, "".join(self.eol + line for line in lines))

    def cut_lines(self, start: int, end: int) -> str:
        """Without the lines from that of `start` to that of `end`."""
        start, stop = self.line_start(start), self.next_line(end)
        if stop == len(self.text) and not LINE_END.search(self.text, end) and start:
            # The file had no last line end; it still has none.
            start -= 2 if self.text[:start].endswith("\r\n") else 1
        return self.cut(start, stop)


def replaced(text: Text, spot: Spot, value: Tree) -> Iterator[str]:
    """Another value where one stands, or where nothing is written after the name or dash."""
    node = spot.node
    if spot.flow:
        lead = " " if node.start == node.end else ""
        yield text.cut(node.start, node.end, lead + flow(value))
        return
    if spot.holder is None:
        assert isinstance(value, Mapping)
        yield text.cut(node.start, node.end, text.eol.join(_WRITER.fields(value, 0, ())) or "{}")
        return
    for head, below in _forms(text, spot, value):
        yield _with_value(text, spot, head, below)


def _forms(text: Text, spot: Spot, value: Tree) -> Iterator[tuple[str, list[str]]]:
    """Ways to write the value after its colon or dash: as the style has it, or on one line."""
    start = _lead(text, spot)
    if isinstance(spot.holder, nodes.Sequence):
        indent = spot.holder.start - text.line_start(spot.holder.start)
        lines = _WRITER.item(value, indent, ())
        yield lines[0][indent + 2 :], lines[1:]
    else:
        assert spot.holder is not None
        indent = text.column(spot.holder.start) + 2
        if isinstance(spot.node, nodes.Sequence) and not spot.node.flow and isinstance(value, Sequence):
            indent = text.column(spot.node.start)
        yield _WRITER.value(value, text.column(start) + 1, indent, ())
    yield (inline(value) if isinstance(value, str) else flow(value)), []


def _lead(text: Text, spot: Spot) -> int:
    """Where the colon or dash before a value ends."""
    node, holder = spot.node, spot.holder
    assert holder is not None
    if isinstance(holder, nodes.Mapping):
        name = holder.items[spot.position][0]
        return text.text.index(":", name.end) + 1
    return node.start if node.start == node.end else _dash(text, holder, spot.position) + 1


def _dash(text: Text, holder: nodes.Sequence, position: int) -> int:
    """Where an item's dash stands, in a list that is not within brackets."""
    if position == 0:
        return holder.start
    column = text.column(holder.start)
    at = text.next_line(holder.items[position - 1].end)
    while text.text[at : at + column + 1] != " " * column + "-":
        at = text.next_line(at)
    return at + column


def _with_value(text: Text, spot: Spot, head: str, below: Sequence[str]) -> str:
    node, lead = spot.node, _lead(text, spot)
    spaced = " " + head if head else ""
    lines = "".join(text.eol + line for line in below)
    if text.line_start(lead) != text.line_start(node.start):
        return _with_value_below(text, node, lead, spaced, lines)
    if isinstance(node, nodes.Scalar) and node.block:
        header = _HEADER.match(text.text, node.start)
        assert header is not None
        stop = text.line_stop(node.start)
        return text.text[:lead] + spaced + text.text[header.end() : stop] + lines + text.text[max(stop, node.end) :]
    stop = text.line_stop(node.end)
    gap = text.text[lead : node.start] if head and node.start > lead else spaced[:1]
    return text.text[:lead] + gap + head + text.text[node.end : stop] + lines + text.text[stop:]


def _with_value_below(text: Text, node: Node, lead: int, spaced: str, lines: str) -> str:
    """The value stood on lines of its own, below its name."""
    first = text.line_start(node.start)
    if not spaced:
        return text.text[:first] + lines.removeprefix(text.eol) + text.text[node.end :]
    stop = text.line_stop(lead)
    kept = text.text[stop:first]
    # Without its lines, the line end before them is all that separates what follows.
    rest = text.text[node.end :]
    tail = kept.removesuffix(_last_line_end(kept)) + rest
    return text.text[:lead] + spaced + text.text[lead:stop] + lines + tail


def _last_line_end(text: str) -> str:
    return next((end for end in ("\r\n", "\n", "\r") if text.endswith(end)), "")


def added(text: Text, spot: Spot, name: str, value: Tree, after: str) -> Iterator[str]:
    """A new field in fields that are not empty."""
    node = spot.node
    assert isinstance(node, nodes.Mapping)
    before = next((part for word, part in node.items if after and word.text == after), node.items[-1][1])
    if node.flow or spot.flow:
        yield text.cut(before.end, before.end, f", {key(name, flow=True)} {flow(value)}".rstrip())
        return
    indent = text.column(node.start)
    lines = _WRITER.fields({name: value}, indent, ())
    short = [f"{' ' * indent}{key(name)} {inline(value) if isinstance(value, str) else flow(value)}"]
    if spot.holder is None and (len(lines) > 1 or text.line_start(before.start) != text.line_start(before.end)):
        yield text.below(before.end, ["", *lines])
    yield text.below(before.end, lines)
    yield text.below(before.end, short)


def inserted(text: Text, node: nodes.Sequence, within: bool, value: Tree, at: int) -> Iterator[str]:
    """A new item in a list that is not empty."""
    if node.flow or within:
        if at:
            place = node.items[at - 1].end
            yield text.cut(place, place, f", {flow(value)}")
        else:
            yield text.cut(node.items[0].start, node.items[0].start, f"{flow(value)}, ")
        return
    indent = text.column(node.start)
    for lines in (_WRITER.item(value, indent, ()), [f"{' ' * indent}- {flow(value)}"]):
        if at:
            yield text.below(node.items[at - 1].end, lines)
        else:
            first = text.eol.join(lines)[indent:]
            yield text.cut(node.start, node.start, first + text.eol + " " * indent)


def removed(text: Text, spot: Spot) -> Iterator[str]:
    """Without a field or an item."""
    holder, position = spot.holder, spot.position
    assert holder is not None
    spans = [(name.start, value.end) for name, value in holder.items] if isinstance(holder, nodes.Mapping) else []
    if isinstance(holder, nodes.Sequence):
        dashed = not (holder.flow or spot.flow)
        starts = [_dash(text, holder, n) if dashed else item.start for n, item in enumerate(holder.items)]
        spans = [(start, item.end) for start, item in zip(starts, holder.items, strict=True)]
    start, end = spans[position]
    if len(spans) == 1:
        yield from _emptied(text, holder)
    elif holder.flow or spot.flow:
        yield text.cut(spans[position - 1][1], end) if position else text.cut(start, spans[1][0])
    elif not text.text[text.line_start(start) : start].strip(" "):
        yield text.cut_lines(start, end)
    else:
        # The first field of an item, on the line of its dash.
        following = spans[1][0]
        if not text.text[text.next_line(end) : following].strip():
            yield text.cut(start, following)
        yield text.cut(start, text.line_stop(end))


def _emptied(text: Text, holder: nodes.Mapping | nodes.Sequence) -> Iterator[str]:
    """Fields or a list without their only item: {} or [], since nothing at all would mean that nothing is said."""
    nothing: Tree = {} if isinstance(holder, nodes.Mapping) else []
    yield from replaced(text, _holding(text.root, holder), nothing)


def _holding(root: Node, wanted: Node) -> Spot:
    found = _search(Spot(root, None, 0, False), wanted)
    assert found is not None
    return found


def _search(spot: Spot, wanted: Node) -> Spot | None:
    node = spot.node
    if node is wanted:
        return spot
    if isinstance(node, nodes.Scalar):
        return None
    parts = [part for _, part in node.items] if isinstance(node, nodes.Mapping) else node.items
    within = spot.flow or node.flow
    hits = (_search(Spot(part, node, at, within), wanted) for at, part in enumerate(parts))
    return next((hit for hit in hits if hit), None)
