"""Fonts without twins, headings that are none, other languages and lost tabs are found."""

import pytest

from contracts.lint import looks
from tests.lint.clean_files import clean_file
from tests.lint.finding import problems, rules
from tests.word.word_files import WordFiles, paragraph, run


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


BOLD, TAB = "<w:b/>", "<w:r><w:tab/></w:r>"
#: the text is 9072 wide
BEYOND = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs><w:ind w:right="1000"/>'
AT_MARGIN = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (p(run("x", '<w:rFonts w:ascii="Aptos" w:hAnsi="Aptos"/>')), ["font-unknown"]),
        (p(run("Ekonomi", BOLD)) + paragraph("text"), ["heading-without-style"]),
        (paragraph("a", style="Heading1") + paragraph("b", style="Heading3"), ["heading-jump"]),
        (paragraph("a", style="Heading2"), ["heading-jump"]),
        (p(run("a", '<w:color w:val="FF0000"/>'), '<w:pStyle w:val="Heading1"/>'), ["heading-direct-formatting"]),
        (p(run("a"), '<w:pStyle w:val="Heading1"/><w:jc w:val="center"/>'), ["heading-direct-formatting"]),
        (p(run("this is written in English", '<w:lang w:val="en-GB"/>')), ["language-missing"]),
        (p(run("a") + TAB + run("b"), BEYOND), ["tab-beyond-margin"]),
    ],
)
def test_a_trap_is_found(word: WordFiles, body: str, found: list[str]) -> None:
    assert rules(looks, clean_file(word, body)) == found


@pytest.mark.parametrize(
    "body",
    [
        p(run("x", '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Liberation Serif"/>')),
        p(run("Viktigt.", BOLD)) + paragraph("text"),
        p(run("Ett", BOLD) + run(" ord")) + paragraph("text"),
        p(run("En rad", BOLD)) + p(run("till", BOLD)),
        "".join(paragraph("a", style=f"Heading{n}") for n in (1, 2, 3, 2, 1)),
        p(run("bara på", '<w:lang w:val="en-GB"/>')),
        p(run("a") + TAB + run("b"), AT_MARGIN),
        p(run("a") + TAB, BEYOND),
    ],
)
def test_what_is_right_is_left_alone(word: WordFiles, body: str) -> None:
    assert rules(looks, clean_file(word, body)) == []


def test_language_and_title_are_asked_of_the_file(word: WordFiles) -> None:
    assert rules(looks, clean_file(word, paragraph("x"), language="en-US")) == ["language-missing"]
    assert rules(looks, clean_file(word, paragraph("x"), title="")) == ["title-missing"]


def test_a_font_is_told_where_it_is_first_used(word: WordFiles) -> None:
    aptos = p(run("x", '<w:rFonts w:ascii="Aptos" w:hAnsi="Aptos"/>'))
    [problem] = problems(looks, clean_file(word, paragraph("först"), aptos, aptos))
    assert problem.place
    assert problem.place.paragraph == 2
    assert "Aptos" in problem.text
