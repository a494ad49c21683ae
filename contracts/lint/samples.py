"""Made-up names for a template, from the views' own types: whatever the types allow can be asked for, field by field.

What is asked for is a level by path: {"term.extension": "saknas", "annexes": "flera"}. A path names fields as a
template does, with [] for each item of a list: "target_groups[].age_min". What nothing is asked of is there: texts,
three items of a list.
"""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.lint.kinds import VIEWS, kind_of, names_of
from contracts.lint.samples_promises import NEVER_EMPTY, RARE, kept
from contracts.lint.samples_values import FORMED, VALUES, Scalar
from contracts.pictures.timeline import Timeline
from contracts.word.signature_places import picture

GONE, THERE, EMPTY = "saknas", "finns", "tom"
NONE, ONE, SEVERAL = "inga", "en", "flera"
YES, NO = "ja", "nej"
MIXED: Final = "blandat"  #: what the items of a list have in turn
SAME: Final = "="  #: begins the level of one certain value
#: How all texts are written.
LETTERS: Final = "tecken"
PLAIN, HARD, LONG = "vanliga", "svåra", "långa"
LETTER_LEVELS: Final = (PLAIN, HARD, LONG)
#: The fields whose texts may be "": the views say so.
MAY_BE_BLANK: Final = frozenset({"body"})
_COUNTS: Final = {NONE: 0, ONE: 1, SEVERAL: 3}
_HARD: Final = " & Co <Ö> ”Åäö” §\N{NO-BREAK SPACE}1 'x' \"y\" #2"
_LONG: Final = " Västra Götalands mångkulturella språk- och integrationsförening" * 4 + " " + "Å" * 60


@dataclass(frozen=True, slots=True)
class SamplePicture:
    """A picture of one pixel, in the place of one that is drawn when the document is made."""

    name: str = "tidslinje"
    png: bytes = dataclasses.field(default_factory=picture)
    alt: str = "Tidslinje över partnerskapen."
    width: int = 1
    height: int = 1


@cache
def hints_of(view: type) -> Mapping[str, Any]:
    """The declared types of a view's fields, by name and in their order."""
    hints = typing.get_type_hints(view)
    return {field.name: hints[field.name] for field in dataclasses.fields(view)}


def tops_of(kind: str) -> Mapping[str, Any]:
    """The names at the top of a kind of template: its view under "", and those beside the view's fields by name.

    Raises:
        KeyError: there is no such kind.
    """
    kind = kind_of(kind) or kind  # a variant has its kind's names
    own = hints_of(VIEWS[kind])
    return {"": VIEWS[kind]} | {name: hint for name, hint in names_of(kind).items() if name not in own}


def needed(hint: Any) -> Any:
    """A declared type without its None."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(one for one in typing.get_args(hint) if one is not types.NoneType)
    return hint


def may_be_none(hint: Any) -> bool:
    """Whether a declared type allows None."""
    return types.NoneType in typing.get_args(hint) and needed(hint) is not hint


def sample_names(tops: Mapping[str, Any], levels: Mapping[str, str]) -> dict[str, object]:
    """Values for the names that a template may use at the top.

    Args:
        tops: the declared type of each, by name, with the view that it is a field of under "" where there is one.
        levels: what is asked for, by path.
    """
    return dict(_Maker(levels).names(tops))


class _Maker:
    """Makes values by path."""

    def __init__(self, levels: Mapping[str, str]) -> None:
        self._levels = levels
        self._letters = levels.get(LETTERS, PLAIN)

    def names(self, tops: Mapping[str, Any]) -> Mapping[str, object]:
        names: dict[str, object] = {}
        for name, hint in tops.items():
            if name:
                names[name] = self._value(hint, name, name, "", 0)
            else:
                view = self._view(hint, "", 0)
                names.update({field: getattr(view, field) for field in hints_of(hint)})
        return names

    def _view(self, view: type, path: str, nth: int) -> object:
        return kept(
            view(
                **{
                    name: self._value(hint, name, f"{path}.{name}".lstrip("."), view.__name__, nth)
                    for name, hint in hints_of(view).items()
                }
            )
        )

    def _value(self, hint: Any, name: str, path: str, owner: str, nth: int) -> object:
        level = self._levels.get(path, "")
        rare = not level and f"{owner}.{name}" in RARE
        if may_be_none(hint) and (rare or level == GONE or (level == MIXED and nth % 2)):
            return None
        kind = needed(hint)
        if typing.get_origin(kind) is tuple:
            return self._items(typing.get_args(kind)[0], name, path, owner, nth)
        if typing.get_origin(kind) is not None and issubclass(typing.get_origin(kind), Mapping):
            inner = typing.get_args(kind)[1]
            return {key: self._value(inner, name, f"{path}.{key}", owner, nth) for key in CLAUSE_PLACES}
        if kind is Timeline:
            return SamplePicture()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind):
            return self._view(kind, path, nth)
        return self._leaf(kind, name, level, owner, nth)

    def _items(self, hint: Any, name: str, path: str, owner: str, nth: int) -> tuple[object, ...]:
        level = self._levels.get(path, SEVERAL)
        if level == MIXED:
            level = (SEVERAL, NONE, ONE)[nth % 3]
        least = 1 if f"{owner}.{name}" in NEVER_EMPTY else 0
        return tuple(self._value(hint, name, f"{path}[]", owner, at) for at in range(max(least, _COUNTS.get(level, 3))))

    def _leaf(self, kind: type, name: str, level: str, owner: str, nth: int) -> object:
        if kind is bool:
            return level != NO and not (level == MIXED and nth % 2)
        if level.startswith(SAME):
            return kind(level.removeprefix(SAME))
        values = VALUES.get(f"{owner}.{name}", VALUES.get(name, ()))
        fitting = [value for value in values if type(value) is kind]
        if kind is not str:
            return fitting[nth % len(fitting)] if fitting else _PLAIN_VALUES.get(kind, 1)
        if level == EMPTY:
            return ""
        text = str(fitting[nth % len(fitting)]) if fitting else f"Exempel {nth + 1}"
        return text if name in FORMED else text + {HARD: _HARD, LONG: _LONG}.get(self._letters, "")


_PLAIN_VALUES: Final[Mapping[type, Scalar]] = {int: 7, Decimal: Decimal("2.5"), dt.date: dt.date(2026, 3, 1)}
