"""Finds what an expression may not do: call, reach hidden names, or use filters and tests that are not there.

An expression may read facts, filter them and compare them. It may not call anything, reach names with underscores, or
fetch other templates: a template comes from outside and must not be able to do more than place text. The sandbox
refuses all this when it runs; here it is found beforehand, in every branch, each with its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jinja2 import nodes
from jinja2.filters import FILTERS

from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.readable import LOOP_HELPERS
from contracts.sandbox.suggestions import did_you_mean

_RESERVED: Final = frozenset({"self", "super", "caller", "varargs", "kwargs"})


@dataclass(frozen=True, slots=True)
class Danger:
    """One thing that an expression may not do."""

    rule: str
    text: str  #: Swedish
    remedy: str  #: Swedish
    line: int  #: 1-based, in the text that was parsed
    word: str = ""  #: the word to point at


def dangers(tree: nodes.Template, environment: TemplateEnvironment) -> Iterator[Danger]:
    """All that the expressions of a tree may not do, in the order of the tree."""
    for node in tree.find_all(nodes.Node):
        name = _hidden_name(node)
        if name:
            text = f"namnet ”{name}” får inte användas i mallar"
            yield Danger("template-dangerous", text, "använd bara uppgifternas egna namn", node.lineno, name)
        elif isinstance(node, nodes.Call) and not _may_be_called(node, environment):
            text = "taggen försöker anropa något; en mall får bara läsa uppgifter"
            remedy = "ta bort parenteserna, eller använd ett filter med |"
            yield Danger("template-dangerous", text, remedy, node.lineno)
        elif isinstance(node, nodes.Pow | nodes.NSRef) or (isinstance(node, nodes.For) and node.recursive):
            remedy = "räkna ut värdet i data; mallen ska bara skriva ut det"
            yield Danger("template-dangerous", "taggen använder något som inte får stå i mallar", remedy, node.lineno)
        elif isinstance(node, nodes.Filter):
            yield from _filter_dangers(node, environment)
        elif isinstance(node, nodes.Test) and node.name not in environment.tests:
            remedy = did_you_mean(node.name, (n for n in environment.tests if n.isalpha()))
            yield Danger("template-unknown-test", f"provet ”{node.name}” finns inte", remedy, node.lineno, node.name)


def _hidden_name(node: nodes.Node) -> str:
    name: object = ""
    if isinstance(node, nodes.Getattr):
        name = node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        name = node.arg.value
    elif isinstance(node, nodes.Name):
        name = node.name
        if name in _RESERVED or (name == "loop" and node.ctx == "store"):
            return str(name)
    return name if isinstance(name, str) and name.startswith("_") else ""


def _may_be_called(call: nodes.Call, environment: TemplateEnvironment) -> bool:
    callee = call.node
    if isinstance(callee, nodes.Name):
        return callee.name in environment.functions
    return (
        isinstance(callee, nodes.Getattr)
        and callee.attr in LOOP_HELPERS
        and isinstance(callee.node, nodes.Name)
        and callee.node.name == "loop"
    )


def _filter_dangers(node: nodes.Filter, environment: TemplateEnvironment) -> Iterator[Danger]:
    names = [node.name]
    if node.name == "map" and node.args and isinstance(node.args[0], nodes.Const):
        names.append(str(node.args[0].value))
    for name in names:
        if name in environment.filters and not name.startswith("_"):
            continue
        if name in FILTERS:
            text = f"filtret ”{name}” får inte användas i mallar"
            yield Danger("template-dangerous", text, "ta bort filtret", node.lineno, name)
        else:
            remedy = did_you_mean(name, (n for n in environment.filters if not n.startswith("_")))
            yield Danger("template-unknown-filter", f"filtret ”{name}” finns inte", remedy, node.lineno, name)
