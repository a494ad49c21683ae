"""Verifying: signing may add signatures and nothing else, and what was not proved is said."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from contracts.pdf.read import read_pdf
from contracts.verification import verify
from tests.building import ROOT, copy_of
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities

pytestmark = pytest.mark.office

Change = Callable[[IncrementalPdfFileWriter], object]
NAME, NUMBER = generic.NameObject, generic.NumberObject


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built agreement with its signature fields."""
    project = copy_of(ROOT / "tests/projects/exempelstad/data", tmp_path_factory.mktemp("projekt"))
    ended = project.run("build")
    assert ended.status == 0, ended.err
    return next(project.build.rglob("*.pdf"))


@pytest.fixture(scope="module")
def signed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with one real signature, carried away from its manifest."""
    folder = tmp_path_factory.mktemp("undertecknat")
    name = read_pdf(built).fields[0].name
    return sign_every_field(built, folder, throwaway_identities(folder, [name]))


def updated(source: Path, target: Path, *changes: Change) -> Path:
    """The file with an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(source.read_bytes()))
    for change in changes:
        change(writer)
    with target.open("wb") as file:
        writer.write(file)
    return target


def page_of(writer: IncrementalPdfFileWriter, number: int) -> generic.DictionaryObject:
    page = writer.root["/Pages"]["/Kids"][number - 1]
    writer.update_container(page)
    return page


def first_field(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    field = writer.root["/AcroForm"]["/Fields"][0]
    writer.update_container(field)
    return field


def empty_page_2(writer: IncrementalPdfFileWriter) -> None:
    page_of(writer, 2)[NAME("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))


def rules(pdf: Path) -> dict[str, int]:
    """The rules of the problems, each with the page of its first problem."""
    found: dict[str, int] = {}
    for problem in verify(pdf).problems:
        found.setdefault(problem.rule, problem.place.page if problem.place else 0)
    return found


def test_a_signed_file_passes_and_says_who_signed_on_whose_word(signed: Path) -> None:
    verification = verify(signed)
    assert verification.problems == ()
    assert any(line.endswith("signed: 1") for line in verification.lines)
    [told] = [line for line in verification.lines if line.startswith("signed: ")]
    assert "by Common Name: TEST exempelstad, " in told
    assert told.endswith("by the signer's own clock; certificate unknown")
    assert any(line.startswith("not proved: who has signed; name the certificates") for line in verification.lines)
    assert (
        "not proved: without a manifest only the facts and the form were proved, not every sentence"
        in verification.lines
    )


def test_a_listed_file_without_signatures_was_proved_whole(built: Path) -> None:
    verification = verify(built)
    assert verification.passed
    assert not [line for line in verification.lines if line.startswith("not proved")]


@pytest.mark.parametrize(
    "value",
    [
        generic.DictionaryObject({NAME("/Type"): NAME("/Sig")}),
        generic.pdf_string("undertecknat"),
        *(
            generic.DictionaryObject(
                {
                    NAME("/Contents"): generic.ByteStringObject(b"\x30\x03"),
                    NAME("/ByteRange"): generic.ArrayObject(NUMBER(number) for number in numbers),
                }
            )
            for numbers in ([5, 10, 20, 30], [0, 10, 20, 10**9], [0, 10])
        ),
    ],
)
def test_a_value_that_is_no_signature_does_not_count_as_one(
    built: Path, tmp_path: Path, value: generic.PdfObject
) -> None:
    def fake(writer: IncrementalPdfFileWriter) -> None:
        first_field(writer)[NAME("/V")] = value

    forged = updated(built, tmp_path / "a.pdf", fake, empty_page_2)
    assert not any(field.signed for field in read_pdf(forged).fields)
    assert {"proof-fact", "proof-signature"} <= rules(forged).keys()


def test_a_changed_page_with_what_looks_like_a_signature_is_found(built: Path, tmp_path: Path) -> None:
    def fake(writer: IncrementalPdfFileWriter) -> None:
        first_field(writer)[NAME("/V")] = generic.DictionaryObject(
            {
                NAME("/Contents"): generic.ByteStringObject(b"\x30\x03"),
                NAME("/ByteRange"): generic.ArrayObject(map(NUMBER, (0, 100, 200, 300))),
            }
        )

    forged = updated(built, tmp_path / "a.pdf", fake, empty_page_2)
    assert any(field.signed for field in read_pdf(forged).fields)
    assert rules(forged).keys() == {"pdf-changed-after-signing", "signature-broken"}


def turn(writer: IncrementalPdfFileWriter) -> None:
    page_of(writer, 2)[NAME("/Rotate")] = NUMBER(180)


def cut(writer: IncrementalPdfFileWriter) -> None:
    page_of(writer, 2)[NAME("/CropBox")] = generic.ArrayObject(map(NUMBER, (0, 0, 100, 100)))


def without_fonts(writer: IncrementalPdfFileWriter) -> None:
    page_of(writer, 2)[NAME("/Resources")] = generic.DictionaryObject()


def other_glyphs(writer: IncrementalPdfFileWriter) -> None:
    font = next(iter(writer.root["/Pages"]["/Kids"][1]["/Resources"]["/Font"].values())).get_object()
    font[NAME("/FirstChar")] = NUMBER(1)
    writer.update_container(font)


def note_on_page_2(writer: IncrementalPdfFileWriter) -> None:
    note = generic.DictionaryObject(
        {
            NAME("/Type"): NAME("/Annot"),
            NAME("/Subtype"): NAME("/FreeText"),
            NAME("/Rect"): generic.ArrayObject(map(NUMBER, (50, 50, 300, 300))),
        }
    )
    page = page_of(writer, 2)
    page[NAME("/Annots")] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])


def seen_field_on_page_2(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec("ny", on_page=1, box=(10, 10, 90, 90)))


def moved_field(writer: IncrementalPdfFileWriter) -> None:
    first_field(writer)[NAME("/Rect")] = generic.ArrayObject(map(NUMBER, (10, 10, 90, 90)))


def removed_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    tree[NAME("/Kids")] = generic.ArrayObject(list(tree["/Kids"])[:-1])
    tree[NAME("/Count")] = NUMBER(len(tree["/Kids"]))
    writer.update_container(tree)


def other_language(writer: IncrementalPdfFileWriter) -> None:
    writer.root[NAME("/Lang")] = generic.pdf_string("en-GB")
    writer.update_root()


def lost_field(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    form[NAME("/Fields")] = generic.ArrayObject(list(form["/Fields"])[:-1])
    writer.update_root()
    writer.update_container(form)


@pytest.mark.parametrize(
    ("change", "page"),
    [
        (empty_page_2, 2),
        (turn, 2),
        (cut, 2),
        (without_fonts, 2),
        (note_on_page_2, 2),
        (seen_field_on_page_2, 2),
        (removed_page, 0),
        (other_language, 0),
        (lost_field, 0),
    ],
)
def test_a_change_after_a_real_signature_is_found_with_its_page(
    signed: Path, tmp_path: Path, change: Change, page: int
) -> None:
    """pyHanko takes a new signature field for one that somebody will sign, also when it lies over the text."""
    found = rules(updated(signed, tmp_path / "a.pdf", change))
    assert found["pdf-changed-after-signing"] == page
    others = set() if change is seen_field_on_page_2 else {"signature-broken"}
    assert found.keys() == {"pdf-changed-after-signing"} | others


@pytest.mark.parametrize("change", [moved_field, other_glyphs])
def test_a_moved_field_and_another_font_are_found(signed: Path, tmp_path: Path, change: Change) -> None:
    found = rules(updated(signed, tmp_path / "a.pdf", change))
    assert found.keys() == {"pdf-changed-after-signing", "signature-broken"}


def test_changed_facts_in_the_attachment_are_found(signed: Path, tmp_path: Path) -> None:
    def change(writer: IncrementalPdfFileWriter) -> None:
        entry = writer.root["/AF"][0]
        stream = entry["/EF"]["/F"]
        other = generic.StreamObject(stream_data=stream.data + b"\n")
        other.update({key: stream.raw_get(key) for key in stream if key in ("/Type", "/Subtype", "/Params")})
        new = writer.add_object(other)
        entry[NAME("/EF")] = generic.DictionaryObject({NAME("/F"): new, NAME("/UF"): new})
        writer.update_container(entry)

    found = verify(updated(signed, tmp_path / "a.pdf", change)).problems
    assert any(problem.text.startswith("De bifogade filerna har ändrats") for problem in found)


def test_a_signature_field_that_cannot_be_seen_may_be_added(signed: Path, tmp_path: Path) -> None:
    def seal(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(writer, SigFieldSpec("tidsstampel", on_page=0, box=(0, 0, 0, 0)))

    assert rules(updated(signed, tmp_path / "a.pdf", seal)) == {}


def test_a_file_written_anew_after_signing_is_proved_as_it_is(signed: Path, tmp_path: Path) -> None:
    with pikepdf.open(signed) as pdf:
        pdf.pages[1].Contents = pdf.make_stream(b"BT ET")
        pdf.save(tmp_path / "a.pdf")
    assert "proof-fact" in rules(tmp_path / "a.pdf")
