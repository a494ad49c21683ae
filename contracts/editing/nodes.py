"""A YAML text as nodes that know exactly which characters they cover.

The reader's tree (facts/source.py) knows where a value begins, which is enough to point at it. To change one, its end
is needed too, and whether it stands in a block, within brackets or after an indicator with nothing written.
"""

import re
from collections.abc import Mapping as Fields
from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import Any

import yaml

LINE_END = re.compile("\r\n|\n|\r")

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or None where nothing is written; then both ends are right after the colon or dash."""

    text: str | None
    start: int  #: 0-based, in characters
    end: int
    block: bool  #: written with | or >

    @property
    def flow(self) -> bool:
        """Never within brackets of its own."""
        return False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names with values."""

    items: tuple[tuple[Scalar, "Node"], ...]
    start: int
    end: int  #: where the last value ends, or after the bracket
    flow: bool  #: written with { }


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in order."""

    items: tuple["Node", ...]
    start: int
    end: int
    flow: bool  #: written with [ ]


Node = Scalar | Mapping | Sequence


def nodes(text: str) -> Node:
    """The root of a text that the reader has accepted."""
    root = yaml.compose(text, Loader=_Loader)
    assert root is not None
    return _node(root, text)


def raw_tree(text: str) -> object:
    """The text as dicts, lists and texts exactly as written; fields without a value are left out."""
    return tidy(plain(nodes(text)))


def plain(node: Node) -> object:
    """A node as dicts, lists, texts and None."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name.text: plain(value) for name, value in node.items}


def tidy(tree: object) -> object:
    """A tree without the fields whose value is None."""
    if isinstance(tree, Fields):
        return {name: tidy(value) for name, value in tree.items() if value is not None}
    if isinstance(tree, Items) and not isinstance(tree, str):
        return [tidy(value) for value in tree]
    return tree


def _node(node: yaml.Node, text: str) -> Node:
    assert node.start_mark is not None
    assert node.end_mark is not None
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        is_block = node.style in ("|", ">")
        nothing = node.style in ("", None) and node.value in ("", "~")
        return Scalar(
            None if nothing else node.value, start, _block_end(text, start, end) if is_block else end, is_block
        )
    assert isinstance(node, yaml.CollectionNode)
    flow = bool(node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_node(item, text) for item in node.value)
        return Sequence(items, start, end if flow else items[-1].end, flow)
    assert isinstance(node, yaml.MappingNode)
    pairs = tuple((_name(name, text), _node(value, text)) for name, value in node.value)
    return Mapping(pairs, start, end if flow else pairs[-1][1].end, flow)


def _name(node: yaml.Node, text: str) -> Scalar:
    name = _node(node, text)
    assert isinstance(name, Scalar)
    return name


def _block_end(text: str, start: int, end: int) -> int:
    """Where a block's last line ends; the empty lines after it are its own only if its header keeps them (+)."""
    header = re.match("[|>][-+0-9]*", text[start:end])
    assert header is not None
    written = text[start:end]
    return start + len(written.removesuffix("\n").removesuffix("\r") if "+" in header[0] else written.rstrip("\r\n"))
