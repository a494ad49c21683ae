"""Filters: whether they exist for the kind of value they get, by their own annotations, and what comes out of them."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from jinja2 import nodes

from contracts.lint.expressions_rules import FILTER_ARGUMENTS, FILTER_KIND, UNGUARDED
from contracts.lint.walk_flow import Facts, Scope
from contracts.lint.walk_types import (
    UNKNOWN,
    Known,
    fits,
    in_words,
    is_list,
    is_mapping,
    item_of,
    known,
    list_of,
    word_of,
)
from contracts.sandbox.as_written import written

if TYPE_CHECKING:
    from contracts.lint.expressions import Reader

#: What filters take whose annotations say ”object”, since they look at what they get: fields that it must have, or a
#: type, by the name of the parameter.
_TAKES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "stycken": {"value": str},
        "rad": {"value": str},
        "rubrik_id": {"text": str, "name": str},
        "underskriftsplats": {"signatory": ("id", "label")},
        "bild": {"picture": ("alt",)},
    }
)
_SAME: Final = frozenset({"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"})
_ONE: Final = frozenset({"first", "last", "min", "max"})
_LISTS: Final = _SAME | _ONE | {"map", "sum", "batch", "groupby", "join"}
_BY_ATTRIBUTE: Final = frozenset({"selectattr", "rejectattr", "groupby"})
_TEXT: Final = frozenset({"upper", "lower", "trim", "replace"})


def filtered(reader: Reader, node: nodes.Filter, scope: Scope, facts: Facts) -> Known:
    """What comes out of a filter; tells of what is wrong with what goes in."""
    if node.node is None:
        return UNKNOWN
    if node.name in ("default", "d"):
        return _default(reader, node, scope, facts)
    value = reader.of(node.node, scope, facts)
    arguments = [(one, reader.of(one, scope, facts)) for one in node.args]
    named = {str(pair.key): (pair.value, reader.of(pair.value, scope, facts)) for pair in node.kwargs}
    if node.name in reader.functions:
        return _own(reader, node, value, arguments, named)
    if node.name in ("length", "count"):
        return _length(reader, node, value)
    if node.name in _TEXT:
        _take_text(reader, node, value)
        return Known((str,))
    if node.name in _LISTS:
        return _of_list(reader, node, value)
    return UNKNOWN


def _default(reader: Reader, node: nodes.Filter, scope: Scope, facts: Facts) -> Known:
    asked = node.node
    missing = isinstance(asked, nodes.Name) and asked.name not in scope
    value = UNKNOWN if missing else reader.of(asked, scope, facts)
    instead = [reader.of(one, scope, facts) for one in node.args] or [Known((str,))]
    if not value.is_known or not instead[0].is_known:
        return UNKNOWN
    return Known(tuple(dict.fromkeys((*value.some, *instead[0].hints))))


def _length(reader: Reader, node: nodes.Filter, value: Known) -> Known:
    there = reader.needed(value, _inner(node), "räknas")
    if there.some and not any(is_list(hint) or hint is str or is_mapping(hint) for hint in there.some):
        _unfit(reader, node, there, "en lista")
    return Known((int,))


def _take_text(reader: Reader, node: nodes.Filter, value: Known) -> None:
    there = reader.needed(value, _inner(node), f"ges till filtret ”{node.name}”")
    if there.some and any(is_list(hint) or is_mapping(hint) or hint is bool for hint in there.some):
        _unfit(reader, node, there, "text")


def _of_list(reader: Reader, node: nodes.Filter, value: Known) -> Known:
    there = reader.needed(value, _inner(node), f"ges till filtret ”{node.name}”")
    if there.some and not any(is_list(hint) or (hint is str and node.name in _ONE) for hint in there.some):
        _unfit(reader, node, there, "en lista")
        return UNKNOWN
    item = item_of(there)
    path = _path(node)
    reached = _reach(reader, item, path, there.sure, node) if path and item.is_known else UNKNOWN
    if node.name in _ONE:
        return item
    if node.name == "map":
        return _mapped(reader, node, item, path, reached)
    if node.name in ("batch", "groupby"):
        # A group is a pair of what its items share and the items.
        return list_of(there if node.name == "batch" and there.is_known else UNKNOWN)
    if node.name == "sum":
        return reached.without_none if path else item.without_none
    if node.name == "join":
        _join(reader, node, reached if path else item)
        return Known((str,))
    if node.name == "select" and not node.args:
        return list_of(item.without_none, there.sure) if item.is_known else there
    sure = there.sure | {path} if node.name == "selectattr" and len(node.args) == 1 and path else there.sure
    return Known(there.hints, sure=sure)


def _join(reader: Reader, node: nodes.Filter, item: Known) -> None:
    if item.may_be_none:
        text = f"”{written(_inner(node))}” kan innehålla tomma uppgifter, som inte kan skrivas ut"
        reader.say(UNGUARDED, text, "ta bort dem med | select före filtret", node.name)
    if item.some and not any(hint is str or (isinstance(hint, type) and issubclass(hint, int)) for hint in item.some):
        text = f"filtret ”{node.name}” sätter ihop texter, men listan innehåller {in_words(item)}"
        reader.say(FILTER_KIND, text, "välj en uppgift med map(attribute=”…”) före filtret", node.name)


def _mapped(reader: Reader, node: nodes.Filter, item: Known, path: str, reached: Known) -> Known:
    if path:
        default = any(pair.key == "default" for pair in node.kwargs)
        return list_of(reached.without_none if default else reached) if reached.is_known else Known((tuple,))
    if node.args and isinstance(node.args[0], nodes.Const):
        name = str(node.args[0].value)
        if name in reader.functions:
            made = nodes.Filter(_inner(node), name, node.args[1:], node.kwargs, None, None, lineno=node.lineno)
            return list_of(_own(reader, made, item, [(one, UNKNOWN) for one in node.args[1:]], {}, of_items=True))
        if name in _TEXT:
            return list_of(Known((str,)))
    return Known((tuple,))


def _reach(reader: Reader, item: Known, path: str, sure: frozenset[str], node: nodes.Filter) -> Known:
    shown = f"{written(_inner(node))} | first"
    reached = item
    for step in path.split("."):
        if step.isdigit():
            reached = item_of(reached)
        else:
            if reached.may_be_none:
                text = f"”{path}” läses i varje del av ”{written(_inner(node))}”, men det före {step} kan vara tomt"
                reader.say(UNGUARDED, text, "ta först bort dem som är tomma med selectattr", step)
            reached = reader.attribute(reached.without_none, step, shown)
    return reached.without_none if path in sure else reached


def _path(node: nodes.Filter) -> str:
    values = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in _BY_ATTRIBUTE and node.args:
        values.append(node.args[0])
    found = [one.value for one in values if isinstance(one, nodes.Const)]
    return found[0] if found and isinstance(found[0], str) else ""


def _inner(node: nodes.Filter) -> nodes.Expr:
    assert node.node is not None
    return node.node


def _own(
    reader: Reader,
    node: nodes.Filter,
    value: Known,
    arguments: list[tuple[nodes.Expr, Known]],
    named: Mapping[str, tuple[nodes.Expr, Known]],
    *,
    of_items: bool = False,
) -> Known:
    """What comes out of a filter of ours."""
    function = reader.functions[node.name]
    signature = reader.signature(node.name, function)
    try:
        bound = signature.bind((_inner(node), value), *arguments, **named)
    except TypeError:
        text = f"filtret ”{node.name}” får inte de värden inom parentes som det behöver"
        reader.say(FILTER_ARGUMENTS, text, f"skriv {_example(node.name, signature)}", node.name)
        return known(signature.return_annotation)
    for name, (given_node, given) in bound.arguments.items():
        taken = _TAKES.get(node.name, {}).get(name, signature.parameters[name].annotation)
        _take(reader, node, given_node, given, taken, of_items=of_items)
    return known(signature.return_annotation)


def _take(
    reader: Reader, node: nodes.Filter, given_node: nodes.Expr, given: Known, taken: Any, *, of_items: bool
) -> None:
    """Tell whether a filter can take what it is given."""
    if not given.is_known:
        return
    if isinstance(taken, tuple):
        _take_view(reader, node, given_node, given, taken)
        return
    wanted = known(taken)
    if not wanted.is_known:
        return
    doing = f"ges till filtret ”{node.name}”"
    if not wanted.may_be_none:
        if of_items and given.may_be_none:
            text = f"”{written(given_node)}” kan innehålla tomma uppgifter men {doing}"
            reader.say(UNGUARDED, text, "ta bort dem med | select före filtret", node.name)
        elif not of_items:
            given = reader.needed(given, given_node, doing)
    unfit = [hint for hint in given.some if not any(fits(hint, want) for want in wanted.some)]
    if unfit:
        _unfit(reader, node, given, _words(wanted), given_node)
    elif any(is_list(want) for want in wanted.some) and item_of(given).may_be_none:
        text = f"”{written(given_node)}” kan innehålla tomma uppgifter men {doing}"
        reader.say(UNGUARDED, text, "ta bort dem med | select före filtret", node.name)


def _take_view(
    reader: Reader, node: nodes.Filter, given_node: nodes.Expr, given: Known, fields: tuple[str, ...]
) -> None:
    there = reader.needed(given, given_node, f"ges till filtret ”{node.name}”")
    for hint in there.some:
        names = reader.book.names(hint)
        if names is None or not names.issuperset(fields):
            _unfit(reader, node, there, "en uppgift med " + " och ".join(fields), given_node)
            return
        reader.used |= {(hint, name) for name in names}


def _unfit(reader: Reader, node: nodes.Filter, given: Known, wanted: str, given_node: nodes.Expr | None = None) -> None:
    shown = written(given_node or _inner(node))
    what = in_words(given)
    if given.some and is_list(given.some[0]) and (items := item_of(given)).is_known and wanted.startswith("en lista"):
        what = f"en lista av {in_words(items)}"
    text = f"filtret ”{node.name}” är till för {wanted}, men ”{shown}” är {what}"
    reader.say(FILTER_KIND, text, _other_filter(reader, given, node.name), node.name)


def _other_filter(reader: Reader, given: Known, unfit: str) -> str:
    """Some filters that do take what was given."""
    fitting = []
    for name, function in reader.functions.items():
        parameters = list(reader.signature(name, function).parameters.values())
        needed = [one for one in parameters if one.default is inspect.Parameter.empty]
        annotation = parameters[0].annotation if parameters else object
        wanted = known(annotation).some
        takes = bool(wanted and given.some) and all(any(fits(hint, want) for want in wanted) for hint in given.some)
        if takes and len(needed) == 1 and name not in _TAKES:
            fitting.append(name)
    if not fitting:
        return ""
    return f"ta bort | {unfit}, eller välj ett filter för {in_words(given)}: {', '.join(sorted(fitting)[:8])}"


def _words(wanted: Known) -> str:
    words = []
    for hint in wanted.some:
        items = item_of(Known((hint,))) if is_list(hint) else UNKNOWN
        words.append(f"en lista av {in_words(items)}" if items.is_known else word_of(hint))
    return " eller ".join(dict.fromkeys(words))


def _example(name: str, signature: inspect.Signature) -> str:
    others = list(signature.parameters.values())[1:]
    shown = ", ".join("…" if one.default is inspect.Parameter.empty else f"{one.name}=…" for one in others)
    return f"… | {name}({shown})" if shown else f"… | {name}, utan parentes"


def signature_of(function: Callable[..., object]) -> inspect.Signature:
    """A function's signature with its types resolved."""
    hints = typing.get_type_hints(function)
    signature = inspect.signature(function)
    parameters = [one.replace(annotation=hints.get(one.name, object)) for one in signature.parameters.values()]
    return signature.replace(parameters=parameters, return_annotation=hints.get("return", object))
