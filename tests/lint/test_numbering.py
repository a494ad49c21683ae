"""Typed numbers, lists that count on, and bullets from symbol fonts are found."""

import pytest

from contracts.lint import numbering
from tests.lint.finding import pointed, problems, rules
from tests.word.word_files import WordFiles, paragraph, run

LIST = '<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
NUMBERS = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def bullets(sign: str, font: str) -> str:
    return (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{sign}"/><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def item(text: str, level: int = 0) -> str:
    return paragraph(text, properties=LIST.format(level=level))


OUTER, INNER, END = paragraph("{%p for g in a %}"), paragraph("{%p for x in g %}"), paragraph("{%p endfor %}")
NESTED = OUTER + INNER + item("{{ x }}") + END + END


@pytest.mark.parametrize(
    "text", ["1. Parter", "2.1 Syfte", "a) först", "(b) sedan", "• en punkt", "- ett streck", "– ett streck"]
)
def test_a_typed_sign_is_found_and_pointed_at(word: WordFiles, text: str) -> None:
    [problem] = problems(numbering, word.file(paragraph(text)))
    assert problem.rule == "numbering-typed"
    assert pointed(problem) == text.split()[0]


@pytest.mark.parametrize("text", ["1 mars 2018", "2018-03-01", "350 kr", "3.5", "{{ a }} b", "–", "A-laget", "s. 4"])
def test_numbers_that_number_nothing_are_left_alone(word: WordFiles, text: str) -> None:
    assert rules(numbering, word.file(paragraph(text))) == []


def test_a_list_within_two_repetitions_counts_on(word: WordFiles) -> None:
    assert rules(numbering, word.file(NESTED, numbering=NUMBERS)) == ["numbering-counts-on"]
    two = OUTER + item("ett") + item("två") + END
    assert rules(numbering, word.file(two, numbering=NUMBERS)) == ["numbering-counts-on"]


def test_what_the_rule_says_is_what_the_document_shows(word: WordFiles) -> None:
    from contracts.word.numbering import numbers_of, read_numbering
    from contracts.word.styles import read_styles
    from tests.word.word_files import member, tree

    docx = word.render(NESTED, numbering=NUMBERS, context={"a": [["x", "y"], ["z"]]}).docx
    book = read_styles(member(docx, "word/styles.xml").encode())
    lists = read_numbering(member(docx, "word/numbering.xml").encode(), book)
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert list(numbers_of(tree(docx).iter(w + "p"), lists, book).values()) == ["1.", "2.", "3."]


@pytest.mark.parametrize(
    "body",
    [
        OUTER + item("{{ g }}") + END,
        item("ett") + item("två"),
        OUTER + item("Grupp") + INNER + item("{{ x }}", level=1) + END + END,
        paragraph("{%p if a %}") + item("ett") + item("två") + paragraph("{%p endif %}"),
    ],
)
def test_a_list_that_is_right_is_left_alone(word: WordFiles, body: str) -> None:
    assert rules(numbering, word.file(body, numbering=NUMBERS)) == []


def test_symbol_bullets_and_symbols_are_found(word: WordFiles) -> None:
    assert rules(numbering, word.file(item("x"), numbering=bullets("\uf0b7", "Symbol"))) == ["numbering-symbol-bullet"]
    assert rules(numbering, word.file(item("x"), numbering=bullets("•", "Calibri"))) == []
    assert rules(numbering, word.file(paragraph("x"), numbering=bullets("\uf0b7", "Symbol"))) == []
    sign = f'<w:p>{run("x")}<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    assert rules(numbering, word.file(sign)) == ["text-symbol-font"]
