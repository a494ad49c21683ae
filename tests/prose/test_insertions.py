"""Texts that are Markdown, put into Markdown."""

import pytest

from contracts.errors import Problem, ProblemsError
from contracts.facts.front_matter import Body
from contracts.prose.evaluate import evaluate


def filled(text: str, /, **names: object) -> str:
    return evaluate(Body(text, 1, "pm.md"), names)


def refused(text: str, /, **names: object) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        evaluate(Body(text, 1, "pm.md"), names)
    (problem,) = caught.value.problems
    return problem


def test_a_text_of_one_paragraph_stands_in_a_line_with_its_marks():
    assert filled("Syftet är {{ purpose | text }}.", purpose="att *alla*\nska få plats") == (
        "Syftet är att *alla* ska få plats."
    )


def test_a_text_on_its_own_line_becomes_paragraphs():
    text = "Syftet:\n\n{{ purpose | text }}\n\nSlut\n"
    assert filled(text, purpose="Ett\n\n- två\n- tre") == "Syftet:\n\nEtt\n\n- två\n- tre\n\nSlut\n"


def test_a_text_under_a_heading_needs_no_empty_line():
    assert filled("## Syfte\n{{ a | text }}\n## Mål\n", a="Ett\n\nTvå") == "## Syfte\nEtt\n\nTvå\n## Mål\n"


def test_a_statement_beside_it_takes_no_room():
    assert filled("{% if a %}\n{{ a | text }}\n{% endif %}\n", a="Ett\n\nTvå") == "Ett\n\nTvå\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Syftet är {{ a | text }}.", "mitt i en rad"),
        ("Syftet är\n{{ a | text }}\noch mer", "mitt i en rad"),
        ("- {{ a | text }}", "en punkt i en lista"),
        ("1. Ett\n\n   {{ a | text }}", "en punkt i en lista"),
        ("| a |\n|---|\n| {{ a | text }} |", "en tabellcell"),
    ],
)
def test_several_paragraphs_where_there_is_room_for_one_are_refused_at_their_line(text: str, where: str):
    problem = refused(text, a="Ett\n\nTvå")
    assert problem.rule == "prose-paragraphs"
    assert where in problem.text
    assert problem.place
    assert "{{ a | text }}" in problem.place.excerpt


def test_a_list_or_a_note_does_not_fit_in_a_line():
    assert refused("x {{ a | text }}", a="- en punkt").rule == "prose-paragraphs"
    assert refused("x {{ a | text }}", a="Ett[^1]\n\n[^1]: Not").rule == "prose-paragraphs"


def test_a_forced_line_end_does_not_fit_in_a_line():
    assert "radbrytning" in refused("x {{ a | text }}", a="Ett\\\ntvå").text


def test_a_column_mark_does_not_part_a_cell():
    assert filled("| a |\n|---|\n| {{ a | text }} |", a="x | y").endswith("| x \\| y |")


def test_notes_of_two_texts_with_the_same_name_stay_apart():
    text = "{{ a | text }}\n\n{{ b | text }}\n"
    markdown = filled(text, a="Ett[^1]\n\n[^1]: A", b="Två[^1]\n\n[^1]: B")
    assert markdown == "Ett[^text-1-1]\n\n[^text-1-1]: A\n\nTvå[^text-2-1]\n\n[^text-2-1]: B\n"


def test_marks_of_templates_in_a_text_are_not_filled_in():
    assert filled("{{ a | text }}", a="{{ b }}") == "{{ b }}"


@pytest.mark.parametrize(("value", "rule"), [(None, "template-empty"), (" ", "template-empty"), (3, "template-filter")])
def test_what_is_no_text_is_refused(value: object, rule: str):
    assert refused("{{ a | text }}", a=value).rule == rule


def test_nothing_can_be_done_to_a_text_after_it_has_been_put_in():
    assert refused("{{ a | text | upper }}", a="x").rule == "template-level"


def test_a_choice_of_texts_is_put_in():
    assert filled("{{ a | text if a else 'inget' }}", a="*x*") == "*x*"
    assert filled("{{ a | text if a else 'in*get' }}", a=None) == "in\\*get"
