"""Every pair of choices that can meet does so in some row, and there are few rows."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.lint.pairwise import Choice, pairwise


def held(rows: tuple) -> set[tuple[str, str, str, str]]:
    return {(*one, *other) for row in rows for one, other in itertools.permutations(row.items(), 2)}


def test_every_pair_stands_in_a_row() -> None:
    choices = [Choice(name, ("inget", "en", "flera")) for name in "abcdef"]
    rows = pairwise(choices)
    for one, other in itertools.permutations(choices, 2):
        for first, second in itertools.product(one.levels, other.levels):
            assert (one.name, first, other.name, second) in held(rows)
    assert len(rows) < 20  # all combinations are 729


def test_a_choice_that_hangs_on_another_is_made_only_where_that_is_there() -> None:
    rows = pairwise(
        [
            Choice("förlängning", ("saknas", "finns")),
            Choice("högst", ("saknas", "finns"), "förlängning", ("finns",)),
            Choice("bilagor", ("inga", "två")),
        ]
    )
    assert all(("högst" in row) == (row["förlängning"] == "finns") for row in rows)
    assert ("högst", "finns", "bilagor", "inga") in held(rows)
    assert ("förlängning", "saknas", "bilagor", "två") in held(rows)


def test_a_single_choice_has_a_row_for_each_level_and_none_has_no_rows() -> None:
    assert pairwise([Choice("utkast", ("ja", "nej"))]) == ({"utkast": "ja"}, {"utkast": "nej"})
    assert pairwise([]) == ()


def test_a_choice_before_what_it_hangs_on_is_refused() -> None:
    with pytest.raises(ValueError, match="does not stand before"):
        pairwise([Choice("högst", ("1",), "förlängning", ("finns",)), Choice("förlängning", ("finns",))])


@st.composite
def some_choices(draw: st.DrawFn) -> list[Choice]:
    choices: list[Choice] = []
    for number in range(draw(st.integers(1, 7))):
        levels = tuple(map(str, range(draw(st.integers(2, 3)))))
        above = draw(st.sampled_from([None, *choices]))
        when = (draw(st.sampled_from(above.levels)),) if above else ()
        choices.append(Choice(f"val{number}", levels, above.name if above else "", when))
    return choices


@settings(max_examples=60, deadline=None)
@given(some_choices())
def test_every_level_is_tried_and_no_row_contradicts_itself(choices: list[Choice]) -> None:
    rows = pairwise(choices)
    by_name = {choice.name: choice for choice in choices}
    assert {(name, level) for row in rows for name, level in row.items()} == {
        (choice.name, level) for choice in choices for level in choice.levels
    }
    for row in rows:
        for name in row:
            choice = by_name[name]
            assert not choice.within or row.get(choice.within) in choice.when
    assert rows == pairwise(choices)
