"""Facts that are equal in kind give a template the same names, so what was found for one holds for the other."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from contracts.sandbox.context_kinds import context_kinds
from contracts.sandbox.known_names import UnknownName, unknown_names

TEMPLATE = """
{{ a.name }} {{ a.b.c }} {% for x in a %}{{ x.name }}{{ x.day.year }}{% else %}{{ b }}{% endfor %}
{% if b is defined %}{{ b.name.nothing }}{% endif %}{{ (a | first).other }} {{ a["name"].c }}
"""


@dataclass(frozen=True)
class Named:
    name: str | None
    day: dt.date


VALUES = st.recursive(
    st.sampled_from(
        [None, 1, "text", dt.date(2030, 1, 2), Named("x", dt.date(2030, 1, 2)), Named(None, dt.date(2031, 1, 1))]
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "b", "c"]), inner, max_size=2),
    max_leaves=4,
)
CONTEXTS = st.dictionaries(st.sampled_from(["a", "b"]), VALUES, max_size=2)


def _unknown(context: Mapping[str, object]) -> tuple[UnknownName, ...]:
    return unknown_names(Environment(autoescape=True).parse(TEMPLATE), context)


@given(CONTEXTS, CONTEXTS)
def test_equal_kinds_give_the_same_names(one: dict[str, object], other: dict[str, object]):
    if context_kinds(one) == context_kinds(other):
        assert _unknown(one) == _unknown(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": {"name": "x"}}, {"a": {"b": "x"}}),
        ({"a": None}, {"a": "x"}),
        ({"a": [Named("x", dt.date(2030, 1, 2))]}, {"a": []}),
        ({"a": "x"}, {"b": "x"}),
    ],
)
def test_what_has_other_names_is_of_another_kind(one: dict[str, object], other: dict[str, object]):
    assert _unknown(one) != _unknown(other)
    assert context_kinds(one) != context_kinds(other)


def test_values_are_not_looked_at():
    assert context_kinds({"a": "x", "b": [1, 2]}) == context_kinds({"a": "y", "b": [3]})


def test_what_declares_nothing_is_looked_at_every_time():
    class Loose(tuple[int, ...]):
        _fields = ("name",)

    assert context_kinds({"a": Loose((1,))}) is None
