"""Crowded tags and empty paragraphs are found, and paragraphs that are right are left alone."""

import pytest

from contracts.lint import paragraphs
from tests.lint.finding import pointed, problems, rules
from tests.word.word_files import WordFiles, paragraph, run, table

IF, END = paragraph("{%p if a %}"), paragraph("{%p endif %}")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (paragraph("{%p if a %}{%p endif %}"), ["block-encloses-nothing"]),
        (IF + END, ["block-encloses-nothing"]),
        (paragraph("x {% if a %}{% endif %}y"), ["block-encloses-nothing"]),
        (
            IF + paragraph("x") + paragraph("{%p endif %}{%p if b %}") + paragraph("y") + END,
            ["paragraph-tags-together"],
        ),
        (paragraph("{% if a %}x{% endif %}."), ["paragraph-left-empty"]),
        (paragraph("– {% if a %}x{% endif %}"), ["paragraph-left-empty"]),
        (paragraph("ett") + paragraph("   ") + paragraph("två"), ["paragraph-blank"]),
        (paragraph("ett") + paragraph() + paragraph() + paragraph("två"), ["paragraph-spacing"]),
        (paragraph("ett  två"), ["text-double-space"]),
        (paragraph("ett {% if a %}två{% endif %} tre"), ["condition-double-space"]),
    ],
)
def test_a_trap_is_found(word: WordFiles, body: str, found: list[str]) -> None:
    assert rules(paragraphs, word.file(body)) == found


@pytest.mark.parametrize(
    "body",
    [
        IF + paragraph("x") + END,
        paragraph("{% if a %}x{% endif %}"),
        paragraph("{% if a %}x{% else %}y{% endif %}."),
        paragraph("{{ a }}{% if a %}x{% endif %}."),
        paragraph("Avtalet gäller{% if a %} i dag{% endif %} och sedan."),
        paragraph("{{ 'a  b' }}"),
        paragraph("ett") + table(("a",)) + paragraph() + table(("b",)),
        paragraph("ett") + paragraph(properties="<w:sectPr/>") + paragraph("två"),
        table((paragraph(), "x")),
        f"<w:p>{run('ett')}</w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>" + paragraph("två"),
    ],
)
def test_what_is_right_is_left_alone(word: WordFiles, body: str) -> None:
    assert rules(paragraphs, word.file(body)) == []


def test_the_finding_says_what_is_left_and_points_at_the_condition(word: WordFiles) -> None:
    [problem] = problems(paragraphs, word.file(paragraph("Först"), paragraph("{% if a %}x{% endif %}.")))
    assert problem.text == "när villkoret inte gäller har stycket bara ”.” kvar"
    assert pointed(problem) == "{% if a %}"
    assert problem.place
    assert problem.place.paragraph == 2


def test_a_header_may_hold_its_halves_apart_with_a_tab(word: WordFiles) -> None:
    tabbed = f"<w:p>{run('{% if a %}x{% endif %}')}<w:r><w:tab/></w:r>{run('{% if b %}y{% endif %}')}</w:p>"
    assert rules(paragraphs, word.file(paragraph("x"), header=tabbed)) == []
    assert rules(paragraphs, word.file(tabbed)) == ["paragraph-left-empty"]


def test_an_emptied_paragraph_is_what_the_renderer_leaves(word: WordFiles) -> None:
    assert word.render(paragraph("{% if a %}x{% endif %}."), context={"a": False}).paragraphs == (".",)
    assert word.render(paragraph("{% if a %}x{% endif %}"), context={"a": False}).paragraphs == ()
