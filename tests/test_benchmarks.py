"""The benchmark: its parts do what its report says. The whole of it is `make bench`."""

import datetime as dt
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfWriter

from benchmarks.bars import bars
from benchmarks.comparing import OtherContentError, compare
from benchmarks.competitors.docxtpl_fill import fill, read
from benchmarks.contents import DIALECTS, Document, Flat, rendered
from benchmarks.filling import by_docxtpl, by_ours, facts, form, write_template
from benchmarks.generate import generate
from benchmarks.in_the_way import in_the_way
from benchmarks.results import Machine, Measured, Results, Size, What, read_results, write_results
from benchmarks.stages import read_stages
from benchmarks.work import Tools, write_work
from contracts.project import Project
from tests.building import ROOT

MACHINE = Machine(processor="Nobody's", cores=2, memory=2**34, versions={"Python": "3.11"})


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    folder = tmp_path_factory.mktemp("two")
    generate(2, folder)
    return [*rendered(Project(folder / "data", ROOT / "templates", folder / "build"))]


def of_kind(documents: list[Document], kind: str) -> list[Document]:
    return [one for one in documents if one.kind == kind]


def text_of(docx: Path) -> str:
    with zipfile.ZipFile(docx) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(p.itertext("{*}t")) for p in root.iter("{*}p"))


def test_docxtpl_makes_the_same_texts_from_the_flat_template(documents: list[Document], tmp_path: Path) -> None:
    kinds = {one.kind for one in documents}
    flats = {kind: Flat.of(of_kind(documents, kind)) for kind in kinds}
    tools = Tools(Path("soffice"), Path(), Path("python3"), 1)
    work = write_work(tmp_path / "work", documents, flats, DIALECTS["docxtpl"], tools)
    for job, document in zip(read(str(work))["jobs"], documents, strict=True):
        fill(job)
        ours = tmp_path / "ours.docx"
        ours.write_bytes(document.docx)
        assert text_of(Path(job["docx"])) == text_of(ours)


def test_the_templates_hold_no_value_of_one_partnership(documents: list[Document], tmp_path: Path) -> None:
    flat = Flat.of(of_kind(documents, "overenskommelse"))
    for dialect in DIALECTS.values():
        path = tmp_path / "template.docx"
        path.write_bytes(flat.template(dialect))
        text = text_of(path)
        assert "Påhitt 1" not in text
        assert dialect.loop("l0_document")[0] in text


def test_the_render_step_makes_equal_xml_in_both(tmp_path: Path) -> None:
    generate(1, tmp_path)
    write_template(tmp_path / "agreement.docx")
    (names,) = facts(tmp_path)
    forms = []
    for make in (by_ours, by_docxtpl):
        (tmp_path / "made.docx").write_bytes(make(tmp_path / "agreement.docx")(names))
        forms.append(form(tmp_path / "made.docx"))
    assert len(forms[0]) > 300
    assert forms[0] == forms[1]


def test_a_draft_is_measured_with_its_steps_and_children(tmp_path: Path) -> None:
    """In a process of its own, since measuring adopts every orphan."""
    generate(1, tmp_path)
    code = (
        "import sys; from pathlib import Path; from benchmarks.measuring import adopt_orphans; "
        "from benchmarks.ours import Site; adopt_orphans(); "
        "built = Site(Path(sys.argv[1]), 1).build('drafts', '--draft', timed=True); "
        "print(built.run.wall > 0, built.run.cpu > 0.5, built.run.memory > 5e7)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True", "True"]
    stages = read_stages(tmp_path / "drafts.stages")
    assert all(stages[stage] > 0 for stage in ("render", "convert", "finish", "prove"))


def test_other_pages_are_found(tmp_path: Path) -> None:
    for name, pages in (("ours", 3), ("theirs", 4)):
        writer = PdfWriter()
        for _ in range(pages):
            writer.add_blank_page(200, 200)
        writer.write(tmp_path / f"{name}.pdf")
    ours, theirs = tmp_path / "ours.pdf", tmp_path / "theirs.pdf"
    compare("it", [ours], [ours])
    with pytest.raises(OtherContentError, match="4 pages, ours has 3"):
        compare("it", [theirs], [ours])
    with pytest.raises(OtherContentError, match="made no gone"):
        compare("it", [tmp_path / "gone.pdf"], [ours])


def measured(what: What, documents: int, wall: float) -> Measured:
    return Measured(what=what, documents=documents, wall=wall, cpu=wall, memory=10**8)


def test_a_bar_is_reckoned_by_document(tmp_path: Path) -> None:
    ours, others = measured(What.FULL, 600, 60), measured(What.EACH, 60, 60)
    size = Size(
        partnerships=200,
        date=dt.date(2030, 1, 1),
        commit="abc",
        workers=2,
        measured=(ours, others, measured(What.FLOOR, 600, 50)),
    )
    found = {bar.what: bar for bar in bars(Results(machine=MACHINE).with_size(size))}
    each = found["200 × 3 against docxtpl + one soffice call for each file"]
    assert (each.found, each.met) == ("10.00 ×", True)
    assert (found["200 × 3 against LibreOffice alone"].found) == "1.20 × its time"
    assert found["200 × 3 against carbone"].met is None


def test_figures_of_another_machine_are_forgotten(tmp_path: Path) -> None:
    size = Size(partnerships=1, date=dt.date(2030, 1, 1), commit="abc", workers=1, measured=())
    file = tmp_path / "results.json"
    write_results(Results(machine=MACHINE).with_size(size), file)
    assert read_results(MACHINE, file).sizes == (size,)
    assert read_results(MACHINE.model_copy(update={"cores": 4}), file).sizes == ()


def test_what_stands_in_the_way_is_told_of_bars_that_are_not_met_alone() -> None:
    floor, full = measured(What.FLOOR, 600, 50), measured(What.FULL, 600, 60)
    alone = full.model_copy(
        update={"what": What.FULL_ALONE, "documents": 300, "stages": {"prove": 15.0, "convert": 24.0}}
    )
    carbone, draft = measured(What.CARBONE, 600, 60), measured(What.DRAFT, 600, 20)
    size = Size(
        partnerships=200,
        date=dt.date(2030, 1, 1),
        commit="abc",
        workers=2,
        measured=(full, alone, floor, carbone, draft, measured(What.EACH, 60, 60)),
    )
    [told] = in_the_way(Results(machine=MACHINE).with_size(size))
    assert told.startswith("**carbone.** LibreOffice alone on the same pages is 1.20 × faster than this.")
    slower = size.model_copy(update={"measured": (measured(What.FULL, 600, 90), alone, floor)})
    [told] = in_the_way(Results(machine=MACHINE).with_size(slower))
    assert "prove 50, convert 80. LibreOffice alone takes 83" in told
    assert "so 21 would be left" in told
