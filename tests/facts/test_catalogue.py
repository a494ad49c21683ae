"""Fields are found by their names, whole or by the end, and know what they are."""

import pytest

from contracts.facts.catalogue import every_field, find, nearest_names


def names(name: str) -> list[str]:
    return [field.whole_name for field in find(name)]


def test_a_whole_name_is_one_field():
    assert names("memo.proposals") == ["memo.proposals"]
    assert names("partnership.term.end") == ["partnership.term.end"]


def test_a_bare_name_is_every_field_that_is_called_so():
    found = names("amount")
    assert found[0] == "partnership.economy.contributions.amount"
    assert "economic-report.explanations.amount" in found
    assert all(name.endswith(".amount") for name in found)
    assert {"memo.title", "packet.items.title"} <= set(names("title"))


def test_the_end_of_a_name_will_do_with_and_without_the_kind_of_file():
    assert names("contributions.amount") == ["partnership.economy.contributions.amount"]
    assert names("partnership.contributions.amount") == ["partnership.economy.contributions.amount"]
    assert names("memo.contributions.amount") == []


@pytest.mark.parametrize(
    ("wrong", "right"), [("amnount", "amount"), ("term.ned", "term.end"), ("memo.proposal", "memo.proposals")]
)
def test_a_name_that_nothing_has_gets_those_like_it(wrong: str, right: str):
    assert names(wrong) == []
    assert right in nearest_names(wrong)


def test_every_field_says_what_it_is():
    for field in every_field():
        assert field.title, field.whole_name
        assert field.model or field.written or field.choices, field.whole_name


def test_what_a_field_is_comes_from_its_type():
    amount, status, extension = (
        find(name)[0] for name in ("contributions.amount", "partnership.status", "term.extension")
    )
    assert amount.written is not None
    assert (amount.written.what, amount.required, amount.many) == ("hela kronor", False, False)
    assert "draft" in status.choices
    assert status.required
    assert extension.model is not None
    [clause_place] = find("clause.after")
    assert "ansvar" in clause_place.choices
