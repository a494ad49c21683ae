"""Which item of one list is which of another: by what it is, not by where it stands.

A party is its organisation, a clause its id, a contribution its payer, payee and purpose. What has no name of its own
(a commitment, a goal) is itself as long as its words are; after that it is the one most like it. Pairs are found in
rounds, from the surest to the least sure, and an item is paired once.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.ledger.trees import Tree

#: Keys from the root, without the positions in lists.
Path = tuple[str, ...]

#: From here two texts of one family are the same, reworded: the share of words that both have in the same order.
REWORDED: Final = 0.5
#: From here two items of different families are the same, gone from one to the other.
TRANSFERRED: Final = 0.8


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes an item of a list the same item."""

    by: Path = ()  #: fields that name it
    family: Path = ()  #: fields that say which items may be the same, reworded
    alike: bool = True  #: whether likeness counts at all
    lone: bool = False  #: whether the only two of a family that are left are the same, however unlike


_BY_ID = Identity(by=("id",))
#: Every list of facts that has more than texts in it; texts are themselves.
IDENTITIES: Final[Mapping[Path, Identity]] = MappingProxyType(
    {
        # Another organisation is another party, however like it is.
        ("parties",): Identity(by=("organisation",), alike=False),
        ("organisations",): Identity(by=("id",), alike=False),
        ("units",): Identity(by=("id",), alike=False),
        ("bodies",): _BY_ID,
        ("clauses",): _BY_ID,
        ("clauses", "values"): Identity(by=("name",), alike=False),
        ("annexes",): _BY_ID,
        ("referred_documents",): _BY_ID,
        ("related_agreements",): Identity(by=("relation", "title"), family=("relation",)),
        ("targets",): Identity(by=("text",)),
        ("target_groups",): Identity(by=("rank", "description"), family=("rank",), lone=True),
        ("commitments",): Identity(by=("party", "sector", "joint", "text"), family=("party", "sector", "joint")),
        ("follow_ups",): Identity(family=("responsible_party", "frequency"), lone=True),
        ("economy", "contributions"): Identity(by=("payer", "payee", "purpose"), family=("payer", "payee"), lone=True),
        ("economy", "contributions", "by_year"): Identity(by=("year",), alike=False),
        ("economy", "in_kind"): Identity(by=("party", "text"), family=("party",), lone=True),
        ("economy", "tiered_rates"): Identity(by=("payer", "metric"), family=("payer",), lone=True),
        ("economy", "tiered_rates", "tiers"): Identity(by=("first",), alike=False),
        ("economy", "tiered_rates", "extras"): Identity(by=("purpose",)),
        ("economy", "unit_rates"): Identity(by=("payer", "unit"), family=("payer",), lone=True),
        ("economy", "user_fees"): Identity(by=("per",)),
        ("economy", "own_financing"): Identity(by=("party",), alike=False),
        ("economy", "external_funders"): _BY_ID,
        ("economy", "texts"): Identity(by=("party", "text"), family=("party",), lone=True),
    }
)

#: How sure a pair is, more is better; None when it is no pair.
_Likeness = Callable[[Tree, Tree], float | None]


def matched(old: Sequence[Tree], new: Sequence[Tree], path: Path) -> dict[int, int]:
    """For each position in `new` whose item is one of `old`, its position there.

    Args:
        old: the items before.
        new: the items after.
        path: where the list stands, from the root of the terms.
    """
    identity = IDENTITIES.get(path, Identity())
    pairs: dict[int, int] = {}
    for round_ in _rounds(identity):
        _pair(old, new, pairs, round_)
    if identity.lone:
        _pair_lone(old, new, pairs, identity.family)
    return pairs


def _rounds(identity: Identity) -> Iterator[_Likeness]:
    # Whose it is and by what id it goes are no words of its own.
    aside = frozenset({"id", *identity.family})

    def likeness(one: Tree, other: Tree) -> float:
        words = (_words(one, aside), _words(other, aside))
        return difflib.SequenceMatcher(None, *words, autojunk=False).ratio()

    def at_least(one: Tree, other: Tree, least: float) -> float | None:
        found = likeness(one, other)
        return found if found >= least else None

    yield lambda one, other: 1.0 if one == other else None
    if identity.by:
        yield lambda one, other: likeness(one, other) if _same(one, other, identity.by) else None
    if identity.alike:
        yield lambda one, other: at_least(one, other, REWORDED) if _same(one, other, identity.family) else None
        yield lambda one, other: at_least(one, other, TRANSFERRED)


def _pair(old: Sequence[Tree], new: Sequence[Tree], pairs: dict[int, int], likeness: _Likeness) -> None:
    """Add the pairs of one round, the surest first; of equally sure ones those that stand first."""
    taken = set(pairs.values())
    found = [
        (-sure, at, was)
        for at, item in enumerate(new)
        if at not in pairs
        for was, before in enumerate(old)
        if was not in taken and (sure := likeness(before, item)) is not None
    ]
    for _, at, was in sorted(found):
        if at not in pairs and was not in taken:
            pairs[at] = was
            taken.add(was)


def _pair_lone(old: Sequence[Tree], new: Sequence[Tree], pairs: dict[int, int], family: Path) -> None:
    left = [was for was in range(len(old)) if was not in pairs.values()]
    for at in [at for at in range(len(new)) if at not in pairs]:
        kin = [was for was in left if _same(old[was], new[at], family)]
        rivals = [other for other in range(len(new)) if other not in pairs and _same(new[other], new[at], family)]
        if len(kin) == 1 and len(rivals) == 1:
            pairs[at] = kin[0]
            left.remove(kin[0])


def _same(one: Tree, other: Tree, fields: Path) -> bool:
    """Whether the items say the same in these fields; any two texts do when there are none."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(one.get(field) == other.get(field) for field in fields)
    return not fields and type(one) is type(other)


def _words(tree: Tree, aside: frozenset[str]) -> list[str]:
    """All words of a tree, in their order."""
    if isinstance(tree, str):
        return tree.casefold().split()
    inside = tree if isinstance(tree, list) else [value for name, value in tree.items() if name not in aside]
    return [word for value in inside for word in _words(value, aside)]
