"""Findings become comments in a copy of the lawyer's file, and nothing else in it changes."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from contracts.errors import Place, Problem, Severity, TemplateError
from contracts.lint.comments import write_commented_copy
from contracts.word.structure import check_structure
from contracts.word.template import compile_template
from tests.word.word_files import NAMESPACES, W, WordFiles, paragraph, run, table, tree

DAY = dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC)


def commented(path: Path, *problems: Problem) -> bytes:
    """The copy, after looking at it as Word would: its structure, and its comments with their marks."""
    target = path.with_name("kommenterad.docx")
    before = path.read_bytes()
    write_commented_copy(path, problems, target, DAY)
    data = target.read_bytes()
    assert path.read_bytes() == before
    assert set(check_structure(data)) <= set(check_structure(before))
    root = tree(data)
    comments = Document(io.BytesIO(data)).comments
    ids = sorted(str(comment.comment_id) for comment in comments)
    assert len(set(ids)) == len(ids)
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(e.get(f"{{{W}}}id") for e in root.iter(f"{{{W}}}{mark}")) == ids
    assert letters(root) == letters(tree(before))
    return data


def letters(root: etree._Element) -> list[str]:
    """Each paragraph's text with the looks of each letter."""
    return [
        "".join(f"{letter}{_looks(t)}" for t in p.iter(f"{{{W}}}t") if _home(t) is p for letter in t.text or "")
        for p in root.iter(f"{{{W}}}p")
    ]


def _home(element: etree._Element) -> etree._Element:
    return next(element.iterancestors(f"{{{W}}}p"))


def _looks(text: etree._Element) -> str:
    properties = text.getparent().find(f"{{{W}}}rPr")
    return "" if properties is None else etree.QName(properties[0]).localname[:1]


def texts(data: bytes) -> list[str]:
    return [comment.text for comment in Document(io.BytesIO(data)).comments]


def ranges(data: bytes) -> dict[str, str]:
    """The text between each comment's marks, by its id."""
    found: dict[str, str] = {}
    open_ids: set[str] = set()
    for element in tree(data).iter():
        identifier = element.get(f"{{{W}}}id")
        if element.tag == f"{{{W}}}commentRangeStart":
            open_ids.add(identifier)
            found[identifier] = ""
        elif element.tag == f"{{{W}}}commentRangeEnd":
            open_ids.remove(identifier)
        elif element.tag == f"{{{W}}}t":
            for one in open_ids:
                found[one] += element.text or ""
    return dict(sorted(found.items(), key=lambda item: int(item[0])))


def problem(excerpt: str, pointed: str = "", part: str = "brödtext", number: int = 1, **more: object) -> Problem:
    column = excerpt.index(pointed) + 1 if pointed else 0
    place = Place("mall.docx", column=column, width=max(len(pointed), 1), excerpt=excerpt, part=part, paragraph=number)
    return Problem("template-test", "något är fel", place, "gör om det", **more)  # type: ignore[arg-type]


def test_a_finding_stands_on_the_very_text_with_what_to_do_and_its_rule(word: WordFiles):
    path = word.file(paragraph("Före ", "{{ na", "mn }}", " efter"))
    data = commented(path, problem("Före {{ namn }} efter", "{{ namn }}", source="Mallhandboken"))
    assert ranges(data) == {"0": "{{ namn }}"}
    assert texts(data) == ["Fel: något är fel\nGör så här: gör om det\nregel template-test; Mallhandboken"]


def test_a_run_is_parted_in_the_middle_and_keeps_its_looks(word: WordFiles):
    path = word.file(f"<w:p>{run('Före {{ namn }} efter', '<w:b/>')}</w:p>")
    data = commented(path, problem("Före {{ namn }} efter", "{{ namn }}"))
    assert ranges(data) == {"0": "{{ namn }}"}
    assert len(list(tree(data).iter(f"{{{W}}}b"))) == 3


def test_errors_and_warnings_are_told_apart_and_dated(word: WordFiles):
    path = word.file(paragraph("ett"))
    data = commented(path, problem("ett"), problem("ett", severity=Severity.WARNING))
    assert [text.split()[0] for text in texts(data)] == ["Fel:", "Varning:"]
    first = next(iter(Document(io.BytesIO(data)).comments))
    assert (first.author, first.timestamp) == ("contracts", DAY)


def test_without_a_day_no_clock_is_asked(word: WordFiles, tmp_path: Path):
    write_commented_copy(word.file(paragraph("ett")), [problem("ett")], tmp_path / "a.docx")
    write_commented_copy(word.file(paragraph("ett")), [problem("ett")], tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert "w:date" not in tree((tmp_path / "a.docx").read_bytes(), "word/comments.xml").xpath("string(.)")


def test_findings_that_overlap_nest_or_repeat_in_one_paragraph(word: WordFiles):
    text = "abcdefghij"
    found = [problem(text, part) for part in ("abcdef", "cde", "defghij", "a", "j", text, "cde")]
    data = commented(word.file(paragraph(text)), *found, problem(text))
    assert list(ranges(data).values()) == ["abcdef", "cde", "defghij", "a", "j", text, "cde", text]


@settings(max_examples=20, deadline=None)
@given(
    pieces=st.lists(st.text("ab{} é", min_size=1, max_size=5), min_size=1, max_size=5),
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=5),
)
def test_any_ranges_over_any_runs_give_a_sound_file(tmp_path_factory, pieces, spans):
    word = WordFiles(tmp_path_factory.mktemp("kommentarer"))
    text = "".join(pieces)
    path = word.file(f"<w:p>{''.join(run(piece, '<w:i/>' if i % 2 else '') for i, piece in enumerate(pieces))}</w:p>")
    cut = [(start % len(text), min(start % len(text) + width, len(text))) for start, width in spans]
    found = [
        Problem("r", "fel", Place("m", column=s + 1, width=e - s, excerpt=text, part="brödtext", paragraph=1))
        for s, e in cut
    ]
    assert list(ranges(commented(path, *found)).values()) == [text[s:e] for s, e in cut]


def test_a_finding_in_a_table_cell_a_link_a_control_and_a_field(word: WordFiles):
    link = f'<w:p><w:hyperlink w:anchor="x">{run("en länk hit")}</w:hyperlink></w:p>'
    control = (
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + paragraph("i kontroll")
        + "</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>"
        + run("enkel kontroll")
        + "</w:sdtContent></w:sdt></w:p>"
    )
    field = f'<w:p>{run("se ")}<w:fldSimple w:instr="PAGE">{run("fältets text")}</w:fldSimple></w:p>'
    data = commented(
        word.file(table(("cell ett", "cell två")), link, control, field),
        problem("cell två", "två", number=2),
        problem("en länk hit", "länk", number=3),
        problem("i kontroll", "kontroll", number=4),
        problem("enkel kontroll", "enkel", number=5),
        problem("se fältets text", "text", number=6),
    )
    # What is filled from elsewhere is pointed at as a whole: a mark inside it would be lost.
    assert list(ranges(data).values()) == ["två", "länk", "kontroll", "enkel kontroll", "fältets text"]


def test_a_finding_in_a_text_box_stands_where_the_box_is_anchored(word: WordFiles):
    box = (
        "<w:p><w:r><w:t>ankare</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('i rutan')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    data = commented(word.file(box), problem("i rutan", "rutan", part="textruta"))
    inside = tree(data).xpath("//w:txbxContent//w:commentRangeStart", namespaces=NAMESPACES)
    assert (inside, ranges(data)) == ([], {"0": "i rutan"})


def test_what_word_takes_no_comment_on_is_told_at_the_top_with_its_place(word: WordFiles):
    path = word.file(paragraph("första"), paragraph("andra"), header=paragraph("{{ fel }}"))
    whole = Problem("template-x", "hela filen", Place("mall.docx"), "spara om")
    data = commented(path, problem("andra", number=2), problem("{{ fel }}", "fel", part="sidhuvud 1"), whole)
    assert texts(data) == [
        (
            "Fel: något är fel\nVar: sidhuvud 1, stycke 1, ”{{ fel }}”\nGör så här: gör om det\nregel template-test\n"
            "Fel: hela filen\nGör så här: spara om\nregel template-x"
        ),
        "Fel: något är fel\nGör så här: gör om det\nregel template-test",
    ]
    assert ranges(data) == {"0": "första", "1": "andra"}


def test_the_same_words_twice_are_told_apart_by_their_number(word: WordFiles):
    path = word.file(paragraph("lika"), paragraph("annat"), paragraph("lika"))
    root = tree(commented(path, problem("lika", number=3)))
    [start] = root.iter(f"{{{W}}}commentRangeStart")
    assert list(root.iter(f"{{{W}}}p")).index(start.getparent()) == 2


def test_what_the_compiler_refuses_is_found_again_after_a_contents_list_and_in_a_long_paragraph(word: WordFiles):
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-1"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("rad ett")}</w:p>{paragraph("rad två")}'
        f'<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    long = "ord " * 60 + "{{ a | felfilter }}" + " ord" * 60
    path = word.file(contents, paragraph(long), paragraph("{{ b. }}"))
    with pytest.raises(TemplateError) as refused:
        compile_template(path, filters={}, shown_as="mall.docx")
    data = commented(path, *refused.value.problems)
    assert set(ranges(data).values()) == {"felfilter", "{{ b. }}"}


def test_comments_that_are_there_stay_and_ids_go_on(word: WordFiles):
    first = commented(word.file(paragraph("ett"), paragraph("två")), problem("ett"))
    path = word.folder / "igen.docx"
    path.write_bytes(first)
    second = commented(path, problem("två", number=2))
    assert ranges(second) == {"0": "ett", "1": "två"}
    with zipfile.ZipFile(io.BytesIO(first)) as a, zipfile.ZipFile(io.BytesIO(second)) as b:
        same = {n for n in a.namelist() if a.read(n) == b.read(n)}
        assert set(b.namelist()) == set(a.namelist())
        assert set(a.namelist()) - same == {"word/document.xml", "word/comments.xml"}


def test_a_body_without_paragraphs_and_a_file_with_macros_take_a_comment(word: WordFiles):
    path = word.file(extra={"word/vbaProject.bin": b"x"})
    before = len(list(tree(path.read_bytes()).iter(f"{{{W}}}p")))
    target = word.folder / "ut.docx"
    write_commented_copy(path, [Problem("template-macro", "makron", Place("mall.docx"))], target)
    assert (before, len(list(tree(target.read_bytes()).iter(f"{{{W}}}p")))) == (0, 1)
    assert texts(target.read_bytes()) == ["Fel: makron\nregel template-macro"]


def test_no_findings_no_comments(word: WordFiles):
    path = word.file(paragraph("ett"))
    assert tree(commented(path)).xpath("count(//w:commentReference)", namespaces=NAMESPACES) == 0


def test_no_word_file_is_refused(tmp_path: Path):
    (tmp_path / "fel.docx").write_bytes(b"ingen zip")
    with pytest.raises(TemplateError):
        write_commented_copy(tmp_path / "fel.docx", [], tmp_path / "ut.docx")
