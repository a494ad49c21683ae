"""A table of places under a framework: read from Excel and text, told by row and column, added to the framework."""

import datetime as dt
import inspect
from pathlib import Path

import pytest
from openpyxl import Workbook

from contracts.drafting.places import PlacesTable, read_places, with_places
from contracts.drafting.sheet import MOST_ROWS
from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.load import load_workspace
from tests.drafting.conftest import ROOT

TODAY = dt.date(2030, 1, 15)
START = dt.date(2032, 6, 14)
HEADINGS = ["Part", "År", "Antal platser", "Varav med extra medel", "Platser", "Från och med", "Till och med"]


@pytest.fixture(scope="module")
def norrvik() -> AuthorityFolder:
    """Norrvik, whose Seglarhjälpen is a framework with two associations."""
    workspace, _ = load_workspace(ROOT / "tests" / "projects" / "norrvik" / "data", ROOT / "templates")
    return workspace.authorities[0]


@pytest.fixture(scope="module")
def framework(norrvik: AuthorityFolder) -> PartnershipFolder:
    """Seglarhjälpen; it has places with Segelsällskapet in 2031."""
    found = norrvik.partnership("seglarhjalpen")
    assert found is not None
    return found


def read(path: Path, norrvik: AuthorityFolder, framework: PartnershipFolder) -> PlacesTable:
    return read_places(path, path.name, norrvik, framework, TODAY)


def excel(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def refused(
    request: pytest.FixtureRequest, tmp_path: Path, norrvik: AuthorityFolder, framework: PartnershipFolder
) -> list[str]:
    """What is said of the table in the test's docstring, each with its place."""
    path = tmp_path / "platser.csv"
    path.write_text(inspect.cleandoc(request.function.__doc__ or ""), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read(path, norrvik, framework)
    return [f"{problem.place}: {problem.text}" for problem in caught.value.problems]


def test_excel_and_text_give_the_same_agreements(
    tmp_path: Path, norrvik: AuthorityFolder, framework: PartnershipFolder
):
    sheet = excel(
        tmp_path / "platser.xlsx",
        [None],
        HEADINGS,
        [
            "Norrviks Påhittade Segelsällskap",
            2032,
            7,
            2.0,
            "fem som gast; två i land",
            dt.date(2032, 6, 14),
            "2032-08-15",
        ],
        [None],
        ["brygghuset", "2032", 12],
    )
    text = tmp_path / "platser.csv"
    text.write_bytes(
        "\ufeffPART;year;Antal platser;Varav med extra medel;Platser;Från och med;Till och med\r\n"
        'segelsallskapet;2032;7;2;"fem som gast\ntvå i land";2032-06-14;2032-08-15\r\n'
        "Brygghuset;2032;12;;;;\r\n".encode()
    )
    found = read(sheet, norrvik, framework)
    assert found.entries == (
        {
            "party": "segelsallskapet",
            "year": "2032",
            "places": "7",
            "extra_places": "2",
            "kinds_of_places": ["fem som gast", "två i land"],
            "period_start": "2032-06-14",
            "period_end": "2032-08-15",
        },
        {"party": "brygghuset", "year": "2032", "places": "12"},
    )
    assert found.warnings == ()
    assert read(text, norrvik, framework) == found
    assert found.documents(framework) == (
        "seglarhjalpen/places-2032-segelsallskapet",
        "seglarhjalpen/places-2032-brygghuset",
    )


def test_the_framework_gets_the_agreements_and_keeps_all_else(
    tmp_path: Path, norrvik: AuthorityFolder, framework: PartnershipFolder
):
    path = tmp_path / "platser.csv"
    path.write_text("Part,År,Antal platser\nbrygghuset,2032,12\n", encoding="utf-8")
    [(file, content)] = with_places(framework, read(path, norrvik, framework).entries).items()
    before = file.read_bytes()
    added = b"  - party: brygghuset\n    year: 2032\n    places: 12\n"
    assert content.replace(added, b"") == before
    assert content.count(added) == 1


def test_every_fault_of_every_row_is_told_by_row_and_column(refused: list[str]):
    """
    Part,År,Antal platser,Från och med,Till och med
    Segelsällskapet,2032,åtta,2032-06-14,2032-02-30
    Segelsallskapett,32,,,
    Kustbolaget,2032,5,,
    brygghuset,2032,5,,,6

    brygghuset,2032,5,2032-08-01,2032-06-01
    brygghuset,2032,9,,
    segelsallskapet,2031,4,,
    """
    assert refused == [
        "platser.csv, rad 2, kolumnen ”Antal platser”: ”åtta” är inte ett helt tal",
        "platser.csv, rad 2, kolumnen ”Till och med”: dagen 2032-02-30 finns inte",
        "platser.csv, rad 3, kolumnen ”Part”: ”Segelsallskapett” är ingen känd organisation",
        "platser.csv, rad 3, kolumnen ”År”: ”32” är inte ett årtal",
        "platser.csv, rad 3, kolumnen ”Antal platser”: värdet saknas",
        "platser.csv, rad 4, kolumnen ”Part”: ”Kustbolaget” är ingen känd organisation",
        "platser.csv, rad 5: raden har 6 värden men tabellen 5 rubriker",
        "platser.csv, rad 7, kolumnen ”Till och med”: sista dagen 2032-06-01 kommer före första dagen 2032-08-01",
        "platser.csv, rad 8, kolumnen ”År”: Brygghuset har två överenskommelser om platser för 2032",
        "platser.csv, rad 9, kolumnen ”År”: Segelsällskapet har två överenskommelser om platser för 2031",
    ]


def test_headings_that_mean_nothing_are_told_with_what_they_may_mean(refused: list[str]):
    """
    Part;År;Antal plaster;År
    brygghuset;2032;5;2033
    """
    assert refused == [
        "platser.csv, rad 1: rubriken ”Antal plaster” betyder ingenting här",
        "platser.csv, rad 1: rubriken ”År” står två gånger",
        "platser.csv, rad 1: kolumnen ”Antal platser” saknas",
    ]


def test_a_year_outside_the_term_is_worth_knowing(
    tmp_path: Path, norrvik: AuthorityFolder, framework: PartnershipFolder
):
    path = tmp_path / "platser.csv"
    path.write_text("Part,År,Antal platser\nbrygghuset,2044,12\n", encoding="utf-8")
    [warning] = read(path, norrvik, framework).warnings
    assert str(warning.place) == "platser.csv, rad 2, kolumnen ”År”"
    assert warning.text.startswith("året 2044 ligger utanför avtalstiden 2030-06-01 – ")


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("platser.ods", b"x", "”.ods” är ingen tabell"),
        ("platser.xlsx", b"Part,Year", "filen går inte att läsa som Excel"),
        ("platser.xlsx", b"", "filen går inte att läsa som Excel"),
        ("platser.csv", "Part;År\n".encode("latin-1"), "filen är inte sparad som UTF-8"),
        ("platser.csv", b"", "tabellen har inga rader"),
        ("platser.csv", "Part;År;Antal platser\n".encode(), "tabellen har inga rader"),
        ("platser.csv", b"a\n" * (MOST_ROWS + 1), f"tabellen har fler än {MOST_ROWS} rader"),
        ("platser.csv", b"a" * 3_000_000, "filen är 3 MB stor"),
    ],
)
def test_a_file_without_a_table_is_refused(
    tmp_path: Path, norrvik: AuthorityFolder, framework: PartnershipFolder, name: str, content: bytes, text: str
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ProblemsError) as caught:
        read(tmp_path / name, norrvik, framework)
    assert [problem.text for problem in caught.value.problems] == [text]


def test_an_organisation_that_is_no_party_must_first_join(tmp_path: Path):
    workspace, _ = load_workspace(ROOT / "data", ROOT / "templates", frozenset({"botkyrka"}))
    [botkyrka] = workspace.authorities
    framework = botkyrka.partnership("feriepraktik")
    assert framework is not None
    path = tmp_path / "platser.csv"
    path.write_text("Part,År,Antal platser\nBilda Öst,2019,4\nStudieförbundet Bilda Öst,2019,4\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read(path, botkyrka, framework)
    assert [problem.text for problem in caught.value.problems] == [
        "”Bilda Öst” är ingen känd organisation",
        "”Studieförbundet Bilda Öst” är ingen part i ramavtalet",
    ]
