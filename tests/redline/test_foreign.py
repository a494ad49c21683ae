"""Files from elsewhere: compared, or refused with the place and what to do; never a crash."""

from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from tests.redline.comparing import redline
from tests.redline.documents import Para, Run, Table, doc, docx, para
from tests.redline.evaluator import lines, meaning
from tests.redline.faults import faults, revisions
from tests.redline.marks import marked
from tests.redline.package import LINKS, TEXT, TYPES, members, rewritten

PLAIN = docx(doc("Ett stycke", "Två stycken"))


def with_text(change: str, instead_of: str = "Ett stycke") -> bytes:
    """The plain file, with XML in the place of the run that says the other."""
    old = f'<w:r><w:t xml:space="preserve">{instead_of}</w:t></w:r>'
    return rewritten(PLAIN, {TEXT: lambda text: text.replace(old, change)})


def test_tracked_changes_count_as_accepted_and_that_is_said() -> None:
    tracked = with_text(
        '<w:ins w:id="1" w:author="x"><w:r><w:t>Nytt </w:t></w:r></w:ins><w:r><w:t>stycke</w:t></w:r>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText> bort</w:delText></w:r></w:del>'
    )
    made = redline(tracked, docx(doc("Nytt stycke", "Två stycken")))
    assert not revisions(made.docx)
    [remark] = made.remarks
    assert str(remark.place) == "äldre.docx"
    assert remark.text.startswith("Filen hade spårade ändringar.")


def test_comments_stay_behind_and_that_is_said() -> None:
    commented = with_text(
        '<w:commentRangeStart w:id="0"/><w:r><w:t>Ett stycke</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    relation = '<Relationship Id="rc" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>'  # noqa: E501
    commented = rewritten(
        commented,
        {
            LINKS: lambda text: text.replace("</Relationships>", relation + "</Relationships>"),
            "word/comments.xml": b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        },
    )
    made = redline(PLAIN, commented)
    assert not revisions(made.docx)
    assert "word/comments.xml" not in members(made.docx)
    assert [one.text for one in made.remarks] == ["Kommentarerna i filen följer inte med i jämförelsen."]


def test_macros_do_not_come_along() -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    relation = f'<Relationship Id="rv" Type="{kind}" Target="vbaProject.bin"/>'
    macro = rewritten(
        PLAIN,
        {
            LINKS: lambda text: text.replace("</Relationships>", relation + "</Relationships>"),
            "word/vbaProject.bin": b"makro",
            TYPES: lambda text: text.replace(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        },
    )
    made = members(redline(PLAIN, macro).docx)
    assert "word/vbaProject.bin" not in made
    assert b"macroEnabled" not in made["[Content_Types].xml"]
    assert b"vbaProject" not in made[LINKS]


def test_a_control_that_comes_goes_again_for_whoever_rejects() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="namn"/></w:sdtPr><w:sdtContent><w:r><w:t>Ett stycke</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    for old, new in ((PLAIN, with_text(control)), (with_text(control), PLAIN)):
        made = redline(old, new).docx
        assert meaning(made, accept=True) == meaning(new)
        assert meaning(made, accept=False) == meaning(old)
        assert faults(made) == []


def test_a_control_around_paragraphs_keeps_what_stays_in_it() -> None:
    control = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    old, new = (
        rewritten(
            docx(doc(text, "Två stycken")),
            {
                TEXT: lambda xml: xml.replace("<w:body>", "<w:body>" + control.split("{}")[0]).replace(
                    "</w:p>", "</w:p>" + control.split("{}")[1], 1
                )
            },
        )
        for text in ("Ett stycke i en ruta", "Ett annat stycke i en ruta")
    )
    made = redline(old, new).docx
    assert marked(made)[0] == "Ett {+annat +}stycke i en ruta"
    assert meaning(made, accept=False) == meaning(old)


def test_a_simple_field_is_compared_as_what_it_shows() -> None:
    old, new = (
        with_text(f'<w:fldSimple w:instr=" TITLE "><w:r><w:t>{one}</w:t></w:r></w:fldSimple>') for one in ("A", "B")
    )
    made = redline(old, new).docx
    assert meaning(made, accept=True) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)


CONTENTS = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


@pytest.mark.parametrize(("first", "last"), [("Ett", "Två"), ("Annat", "Två"), ("Ett", "Annat"), ("A", "B")])
def test_a_contents_list_keeps_both_its_ends(first: str, last: str) -> None:
    old, new = (
        rewritten(PLAIN, {TEXT: lambda text, two=two: text.replace("<w:body>", "<w:body>" + CONTENTS.format(*two))})
        for two in (("Ett", "Två"), (first, last))
    )
    made = redline(old, new).docx
    assert meaning(made, accept=True) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)
    assert faults(made) == []


def test_a_contents_list_that_goes_takes_both_its_ends() -> None:
    old = rewritten(PLAIN, {TEXT: lambda text: text.replace("<w:body>", "<w:body>" + CONTENTS.format("Ett", "Två"))})
    made = redline(old, PLAIN).docx
    assert meaning(made, accept=True) == meaning(PLAIN)
    assert faults(made) == []


def test_bookmarks_of_both_files_stand_once_and_lead_to_their_headings() -> None:
    def marked_heading(text: str, name: str, link: str) -> str:
        return (
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
            f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:r><w:t>{text}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
            f'<w:p><w:hyperlink w:anchor="{link}"><w:r><w:t>Se {text}</w:t></w:r></w:hyperlink></w:p>'
        )

    old, new = (
        rewritten(PLAIN, {TEXT: lambda text, xml=xml: text.replace("<w:body>", "<w:body>" + xml)})
        for xml in (
            marked_heading("Ekonomi", "_Toc1", "_Toc1"),
            marked_heading("Lokaler", "_Toc1", "_Toc1") + marked_heading("Ekonomi", "_Toc2", "_Toc2"),
        )
    )
    made = redline(old, new).docx
    assert marked(made) == [
        "{+Lokaler+}{+¶+}",
        "{+Se Lokaler+}{+¶+}",
        "Ekonomi",
        "Se Ekonomi",
        "Ett stycke",
        "Två stycken",
    ]
    assert meaning(made, accept=False) == meaning(old)
    assert faults(made) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b"", "filen är tom"),
        (b"PK\x03\x04 trasig", "filen är inget helt Word-dokument"),
        (b"Bara text", "filen är inget helt Word-dokument"),
        (PLAIN[: len(PLAIN) // 2], "filen är inget helt Word-dokument"),
        (rewritten(PLAIN, {TEXT: b"<w:document"}), "är skadad"),
        (rewritten(PLAIN, {TEXT: None}), "brödtexten saknas"),
        (rewritten(PLAIN, {TEXT: b"<!DOCTYPE x><x/>"}), "dokumenttypsdeklaration"),
        (with_text("<w:altChunk/>"), "filen innehåller ett annat dokument"),
    ],
)
def test_what_is_no_sound_word_file_is_refused_with_its_name_and_a_remedy(broken: bytes, said: str) -> None:
    for old, new, name in ((broken, PLAIN, "äldre.docx"), (PLAIN, broken, "nyare.docx")):
        with pytest.raises(ProblemsError) as refused:
            redline(old, new)
        for problem in refused.value.problems:
            assert problem.place is not None
            assert problem.place.file == name
            assert problem.remedy
            assert "mall" not in problem.text
        assert any(said in problem.text for problem in refused.value.problems)


def test_numbers_that_are_none_are_no_trouble() -> None:
    broken = rewritten(
        docx(doc(para("Ett", list="a"), Para((Run("Två", note="En not."),)))),
        {
            "word/numbering.xml": lambda text: text.replace('w:ilvl="0"', 'w:ilvl="å"').replace(
                '"1"/><w:num', '"x"/><w:num'
            ),
            "word/footnotes.xml": lambda text: text.replace(
                'w:type="separator" w:id="0"', 'w:type="separator" w:id="x"'
            ),
            TEXT: lambda text: text.replace('<w:ilvl w:val="0"/>', '<w:ilvl w:val=""/>'),
        },
    )
    for old, new in ((broken, PLAIN), (PLAIN, broken)):
        assert lines(redline(old, new).docx) == lines(new)
        assert lines(redline(old, new).docx, accept=False) == lines(old)


def test_a_table_at_the_very_end_and_an_empty_body_are_no_trouble() -> None:
    bare = rewritten(PLAIN, {TEXT: lambda text: text[: text.index("<w:body>")] + "<w:body></w:body></w:document>"})
    table = docx(doc(Table((("a",),))))
    for old, new in ((bare, table), (table, bare)):
        made = redline(old, new).docx
        assert meaning(made, accept=True) == meaning(new)
        assert meaning(made, accept=False) == meaning(old)


def test_files_without_styles_and_lists_are_no_trouble() -> None:
    bare = rewritten(
        docx(doc(Para((Run("Ett "), Run("stycke", bold=True))))),
        {
            "word/styles.xml": None,
            "word/numbering.xml": None,
            LINKS: lambda text: text.replace("styles.xml", "borta.xml").replace("numbering.xml", "borta.xml"),
        },
    )
    assert lines(redline(PLAIN, bare).docx) == ["Ett stycke"]
    assert lines(redline(bare, PLAIN).docx, accept=False) == ["Ett stycke"]


@pytest.mark.slow
def test_the_projects_templates_can_all_be_compared_with_one_another() -> None:
    templates = sorted((Path(__file__).parents[2] / "templates").rglob("*.docx"))
    for old, new in zip(templates, [*templates[1:], templates[0]], strict=True):
        made = redline(old.read_bytes(), new.read_bytes()).docx
        assert meaning(made, accept=True) == meaning(new.read_bytes()), f"{old.name} to {new.name}"
        assert meaning(made, accept=False) == meaning(old.read_bytes()), f"{old.name} to {new.name}"
