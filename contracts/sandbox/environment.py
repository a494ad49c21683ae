"""The sandbox in which templates run: facts can be read, nothing can be called, and every loop has an end.

Jinja's own sandbox refuses names with underscores but lets templates call public methods; a frozen model has methods
that read files. Here only fields and properties of the facts can be read at all.
"""

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, cast

from jinja2 import Undefined, pass_context, pass_environment
from jinja2.environment import Environment
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup, escape

from contracts.sandbox.metering import MOST_ITERATIONS, metered, rendering_of, size_of, weighed
from contracts.sandbox.printing import (
    MarkerText,
    Missing,
    TemplateValueError,
    guarded,
    guarded_call,
    kind_of,
    printable,
    refused,
)
from contracts.sandbox.readable import LOOP_HELPERS, readable_names
from contracts.sandbox.suggestions import did_you_mean

#: Characters that one value set or joined in a template may have.
MOST_CHARACTERS: Final = 200_000
#: Characters of XML that one part may come to.
MOST_OUTPUT: Final = 8_000_000
_LARGEST: Final = 10**18
_MARKER: Final = re.compile(r"^<c:\w+")

_BUILTIN_FILTERS: Final = frozenset(
    [
        "length",
        "count",
        "first",
        "last",
        "selectattr",
        "rejectattr",
        "map",
        "sort",
        "list",
        "unique",
        "batch",
        "groupby",
        "min",
        "max",
        "reverse",
        "select",
        "reject",
    ]
)
#: Those that go through a list. Of a text they would make as many things as it has letters.
_OF_LISTS: Final = _BUILTIN_FILTERS - {"length", "count", "first", "last"}
_BUILTIN_TESTS: Final = frozenset(
    [
        "defined",
        "undefined",
        "none",
        "true",
        "false",
        "boolean",
        "integer",
        "number",
        "string",
        "mapping",
        "sequence",
        "iterable",
        "odd",
        "even",
        "divisibleby",
        "in",
        "eq",
        "equalto",
        "==",
        "ne",
        "!=",
        "gt",
        "greaterthan",
        ">",
        "ge",
        ">=",
        "lt",
        "lessthan",
        "<",
        "le",
        "<=",
        "upper",
        "lower",
    ]
)
#: Filters that only the compiler writes into a template; a template's own names never begin with an underscore.
SHOWN: Final = "_shown"
COUNTED: Final = "_counted"
BOUNDED: Final = "_bounded"
WEIGHED: Final = "_weighed"
NAMED: Final = "_named"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, narrowed to reading facts and printing what may be printed."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(
        self, filters: Mapping[str, Callable[..., object]], functions: Mapping[str, Callable[..., object]] | None = None
    ) -> None:
        """Make a sandbox.

        Args:
            filters: filters beside the few of Jinja's own that are kept.
            functions: by name, the only functions that a template may call.
        """
        # Not optimised: working out constants while compiling would meet refusals where nobody catches them.
        super().__init__(autoescape=True, undefined=Missing, optimized=False, auto_reload=False, cache_size=0)
        self.globals.clear()
        self.functions = {name: guarded_call(name, function) for name, function in (functions or {}).items()}
        self.globals.update(self.functions)
        self.filters = {**_kept_filters()}
        for name, function in filters.items():
            if name not in _OF_LISTS:
                self.filters[name] = _usable(name, function)
        self.filters |= {SHOWN: _shown, COUNTED: _counted, BOUNDED: _bounded, WEIGHED: weighed, NAMED: _told}
        self.tests = {**_kept_tests()}
        self._readable: dict[type, frozenset[str] | None] = {}

    def written(self, text: str) -> str:
        """How a text that is printed is written; as it is, for Jinja escapes it for XML."""
        return text

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a fact says under a name, or a missing value that cannot be printed."""
        known = self._readable.get(type(obj))
        if known is not None and attribute in known:  # a type that has been looked at below
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            raise refused(obj)
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        kind = type(obj)
        if kind not in self._readable:
            self._readable[kind] = readable_names(obj)
        names = self._readable[kind]
        if names is not None and attribute in names:
            return getattr(obj, attribute)
        if obj is None:
            text = f"”{attribute}” kan inte läsas, för uppgiften före punkten är tom"
            raise TemplateValueError("template-empty", text, "fyll i uppgiften eller omge texten med {% if … %}")
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a list or mapping, or what a fact says under a name."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, Undefined):
            raise refused(obj)
        try:
            if isinstance(obj, Mapping) or (isinstance(obj, Sequence) and isinstance(argument, int | slice)):
                return obj[argument]
        except (LookupError, TypeError):
            return self.undefined(obj=obj, name=str(argument))
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a name may be read; asked by Jinja's own filters."""
        names = readable_names(obj)
        return names is not None and attr in names

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether something may be called: only a loop's own helpers, and the functions that the sandbox was given."""
        if any(obj is function for function in self.functions.values()):
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext) and obj.__name__ in LOOP_HELPERS

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of a small sum on numbers, or two texts set together."""
        for side in (left, right):
            if side is None or isinstance(side, Undefined):
                raise refused(side)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            rendering_of(context).spend(len(left) + len(right))
            return _limited(left + right)
        numbers = all(isinstance(side, int | Decimal) and not isinstance(side, bool) for side in (left, right))
        if not numbers or operator == "**" or max(abs(left), abs(right)) > _LARGEST:
            text = f"det går inte att räkna {kind_of(left)} {operator} {kind_of(right)} i en mall"
            raise TemplateValueError("template-sum", text, "räkna ut värdet i data; mallen ska bara skriva ut det")
        return self.binop_table[operator](left, right)


def _limit(characters: int) -> None:
    if characters > MOST_CHARACTERS:
        remedy = "dela upp texten"
        raise TemplateValueError("template-too-large", f"texten blir längre än {MOST_CHARACTERS} tecken", remedy)


def _limited(text: str) -> str:
    _limit(len(text))
    return text


@pass_context
def _shown(context: Context, value: object, line: int) -> str:
    rendering = rendering_of(context)
    if type(value) is str and value.isprintable():  # as nearly all that is printed: see `checked_text`
        rendering.spend(1 + len(value))
        return cast(TemplateEnvironment, context.environment).written(value)
    rendering.spend(size_of(value))
    try:
        shown = printable(value)
        if isinstance(shown, MarkerText):
            # A marker bears its line, so that what settling cannot do with it is told with its place.
            return MarkerText(_MARKER.sub(rf'\g<0> at="{line}"', str(shown)))
        return cast(TemplateEnvironment, context.environment).written(shown)
    except TemplateValueError as error:
        # Kept and not raised, so that one run tells of every value that cannot be printed.
        rendering.refusals.append((line, _named(value, context) if isinstance(value, Missing) else error))
        return ""


def _named(value: object, context: Context) -> TemplateValueError:
    """Why a value is refused; a missing name that stood by itself gets the nearest name that exists."""
    if isinstance(value, Missing) and value.name and value.holder is None:
        names = (name for name in context.parent if not name.startswith("_"))
        text = f"namnet ”{value.name}” finns inte"
        return TemplateValueError("template-unknown-name", text, did_you_mean(value.name, names))
    return refused(value)


@pass_context
def _counted(context: Context, items: object, steps: int) -> list[object]:
    rendering = rendering_of(context)
    if items is None or isinstance(items, Undefined):
        raise _named(items, context)
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        text = f"{{% for %}} behöver en lista, men värdet är {kind_of(items)}"
        raise TemplateValueError("template-kind", text, "välj en uppgift som är en lista")
    found: list[object] = []
    for item in items:
        rendering.iterations_left -= 1
        if rendering.iterations_left < 0:
            text = f"mallens upprepningar går igenom mer än {MOST_ITERATIONS} saker"
            raise TemplateValueError("template-too-large", text, "ta bort en upprepning inuti en annan")
        rendering.spend(steps)
        found.append(item)
    return found


def _bounded(value: object) -> object:
    if isinstance(value, str):
        _limited(value)
    return value


def _told(value: object, shown: str) -> object:
    """A value, or where a list had none the knowledge of which list that was."""
    return Missing(hint=shown) if isinstance(value, Missing) and not value.name else value


@functools.cache  # every text of every document has a sandbox of its own, with the same filters
def _kept_filters() -> Mapping[str, Callable[..., object]]:
    """Jinja's own filters that are kept, and those of this sandbox, by name."""
    plain = {name: FILTERS[name] for name in _BUILTIN_FILTERS - _OF_LISTS} | _OWN_FILTERS
    kept: dict[str, Callable[..., object]] = {name: metered(function) for name, function in plain.items()}
    return MappingProxyType(
        kept | {name: metered(_of_lists(name, FILTERS[name]), list_filter=True) for name in _OF_LISTS}
    )


@functools.cache
def _kept_tests() -> Mapping[str, Callable[..., object]]:
    return MappingProxyType({name: metered(cast(Callable[..., object], TESTS[name])) for name in _BUILTIN_TESTS})


@functools.lru_cache(maxsize=256)
def _usable(name: str, function: Callable[..., object]) -> Callable[..., object]:
    return metered(guarded(name, function))


def _of_lists(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    """One of Jinja's filters for lists, which takes no text, and makes no group larger than loops may go through."""
    at = 1 if hasattr(original, "jinja_pass_arg") else 0

    @functools.wraps(original)  # takes over, too, what Jinja passes to it first
    def filtered(*given: Any, **named: Any) -> Any:
        if len(given) > at and isinstance(given[at], str | bytes):
            text = f"filtret ”{name}” behöver en lista, men värdet är {kind_of(given[at])}"
            raise TemplateValueError("template-kind", text, "välj en uppgift som är en lista")
        size = next(iter((*given[at + 1 :], *named.values())), None) if name == "batch" else 1
        if not isinstance(size, int) or not 0 < size <= MOST_ITERATIONS:
            text = f"filtret ”{name}” delar i grupper om 1 till {MOST_ITERATIONS}"
            raise TemplateValueError("template-value", text, "skriv ett helt tal, till exempel batch(2)")
        return original(*given, **named)

    return filtered


def _default(value: object, instead: object = "", boolean: bool = False) -> object:
    # An empty fact is None here, so it counts as missing too; Jinja's own filter would print "None".
    return instead if value is None or isinstance(value, Undefined) or (boolean and not value) else value


@pass_environment
def _join(environment: Environment, items: Iterable[object], between: str = "", attribute: str | None = None) -> str:
    if items is None or isinstance(items, Undefined):
        raise refused(items)
    if isinstance(items, str):
        raise TemplateValueError("template-kind", "filtret ”join” behöver en lista, men värdet är text", "ta bort det")
    values = [_attribute(environment, item, attribute) if attribute else item for item in items]
    texts = [printable(value) for value in values]
    _limit(sum(map(len, texts)) + len(str(between)) * len(texts))
    if any(isinstance(text, Markup) for text in [between, *texts]):
        return escape(between).join(texts)
    return _limited(str(between).join(texts))


def _attribute(environment: Environment, item: object, path: object) -> object:
    for step in str(path).split("."):
        item = environment.getitem(item, int(step) if step.isdigit() else step)
    return item


def _upper(value: object) -> str:
    return printable(value).upper()


def _lower(value: object) -> str:
    return printable(value).lower()


def _trim(value: object) -> str:
    return printable(value).strip()


def _replace(value: object, old: str, new: str) -> str:
    text = printable(value)
    if not old:
        return text
    _limit(len(text) + text.count(old) * (len(new) - len(old)))  # before it is made: it could fill the memory
    return text.replace(old, new)


@pass_environment
def _sum(environment: Environment, items: Iterable[object], attribute: str | None = None, start: object = 0) -> object:
    """Numbers only: added lists would double with every tag."""
    total: int | Decimal = 0
    for number in (
        start,
        *(items if attribute is None else (_attribute(environment, one, attribute) for one in items)),
    ):
        if number is None or isinstance(number, Undefined):
            raise refused(number)
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            text = f"det går inte att summera {kind_of(number)}"
            raise TemplateValueError("template-sum", text, "välj en lista med tal, eller ange attribute")
        total += number
    return total


_OWN_FILTERS: Final[dict[str, Callable[..., object]]] = {
    "default": _default,
    "d": _default,
    "join": _join,
    "upper": _upper,
    "lower": _lower,
    "trim": _trim,
    "replace": _replace,
    "sum": _sum,
}
