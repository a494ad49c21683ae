"""Follows one expression by the types of what it names, and tells of all that could go wrong with it, in any document.

Nothing is rendered: an expression in a branch that no agreement has taken yet is followed like any other.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from jinja2 import nodes

from contracts.errors import Severity
from contracts.lint.expressions_filters import filtered, signature_of
from contracts.lint.expressions_operators import OPERATORS
from contracts.lint.expressions_rules import OUTSIDE_LOOP, UNGUARDED, UNKNOWN_NAME
from contracts.lint.rule import TemplateRule
from contracts.lint.scan_fields import USUAL_LOOPS
from contracts.lint.walk_flow import Facts, Scope, State, assumed, key_of
from contracts.lint.walk_types import (
    NONE,
    NUMBERS,
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
from contracts.sandbox.as_written import written
from contracts.sandbox.suggestions import did_you_mean
from contracts.word.expressions import REFERENCE
from contracts.word.references import FUNCTIONS


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
            remedy = f'omge texten med {{% if {shown} %}} … {{% endif %}}, eller skriv {shown} | default("…")'
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
    return issubclass(hint, (str, *NUMBERS, tuple, list))


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


_READINGS: Final[Mapping[type, Callable[[Any, Any, Scope, Facts], Known]]] = {
    nodes.Name: _name,
    nodes.Getattr: _getattr,
    nodes.Getitem: _getitem,
    nodes.Const: _const,
    nodes.TemplateData: lambda *_: Known((str,)),
    nodes.List: _literal,
    nodes.Tuple: _literal,
    nodes.Filter: _filter,
    nodes.Call: _call,
    **OPERATORS,
}
