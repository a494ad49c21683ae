"""Terms of the real data and of the test projects, and what becomes of them under random edits."""

import copy
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from contracts.facts.load import load_workspace
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Fields, Tree

ROOT = Path(__file__).parents[2]
PROJECTS = ("data", "tests/projects/exempelstad/data", "tests/projects/norrvik/data")


@cache
def all_terms() -> tuple[Terms, ...]:
    """The terms of every partnership that there is."""
    found = []
    for folder in PROJECTS:
        workspace, _ = load_workspace(ROOT / folder, ROOT / "templates")
        found += [Terms(authority, partnership) for authority, partnership in workspace.partnerships()]
    assert found
    return tuple(found)


@cache
def _parts_like(kind: type) -> tuple[Tree, ...]:
    """Every part of every tree that is of one kind: what an edit may put in another's place."""
    return tuple(part for terms in all_terms() for part in _parts(terms.tree) if type(part) is kind)


def _parts(tree: Tree) -> Sequence[Tree]:
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [tree, *(part for child in children for part in _parts(child))]


TEXTS = st.sampled_from(
    ["350000", "400000", "2030-05-31", "ja", "botkyrka", "hela-manniskan", "besöka äldre"]
) | st.text(min_size=1, max_size=12)


@st.composite
def two_trees(draw: st.DrawFn) -> tuple[Fields, Fields]:
    """A partnership's terms before and after a handful of edits."""
    terms = draw(st.sampled_from(all_terms()))
    old, new = terms.tree, copy.deepcopy(terms.tree)
    for _ in range(draw(st.integers(0, 6))):
        _edit(draw, new)
    return old, new


def _edit(draw: st.DrawFn, tree: Tree) -> None:
    """One change somewhere in the tree: a value, a field, an item more or less, or items in another order."""
    while isinstance(tree, dict | list):
        inside: list[str] | list[int] = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
        at = draw(st.sampled_from(inside))
        child = tree[at]  # type: ignore[index]  # a key of a dict, a position of a list
        if isinstance(child, dict | list) and child and draw(st.booleans()):
            tree = child
            continue
        if isinstance(tree, list):
            _edit_list(draw, tree, int(at))
        elif len(tree) > 1 and draw(st.booleans()):
            del tree[str(at)]
        else:
            tree[str(at)] = draw(TEXTS) if isinstance(child, str) else _other(draw, child)
        return


def _edit_list(draw: st.DrawFn, items: list[Tree], at: int) -> None:
    match draw(st.sampled_from(["insert", "repeat", "move", "remove", "reword"])):
        case "insert":
            items.insert(at, _other(draw, items[at]))
        case "repeat":
            items.append(copy.deepcopy(items[at]))
        case "move":
            items.append(items.pop(at))
        case "remove" if len(items) > 1:
            del items[at]
        case _:
            items[at] = draw(TEXTS) if isinstance(items[at], str) else _other(draw, items[at])


def _other(draw: st.DrawFn, like: Tree) -> Tree:
    """Some part of the same kind, from any partnership."""
    return copy.deepcopy(draw(st.sampled_from(_parts_like(type(like)))))
