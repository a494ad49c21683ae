"""The text of a Word file, as a reader meets it."""

from contracts.word.text import read_docx
from tests.word.word_files import WordFiles, paragraph, run, table


def page_field(kind: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {kind} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_body_tables_and_notes_come_in_reading_order(word: WordFiles) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    path = word.file(
        f"<w:p>{run('a')}{reference}</w:p>",
        table(("b", "c")),
        "<w:p/>",
        paragraph("d"),
        footnotes=f'<w:footnote w:id="1">{paragraph("e")}</w:footnote>',
    )
    assert read_docx(path.read_bytes()).paragraphs == ("a", "b", "c", "d", "e")


def test_page_numbers_and_hidden_text_are_left_out_and_references_kept(word: WordFiles) -> None:
    body = (
        f"<w:p>{run('Sida ')}{page_field('PAGE')}{run(' se ')}{page_field('REF x')}{run('dolt', '<w:vanish/>')}</w:p>"
    )
    text = read_docx(
        word.file(body, header=f"<w:p>{run('Sida ')}{page_field('PAGE')}{page_field('REF x')}</w:p>").read_bytes()
    )
    assert text.paragraphs == ("Sida  se 7",)
    assert text.running == ("Sida",)


def test_headers_come_before_footers(word: WordFiles) -> None:
    assert read_docx(word.file(header=paragraph("h"), footer=paragraph("f")).read_bytes()).running == ("h", "f")


def test_a_header_that_only_a_second_page_shows_is_told_apart(word: WordFiles) -> None:
    first_differs = "<w:sectPr><w:headerReference w:type='default' r:id='rIdXheader'/><w:titlePg/></w:sectPr>"
    own_section = f"<w:p><w:pPr>{first_differs}</w:pPr></w:p>"
    text = read_docx(word.file(own_section, header=paragraph("h"), relationships="").read_bytes())
    assert text.running == ("h",)
    assert text.running_later == ()  # the last section has no first page of its own, so that its header stands there


def test_the_fonts_are_those_of_what_is_printed(word: WordFiles) -> None:
    direct = run("a", '<w:rFonts w:ascii="Carlito" w:hAnsi="Carlito"/>')
    other = run("ö", '<w:rFonts w:ascii="Caladea" w:hAnsi="Liberation Sans"/>')
    empty = run(" ", '<w:rFonts w:ascii="Oanvänd" w:hAnsi="Oanvänd"/>')
    styled = paragraph("b", style="Heading1")
    fonts = read_docx(word.file(f"<w:p>{direct}{other}{empty}</w:p>", styled).read_bytes()).fonts
    assert fonts == ("Calibri", "Carlito", "Liberation Sans")  # Heading 1 asks for the theme's major font


def test_a_bullets_font_counts(word: WordFiles) -> None:
    assert "Symbol" in read_docx(word.file(paragraph("a", style="ListBullet")).read_bytes()).fonts
