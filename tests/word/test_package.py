"""A file from outside is looked at before anything in it is believed."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import TemplateError
from contracts.word.package import open_package, read_package
from contracts.word.packing import Packed, write_package
from contracts.word.widths import twips
from tests.word.word_files import DECLARED, NAMESPACES, WordFiles, member, paragraph


def rule(data: bytes) -> str:
    with pytest.raises(TemplateError) as caught:
        open_package(data, "mall.docx")
    return caught.value.problems[0].rule


def changed(path: Path, **members: bytes | None) -> bytes:
    """The file with members added, replaced or, with None, left out; "__" stands for "/" and "_DOT_" for "."."""
    out = io.BytesIO()
    named = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in members.items()}
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in named:
                new.writestr(info.filename, old.read(info))
        for name, data in named.items():
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        read_package(tmp_path / "finns-inte.docx", "finns-inte.docx")
    assert caught.value.problems[0].rule == "template-missing"


def test_what_is_no_word_file_is_refused(word: WordFiles) -> None:
    whole = word.file(paragraph("text")).read_bytes()
    assert rule(b"") == "template-corrupt"
    assert rule(b"Hej, jag \xc3\xa4r en textfil") == "template-corrupt"
    assert rule(whole[: len(whole) // 2]) == "template-corrupt"
    assert rule(whole[:200] + b"\0" * 300 + whole[500:]) == "template-corrupt"
    path = word.file(paragraph("text"))
    assert rule(changed(path, word__document_DOT_xml=None)) == "template-corrupt"
    assert rule(changed(path, word__document_DOT_xml=b"<w:document")) == "template-corrupt"


def test_a_document_type_is_refused(word: WordFiles) -> None:
    evil = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {DECLARED}><w:body/></w:document>'
    assert rule(changed(word.file(), word__document_DOT_xml=evil.encode())) == "template-doctype"


def test_a_strict_document_is_refused_with_the_way_to_save_it(word: WordFiles) -> None:
    uri = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = f'<w:document xmlns:w="{uri}"><w:body/></w:document>'
    assert rule(changed(word.file(), word__document_DOT_xml=strict.encode())) == "template-strict"


def test_macros_are_refused(word: WordFiles) -> None:
    path = word.file(paragraph("text"))
    assert rule(changed(path, word__vbaProject_DOT_bin=b"\xd0\xcf")) == "template-macro"
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, types if info.filename == "[Content_Types].xml" else old.read(info))
    assert rule(out.getvalue()) == "template-macro"


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject"])
def test_what_is_fetched_from_outside_is_refused(word: WordFiles, kind: str) -> None:
    relationship = (
        f'<Relationship Id="rIdOut" Type="{NAMESPACES["r"]}/{kind}" '
        f'Target="https://exempel.se/x" TargetMode="External"/>'
    )
    assert rule(word.file(paragraph("text"), relationships=relationship).read_bytes()) == "template-outside"


def test_a_link_to_the_outside_is_no_fetching(word: WordFiles) -> None:
    relationship = (
        f'<Relationship Id="rIdOut" Type="{NAMESPACES["r"]}/hyperlink" '
        f'Target="https://exempel.se/" TargetMode="External"/>'
    )
    open_package(word.file(paragraph("text"), relationships=relationship).read_bytes(), "mall.docx")


def test_a_part_that_is_pointed_at_but_missing_is_refused(word: WordFiles) -> None:
    relationship = f'<Relationship Id="rIdGone" Type="{NAMESPACES["r"]}/image" Target="media/borta.png"/>'
    assert rule(word.file(paragraph("text"), relationships=relationship).read_bytes()) == "template-corrupt"


def test_a_bomb_is_refused_by_its_content_and_not_by_its_listing(word: WordFiles) -> None:
    data = changed(word.file(), word__media__stor_DOT_bin=b"\0" * (101 * 1024 * 1024))
    assert rule(data) == "template-too-large"
    last = data.rindex(b"PK\x01\x02")
    lying = data[: last + 24] + struct.pack("<I", 10) + data[last + 28 :]
    assert rule(lying) in ("template-too-large", "template-corrupt")


def test_repeated_and_outlying_names_are_refused(word: WordFiles) -> None:
    path = word.file(paragraph("text"))
    assert rule(changed(path, **{"..__..__etc__x": b"x"})) == "template-corrupt"
    out = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    assert rule(out.getvalue()) == "template-corrupt"


def test_a_protected_file_is_refused(word: WordFiles) -> None:
    data = bytearray(word.file(paragraph("text")).read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert rule(bytes(data)) == "template-encrypted"


def test_a_template_of_words_own_kind_becomes_a_document(word: WordFiles) -> None:
    path = word.file(paragraph("text"))
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").replace(b"document.main+xml", b"template.main+xml")
    rendered = word.render(paragraph("text"), extra={"[Content_Types].xml": types})
    assert "document.main+xml" in member(rendered.docx, "[Content_Types].xml")


def test_equal_members_give_equal_bytes_in_any_order() -> None:
    members = {"word/b.xml": b"<b/>", "[Content_Types].xml": b"<t/>", "_rels/.rels": b"<r/>", "word/a.xml": b"<a/>"}
    first = write_package(members)
    assert first == write_package(dict(reversed(members.items())))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == ["[Content_Types].xml", "_rels/.rels", "word/a.xml", "word/b.xml"]
    attributes = {(info.date_time, info.create_system, info.external_attr) for info in infos}
    assert attributes == {((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)}


def by_the_standard_library(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0o600 << 16
            archive.writestr(info, members[name])
    return out.getvalue()


CONTENTS = st.sampled_from([b"", b"a", b"b" * 999])


@given(st.lists(st.dictionaries(st.sampled_from(["a.xml", "word/b.xml", "c/å.xml"]), CONTENTS), max_size=4))
def test_a_package_is_written_as_pythons_own_writer_does_it(files: list[dict[str, bytes]]) -> None:
    before: dict[str, Packed] = {}
    for members in files:
        expected = by_the_standard_library(members)
        assert write_package(members) == expected
        assert write_package(members, before) == expected  # also when a member was in the file before
        assert before.keys() == members.keys()


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        '<w:p><w:r><w:footnoteReference w:id="{{ a }}"/></w:r></w:p>',
    ],
)
def test_a_number_that_is_none_is_a_damage(word: WordFiles, body: str) -> None:
    with pytest.raises(TemplateError) as refused:
        read_package(word.file(body), "mall.docx")
    assert [problem.rule for problem in refused.value.problems] == ["template-corrupt"]


@pytest.mark.parametrize(
    ("measure", "twentieths"),
    [("1417", 1417), ("1417.5", 1417), ("2.54cm", 1440), ("1in", 1440), ("12pt", 240), ("x", 0), (None, 0)],
)
def test_a_measure_may_have_a_unit(measure: str | None, twentieths: int) -> None:
    assert twips(measure) == twentieths
