"""Markdown tables take the template's looks, and columns as wide as their content."""

import re

from hypothesis import given
from hypothesis import strategies as st

from contracts.word.structure import check_structure
from contracts.word.tables import column_widths
from tests.word.word_files import WordFiles, body, paragraph

TABLE_STYLES = (
    '<w:style w:type="paragraph" w:styleId="TabellP"><w:name w:val="Tabell"/></w:style>'
    '<w:style w:type="table" w:styleId="Fakta"><w:name w:val="Fakta"/></w:style>'
)
DESIGNED = (
    TABLE_STYLES + '<w:style w:type="table" w:styleId="TabellT"><w:name w:val="Tabell"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Tabelltext"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Tabellrubrik"/></w:style>'
)
BUDGET = "| Post | Belopp | Andel |\n|---|---|:--|\n| Hyra | 1 000 kr | 40 % |\n| Lön | 12\u00a0500 kr | – |"


def shown(word: WordFiles, text: str, tag: str = "", **parts: str) -> str:
    """The body for a Markdown value, without what every text has in common."""
    docx = word.render(tag or paragraph("{{p x | stycken }}"), context={"x": text}, **parts).docx
    assert not check_structure(docx)
    return body(docx).replace(' xml:space="preserve"', "")


def alignments(xml: str) -> list[list[str]]:
    rows = re.findall(r"<w:tr>(.*?)</w:tr>", xml)
    return [
        [(re.findall(r'<w:jc w:val="(\w+)"/>', cell) or [""])[0] for cell in re.findall(r"<w:tc>(.*?)</w:tc>", row)]
        for row in rows
    ]


def test_the_table_takes_the_template_s_table_style_and_never_a_paragraph_style_of_that_name(word: WordFiles) -> None:
    assert 'tblStyle w:val="TabellT"' in shown(word, BUDGET, styles=DESIGNED)
    assert 'tblStyle w:val="Fakta"' in shown(word, BUDGET, styles=TABLE_STYLES)


def test_cells_and_header_take_the_template_s_paragraph_styles(word: WordFiles) -> None:
    xml = shown(word, BUDGET, styles=DESIGNED)
    assert re.findall(r'pStyle w:val="(\w+)"', xml) == ["Head"] * 3 + ["Cell"] * 6
    assert "<w:b/>" not in xml
    assert "Strong" not in xml


def test_a_header_without_a_style_of_its_own_is_strong(word: WordFiles) -> None:
    xml = shown(word, BUDGET)
    assert xml.count('<w:rStyle w:val="Strong"/>') == 3
    assert xml.count("<w:tblHeader/>") == 1


def test_numbers_stand_to_the_right_unless_the_text_says_otherwise(word: WordFiles) -> None:
    assert alignments(shown(word, BUDGET)) == [["", "right", "left"]] * 3
    assert alignments(shown(word, "| A | B | C |\n|:-:|--:|---|\n| a | b | 3 a |")) == [["center", "right", ""]] * 2
    assert alignments(shown(word, "| A | B |\n|---|---|\n| – | 802411-1234 |")) == [["", ""]] * 2


def test_the_table_is_as_wide_as_the_text_around_it(word: WordFiles) -> None:
    xml = shown(word, BUDGET)
    assert '<w:tblW w:w="9072" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>' in xml
    indented = shown(word, BUDGET, paragraph("{{p x | stycken }}", properties='<w:ind w:left="567"/>'))
    assert '<w:tblW w:w="8505" w:type="dxa"/><w:tblInd w:w="567" w:type="dxa"/>' in indented


def test_the_indent_of_the_paragraph_s_style_counts_too(word: WordFiles) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="In"><w:name w:val="In"/><w:pPr><w:ind w:left="400"/></w:pPr></w:style>'
    )
    assert '<w:tblInd w:w="400" w:type="dxa"/>' in shown(
        word, BUDGET, paragraph("{{p x | stycken }}", style="In"), styles=style
    )


def test_a_note_in_a_table_is_refused_and_never_lost(word: WordFiles) -> None:
    (problem,) = word.refusals(paragraph("{{p x | stycken }}"), context={"x": "| A |\n|---|\n| b[^1] |\n\n[^1]: c"})
    assert "en fotnot i en tabell" in problem.text
    assert problem.remedy


def test_a_long_text_gets_more_room_and_an_amount_is_never_broken() -> None:
    texts = [["Förening", "Syfte", "Belopp"], ["Örtagården", "Ger unga en meningsfull fritid " * 4, "1 350 000 kr"]]
    name, purpose, amount = column_widths(texts, 9000)
    assert purpose > name
    assert amount >= len("1 350 000 kr") * 100


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.lists(st.lists(st.text("ab 1", max_size=80), min_size=n, max_size=n), min_size=1, max_size=4)
    ),
    st.integers(1000, 15000),
)
def test_the_columns_fill_what_is_there(texts: list[list[str]], available: int) -> None:
    widths = column_widths(texts, available)
    assert sum(widths) == available
    assert min(widths) > 0


def test_a_style_s_id_counts_only_when_no_name_fits(word: WordFiles) -> None:
    plain = '<w:style w:type="table" w:styleId="Tabell"><w:name w:val="Tabell utan linjer"/></w:style>'
    assert 'tblStyle w:val="Fakta"' in shown(word, BUDGET, styles=plain + TABLE_STYLES)
