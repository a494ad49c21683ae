"""Sends every value that a template prints, compares, goes through or puts together past the sandbox's gates."""

from typing import Final, cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from contracts.sandbox.as_written import written
from contracts.sandbox.environment import BOUNDED, COUNTED, NAMED, SHOWN, WEIGHED

_ONE_OF_LIST: Final = frozenset({"first", "last", "min", "max"})


class _Preparer(NodeTransformer):
    """Sends every printed or compared value, every list gone through and every text put together past the gates."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's visitor names
        self.generic_visit(node)
        node.nodes = [
            child if isinstance(child, nodes.TemplateData) else _gate(child, SHOWN, nodes.Const(child.lineno))
            for child in node.nodes
        ]
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        # What one turn costs is known beforehand: a step for each thing in it. Loops inside pay for their own turns.
        steps = sum(1 for one in (*node.body, *([node.test] if node.test else [])) for _ in one.find_all(nodes.Node))
        node.iter = _gate(cast(nodes.Expr, node.iter), COUNTED, nodes.Const(1 + steps))
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:  # noqa: N802
        self.generic_visit(node)
        node.node = _gate(cast(nodes.Expr, node.node), BOUNDED)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        self.generic_visit(node)
        node.expr = _gate(node.expr, WEIGHED)
        for operand in node.ops:
            operand.expr = _gate(operand.expr, WEIGHED)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _gate(node.node, WEIGHED)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Call:  # noqa: N802
        self.generic_visit(node)
        node.args = [_gate(argument, WEIGHED) for argument in node.args]
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:  # noqa: N802
        shown = written(node)
        self.generic_visit(node)
        # What an empty list gives knows nothing of the list.
        return _gate(node, NAMED, nodes.Const(shown)) if node.name in _ONE_OF_LIST else node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_gate(child, SHOWN, nodes.Const(child.lineno)) for child in node.nodes]
        return _gate(node, BOUNDED)


def _gate(value: nodes.Expr, gate: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, gate, list(arguments), [], None, None, lineno=value.lineno)


def prepared(tree: nodes.Template) -> nodes.Template:
    """The same template, with every value that it prints sent past the gates."""
    return cast(nodes.Template, _Preparer().visit(tree))
