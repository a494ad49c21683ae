"""`contracts redline`, as a user runs it: files, words on the screen, statuses; nothing of the two files is changed."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts.errors import MissingProgramError
from contracts.pdf.office import find_office
from contracts.pdf.read import read_pdf
from tests.building import Copy, Ended
from tests.redline.comparing import redline
from tests.redline.documents import Table, doc, docx
from tests.redline.evaluator import meaning
from tests.redline.package import TEXT, members, rewritten

REPORT = "Föreningen redovisar varje kvartal hur ersättningen har använts i verksamheten."
OLD = docx(doc("# Ekonomi", "Kommunen betalar 350 000 kr per år.", "# Två", REPORT, Table((("a", "b"),)), "Sist."))
NEW = docx(doc("# Ekonomi", "Kommunen betalar 400 000 kr per år.", Table((("a", "b"), ("c", "d"))), "Sist."))


@dataclass(frozen=True)
class Pair:
    """Two files in a folder of their own."""

    folder: Path

    def run(self, *arguments: str) -> Ended:
        return Copy(self.folder).run("redline", *(arguments or ("gammal.docx", "ny.docx")))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    (tmp_path / "gammal.docx").write_bytes(OLD)
    (tmp_path / "ny.docx").write_bytes(NEW)
    return Pair(tmp_path)


@pytest.mark.office
def test_it_writes_a_word_file_and_a_proved_pdf(pair: Pair) -> None:
    try:
        find_office()
    except MissingProgramError as error:
        pytest.skip(str(error))
    ended = pair.run()
    assert (ended.status, ended.err) == (0, "")
    assert "1  Ekonomi: ändrat" in ended.out
    made = pair.folder / "build/jamforelser/ny-jamforelse.docx"
    assert meaning(made.read_bytes(), accept=True) == meaning(NEW)
    assert meaning(made.read_bytes(), accept=False) == meaning(OLD)
    read = read_pdf(made.with_suffix(".pdf"))
    assert (read.pdfa, read.pdfua, read.title) == ("3A", "1", "Jämförelse: ny")
    assert "PDF/A-3A, PDF/UA-1; office" in ended.out
    assert {element.type for element in read.elements} >= {"H1", "TH", "TD"}
    assert sorted(path.name for path in made.parent.iterdir()) == ["ny-jamforelse.docx", "ny-jamforelse.pdf"]


def without_office(pair: Pair, *more: str) -> Ended:
    return pair.run("gammal.docx", "ny.docx", "--office", str(pair.folder / "inget"), *more)


def test_without_libreoffice_the_pdf_is_made_all_the_same(pair: Pair) -> None:
    ended = without_office(pair, "--output", "ut/jmf.docx", "--json")
    assert ended.status == 0
    said = json.loads(ended.out)
    assert (said["docx"], said["pdf"]) == ("ut/jmf.docx", "ut/jmf.pdf")
    assert said["engine"].startswith("embedded ")
    assert said["conformance"] == []
    assert [change["kind"] for change in said["changes"]] == ["ändrat", "borttaget", "tillagt"]
    assert said["changes"][0]["before"] == "Kommunen betalar 350 000 kr per år."


def test_the_same_files_give_the_same_bytes(pair: Pair) -> None:
    without_office(pair, "--output", "a.docx")
    without_office(pair, "--output", "b.docx")
    for ending in ("docx", "pdf"):
        assert (pair.folder / f"a.{ending}").read_bytes() == (pair.folder / f"b.{ending}").read_bytes()


def test_author_and_date_can_be_named(pair: Pair) -> None:
    ended = without_office(pair, "--output", "a.pdf", "--author", "Exempelstads kommun", "--date", "2024-05-02")
    assert ended.out.splitlines()[-1].startswith("a.pdf  "), "the PDF bears the name that was asked for"
    text = members((pair.folder / "a.docx").read_bytes())["word/document.xml"].decode()
    assert 'w:author="Exempelstads kommun" w:date="2024-05-02T12:00:00Z"' in text


def test_the_two_files_are_never_overwritten(pair: Pair) -> None:
    ended = without_office(pair, "--output", "ny.docx")
    assert ended.status == 7
    assert "it is one of the two files that are compared" in ended.err
    assert (pair.folder / "ny.docx").read_bytes() == NEW


def test_a_file_that_cannot_be_compared_ends_with_status_3_its_name_and_what_to_do(pair: Pair) -> None:
    (pair.folder / "trasig.docx").write_bytes(OLD[:300])
    ended = pair.run("trasig.docx", "ny.docx")
    assert ended.status == 3
    assert "filen är inget helt Word-dokument" in ended.err
    assert "trasig.docx" in ended.err
    ended = pair.run("finns-inte.docx", "ny.docx")
    assert ended.status == 3
    assert "filen går inte att läsa" in ended.err
    assert not (pair.folder / "build").exists()


def test_where_no_pdf_can_be_made_the_word_file_is_there_and_the_reason(pair: Pair) -> None:
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>"
    nested = "<w:p><w:r><w:t>inre</w:t></w:r></w:p>"
    for _ in range(25):
        nested = table.format(nested)
    deep = rewritten(NEW, {TEXT: lambda text: text.replace("<w:body>", "<w:body>" + nested)})
    (pair.folder / "ny.docx").write_bytes(deep)
    (pair.folder / "ut.pdf").write_bytes(b"en gammal")
    ended = without_office(pair, "--output", "ut.docx")
    assert ended.status == 0
    assert "Ingen PDF-fil kunde göras; Word-filen är hel." in ended.out
    assert "Tabeller ligger i varandra" in ended.out
    assert meaning((pair.folder / "ut.docx").read_bytes()) == meaning(deep)
    assert not (pair.folder / "ut.pdf").exists()


def test_real_agreements_are_compared_in_a_moment() -> None:
    """The limit is generous: it is the order of magnitude that must not slip."""
    templates = Path(__file__).parents[2] / "templates"
    old, new = (
        (templates / "agreement.docx").read_bytes(),
        (templates / "botkyrka/agreement-onumrerad.docx").read_bytes(),
    )
    redline(old, old)
    start = time.process_time()
    redline(old, new)
    assert time.process_time() - start < 1.5
