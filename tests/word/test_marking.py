"""Words that another rendering says otherwise wear a mark; the text and everything else stay what they were."""

from pathlib import Path

import pytest
from lxml import etree

from contracts.word.marking import mark_differences
from contracts.word.structure import check_structure
from contracts.word.text import read_docx
from tests.word.test_text import page_field
from tests.word.word_files import NAMESPACES, W, WordFiles, paragraph, run, table, tree


def marked(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of each run that wears a mark."""
    root = tree(docx, part)
    runs = root.xpath("//w:r[starts-with(w:rPr/w:rStyle/@w:val, 'Obekraftat')]", namespaces=NAMESPACES)
    return ["".join(text.text for text in one.iter(f"{{{W}}}t")) for one in runs]


def mark(path: Path, *others: Path) -> bytes:
    """The first file with marks; it must still be sound, and say what it said."""
    docx = path.read_bytes()
    found = mark_differences(docx, [other.read_bytes() for other in others])
    assert check_structure(found) == ()
    assert read_docx(found) == read_docx(docx)
    return found


def test_the_words_that_differ_wear_a_style_and_the_others_do_not(word: WordFiles):
    found = mark(word.file(paragraph("Det tar tre år.")), word.file(paragraph("Det tar fyra år."), name="b.docx"))
    assert marked(found) == ["tre"]


def test_a_file_without_differences_is_the_very_same(word: WordFiles):
    docx = word.file(paragraph("Det tar tre år.")).read_bytes()
    assert mark_differences(docx, [docx]) == docx
    assert mark_differences(docx, []) == docx


def test_several_others_add_up(word: WordFiles):
    path = word.file(paragraph("Alfa får tre kronor."))
    others = [
        word.file(paragraph(text), name=f"{at}.docx")
        for at, text in enumerate(("Beta får tre kronor.", "Alfa får två kronor."))
    ]
    assert marked(mark(path, *others)) == ["Alfa", "tre"]


def test_tables_headers_footers_and_notes_are_looked_at(word: WordFiles):
    def file(name: str, what: str) -> Path:
        note = f'<w:footnote w:id="1">{paragraph(f"not {what}")}</w:footnote>'
        reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
        return word.file(
            f"<w:p>{run('text')}{reference}</w:p>",
            table(("cell", f"rad {what}")),
            paragraph("slut"),
            name=name,
            header=paragraph(f"huvud {what}"),
            footer=paragraph(f"fot {what}"),
            footnotes=note,
        )

    found = mark(file("a.docx", "ett"), file("b.docx", "två"))
    parts = ("document", "header1", "footer1", "footnotes")
    assert [marked(found, f"word/{part}.xml") for part in parts] == [["ett"]] * 4


def test_a_run_is_split_and_keeps_its_look(word: WordFiles):
    bold = run("Hela Människan i Botkyrka", "<w:b/><w:i/>")
    found = mark(
        word.file(f"<w:p>{bold}</w:p>"), word.file(f"<w:p>{bold.replace('Människan', 'Mannen')}</w:p>", name="b.docx")
    )
    root = tree(found, "word/document.xml")
    runs = root.findall(f".//{{{W}}}r")
    assert ["".join(one.itertext()) for one in runs] == ["Hela ", "Människan", " i Botkyrka"]
    assert all(one.find(f"{{{W}}}rPr/{{{W}}}b") is not None for one in runs)
    assert marked(found) == ["Människan"]


def test_a_word_over_two_runs_is_marked_whole(word: WordFiles):
    first = f"<w:p>{run('350', '<w:b/>')}{run('000 kr')}</w:p>"
    found = mark(word.file(first), word.file(first.replace("350", "360"), name="b.docx"))
    assert marked(found) == ["350", "000"]


def test_a_mark_is_shading_and_a_dotted_line(word: WordFiles):
    found = mark(word.file(paragraph("tre")), word.file(paragraph("två"), name="b.docx"))
    style = style_of(found, "Obekraftat")
    assert style.find(f"{{{W}}}rPr/{{{W}}}shd").get(f"{{{W}}}fill") == "FFF0C2"
    assert style.find(f"{{{W}}}rPr/{{{W}}}u").get(f"{{{W}}}val") == "dotted"
    assert style.find(f"{{{W}}}name").get(f"{{{W}}}val") == "Obekräftat"


def test_a_run_with_a_style_gets_one_that_is_based_on_it(word: WordFiles):
    styled = run("tre", '<w:rStyle w:val="Strong"/><w:u w:val="single"/>')
    found = mark(
        word.file(f"<w:p>{styled}</w:p>"), word.file(f"<w:p>{styled.replace('tre', 'två')}</w:p>", name="b.docx")
    )
    assert style_of(found, "ObekraftatStrong").find(f"{{{W}}}basedOn").get(f"{{{W}}}val") == "Strong"
    properties = tree(found, "word/document.xml").find(f".//{{{W}}}rPr")
    assert [etree.QName(child).localname for child in properties] == ["rStyle"]  # its own line would hide the dots


def test_light_letters_become_dark_ones(word: WordFiles):
    look = '<w:name w:val="Ljus"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    light = f'<w:style w:type="paragraph" w:styleId="Ljus">{look}</w:style>'
    found = mark(
        word.file(paragraph("tre", style="Ljus"), styles=light),
        word.file(paragraph("två", style="Ljus"), styles=light, name="b.docx"),
    )
    assert style_of(found, "ObekraftatMork").find(f"{{{W}}}rPr/{{{W}}}color") is not None


def style_of(docx: bytes, identifier: str) -> etree._Element:
    (style,) = tree(docx, "word/styles.xml").xpath(f"//w:style[@w:styleId='{identifier}']", namespaces=NAMESPACES)
    return style


def test_page_numbers_are_left_alone(word: WordFiles):
    def file(name: str, page: str) -> Path:
        field = page_field("PAGE").replace(">7<", f">{page}<")
        return word.file(f"<w:p>{run('Sida ')}{field}</w:p>", name=name)

    assert marked(mark(file("a.docx", "7"), file("b.docx", "8"))) == []


@pytest.mark.parametrize("heading", ["Uppsägning", "Hävning"])
def test_a_contents_list_repeats_headings_and_is_left_alone(word: WordFiles, heading: str):
    def file(name: str, text: str) -> Path:
        line = (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(f"{text} 3")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
        return word.file(line, paragraph(text, style="Heading1"), name=name)

    found = mark(file("a.docx", heading), file("b.docx", "Annat"))
    assert marked(found) == [heading]


def test_breaks_tabs_and_notes_within_a_marked_run_stay(word: WordFiles):
    inside = '<w:r><w:t>ett</w:t><w:br/><w:t>två</w:t><w:tab/><w:t xml:space="preserve">tre </w:t></w:r>'
    found = mark(
        word.file(f"<w:p>{inside}</w:p>"),
        word.file(f"<w:p>{inside.replace('två', 'fyra')}</w:p>", name="b.docx"),
    )
    assert marked(found) == ["två"]


def test_the_same_files_give_the_same_bytes(word: WordFiles):
    path, other = (
        word.file(paragraph("a b c"), table(("d", "e"))),
        word.file(paragraph("a x c"), table(("d", "y")), name="b.docx"),
    )
    assert mark(path, other) == mark(path, other)
