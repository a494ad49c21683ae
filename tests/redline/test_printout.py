"""The printed form: marked text with right numbers, how to read it, and the list of changes."""

import io

from docx import Document
from lxml import etree

from contracts.redline.legend import Heads
from contracts.redline.printout import print_out
from contracts.word.contents_list import contents_lines
from contracts.word.structure import check_structure, read_finished
from contracts.word.text import text_of
from tests.redline.comparing import redline
from tests.redline.documents import Doc, Para, Run, Table, doc, docx, para
from tests.redline.faults import revisions
from tests.redline.package import TEXT, members, rewritten
from tests.redline.resolving import W

HEADS = Heads("Avtal", "äldre.docx", "nyare.docx")
REPORT = "Föreningen redovisar varje kvartal hur ersättningen har använts i verksamheten."


def printed(old: Doc, new: Doc) -> bytes:
    return print_out(redline(old, new).docx, HEADS, "jämförelse.docx").docx


def texts(old: Doc, new: Doc) -> list[str]:
    """The paragraphs between the legend and the list."""
    found = list(text_of(read_finished(printed(old, new), "x")).paragraphs)
    return found[4 : found.index("Ändringar")]


def look(old: Doc, new: Doc, text: str) -> str:
    """The XML of the run that says a text, in the marked document."""
    xml = members(printed(old, new))[TEXT].decode()
    document = xml[xml.index("ändring") : xml.index("Numren är desamma")]
    end = document.index(f">{text}<")
    return document[document.rindex("<w:r>", 0, end) : end]


OLD, NEW = doc("Kommunen betalar 350 000 kr per år."), doc("Kommunen betalar 400 000 kr per år.")


def test_old_and_new_stand_beside_each_other_with_the_number_of_the_change() -> None:
    assert texts(OLD, NEW) == ["Kommunen betalar 350 000 kr 400 000 kr [1] per år."]
    assert "<w:strike/>" in look(OLD, NEW, "350 000 kr")
    assert '<w:u w:val="single"/>' in look(OLD, NEW, "400 000 kr")


def test_it_has_no_tracked_changes_left_and_word_can_open_it() -> None:
    made = printed(
        doc("# Ett", REPORT, Table((("a", "b"),)), Para((Run("x", note="Bort."),))),
        doc("# Två", Table((("a", "c"), ("d", "e"))), para(REPORT, list="a")),
    )
    assert not revisions(made)
    assert check_structure(made) == ()


def foreign(*items: str) -> bytes:
    """A file with Word's own bullets, whose signs are Symbol's."""
    document, written = Document(), io.BytesIO()
    for item in items:
        document.add_paragraph(item, style="List Bullet")
    document.save(written)
    return written.getvalue()


def test_bullets_of_a_symbol_font_are_ordinary_on_paper_and_stay_in_the_word_file() -> None:
    made = redline(foreign("äpplen", "päron"), foreign("äpplen", "bananer", "päron")).docx
    paper = print_out(made, HEADS, "jämförelse.docx").docx
    tracked, printed_lists = (members(one)["word/numbering.xml"].decode() for one in (made, paper))
    assert "\uf0b7" in tracked
    assert 'w:ascii="Symbol"' in tracked
    assert "\uf0b7" not in printed_lists
    assert 'w:lvlText w:val="•"' in printed_lists


def test_what_moves_says_so_at_both_ends() -> None:
    long = REPORT.replace("Föreningen", "Kommunen")
    found = texts(doc(REPORT, "# Ett", long, "Sist."), doc("# Ett", long, REPORT, "Sist."))
    assert f"{REPORT} [1: flyttat härifrån]" in found
    assert f"{REPORT} [1: flyttat hit]" in found


def test_a_table_of_a_section_that_has_moved_looks_moved_though_its_rows_come_and_go() -> None:
    costs = ("# Kostnader", "Så mycket kostar det varje år.", Table((("Löner", "100 kr"),)))
    rest = ("# Två", REPORT, REPORT)
    old, new = doc(*costs, *rest, "# Sist"), doc(*rest, *costs, "# Sist")
    assert "<w:dstrike/>" in look(old, new, "Löner")


def test_a_point_that_goes_keeps_its_number_as_letters_and_the_others_close_up() -> None:
    old = doc(*(para(text, list="a") for text in ("ett", "två", "tre")), "Sist.")
    new = doc(*(para(text, list="a") for text in ("ett", "tre")), "Sist.")
    assert texts(old, new) == ["ett", "2.\ttvå [1]", "tre", "Sist."]
    assert '<w:numId w:val="0"/>' in members(printed(old, new))[TEXT].decode()


def test_a_heading_that_goes_is_no_heading() -> None:
    made = printed(doc("# Ett", REPORT, "# Två", "Sist."), doc("# Två", "Sist."))
    headings = [heading.text for heading in text_of(read_finished(made, "x")).headings]
    assert headings == ["Två", "Ändringar"]


def test_a_note_that_goes_stands_in_the_text_and_the_others_close_up() -> None:
    old = doc(Para((Run("Ett ord", note="Bort."), Run(" och ett till", note="Kvar."))))
    new = doc(Para((Run("Ett ord"), Run(" och ett till", note="Kvar."))))
    found = text_of(read_finished(printed(old, new), "x")).paragraphs
    assert "Ett ord [fotnot 1: Bort.] [1] och ett till" in found
    assert "Kvar." in found
    assert "Bort." not in found[: found.index("Ändringar")]


CONTENTS = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-1" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Ett 1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def test_a_contents_list_that_goes_is_not_printed_and_one_that_stays_has_the_new_headings() -> None:
    def with_contents(document: Doc) -> bytes:
        style = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
        return rewritten(
            docx(document),
            {
                TEXT: lambda text: text.replace("<w:body>", "<w:body>" + CONTENTS),
                "word/styles.xml": lambda text: text.replace("</w:styles>", style),
            },
        )

    old, new = doc("# Ett", REPORT), doc("# Två", "Nytt avsnitt.", "# Ett", REPORT)
    gone = print_out(redline(with_contents(old), new).docx, HEADS, "x").docx
    assert "TOC" not in members(gone)[TEXT].decode()
    kept = print_out(redline(with_contents(old), with_contents(new)).docx, HEADS, "x").docx
    assert contents_lines(kept) == ("Två [1]", "Ett", "Ändringar")


def test_no_line_is_drawn_through_a_tab() -> None:
    tabbed = [
        rewritten(docx(doc(f"{one}+{one}")), {TEXT: lambda text: text.replace("+", "</w:t><w:tab/><w:t>")})
        for one in "AB"
    ]
    xml = members(print_out(redline(*tabbed).docx, HEADS, "x").docx)[TEXT].decode()
    assert xml.count("<w:r><w:tab/></w:r>") == 2


def test_the_list_says_number_place_before_and_after() -> None:
    found = text_of(read_finished(printed(OLD, NEW), "x")).paragraphs
    assert found[found.index("Nr") :] == (
        *("Nr", "Var", "Före", "Efter"),
        *("[1]", "inledningen", "ändrat", "Kommunen betalar 350 000 kr per år.", "Kommunen betalar 400 000 kr per år."),
    )


def test_without_changes_it_says_so() -> None:
    found = text_of(read_finished(printed(OLD, OLD), "x")).paragraphs
    assert found[3] == "Inga ändringar hittades. Texten följer nedan."
    assert found[-1] == "Inga ändringar hittades mellan de två dokumenten."


def test_the_same_comparison_prints_the_same_bytes() -> None:
    assert printed(OLD, NEW) == printed(OLD, NEW)


def test_after_the_list_stands_a_paragraph_of_no_height() -> None:
    """A list that fills its page to the foot would otherwise be followed by an empty page."""
    body = etree.fromstring(members(printed(doc("Ett"), doc("Två")))[TEXT]).find(f"{W}body")
    *_, table, last, _ = body
    assert table.tag == f"{W}tbl"
    assert last.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "RedlineEnd"


def test_a_row_is_named_by_what_it_says_now() -> None:
    old, new = (doc("# Ett", Table((("Del", "Ja"), (name, "Nej")))) for name in ("Alfa förening", "Beta förening"))
    said = " ".join(text_of(read_finished(printed(old, new), "x")).paragraphs)
    assert "raden ”Beta förening”" in said
