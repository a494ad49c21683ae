"""An expression of a template as its writer knows it."""

from jinja2 import nodes


def written(node: nodes.Node) -> str:
    """An expression as its writer knows it; short for what is more than names, values and filters."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        argument = repr(node.arg.value) if isinstance(node.arg, nodes.Const) else "…"
        return f"{written(node.node)}[{argument}]"
    if isinstance(node, nodes.Filter) and node.node is not None:
        given = ", ".join([*map(written, node.args), *(f"{one.key}={written(one.value)}" for one in node.kwargs)])
        return f"{written(node.node)} | {node.name}" + (f"({given})" if given else "")
    if isinstance(node, nodes.Const):
        return repr(node.value)
    return "uttrycket"
