"""Sends every value that a template prints, goes through or puts together past the sandbox's gates."""

from typing import cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from contracts.sandbox.environment import BOUNDED, COUNTED, SHOWN


class _Preparer(NodeTransformer):
    """Sends every printed value, every list gone through and every text put together past the sandbox's gates."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's visitor names
        self.generic_visit(node)
        node.nodes = [
            child if isinstance(child, nodes.TemplateData) else _gate(child, SHOWN, nodes.Const(child.lineno))
            for child in node.nodes
        ]
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        node.iter = _gate(cast(nodes.Expr, node.iter), COUNTED)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:  # noqa: N802
        self.generic_visit(node)
        node.node = _gate(cast(nodes.Expr, node.node), BOUNDED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_gate(child, SHOWN, nodes.Const(child.lineno)) for child in node.nodes]
        return _gate(node, BOUNDED)


def _gate(value: nodes.Expr, gate: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, gate, list(arguments), [], None, None, lineno=value.lineno)


def prepared(tree: nodes.Template) -> nodes.Template:
    """The same template, with every value that it prints sent past the gates."""
    return cast(nodes.Template, _Preparer().visit(tree))
