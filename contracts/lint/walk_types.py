"""What is known of a value before there is one: its possible types, whether it may be missing, what it is called.

The sandbox follows names through values and types (contracts/sandbox/known_names.py); here only types are at hand, and
unlike there None is one of them.
"""

import datetime as dt
import enum
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from contracts.sandbox.known_names import declared_type
from contracts.sandbox.readable import names_of_type

NONE: Final = type(None)
#: The types that are reckoned with.
NUMBERS: Final = (int, Decimal, float)
_NUMBERS: Final = (int, Decimal, float)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a value."""

    hints: tuple[Any, ...] = ()  #: types that it may have, None among them; nothing when nothing is known
    key: str = ""  #: what it is called by, the same for the same value; "" when it is called by nothing
    sure: frozenset[str] = frozenset()  #: of a list: fields of its items that are known to say something
    #: The mapping's keys, when they are known.
    keys: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.hints)

    @property
    def may_be_none(self) -> bool:
        """Whether it may be missing."""
        return NONE in self.hints

    @property
    def some(self) -> tuple[Any, ...]:
        """Its types when it is not missing."""
        return tuple(hint for hint in self.hints if hint is not NONE)

    @property
    def without_none(self) -> "Known":
        """The same, when it is not missing."""
        return Known(self.some, self.key, self.sure, self.keys)


UNKNOWN: Final = Known()


def known(*hints: Any, key: str = "") -> Known:
    """What is known of a value of these declared types."""
    return Known(tuple(dict.fromkeys(member for hint in hints for member in members(hint))), key)


def members(hint: Any) -> Iterator[Any]:
    """The types that a declared type allows, None among them; nothing when it allows anything."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from members(get_args(hint)[0])
    elif origin in (Union, types.UnionType):
        for member in get_args(hint):
            yield from members(member)
    elif hint is None:
        yield NONE
    elif hint is not Any and hint is not object:
        yield hint


@dataclass(slots=True)
class TypeBook:
    """Reads the fields of views, each once."""

    keys: Mapping[tuple[type, str], tuple[str, ...]]  #: the keys of fields that are mappings
    words: Mapping[tuple[type, str], tuple[str, ...]]  #: all that fields can say which are texts
    _declared: dict[tuple[type, str], Any] = field(default_factory=dict)
    _names: dict[type, frozenset[str] | None] = field(default_factory=dict)

    def names(self, hint: Any) -> frozenset[str] | None:
        """The names that may be read of any value of a type; None when it has none."""
        if not isinstance(hint, type) or get_origin(hint) is not None:
            return None
        if hint not in self._names:
            self._names[hint] = names_of_type(hint)
        return self._names[hint]

    def field(self, kind: type, name: str, key: str) -> Known:
        """What is known of a field of a view."""
        if (kind, name) not in self._declared:
            self._declared[kind, name] = declared_type(kind, name)
        found = known(self._declared[kind, name], key=key) if self._declared[kind, name] is not None else UNKNOWN
        hints = found.hints
        if words := self.words.get((kind, name)):
            hints = tuple(Literal[words] if hint is str else hint for hint in hints)
        return Known(hints, key, frozenset(), self.keys.get((kind, name), ()))


def item_of(value: Known) -> Known:
    """What is known of the items of a list, or of the names in a mapping."""
    found: list[Any] = []
    for hint in value.some:
        arguments = [one for one in get_args(hint) if one is not Ellipsis]
        if not is_list(hint) or not arguments:
            return UNKNOWN
        found.append(arguments[0])
    return known(*found)


def list_of(item: Known, sure: frozenset[str] = frozenset()) -> Known:
    """A list of such items."""
    if not item.is_known:
        return Known((tuple,), sure=sure)
    return Known((types.GenericAlias(tuple, (Union[item.hints], ...)),), sure=sure)  # noqa: UP007 - made while running


def is_list(hint: Any) -> bool:
    """Whether a type's values are gone through one by one; a text's are not."""
    origin = get_origin(hint) or hint
    return (
        isinstance(origin, type)
        and issubclass(origin, Iterable)
        and not issubclass(origin, str | bytes)
        and not (isinstance(hint, type) and hasattr(hint, "_fields"))
    )


def is_mapping(hint: Any) -> bool:
    """Whether a type's values are mappings."""
    origin = get_origin(hint) or hint
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_truthy(hint: Any) -> bool:
    """Whether every value of a type counts as true in a condition."""
    return isinstance(hint, type) and (issubclass(hint, dt.date) or _is_view(hint))


def _is_view(hint: Any) -> bool:
    return (
        isinstance(hint, type)
        and names_of_type(hint) is not None
        and not hasattr(hint, "__len__")
        and not hasattr(hint, "__bool__")
    )


def allowed_values(hint: Any) -> tuple[object, ...]:
    """The only values of a type that has few; nothing for others."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return tuple(member.value for member in hint)
    return ()


def fits(hint: Any, wanted: Any) -> bool:
    """Whether a value of one type may be given where another is asked for.

    Args:
        hint: a type that a value may have.
        wanted: a type from a function's annotation, without alternatives.
    """
    if wanted in (Any, object) or hint is Any:
        return True
    if is_list(wanted) and not is_mapping(wanted):
        return is_list(hint) and all(
            any(fits(have, want) for want in known(*_arguments(wanted)).hints or (object,))
            for have in item_of(Known((hint,))).hints
            if have is not NONE
        )
    if get_origin(wanted) is Literal:
        return hint is str or get_origin(hint) is Literal
    have, want = _plain(hint), _plain(wanted)
    if have is bool or want is bool:
        return have is want
    if want is Decimal:
        return have is Decimal
    return issubclass(have, want)


def _arguments(hint: Any) -> tuple[Any, ...]:
    return tuple(one for one in get_args(hint) if one is not Ellipsis)


def _plain(hint: Any) -> type:
    if get_origin(hint) is Literal:
        return type(get_args(hint)[0])
    origin = get_origin(hint) or hint
    return origin if isinstance(origin, type) else object


def comparable(left: Any, right: Any) -> bool:
    """Whether values of two types can ever be equal."""
    one, other = _plain(left), _plain(right)
    if object in (one, other):
        return True
    if issubclass(one, _NUMBERS) and issubclass(other, _NUMBERS):
        return True
    return issubclass(one, other) or issubclass(other, one) or (is_list(left) and is_list(right))


def orderable(left: Any, right: Any) -> bool:
    """Whether values of two types can be compared by size."""
    one, other = _plain(left), _plain(right)
    if object in (one, other):
        return True
    if is_mapping(left) or names_of_view(one):
        return False
    return comparable(left, right)


def names_of_view(kind: type) -> bool:
    """Whether a type is a group of facts, not a day."""
    return names_of_type(kind) is not None and not issubclass(kind, dt.date)


def in_words(value: Known) -> str:
    """What sort of value it is, in Swedish: "ett datum", "en lista", "text eller heltal"."""
    return " eller ".join(dict.fromkeys(word_of(hint) for hint in value.some)) or "något okänt"


def word_of(hint: Any) -> str:
    """What values of a type are called in Swedish."""
    if is_mapping(hint):
        return "en uppsättning uppgifter"
    if is_list(hint):
        return "en lista"
    plain = _plain(hint)
    words: tuple[tuple[type, str], ...] = (
        (bool, "ja eller nej"),
        (str, "text"),
        (int, "ett heltal"),
        (Decimal, "ett decimaltal"),
        (float, "ett ungefärligt tal"),
        (dt.date, "ett datum"),
        (dt.time, "ett klockslag"),
    )
    return next((word for kind, word in words if issubclass(plain, kind)), "en grupp av uppgifter")


@dataclass(frozen=True, slots=True)
class LoopFacts:
    """What a loop tells of itself, under the name ”loop”."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    first: bool
    last: bool
    length: int
    depth: int
    depth0: int
    previtem: Any
    nextitem: Any
    cycle: Any
    changed: Any
