"""Objects that are read by regular expressions are those that pdfminer's own parser reads."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pikepdf import Array, Dictionary, Name, String

from contracts.pdf.plain_document import PlainDocument

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=5)
SIMPLE = st.one_of(
    st.integers(-(2**31), 2**31 - 1),
    st.decimals(-9999, 9999, places=3),
    st.booleans(),
    st.none(),
    NAMES.map(lambda text: Name("/" + text)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6).map(String),
    st.binary(max_size=6).map(String),
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=4).map(Array)
        | st.dictionaries(NAMES.map(lambda text: "/" + text), inner, max_size=4).map(Dictionary)
    ),
    max_leaves=8,
)


def plain(value: object) -> object:
    """A value that can be compared; references are not followed."""
    if isinstance(value, PDFObjRef):
        return ("reference", value.objid)
    if isinstance(value, PDFStream):
        return ("stream", plain(value.attrs), value.rawdata, value.objid, value.genno)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def as_pdfminer_reads(content: bytes) -> dict[int, object]:
    return _objects(PDFDocument(PDFParser(io.BytesIO(content))))


def _objects(document: PDFDocument) -> dict[int, object]:
    numbers = sorted({number for xref in document.xrefs for number in xref.get_objids()})
    return {number: plain(document.getobj(number)) for number in numbers}


def _written(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    file = io.BytesIO()
    pdf.save(file, static_id=True, **options)
    return file.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plain")


@settings(max_examples=30)
@given(values=st.lists(VALUES, min_size=1, max_size=4), data=st.binary(max_size=20))
def test_whatever_qpdf_writes_reads_the_same(folder: Path, values: list[Any], data: bytes):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Values = pdf.make_indirect(Array([pdf.make_indirect(Array([one])) for one in values]))
    pdf.Root.Entries = pdf.make_indirect(Dictionary({f"/E{number}": one for number, one in enumerate(values)}))
    pdf.Root.Stream = pdf.make_stream(data, Values=pdf.Root.Values)
    content = _written(pdf)
    (folder / "any.pdf").write_bytes(content)
    assert _objects(PlainDocument(folder / "any.pdf")) == as_pdfminer_reads(content)


UNUSUAL = {
    "comment": b"<< /A 1 % a comment >>\n/B 2 >>",
    "brackets": b"<< /A (one (two) three) >>",
    "line": b"<< /A (one\\\ntwo) /B (three\r\nfour) >>",
    "hexadecimal": b"<< /A <0 1 2> /B <ABC> >>",
    "gap": b"<< /A[1 0 R/B]/C<</D true>>/E null>>",
    "odd": b"[ 1 -.5 +3 4. null << >> ]",
    "keyword": b"[ 1 what 2 ]",
    "flat": b"<< /A 1 0 R /B /C /D [ 1 0 R 2 0 R ] /E [ ] /F [ 1 -2.5 ] >>",
    "half": b"<< /A 1 0 R /B [ 1 0 R 2 ] >>",
    "coded": b"<< /A#20B /C#C3#A5 /D /#E5 >>",
}


@pytest.mark.parametrize("written", UNUSUAL.values(), ids=UNUSUAL)
def test_what_is_written_otherwise_reads_the_same(tmp_path: Path, written: bytes):
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 3 0 R >>\nendobj\n2 0 obj\n"
    body = head + written + b"\nendobj\n3 0 obj\n<< /Type /Pages /Kids [ ] /Count 0 >>\nendobj\n"
    places = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Root 1 0 R /Size 4 >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    (tmp_path / "one.pdf").write_bytes(body + table + trailer)
    assert _objects(PlainDocument(tmp_path / "one.pdf")) == as_pdfminer_reads(body + table + trailer)


@pytest.mark.parametrize("options", [{"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}])
def test_a_table_of_another_kind_reads_the_same(tmp_path: Path, options: dict[str, Any]):
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    content = _written(pdf, **options)
    (tmp_path / "other.pdf").write_bytes(content)
    found = PlainDocument(tmp_path / "other.pdf")
    assert _objects(found) == as_pdfminer_reads(content)
    assert len(found.pages) == 3


def test_a_later_version_of_an_object_counts(tmp_path: Path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Value = pdf.make_indirect(Array([1]))
    content = _written(pdf)
    objid = int(content[: content.index(b"[ 1 ]")].rsplit(b" 0 obj", 1)[0].rsplit(b"\n", 1)[1])
    start = content.rindex(b"startxref")
    before = int(content[start:].split()[1])
    trailer = content[content.rindex(b"trailer") : start].replace(b">>", b"/Prev %d >>" % before, 1)
    later = content + b"%d 0 obj\n[ 2 ]\nendobj\n" % objid
    later += b"xref\n%d 1\n%010d 00000 n \n" % (objid, len(content))
    later += trailer + b"startxref\n%d\n%%%%EOF\n" % (later.index(b"xref\n%d 1" % objid))
    (tmp_path / "later.pdf").write_bytes(later)
    found = _objects(PlainDocument(tmp_path / "later.pdf"))
    assert found == as_pdfminer_reads(later)
    assert found[objid] == [2]
