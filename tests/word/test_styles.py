"""Only the styles that a document can come to need are kept."""

import re

from contracts.word.styles import read_styles
from tests.word.word_files import DECLARED, WordFiles, member, paragraph


def kept(docx: bytes) -> set[str]:
    return set(re.findall(r'w:styleId="([^"]+)"', member(docx, "word/styles.xml")))


def test_unused_styles_and_latent_ones_are_stripped(word: WordFiles) -> None:
    before = kept(word.file().read_bytes())
    docx = word.render(paragraph("a", style="IntenseQuote")).docx
    assert len(before) > 100
    assert len(kept(docx)) < 15
    assert {"Normal", "IntenseQuote"} <= kept(docx)
    assert "latentStyles" not in member(docx, "word/styles.xml")


def test_what_a_style_rests_on_is_kept(word: WordFiles) -> None:
    chain = (
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="C"/>'
        '<w:basedOn w:val="B"/><w:next w:val="D"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:link w:val="L"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:name w:val="D"/></w:style>'
        '<w:style w:type="character" w:styleId="L"><w:name w:val="L"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/></w:style>'
    )
    styles = kept(word.render(paragraph("a", style="C"), styles=chain).docx)
    assert {"B", "C", "D", "L"} <= styles
    assert "X" not in styles


def test_styles_that_markdown_may_need_are_kept_where_there_is_markdown(word: WordFiles) -> None:
    needed = {"ListBullet", "ListBullet3", "ListNumber", "Heading2", "Emphasis", "Strong", "TableGrid", "Hyperlink"}
    with_markdown = word.render(paragraph("{{p x | stycken }}"), context={"x": "a"})
    assert needed <= kept(with_markdown.docx)
    assert not needed & kept(word.render(paragraph("a")).docx)


def test_parts_that_only_the_writer_needs_are_left_out(word: WordFiles) -> None:
    names = member(word.render(paragraph("a")).docx, "[Content_Types].xml")
    assert "thumbnail" not in names
    assert "stylesWithEffects" not in names


def test_a_style_is_found_in_english_and_swedish_by_name_and_by_id() -> None:
    book = read_styles(
        f'<w:styles {DECLARED}><w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="Punktlista 2"/></w:style>'
        '<w:style w:type="table" w:styleId="Fakta"><w:name w:val="Fakta"/></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style></w:styles>'.encode()
    )
    assert [style and style.id for style in (book.find("heading", 2), book.find("bullet", 2), book.find("table"))] == [
        "Rubrik2",
        "x",
        "Fakta",
    ]
    assert book.find("heading", 1) is None
