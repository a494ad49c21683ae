"""Tags are found as their writer meant them, however Word has dressed them."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.word.tags import Kind, find_tags


def bodies(text: str) -> list[str]:
    return [tag.body for tag in find_tags(text)[0]]


def marks(text: str) -> list[str]:
    return [stray.mark for stray in find_tags(text)[1]]


def test_the_three_kinds_are_told_apart() -> None:
    tags, strays = find_tags("a {{ x }} b {% if y %} c {# z #}")
    assert [tag.kind for tag in tags] == [Kind.OUTPUT, Kind.STATEMENT, Kind.COMMENT]
    assert [tag.body for tag in tags] == ["x", "if y", "z"]
    assert not strays


def test_the_letter_after_the_mark_is_the_level() -> None:
    tags = find_tags("{%p if x %}{%tr for a in b %}{%tc endfor %}{{p x | stycken }}{{r x }}{%\u00a0if p %}")[0]
    assert [tag.level for tag in tags] == ["p", "tr", "tc", "p", "r", ""]


def test_a_variable_named_like_a_level_stays_a_variable() -> None:
    tags = find_tags("{{ p }}{{p}}{{p | lista }}{{ p.name }}{{r if r else 1 }}")[0]
    assert [tag.level for tag in tags] == [""] * 5
    assert tags[2].body == "p | lista"


def test_curly_quotes_and_no_break_spaces_are_undone_outside_strings_only() -> None:
    assert bodies("{%\u00a0if\u00a0k == ”a\u00a0b’c” %}") == ['if k == "a\u00a0b’c"']
    assert bodies("{{ a – 1 }}{{ na\u200bme }}{{ x | join(‘, ’) }}") == ["a - 1", "name", "x | join(', ')"]


def test_an_apostrophe_within_double_quotes_is_text() -> None:
    assert bodies('{% if name == "O’Brien" %}') == ['if name == "O’Brien"']


def test_closing_marks_inside_a_string_do_not_end_the_tag() -> None:
    assert bodies("{{ '}}' }}{{ {'a': {'b': 1}}['a'] }}") == ["'}}'", "{'a': {'b': 1}}['a']"]


def test_a_tag_that_never_ends_does_not_swallow_the_next() -> None:
    assert bodies("pris {{ a kr och {{ b }}") == ["b"]
    assert marks("pris {{ a kr och {{ b }}") == ["{{"]


def test_marks_without_their_other_half_are_strays() -> None:
    assert marks("}} a %} b #} c {{") == ["}}", "%}", "#}", "{{"]


def test_a_quote_that_never_ends_still_ends_with_the_tag() -> None:
    assert bodies("{{ 'x }} text {{ y }}") == ["'x", "y"]


def test_white_space_control_is_noticed() -> None:
    assert [tag.trims for tag in find_tags("{%- if x -%}{{ -1 }}{{- x }}")[0]] == [True, False, True]


@given(st.text(alphabet="{}%#'\"”’ ab|p\u00a0", max_size=40))
def test_every_mark_of_a_text_is_in_a_tag_or_is_a_stray(text: str) -> None:
    tags, strays = find_tags(text)
    covered = {i for tag in tags for i in range(tag.start, tag.end)}
    covered |= {i for stray in strays for i in range(stray.start, stray.start + 2)}
    rest = "".join(" " if i in covered else letter for i, letter in enumerate(text))
    assert not any(mark in rest for mark in ("{{", "}}", "{%", "%}", "{#", "#}"))
    assert all(text[tag.start : tag.end] == tag.raw for tag in tags)


def test_a_parenthesis_after_the_level_begins_an_expression() -> None:
    (tag,), _ = find_tags('{{p ("1. " + x) | stycken }}')
    assert (tag.level, tag.body) == ("p", '("1. " + x) | stycken')
