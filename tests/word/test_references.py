"""References by name show the numbers that headings got; a name that leads nowhere stops the document."""

import pytest

from contracts.errors import Problem
from contracts.word.structure import check_structure
from tests.word.test_contents_list import NUMBERING
from tests.word.test_contents_list import heading as numbered
from tests.word.word_files import WordFiles, body, paragraph, run, table

NUMBERED = {"numbering": NUMBERING}


def named(name: str, inner: str, number: int = 7) -> str:
    """A heading with a bookmark around its text."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return inner.replace("<w:r>", start + "<w:r>", 1).replace("</w:p>", f'<w:bookmarkEnd w:id="{number}"/></w:p>')


def one(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    return problem


def test_a_reference_shows_the_number_after_conditions_have_settled(word: WordFiles) -> None:
    parts = (
        paragraph('Se avsnitt {{ ref("uppsagning") }}.'),
        paragraph("{%p if extra %}"),
        numbered("Extra"),
        paragraph("{%p endif %}"),
        numbered("Avtalstid"),
        named("uppsagning", numbered("Uppsägning", 2)),
    )
    assert word.render(*parts, context={"extra": False}, **NUMBERED).paragraphs[0] == "Se avsnitt 1.1."
    rendered = word.render(*parts, context={"extra": True}, **NUMBERED)
    assert rendered.paragraphs[0] == "Se avsnitt 2.1."
    assert not check_structure(rendered.docx)


def test_an_unnumbered_heading_is_shown_by_its_text(word: WordFiles) -> None:
    rendered = word.render(
        named("uppsagning", paragraph("Uppsägning", style="Heading1")), paragraph('Se {{ ref("uppsagning") }}.')
    )
    assert rendered.paragraphs == ("Uppsägning", "Se ”Uppsägning”.")


def test_the_full_stop_of_a_number_is_left_out(word: WordFiles) -> None:
    dotted = NUMBERING.replace('w:val="%1"', 'w:val="%1."')
    rendered = word.render(named("mal", numbered("Mål")), paragraph('Se {{ ref("mal") }}.'), numbering=dotted)
    assert rendered.paragraphs[1] == "Se 1."


def test_a_bookmark_just_before_the_paragraph_names_it(word: WordFiles) -> None:
    mark = '<w:bookmarkStart w:id="3" w:name="mal"/><w:bookmarkEnd w:id="3"/>'
    rendered = word.render(mark, numbered("Mål"), paragraph('{{ ref("mal") }}'), **NUMBERED)
    assert rendered.paragraphs == ("Mål", "1")


def test_headings_of_a_loop_get_their_names_from_the_facts(word: WordFiles) -> None:
    rendered = word.render(
        paragraph("{%p for c in clauses %}"),
        numbered("{{ c.heading | rubrik_id(c.id) }}"),
        paragraph("Jämför {{ ref(c.other) }}."),
        paragraph("{%p endfor %}"),
        context={
            "clauses": [
                {"id": "force-majeure", "heading": "Force majeure & annat", "other": "tvist"},
                {"id": "tvist", "heading": "Tvist", "other": "force-majeure"},
            ]
        },
        **NUMBERED,
    )
    assert rendered.paragraphs == ("Force majeure & annat", "Jämför 2.", "Tvist", "Jämför 1.")
    assert 'w:name="force_majeure"' in body(rendered.docx)
    assert not check_structure(rendered.docx)


def test_a_heading_made_by_markdown_can_be_named_too(word: WordFiles) -> None:
    heading = numbered("{{ x | rad | rubrik_id(n) }}")
    rendered = word.render(heading, paragraph('{{ ref("mal") }}'), context={"x": "Mål *nu*", "n": "mal"}, **NUMBERED)
    assert rendered.paragraphs == ("Mål nu", "1")


def test_references_work_in_tables_notes_headers_and_markdown(word: WordFiles) -> None:
    note = '<w:footnote w:id="2">' + paragraph('Not: {{ ref("mal") }}') + "</w:footnote>"
    rendered = word.render(
        numbered("Först"),
        named("mal", numbered("Mål")),
        table(('Cell {{ ref("mal") }}',)),
        paragraph("Text").replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'),
        paragraph("{{p x | stycken }}"),
        paragraph("{{ y | rad }}"),
        header=paragraph('Huvud {{ ref("mal") }}'),
        footnotes=note,
        context={"x": "**Se [](#mal)**[^1] och\n\n- [](#mal)\n\n[^1]: Se [](#mal).", "y": "Rad [](#mal)"},
        **NUMBERED,
    )
    shown = ("Cell 2", "Text", "Se 2 och", "2", "Rad 2", "Not: 2", "Se 2.")
    assert tuple(text.strip() for text in rendered.paragraphs[2:]) == shown
    assert rendered.running == ("Huvud 2",)
    assert not check_structure(rendered.docx)


def test_a_reference_takes_after_the_text_around_it(word: WordFiles) -> None:
    tag = "<w:p>" + run('Se {{ ref("mal") }} nu', "<w:b/>") + "</w:p>"
    xml = body(word.render(named("mal", numbered("Mål")), tag, **NUMBERED).docx)
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">1</w:t></w:r>' in xml


def test_headings_of_a_markdown_text_are_named_by_their_words(word: WordFiles) -> None:
    text = "# Våra åtaganden\n\nSe [](#vara-ataganden) och [](#mal).\n\n# Mål"
    rendered = word.render(paragraph("{{p x | stycken }}"), context={"x": text})
    assert rendered.paragraphs[1] == "Se ”Våra åtaganden” och ”Mål”."


def test_a_bookmark_comes_before_the_words_of_a_markdown_heading(word: WordFiles) -> None:
    rendered = word.render(
        named("mal", numbered("Mål")), paragraph("{{p x | stycken }}"), context={"x": "# Mål\n\n[](#mal)"}, **NUMBERED
    )
    assert rendered.paragraphs[-1] == "1"


def test_a_name_without_a_heading_is_refused_with_the_place_and_the_nearest_name(word: WordFiles) -> None:
    problem = one(
        word.refusals(
            paragraph('Se {{ ref("uppsagning") }}.'),
            paragraph("{%p if x %}"),
            named("uppsagning", numbered("Uppsägning")),
            paragraph("{%p endif %}"),
            named("uppsagningstid", numbered("Uppsägningstid"), 9),
            context={"x": False},
            **NUMBERED,
        )
    )
    assert problem.rule == "reference-dead"
    assert "hänvisningen till ”uppsagning” leder till en punkt som inte finns i dokumentet" in problem.text
    assert problem.remedy == "menade du ”uppsagningstid”?"
    assert problem.place
    assert (problem.place.paragraph, problem.place.column) == (1, 4)


@pytest.mark.parametrize("text", ["Se [](#annat).", "a[^1]\n\n[^1]: Se [](#annat)."])
def test_a_dead_reference_of_a_markdown_text_is_told_at_its_tag(word: WordFiles, text: str) -> None:
    problem = one(word.refusals(paragraph("a"), paragraph("{{p x | stycken }}"), context={"x": text}))
    assert problem.rule == "reference-dead"
    assert problem.place
    assert problem.place.paragraph == 2


def test_words_own_bookmarks_and_those_in_plain_text_name_no_heading(word: WordFiles) -> None:
    for name, inner in (("_Ref1", numbered("Mål")), ("mal", paragraph("Mål"))):
        problem = one(word.refusals(named(name, inner), paragraph("{{ ref(n) }}"), context={"n": "mal"}, **NUMBERED))
        assert problem.rule == "reference-dead"
        assert "Infoga, Bokmärke" in problem.remedy


def test_a_heading_that_came_out_empty_gives_its_name_to_no_other(word: WordFiles) -> None:
    empty = named("mal", numbered("{{ x }}"))
    problem = one(word.refusals(empty, numbered("Annat"), paragraph('{{ ref("mal") }}'), context={"x": ""}, **NUMBERED))
    assert problem.rule == "reference-dead"


def test_a_name_that_two_headings_have_is_refused(word: WordFiles) -> None:
    problem = one(
        word.refusals(
            named("mal", numbered("Mål")),
            named("MAL", numbered("Mål"), 8),
            paragraph('{{ ref("mal") }}'),
            **NUMBERED,
        )
    )
    assert problem.rule == "reference-ambiguous"


def test_a_heading_may_hold_a_reference_but_not_to_a_text_that_waits_for_one(word: WordFiles) -> None:
    parts = (named("a", numbered('Jämför {{ ref("b") }}')), named("b", paragraph("B", style="Heading1"), 8))
    rendered = word.render(*parts, **NUMBERED)
    assert [heading.text for heading in rendered.headings] == ["Jämför ”B”", "B"]
    circle = named("a", paragraph('Se {{ ref("a") }}', style="Heading1"))
    assert one(word.refusals(circle)).rule == "reference-ambiguous"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ref }}",
        "{{ ref() }}",
        "{{ ref(1) }}",
        '{{ ref("a", "b") }}',
        '{{ ref("a" ~ n) }}',
        '{{ ref("a") | upper }}',
        '{{ "punkt " ~ ref("a") }}',
        '{% if ref("a") %}x{% endif %}',
        '{% set ref = "a" %}',
        "{{ ref(name=n) }}",
    ],
)
def test_what_is_no_plain_reference_is_refused_when_the_template_is_compiled(word: WordFiles, tag: str) -> None:
    problem = one(word.refusals(paragraph(tag), context={"n": "a"}))
    assert problem.rule == "reference-form"
    assert "ref(" in problem.remedy


def test_either_of_two_names_may_be_chosen_by_a_condition(word: WordFiles) -> None:
    tag = paragraph('{{ ref("a") if x else ref("b") }}')
    parts = (named("a", numbered("A")), named("b", numbered("B"), 8), tag)
    assert word.render(*parts, context={"x": False}, **NUMBERED).paragraphs[-1] == "2"


def test_no_other_function_can_be_called(word: WordFiles) -> None:
    assert one(word.refusals(paragraph("{{ n() }}"), context={"n": "a"})).rule == "template-dangerous"


@pytest.mark.parametrize("name", ["", "1a", "a b", "_a", "a" * 41, 3])
def test_what_can_be_no_name_is_refused(word: WordFiles, name: object) -> None:
    for tag in ("{{ ref(n) }}", "{{ 'x' | rubrik_id(n) }}"):
        assert one(word.refusals(numbered(tag), context={"n": name}, **NUMBERED)).rule == "reference-name"


def test_a_name_outside_a_heading_is_refused(word: WordFiles) -> None:
    problem = one(word.refusals(paragraph("{{ 'x' | rubrik_id('mal') }}")))
    assert problem.rule == "reference-name"


def test_a_fact_may_not_have_the_function_s_name(word: WordFiles) -> None:
    with pytest.raises(ValueError, match="'ref'"):
        word.render(paragraph("a"), context={"ref": 1})


def test_a_reference_with_text_of_its_own_is_refused(word: WordFiles) -> None:
    problem = one(word.refusals(paragraph("{{ x | rad }}"), context={"x": "[punkt 3](#mal)"}))
    assert "en hänvisning med egen text" in problem.text
