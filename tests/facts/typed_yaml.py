"""YAML as an editor reads it: plain values get the types of YAML 1.2's core schema."""

import re
from typing import Any

import yaml

_TYPES = (
    (re.compile(r"null|Null|NULL|~|"), lambda text: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda text: int(text, 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


def typed(text: str) -> Any:
    """What an editor understands by a YAML text; of Markdown, by what stands between its two lines of ---."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() == "---":
        text = "\n".join(lines[: lines.index("---", 1)])
    return _value(yaml.compose(text, Loader=yaml.CBaseLoader))


def _value(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_value(key): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    if node.style:
        return node.value
    return next((make(node.value) for pattern, make in _TYPES if pattern.fullmatch(node.value)), node.value)
