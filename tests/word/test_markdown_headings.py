"""Headings from Markdown take the template's own headings, with numbers only where the template has them."""

import pytest

from tests.word.word_files import WordFiles, paragraph

TEXT = "# Ett\n\n## Två\n\n### Tre\n\n# Fyra"
#: Only the top level is numbered; the second says so by a list that is none, as Word writes it.
TOP_ONLY = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="H1"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def style(level: int, properties: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


NUMBERED = '<w:numPr><w:numId w:val="1"/></w:numPr>'
NONE = '<w:numPr><w:numId w:val="0"/></w:numPr>'


def headings(word: WordFiles, tag: str, styles: str, numbering: str = "") -> list[tuple[int, str, str]]:
    from tests.word.test_block_values import styles_part

    rendered = word.render(
        paragraph(tag), context={"x": TEXT}, numbering=numbering, extra={"word/styles.xml": styles_part(styles)}
    )
    return [(one.level, one.number, one.text) for one in rendered.headings]


def test_a_template_without_numbers_gets_none(word: WordFiles) -> None:
    found = headings(word, "{{p x | stycken(under=0) }}", style(1) + style(2) + style(3))
    assert found == [(1, "", "Ett"), (2, "", "Två"), (3, "", "Tre"), (1, "", "Fyra")]


@pytest.mark.parametrize("second", [style(2), style(2, NONE, "H1")])
def test_where_the_top_level_alone_is_numbered_the_others_bear_no_number(word: WordFiles, second: str) -> None:
    found = headings(word, "{{p x | stycken(under=0) }}", style(1, NUMBERED) + second + style(3, "", "H2"), TOP_ONLY)
    assert found == [(1, "1", "Ett"), (2, "", "Två"), (3, "", "Tre"), (1, "2", "Fyra")]


def test_a_heading_deeper_than_the_template_has_is_refused_with_both_ways_out(word: WordFiles) -> None:
    from tests.word.test_block_values import styles_part

    (problem,) = word.refusals(
        paragraph("{{p x | stycken }}"),
        context={"x": "# Ett\n\n### Tre"},
        extra={"word/styles.xml": styles_part(style(1) + style(2))},
    )
    assert "texten behöver formatmallen ”Rubrik 4”, som mallen saknar" in problem.text
    assert "färre nummertecken" in problem.remedy
    assert "”Rubrik 4”" in problem.remedy
