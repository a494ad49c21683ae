"""What is known inside a condition: that a fact says something, because the template has asked.

Facts are pairs of what a value is called and what is known of it. They are gathered from {% if %}, from the branches
before an {% elif %} or {% else %}, and from the first half of ”and” and ”or”.
"""

import enum
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from jinja2 import nodes

from contracts.lint.kinds import PROMISES
from contracts.lint.walk_types import NONE, Known, is_truthy


class State(enum.Enum):
    """What is known of a value."""

    SET = "is not None"
    EMPTY = "is None"
    TRUE = "counts as true"
    FALSE = "counts as false"


Facts: TypeAlias = frozenset[tuple[str, State]]
Scope: TypeAlias = Mapping[str, Known]
#: Looks at a node without telling of what is wrong with it.
Look: TypeAlias = Callable[[nodes.Node, Facts], Known]
NOTHING: Final[Facts] = frozenset()
_SAYING: Final = frozenset({"string", "number", "integer", "boolean", "true", "sequence", "iterable", "mapping"})
_LENGTHS: Final = frozenset({"length", "count"})


def key_of(node: nodes.Node | None, scope: Scope) -> str:
    """What an expression is called by: the same for the same expression, "" for one that is not followed."""
    if isinstance(node, nodes.Name):
        return scope[node.name].key if node.name in scope else ""
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Getattr):
        return _joined(key_of(node.node, scope), f".{node.attr}")
    if isinstance(node, nodes.Getitem):
        argument = node.arg
        if isinstance(argument, nodes.Const):
            step = f".{argument.value}" if isinstance(argument.value, str) else f"[{argument.value!r}]"
            return _joined(key_of(node.node, scope), step)
        return ""
    if isinstance(node, nodes.Filter) and not node.kwargs:
        arguments = [key_of(one, scope) for one in node.args]
        return _joined(key_of(node.node, scope), f"|{node.name}({','.join(arguments)})") if all(arguments) else ""
    if isinstance(node, nodes.Compare):
        pieces = [key_of(node.expr, scope)]
        for operand in node.ops:
            pieces += [operand.op, key_of(operand.expr, scope)]
        return f"({' '.join(pieces)})" if all(pieces) else ""
    return ""


def _joined(inner: str, step: str) -> str:
    return inner + step if inner else ""


def assumed(test: nodes.Node, outcome: bool, facts: Facts, scope: Scope, look: Look) -> Facts:
    """What is known when a condition has come out true, or false.

    Args:
        test: the condition.
        outcome: how it came out.
        facts: what was known before.
        scope: the names at hand.
        look: tells what is known of a value.
    """
    if isinstance(test, nodes.Not):
        return assumed(test.node, not outcome, facts, scope, look)
    if isinstance(test, nodes.And | nodes.Or):
        return _of_both(test, outcome, facts, scope, look)
    key = key_of(test, scope)
    found = set(facts)
    if key:
        found |= {(key, State.TRUE if outcome else State.FALSE)}
    if isinstance(test, nodes.Test) and isinstance(test.node, nodes.Node):
        inner = key_of(test.node, scope)
        if inner and test.name == "none":
            found |= {(inner, State.EMPTY if outcome else State.SET)}
        elif inner and outcome and test.name in (*_SAYING, "defined"):
            found |= _set(test.node, scope) if test.name != "defined" else _set(_holder(test.node), scope)
    elif isinstance(test, nodes.Compare):
        found |= _of_comparison(test, outcome, scope)
    elif key:
        found |= _of_value(test, outcome, facts, scope, look)
    return frozenset(found)


def _of_both(test: nodes.And | nodes.Or, outcome: bool, facts: Facts, scope: Scope, look: Look) -> Facts:
    decided_by_both = outcome is isinstance(test, nodes.And)
    left = assumed(test.left, outcome, facts, scope, look)
    if decided_by_both:
        return assumed(test.right, outcome, left, scope, look)
    # Only one side has decided: what follows from either is known. The right side is reached past the left one.
    past = assumed(test.left, not outcome, facts, scope, look)
    return left & assumed(test.right, outcome, past, scope, look)


def _of_comparison(test: nodes.Compare, outcome: bool, scope: Scope) -> Facts:
    found: Facts = NOTHING
    sides = [test.expr, *(operand.expr for operand in test.ops)]
    if len(test.ops) != 1:
        return found
    (operand,) = test.ops
    for side, other in (sides, sides[::-1]):
        is_none = isinstance(other, nodes.Const) and other.value is None
        key = key_of(side, scope)
        if is_none and key and operand.op in ("eq", "ne"):
            said = (operand.op == "eq") is outcome
            found |= {(key, State.EMPTY if said else State.SET)}
        elif operand.op in ("lt", "lteq", "gt", "gteq") or (outcome and operand.op == "eq" and _says(other)):
            found |= _set(side, scope)
        if outcome and operand.op == "in" and side is test.expr:
            found |= _set(side, scope)
    counted = test.expr
    many = isinstance(operand.expr, nodes.Const) and isinstance(operand.expr.value, int)
    if outcome and many and isinstance(counted, nodes.Filter) and counted.name in _LENGTHS and counted.node is not None:
        least = {"eq": 0, "gteq": 0, "gt": -1}.get(operand.op)
        key = key_of(counted.node, scope)
        if key and least is not None and operand.expr.value > least:  # type: ignore[attr-defined]  # a constant
            found |= {(key, State.TRUE), (key, State.SET)}
    return found


def _says(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and node.value is not None


def _of_value(test: nodes.Node, outcome: bool, facts: Facts, scope: Scope, look: Look) -> Facts:
    key = key_of(test, scope)
    found: set[tuple[str, State]] = set()
    if outcome:
        found |= _set(test, scope)
    elif (hints := look(test, facts).some) and all(map(is_truthy, hints)):
        found.add((key, State.EMPTY))
    if isinstance(test, nodes.Filter) and test.name in _LENGTHS and test.node is not None and outcome:
        found |= {(key_of(test.node, scope), State.TRUE), (key_of(test.node, scope), State.SET)}
    if isinstance(test, nodes.Getattr):
        base = key_of(test.node, scope)
        for promise in PROMISES:
            if promise.field == test.attr and promise.says is outcome and promise.view in look(test.node, facts).some:
                found |= {(f"{base}.{name}", State.SET) for name in promise.present}
    return frozenset(found)


def _set(node: nodes.Node | None, scope: Scope) -> Facts:
    """That a value, and all that it is read from, says something."""
    found: set[tuple[str, State]] = set()
    while node is not None:
        key = key_of(node, scope)
        if not key:
            break
        found.add((key, State.SET))
        node = _holder(node)
    return frozenset(found)


def _holder(node: nodes.Node) -> nodes.Node | None:
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return node.node
    return None


def outcome_of(test: nodes.Node, facts: Facts, scope: Scope, look: Look) -> bool | None:
    """How a condition always comes out here; None when it can come out both ways."""
    if isinstance(test, nodes.Const):
        return bool(test.value)
    if isinstance(test, nodes.Not):
        inner = outcome_of(test.node, facts, scope, look)
        return None if inner is None else not inner
    if isinstance(test, nodes.And | nodes.Or):
        deciding = isinstance(test, nodes.Or)
        left = outcome_of(test.left, facts, scope, look)
        if left is deciding:
            return deciding
        right = outcome_of(test.right, assumed(test.left, not deciding, facts, scope, look), scope, look)
        return deciding if right is deciding else (None if None in (left, right) else not deciding)
    states = {state for key, state in facts if key == key_of(test, scope)} if key_of(test, scope) else set()
    if State.TRUE in states:
        return True
    if states & {State.FALSE, State.EMPTY}:
        return False
    if isinstance(test, nodes.Compare) and _equals_another(test, facts, scope):
        return False
    if isinstance(test, nodes.Test) and test.name == "none" and isinstance(test.node, nodes.Node):
        value = look(test.node, facts)
        return False if value.is_known and not value.may_be_none else (True if value.hints == (NONE,) else None)
    value = look(test, facts)
    if isinstance(test, nodes.Name | nodes.Getattr | nodes.Getitem) and value.is_known and not value.may_be_none:
        return True if all(map(is_truthy, value.hints)) else None
    return None


def _equals_another(test: nodes.Compare, facts: Facts, scope: Scope) -> bool:
    """Whether something is asked to equal one constant where it is known to equal another."""
    (operand, *more) = test.ops
    key = key_of(test.expr, scope)
    if more or operand.op != "eq" or not key or not isinstance(operand.expr, nodes.Const):
        return False
    said = re.compile(rf"\({re.escape(key)} eq ('.*'|\".*\"|[\d.-]+)\)")
    known = (found[1] for name, state in facts if state is State.TRUE and (found := said.fullmatch(name)))
    return any(one != repr(operand.expr.value) for one in known)
