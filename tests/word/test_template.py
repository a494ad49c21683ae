"""A template is compiled whole, or everything that is wrong with it is told, each with its place."""

import pytest

from contracts.errors import Problem
from contracts.word.template import compile_template
from tests.word.word_files import NAMESPACES, WordFiles, member, paragraph, run, table

BEFORE = paragraph("Inledning") + paragraph("Ekonomi", style="Heading1")


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]


def one(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_a_problem_points_at_the_tag(word: WordFiles) -> None:
    problem = one(word.refusals(BEFORE, paragraph("Priset är {{ pris | krr }} per år."), filters={"kr": str}))
    place = problem.place
    assert place
    assert str(place) == "mall.docx, brödtext, stycke 3, under ”Ekonomi”"
    assert place.excerpt == "Priset är {{ pris | krr }} per år."
    assert place.excerpt[place.column - 1 : place.column - 1 + place.width] == "krr"
    assert problem.remedy == "menade du ”kr”?"


def test_a_place_names_the_headings_above_from_the_outermost(word: WordFiles) -> None:
    def heading(text: str, level: int) -> str:
        return paragraph(text, style=f"Heading{level}")

    headings = [heading("Ekonomi", 1), heading("Ersättning", 2), heading("Index", 3), heading("Moms", 2)]
    body = (*headings[:3], paragraph("{{ a. }}"), headings[3], paragraph("{{ b. }}"), heading("Ansvar", 1))
    problems = word.refusals(*body, paragraph("{{ c. }}"))
    assert [one.place.heading for one in problems if one.place] == [
        "Ekonomi › Ersättning › Index",
        "Ekonomi › Moms",
        "Ansvar",
    ]


def test_a_long_paragraph_is_shown_around_the_tag(word: WordFiles) -> None:
    place = one(word.refusals(paragraph("Lång text. " * 40 + "{{ a b }}" + " Mer text." * 40))).place
    assert place
    assert len(place.excerpt) < 200
    assert place.excerpt[place.column - 1 : place.column - 1 + place.width] == "b"


def test_all_problems_of_all_parts_come_in_one_run(word: WordFiles) -> None:
    problems = word.refusals(
        paragraph("{{ a b }} och {{ c | okänd }}"),
        paragraph("{% if x %}"),
        header=paragraph("{{ d( }}"),
        footer=paragraph("sida }}"),
        footnotes=f'<w:footnote w:id="1">{paragraph("{{ e f }}")}</w:footnote>',
    )
    assert {(p.rule, p.place.part) for p in problems if p.place} == {
        ("template-syntax", "brödtext"),
        ("template-unknown-filter", "brödtext"),
        ("template-block", "brödtext"),
        ("template-syntax", "sidhuvud 1"),
        ("template-stray", "sidfot 1"),
    }


def test_a_footnote_that_is_referred_to_has_its_own_places(word: WordFiles) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{paragraph("första")}{paragraph("{{ e f }}")}</w:footnote>'
    place = one(word.refusals(f"<w:p>{run('text')}{reference}</w:p>", footnotes=note)).place
    assert place
    assert (place.part, place.paragraph) == ("fotnoter", 2)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ a b }}", "mellan ”a” och ”b” saknas något"),
        ("{{ a && b }}", "tecknet ”&” får inte stå i en tagg"),
        ("{{ 'a }}", "ett citattecken i {{ 'a }} stängs aldrig"),
        ("{{ }}", "taggen är tom"),
        ("{{ (a }}", "en parentes i {{ (a }} saknar sin andra hälft"),
        ("{{ a | }}", "uttrycket i {{ a | }} går inte att tolka"),
        ("{% if %}{% endif %}", "uttrycket i {% if %} går inte att tolka"),
        ("{% for a %}{% endfor %}", "uttrycket i {% for a %} går inte att tolka"),
        ("{% if a = 1 %}{% endif %}", "ett ensamt likhetstecken i {% if a = 1 %} jämför ingenting"),
        ("{% if a > 100 000 %}{% endif %}", "talet ”100 000” har blanksteg i sig"),
        ("{% om a %}{% endif %}", "ordet ”om” i {% om a %} är okänt"),
        ("{%- if a -%}{% endif %}", "minustecknet eller plustecknet invid klammern i {%- if a -%} stöds inte"),
    ],
)
def test_a_syntax_error_is_explained(word: WordFiles, tag: str, text: str) -> None:
    assert text in [problem.text for problem in word.refusals(paragraph(tag))]


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("{% om a %}", "if"), ("{% annars %}", "else"), ("{% end for %}", "endfor"), ("{% end if %}", "endif")],
)
def test_a_statement_in_other_words_is_understood(word: WordFiles, tag: str, meant: str) -> None:
    remedies = [problem.remedy for problem in word.refusals(paragraph(tag)) if problem.rule == "template-statement"]
    assert remedies == [f"menade du ”{meant}”?"]


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("{{ x.__class__ }}", "template-dangerous"),
        ("{{ x['__class__'] }}", "template-dangerous"),
        ("{{ _hidden }}", "template-dangerous"),
        ("{{ x.copy() }}", "template-dangerous"),
        ("{{ lipsum(2) }}", "template-dangerous"),
        ("{{ self.body() }}", "template-dangerous"),
        ("{{ x | safe }}", "template-dangerous"),
        ("{{ x | attr('y') }}", "template-dangerous"),
        ("{{ xs | map('safe') }}", "template-dangerous"),
        ("{{ x | tojson }}", "template-dangerous"),
        ("{{ 9 ** 9 }}", "template-dangerous"),
        ("{% for x in xs recursive %}{% endfor %}", "template-dangerous"),
        ("{% set ns.x = 1 %}", "template-dangerous"),
        ("{% import 'b.docx' as b %}", "template-statement"),
        ("{% from 'b.docx' import m %}", "template-statement"),
        ("{% include 'b.docx' %}", "template-statement"),
        ("{% extends 'b.docx' %}", "template-statement"),
        ("{% macro m() %}{% endmacro %}", "template-statement"),
        ("{% set x %}a{% endset %}", "template-statement"),
        ("{% fro x in y %}", "template-statement"),
        ("{% else och %}", "template-syntax"),
        ("{{ x is okänt }}", "template-unknown-test"),
        ("{{tr x }}", "template-level"),
        ("{{p x }}", "template-level"),
        ("{{ x | stycken }}", "template-level"),
        ("{%tr if x %}{%tr endif %}", "template-level"),
        ("{% elif x %}", "template-block"),
        ("{% endfor %}", "template-block"),
        ("{% if x %}{% else %}{% elif y %}{% endif %}", "template-block"),
        ("{% for x in y %}{% elif z %}{% endfor %}", "template-block"),
        ("{% if x", "template-stray"),
        ("x %}", "template-stray"),
        ("teckenkod \uf0b7", "template-character"),
    ],
)
def test_what_a_template_may_not_do_is_refused(word: WordFiles, tag: str, rule: str) -> None:
    assert rule in rules(word.refusals(paragraph(tag)))


def test_a_misspelt_statement_gets_the_nearest(word: WordFiles) -> None:
    assert one(word.refusals(paragraph("{% esle %}"))).remedy == "menade du ”else”?"


def test_a_wrong_end_tells_where_the_block_was_opened(word: WordFiles) -> None:
    problems = word.refusals(paragraph("{% if x %}"), paragraph("a"), paragraph("{% endfor %}"))
    assert "öppnades i stycke 1" in problems[0].text
    assert problems[0].also[0].paragraph == 1


def test_text_beside_a_paragraph_tag_is_never_lost(word: WordFiles) -> None:
    for body in (
        paragraph("Viktigt {%p if x %}") + paragraph("a") + paragraph("{%p endif %}"),
        paragraph("{%p if x %}") + paragraph("a") + paragraph("{%p endif %} Viktigt"),
        paragraph("{% if x %} Viktigt") + paragraph("a") + paragraph("{% endif %}"),
        paragraph("{%p if x %}{{ y }}") + paragraph("{%p endif %}"),
        paragraph("{%p if x %}", properties="<w:sectPr/>") + paragraph("{%p endif %}"),
        f"<w:p>{run('{%p if x %}')}<w:r><w:br w:type='page'/></w:r></w:p>" + paragraph("{%p endif %}"),
        table(("{%tr for a in b %}", "Viktigt"), ("x", "y"), ("{%tr endfor %}", "")),
        table(("{%tc for a in b %} Viktigt", "x", "{%tc endfor %}")),
        paragraph("Viktigt {{p x | stycken }}"),
        paragraph("{{p x | stycken }}{{p y | stycken }}"),
    ):
        assert "template-text-lost" in rules(word.refusals(body)), body


def test_tags_that_cross_cells_are_refused(word: WordFiles) -> None:
    assert rules(word.refusals(paragraph("{% if x %}"), table(("{% endif %}",)))) == ["template-crossing"]
    both = table((paragraph("{%p if x %}"), paragraph("{%p endif %}")))
    assert rules(word.refusals(both)) == ["template-crossing"]


def test_levels_are_not_mixed(word: WordFiles) -> None:
    body = table(("{%tr if x %}", ""), ("a", "b"), ("{%p endif %}", ""))
    assert rules(word.refusals(body)) == ["template-level"]


def test_a_block_may_not_begin_inside_a_link_and_end_outside(word: WordFiles) -> None:
    link = f'<w:hyperlink w:anchor="x">{run("{% if x %}här")}</w:hyperlink>'
    assert rules(word.refusals(f"<w:p>{link}{run('{% endif %}')}</w:p>")) == ["template-crossing"]


def test_tracked_changes_are_refused(word: WordFiles) -> None:
    inserted = f'<w:p><w:ins w:id="1" w:author="A">{run("{{ x }}")}</w:ins></w:p>'
    deleted = '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>gammalt</w:delText></w:r></w:del></w:p>'
    mark = '<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="A"/></w:rPr></w:pPr></w:p>'
    row = table(("a",)).replace("<w:tr>", '<w:tr><w:trPr><w:ins w:id="1" w:author="A"/></w:trPr>')
    for body in (inserted, deleted, mark, row):
        assert rules(word.refusals(body)) == ["template-tracked-change"]


def test_tags_where_nothing_is_printed_are_refused(word: WordFiles) -> None:
    code = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        "<w:instrText>REF {{ x }}</w:instrText></w:r><w:r><w:fldChar "
        'w:fldCharType="end"/></w:r></w:p>'
    )
    alternative = (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" '
        'descr="{{ x }}"/></wp:inline></w:drawing></w:r></w:p>'
    )
    for body in (code, alternative):
        assert rules(word.refusals(body)) == ["template-tag-unreachable"]
    kind = f"{NAMESPACES['r']}/hyperlink"
    link = f'<Relationship Id="rIdL" Type="{kind}" Target="https://exempel.se/%7B%7Bx%7D%7D" TargetMode="External"/>'
    body = f'<w:p><w:hyperlink r:id="rIdL">{run("länk")}</w:hyperlink></w:p>'
    assert rules(word.refusals(body, relationships=link)) == ["template-tag-unreachable"]


def test_a_reference_to_a_footnote_that_is_gone_is_refused(word: WordFiles) -> None:
    body = '<w:p><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    assert rules(word.refusals(body, footnotes="<w:footnote w:id='1'><w:p/></w:footnote>")) == ["template-footnote"]


def test_a_filter_may_not_take_the_name_of_one_that_is_there(word: WordFiles) -> None:
    with pytest.raises(ValueError, match="stycken"):
        compile_template(word.file(), filters={"stycken": str}, shown_as="mall.docx")


def test_comments_are_stripped_without_a_word(word: WordFiles) -> None:
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("Te")}{run("xt{# fråga juristen #}")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    xml = word.render(body)
    assert xml.paragraphs == ("Text",)

    assert "comment" not in member(xml.docx)
