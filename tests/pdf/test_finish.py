"""Finishing: signature fields, PDF/A-3A and PDF/UA-1, and the same bytes each time."""

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from contracts.errors import ConversionError, OutputError
from contracts.pdf import vera
from contracts.pdf.finish import Attachment, finish
from contracts.pdf.read import read_pdf
from contracts.pdf.structure import elements, is_object_reference, kids
from tests.pdf.finishing_fixtures import (
    DATE,
    FACTS,
    SIGNATORIES,
    engine_pdfs,
    finished,
    finishing,
)
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities

__all__ = ["engine_pdfs", "finished"]

pytestmark = pytest.mark.office


def types(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [element.type for element in elements(pdf)]


def is_conforming(path: Path) -> bool:
    return vera.validate(path, "PDFA-3-A").passed and vera.validate(path, "PDFUA-1").passed


def test_every_signature_place_becomes_a_field(engine_pdfs: Path, tmp_path: Path) -> None:
    fields = finish(engine_pdfs / "agreement.pdf", tmp_path / "a.pdf", finishing())
    assert [(field.name, field.label, field.page) for field in fields] == [
        (one.id, one.label, 2) for one in SIGNATORIES
    ]
    # The picture in the Word file is 7 by 1.6 cm.
    assert fields[0].box.width == pytest.approx(198.4, abs=0.2)
    assert fields[0].box.height == pytest.approx(45.4, abs=0.2)
    assert fields[0].box.right < fields[1].box.left
    assert fields[0].box.bottom == fields[1].box.bottom


def test_a_field_has_what_people_and_signing_programs_need(finished: Path) -> None:
    with pikepdf.open(finished) as pdf:
        assert int(pdf.Root.AcroForm.SigFlags) == 1
        field = pdf.Root.AcroForm.Fields[0]
        assert str(field.TU) == "Underskrift: Åsa Öberg, kommundirektör, Exempelstads kommun"
        assert int(field.F) == 132
        assert field.Lock.Action == Name.Include
        assert [str(name) for name in field.Lock.Fields] == ["kommunen"]
        assert b"Tj" not in field.AP.N.read_bytes(), "an appearance with text needs a font"
        assert all(page.obj.Tabs == Name.S for page in pdf.pages)
        owner = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(field.StructParent)]
        assert Name.Form == owner.S
        assert owner.K.Obj.objgen == field.objgen


def test_the_engines_own_file_conforms_to_neither_standard(engine_pdfs: Path) -> None:
    assert not vera.validate(engine_pdfs / "agreement.pdf", "PDFA-3-A").passed
    assert not vera.validate(engine_pdfs / "agreement.pdf", "PDFUA-1").passed


@pytest.mark.parametrize("name", ["agreement", "plain", "hard", "lonely", "joint", "many"])
def test_what_is_finished_is_pdfa_3a_and_pdfua_1(engine_pdfs: Path, tmp_path: Path, name: str) -> None:
    finish(engine_pdfs / f"{name}.pdf", tmp_path / "a.pdf", finishing())
    for profile in ("PDFA-3-A", "PDFUA-1"):
        assert vera.validate(tmp_path / "a.pdf", profile).failures == ()


def test_it_still_is_after_every_party_has_signed(finished: Path, tmp_path: Path) -> None:
    identities = throwaway_identities(tmp_path, [one.id for one in SIGNATORIES])
    signed = sign_every_field(finished, tmp_path, identities)
    assert is_conforming(signed)
    listing = pdfsig(signed)
    assert listing.count("Signature is Valid.") == len(SIGNATORIES)


def test_what_was_attached_survives_the_signatures(finished: Path, tmp_path: Path) -> None:
    identities = throwaway_identities(tmp_path, [SIGNATORIES[0].id])
    signed = sign_every_field(finished, tmp_path, identities)
    assert signed.read_bytes().startswith(finished.read_bytes())
    with pikepdf.open(signed) as pdf:
        assert pdf.attachments["facts.json"].get_file().read_bytes() == FACTS


def pdfsig(path: Path) -> str:
    listed = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, timeout=60, check=False)
    return listed.stdout


def test_poppler_lists_the_fields(finished: Path) -> None:
    listing = pdfsig(finished)
    assert [f"Signature Field Name: {one.id}" in listing for one in SIGNATORIES] == [True, True]
    assert listing.count("The signature form field is not signed.") == len(SIGNATORIES)


def test_the_same_input_gives_the_same_bytes(engine_pdfs: Path, tmp_path: Path) -> None:
    """`again` is the same Word file, converted at another time."""
    finish(engine_pdfs / "agreement.pdf", tmp_path / "a.pdf", finishing())
    finish(engine_pdfs / "again.pdf", tmp_path / "b.pdf", finishing())
    assert (engine_pdfs / "agreement.pdf").read_bytes() != (engine_pdfs / "again.pdf").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from pathlib import Path
from tests.pdf.finishing_fixtures import finishing
from contracts.pdf.finish import finish
finish(Path(sys.argv[1]), Path(sys.argv[2]), finishing())
"""


def test_time_zone_and_hash_seed_change_nothing(engine_pdfs: Path, finished: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(engine_pdfs / "agreement.pdf"), str(other)],
        env={"PATH": os.environ["PATH"], "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "77", "PYTHONPATH": str(REPOSITORY)},
        check=True,
        timeout=60,
    )
    assert other.read_bytes() == finished.read_bytes()


def test_a_date_means_the_same_in_every_time_zone(engine_pdfs: Path, tmp_path: Path) -> None:
    stockholm = DATE.astimezone(dt.timezone(dt.timedelta(hours=1)))
    finish(engine_pdfs / "agreement.pdf", tmp_path / "a.pdf", finishing())
    finish(engine_pdfs / "agreement.pdf", tmp_path / "b.pdf", replace(finishing(), date=stockholm))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_date_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(finishing(), date=dt.datetime(2026, 1, 1))  # noqa: DTZ001


def test_info_and_xmp_say_the_same(finished: Path) -> None:
    with pikepdf.open(finished) as pdf:
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Överenskommelse om partnerskap"
            assert xmp["dc:creator"] == [str(pdf.docinfo["/Author"])] == ["Exempelstads kommun"]
            assert xmp["dc:description"] == str(pdf.docinfo["/Subject"]) == "Partnerskap för fler i arbete & gemenskap"
            assert xmp["pdf:Keywords"] == str(pdf.docinfo["/Keywords"])
            assert xmp["pdf:Producer"] == str(pdf.docinfo["/Producer"])
            assert xmp["xmp:CreateDate"] == "2026-01-15T12:00:00Z"
            assert str(pdf.docinfo["/CreationDate"]) == "D:20260115120000Z"
            assert xmp["xmpMM:DocumentID"] == f"uuid:{finishing().document_id}"
        assert str(pdf.Root.Lang) == "sv-SE"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_attached_files_are_associated_with_the_document(engine_pdfs: Path, tmp_path: Path) -> None:
    more = (Attachment("b.json", b"{}", "B"), Attachment("a.json", b"[]", "A"))
    finish(engine_pdfs / "agreement.pdf", tmp_path / "a.pdf", replace(finishing(), attachments=more))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert [str(entry.UF) for entry in pdf.Root.AF] == ["a.json", "b.json"]
        assert pdf.Root.AF[0].AFRelationship == Name.Source
        assert pdf.Root.AF[0].EF.F.Subtype == Name("/application/json")
        assert list(pdf.attachments.keys()) == ["a.json", "b.json"]


def test_bookmarks_are_kept(finished: Path) -> None:
    with pikepdf.open(finished) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1 Bakgrund", "2 Ekonomi", "3 Avtalstid", "4 Underskrifter"]


def test_list_labels_footnotes_and_contents_links_are_mended(engine_pdfs: Path, finished: Path) -> None:
    before, after = types(engine_pdfs / "agreement.pdf"), types(finished)
    assert (before.count("Lbl"), after.count("Lbl")) == (0, 2)
    with pikepdf.open(finished) as pdf:
        tree = list(elements(pdf))
        notes = [element.node for element in tree if element.type == "Note"]
        assert [str(note.ID) for note in notes] == ["note-0001"]
        assert pdf.Root.StructTreeRoot.IDTree.Names[1].objgen == notes[0].objgen


def test_a_contents_entry_is_one_link_whether_its_pieces_have_the_annotation_or_not(
    engine_pdfs: Path, finished: Path, tmp_path: Path
) -> None:
    with pikepdf.open(engine_pdfs / "agreement.pdf") as pdf:
        owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for links in (kids(kids(element.node)[0]) for element in elements(pdf) if element.type == "TOCI"):
            (reference,) = (kid for kid in kids(links[0]) if is_object_reference(kid))
            for link in links[1:]:
                link.K = Array([*kids(link), Dictionary(Type=Name.OBJR, Obj=reference.Obj, Pg=link.Pg)])
                owners[int(reference.Obj.StructParent)] = link
        pdf.save(tmp_path / "raw.pdf")
    finish(tmp_path / "raw.pdf", tmp_path / "a.pdf", finishing())
    for path in (finished, tmp_path / "a.pdf"):
        with pikepdf.open(path) as pdf:
            owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
            entries = [element.node for element in elements(pdf) if element.type == "TOCI"]
            assert len(entries) == 4
            for entry in entries:
                (link,) = kids(kids(entry)[0])
                (annotation,) = (kid.Obj for kid in kids(link) if is_object_reference(kid))
                assert len(kids(link)) > 2, "number or heading, page, annotation"
                assert owners[int(annotation.StructParent)].objgen == link.objgen
    assert read_pdf(tmp_path / "a.pdf").blocks == read_pdf(finished).blocks


def test_no_element_is_left_without_content(finished: Path) -> None:
    with pikepdf.open(finished) as pdf:
        assert [element.type for element in elements(pdf) if not kids(element.node)] == []


def test_a_picture_in_the_text_belongs_to_its_figure(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "hard.pdf", tmp_path / "a.pdf", finishing())
    with pikepdf.open(engine_pdfs / "hard.pdf") as pdf:
        assert [kids(element.node) for element in elements(pdf) if element.type == "Figure"] == [[]]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        figure = next(element.node for element in elements(pdf) if element.type == "Figure")
        assert f"/Figure <</MCID {int(figure.K)}>> BDC".replace(" ", "") in (
            pdf.pages[0].Contents.read_bytes().decode("latin1").replace(" ", "").replace("\n", "")
        )


def test_every_marked_content_has_its_owner(engine_pdfs: Path, tmp_path: Path) -> None:
    """The parent tree and the elements agree in both directions, which no validator looks at."""
    for name in ("agreement", "hard"):
        finish(engine_pdfs / f"{name}.pdf", tmp_path / "a.pdf", finishing())
        with pikepdf.open(tmp_path / "a.pdf") as pdf:
            owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
            claimed = {
                (element.node.Pg.objgen, int(kid)): element.node.objgen
                for element in elements(pdf)
                for kid in kids(element.node)
                if isinstance(kid, int)
            }
            for page in pdf.pages:
                shown = {
                    int(instruction.operands[1].MCID)
                    for instruction in pikepdf.parse_content_stream(page)
                    if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
                }
                assert shown, name
                tree = owners[int(page.obj.StructParents)]
                for marked in shown:
                    owner = claimed.get((page.obj.objgen, marked))
                    # paragraphs over two pages name their later page's contents by reference
                    assert owner is None or tree[marked].objgen == owner


def test_a_draft_has_no_fields_and_claims_nothing(engine_pdfs: Path, tmp_path: Path) -> None:
    assert finish(engine_pdfs / "draft.pdf", tmp_path / "a.pdf", finishing(draft=True)) == ()
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes()
        figures = [str(element.node.Alt) for element in elements(pdf) if element.type == "Figure"]
        assert figures[0] == "Plats för underskrift: Åsa Öberg, kommundirektör, Exempelstads kommun"
        assert "facts.json" in pdf.attachments


def test_a_draft_from_the_embedded_engine_can_be_finished(engine_pdfs: Path, tmp_path: Path) -> None:
    rdocx = pytest.importorskip("rdocx")
    source = tmp_path / "embedded.pdf"
    source.write_bytes(rdocx.Document.from_bytes((engine_pdfs / "draft.docx").read_bytes()).to_pdf())
    with pikepdf.open(source) as pdf:
        assert str(pdf.Root.Lang) == "und"
    assert finish(source, tmp_path / "a.pdf", finishing(draft=True)) == ()
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert str(pdf.docinfo["/Title"]) == finishing().title
        assert "facts.json" in pdf.attachments


def test_a_signature_place_without_a_box_is_refused(engine_pdfs: Path, tmp_path: Path) -> None:
    """The embedded engine gives figures no box: what it makes cannot be signed."""
    rdocx = pytest.importorskip("rdocx")
    source = tmp_path / "embedded.pdf"
    source.write_bytes(rdocx.Document.from_bytes((engine_pdfs / "plain.docx").read_bytes()).to_pdf())
    with pytest.raises(ConversionError, match="no box"):
        finish(source, tmp_path / "a.pdf", finishing())


def test_a_place_that_occurs_twice_is_refused(engine_pdfs: Path, tmp_path: Path) -> None:
    source = tmp_path / "twice.pdf"
    with pikepdf.open(engine_pdfs / "agreement.pdf") as pdf:
        for element in elements(pdf):
            if element.type == "Figure":
                element.node.Alt = pikepdf.String("sign:kommunen|Åsa Öberg")
        pdf.save(source)
    with pytest.raises(ConversionError, match="kommunen occur more than once"):
        finish(source, tmp_path / "a.pdf", finishing())
    assert not (tmp_path / "a.pdf").exists()


def test_a_target_that_cannot_be_written_is_named(engine_pdfs: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"missing.a\.pdf could not be written"):
        finish(engine_pdfs / "agreement.pdf", tmp_path / "missing" / "a.pdf", finishing())


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("ingen pdf")
    with pytest.raises(ConversionError, match="not a readable PDF"):
        finish(tmp_path / "text.pdf", tmp_path / "a.pdf", finishing())
