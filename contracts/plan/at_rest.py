"""A planned document until it is made: what its template sees and what its PDF must show take a tenth of the room.

A build plans every document before it makes the first, and looks at these once for each: when its template is filled
in, and when it is proved.
"""

import functools
import pickle
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, overload

from contracts.plan.planned import Planned
from contracts.spelling.wordings import PlannedFact

#: Of pickle: the newest that every Python which runs this program has.
_PROTOCOL: Final = 5
#: To pack must cost little of what planning does; more than this hardly packs smaller.
_LEVEL: Final = 1


def at_rest(planned: Planned) -> Planned:
    """The same document, with its names and facts packed; it is equal to the one that was given."""
    wording = planned.wording
    if wording is not None:
        plain = at_rest(wording.plain) if wording.plain is not None else None
        wording = replace(wording, before=at_rest(wording.before), after=at_rest(wording.after), plain=plain)
    return replace(planned, names=_Names(planned.names), facts=_Facts(planned.facts), wording=wording)


class _Names(Mapping[str, object]):
    """What a template may name at the top, packed."""

    __slots__ = ("_packed",)

    def __init__(self, names: Mapping[str, object]) -> None:
        self._packed = _pack(dict(names))

    def __getitem__(self, name: str) -> object:
        return _opened(self._packed)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_opened(self._packed))

    def __len__(self) -> int:
        return len(_opened(self._packed))

    def __repr__(self) -> str:
        return repr(_opened(self._packed))


class _Facts(Sequence[PlannedFact]):
    """What a PDF must show, packed."""

    __slots__ = ("_packed",)

    def __init__(self, facts: Sequence[PlannedFact]) -> None:
        self._packed = _pack([(fact.path, fact.label, fact.wordings) for fact in facts])

    def _all(self) -> tuple[PlannedFact, ...]:
        return tuple(PlannedFact(*fact) for fact in _opened(self._packed))

    @overload
    def __getitem__(self, at: int) -> PlannedFact: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[PlannedFact, ...]: ...
    def __getitem__(self, at: int | slice) -> PlannedFact | tuple[PlannedFact, ...]:
        return self._all()[at]

    def __iter__(self) -> Iterator[PlannedFact]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(_opened(self._packed))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def _pack(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, _PROTOCOL), _LEVEL)


@functools.lru_cache(maxsize=4)  # name after name is asked for of the same document
def _opened(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - an order carries it too, and is trusted
