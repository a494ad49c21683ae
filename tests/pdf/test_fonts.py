import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from contracts.pdf.fonts import FONTS, METRIC_TWINS, fonts_configuration, is_metric_compatible
from contracts.pdf.office import Office, OfficeProgram
from tests.pdf.conftest import MakeDocx

FAMILIES = ("Caladea", "Carlito", "Liberation Mono", "Liberation Sans", "Liberation Serif")


def in_fonts(*families: str) -> list[object]:
    def write(family: str, document: WordDocument) -> None:
        run = document.add_paragraph().add_run(f"Åtagande i {family}")
        run.font.name = family
        run._r.rPr.rFonts.set(qn("w:cs"), family)

    return [lambda document, family=family: write(family, document) for family in families]


def fonts_of(pdf: Path) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).lstrip("/")
        for page in PdfReader(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_every_family_is_whole_and_has_its_licence() -> None:
    found: dict[str, set[str]] = {}
    for file in FONTS.glob("*.ttf"):
        names = TTFont(file)["name"]
        found.setdefault(names.getDebugName(1), set()).add(names.getDebugName(2))
    assert found == {family: {"Regular", "Bold", "Italic", "Bold Italic"} for family in FAMILIES}
    for family in FAMILIES:
        assert "SIL OPEN FONT LICENSE" in (FONTS / f"LICENSE-{family.split()[0]}.txt").read_text("utf-8")
        assert family in (FONTS / "README.md").read_text("utf-8")


def test_every_twin_is_among_the_fonts() -> None:
    assert {twin for twins in METRIC_TWINS.values() for twin in twins} == set(FAMILIES)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Calibri", "Carlito"),
        ("Calibri Light", "BAAAAA+Carlito"),
        ("Cambria", "Caladea-BoldItalic"),
        ("arial", "CAAAAA+LiberationSans-Bold"),
        ("Times New Roman", "Liberation Serif"),
        ("TimesNewRoman", "LiberationSerif-Italic"),
        ("Courier New", "LiberationMono"),
        ("Gill Sans", "GillSans-Bold"),
        ("Arial", "Arial,Bold"),
    ],
)
def test_a_font_may_be_itself_or_its_twin(asked: str, found: str) -> None:
    assert is_metric_compatible(asked, found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Arial", "LiberationSerif"),
        ("Calibri", "LiberationSans"),
        ("Aptos", "Carlito"),
        ("Arial", "LiberationSansNarrow"),
        ("Arial", "DejaVuSans"),
        ("Carlito", "Calibri"),
    ],
)
def test_another_font_is_no_twin(asked: str, found: str) -> None:
    assert not is_metric_compatible(asked, found)


def test_the_configuration_is_sound_in_any_folder(tmp_path: Path) -> None:
    folder = tmp_path / "åäö & <mapp>"
    folder.mkdir()
    root = ElementTree.parse(fonts_configuration(folder)).getroot()
    assert root.findtext("dir") == str(FONTS)
    assert root.findtext("cachedir") == str(folder / "font-cache")


@pytest.mark.skipif(shutil.which("fc-match") is None, reason="fc-match (package fontconfig) is not installed")
@pytest.mark.parametrize(("asked", "twins"), METRIC_TWINS.items())
def test_fontconfig_gives_the_twin(tmp_path: Path, asked: str, twins: tuple[str, ...]) -> None:
    environment = {"FONTCONFIG_FILE": str(fonts_configuration(tmp_path)), "HOME": str(tmp_path)}
    command = ["fc-match", "-f", "%{family}", asked]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout == twins[0]


@pytest.mark.office
def test_the_fonts_in_a_pdf_are_ours(office: Office, make_docx: MakeDocx, tmp_path: Path) -> None:
    office.convert(make_docx(*in_fonts(*METRIC_TWINS)), tmp_path / "a.pdf")
    found = fonts_of(tmp_path / "a.pdf")
    assert len(found) == len(FAMILIES)
    for asked in METRIC_TWINS:
        assert any(is_metric_compatible(asked, name) for name in found), (asked, found)


@pytest.mark.office
def test_the_machines_own_fonts_are_hidden(
    program: OfficeProgram, office: Office, make_docx: MakeDocx, tmp_path: Path
) -> None:
    system = Path("/etc/fonts/fonts.conf")
    if not system.is_file() or not list(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")):
        pytest.skip("the machine has no DejaVu fonts that could be hidden")
    docx = make_docx(*in_fonts("DejaVu Sans"))
    with Office(program, tmp_path, system) as open_to_all:  # so that the guard is seen to fail
        open_to_all.convert(docx, tmp_path / "a.pdf")
    assert any("DejaVu" in name for name in fonts_of(tmp_path / "a.pdf"))
    office.convert(docx, tmp_path / "b.pdf")
    assert not any("DejaVu" in name for name in fonts_of(tmp_path / "b.pdf"))
