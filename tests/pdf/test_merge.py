"""A packet holds its parts whole, and its proof is seen to fail on each thing that can be lost.

The parts are the fictive documents of finishing_fixtures.py, finished like every document of the project; the first of
them stands in for the item list.
"""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from contracts.errors import ConversionError, OutputError, ProblemsError
from contracts.pdf.attachments import Attachment, Relationship
from contracts.pdf.embedded import Embedded
from contracts.pdf.finish import finish
from contracts.pdf.merge import Merged, Packet, Part, first_pages, merge, page_counts
from contracts.pdf.merge_names import carried_names
from contracts.pdf.proof_packet import PacketExpectation, prove_packet
from contracts.pdf.prove import Proof
from contracts.pdf.read import read_pdf
from contracts.pdf.structure import elements, kids
from tests.pdf.finishing_fixtures import DATE, FACTS, SIGNATORIES, engine_pdfs, finishing
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities

__all__ = ["engine_pdfs"]

REPOSITORY = Path(__file__).resolve().parents[2]
FIRST_ITEM, SECOND_ITEM = "1 Förlängning av partnerskap", "2 Lägesrapport"
RECORD = Attachment("uppgifter.json", b'{"punkter": 2}', "Uppgifterna som paketet är gjort av")

Change = Callable[[pikepdf.Pdf], None]


def packet() -> Packet:
    return Packet(
        title="Handlingar till sammanträde den 15 januari 2026",
        author="Exempelstads kommun",
        date=DATE,
        producer="contracts 0.1.0",
        document_id="6c1f0a4e-0000-4000-8000-000000000099",
        subject="Handlingar",
        attachments=(RECORD,),
        page_prefix="H",
    )


def packet_parts(folder: Path) -> tuple[Part, ...]:
    """One page, then two and four in the first item, then two pages in the second."""
    return (
        Part(folder / "plain.pdf", "Ärendelista"),
        Part(folder / "agreement.pdf", "Överenskommelse", FIRST_ITEM, "KS 2026/0123"),
        Part(folder / "hard.pdf", "Bilaga: PM", FIRST_ITEM, "KS 2026/0123"),
        Part(folder / "agreement.pdf", "Överenskommelse", SECOND_ITEM, "AVUX/2026:7"),
    )


@pytest.fixture(scope="session")
def parts(engine_pdfs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Part, ...]:
    """The finished documents of the packet."""
    folder = tmp_path_factory.mktemp("handlingar")
    for name in ("plain", "agreement", "hard"):
        finish(engine_pdfs / f"{name}.pdf", folder / f"{name}.pdf", finishing())
    return packet_parts(folder)


@pytest.fixture(scope="session")
def merged(parts: tuple[Part, ...]) -> tuple[Path, Merged]:
    """The packet, and what the merge says of it."""
    target = parts[0].pdf.with_name("paket.pdf")
    return target, merge(parts, target, packet())


@pytest.fixture
def tampered(merged: tuple[Path, Merged], parts: tuple[Part, ...], tmp_path: Path) -> Callable[[Change], Proof]:
    """The proof of the packet with one thing changed."""

    def proof_after(change: Change) -> Proof:
        return proof_of(changed(merged[0], tmp_path / "paket.pdf", change), parts)

    return proof_after


def changed(source: Path, target: Path, change: Change) -> Path:
    with pikepdf.open(source) as pdf:
        change(pdf)
        pdf.save(target, deterministic_id=True)
    return target


def proof_of(pdf: Path, parts: Iterable[Part], own: Packet | None = None, *, judge: bool = False) -> Proof:
    return prove_packet(pdf, PacketExpectation("handlingar", tuple(parts), own or packet()), judge=judge)


def texts(proof: Proof, rule: str) -> list[str]:
    """The problems of a rule, whose check must be marked as failed."""
    assert not proof.passed
    assert not next(check for check in proof.checks if check.rule == rule).passed
    assert all(problem.place and problem.place.file and problem.remedy for problem in proof.problems)
    return [problem.text for problem in proof.problems if problem.rule == rule]


def only(proof: Proof, rule: str) -> list[str]:
    assert {problem.rule for problem in proof.problems} == {rule}
    return texts(proof, rule)


def merged_one(part: Path, target: Path) -> Path:
    """A packet of one part."""
    merge([Part(part, "Handling")], target, packet())
    return target


def elements_of(pdf: pikepdf.Pdf, kind: str) -> list[Object]:
    return [element.node for element in elements(pdf) if element.type == kind]


# What is right


@pytest.mark.office
def test_a_right_packet_passes_every_check(merged: tuple[Path, Merged], parts: tuple[Part, ...]) -> None:
    proof = proof_of(merged[0], parts, judge=True)
    assert [problem.text for problem in proof.problems] == []
    counts = {check.rule: check.count for check in proof.checks if check.rule not in ("proof-judge", "proof-visible")}
    assert counts == {
        "packet-page": 9,
        "packet-stamp": 9,
        "packet-label": 9,
        "packet-bookmark": 15,
        "packet-link": 14,
        "packet-tag": 409,
        "packet-owner": 362,
        "packet-field": 1,
        "proof-font": 5,
        "proof-description": 6,
        "proof-page": 9,
        "proof-attachment": 5,
        "packet-attachment": 5,
        "proof-conformance": 2,
    }
    assert proof.conformance == ("PDF/A-3A", "PDF/UA-1")
    assert (proof.pages, proof.signatures) == (9, 0)


@pytest.mark.office
def test_the_merge_says_what_it_wrote(merged: tuple[Path, Merged]) -> None:
    assert merged[1] == Merged(
        pages=9,
        first_pages=(1, 2, 4, 8),
        stamps=(
            "sida 1 av 9",
            *(f"KS 2026/0123 · sida {number} av 9" for number in range(2, 8)),
            *(f"AVUX/2026:7 · sida {number} av 9" for number in range(8, 10)),
        ),
        attachments=(
            "arendelista-facts.json",
            "bilaga-pm-facts.json",
            "overenskommelse-2-facts.json",
            "overenskommelse-facts.json",
            "uppgifter.json",
        ),
    )


@pytest.mark.office
def test_every_page_shows_what_it_showed_and_its_stamp(merged: tuple[Path, Merged], parts: tuple[Part, ...]) -> None:
    own = [page.text for part in parts for page in read_pdf(part.pdf).pages]
    shown = [page.text for page in read_pdf(merged[0]).pages]
    assert shown == [f"{text}\n{stamp}" for text, stamp in zip(own, merged[1].stamps, strict=True)]


@pytest.mark.office
def test_page_counts_are_known_before_the_packet_is_made(parts: tuple[Part, ...]) -> None:
    counts = page_counts(part.pdf for part in parts)
    assert counts == (1, 2, 4, 2)
    assert first_pages(counts) == (1, 2, 4, 8)


@pytest.mark.office
def test_bookmarks_are_items_documents_and_their_headings(merged: tuple[Path, Merged]) -> None:
    shown = [(one.level, one.title, one.page) for one in read_pdf(merged[0]).bookmarks]
    assert shown == [
        (1, "Ärendelista", 1),
        (2, "1 Underskrifter", 1),
        (1, FIRST_ITEM, 2),
        (2, "Överenskommelse", 2),
        (3, "1 Bakgrund", 2),
        (3, "2 Ekonomi", 2),
        (3, "3 Avtalstid", 3),
        (3, "4 Underskrifter", 3),
        (2, "Bilaga: PM", 4),
        (1, SECOND_ITEM, 8),
        (2, "Överenskommelse", 8),
        (3, "1 Bakgrund", 8),
        (3, "2 Ekonomi", 8),
        (3, "3 Avtalstid", 9),
        (3, "4 Underskrifter", 9),
    ]


@pytest.mark.office
def test_items_show_their_documents_and_documents_nothing_until_asked(merged: tuple[Path, Merged]) -> None:
    with pikepdf.open(merged[0]) as pdf:
        assert pdf.Root.PageMode == Name.UseOutlines
        with pdf.open_outline() as outline:
            item = outline.root[1]
            assert (item.is_closed, item.children[0].is_closed) == (False, True)


@pytest.mark.office
def test_viewers_call_pages_by_their_running_number(merged: tuple[Path, Merged]) -> None:
    assert read_pdf(merged[0]).page_labels == tuple(f"H{number}" for number in range(1, 10))


@pytest.mark.office
def test_each_part_is_a_part_of_the_tree_with_its_title(merged: tuple[Path, Merged]) -> None:
    read = read_pdf(merged[0])
    assert [(one.type, one.parent) for one in read.elements if one.type == "Document"] == [("Document", -1)]
    assert [(one.type, one.title) for one in read.elements if one.parent == 0] == [
        ("Part", "Ärendelista"),
        ("Part", "Överenskommelse"),
        ("Part", "Bilaga: PM"),
        ("Part", "Överenskommelse"),
    ]


@pytest.mark.office
def test_contents_lines_lead_to_the_packets_own_pages(merged: tuple[Path, Merged]) -> None:
    links = read_pdf(merged[0]).links
    assert [(link.page, link.target) for link in links if not link.address] == [
        *((2, page) for page in (3, 2, 2, 3, 2, 2)),
        *((8, page) for page in (9, 8, 8, 9, 8, 8)),
    ]
    assert [(link.page, link.address) for link in links if link.address] == [
        (2, "https://exempelstad.example/"),
        (8, "https://exempelstad.example/"),
    ]


@pytest.mark.office
def test_nothing_in_a_packet_can_be_signed(merged: tuple[Path, Merged], parts: tuple[Part, ...]) -> None:
    assert len(read_pdf(parts[1].pdf).fields) == 2
    with pikepdf.open(merged[0]) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert elements_of(pdf, "Form") == []
        owners = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        subtypes = []
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", Array()).as_list():
                subtypes.append(annotation.Subtype)
                assert Name.Link == owners[int(annotation.StructParent)].S
    assert set(subtypes) == {Name.Link}
    assert "För Föreningen Örtagården" in read_pdf(merged[0]).pages[2].text


@pytest.mark.office
def test_attachments_keep_what_they_are(merged: tuple[Path, Merged]) -> None:
    attached = {one.name: one for one in read_pdf(merged[0]).attachments}
    assert attached["overenskommelse-2-facts.json"].data == FACTS
    assert {one.relationship for one in attached.values()} == {"Source"}
    assert {one.media_type for one in attached.values()} == {"application/json"}
    with pikepdf.open(merged[0]) as pdf:
        entry = pdf.attachments["bilaga-pm-facts.json"]
        assert entry.description == "Bilaga: PM: Uppgifterna som dokumentet är gjort av"


def test_names_of_attachments_never_meet() -> None:
    assert carried_names(
        ["Avtal", "Avtal", "Ärende 1/2", "漢"],
        [["a.json"], ["a.json", "b.json"], ["a.json"], ["a.json"]],
        ["arende-1-2-a.json", "a.json"],
    ) == (
        ("avtal-a.json",),
        ("avtal-2-a.json", "avtal-2-b.json"),
        ("arende-1-2-2-a.json",),
        ("del-a.json",),
    )


@pytest.mark.office
def test_another_language_is_said_of_its_part(parts: tuple[Part, ...], tmp_path: Path) -> None:
    def english(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = String("en-GB")

    foreign = changed(parts[2].pdf, tmp_path / "hard.pdf", english)
    merge([parts[0], replace(parts[2], pdf=foreign)], tmp_path / "a.pdf", packet())
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        languages = [part.get("/Lang") for part in elements_of(pdf, "Part")]
    assert [str(language) for language in languages] == ["None", "en-GB"]


@pytest.mark.office
def test_a_type_that_means_two_things_keeps_both_meanings(parts: tuple[Part, ...], tmp_path: Path) -> None:
    """In one part the style Title is a paragraph, in another a heading."""

    def headings(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap.Title = Name.H1

    other = replace(parts[1], pdf=changed(parts[1].pdf, tmp_path / "other.pdf", headings))
    merge([parts[1], other], tmp_path / "a.pdf", packet())
    assert [(b.type, b.page) for b in read_pdf(tmp_path / "a.pdf").blocks if b.text == packet_title()] == [
        ("P", 1),
        ("H1", 3),
    ]
    assert proof_of(tmp_path / "a.pdf", [parts[1], other], judge=True).passed


def packet_title() -> str:
    return finishing().title


@pytest.mark.office
def test_identifiers_stay_apart_and_cells_keep_their_headers(parts: tuple[Part, ...], tmp_path: Path) -> None:
    def with_headers(pdf: pikepdf.Pdf) -> None:
        (header, *_), (cell, *_) = elements_of(pdf, "TH"), elements_of(pdf, "TD")
        header.ID = String("th-1")
        cell.A = Dictionary(O=Name.Table, Headers=Array([String("th-1")]))

    part = replace(parts[1], pdf=changed(parts[1].pdf, tmp_path / "table.pdf", with_headers))
    merge([part, part], tmp_path / "a.pdf", packet())
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        named = {str(name): node for name, node in pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree).items()}
        headers = [str(cell.A.Headers[0]) for cell in elements_of(pdf, "TD") if "/Headers" in cell.get("/A", {})]
        assert list(named) == ["00001-note-0001", "00001-th-1", "00002-note-0001", "00002-th-1"]
        assert all(str(node.ID) == name for name, node in named.items())
        assert headers == ["00001-th-1", "00002-th-1"]


@pytest.mark.office
def test_a_name_that_means_two_places_keeps_both(parts: tuple[Part, ...], tmp_path: Path) -> None:
    """Each part calls another of its pages "slut"."""
    named = [
        replace(parts[1], pdf=changed(parts[1].pdf, tmp_path / f"{page}.pdf", named_link(page))) for page in (0, 1)
    ]
    merge(named, tmp_path / "a.pdf", packet())
    links = [link for link in read_pdf(tmp_path / "a.pdf").links if link.box == read_pdf(named[0].pdf).links[0].box]
    assert [(link.page, link.target) for link in links] == [(1, 1), (3, 4)]
    assert proof_of(tmp_path / "a.pdf", named).passed


def named_link(page: int, name: str = "slut") -> Change:
    """The first link leads to a name, which is a page (from 0)."""

    def change(pdf: pikepdf.Pdf) -> None:
        place = Dictionary(D=Array([pdf.pages[page].obj, Name.Fit]))
        pdf.Root.Names.Dests = Dictionary(Names=Array([String("slut"), pdf.make_indirect(place)]))
        pdf.pages[0].obj.Annots[0].Dest = String(name)

    return change


PROGRAM = """
import sys
from pathlib import Path
from tests.pdf.test_merge import merge, packet, packet_parts
merge(packet_parts(Path(sys.argv[1])), Path(sys.argv[2]), packet())
"""


@pytest.mark.office
def test_the_same_parts_give_the_same_bytes(
    merged: tuple[Path, Merged], parts: tuple[Part, ...], tmp_path: Path
) -> None:
    """Also in another process, with another hash seed and in another time zone."""
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    command = [sys.executable, "-c", PROGRAM, str(parts[0].pdf.parent), str(tmp_path / "a.pdf")]
    subprocess.run(command, check=True, cwd=REPOSITORY, env=environment, timeout=60)
    assert (tmp_path / "a.pdf").read_bytes() == merged[0].read_bytes()


@pytest.mark.office
def test_a_packet_of_drafts_claims_nothing(engine_pdfs: Path, embedded: Embedded, tmp_path: Path) -> None:
    """Drafts come from the embedded engine, with other tags and no output intent."""
    embedded.convert(engine_pdfs / "draft.docx", tmp_path / "engine.pdf")
    finish(tmp_path / "engine.pdf", tmp_path / "utkast.pdf", finishing(draft=True))
    drafts = [Part(tmp_path / "utkast.pdf", title, FIRST_ITEM, "KS 2026/0123") for title in ("Ett", "Två")]
    own = replace(packet(), draft=True)
    merge(drafts, tmp_path / "paket.pdf", own)
    proof = proof_of(tmp_path / "paket.pdf", drafts, own)
    assert [problem.text for problem in proof.problems] == []
    assert proof.conformance == ()
    assert read_pdf(tmp_path / "paket.pdf").pdfa == ""


# What is refused


@pytest.mark.office
def test_a_signed_part_is_refused(parts: tuple[Part, ...], tmp_path: Path) -> None:
    """Its signatures would not be seen in the packet."""
    signed = sign_every_field(parts[1].pdf, tmp_path, throwaway_identities(tmp_path, [SIGNATORIES[0].id]))
    with pytest.raises(ConversionError, match="it is signed"):
        merged_one(signed, tmp_path / "a.pdf")


@pytest.mark.office
def test_a_link_to_a_name_that_does_not_exist_is_refused(parts: tuple[Part, ...], tmp_path: Path) -> None:
    part = changed(parts[1].pdf, tmp_path / "dead.pdf", named_link(0, "okänd"))
    with pytest.raises(ConversionError, match="a link leads to the place okänd, which does not exist"):
        merged_one(part, tmp_path / "a.pdf")


@pytest.mark.office
def test_a_bookmark_that_leads_nowhere_is_refused(parts: tuple[Part, ...], tmp_path: Path) -> None:
    def aimless(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Outlines.First.Dest

    part = changed(parts[1].pdf, tmp_path / "aimless.pdf", aimless)
    with pytest.raises(ConversionError, match="the bookmark 1 Bakgrund leads nowhere"):
        merged_one(part, tmp_path / "a.pdf")


@pytest.mark.office
def test_tags_with_attribute_classes_are_refused(parts: tuple[Part, ...], tmp_path: Path) -> None:
    def classes(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.ClassMap = Dictionary(Indrag=Dictionary(O=Name.Layout, StartIndent=12))

    part = changed(parts[1].pdf, tmp_path / "classes.pdf", classes)
    with pytest.raises(ConversionError, match="attribute classes"):
        merged_one(part, tmp_path / "a.pdf")


@pytest.mark.office
def test_an_attachment_that_says_nothing_of_itself_is_refused(parts: tuple[Part, ...], tmp_path: Path) -> None:
    def silent(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AF[0].AFRelationship

    part = changed(parts[1].pdf, tmp_path / "silent.pdf", silent)
    with pytest.raises(ConversionError, match=r"facts\.json does not say what it is"):
        merged_one(part, tmp_path / "a.pdf")


def test_an_untagged_part_is_refused(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "blank.pdf")
    with pytest.raises(ConversionError, match="it has no tags"):
        merged_one(tmp_path / "blank.pdf", tmp_path / "a.pdf")


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("inte en PDF")
    with pytest.raises(ConversionError, match="not a readable PDF"):
        merged_one(tmp_path / "text.pdf", tmp_path / "a.pdf")
    with pytest.raises(ConversionError, match="not a readable PDF"):
        page_counts([tmp_path / "text.pdf"])


@pytest.mark.office
def test_a_case_number_that_cannot_be_stamped_is_refused(parts: tuple[Part, ...], tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="Tecknet ”漢”"):
        merge([replace(parts[1], case_number="漢 1")], tmp_path / "a.pdf", packet())
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.office
def test_a_target_that_cannot_be_written_is_said(parts: tuple[Part, ...], tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        merge(parts[:1], tmp_path / "finns inte" / "a.pdf", packet())


def test_a_packet_needs_parts_and_a_time_zone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no parts"):
        merge([], tmp_path / "a.pdf", packet())
    with pytest.raises(ValueError, match="no time zone"):
        replace(packet(), date=dt.datetime(2026, 1, 15))  # noqa: DTZ001 (that is the fault)


# What the proof finds


@pytest.mark.office
def test_a_page_that_was_dropped_is_missed(tampered: Callable[[Change], Proof]) -> None:
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[4]

    assert texts(tampered(drop), "packet-page") == ["Sidan 2 av ”Bilaga: PM” saknas."]


@pytest.mark.office
def test_two_pages_that_changed_places_are_seen(tampered: Callable[[Change], Proof]) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        pdf.pages.insert(4, pdf.pages[5])
        del pdf.pages[6]

    (text,) = texts(tampered(swap), "packet-page")
    assert text == "Sidan 3 av ”Bilaga: PM” står på sidan 5, före sidan 2 av ”Bilaga: PM”, men ska stå efter."


@pytest.mark.office
def test_a_page_too_many_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def twice(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[4])

    assert texts(tampered(twice), "packet-page") == ["Sidan 10 hör inte till någon handling."]


@pytest.mark.office
def test_a_page_that_shows_something_else_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def paint(pdf: pikepdf.Pdf) -> None:
        pdf.pages[4].contents_add(b"/Artifact BMC 0 0 1 rg 100 100 9 9 re f EMC", prepend=True)

    proof = tampered(paint)
    assert only(proof, "packet-page") == [
        "Sidan 5 ska visa sidan 2 av ”Bilaga: PM”, men den visar något annat än handlingen."
    ]
    assert [problem.place.page for problem in proof.problems if problem.place] == [5]


@pytest.mark.office
def test_a_stamp_that_says_something_else_is_seen(merged: tuple[Path, Merged], parts: tuple[Part, ...]) -> None:
    """The packet was stamped with another case number than the plan's."""
    planned = (*parts[:3], replace(parts[3], case_number="AVUX/2026:8"))
    assert only(proof_of(merged[0], planned), "packet-stamp") == [
        f"Sidan {page} är stämplad ”AVUX/2026:7 · sida {page} av 9”, "
        f"men ska vara stämplad ”AVUX/2026:8 · sida {page} av 9”."
        for page in (8, 9)
    ]


@pytest.mark.office
def test_a_page_without_its_stamp_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def unstamp(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[4].obj
        page.Contents = Array([*list(page.Contents.as_list())[:-1], pdf.make_stream(b"Q")])

    assert only(tampered(unstamp), "packet-stamp") == [
        "Sidan 5 saknar stämpeln ”KS 2026/0123 · sida 5 av 9”.",
    ]


@pytest.mark.office
def test_a_stamp_over_other_text_is_seen(merged: tuple[Path, Merged], tmp_path: Path) -> None:
    """A packet within a packet has two stamps in the same place."""
    inner = [Part(merged[0], "Paket")]
    merge(inner, tmp_path / "a.pdf", packet())
    found = only(proof_of(tmp_path / "a.pdf", inner), "packet-stamp")
    assert found[0] == "Stämpeln på sidan 1 står över ”sida 1 av 9”."
    assert len(found) == 9


@pytest.mark.office
def test_a_bookmark_to_a_wrong_page_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def mislead(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root[1].children[1].destination = Array([pdf.pages[6].obj, Name.Fit])

    assert only(tampered(mislead), "packet-bookmark") == [
        "Bokmärket ”Bilaga: PM” leder till sidan 7, men ska leda till sidan 4."
    ]


@pytest.mark.office
def test_a_bookmark_that_is_missing_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            del outline.root[1].children[1]

    assert only(tampered(forget), "packet-bookmark") == [
        f"Bokmärke 9 ska vara ”Bilaga: PM” på nivå 2, men där finns ”{SECOND_ITEM}” på nivå 1."
    ]


@pytest.mark.office
def test_bookmarks_beyond_the_last_are_seen(tampered: Callable[[Change], Proof]) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Okänd", 0))

    assert only(tampered(add), "packet-bookmark") == ["Bokmärket ”Okänd” hör inte till någon handling."]


@pytest.mark.office
def test_wrong_page_labels_are_seen(tampered: Callable[[Change], Proof]) -> None:
    def from_seven(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels.Nums.extend([8, Dictionary(S=Name.D)])

    assert only(tampered(from_seven), "packet-label") == ["Sidan 9 heter ”1”, men ska heta ”H9”."]


@pytest.mark.office
def test_a_link_that_leads_elsewhere_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def mislead(pdf: pikepdf.Pdf) -> None:
        pdf.pages[7].obj.Annots[0].Dest[0] = pdf.pages[0].obj

    assert only(tampered(mislead), "packet-link") == [
        "En länk på sidan 8 ska leda till sidan 9, men är borta eller leder någon annanstans."
    ]


@pytest.mark.office
def test_a_tag_that_was_lost_is_missed(tampered: Callable[[Change], Proof]) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        heading = elements_of(pdf, "H1")[-1]
        heading.P.K = Array([kid for kid in kids(heading.P) if kid.objgen != heading.objgen])

    proof = tampered(lose)
    assert texts(proof, "packet-tag") == ["I ”Överenskommelse” saknas 1 av handlingens taggar av typen H1."]
    assert [problem.place.page for problem in proof.problems if problem.place] == [8]


@pytest.mark.office
def test_a_heading_that_became_a_paragraph_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def flatten(pdf: pikepdf.Pdf) -> None:
        elements_of(pdf, "H1")[1].S = Name.P

    assert texts(tampered(flatten), "packet-tag") == ["I ”Överenskommelse” saknas 1 av handlingens taggar av typen H1."]


@pytest.mark.office
def test_a_figure_without_its_alt_text_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def hush(pdf: pikepdf.Pdf) -> None:
        del elements_of(pdf, "Figure")[0].Alt

    assert texts(tampered(hush), "packet-tag") == [
        "I ”Bilaga: PM” saknas en tagg av typen Figure med alternativtexten ”Kommunens vapen”."
    ]


@pytest.mark.office
def test_text_that_is_read_in_another_order_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        part = elements_of(pdf, "Part")[2]
        part.K = Array(list(reversed(kids(part))))

    (text,) = only(tampered(turn), "packet-tag")
    assert text == ("”Bilaga: PM” läses inte som i handlingen, först vid ”Ett stycke i en egen stil & inget annat.”.")


@pytest.mark.office
def test_text_that_is_read_twice_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def repeat(pdf: pikepdf.Pdf) -> None:
        part = elements_of(pdf, "Part")[2]
        part.K.append(part.K[0])

    assert only(tampered(repeat), "packet-tag") == [
        "”Bilaga: PM” läses inte som i handlingen, först vid ”Ett stycke i en egen stil & inget annat.”."
    ]


@pytest.mark.office
def test_a_part_whose_tags_are_gone_is_seen(tampered: Callable[[Change], Proof]) -> None:
    """veraPDF passes a packet with an untagged part."""

    def untag(pdf: pikepdf.Pdf) -> None:
        document = next(elements(pdf)).node
        del document.K[2]

    assert texts(tampered(untag), "packet-tag") == [
        "Taggarna har 3 delar, men paketet har 4 handlingar i en bestämd ordning: ”Bilaga: PM” saknas."
    ]


@pytest.mark.office
def test_text_without_a_way_back_to_its_tag_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        owners = tree[int(pdf.pages[3].obj.StructParents)]
        owners[0], owners[1] = owners[1], owners[0]

    assert only(tampered(forget), "packet-owner") == ["På sidan 4 saknar 2 texter vägen till sin tagg."]


@pytest.mark.office
def test_a_link_whose_way_back_leads_elsewhere_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        one, other = pdf.pages[1].obj.Annots.as_list()[:2]
        one.StructParent, other.StructParent = int(other.StructParent), int(one.StructParent)

    assert only(tampered(swap), "packet-owner") == ["På sidan 2 saknar 2 texter vägen till sin tagg."]


@pytest.mark.office
def test_a_field_that_was_left_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("kommunen"), Rect=Array([0, 0, 9, 9])
        )
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))

    assert texts(tampered(add), "packet-field") == ["Paketet har kvar underskriftsfältet kommunen."]


@pytest.mark.office
def test_a_tag_of_a_field_that_was_left_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def retype(pdf: pikepdf.Pdf) -> None:
        elements_of(pdf, "Figure")[0].S = Name.Form

    assert texts(tampered(retype), "packet-field") == ["Paketet har kvar 1 taggar av formulärfält."]


@pytest.mark.office
def test_a_changed_attachment_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def alter(pdf: pikepdf.Pdf) -> None:
        files = pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)
        files["bilaga-pm-facts.json"].EF.F.write(FACTS.replace(b"350000", b"350001"))

    assert only(tampered(alter), "proof-attachment") == ["Den bifogade filen bilaga-pm-facts.json är ändrad."]


@pytest.mark.office
def test_an_attachment_that_is_missing_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def remove(pdf: pikepdf.Pdf) -> None:
        del pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)["bilaga-pm-facts.json"]

    assert texts(tampered(remove), "proof-attachment") == ["Den bifogade filen bilaga-pm-facts.json saknas."]


@pytest.mark.office
def test_an_attachment_of_another_kind_is_seen(merged: tuple[Path, Merged], parts: tuple[Part, ...]) -> None:
    planned = replace(packet(), attachments=(replace(RECORD, relationship=Relationship.DATA),))
    assert only(proof_of(merged[0], parts, planned), "packet-attachment") == [
        "Den bifogade filen uppgifter.json är knuten som Source, men ska vara knuten som Data."
    ]


@pytest.mark.office
def test_another_title_or_language_is_seen(merged: tuple[Path, Merged], parts: tuple[Part, ...]) -> None:
    planned = replace(packet(), title="Andra handlingar", language="en-GB")
    assert only(proof_of(merged[0], parts, planned), "proof-description") == [
        "Titeln är ”Handlingar till sammanträde den 15 januari 2026” i stället för ”Andra handlingar”.",
        "Språket är ”sv-SE”, inte ”en-GB”.",
    ]


@pytest.mark.office
def test_a_packet_that_is_not_archival_is_seen(tampered: Callable[[Change], Proof]) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.OutputIntents

    proof = tampered(strip)
    assert only(proof, "proof-conformance")
    assert proof.conformance == ()


@pytest.mark.office
def test_a_packet_that_cannot_be_read_is_said(parts: tuple[Part, ...], tmp_path: Path) -> None:
    (tmp_path / "paket.pdf").write_bytes(b"%PDF-1.7 och inget mer")
    assert [problem.rule for problem in proof_of(tmp_path / "paket.pdf", parts).problems] == ["proof-unreadable"]
