"""A file that Word would not open, or that points at nothing, is found out; each rule is seen to fail."""

import pytest

from contracts.word.structure import check_structure
from tests.word.word_files import WordFiles, paragraph, run, table

GOOD = paragraph("a") + table(("b",)) + paragraph("c")


def found(word: WordFiles, *body: str, **parts: str) -> list[str]:
    problems = check_structure(word.file(*body, **parts).read_bytes(), "avtal.docx")
    return [f"{problem.place.part if problem.place else ''}: {problem.text}" for problem in problems]


def test_a_sound_file_has_no_problems(word: WordFiles) -> None:
    assert found(word, GOOD, header=paragraph("h")) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<w:p>{GOOD}</w:p>", "står där det inte får stå"),
        ("<w:p><w:r><w:t>a<w:br/></w:t></w:r></w:p>", "annat än text"),
        ("<w:p><w:t>a</w:t></w:p>", "står där det inte får stå"),
        ('<w:p xmlns:c="urn:contracts:word:marker"><c:inline/></w:p>', "egna märken"),
        ('<w:p xmlns:c="urn:contracts:word:marker" c:only="1"/>', "egna märken"),
        ("<w:tbl><w:tblPr/></w:tbl>", "saknar rader"),
        ("<w:tbl><w:tr/></w:tbl>", "saknar celler"),
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "slutar inte med ett stycke"),
        (f"<w:tbl><w:tr><w:tc>{table(('a',))}</w:tc></w:tr></w:tbl>", "slutar inte med ett stycke"),
        ('<w:p><w:pPr><w:numPr><w:numId w:val="99"/></w:numPr></w:pPr></w:p>', "en lista (99) som inte finns"),
        ('<w:p><w:pPr><w:pStyle w:val="Finnsinte"/></w:pPr></w:p>', "Finnsinte"),
        ('<w:p w14:paraId="0A"/><w:p w14:paraId="0A"/>', "samma nummer (0A)"),
        ('<w:p><w:r><w:drawing><wp:docPr id="1"/><wp:docPr id="1"/></w:drawing></w:r></w:p>', "samma nummer (1)"),
        ('<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p>', "börjar utan att sluta"),
        (
            "<w:p>{}{}</w:p>".format(
                '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>',
                '<w:bookmarkStart w:id="2" w:name="a"/><w:bookmarkEnd w:id="2"/>',
            ),
            "finns två gånger",
        ),
        ('<w:p><w:r><w:footnoteReference w:id="3"/></w:r></w:p>', "stämmer inte överens"),
        ('<w:p><w:hyperlink r:id="rIdX"/></w:p>', "(rIdX) pekar på något som inte finns"),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', "ett fält börjar utan att sluta"),
        (f'<w:p><w:hyperlink w:anchor="borta">{run("a")}</w:hyperlink></w:p>', "”borta”, som inte finns"),
        ('<w:p><w:fldSimple w:instr="PAGEREF borta"/></w:p>', "”borta”, som inte finns"),
    ],
)
def test_a_fault_is_found(word: WordFiles, body: str, said: str) -> None:
    problems = found(word, body)
    assert any(said in problem and problem.startswith("brödtext: ") for problem in problems), problems


def test_a_fault_in_a_header_is_found_there(word: WordFiles) -> None:
    (problem,) = found(word, GOOD, header='<w:p><w:hyperlink w:anchor="borta"/></w:p>')
    assert problem.startswith("sidhuvud 1: ")


def test_what_is_no_word_file_is_one_problem() -> None:
    (problem,) = check_structure(b"skr\xc3\xa4p")
    assert problem.rule == "template-corrupt"
