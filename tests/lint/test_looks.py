"""Fonts without twins, headings that are none, other languages and lost tabs are found."""

from pathlib import Path

import pytest

from contracts.lint import looks
from tests.lint.finding import problems, rules
from tests.word.word_files import NAMESPACES, WordFiles, paragraph, run

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
)
SWEDISH = (
    f'<w:styles xmlns:w="{NAMESPACES["w"]}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
    'w:hAnsi="Calibri"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2, 3)
    )
    + "</w:styles>"
)


def file(word: WordFiles, *body: str, title: str = "Avtal", language: str = "sv-SE", **parts: str) -> Path:
    extra = {
        "docProps/core.xml": CORE.format(title=title).encode(),
        "word/styles.xml": SWEDISH.replace("{language}", language).encode(),
    }
    return word.file(*body, extra=extra, **parts)


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
    assert rules(looks, file(word, body)) == found


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
    assert rules(looks, file(word, body)) == []


def test_language_and_title_are_asked_of_the_file(word: WordFiles) -> None:
    assert rules(looks, file(word, paragraph("x"), language="en-US")) == ["language-missing"]
    assert rules(looks, file(word, paragraph("x"), title="")) == ["title-missing"]


def test_a_font_is_told_where_it_is_first_used(word: WordFiles) -> None:
    aptos = p(run("x", '<w:rFonts w:ascii="Aptos" w:hAnsi="Aptos"/>'))
    [problem] = problems(looks, file(word, paragraph("först"), aptos, aptos))
    assert problem.place
    assert problem.place.paragraph == 2
    assert "Aptos" in problem.text
