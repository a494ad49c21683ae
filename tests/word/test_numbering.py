"""Numbers are counted as Word counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.word.numbering import NumberingDraft, numbers_of, read_numbering
from contracts.word.ooxml import W, parse
from contracts.word.styles import read_styles
from tests.word.word_files import DECLARED

STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading '
    '1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Normal"/></w:style>'
)


def level(at: int, text: str, fmt: str = "decimal", style: str = "", start: int = 1) -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt '
        f'w:val="{fmt}"/>{bound}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, uses: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> bytes:
    definition = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f"<w:numbering {DECLARED}>{definition}{uses}</w:numbering>".encode()


def counted(data: bytes, *paragraphs: str) -> list[str]:
    """The numbers of paragraphs given as "style" or "list:level"."""
    book = read_styles(f"<w:styles {DECLARED}>{STYLES}</w:styles>".encode())
    inner = ""
    for one in paragraphs:
        if ":" in one:
            num, at = one.split(":")
            inner += f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr></w:pPr></w:p>'
        else:
            inner += f'<w:p><w:pPr><w:pStyle w:val="{one}"/></w:pPr></w:p>'
    root = parse(f"<w:body {DECLARED}>{inner}</w:body>".encode())
    elements = list(root.iter(W + "p"))
    found = numbers_of(elements, read_numbering(data, book), book)
    return [found.get(element, "") for element in elements]


HEADINGS = (level(0, "%1", style="H1"), level(1, "%1.%2", style="H2"))


def test_deeper_levels_begin_again_below_each_heading() -> None:
    assert counted(numbering(*HEADINGS), "H1", "H2", "H2", "Plain", "H1", "H2") == ["1", "1.1", "1.2", "", "2", "2.1"]


def test_a_level_without_its_parent_counts_from_the_parents_first_number() -> None:
    assert counted(numbering(*HEADINGS), "H2") == ["1.1"]


def test_two_uses_of_one_list_go_on_counting_unless_one_restarts() -> None:
    uses = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride '
        'w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    data = numbering(level(0, "%1."), uses=uses)
    assert counted(data, "1:0", "1:0", "2:0", "3:0", "3:0", "1:0") == ["1.", "2.", "3.", "7.", "8.", "9."]


@pytest.mark.parametrize(
    ("fmt", "numbers"),
    [
        ("upperRoman", ["I", "II", "III", "IV"]),
        ("lowerLetter", ["a", "b", "c", "d"]),
        ("decimalZero", ["01", "02", "03", "04"]),
        ("bullet", [""] * 4),
    ],
)
def test_numbers_are_written_in_their_format(fmt: str, numbers: list[str]) -> None:
    assert counted(numbering(level(0, "%1", fmt)), *["1:0"] * 4) == numbers


def test_a_list_that_is_switched_off_bears_no_number() -> None:
    assert counted(numbering(*HEADINGS), "H1", "0:0", "H1") == ["1", "", "2"]


@given(st.integers(1, 60))
def test_restarted_lists_get_ids_of_their_own(count: int) -> None:
    base = read_numbering(numbering(*HEADINGS), read_styles(None))
    draft = NumberingDraft(base)
    new = [draft.restart("1", 0, 1) for _ in range(count)]
    assert len({*new, "1"}) == count + 1
    data = draft.to_bytes()
    assert data
    assert set(read_numbering(data, read_styles(None)).uses) == {*new, "1"}
    assert read_numbering(data, read_styles(None)).uses == draft.numbering().uses
