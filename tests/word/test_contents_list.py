"""The contents list shows this document's headings, numbers and pages, and nothing of the template's."""

import re

import pytest

from contracts.word.render import contents_lines, with_contents_pages
from contracts.word.structure import check_structure
from tests.word.word_files import WordFiles, body, paragraph, run

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="Heading2"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc '
    '1"/><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" '
    'w:pos="9000"/></w:tabs></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Innehll2"><w:name w:val="toc 2"/></w:style>'
)
ONE_LEVEL = r'TOC \o "1-1"'
PARTS = {"numbering": NUMBERING, "styles": STYLES}


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def contents(switches: str = r'TOC \o "1-2" \h \z \u') -> str:
    """A contents list as Word leaves it in a template: with the template's own lines in it."""
    line = paragraph("{{ s.heading }}\t7", style="TOC1").removesuffix("</w:p>").split("<w:r>", 1)
    first = f"{line[0]}{mark('begin')}{code(switches)}{mark('separate')}<w:r>{line[1]}</w:p>"
    return f"{first}{paragraph('{%p for x in y %}gammal rad', style='TOC1')}<w:p>{mark('end')}</w:p>"


def heading(text: str, level: int = 1) -> str:
    return paragraph(
        text,
        style=f"Heading{level}",
        properties=f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>',
    )


DOCUMENT = (
    contents(),
    paragraph("{%p for s in sections %}"),
    heading("{{ s.heading }}"),
    heading("Mer om {{ s.heading }}", 2),
    paragraph("{%p endfor %}"),
)
CONTEXT = {"sections": [{"heading": "Parter & mål"}, {"heading": "Ekonomi"}]}


def test_the_lines_are_the_documents_headings_with_their_numbers(word: WordFiles) -> None:
    rendered = word.render(*DOCUMENT, context=CONTEXT, **PARTS)
    assert contents_lines(rendered.docx) == (
        "1 Parter & mål",
        "1.1 Mer om Parter & mål",
        "2 Ekonomi",
        "2.1 Mer om Ekonomi",
    )
    assert [(h.level, h.number) for h in rendered.headings] == [(1, "1"), (2, "1.1"), (1, "2"), (2, "2.1")]
    assert "gammal" not in body(rendered.docx)
    assert rendered.paragraphs[0] == "Parter & mål"
    assert not check_structure(rendered.docx)


def test_the_lines_lead_to_bookmarks_and_take_the_styles_and_tabs(word: WordFiles) -> None:
    xml = body(word.render(*DOCUMENT, context=CONTEXT, **PARTS).docx)
    assert re.findall(r'w:anchor="(\w+)"', xml) == re.findall(r'bookmarkStart w:id="\d" w:name="(\w+)"', xml)
    assert re.findall(r'pStyle w:val="(TOC1|Innehll2)"', xml) == ["TOC1", "Innehll2"] * 2
    assert '<w:tab w:val="right" w:leader="dot" w:pos="9071"/>' in xml  # the second level's style has no stop
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"') == 5


def test_pages_are_set_afterwards_and_the_same_pages_change_nothing(word: WordFiles) -> None:
    docx = word.render(*DOCUMENT, context=CONTEXT, **PARTS).docx
    paged = with_contents_pages(docx, [1, 2, 3, 14])
    assert paged != docx
    assert contents_lines(paged) == contents_lines(docx)
    assert with_contents_pages(paged, [1, 2, 3, 14]) == paged
    assert '<w:t xml:space="preserve">14</w:t>' in body(paged)
    with pytest.raises(ValueError, match="one for each line"):
        with_contents_pages(docx, [1])


def test_a_document_without_contents_list_stays_as_it_is(word: WordFiles) -> None:
    docx = word.render(heading("A"), **PARTS).docx
    assert contents_lines(docx) == ()
    assert with_contents_pages(docx, []) == docx


def test_only_the_levels_asked_for_are_shown(word: WordFiles) -> None:
    rendered = word.render(contents(r'TOC \o "1-1" \h'), *DOCUMENT[1:], context=CONTEXT, **PARTS)
    assert contents_lines(rendered.docx) == ("1 Parter & mål", "2 Ekonomi")


def test_a_simple_field_and_one_in_one_paragraph_are_filled_too(word: WordFiles) -> None:
    simple = r'<w:p><w:fldSimple w:instr="TOC \o &quot;1-1&quot;"><w:r><w:t>gammal</w:t></w:r></w:fldSimple></w:p>'
    short = f"<w:p>{mark('begin')}{code(ONE_LEVEL)}{mark('separate')}{run('gammal')}{mark('end')}</w:p>"
    for field in (simple, short):
        docx = word.render(field, heading("A"), **PARTS).docx
        assert contents_lines(docx) == ("1 A",)
        assert not check_structure(docx)


def test_what_cannot_be_filled_is_refused(word: WordFiles) -> None:
    for field, rule in (
        (contents(r'TOC \t "Min stil,1"'), "template-contents"),
        (contents("TOC"), "template-contents"),
        (
            f"<w:p>{run('Innehåll: ')}{mark('begin')}{code(ONE_LEVEL)}{mark('separate')}{mark('end')}</w:p>",
            "template-contents",
        ),
    ):
        assert [problem.rule for problem in word.refusals(field, heading("A"), **PARTS)] == [rule]
    assert [p.rule for p in word.refusals(contents(), paragraph("a"), **PARTS)] == ["template-contents"]
    missing = {"numbering": NUMBERING}
    assert [p.rule for p in word.refusals(contents(), heading("A"), **missing)] == ["template-style"]
