"""Signatures are read by pyHanko, which sees what was changed after them."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from contracts.errors import ProblemsError
from contracts.signing.signatures import Trust, read_signatures
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities

NAMES = ["exempelstad", "grannhjalpen"]
Change = Callable[[IncrementalPdfFileWriter], object]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with text, an attachment and two signature fields, signed by both."""
    folder = tmp_path_factory.mktemp("undertecknat")
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F 12 Tf 90 700 Td (350 000 kr) Tj ET")
        pdf.attachments["uppgifter.json"] = pikepdf.AttachedFileSpec(pdf, b'{"belopp": 350000}', mime_type="text/json")
        pdf.Root.AF = pikepdf.Array([pdf.attachments["uppgifter.json"].obj])
        pdf.save(folder / "plain.pdf")
    writer = IncrementalPdfFileWriter(io.BytesIO((folder / "plain.pdf").read_bytes()))
    for at, name in enumerate(NAMES):
        append_signature_field(writer, SigFieldSpec(name, on_page=0, box=(90, 100 + 100 * at, 290, 150 + 100 * at)))
    with (folder / "built.pdf").open("wb") as file:
        writer.write(file)
    sign_every_field(folder / "built.pdf", folder, throwaway_identities(folder, NAMES))
    return folder


@pytest.fixture(scope="module")
def signed(home: Path) -> Path:
    return home / "signed.pdf"


def updated(source: Path, target: Path, change: Change) -> Path:
    writer = IncrementalPdfFileWriter(io.BytesIO(source.read_bytes()))
    change(writer)
    with target.open("wb") as file:
        writer.write(file)
    return target


def test_each_signature_says_whose_it_is_and_when(signed: Path):
    found = read_signatures(signed)
    assert [one.field for one in found] == NAMES
    assert [one.certificate for one in found] == [f"Common Name: TEST {name}" for name in NAMES]
    assert all(one.holds and one.trust is Trust.UNKNOWN and not one.timestamped for one in found)
    now = dt.datetime.now(dt.UTC)
    assert all(one.signed_at is not None and abs(now - one.signed_at) < dt.timedelta(hours=1) for one in found)


def test_without_signatures_there_are_none(home: Path):
    assert read_signatures(home / "built.pdf") == ()


def overlay(writer: IncrementalPdfFileWriter) -> None:
    """Another amount painted over the right one."""
    page = writer.find_page_for_modification(0)[0].get_object()
    paint = writer.add_object(generic.StreamObject(stream_data=b"q 1 g 80 690 300 40 re f Q"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), paint])
    writer.update_container(page)


def swapped_attachment(writer: IncrementalPdfFileWriter) -> None:
    """Other facts in the file that the document carries."""
    spec = writer.root["/AF"][0]
    spec["/EF"]["/F"] = writer.add_object(generic.StreamObject(stream_data=b'{"belopp": 1}'))
    writer.update_container(spec)


def new_annotation(writer: IncrementalPdfFileWriter) -> None:
    """A text that lies on top of the page."""
    page = writer.find_page_for_modification(0)[0].get_object()
    box = generic.ArrayObject(generic.NumberObject(number) for number in (90, 690, 300, 720))
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): box,
            pdf_name("/Contents"): generic.TextStringObject("2 250 000 kr"),
            pdf_name("/DA"): generic.TextStringObject("/Helv 12 Tf 0 g"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])


@pytest.mark.parametrize("change", [overlay, swapped_attachment, new_annotation])
def test_a_change_after_signing_is_refused(signed: Path, tmp_path: Path, change: Change):
    found = read_signatures(updated(signed, tmp_path / "a.pdf", change))
    assert [one.holds for one in found] == [False, False]
    told = "filen har ändrats efter underskriften på ett sätt som underskrifter inte gör"
    assert [one.faults for one in found] == [(told,), (told,)]


def test_a_change_between_two_signatures_is_refused_by_the_first(home: Path, tmp_path: Path):
    """The second one signs what it sees; the first has not signed that."""
    identities = throwaway_identities(tmp_path, NAMES)
    first = sign_every_field(home / "built.pdf", tmp_path, {NAMES[0]: identities[NAMES[0]]})
    changed = updated(first, tmp_path / "changed.pdf", overlay)
    found = read_signatures(sign_every_field(changed, tmp_path, {NAMES[1]: identities[NAMES[1]]}))
    assert [one.holds for one in found] == [False, True]


def test_a_changed_byte_is_seen_by_every_signature(signed: Path, tmp_path: Path):
    content = bytearray(signed.read_bytes())
    content[content.index(b"/MediaBox") + 1] = ord("m")
    (tmp_path / "a.pdf").write_bytes(content)
    found = read_signatures(tmp_path / "a.pdf")
    assert [one.faults[0] for one in found] == ["det som undertecknades har ändrats"] * 2


def test_a_root_makes_its_certificates_trusted_and_no_others(home: Path, signed: Path, tmp_path: Path):
    right = read_signatures(signed, [home / f"{NAMES[0]}.root"])
    assert [(one.trust, one.holds) for one in right] == [(Trust.TRUSTED, True)] * 2
    throwaway_identities(tmp_path, ["annan"])
    wrong = read_signatures(signed, [tmp_path / "annan.root"])
    assert [(one.trust, one.holds) for one in wrong] == [(Trust.UNTRUSTED, True)] * 2


def test_what_is_no_certificate_is_told(signed: Path):
    with pytest.raises(ProblemsError, match="inget certifikat"):
        read_signatures(signed, [signed])


def test_what_is_no_pdf_is_told(tmp_path: Path):
    (tmp_path / "a.pdf").write_text("hej")
    with pytest.raises(ProblemsError, match="går inte att läsa"):
        read_signatures(tmp_path / "a.pdf")


def test_reading_says_nothing_on_its_own(signed: Path, capfd: pytest.CaptureFixture[str]):
    read_signatures(signed)
    assert capfd.readouterr() == ("", "")
