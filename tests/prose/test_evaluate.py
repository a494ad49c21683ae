"""Facts filled into Markdown."""

import datetime as dt
from dataclasses import dataclass

import pytest

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.front_matter import Body
from contracts.prose.evaluate import evaluate, names_used


@dataclass(frozen=True)
class Party:
    """A party, as a view would be."""

    name: str
    unit: str | None = None


def filled(text: str, /, **names: object) -> str:
    return evaluate(Body(text, 1, "data/pm.md"), names)


def refused(text: str, /, first_line: int = 1, **names: object) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        evaluate(Body(text, first_line, "data/pm.md"), names)
    return tuple(caught.value.problems)


def test_facts_are_spelled_by_the_filters_of_templates():
    text = "Bidraget är {{ amount | kr }} från {{ day | datum }}."
    assert filled(text, amount=350000, day=dt.date(2018, 3, 1)) == (
        "Bidraget är 350\u00a0000\u00a0kr från 1\u00a0mars 2018."
    )


def test_a_loop_makes_a_tight_list_and_a_condition_leaves_no_empty_line():
    text = "Parter:\n\n{% for party in parties %}\n- {{ party.name }}\n{% endfor %}\n"
    text += "{% if more %}\nFler.\n{% endif %}\nSlut\n"
    parties = (Party("Kommunen"), Party("Föreningen"))
    assert filled(text, parties=parties, more=False) == "Parter:\n\n- Kommunen\n- Föreningen\nSlut\n"


def test_a_loop_makes_the_rows_of_a_table():
    text = "| Part |\n|---|\n{% for party in parties %}\n  | {{ party.name }} |\n{% endfor %}\n"
    assert filled(text, parties=(Party("A|B"),)) == "| Part |\n|---|\n  | A\\|B |\n"


def test_an_unknown_name_is_told_with_its_place_and_the_nearest_name():
    (problem,) = refused("Först\nVi är {{ partner }} här\n", first_line=7, parties=())
    assert (problem.rule, problem.text) == ("template-unknown-name", "namnet ”partner” finns inte")
    assert problem.place == Place("data/pm.md", 8, 10, 7, "Vi är {{ partner }} här")
    assert problem.remedy == "menade du ”parties”?"


@pytest.mark.parametrize("one", ["first", "list | last"])
def test_the_first_of_an_empty_list_is_told_by_its_list(one: str):
    text = f"{{{{ (parties | selectattr('id', 'eq', 'alfa') | {one}).name }}}} leder"
    (problem,) = refused(text, parties=({"id": "beta", "name": "Beta"},))
    assert problem.text == f"listan är tom, så ”parties | selectattr('id', 'eq', 'alfa') | {one}” ger inget"
    assert problem.remedy.startswith("ta bort eller skriv om det")


def test_all_unknown_names_are_told_in_one_run_also_in_branches_that_are_not_taken():
    text = "{{ a }} {{ name }}\n{% if name == 'x' %}\n{{ b }}\n{% endif %}\n{{ party.nam }}\n"
    problems = refused(text, name="y", party=Party("P"))
    assert [(problem.text, problem.place and problem.place.line) for problem in problems] == [
        ("namnet ”a” finns inte", 1),
        ("namnet ”b” finns inte", 3),
        ("namnet ”nam” finns inte", 5),
    ]
    assert problems[-1].remedy == "menade du ”name”?"


def test_an_empty_fact_is_told_and_not_printed():
    (problem,) = refused("Enheten {{ party.unit }}.", party=Party("P"))
    assert (problem.rule, problem.place) == (
        "template-empty",
        Place("data/pm.md", 1, 9, 16, "Enheten {{ party.unit }}."),
    )


def test_an_unknown_name_does_not_hide_an_empty_fact():
    rules = [problem.rule for problem in refused("{{ nothing }}\n{{ empty }}\n", empty=None)]
    assert rules == ["template-unknown-name", "template-empty"]


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("{{ a | datumm }}", "template-unknown-filter", 8),
        ("{{ a is defind }}", "template-unknown-test", 9),
        ("{{ a() }}", "template-dangerous", 1),
        ("{{ a.__class__ }}", "template-dangerous", 6),
        ("{{ a | attr('x') }}", "template-dangerous", 8),
        ("{% include 'a' %}", "template-statement", 1),
        ("{% iff a %}", "template-statement", 4),
        ("{{ a b }}", "template-syntax", 6),
        ("{{ }}", "template-syntax", 1),
        ("{{ “a” }}", "template-syntax", 4),
        ("{%- if a %}{% endif %}", "template-syntax", 1),
        ("{% if a %}", "template-block", 1),
        ("x {% endif %}", "template-block", 3),
        ("{% for b in a %}{% endif %}{% endfor %}", "template-block", 17),
        ("x {{ a", "template-stray", 3),
        ("x a }}", "template-stray", 5),
        ("{{ a | orgnr }}", "template-filter", 1),
        ("{{ a | kr }}", "template-filter", 1),
        ("{{ a.b }}", "template-unknown-name", 6),
    ],
)
def test_each_kind_of_mistake_is_told_with_line_and_column(text: str, rule: str, column: int):
    problems = refused(f"Rubrik\n{text}\n", a="text")
    assert [problem.rule for problem in problems] == [rule]
    assert problems[0].place == Place("data/pm.md", 2, column, problems[0].place.width, text)
    assert problems[0].remedy


def test_mistakes_of_writing_on_several_lines_are_told_in_one_run():
    problems = refused("{{ a b }}\n{% iff %}\n{{ 'x }}\n", a=1)
    assert [problem.place and problem.place.line for problem in problems] == [1, 2, 3]


def test_a_group_of_facts_is_not_printed():
    assert [problem.rule for problem in refused("{{ party }}", party=Party("P"))] == ["template-kind"]


def test_a_value_of_several_lines_is_refused_unless_it_is_markdown():
    (problem,) = refused("{{ purpose }}", purpose="Ett\n\nTvå")
    assert (problem.rule, "| text" in problem.remedy) == ("prose-lines", True)


def test_an_endless_loop_has_an_end():
    text = "{% for a in many %}{% for b in many %}{{ b }}{% endfor %}{% endfor %}"
    assert [problem.rule for problem in refused(text, many=tuple(range(200)))] == ["template-too-large"]


def test_only_the_functions_that_are_given_can_be_called():
    body = Body("{{ ref(name) }}", 1, "pm.md")
    assert evaluate(body, {"name": "giltighet"}, {"ref": lambda name: f"{name}*14"}) == "giltighet\\*14"
    with pytest.raises(ProblemsError) as caught:
        evaluate(Body("{{ name.upper() }} {{ other() }}", 1, "pm.md"), {"name": "x"}, {"ref": str})
    assert {problem.rule for problem in caught.value.problems} == {"template-dangerous", "template-unknown-name"}


def test_a_function_cannot_be_put_in_place_of_another():
    with pytest.raises(ProblemsError):
        evaluate(Body("{% set ref = name %}{{ ref() }}", 1, "pm.md"), {"name": str}, {"ref": str})


def test_a_function_that_refuses_what_it_gets_is_told_in_swedish():
    def ref(name: str) -> str:
        raise ValueError("no such section")

    with pytest.raises(ProblemsError) as caught:
        evaluate(Body("{{ ref('x') }}", 1, "pm.md"), {}, {"ref": ref})
    (problem,) = caught.value.problems
    assert (problem.rule, "”ref” kan inte anropas så" in problem.text) == ("template-function", True)


def test_text_put_together_is_escaped_once():
    assert filled("{{ a ~ '*' }}", a="_") == "\\_\\*"


def test_marks_that_the_author_wrote_are_left_alone():
    text = "# Rubrik\n\n*Stil* och [länk](https://exempel.se), se [](#giltighet).[^1]\n\n[^1]: Not & <inte> värde\n"
    assert filled(text) == text


def test_a_hidden_name_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="_secret"):
        filled("x", _secret=1)


def test_the_names_used_are_those_from_outside():
    text = "{% for x in xs %}{{ x.y }}{{ z | kr }}{% endfor %}{% set q = w %}{{ q }}{# {{ not }} #}"
    assert names_used(Body(text, 1, "pm.md")) == {"xs", "z", "w"}


def test_names_of_a_text_that_cannot_be_read_are_not_guessed():
    for text in ("{{ a b }}", "{{ a | finnsinte }}"):
        with pytest.raises(ProblemsError):
            names_used(Body(text, 1, "pm.md"))


@pytest.mark.parametrize(("deep", "refused"), [(15, False), (16, True), (2_000, True)])
def test_blocks_may_stand_inside_one_another_only_so_deep(deep: int, refused: bool) -> None:
    text = "{% if x %}" * deep + "y" + "{% endif %}" * deep
    if not refused:
        assert evaluate(Body(text, 1, "m.md"), {"x": 1}) == "y"
        return
    with pytest.raises(ProblemsError) as caught:
        evaluate(Body(text, 1, "m.md"), {"x": 1})
    assert {problem.rule for problem in caught.value.problems} == {"template-block"}
    assert "står inuti 15 andra villkor" in caught.value.problems[0].text
