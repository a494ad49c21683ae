import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.canonical import canonical_json

leaves = st.none() | st.booleans() | st.integers() | st.text()
facts = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(facts)
def test_it_is_what_the_standard_library_writes(value: object) -> None:
    """What has been signed holds such bytes: a faster writer may not change one of them."""
    assert canonical_json(value).decode() == json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


@pytest.mark.parametrize("value", [{"a": 0.5}, [{1, 2}], {1: "a", "b": 2}, {"a": object()}])
def test_what_json_has_no_one_form_for_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        canonical_json({"a": "\ud800"})
