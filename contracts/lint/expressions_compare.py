"""Comparisons that can never come out true, or cannot be made at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from contracts.lint.expressions_rules import NEVER_TRUE, NOT_COMPARABLE
from contracts.lint.walk_flow import Facts, Scope
from contracts.lint.walk_types import (
    Known,
    allowed_values,
    comparable,
    in_words,
    is_list,
    is_mapping,
    item_of,
    orderable,
)
from contracts.sandbox.as_written import written
from contracts.sandbox.suggestions import did_you_mean

if TYPE_CHECKING:
    from contracts.lint.expressions import Reader


def compare(reader: Reader, node: nodes.Compare, scope: Scope, facts: Facts) -> None:
    """Tell of what is wrong with a comparison, side by side."""
    left, left_node = reader.of(node.expr, scope, facts), node.expr
    for operand in node.ops:
        right = reader.of(operand.expr, scope, facts)
        pair = _Pair(reader, left, right, left_node, operand.expr, operand.op)
        if operand.op in ("eq", "ne"):
            pair.equality(scope)
        elif operand.op in ("in", "notin"):
            pair.membership()
        else:
            pair.order()
        left, left_node = right, operand.expr


class _Pair:
    """Two sides of a comparison."""

    def __init__(
        self, reader: Reader, left: Known, right: Known, left_node: nodes.Node, right_node: nodes.Node, sign: str
    ) -> None:
        self.reader, self.left, self.right = reader, left, right
        self.left_node, self.right_node, self.sign = left_node, right_node, sign

    def equality(self, scope: Scope) -> None:
        for value, node, constant in (
            (self.left, self.left_node, self.right_node),
            (self.right, self.right_node, self.left_node),
        ):
            if isinstance(constant, nodes.Const):
                if constant.value is None:
                    self._none(node, scope)
                    return
                if self._no_member(value, node, constant.value):
                    return
        if not self.left.some or not self.right.some:
            return
        if not any(comparable(one, other) for one in self.left.some for other in self.right.some):
            self._never(f"{self._sides()} är aldrig lika")

    def _none(self, node: nodes.Node, scope: Scope) -> None:
        bare = self.reader.quietly(node, scope, frozenset())
        if bare.is_known and not bare.may_be_none:
            self._never(f"”{written(node)}” är aldrig tom")

    def _no_member(self, value: Known, node: nodes.Node, constant: object) -> bool:
        allowed = [allowed_values(hint) for hint in value.some]
        if not allowed or not all(allowed) or any(constant in some for some in allowed):
            return False
        names = [str(one) for some in allowed for one in some]
        text = f"”{written(node)}” är aldrig ”{constant}”"
        self._never(text, did_you_mean(str(constant), names))
        return True

    def membership(self) -> None:
        right = self.reader.needed(self.right, self.right_node, "genomsöks")
        if not right.some or not self.left.some:
            return
        if any(is_mapping(hint) for hint in right.some):
            return
        if all(is_list(hint) for hint in right.some):
            items = item_of(right)
            if items.some and not any(comparable(one, other) for one in self.left.some for other in items.some):
                self._never(f"{_both(self.left, items)} är aldrig lika")
        elif all(isinstance(hint, type) and issubclass(hint, str) for hint in right.some):
            left = self.reader.needed(self.left, self.left_node, "söks")
            if left.some and not any(comparable(hint, str) for hint in left.some):
                self._unlike(f"bara text kan sökas i ”{written(self.right_node)}”, inte {in_words(left)}")
        else:
            self._unlike(f"”{written(self.right_node)}” är {in_words(right)} och innehåller inget att söka i")

    def order(self) -> None:
        left = self.reader.needed(self.left, self.left_node, "jämförs efter storlek")
        right = self.reader.needed(self.right, self.right_node, "jämförs efter storlek")
        if not left.some or not right.some:
            return
        if not any(orderable(one, other) for one in left.some for other in right.some):
            self._unlike(f"{self._sides()} kan inte jämföras efter storlek")

    def _never(self, text: str, remedy: str = "") -> None:
        what = "sant" if self.sign in ("eq", "in") else "falskt"
        self.reader.say(NEVER_TRUE, f"{text}: villkoret är aldrig {what}", remedy, self._pointed())

    def _unlike(self, text: str) -> None:
        self.reader.say(NOT_COMPARABLE, text, "jämför värden av samma sort", self._pointed())

    def _sides(self) -> str:
        """Both sides, each with what it is."""
        pairs = ((self.left_node, self.left), (self.right_node, self.right))
        return " och ".join(f"”{written(node)}” ({in_words(value)})" for node, value in pairs)

    def _pointed(self) -> str:
        constant = isinstance(self.left_node, nodes.Const)
        return written(self.right_node if constant else self.left_node)


def _both(left: Known, right: Known) -> str:
    return f"{in_words(left)} och {in_words(right)}"
