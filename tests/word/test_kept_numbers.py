"""An agreement that is rendered with other terms keeps the numbers that its points were signed with."""

import pytest

from contracts.errors import TemplateError
from contracts.word.kept_numbers import REPEALED_TEXT, signed_headings
from contracts.word.keyed_headings import KeyedHeading
from contracts.word.render import Rendered
from contracts.word.structure import check_structure
from tests.word.test_contents_list import NUMBERING
from tests.word.test_contents_list import heading as numbered
from tests.word.test_references import named
from tests.word.word_files import STAMP, WordFiles, paragraph


def when(name: str, *parts: str) -> tuple[str, ...]:
    """Parts that stand there when a fact is there."""
    return (paragraph(f"{{%p if {name} %}}"), *parts, paragraph("{%p endif %}"))


#: A point with two subpoints of parties between two points; each can be left out, and others can come.
PARTS = (
    *(
        paragraph("{%p if first %}"),
        named("bakgrund", numbered("Bakgrund"), 1),
        paragraph("Därför."),
        paragraph("{%p endif %}"),
    ),
    *(
        paragraph("{%p if new %}"),
        numbered('{{ "Tvist" | rubrik_id("tvist") }}'),
        paragraph("Domstol."),
        paragraph("{%p endif %}"),
    ),
    named("ekonomi", numbered("Ekonomi"), 2),
    paragraph("{%p for name in parties %}"),
    numbered("{{ name }}", 2),
    paragraph("Betalar."),
    paragraph("{%p endfor %}"),
    *when("more", numbered("Försäkring"), paragraph("Finns.")),
    named("slut", numbered("Slut"), 3),
    paragraph("{% if refers %}Se punkt {{ ref(refers) }}.{% endif %}Klart."),
)
SIGNED = {"first": True, "new": False, "parties": ["Ett", "Två"], "more": True, "refers": ""}


def rendered(
    word: WordFiles, signed: tuple[KeyedHeading, ...] = (), numbering: str = NUMBERING, **facts: object
) -> Rendered:
    return word.template(*PARTS, numbering=numbering).render({**SIGNED, **facts}, STAMP, signed=signed)


def headings(made: Rendered) -> tuple[KeyedHeading, ...]:
    assert not check_structure(made.docx)
    return signed_headings(made.docx, "avtalet")


def numbers(made: Rendered) -> list[tuple[str, str]]:
    return [(one.heading.number, one.heading.text) for one in headings(made)]


def test_with_the_same_terms_nothing_is_written_otherwise(word: WordFiles) -> None:
    made = rendered(word)
    assert rendered(word, headings(made)).docx == made.docx
    assert numbers(made) == [
        ("1", "Bakgrund"), ("2", "Ekonomi"), ("2.1", "Ett"), ("2.2", "Två"), ("3", "Försäkring"), ("4", "Slut")
    ]  # fmt: skip


def test_a_new_point_between_two_gets_a_letter_and_moves_no_other(word: WordFiles) -> None:
    made = rendered(word, headings(rendered(word)), new=True, refers="tvist")
    assert numbers(made)[:3] == [("1", "Bakgrund"), ("1 a", "Tvist"), ("2", "Ekonomi")]
    assert made.paragraphs[-1] == "Se punkt 1 a.Klart."
    assert made.headings[1].number == "1 a"  # what the proof of the PDF looks for


def test_a_new_point_that_comes_last_on_its_level_goes_on_counting(word: WordFiles) -> None:
    made = rendered(word, headings(rendered(word)), parties=["Ett", "Två", "Tre"])
    assert numbers(made)[2:5] == [("2.1", "Ett"), ("2.2", "Två"), ("2.3", "Tre")]


def test_one_in_the_midst_of_subpoints_gets_a_letter(word: WordFiles) -> None:
    made = rendered(word, headings(rendered(word)), parties=["Ett", "Mellan", "Två"])
    assert numbers(made)[2:5] == [("2.1", "Ett"), ("2.1 a", "Mellan"), ("2.2", "Två")]


def test_a_renamed_subpoint_is_the_same(word: WordFiles) -> None:
    made = rendered(word, headings(rendered(word)), parties=["Ett", "Annat namn"])
    assert numbers(made)[2:4] == [("2.1", "Ett"), ("2.2", "Annat namn")]
    assert REPEALED_TEXT not in made.paragraphs


def test_a_repealed_point_keeps_its_heading_and_its_number_through_later_changes(word: WordFiles) -> None:
    made = rendered(word, headings(rendered(word)), first=False, more=False)
    assert numbers(made) == numbers(rendered(word))
    assert made.paragraphs.count(REPEALED_TEXT) == 2
    assert made.paragraphs[:3] == ("Bakgrund", REPEALED_TEXT, "Ekonomi")
    later = rendered(word, headings(made), first=False, more=False)
    assert later.docx == made.docx
    assert numbers(rendered(word, headings(made), new=True, more=False))[:2] == [("1", "Bakgrund"), ("1 a", "Tvist")]


def test_nothing_can_refer_to_a_repealed_point(word: WordFiles) -> None:
    signed = headings(rendered(word))
    with pytest.raises(TemplateError) as refused:
        rendered(word, signed, first=False, refers="bakgrund")
    assert [problem.rule for problem in refused.value.problems] == ["reference-dead"]


def test_a_letter_is_kept_by_the_change_after(word: WordFiles) -> None:
    first = rendered(word, headings(rendered(word)), new=True)
    assert numbers(rendered(word, headings(first), new=True)) == numbers(first)


def test_numbers_with_a_full_stop_keep_it(word: WordFiles) -> None:
    dotted = NUMBERING.replace('w:val="%1"', 'w:val="%1."').replace('w:val="%1.%2"', 'w:val="%1.%2."')
    signed = headings(rendered(word, numbering=dotted))
    made = rendered(word, signed, dotted, new=True, parties=["Ett", "Två", "Tre"])
    assert [number for number, _ in numbers(made)] == ["1.", "1 a.", "2.", "2.1.", "2.2.", "2.3.", "3.", "4."]


def test_a_repealed_point_without_number_is_told_too(word: WordFiles) -> None:
    def made(signed: tuple[KeyedHeading, ...], extra: bool) -> Rendered:
        parts = (
            *(
                paragraph("{%p if extra %}"),
                paragraph("Hävning", style="Heading1"),
                paragraph("Får hävas."),
                paragraph("{%p endif %}"),
            ),
            *(paragraph("Slut", style="Heading1"), paragraph("Klart.")),
        )
        return word.template(*parts).render({"extra": extra}, STAMP, signed=signed)

    assert made(headings(made((), True)), False).paragraphs == ("Hävning", REPEALED_TEXT, "Slut", "Klart.")


def test_a_bookmark_just_before_the_next_point_stays_with_it(word: WordFiles) -> None:
    mark = '<w:bookmarkStart w:id="9" w:name="mal"/><w:bookmarkEnd w:id="9"/>'
    parts = (
        paragraph("{%p if extra %}"),
        numbered("Hävning"),
        paragraph("{%p endif %}"),
        paragraph("x"),
        mark,
        numbered("Mål"),
        paragraph("y"),
    )
    template = word.template(*parts, numbering=NUMBERING)
    signed = headings(template.render({"extra": True}, STAMP))
    made = headings(template.render({"extra": False}, STAMP, signed=signed))
    assert [(one.key, one.heading.number) for one in made] == [("/hävning", "1"), ("mal", "2")]


def test_a_letter_that_is_taken_is_not_given_again(word: WordFiles) -> None:
    parts = (numbered("Ett"), *when("b", numbered("Nyast")), *when("a", numbered("Ny")), numbered("Två"))
    template = word.template(*parts, numbering=NUMBERING)
    signed = headings(template.render({"a": False, "b": False}, STAMP))
    signed = headings(template.render({"a": True, "b": False}, STAMP, signed=signed))
    made = template.render({"a": True, "b": True}, STAMP, signed=signed)
    assert numbers(made) == [("1", "Ett"), ("1 b", "Nyast"), ("1 a", "Ny"), ("2", "Två")]


def test_a_heading_outside_its_list_that_begins_with_a_figure_has_no_number(word: WordFiles) -> None:
    outside = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    made = word.render(paragraph("2026 års mål", style="Heading1", properties=outside), numbering=NUMBERING)
    assert numbers(made) == [("", "2026 års mål")]
