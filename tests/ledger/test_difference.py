"""The difference between two states of the terms: what it says, and the laws that it keeps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.ledger.difference import (
    Added,
    DifferentTermsError,
    FieldChanges,
    ItemChanges,
    Kept,
    Replaced,
    apply,
    difference,
    reverse,
)
from contracts.ledger.trees import Fields
from tests.ledger.edited_terms import all_terms, two_trees


@given(two_trees())
@settings(max_examples=100, deadline=None)
def test_a_difference_gives_the_new_terms_and_its_reverse_the_old(trees: tuple[Fields, Fields]):
    old, new = trees
    changed = difference(old, new)
    assert (changed is None) == (old == new)
    assert apply(old, changed) == new
    back = reverse(changed)
    assert apply(new, back) == old
    assert reverse(back) == changed


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_items_in_another_order_are_only_moved(data: st.DataObject):
    tree = data.draw(
        st.sampled_from([terms.tree for terms in all_terms() if len(terms.tree.get("commitments", [])) > 2])
    )
    shuffled = dict(tree) | {"commitments": data.draw(st.permutations(tree["commitments"]))}
    changed = difference(tree, shuffled)
    if changed is None:
        return
    assert isinstance(changed, FieldChanges)
    [(name, items)] = changed.changes
    assert name == "commitments"
    assert isinstance(items, ItemChanges)
    assert items.gone == ()
    assert all(isinstance(item, Kept) and item.inside is None for item in items.items)
    assert items.moved


def test_a_difference_made_from_other_terms_is_refused():
    changed = difference({"goals": ["a"], "name": "x"}, {"goals": ["b"], "name": "y"})
    for other in ({"goals": ["c"], "name": "x"}, {"goals": ["a"], "name": "z"}, {"goals": [], "name": "x"}, "x"):
        with pytest.raises(DifferentTermsError):
            apply(other, changed)


def contribution(amount: str, purpose: str, payee: str = "alfa") -> Fields:
    return {"payer": "kommunen", "payee": payee, "amount": amount, "purpose": purpose}


def test_a_contribution_is_known_by_payer_payee_and_purpose_not_by_its_place():
    old = [contribution("1", "samordning"), contribution("2", "lokaler")]
    new = [contribution("2", "lokaler"), contribution("9", "samordning")]
    changed = difference(old, new, ("economy", "contributions"))
    assert changed == ItemChanges((Kept(1), Kept(0, FieldChanges((("amount", Replaced("1", "9")),)))), ())
    assert changed.moved == {1}


def test_a_contribution_whose_purpose_is_reworded_is_the_same():
    old = [contribution("1", "samordning och personal"), contribution("2", "lokaler")]
    new = [contribution("1", "samordning, personal och tolkar"), contribution("2", "lokaler")]
    changed = difference(old, new, ("economy", "contributions"))
    assert isinstance(changed, ItemChanges)
    assert [isinstance(item, Kept) for item in changed.items] == [True, True]


def test_the_only_contribution_between_two_is_the_same_whatever_it_is_for():
    old = [contribution("1", "samordning"), contribution("2", "lokaler", "beta")]
    new = [contribution("1", "resor till havet"), contribution("3", "mat", "gamma")]
    changed = difference(old, new, ("economy", "contributions"))
    assert isinstance(changed, ItemChanges)
    assert [type(item) for item in changed.items] == [Kept, Added]
    assert [gone.was for gone in changed.gone] == [1]


def test_a_commitment_that_another_party_takes_over_is_the_same():
    old = [{"party": "alfa", "text": "besöka äldre som bor ensamma"}, {"party": "alfa", "text": "laga mat"}]
    new = [{"party": "alfa", "text": "laga mat"}, {"party": "beta", "text": "besöka äldre som bor ensamma"}]
    changed = difference(old, new, ("commitments",))
    assert changed == ItemChanges((Kept(1), Kept(0, FieldChanges((("party", Replaced("alfa", "beta")),)))), ())


def test_another_organisation_is_another_party():
    old = [{"organisation": "alfa"}, {"organisation": "beta"}]
    new = [{"organisation": "alfa"}, {"organisation": "alfa-beta"}]
    changed = difference(old, new, ("parties",))
    assert isinstance(changed, ItemChanges)
    assert [type(item) for item in changed.items] == [Kept, Added]


def test_two_equal_items_are_two():
    old, new = ["a", "a", "b"], ["a", "b", "a", "a"]
    changed = difference(old, new, ("goals",))
    assert apply(old, changed) == new
    assert isinstance(changed, ItemChanges)
    assert sum(isinstance(item, Added) for item in changed.items) == 1


def test_the_first_item_of_a_list_is_an_item_that_is_added():
    assert difference({}, {"goals": ["a"]}) == FieldChanges((("goals", ItemChanges((Added("a"),), ())),))
    assert apply({}, difference({}, {"goals": ["a"]})) == {"goals": ["a"]}
    assert apply({"goals": ["a"]}, difference({"goals": ["a"]}, {})) == {}


def test_as_few_items_as_can_be_are_told_as_moved():
    changed = difference(["a", "b", "c", "d"], ["d", "a", "b", "c"], ("goals",))
    assert isinstance(changed, ItemChanges)
    assert changed.moved == {0}
