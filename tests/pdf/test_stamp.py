"""Stamps: text that is read, at the right place of every kind of page, in a font that comes along."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from contracts.errors import ProblemsError
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadPage, ReadPdf
from contracts.pdf.stamp import stamp_pages, stamp_text

MILLIMETRE = 72 / 25.4
A4 = (595.28, 841.89)
TEXT = "KS 2026/0123 · handling 2 av 11"


def stamped(folder: Path, *texts: str, page: dict[str, object] | None = None, content: bytes = b"") -> ReadPdf:
    """An empty A4 page for each text, with the entries of `page`, stamped and read back."""
    with pikepdf.new() as pdf:
        for _ in texts:
            added = pdf.add_blank_page(page_size=A4)
            added.obj.Contents = pdf.make_stream(content)
            for key, value in (page or {}).items():
                added.obj[key] = value
        stamp_pages(pdf, texts)
        pdf.save(folder / "a.pdf")
    return read_pdf(folder / "a.pdf")


def only_text(page: ReadPage) -> str:
    assert len(page.shown) == 1
    return page.shown[0].text


def from_top_right(page: ReadPage) -> tuple[float, float]:
    """Millimetres from the page's right edge to the end of the stamp, and from its top edge to the base line."""
    (shown,) = page.shown
    return (page.width - shown.box.right) / MILLIMETRE, (page.height - shown.box.bottom) / MILLIMETRE


def test_a_stamp_says_the_case_number_and_the_running_number() -> None:
    assert stamp_text("AVUX/2018:10", "handling", 12, 48) == "AVUX/2018:10 · handling 12 av 48"


def test_without_a_case_number_it_says_the_running_number() -> None:
    assert stamp_text("", "sida", 1, 48) == "sida 1 av 48"


def test_every_page_gets_its_own_text(tmp_path: Path) -> None:
    read = stamped(tmp_path, "Å 1", "Ö 2", "É 3")
    assert [only_text(page) for page in read.pages] == ["Å 1", "Ö 2", "É 3"]


def test_a_stamp_is_an_artifact_at_the_top_right_corner(tmp_path: Path) -> None:
    (page,) = stamped(tmp_path, TEXT).pages
    assert (page.artifacts, page.untagged) == (TEXT, "")
    assert from_top_right(page) == pytest.approx((20, 9), abs=0.05)
    assert page.shown[0].height == 8


def test_a_stamp_is_grey(tmp_path: Path) -> None:
    (colour,) = stamped(tmp_path, TEXT).pages[0].shown[0].colours
    assert colour is not None
    assert (colour.red, colour.green, colour.blue) == pytest.approx((0x59 / 255,) * 3, abs=0.001)


@pytest.mark.parametrize("turn", [90, 180, 270, -90])
def test_a_turned_page_is_stamped_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    (page,) = stamped(tmp_path, TEXT, page={"/Rotate": turn}).pages
    assert from_top_right(page) == pytest.approx((20, 9), abs=0.05)
    assert page.shown[0].box.width > page.shown[0].box.height, "the text is level"


def test_a_page_whose_corner_is_not_at_zero_is_stamped_in_its_visible_part(tmp_path: Path) -> None:
    (page,) = stamped(tmp_path, TEXT, page={"/MediaBox": Array([100, 50, 500, 850])}).pages
    assert from_top_right(page) == pytest.approx((20, 9), abs=0.05)


def test_what_the_page_left_open_does_not_move_the_stamp(tmp_path: Path) -> None:
    (page,) = stamped(tmp_path, TEXT, content=b"0.5 0 0 0.5 100 100 cm 1 0 0 rg").pages
    assert from_top_right(page) == pytest.approx((20, 9), abs=0.05)


def test_the_font_comes_along_as_a_subset_that_says_its_characters(tmp_path: Path) -> None:
    read = stamped(tmp_path, TEXT)
    (font,) = read.fonts
    assert (font.name, font.embedded, font.has_unicode) == ("Carlito", True, True)
    assert read.unknown_glyphs == ()
    assert (tmp_path / "a.pdf").stat().st_size < 12_000


def test_a_font_of_the_same_name_on_the_page_stays(tmp_path: Path) -> None:
    """A page that was stamped before has a font called Stamp, with other characters."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        stamp_pages(pdf, ["först"])
        stamp_pages(pdf, ["sedan"])
        pdf.save(tmp_path / "a.pdf")
    assert [shown.text for shown in read_pdf(tmp_path / "a.pdf").pages[0].shown] == ["först", "sedan"]


def test_pages_that_share_their_resources_share_the_font(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        shared = pdf.make_indirect(Dictionary())
        for _ in range(2):
            pdf.add_blank_page(page_size=A4).obj.Resources = shared
        stamp_pages(pdf, ["a", "b"])
        assert list(shared.Font.keys()) == ["/Stamp"]
        assert Name.Type0 == shared.Font.Stamp.Subtype


def test_a_character_that_the_font_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as raised:
        stamped(tmp_path, "KS 漢/1")
    (problem,) = raised.value.problems
    assert problem.rule == "packet-stamp-character"
    assert "Tecknet ”漢” (U+6F22) finns inte i typsnittet Carlito" in problem.text
    assert problem.remedy


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("a", "b"):
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=A4)
            stamp_pages(pdf, [TEXT])
            pdf.save(tmp_path / f"{name}.pdf", deterministic_id=True)
        files.append((tmp_path / f"{name}.pdf").read_bytes())
    assert files[0] == files[1]


def test_poppler_reads_the_stamp_too(tmp_path: Path) -> None:
    stamped(tmp_path, TEXT)
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    listed = subprocess.run([program, str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True)
    assert listed.stdout.strip() == TEXT
