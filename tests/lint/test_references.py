"""References to what can be gone, and fields that say something stale, are found."""

import pytest

from contracts.lint import references
from tests.lint.finding import pointed, problems, rules
from tests.word.word_files import WordFiles, paragraph, run


def field(code: str) -> str:
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def named(name: str) -> str:
    return f'<w:p><w:bookmarkStart w:id="1" w:name="{name}"/>{run("Punkt")}<w:bookmarkEnd w:id="1"/></w:p>'


LINK = f'<w:p><w:hyperlink w:anchor="punkt">{run("se punkten")}</w:hyperlink></w:p>'
IF, ELSE, END = paragraph("{%p if a %}"), paragraph("{%p else %}"), paragraph("{%p endif %}")
FOR, ENDFOR = paragraph("{%p for x in a %}"), paragraph("{%p endfor %}")
TARGET = named("punkt")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (IF + TARGET + END + field("REF punkt \\h"), ["reference-conditional"]),
        (FOR + TARGET + ENDFOR + field("PAGEREF punkt"), ["reference-conditional"]),
        (IF + TARGET + END + LINK, ["reference-conditional"]),
        (IF + TARGET + END + paragraph('{{ ref("punkt") }}'), ["reference-conditional"]),
        (IF + TARGET + ELSE + field("REF punkt") + END, ["reference-conditional"]),
        (field("REF borta"), ["reference-without-target"]),
        (TARGET + paragraph('{{ ref("punktt") }}'), ["reference-misspelt"]),
        (named("uppsagning") + paragraph('{{ ref("uppsägning") }}'), ["reference-misspelt"]),
        (field("DATE \\@ yyyy"), ["field-stale"]),
        (field("MERGEFIELD Namn"), ["field-stale"]),
        (field("IF 1 = 1 a b"), ["field-stale"]),
    ],
)
def test_a_trap_is_found(word: WordFiles, body: str, found: list[str]) -> None:
    assert rules(references, word.file(body)) == found


@pytest.mark.parametrize(
    "body",
    [
        TARGET + field("REF punkt \\h"),
        IF + TARGET + field("REF punkt") + END,
        IF + TARGET + END + paragraph("x") + IF + field("REF punkt") + END,
        TARGET + paragraph('{% if a %}{{ ref("punkt") }}{% endif %}'),
        paragraph('{{ ref("ur-data") }}'),
        TARGET + paragraph('{{ ref("ur-data") }}'),
        field("PAGE") + field("NUMPAGES"),
    ],
)
def test_what_is_right_is_left_alone(word: WordFiles, body: str) -> None:
    assert rules(references, word.file(body)) == []


def test_the_finding_names_the_condition(word: WordFiles) -> None:
    [problem] = problems(references, word.file(IF, TARGET, END, field("REF punkt")))
    assert problem.text == "”punkt” kan falla bort, för det står i {%p if a %} (stycke 2)"
    assert problem.also[0].paragraph == 1


def test_the_finding_points_at_the_tag_and_says_what_to_write_around_it(word: WordFiles) -> None:
    [problem] = problems(references, word.file(IF, TARGET, END, paragraph('Se punkt {{ ref("punkt") }}.')))
    assert pointed(problem) == '{{ ref("punkt") }}'
    assert problem.remedy == "låt samma villkor omsluta hänvisningen: {% if a %} … {% endif %}"
    assert rules(references, word.file(IF, TARGET, END, paragraph('{% if a %}Se {{ ref("punkt") }}{% endif %}'))) == []


def test_what_the_rule_says_is_what_rendering_refuses(word: WordFiles) -> None:
    body = IF + TARGET + END + field("REF punkt")
    assert [one.rule for one in word.refusals(body, context={"a": False})] == ["dead-reference"]
    assert word.refusals(body, context={"a": True}) == ()
