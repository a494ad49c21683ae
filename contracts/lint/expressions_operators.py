"""What is known of conditions, tests, sums and choices, by the types of what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from jinja2 import nodes

from contracts.lint.expressions_compare import compare
from contracts.lint.expressions_printing import printed
from contracts.lint.expressions_rules import NEVER_TRUE, NOT_COMPARABLE
from contracts.lint.walk_flow import Facts, Scope
from contracts.lint.walk_types import NONE, NUMBERS, UNKNOWN, Known, in_words, known
from contracts.sandbox.as_written import written

if TYPE_CHECKING:
    from contracts.lint.expressions import Reader


def _both(reader: Reader, node: nodes.Node, scope: Scope, facts: Facts) -> Known:
    assert isinstance(node, nodes.And | nodes.Or)
    left = reader.of(node.left, scope, facts)
    right = reader.of(node.right, scope, reader.assumed(node.left, isinstance(node, nodes.And), facts, scope))
    if not left.is_known or not right.is_known:
        return UNKNOWN
    # ”or” gives its left side only when that says something.
    first = left.some if isinstance(node, nodes.Or) else left.hints
    return Known(tuple(dict.fromkeys((*first, *right.hints))))


def _not(reader: Reader, node: nodes.Not, scope: Scope, facts: Facts) -> Known:
    reader.of(node.node, scope, facts)
    return Known((bool,))


def _choice(reader: Reader, node: nodes.CondExpr, scope: Scope, facts: Facts) -> Known:
    reader.of(node.test, scope, facts)
    one = reader.of(node.expr1, scope, reader.assumed(node.test, True, facts, scope))
    if node.expr2 is None:
        return Known((*one.hints, NONE)) if one.is_known else UNKNOWN
    other = reader.of(node.expr2, scope, reader.assumed(node.test, False, facts, scope))
    both = one.is_known and other.is_known
    return Known(tuple(dict.fromkeys((*one.hints, *other.hints)))) if both else UNKNOWN


def _test(reader: Reader, node: nodes.Test, scope: Scope, facts: Facts) -> Known:
    asked = node.node
    if node.name in ("defined", "undefined") and isinstance(asked, nodes.Name) and asked.name not in scope:
        return Known((bool,))
    value = reader.of(asked, scope, facts)
    for argument in node.args or ():
        reader.of(argument, scope, facts)
    if node.name in ("odd", "even", "divisibleby"):
        value = reader.needed(value, asked, "prövas")
        if value.some and not any(isinstance(one, type) and issubclass(one, NUMBERS) for one in value.some):
            reader.say(NOT_COMPARABLE, f"”{written(asked)}” är {in_words(value)}, inget tal", "", written(asked))
    if node.name == "none":
        bare = reader.quietly(asked, scope, frozenset())
        if bare.is_known and not bare.may_be_none:
            text = f"”{written(asked)}” är aldrig tom, så ”is none” är aldrig sant"
            reader.say(NEVER_TRUE, text, "ta bort villkoret", written(asked))
    return Known((bool,))


def _compare(reader: Reader, node: nodes.Compare, scope: Scope, facts: Facts) -> Known:
    compare(reader, node, scope, facts)
    return Known((bool,))


def _sum(reader: Reader, node: nodes.BinExpr, scope: Scope, facts: Facts) -> Known:
    sides = [reader.needed(reader.of(one, scope, facts), one, "räknas med") for one in (node.left, node.right)]
    if not all(side.is_known for side in sides):
        return UNKNOWN
    texts = [all(_is(hint, str) for hint in side.some) for side in sides]
    if all(texts) and node.operator == "+":
        return Known((str,))
    numbers = [all(_is(hint, *NUMBERS) and hint is not bool for hint in side.some) for side in sides]
    if not all(numbers):
        text = f"det går inte att räkna {in_words(sides[0])} {node.operator} {in_words(sides[1])}"
        reader.say(NOT_COMPARABLE, text, "", written(node.left))
        return UNKNOWN
    return Known(tuple(dict.fromkeys((*sides[0].some, *sides[1].some)))) if node.operator != "/" else known(Decimal)


def _is(hint: object, *kinds: type) -> bool:
    return isinstance(hint, type) and issubclass(hint, kinds)


def _negative(reader: Reader, node: nodes.UnaryExpr, scope: Scope, facts: Facts) -> Known:
    return reader.needed(reader.of(node.node, scope, facts), node.node, "räknas med")


def _concat(reader: Reader, node: nodes.Concat, scope: Scope, facts: Facts) -> Known:
    for one in node.nodes:
        printed(reader, one, reader.of(one, scope, facts))
    return Known((str,))


OPERATORS: Final[Mapping[type, Callable[[Any, Any, Scope, Facts], Known]]] = {
    nodes.And: _both,
    nodes.Or: _both,
    nodes.Not: _not,
    nodes.CondExpr: _choice,
    nodes.Test: _test,
    nodes.Compare: _compare,
    nodes.Concat: _concat,
    nodes.Neg: _negative,
    nodes.Pos: _negative,
    **dict.fromkeys((nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod), _sum),
}
