"""Markdown from data becomes what it means, or is refused with its line."""

import pytest

from contracts.sandbox.printing import TemplateValueError
from contracts.word.markdown import rad, stycken


def plain(text: str, under: int = 1) -> str:
    """The markers without their namespace."""
    return str(stycken(text, under)).replace(' xmlns:c="urn:contracts:word:marker"', "").replace("c:", "")


def test_paragraphs_emphasis_and_breaks() -> None:
    assert plain("Ett *två* **tre**\nfyra  \nfem") == (
        "<blocks><p><t>Ett </t><em><t>två</t></em><t> </t><strong>"
        "<t>tre</t></strong><t> </t><t>fyra</t><br/><t>fem</t></p></blocks>"
    )


def test_headings_stand_below_the_heading_before_them() -> None:
    assert 'level="2"' in plain("# A")
    assert 'level="4"' in plain("# A", under=3)
    assert 'level="3"' in plain("## A")


def test_lists_know_their_kind_level_and_first_number() -> None:
    text = plain("- a\n  - b\n\n3. c\n4. d")
    assert '<list kind="bullet" level="1" start="1"><item><p><t>a</t></p><list kind="bullet" level="2"' in text
    assert '<list kind="number" level="1" start="3">' in text


def test_a_table_has_a_header_row_and_alignment() -> None:
    text = plain("| A | B |\n|---|--:|\n| 1 | 2 |")
    assert text.startswith('<blocks><table><row head="1"><cell align=""><t>A</t></cell><cell align="right">')


def test_a_footnote_stands_where_it_is_referred_to() -> None:
    assert plain("a[^n]\n\n[^n]: *b*") == "<blocks><p><t>a</t><note><p><em><t>b</t></em></p></note></p></blocks>"


def test_markup_and_tags_in_the_text_are_text() -> None:
    assert plain("a & b {{ c }} \\<d>") == "<blocks><p><t>a &amp; b {{ c }} &lt;d&gt;</t></p></blocks>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ett\n\n<b>två</b>", "rad 3 innehåller HTML"),
        ("<div>\nx\n</div>", "rad 1 innehåller HTML"),
        ("![bild](a.png)", "innehåller en bild"),
        ("    indragen", "indragen programkod"),
        ("```\nx\n```", "programkod"),
        ("`x`", "programkod"),
        ("> citat", "ett blockcitat"),
        ("a\n\n---", "en vågrät linje"),
        ("- a\n  - b\n    - c\n      - d", "en lista på fjärde nivån"),
        ("- # a", "en rubrik eller tabell i en lista"),
        ("- ", "en tom punkt"),
        ("a[^x]", "hänvisar till fotnoten [^x], som inte finns"),
        ("a\n\n[^x]: b", "fotnoten [^x] används inte"),
        ("a[^x] b[^x]\n\n[^x]: c", "en andra gång"),
        ("a[^x]\n\n[^x]: b\n\n[^x]: c", "är skriven två gånger"),
        ("a[^x]\n\n[^x]: - b", "annat än stycken i fotnoten"),
        ("[a][b]\n\n[b]: https://exempel.se", "definierar länken [b]"),
        ("[a](fil.docx)", "en länk till ”fil.docx”"),
        ("######### a".replace("#########", "######"), "en rubrik på för djup nivå"),
        ("a\x0bb", "U+000B"),
        (" \n ", "texten är tom"),
    ],
)
def test_what_would_be_lost_or_misread_is_refused(text: str, said: str) -> None:
    with pytest.raises(TemplateValueError) as caught:
        stycken(text, 4)
    assert said in caught.value.text
    assert caught.value.remedy


def test_what_is_no_text_is_refused() -> None:
    for value in (None, 5, ["a"]):
        with pytest.raises(TypeError):
            stycken(value)
    with pytest.raises(TypeError):
        stycken("a", "2")  # type: ignore[arg-type]


def test_one_line_may_not_become_more() -> None:
    assert "<c:em>" in rad("a *b*")
    with pytest.raises(TemplateValueError, match="markdown-block"):
        rad("a\n\nb")
