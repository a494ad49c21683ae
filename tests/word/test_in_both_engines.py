"""Pictures, tables with computed rows and references come out of both engines as they were meant, and are proved so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest

from contracts.pdf.embedded import Embedded
from contracts.pdf.finish import finish
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, find_office
from contracts.pdf.prove import Expectation, ExpectedFigure, ExpectedHeading, prove
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadElement
from contracts.pdf.structure import elements
from contracts.word.render import Rendered
from tests.pdf.finishing_fixtures import finishing
from tests.word.test_contents_list import NUMBERING
from tests.word.test_contents_list import heading as numbered
from tests.word.test_pictures import HEADER_LOGO, LOGO_TARGET, RED, standing
from tests.word.test_references import named
from tests.word.word_files import WordFiles, paragraph, run, table

pytestmark = pytest.mark.office

ENGINES = ("office", "embedded")
TEXT = "Se avsnitt [](#mal)[^1].\n\n| År | Belopp |\n|---|---|\n" + "".join(
    f"| {year} | {year} 000 kr |\n" for year in range(2026, 2086)
)
GROUPS = [
    {
        "name": f"Område {letter}",
        "rows": [{"name": f"Förening {letter}{n}", "text": "*Fritid*\n\n- läger\n- kurser"} for n in range(9)],
        "total": total,
        "none": False,
    }
    for letter, total in (("A", "900 kr"), ("B", ""))
]


@dataclass(frozen=True, slots=True)
class Made:
    rendered: Rendered
    pdfs: dict[str, Path]  #: finished, by engine


def with_header_row(xml: str) -> str:
    return xml.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


def computed_table() -> str:
    """Groups of rows, each with a total when there is one."""
    return with_header_row(
        table(
            ("Post", "Om", "Tom"),
            ("{%tr for g in groups %}", "", ""),
            ("{{ g.name }}", "", ""),
            ("{%tr for r in g.rows %}", "", ""),
            ("{{ r.name }}", "{{p r.text | stycken }}", "{% if g.none %}x{% endif %}"),
            ("{%tr endfor %}", "", ""),
            ("{%tr if g.total %}", "", ""),
            ("Summa", "{{ g.total }}", 'Se {{ ref("mal") }}'),
            ("{%tr endif %}", "", ""),
            ("{%tr endfor %}", "", ""),
        )
    )


def document(word: WordFiles) -> Rendered:
    lists = NUMBERING.split("<w:num ")[0] + (
        '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="\u2022"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="2"/></w:num>'
        '<w:num w:numId="20"><w:abstractNumId w:val="1"/></w:num>'
    )
    mark = "<w:p>" + run("{{ mark }}") + "</w:p>"
    return word.render(
        numbered("Översikt").replace('numId w:val="1"', 'numId w:val="20"'),
        paragraph("{{ picture | bild(8) }}"),
        standing(' descr="Exempelstads vapen"'),
        named("mal", numbered("Mål").replace('numId w:val="1"', 'numId w:val="20"')),
        paragraph("{{p text | stycken }}"),
        computed_table(),
        header=standing(' descr="Exempelstads vapen"') + mark,
        relationships=LOGO_TARGET,
        extra=HEADER_LOGO,
        numbering=lists,
        context={"picture": RED, "text": TEXT + "\n[^1]: Jämför [](#mal).\n", "groups": GROUPS, "mark": "UTKAST"},
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("both")
    rendered = document(WordFiles(folder))
    docx, work = folder / "ut.docx", folder / "arbete"
    docx.write_bytes(rendered.docx)
    work.mkdir()
    with Office(find_office(None), work, fonts_configuration(work)) as office:
        office.convert(docx, folder / "office-raw.pdf")
    with Embedded(work) as embedded:
        embedded.convert(docx, folder / "embedded-raw.pdf")
    for engine in ENGINES:
        finish(
            folder / f"{engine}-raw.pdf",
            folder / f"{engine}.pdf",
            replace(finishing(draft=engine == "embedded"), attachments=()),
        )
    yield Made(rendered, {engine: folder / f"{engine}.pdf" for engine in ENGINES})


def expected(made: Made, engine: str) -> Expectation:
    return Expectation(
        document="rapport",
        title=finishing().title,
        paragraphs=made.rendered.paragraphs,
        running=(),
        headings=tuple(ExpectedHeading(one.level, one.number, one.text) for one in made.rendered.headings),
        figures=tuple(ExpectedFigure(alt) for alt in made.rendered.pictures),
        draft=engine == "embedded",
        loose=engine == "embedded",
    )


def of_type(pdf: Path, kind: str) -> list[ReadElement]:
    return [one for one in read_pdf(pdf).elements if one.type == kind]


def test_the_signable_file_is_proved_and_conforms(made: Made) -> None:
    proof = prove(made.pdfs["office"], expected(made, "office"), judge=True)
    allowed = {"proof-draft"}  # the header says UTKAST, for the other engine's sake
    assert [problem.text for problem in proof.problems if problem.rule not in allowed] == []
    assert proof.conformance == ("PDF/A-3A", "PDF/UA-1")


def test_the_draft_is_proved(made: Made) -> None:
    proof = prove(made.pdfs["embedded"], expected(made, "embedded"))
    assert [problem.text for problem in proof.problems] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_pictures_are_figures_with_their_texts_and_the_header_s_is_none(made: Made, engine: str) -> None:
    figures = of_type(made.pdfs[engine], "Figure")
    assert [one.alt for one in figures] == list(made.rendered.pictures) == [RED.alt, "Exempelstads vapen"]
    assert all(one.pages for one in figures)
    assert all((one.box is not None) == (engine == "office") for one in figures)


@pytest.mark.parametrize("engine", ENGINES)
def test_header_cells_say_what_they_are_headers_of(made: Made, engine: str) -> None:
    with pikepdf.open(made.pdfs[engine]) as pdf:
        cells = [str(one.node.get("/A")) for one in elements(pdf) if one.type == "TH"]
    assert len(cells) >= 5
    assert all("/Scope" in cell and "/Column" in cell for cell in cells)


@pytest.mark.parametrize("engine", ENGINES)
def test_computed_rows_stand_once_each_and_a_total_only_where_there_is_one(made: Made, engine: str) -> None:
    text = " ".join(" ".join(one.text.split()) for one in of_type(made.pdfs[engine], "Table"))
    assert [text.count(f"Område {letter}") for letter in "AB"] == [1, 1]
    assert text.count("Summa 900 kr Se 2") == 1
    assert text.count("Summa") == 1
    assert text.count("läger") == 18


@pytest.mark.parametrize("engine", ENGINES)
def test_header_rows_are_shown_again_on_each_page(made: Made, engine: str) -> None:
    read = read_pdf(made.pdfs[engine])
    pages = {page for one in read.elements if one.type == "Table" and "2030 000 kr" in one.text for page in one.pages}
    assert len(pages) > 1
    assert all("Belopp" in read.pages[page - 1].text for page in pages)


def test_numbers_and_references_agree_with_the_printed_headings(made: Made) -> None:
    assert [(one.number, one.text) for one in made.rendered.headings] == [("1", "Översikt"), ("2", "Mål")]
    assert made.rendered.paragraphs[2] == "Se avsnitt 2."
    assert made.rendered.paragraphs[-1] == "Jämför 2."
