"""Markdown values come out in the template's own looks."""

import re

from contracts.word.structure import check_structure
from tests.word.word_files import DECLARED, WordFiles, body, member, paragraph, run, table

LISTS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/><w:pPr><w:ind w:left="500" w:hanging="300"/>'
    '</w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
)


def value(word: WordFiles, text: str, **parts: str) -> str:
    """The body for one Markdown value, without what every run has in common."""
    docx = word.render(paragraph("{{p x | stycken }}"), context={"x": text}, **parts).docx
    assert not check_structure(docx)
    return body(docx).replace(' xml:space="preserve"', "")


def test_plain_paragraphs_take_after_the_paragraph_and_run_of_the_tag(word: WordFiles) -> None:
    tag = '<w:p><w:pPr><w:jc w:val="both"/></w:pPr>' + run("{{p x | stycken }}", "<w:i/>") + "</w:p>"
    xml = body(word.render(tag, context={"x": "a\n\nb"}).docx).replace(' xml:space="preserve"', "")
    same = '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>{}</w:t></w:r></w:p>'
    assert xml == same.format("a") + same.format("b")


def test_emphasis_takes_the_character_styles_and_both_at_once_the_signs(word: WordFiles) -> None:
    xml = value(word, "*a* **b** ***c***")
    assert '<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr><w:t>a</w:t>' in xml
    assert '<w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>b</w:t>' in xml
    assert '<w:rPr><w:rStyle w:val="Strong"/><w:i/><w:iCs/></w:rPr><w:t>c</w:t>' in xml


def test_headings_take_the_heading_styles(word: WordFiles) -> None:
    assert '<w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>A</w:t>' in value(word, "# A")


def test_bullets_take_the_list_styles_of_their_levels(word: WordFiles) -> None:
    styles = re.findall(r'pStyle w:val="(\w+)"', value(word, "- a\n  - b\n    - c\n- d"))
    assert styles == ["ListBullet", "ListBullet2", "ListBullet3", "ListBullet"]


def test_each_numbered_list_begins_anew(word: WordFiles) -> None:
    docx = word.render(
        paragraph("{{p x | stycken }}"), paragraph("{{p y | stycken }}"), context={"x": "1. a\n2. b", "y": "5. c"}
    ).docx
    first, second, third = re.findall(r'<w:numId w:val="(\d+)"/>', body(docx))
    assert first == second != third
    numbering = member(docx, "word/numbering.xml")
    assert re.search(rf'<w:num w:numId="{first}">.*?<w:startOverride w:val="1"/>', numbering)
    assert re.search(rf'<w:num w:numId="{third}">.*?<w:startOverride w:val="5"/>', numbering)


def test_a_second_paragraph_of_an_item_has_no_number(word: WordFiles) -> None:
    xml = value(word, "1. a\n\n   b")
    assert 'w:val="ListContinue"/></w:pPr><w:r><w:t>b</w:t>' in xml


def test_styles_are_found_by_their_swedish_names(word: WordFiles) -> None:
    swedish = (
        '<w:style w:type="paragraph" w:styleId="Numreradlista"><w:name w:val="Numrerad lista"/><w:pPr><w:numPr>'
        '<w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="Betoning"><w:name w:val="Betoning"/></w:style>'
    )
    bare = {"numbering": LISTS, "extra": {"word/styles.xml": styles_part(swedish)}}
    xml = value(word, "1. *a*\n   1. b", **bare)  # type: ignore[arg-type]
    assert re.findall(r'pStyle w:val="(\w+)"/><w:numPr><w:ilvl w:val="(\d)"', xml) == [
        ("Numreradlista", "0"),
        ("Numreradlista", "1"),
    ]
    assert 'rStyle w:val="Betoning"' in xml


def styles_part(inner: str) -> bytes:
    return f"<w:styles {DECLARED}>{inner}</w:styles>".encode()


def test_a_missing_style_is_refused_with_the_place_of_the_tag(word: WordFiles) -> None:
    body_text = paragraph("Före") + paragraph("{{p x | stycken }}")
    bare = {"extra": {"word/styles.xml": styles_part("")}}
    for text, name in (
        ("- a", "Punktlista"),
        ("1. a", "Numrerad lista"),
        ("# a", "Rubrik 2"),
        ("|a|\n|-|", "Tabellrutnät"),
    ):
        (problem,) = word.refusals(body_text, context={"x": text}, **bare)
        assert problem.rule == "template-style"
        assert name in problem.text
        assert problem.place
        assert problem.place.paragraph == 2


def test_a_table_has_header_row_style_and_a_paragraph_after_it(word: WordFiles) -> None:
    xml = value(word, "| A | B |\n|---|--:|\n| 1 | 2 |\n\n| C |\n|---|\n| 3 |")
    assert '<w:tblStyle w:val="TableGrid"/>' in xml
    assert xml.count("<w:tblHeader/>") == 2
    assert '<w:jc w:val="right"/>' in xml
    gap = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="180" w:lineRule="exact"/></w:pPr></w:p>'
    assert f"</w:tbl>{gap}<w:tbl>" in xml
    assert xml.endswith(f"</w:tbl>{gap}")


def test_a_value_in_a_cell_leaves_a_paragraph_last(word: WordFiles) -> None:
    docx = word.render(table(("{{p x | stycken }}",)), context={"x": "| A |\n|---|\n| 1 |"}).docx
    assert not check_structure(docx)


def test_links_lead_to_their_address_in_the_part_they_stand_in(word: WordFiles) -> None:
    link = 'Se [sidan](https://exempel.se/?a=1&b=2 "titel") och [igen](https://exempel.se/?a=1&b=2)'
    rendered = word.render(paragraph("{{p x | stycken }}"), header=paragraph("{{ x | rad }}"), context={"x": link})
    for part, rels in (("word/document.xml", "document"), ("word/header1.xml", "header1")):
        ids = re.findall(r'<w:hyperlink [^>]*r:id="(\w+)"', member(rendered.docx, part))
        assert len(ids) == 2
        assert len(set(ids)) == 1
        related = member(rendered.docx, f"word/_rels/{rels}.xml.rels")
        assert f'Id="{ids[0]}"' in related
        assert 'Target="https://exempel.se/?a=1&amp;b=2" TargetMode="External"' in related
    assert 'w:tooltip="titel"' in body(rendered.docx)
    assert 'rStyle w:val="Hyperlink"' in body(rendered.docx)
    assert not check_structure(rendered.docx)


def test_one_line_is_set_into_the_text_around_it(word: WordFiles) -> None:
    rendered = word.render(paragraph("A {{ x | rad }} B {{ x | rad }}"), context={"x": "c *d*"})
    assert rendered.paragraphs == ("A c d B c d",)
    assert body(rendered.docx).count("Emphasis") == 2


def test_values_in_a_condition_or_loop_in_one_paragraph(word: WordFiles) -> None:
    tag = paragraph("{% if x %}{{p x | stycken }}{% endif %}")
    assert word.render(tag, context={"x": "a\n\nb"}).paragraphs == ("a", "b")
    assert body(word.render(tag, paragraph("c"), context={"x": ""}).docx).count("<w:p>") == 1
    loop = paragraph("{% for y in x %}{{p y | stycken }}{% endfor %}")
    assert word.render(loop, context={"x": ["a", "- b"]}).paragraphs == ("a", "b")


def test_notes_outside_the_body_are_refused(word: WordFiles) -> None:
    problems = word.refusals(paragraph("a"), header=paragraph("{{p x | stycken }}"), context={"x": "a[^1]\n\n[^1]: b"})
    assert "fotnoter kan bara stå i brödtexten" in problems[0].text
