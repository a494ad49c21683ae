"""What differs between two records is told by file and field, what is nearest to the document first."""

import copy
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.drift import drifts
from contracts.facts.load import load_workspace
from contracts.facts.record import record_of
from tests.building import ROOT


@cache
def records() -> tuple[bytes, ...]:
    """Those of the real agreements."""
    workspace, _ = load_workspace(ROOT / "data", ROOT / "templates")
    return tuple(
        record_of(authority, f"{one.id}/agreement", [one.id], [])
        for authority in workspace.authorities
        for one in authority.partnerships
    )


def leaves(tree: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [leaf for key, value in pairs for leaf in leaves(value, (*route, key))] if pairs else [route]


@given(st.data())
def test_one_changed_leaf_is_the_one_that_is_told(data: st.DataObject):
    record = data.draw(st.sampled_from(records()))
    assert drifts(record, record) == ()
    changed = json.loads(record)
    [(partnership, facts)] = changed["partnerships"].items()
    route = data.draw(st.sampled_from([leaf for leaf in leaves(facts) if leaf]))
    inner = facts
    for step in route[:-1]:
        inner = inner[step]
    inner[route[-1]] = "något helt annat"
    [found] = drifts(record, json.dumps(changed).encode())
    assert (found.file, found.route) == (f"{partnership}/partnership.yaml", route)


def test_what_is_nearest_to_the_document_comes_first():
    record = json.loads(records()[0])
    record["document"] = "p/pm"
    record["partnerships"]["p"] = {"name": "ett"}
    record["documents"] = {"p/pm": {"facts": {"title": "ett"}, "body": "ett"}}
    other = copy.deepcopy(record)
    other["authority"]["facts"]["name"] = "två"
    other["partnerships"]["p"]["name"] = "två"
    other["documents"]["p/pm"] = {"facts": {"title": "två"}, "body": "två"}
    found = drifts(json.dumps(record).encode(), json.dumps(other).encode())
    assert [(one.file, one.route) for one in found] == [
        ("p/pm.md", ("title",)),
        ("p/pm.md", ()),
        ("p/partnership.yaml", ("name",)),
        ("authority.yaml", ("name",)),
    ]


@pytest.mark.parametrize("broken", [b"", b"{}", b"[]", b'{"document": 1}'])
def test_of_what_is_no_record_nothing_is_told(broken: bytes):
    assert drifts(broken, records()[0]) == ()
