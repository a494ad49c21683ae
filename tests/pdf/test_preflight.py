import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from contracts.errors import Problem, ProblemsError
from contracts.pdf.preflight import preflight
from contracts.pdf.preflight_text import is_plain_link
from tests.pdf.conftest import MakeDocx, add_field, rewritten

DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"


def problems_of(docx: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        preflight(docx)
    assert all(p.remedy and p.place and p.place.file == docx.name for p in caught.value.problems)
    return tuple(caught.value.problems)


def rules_of(docx: Path) -> list[str]:
    return [problem.rule for problem in problems_of(docx)]


def in_body(xml: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)


def with_relation(xml: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(b"</Relationships>", xml.encode() + b"</Relationships>")


def with_type(xml: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(b"</Types>", xml.encode() + b"</Types>")


def relation(kind: str, target: str, *, outside: bool = True) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="x{kind}" Type="{base}{kind}" Target="{target}"{mode}/>'


def test_an_ordinary_agreement_passes(make_docx: MakeDocx) -> None:
    def fill(document: WordDocument) -> None:
        for code in (
            "PAGE",
            "NUMPAGES",
            "SECTIONPAGES",
            'TOC \\o "1-2" \\h',
            "PAGEREF _Toc1 \\h",
            "REF a \\r",
            "SEQ Tabell",
        ):
            add_field(document.add_paragraph(), code)
        add_field(document.add_paragraph(), 'HYPERLINK "https://exempelstad.example/"')
        add_field(document.add_paragraph(), 'HYPERLINK \\l "_Toc1"')
        add_field(document.sections[0].footer.paragraphs[0], "PAGE")
        document.part.relate_to("mailto:kommun@exempelstad.example", RT.HYPERLINK, is_external=True)
        document.add_table(1, 1).cell(0, 0).add_table(1, 1)

    preflight(make_docx("Överenskommelse", fill))


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "preflight-empty"),
        (b"Detta \xc3\xa4r text.", "preflight-zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "preflight-old"),
    ],
)
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    docx = tmp_path / "avtal.docx"
    docx.write_bytes(content)
    assert rules_of(docx) == [rule]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert rules_of(tmp_path / "avtal.docx") == ["preflight-missing"]


def test_a_cut_off_file_is_refused(make_docx: MakeDocx) -> None:
    docx = make_docx("text")
    docx.write_bytes(docx.read_bytes()[:-200])
    assert rules_of(docx) == ["preflight-zip"]


def test_a_flipped_bit_is_refused(make_docx: MakeDocx) -> None:
    docx = make_docx("text")
    with zipfile.ZipFile(docx) as archive:
        start = archive.getinfo("word/styles.xml").header_offset + 200
    content = bytearray(docx.read_bytes())
    content[start] ^= 0xFF
    docx.write_bytes(content)
    assert rules_of(docx) == ["preflight-zip"]


def test_a_packing_that_word_does_not_use_is_refused(tmp_path: Path) -> None:
    docx = tmp_path / "avtal.docx"
    with zipfile.ZipFile(docx, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "text")
    assert rules_of(docx) == ["preflight-zip"]


def test_an_encrypted_member_is_refused(make_docx: MakeDocx) -> None:
    docx = make_docx("text")
    content = bytearray(docx.read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    docx.write_bytes(content)
    assert "preflight-encrypted" in rules_of(docx)


@pytest.mark.parametrize("name", ["/etc/passwd", "../utanför.xml", "word\\..\\..\\x.xml", "C:/x.xml"])
def test_a_name_that_leads_out_is_refused(make_docx: MakeDocx, name: str) -> None:
    assert rules_of(rewritten(make_docx("text"), {name: b"x"})) == ["preflight-zip"]


def test_a_bomb_is_refused_before_it_is_unpacked(make_docx: MakeDocx) -> None:
    docx = rewritten(make_docx("text"), {"word/media/a.bin": bytes(3_000_000), "word/b.xml": bytes(60_000_000)})
    assert rules_of(docx) == ["preflight-size"] * 3  # both are packed too hard, and one is too big


def test_too_much_altogether_is_refused(make_docx: MakeDocx) -> None:
    docx = rewritten(make_docx("text"), {f"word/media/{n}.bin": bytes(41_000_000) for n in range(5)})
    assert "205 MB" in problems_of(docx)[0].text


def test_too_many_members_are_refused(make_docx: MakeDocx) -> None:
    assert rules_of(rewritten(make_docx("text"), {f"word/media/{n}": b"" for n in range(2001)})) == ["preflight-size"]


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>',
        b'<!DOCTYPE w SYSTEM "http://exempelstad.example/x.dtd">',
    ],
)
def test_a_document_type_is_refused(make_docx: MakeDocx, prolog: bytes) -> None:
    docx = rewritten(make_docx("text"), {DOCUMENT: lambda old: old.replace(b"<w:document", prolog + b"<w:document", 1)})
    problem = problems_of(docx)[0]
    assert problem.rule == "preflight-xml"
    assert "DOCTYPE" in problem.text


def test_a_document_type_in_another_encoding_is_refused(make_docx: MakeDocx) -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    assert "DOCTYPE" in problems_of(rewritten(make_docx("text"), {"word/styles.xml": xml}))[0].text


def test_broken_xml_is_refused(make_docx: MakeDocx) -> None:
    docx = rewritten(make_docx("text"), {"word/styles.xml": b"<w:styles>", "docProps/app.xml": b"text"})
    assert rules_of(docx) == ["preflight-xml", "preflight-xml"]


@pytest.mark.parametrize("part", [TYPES, "_rels/.rels", DOCUMENT])
def test_a_missing_part_is_refused(make_docx: MakeDocx, part: str) -> None:
    assert rules_of(rewritten(make_docx("text"), {part: None})) == ["preflight-parts"]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (b"application/vnd.ms-word.document.macroEnabled.main+xml", "preflight-macros"),
        (b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "preflight-kind"),
        (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "preflight-kind"),
    ],
)
def test_another_kind_of_file_is_refused(make_docx: MakeDocx, kind: bytes, rule: str) -> None:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert rules_of(rewritten(make_docx("text"), {TYPES: lambda old: old.replace(main, kind)})) == [rule]


def test_macros_in_a_plain_docx_are_refused(make_docx: MakeDocx) -> None:
    kind = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    changes = {TYPES: with_type(kind), RELS: with_relation(relation("vbaProject", "vbaProject.bin", outside=False))}
    assert rules_of(rewritten(make_docx("text"), changes)) == ["preflight-macros", "preflight-macros"]


@pytest.mark.parametrize(
    ("kind", "target", "word"),
    [
        ("attachedTemplate", "file:///C:/Mallar/mall.dotx", "mall"),
        ("image", "https://exempelstad.example/logo.png", "bild"),
        ("hyperlink", "file:///G:/gemensam/avtal.docx", "länk"),
        ("hyperlink", "javascript:alert(1)", "länk"),
        ("hyperlink", "\\\\server\\mapp", "länk"),
        ("frame", "https://exempelstad.example/", "hänvisning"),
    ],
)
def test_what_reaches_out_of_the_file_is_refused(make_docx: MakeDocx, kind: str, target: str, word: str) -> None:
    problems = problems_of(rewritten(make_docx("text"), {RELS: with_relation(relation(kind, target))}))
    assert [p.rule for p in problems] == ["preflight-external"]
    assert word in problems[0].text
    assert target in problems[0].text


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk", "subDocument"])
@pytest.mark.parametrize("outside", [True, False])
def test_what_is_embedded_is_refused(make_docx: MakeDocx, kind: str, outside: bool) -> None:
    changes = {RELS: with_relation(relation(kind, "x.bin", outside=outside))}
    assert rules_of(rewritten(make_docx("text"), changes)) == ["preflight-embedded"]


def test_an_outside_picture_of_a_header_is_refused(make_docx: MakeDocx) -> None:
    docx = make_docx(lambda d: d.sections[0].header.add_paragraph("huvud"))
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation("image", "http://x.example/a")}</Relationships>'
    assert rules_of(rewritten(docx, {"word/_rels/header1.xml.rels": rels.encode()})) == ["preflight-external"]


def test_comments_are_refused(make_docx: MakeDocx) -> None:
    def comment(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Andra stycket")
        document.add_comment(paragraph.runs[0], text="Stämmer detta?", author="Exempel")

    problems = problems_of(make_docx("Första", comment))
    assert {p.rule for p in problems} == {"preflight-comments"}
    place = problems[-1].place
    assert place is not None
    assert (place.part, place.paragraph, place.excerpt) == ("brödtext", 2, "Andra stycket")


@pytest.mark.parametrize(
    "code",
    [
        *(
            "DATE",
            "TIME",
            'SAVEDATE \\@ "yyyy-MM-dd"',
            "PRINTDATE",
            "CREATEDATE",
            'IF 1=1 "ja" "nej"',
            "MERGEFIELD namn",
        ),
        *(
            'INCLUDETEXT "C:\\\\a.docx"',
            'INCLUDEPICTURE "http://x.example/a.png"',
            "DDE excel a b",
            "DDEAUTO a",
            "= 1+2",
        ),
        *("USERNAME", "FILENAME", "date", "MACROBUTTON x y", "FORMTEXT", ""),
    ],
)
def test_a_field_that_prints_something_else_each_time_is_refused(make_docx: MakeDocx, code: str) -> None:
    problems = problems_of(make_docx("Före", lambda d: add_field(d.add_paragraph("Datum: "), code)))
    assert [(p.rule, p.place and p.place.paragraph) for p in problems] == [("preflight-field", 2)]


def test_a_field_in_a_field_is_found(make_docx: MakeDocx) -> None:
    def nest(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        for xml in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>REF </w:instrText>",
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>DA</w:instrText>",
            "<w:instrText>TE</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:fldChar w:fldCharType="end"/>',
        ):
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))

    assert ["DATE" in p.text for p in problems_of(make_docx(nest))] == [True]


def test_a_field_that_never_ends_is_refused(make_docx: MakeDocx) -> None:
    xml = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
    assert rules_of(rewritten(make_docx("text"), {DOCUMENT: in_body(xml)})) == ["preflight-field"]


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>1 mars</w:t></w:r></w:fldSimple></w:p>',
        "<w:p><w:r><w:dayLong/></w:r></w:p>",
    ],
)
def test_other_spellings_of_a_date_are_refused(make_docx: MakeDocx, xml: str) -> None:
    assert rules_of(rewritten(make_docx("text"), {DOCUMENT: in_body(xml)})) == ["preflight-field"]


def test_a_link_field_to_a_disk_is_refused(make_docx: MakeDocx) -> None:
    docx = make_docx(lambda d: add_field(d.add_paragraph(), 'HYPERLINK "file:///G:/avtal.docx"'))
    assert rules_of(docx) == ["preflight-external"]


def test_headers_footers_and_footnotes_are_looked_at(make_docx: MakeDocx) -> None:
    def fill(document: WordDocument) -> None:
        add_field(document.sections[0].header.paragraphs[0], "DATE")
        add_field(document.sections[0].footer.paragraphs[0], "TIME")

    docx = make_docx(fill)
    note = '<w:footnote w:id="1"><w:p><w:fldSimple w:instr="SAVEDATE"/></w:p></w:footnote>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    changes = {
        "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>".encode(),
        RELS: with_relation(relation("footnotes", "footnotes.xml", outside=False)),
        TYPES: with_type(f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'),
    }
    parts = [p.place.part for p in problems_of(rewritten(docx, changes)) if p.place]
    assert sorted(parts) == ["fotnoter", "sidfot 1", "sidhuvud 1"]


def test_tables_in_tables_are_allowed_to_a_depth(make_docx: MakeDocx) -> None:
    def nested(depth: int) -> Callable[[WordDocument], None]:
        def fill(document: WordDocument) -> None:
            cell = document.add_table(1, 1).cell(0, 0)
            for _ in range(depth - 1):
                cell = cell.add_table(1, 1).cell(0, 0)

        return fill

    preflight(make_docx(nested(20)))
    assert "21 nivåer" in problems_of(make_docx(nested(21)))[0].text


def test_an_endless_paragraph_is_refused(make_docx: MakeDocx) -> None:
    numbers = " ".join(str(n) for n in range(20_000))
    preflight(make_docx(numbers[:99_000]))
    assert rules_of(make_docx(numbers)) == ["preflight-size"]


def test_a_strict_file_is_refused_rather_than_passed_unread(make_docx: MakeDocx) -> None:
    docx = make_docx(lambda d: add_field(d.add_paragraph(), "DATE"))
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert rules_of(rewritten(docx, {DOCUMENT: lambda content: content.replace(old, new)})) == ["preflight-kind"]


def test_all_problems_come_in_one_run(make_docx: MakeDocx) -> None:
    def fill(document: WordDocument) -> None:
        add_field(document.add_paragraph(), "DATE")
        add_field(document.add_paragraph(), "IF 1")
        add_field(document.sections[0].footer.paragraphs[0], "TIME")

    changes = {RELS: with_relation(relation("image", "http://x.example/") + relation("oleObject", "a", outside=False))}
    rules = rules_of(rewritten(make_docx(fill), changes))
    assert sorted(rules) == ["preflight-embedded", "preflight-external", *["preflight-field"] * 3]


def test_only_links_to_the_web_mail_and_telephone_are_plain() -> None:
    links = ("https://exempelstad.example", "MAILTO:kommun@exempelstad.example", "tel:112", "file:///a", "http://[", "")
    assert [is_plain_link(link) for link in links] == [True, True, True, False, False, False]
