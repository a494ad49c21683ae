"""A template that goes wrong for some facts is found out, with the least facts that it takes; the project's do not."""

from pathlib import Path

import pytest

from contracts.errors import Severity
from contracts.lint.deep import Coverage, cover, lint_deep
from contracts.lint.deep_choices import choices_of
from contracts.lint.deep_shrinking import smallest
from contracts.lint.deep_sites import watched
from contracts.lint.deep_structure import look_at
from contracts.lint.kinds import kind_of
from contracts.lint.pairwise import Choice
from contracts.lint.samples import tops_of
from contracts.word.structure import check_structure
from tests.building import ROOT
from tests.word.word_files import STAMP, WordFiles, table
from tests.word.word_files import paragraph as p

TEMPLATES = sorted((*ROOT.glob("templates/*.docx"), *ROOT.glob("templates/*/*.docx")))


def silent(_made: int, _of: int) -> None:
    """Progress that nobody looks at."""


def tried(word: WordFiles, *body: str, kind: str = "agreement", **parts: str) -> Coverage:
    return cover(word.file(*body, **parts), kind, silent)


def texts(coverage: Coverage) -> list[str]:
    return [problem.text for problem in coverage.problems]


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_the_projects_own_templates_hold_for_all_pairs_of_facts(template: Path) -> None:
    coverage = cover(template, kind_of(template.name), silent)
    assert coverage.problems == ()
    assert coverage.whole
    assert coverage.renders < 120


def test_a_template_that_holds_is_tried_in_all_its_ways(word: WordFiles) -> None:
    coverage = tried(word, p("{%p for annex in annexes %}"), p("{{ annex.title }}"), p("{%p endfor %}"))
    assert coverage.problems == ()
    assert (coverage.branches, coverage.choices, coverage.combinations) == (1, 2, 9)  # bilagor, tecken


def test_a_fact_that_may_be_missing_is_told_with_what_it_takes(word: WordFiles) -> None:
    coverage = tried(word, p("{{ name }}"), p("{{ liability }}{% if goals %} och mål{% endif %}"))
    (problem,) = coverage.problems
    assert problem.rule == "template-empty"
    assert problem.text.endswith(" – när ansvar och försäkring (liability) saknas")
    assert (problem.place.part, problem.place.paragraph) == ("brödtext", 2)


def test_two_facts_that_are_wrong_together_are_both_told(word: WordFiles) -> None:
    body = "{% if annexes %}{% if not decisions %}{{ liability }}{% endif %}{% endif %}"
    (text,) = texts(tried(word, p(body)))
    assert "ansvar och försäkring (liability) saknas" in text
    assert "beslut (decisions) är utan poster" in text
    assert "bilagor" not in text  # there are some in an ordinary document


def test_what_fails_whatever_the_facts_are_is_told_so(word: WordFiles) -> None:
    (text,) = texts(tried(word, p("{{ annexes }}")))
    assert text.endswith("– vilka uppgifterna än är")


def test_a_fact_inside_a_loop_is_told_by_its_path(word: WordFiles) -> None:
    loop = (p("{%p for group in target_groups %}"), p("{{ group.age_min }}"), p("{%p endfor %}"))
    (text,) = texts(tried(word, *loop))
    assert text.endswith(" – när lägsta ålder (target_groups[].age_min) saknas")


def test_a_branch_that_no_facts_reach_is_told(word: WordFiles) -> None:
    body = "{% if goals %}{% if not goals %}aldrig{% endif %}{% if goals %}mål{% else %}inga{% endif %}{% endif %}"
    coverage = tried(word, p(body))
    assert texts(coverage) == [
        "villkoret i {% if not goals %} blir aldrig sant",
        "villkoret i {% if goals %} är alltid sant, så texten efter else skrivs aldrig ut",
    ]
    assert {problem.severity for problem in coverage.problems} == {Severity.WARNING}
    assert coverage.problems[0].place.column == body.index("{% if not") + 1


def test_a_condition_on_three_facts_is_reached_by_looking_for_it(word: WordFiles) -> None:
    assert not tried(
        word, p("{% if not goals and not annexes and not decisions and not liability %}X{% endif %}")
    ).problems


def test_certain_values_that_a_template_asks_for_are_tried(word: WordFiles) -> None:
    body = '{% for group in target_groups %}{% if group.rank == "primära" %}{{ liability }}{% endif %}{% endfor %}'
    (text,) = texts(tried(word, p(body)))
    assert "liability" in text


def test_a_number_without_text_is_told(word: WordFiles) -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    coverage = tried(word, p("före"), p("{% if goals %}mål{% endif %}", properties=number), p("", properties=number))
    (problem,) = coverage.problems
    assert (problem.rule, problem.severity) == ("deep-empty", Severity.WARNING)
    assert problem.text.startswith("ett numrerat stycke eller en punkt utan text blir kvar")


def test_a_condition_on_what_the_types_let_be_missing_may_stand(word: WordFiles) -> None:
    body = "{% for table in tables %}{% if table.total.outcome is not none %}x{% else %}–{% endif %}{% endfor %}"
    assert not tried(word, p(body), kind="economic-report").problems


def test_a_day_is_there_when_no_season_stands_for_it(word: WordFiles) -> None:
    assert tried(word, p("{%p if term.start %}"), p("A"), p("{%p else %}"), p("B"), p("{%p endif %}")).problems == ()


def test_rows_that_do_not_fill_their_table_are_told(word: WordFiles) -> None:
    rows = table(("a", "b"), ("c",))
    rendered = word.render(rows, p("efter"))
    (problem,) = look_at(rendered.docx, "ut.docx")
    assert problem.rule == "deep-grid"
    assert problem.text == "tabell 1 har 2 kolumner, men en rad fyller 1"
    assert look_at(word.render(table(("a", "b")), p("efter")).docx, "ut.docx") == ()


def spanning(columns: int) -> str:
    """A table of three columns whose second row is one cell over some of them."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{p("d")}</w:tc>'
    return table(("a", "b", "c")).replace("</w:tbl>", f"<w:tr>{cell}</w:tr></w:tbl>")


def test_merged_cells_add_up_to_their_tables_columns(word: WordFiles) -> None:
    def rules(body: str) -> list[str]:
        return [one.rule for one in look_at(word.render(body, p("efter")).docx, "ut.docx")]

    assert rules(spanning(3)) == []
    assert rules(spanning(2)) == rules(spanning(4)) == ["deep-grid"]
    before = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>'
    assert rules(spanning(2).replace("<w:tr><w:tc><w:tcPr><w:gridSpan", f"{before}<w:tcPr><w:gridSpan")) == []


def test_the_limit_is_kept_and_told(word: WordFiles) -> None:
    made: list[int] = []
    body = p("".join(f"{{% if {name} %}}x{{% endif %}}" for name in ("goals", "annexes", "decisions", "liability")))
    problems = lint_deep(word.file(body), "agreement", lambda one, _of: made.append(one), most_renders=3)
    assert made == [1, 2, 3]
    assert [problem.rule for problem in problems][-1] == "deep-cut-short"


def test_the_same_template_gives_the_same_findings(word: WordFiles) -> None:
    path = word.file(p("{{ liability }}{{ background }}{% if not term %}x{% endif %}"))
    assert lint_deep(path, "agreement", silent) == lint_deep(path, "agreement-onumrerad", silent)


def test_what_cannot_be_compiled_is_told_and_not_tried(word: WordFiles) -> None:
    assert [one.rule for one in lint_deep(word.file(p("{% if goals %}")), "agreement", silent)] == ["template-block"]
    assert lint_deep(word.folder / "saknas.docx", "agreement", silent)


def test_a_fault_is_shrunk_to_what_it_takes() -> None:
    choices = [Choice(name, ("0", "1")) for name in "abcdefgh"]
    asked = dict.fromkeys("abcdefgh", "1")
    assert smallest(asked, choices, lambda levels: {"b", "g"} <= set(levels)) == {"b": "1", "g": "1"}
    assert smallest(asked, choices, lambda _levels: True) == {}


def test_a_derived_list_is_varied_through_what_it_is_made_of(word: WordFiles) -> None:
    loop = (p("{%p for party in parties %}"), p("{% if party.pays %}x{% endif %}"), p("{%p endfor %}"))
    paths = watched(word.template(*loop), tops_of("agreement")).paths
    names = {choice.name for choice in choices_of(paths, tops_of("agreement"))}
    assert {"public_parties[].pays", "idea_based_parties[].pays"} <= names


def test_a_finished_file_is_looked_at_as_word_would(word: WordFiles) -> None:
    rendered = word.template(p("{{ name }}")).render({"name": "A"}, STAMP)
    assert check_structure(rendered.docx) == look_at(rendered.docx, "ut.docx") == ()
