"""Bad input from end to end: a clear error with place and remedy, the right status, and build/ as it was."""

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.building import ROOT, Copy, copy_of

EXEMPELSTAD = ROOT / "tests/projects/exempelstad/data"
DOCUMENT = "exempelstad/sprakcafe/overenskommelse"


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """The fictive municipality, with a tiny template of its own that shows what the proof asks for."""
    return copy_of(EXEMPELSTAD, tmp_path / "project")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The fictive municipality, built once as a draft."""
    copy = copy_of(EXEMPELSTAD, tmp_path_factory.mktemp("bygge") / "project")
    ended = copy.run("build", "--draft")
    assert ended.status == 0, ended.err
    return copy


def template_with(project: Copy, *paragraphs: str) -> None:
    """Replace the template by one with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(project.root / "templates/agreement.docx"))


def test_a_missing_template_is_told(project: Copy) -> None:
    (project.root / "templates/agreement.docx").unlink()
    ended = project.run("build", "--draft")
    assert ended.status == 3
    assert "mallen templates/agreement.docx finns inte" in ended.err
    assert "templates/agreement.docx" in ended.err


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 half a zip"])
def test_a_corrupt_template_is_told(project: Copy, content: bytes) -> None:
    (project.root / "templates/agreement.docx").write_bytes(content)
    ended = project.run("build", "--draft")
    assert ended.status == 3
    assert "templates/agreement.docx" in ended.err


def test_a_template_with_macros_is_refused(project: Copy) -> None:
    with zipfile.ZipFile(project.root / "templates/agreement.docx", "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    ended = project.run("build", "--draft")
    assert ended.status == 3
    assert "makro" in ended.err.lower()


def test_every_mistake_in_a_template_is_told_in_one_run_with_its_paragraph(project: Copy) -> None:
    template_with(project, "Hej {{ nam }}.", "{% if name %}", "{{ name | stor }}", "{{ name.__class__ }}", "{{ name")
    ended = project.run("check")
    assert ended.status == 3
    for paragraph in (2, 3, 4, 5):
        assert f"stycke {paragraph}" in ended.out, ended.out


def test_an_unknown_name_is_told_with_the_nearest_known_one(project: Copy) -> None:
    template_with(project, "Hej {{ nam }}.")
    ended = project.run("build", "--draft")
    assert ended.status == 3
    assert "nam" in ended.err
    assert "”name”" in ended.err


@pytest.mark.parametrize(
    "expression",
    ["{{ ''.__class__.__mro__ }}", "{{ parties.__init__ }}", "{{ name.format(name) }}", "{% include 'x' %}"],
)
def test_a_dangerous_expression_is_refused(project: Copy, expression: str) -> None:
    template_with(project, expression)
    ended = project.run("build", "--draft")
    assert ended.status == 3
    assert "stycke 1" in ended.err


def test_a_fact_that_the_template_forgot_is_found_by_the_proof(project: Copy) -> None:
    """The template is sound, but it shows none of the amounts."""
    template_with(project, "{{ name }}")
    ended = project.run("build", "--draft")
    assert ended.status == 6
    assert "proof-fact" in ended.err


def test_markup_in_data_prints_as_it_is_written(built: Copy) -> None:
    from pypdf import PdfReader

    text = " ".join(page.extract_text() for page in PdfReader(built.build / f"{DOCUMENT}-utkast.pdf").pages)
    text = " ".join(text.split())
    assert "Tecknen & och < och > ska stå som de är skrivna" in text
    assert "Stiftelsen <Kaffe> för alla" in text
    assert "Bokvännerna & Co" in text


def test_a_template_mark_in_data_is_told_at_its_line(project: Copy) -> None:
    project.replace("Tecknen & och", "Tecknen {{ 7*7 }} och")
    ended = project.run("check")
    assert ended.status == 3
    assert "template-mark-in-text" in ended.out


def spoil_utf8(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("å".encode(), b"\xe5"))


def spoil_size(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(50_000_000)


def spoil_bomb(path: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))]
    path.write_text("\n".join(lines))


def slow(spoil: Callable[[Path], object], rule: str) -> Any:
    """One more way to spoil a file; reading tells all of them apart in tests of its own."""
    return pytest.param(spoil, rule, marks=pytest.mark.slow)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        slow(lambda path: path.write_text(""), "yaml-empty"),
        (lambda path: path.write_text("{ not: [yaml"), "yaml-syntax"),
        slow(lambda path: path.write_text("name: x\n\tstatus: draft\n"), "yaml-tab"),
        slow(spoil_utf8, "file-not-utf8"),
        slow(spoil_size, "file-too-large"),
        (spoil_bomb, "yaml-alias"),
    ],
)
def test_a_broken_file_is_told_and_the_earlier_build_still_verifies(
    built: Copy, tmp_path: Path, spoil: Callable[[Path], object], rule: str
) -> None:
    copy = Copy(tmp_path / "copy")
    shutil.copytree(built.root, copy.root)
    before = copy.snapshot()
    spoil(copy.partnership)
    ended = copy.run("build", "--draft")
    assert ended.status == 3
    assert rule in ended.err
    assert "partnership.yaml" in ended.err
    assert copy.snapshot() == before
    assert copy.run("verify", f"build/{DOCUMENT}-utkast.pdf").status == 0


def test_ctrl_c_leaves_build_as_it_was(built: Copy) -> None:
    before = built.snapshot()
    process = subprocess.Popen(
        [sys.executable, "-m", "contracts", "build", "--draft", "--force"],
        cwd=built.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs tests in the background starts them deaf to Ctrl-C, and children inherit it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 30
    while not built.at_work() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert "as they were" in err
    assert built.snapshot() == before


@pytest.mark.slow
@pytest.mark.office
def test_libreoffice_killed_in_the_middle_is_started_again(project: Copy) -> None:
    """The first soffice.bin that the build starts is killed as soon as it is seen."""
    process = subprocess.Popen(
        [sys.executable, "-m", "contracts", "build"],
        cwd=project.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    killed = False
    deadline = time.monotonic() + 60
    while not killed and process.poll() is None and time.monotonic() < deadline:
        for office in offices_of(project):
            os.kill(office, signal.SIGKILL)
            killed = True
        time.sleep(0.05)
    _, err = process.communicate(timeout=120)
    assert killed
    assert process.returncode == 0, err
    assert (project.build / f"{DOCUMENT}.pdf").exists()


def offices_of(project: Copy) -> list[int]:
    """Process ids of LibreOffice with a profile of this build."""
    found = []
    for process in project.processes():
        try:
            command = Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            continue
        # The bridge names the program too; LibreOffice alone is given a profile, when it is asked for its version too.
        if b"soffice" in command and b"UserInstallation" in command and any(one in command for one in project.marks()):
            found.append(process)
    return found


@pytest.mark.office
@pytest.mark.parametrize(
    ("script", "reason"),
    [("exit 0", "ended"), pytest.param("sleep 600", "", marks=pytest.mark.slow)],
    ids=["ends with 0 without a file", "hangs"],
)
def test_an_office_that_never_works_is_told(project: Copy, tmp_path: Path, script: str, reason: str) -> None:
    """A program that says LibreOffice's version and then does nothing useful."""
    program = tmp_path / "office" / "soffice"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\ncase "$*" in *--version*) echo "LibreOffice 7.4.7.2"; exit 0;; esac\n{script}\n')
    program.chmod(0o755)
    ended = project.run("build", "--office", str(program.parent), "--time-limit", "5")
    assert ended.status == 5, ended.err
    assert "contracts doctor" in ended.err or "again" in ended.err
    assert not (project.build / "manifest.json").exists()
