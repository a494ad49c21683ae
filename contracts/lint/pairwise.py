"""Few combinations that hold every pair of choices: what a template is tried with instead of all its combinations.

Most faults of branching come from one choice or two together. With a hundred choices all combinations are out of reach,
all pairs are some dozens. A choice may hang on another (what an extension says, on there being one): pairs that cannot
meet are not asked for. It is greedy and deterministic; published libraries for pairs know no choice that hangs on
another, and filter away what cannot meet one row at a time.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

#: A choice's place in the sequence, and the place of one of its levels.
Chosen: TypeAlias = tuple[int, int]
_Pair: TypeAlias = tuple[Chosen, Chosen]
#: How many of the pairs still missing are tried as the beginning of a row.
_BEGINNINGS: Final = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be in several ways."""

    name: str
    levels: tuple[str, ...]
    within: str = ""  #: the choice that it hangs on; "" when it stands by itself
    when: tuple[str, ...] = ()  #: the levels of that choice at which there is anything to choose


def pairwise(choices: Sequence[Choice]) -> tuple[Mapping[str, str], ...]:
    """Rows of levels by choice that together hold every pair of levels that can meet.

    A row says nothing of a choice that hangs on what is not there.

    Args:
        choices: each after the one that it hangs on.

    Raises:
        ValueError: a choice hangs on one that does not stand before it.
    """
    search = _Search(choices)
    rows: list[Mapping[str, str]] = []
    while search.missing:
        row = search.next_row()
        rows.append({choices[at].name: choices[at].levels[level] for at, level in sorted(row.items())})
    return tuple(rows)


class _Search:
    """Pairs that no row holds yet, and how the next row is found."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        places = {choice.name: at for at, choice in enumerate(choices)}
        self._needs: list[int | None] = []
        self._allowed: list[frozenset[int]] = []
        for at, choice in enumerate(choices):
            above = places.get(choice.within, at) if choice.within else -1
            if above >= at:
                raise ValueError(f"{choice.name} hangs on {choice.within}, which does not stand before it")
            self._needs.append(above if above >= 0 else None)
            self._allowed.append(frozenset(choices[above].levels.index(level) for level in choice.when))
        self._depth = [self._depth_of(at) for at in range(len(choices))]
        self._below: dict[int, list[int]] = defaultdict(list)
        for at, need in enumerate(self._needs):
            if need is not None:
                self._below[need].append(at)
        # A dictionary is a set that keeps its order, so that the rows are the same each time.
        self.missing: dict[_Pair, None] = dict.fromkeys(self._pairs())
        self._partners: dict[Chosen, set[Chosen]] = defaultdict(set)
        for one, other in self.missing:
            self._partners[one].add(other)
            self._partners[other].add(one)

    def _depth_of(self, at: int) -> int:
        need = self._needs[at]
        return 0 if need is None else 1 + self._depth_of(need)

    def _pairs(self) -> Iterator[_Pair]:
        # Each level with itself: one that can meet no other is tried too.
        for at, choice in enumerate(self._choices):
            yield from (((at, level), (at, level)) for level in range(len(choice.levels)))
        for (one, first), (other, second) in itertools.combinations(enumerate(self._choices), 2):
            for levels in itertools.product(range(len(first.levels)), range(len(second.levels))):
                pair = ((one, levels[0]), (other, levels[1]))
                if self._row_of(pair) is not None:
                    yield pair

    def _row_of(self, pair: _Pair) -> dict[int, int] | None:
        """The beginning of a row that holds a pair with all that it hangs on; None when the two cannot meet."""
        options: dict[int, frozenset[int]] = {}
        for at, level in pair:
            options[at] = options.get(at, frozenset({level})) & {level}
        for at, _ in pair:
            below, above = at, self._needs[at]
            while above is not None:
                options[above] = options.get(above, self._allowed[below]) & self._allowed[below]
                below, above = above, self._needs[above]
        return {at: min(levels) for at, levels in options.items()} if all(options.values()) else None

    def next_row(self) -> dict[int, int]:
        """The row that takes most of the missing pairs, of some that begin with different ones; they are then taken."""
        rows = [self._filled(pair) for pair in itertools.islice(self.missing, _BEGINNINGS)]
        best = max(rows, key=lambda row: sum(pair in self.missing for pair in _pairs_in(row)))
        for pair in _pairs_in(best):
            if pair in self.missing:
                del self.missing[pair]
                one, other = pair
                self._partners[one].discard(other)
                self._partners[other].discard(one)
        return best

    def _filled(self, pair: _Pair) -> dict[int, int]:
        begun = self._row_of(pair)
        assert begun is not None, "only pairs that can meet are missing"
        row = dict(begun)
        # What has most left to meet chooses first, but nothing before what it hangs on.
        order = sorted(range(len(self._choices)), key=lambda at: (self._depth[at], -self._left_of(at), at))
        for at in order:
            need = self._needs[at]
            if at in row or (need is not None and row.get(need) not in self._allowed[at]):
                continue
            known = set(row.items())
            levels = range(len(self._choices[at].levels))
            row[at] = max(
                levels, key=lambda level: (self._worth(at, level, known), len(self._partners[at, level]), -level)
            )
        return row

    def _left_of(self, at: int) -> int:
        return sum(len(self._partners[at, level]) for level in range(len(self._choices[at].levels)))

    def _worth(self, at: int, level: int, known: set[Chosen]) -> int:
        """How many missing pairs a level brings, with the best that what hangs on it can bring."""
        worth = len(self._partners[at, level] & known)
        for below in self._below.get(at, ()):
            if level in self._allowed[below]:
                levels = range(len(self._choices[below].levels))
                worth += max(self._worth(below, one, known) for one in levels)
        return worth


def _pairs_in(row: Mapping[int, int]) -> Iterator[_Pair]:
    chosen = sorted(row.items())
    yield from ((one, one) for one in chosen)
    yield from itertools.combinations(chosen, 2)
