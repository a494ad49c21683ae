"""What belongs to the whole file: notes, headers, lists, styles, pictures, names, dates, bytes."""

import re

from tests.redline.comparing import redline
from tests.redline.documents import Doc, Para, Run, doc, docx, para
from tests.redline.evaluator import lines, meaning
from tests.redline.faults import faults
from tests.redline.marks import marked
from tests.redline.package import LINKS, TEXT, TYPES, members, rewritten


def test_the_same_files_give_the_same_bytes_and_nobodys_clock() -> None:
    old, new = docx(doc("Ett", "Två")), docx(doc("Ett", "Tre"))
    assert redline(old, new).docx == redline(old, new).docx
    text = members(redline(old, new).docx)["word/document.xml"].decode()
    assert set(re.findall(r'w:date="([^"]*)"', text)) == {"2024-05-02T12:00:00Z"}
    assert set(re.findall(r'w:author="([^"]*)"', text)) == {"Exempelstads kommun"}


def test_a_note_is_changed_where_it_stands_and_one_that_goes_is_kept_for_whoever_rejects() -> None:
    old = doc(Para((Run("Ett ord", note="Enligt beslut 2018."), Run(" och ett till", note="Bort."))))
    new = doc(Para((Run("Ett ord", note="Enligt beslut 2019."), Run(" och ett till"))))
    made = redline(old, new).docx
    assert marked(made, "word/footnotes.xml") == ["", "Enligt beslut [-2018-]{+2019+}.", "[-Bort.-]"]
    assert lines(made, accept=True) == ["Ett ord och ett till", "Enligt beslut 2019."]


def test_a_note_that_goes_takes_none_of_the_others_with_it() -> None:
    old = doc(Para((Run("Ett ord", note="Bort."), Run(" och ett till", note="Kvar."))))
    new = doc(Para((Run("Ett ord"), Run(" och ett till", note="Kvar."))))
    assert marked(redline(old, new).docx, "word/footnotes.xml") == ["", "[-Bort.-]", "Kvar."]


def test_a_header_is_changed_where_it_stands() -> None:
    made = redline(doc("x", header="Exempelstad 2018"), doc("x", header="Exempelstad 2019", footer="Ny fot")).docx
    found = members(made)
    parts = {name: marked(made, name) for name in found if re.match(r"word/(header|footer)\d", name)}
    assert sorted(parts.values()) == [["Exempelstad [-2018-]{+2019+}"], ["{+Ny fot+}"]]


def test_lists_that_shift_their_numbers_are_the_same_lists() -> None:
    old = doc(para("a", list="en"), "mellan", para("b", list="två"))
    new = doc(para("ny", list="ny"), para("a", list="en"), "mellan", para("b", list="två"))
    made = members(redline(old, new).docx)
    assert b"pPrChange" not in made["word/document.xml"]
    assert made["word/numbering.xml"].count(b"<w:num ") == 3


def test_a_list_that_goes_brings_its_definition_along() -> None:
    letters = rewritten(
        docx(doc(para("a", list="en"), para("b"))),
        {"word/numbering.xml": lambda text: text.replace('"decimal"', '"lowerLetter"')},
    )
    made = redline(letters, docx(doc(para("b"), para("c", list="en")))).docx
    assert members(made)["word/numbering.xml"].count(b"<w:abstractNum ") == 2
    assert meaning(made, accept=False) == meaning(letters)


def test_a_style_that_only_the_older_file_has_is_brought_along() -> None:
    extra = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Egen"/><w:basedOn w:val="BodyText"/></w:style>'
    old = rewritten(
        docx(doc(para("Ett", "quote"), "Två")),
        {
            "word/styles.xml": lambda text: text.replace("</w:styles>", extra + "</w:styles>"),
            TEXT: lambda text: text.replace('"Quote"', '"Own"'),
        },
    )
    made = redline(old, doc("Två")).docx
    assert b'w:val="Egen"' in members(made)["word/styles.xml"]
    assert meaning(made, accept=False) == meaning(old)


def test_styles_are_the_same_by_name_whatever_their_identifiers_and_other_looks_are_told() -> None:
    old = rewritten(
        docx(doc(para("Ett", "quote"))),
        {
            "word/styles.xml": lambda text: text.replace(
                'w:styleId="Quote"><w:name w:val="Quote"/>',
                'w:styleId="Citat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr>',
            ),
            TEXT: lambda text: text.replace('"Quote"', '"Citat"'),
        },
    )
    made = redline(old, doc(para("Ett", "quote")))
    assert b"pPrChange" not in members(made.docx)["word/document.xml"]
    [remark] = made.remarks
    assert "Formatmallar ser annorlunda ut i den nyare filen: ”Quote”" in remark.text


RED, BLUE = b"en bild", b"en annan bild"
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Bild"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'r:embed="rpicture"/></wp:inline></w:drawing></w:r>'
)


def with_picture(document: Doc, picture: bytes) -> bytes:
    """The file with a picture at the end of its first paragraph."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rpicture" Type="{kind}" Target="media/bild.png"/>'
    return rewritten(
        docx(document),
        {
            TEXT: lambda text: text.replace("</w:p>", DRAWING + "</w:p>", 1),
            LINKS: lambda text: text.replace("</Relationships>", relation + "</Relationships>"),
            TYPES: lambda text: text.replace("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'),
            "word/media/bild.png": picture,
        },
    )


def test_a_picture_that_is_exchanged_is_there_in_both_its_forms() -> None:
    old, new = with_picture(doc("Se bilden:"), RED), with_picture(doc("Se bilden:"), BLUE)
    made = redline(old, new).docx
    assert {RED, BLUE} <= set(members(made).values())
    assert meaning(made, accept=True) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)
    assert faults(made) == []


def test_the_same_picture_under_another_name_is_no_change() -> None:
    old = with_picture(doc("Se bilden:"), RED)
    assert marked(redline(old, with_picture(doc("Se bilden: här"), RED)).docx) == ["Se bilden:{+ här+}"]
