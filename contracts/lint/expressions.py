"""Follows one expression by the types of what it names, and tells of all that could go wrong with it, in any document.

Nothing is rendered: an expression in a branch that no agreement has taken yet is followed like any other.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Protocol

from jinja2 import nodes

from contracts.errors import Severity
from contracts.lint.expressions_compare import compare
from contracts.lint.expressions_filters import filtered, signature_of
from contracts.lint.expressions_printing import printed
from contracts.lint.expressions_rules import NEVER_TRUE, NOT_COMPARABLE, OUTSIDE_LOOP, UNGUARDED, UNKNOWN_NAME
from contracts.lint.rule import TemplateRule
from contracts.lint.scan_fields import USUAL_LOOPS
from contracts.lint.walk_flow import Facts, Scope, State, assumed, key_of, written
from contracts.lint.walk_types import (
    NONE,
    UNKNOWN,
    Known,
    TypeBook,
    in_words,
    is_list,
    is_mapping,
    item_of,
    known,
    list_of,
)
from contracts.sandbox.suggestions import did_you_mean
from contracts.word.expressions import REFERENCE
from contracts.word.references import FUNCTIONS

_NUMBERS: Final = (int, Decimal, float)


class Tell(Protocol):
    """Takes a finding about the expression at hand."""

    def __call__(
        self, rule: TemplateRule, text: str, remedy: str = "", word: str = "", severity: Severity | None = None
    ) -> None:
        """Take it.

        Args:
            rule: the rule.
            text: Swedish: what is wrong.
            remedy: Swedish: what to do, when more can be said than the rule's own remedy.
            word: what to point at in the tag.
            severity: when it is not the rule's own.
        """


@dataclass(slots=True)
class Reader:
    """Reads the expressions of one template."""

    book: TypeBook
    functions: Mapping[str, Callable[..., object]]  #: filters and functions that are ours, by name
    tell: Tell
    top: type | None = None  #: the view whose fields are the names at the top; None when any name may exist
    gone: dict[str, str] = field(default_factory=dict)  #: names of loops that have ended, with the loop as written
    used: set[tuple[type, str]] = field(default_factory=set)  #: fields that some expression reads
    _silent: int = 0
    _signatures: dict[str, inspect.Signature] = field(default_factory=dict)

    def of(self, node: nodes.Node | None, scope: Scope, facts: Facts) -> Known:
        """What is known of an expression's value; tells of what is wrong with it."""
        if node is None:
            return UNKNOWN
        reading = _READINGS.get(type(node))
        found = reading(self, node, scope, facts) if reading else self._rest(node, scope, facts)
        key = key_of(node, scope)
        if not key:
            return found
        states = {state for known_key, state in facts if known_key == key}
        if states & {State.SET, State.TRUE}:
            found = found.without_none
        elif State.EMPTY in states:
            found = Known((NONE,))
        return Known(found.hints, key, found.sure, found.keys)

    def quietly(self, node: nodes.Node, scope: Scope, facts: Facts) -> Known:
        """The same, without telling."""
        self._silent += 1
        try:
            return self.of(node, scope, facts)
        finally:
            self._silent -= 1

    def signature(self, name: str, function: Callable[..., object]) -> inspect.Signature:
        """The signature of a filter, with its types."""
        if name not in self._signatures:
            self._signatures[name] = signature_of(function)
        return self._signatures[name]

    def say(self, rule: TemplateRule, text: str, remedy: str = "", word: str = "") -> None:
        """Tell, when somebody listens."""
        if not self._silent:
            self.tell(rule, text, remedy, word)

    def needed(self, value: Known, node: nodes.Node, doing: str) -> Known:
        """The value when it is there; tells when it may be missing.

        Args:
            value: what is known of it.
            node: the expression.
            doing: Swedish: what is done with it, as in "skrivs ut".
        """
        if value.may_be_none:
            shown = written(node)
            always = "" if value.some else "alltid "
            can = "är" if always else "kan vara"
            text = f"”{shown}” {can} {always}tom här men {doing} utan villkor"
            simple = isinstance(node, nodes.Name | nodes.Getattr)
            remedy = f"omge texten med {{% if {shown} %}} … {{% endif %}}, eller skriv {shown} | default(”…”)"
            self.say(UNGUARDED, text, remedy if simple else "", shown)
        return value.without_none

    def assumed(self, test: nodes.Node, outcome: bool, facts: Facts, scope: Scope) -> Facts:
        """What is known when a condition has come out true, or false."""
        return assumed(test, outcome, facts, scope, lambda node, had: self.quietly(node, scope, had))

    def attribute(self, value: Known, name: str, shown: str) -> Known:
        """What is known of a field of a value that is there.

        Args:
            value: the value.
            name: the field's name.
            shown: the value as written, for messages.
        """
        if not value.is_known:
            return UNKNOWN
        found: list[Known] = []
        knows: set[str] = set()
        for hint in value.some:
            if is_mapping(hint):
                arguments = getattr(hint, "__args__", ())
                knows.update(value.keys)
                if not value.keys or name in value.keys:
                    found.append(known(arguments[-1]) if arguments else UNKNOWN)
                continue
            names = self.book.names(hint)
            knows.update(names or ())
            if names is not None and name in names:
                self.used.add((hint, name))
                found.append(self.book.field(hint, name, ""))
            elif hint is Any or (isinstance(hint, type) and names is None and not _is_closed(hint)):
                return UNKNOWN
        if not found:
            self._no_field(value, name, shown, knows)
            return UNKNOWN
        if not all(one.is_known for one in found):
            return UNKNOWN
        hints = tuple(dict.fromkeys(hint for one in found for hint in one.hints))
        return Known(hints, keys=found[0].keys)

    def _no_field(self, value: Known, name: str, shown: str, knows: set[str]) -> None:
        if not value.some:
            return
        text = f"namnet ”{name}” finns inte i ”{shown}”"
        if knows:
            remedy = did_you_mean(name, knows)
        elif is_list(value.some[0]):
            text += ", som är en lista"
            remedy = f"gå igenom den med {{% for … in {shown} %}}, eller skriv {shown} | first"
        else:
            text += f", som är {in_words(value)}"
            remedy = f"skriv {{{{ {shown} }}}}, om det är den uppgiften som menas"
        self.say(UNKNOWN_NAME, text, remedy, name)

    def _rest(self, node: nodes.Node, scope: Scope, facts: Facts) -> Known:
        for child in node.iter_child_nodes():
            self.of(child, scope, facts)
        return UNKNOWN


def _is_closed(hint: type) -> bool:
    return issubclass(hint, (str, *_NUMBERS, tuple, list))


def _name(reader: Reader, node: nodes.Name, scope: Scope, facts: Facts) -> Known:
    if node.name in scope:
        if reader.top is not None and scope[node.name].key == node.name:
            reader.used.add((reader.top, node.name))
        return scope[node.name]
    if node.name in FUNCTIONS and node.name not in reader.gone:
        return UNKNOWN
    if node.name == "loop":
        text, remedy = "”loop” finns bara inuti {% for … %}", "flytta taggen in i upprepningen"
        reader.say(OUTSIDE_LOOP, text, remedy, "loop")
    elif node.name in reader.gone:
        text = f"namnet ”{node.name}” finns bara inuti {reader.gone[node.name]}"
        reader.say(OUTSIDE_LOOP, text, "", node.name)
    elif reader.top is not None and not node.name.startswith("_"):
        text = f"namnet ”{node.name}” finns inte"
        reader.say(UNKNOWN_NAME, text, _name_meant(reader, node.name, scope), node.name)
    return UNKNOWN


def _name_meant(reader: Reader, name: str, scope: Scope) -> str:
    """What somebody may have meant by a name that does not exist."""
    source = USUAL_LOOPS.get(name, "")
    if source.partition(".")[0] in scope:
        return f"skriv taggen inuti {{%p for {name} in {source} %}} … {{%p endfor %}}"
    if name in reader.functions:
        return f"”{name}” är ett filter: skriv det efter en uppgift och ett lodstreck, {{{{ … | {name} }}}}"
    return did_you_mean(name, scope)


def _getattr(reader: Reader, node: nodes.Getattr, scope: Scope, facts: Facts) -> Known:
    inner = reader.of(node.node, scope, facts)
    value = reader.needed(inner, node.node, f"läses vidare (.{node.attr})")
    return reader.attribute(value, node.attr, written(node.node))


def _getitem(reader: Reader, node: nodes.Getitem, scope: Scope, facts: Facts) -> Known:
    value = reader.needed(reader.of(node.node, scope, facts), node.node, "läses vidare")
    if isinstance(node.arg, nodes.Slice):
        return Known(value.hints, sure=value.sure)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return reader.attribute(value, node.arg.value, written(node.node))
    reader.of(node.arg, scope, facts)
    if value.some and not any(is_list(hint) or is_mapping(hint) for hint in value.some):
        text = f"”{written(node.node)}” är {in_words(value)} och har inga delar att välja bland"
        reader.say(UNKNOWN_NAME, text, f"skriv {{{{ {written(node.node)} }}}}", written(node.node))
        return UNKNOWN
    return UNKNOWN if any(is_mapping(hint) for hint in value.some) else item_of(value)


def _const(reader: Reader, node: nodes.Const, scope: Scope, facts: Facts) -> Known:
    return Known((type(node.value),))


def _literal(reader: Reader, node: nodes.Node, scope: Scope, facts: Facts) -> Known:
    items = [reader.of(one, scope, facts) for one in node.iter_child_nodes()]
    if not items or not all(one.is_known for one in items):
        return Known((tuple,))
    return list_of(Known(tuple(dict.fromkeys(hint for one in items for hint in one.hints))))


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
        if value.some and not any(isinstance(one, type) and issubclass(one, _NUMBERS) for one in value.some):
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
    numbers = [all(_is(hint, *_NUMBERS) and hint is not bool for hint in side.some) for side in sides]
    if not all(numbers):
        text = f"det går inte att räkna {in_words(sides[0])} {node.operator} {in_words(sides[1])}"
        reader.say(NOT_COMPARABLE, text, "", written(node.left))
        return UNKNOWN
    return Known(tuple(dict.fromkeys((*sides[0].some, *sides[1].some)))) if node.operator != "/" else known(Decimal)


def _is(hint: object, *kinds: type) -> bool:
    return isinstance(hint, type) and issubclass(hint, kinds)


def _negative(reader: Reader, node: nodes.UnaryExpr, scope: Scope, facts: Facts) -> Known:
    return reader.needed(reader.of(node.node, scope, facts), node.node, "räknas med")


def _call(reader: Reader, node: nodes.Call, scope: Scope, facts: Facts) -> Known:
    name = node.args[0] if node.args else None
    if _calls_a_heading(node) and isinstance(name, nodes.Name) and name.name not in (*scope, *reader.gone):
        if reader.top is not None:
            remedy = f'skriv namnet inom citattecken: {{{{ ref("{name.name}") }}}}'
            reader.say(UNKNOWN_NAME, f"namnet ”{name.name}” finns inte", remedy, name.name)
        return UNKNOWN
    for one in (*node.args, *(pair.value for pair in node.kwargs)):
        reader.needed(reader.of(one, scope, facts), one, "används")
    return UNKNOWN


def _calls_a_heading(node: nodes.Call) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == REFERENCE


def _filter(reader: Reader, node: nodes.Filter, scope: Scope, facts: Facts) -> Known:
    return filtered(reader, node, scope, facts)


def _concat(reader: Reader, node: nodes.Concat, scope: Scope, facts: Facts) -> Known:
    for one in node.nodes:
        printed(reader, one, reader.of(one, scope, facts))
    return Known((str,))


_READINGS: Final[Mapping[type, Callable[[Any, Any, Scope, Facts], Known]]] = {
    nodes.Name: _name,
    nodes.Getattr: _getattr,
    nodes.Getitem: _getitem,
    nodes.Const: _const,
    nodes.TemplateData: lambda *_: Known((str,)),
    nodes.List: _literal,
    nodes.Tuple: _literal,
    nodes.And: _both,
    nodes.Or: _both,
    nodes.Not: _not,
    nodes.CondExpr: _choice,
    nodes.Test: _test,
    nodes.Compare: _compare,
    nodes.Filter: _filter,
    nodes.Call: _call,
    nodes.Concat: _concat,
    nodes.Neg: _negative,
    nodes.Pos: _negative,
    **dict.fromkeys((nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod), _sum),
}
