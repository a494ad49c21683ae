"""`contracts init`, in the checkout: an empty folder, a folder with something in it, and what make does there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.cli import main
from contracts.errors import ExitStatus
from tests.building import ROOT

ANSWERS = """
folder: exempelstad
case_numbers: [KFN 2030-17]
criteria_set: forum
authority:
  name: Exempelstads kommun
  short_name: Exempelstad
  kind: kommun
  organisation_number: 212999-0012
  units:
    - {id: kultur, name: kulturnämnden, kind: nämnd}
  letterhead: {sender: Exempelstads kommun}
  documents: {agreement: överenskommelse, agreement_definite: överenskommelsen}
organisations:
  - {id: bokvannerna, legal_name: Bokvännerna, kind: ideell förening, organisation_number: 802999-3337}
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "svar.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_an_empty_folder_becomes_a_project(answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    project = tmp_path / "iop"
    assert main(["init", str(project), "--from", str(answers)]) == ExitStatus.OK
    told = capsys.readouterr().out
    assert "data/exempelstad/authority.yaml" in told
    assert "contracts new" in told
    assert "git init" in told
    where = ["--data", str(project / "data"), "--templates", str(project / "templates"), "--build", str(project / "b")]
    assert main(["check", *where]) == ExitStatus.OK
    assert capsys.readouterr().out == "inga fel och inga varningar\n"
    assert main(["build", *where]) == ExitStatus.OK
    assert "inget att bygga än" in capsys.readouterr().out
    assert not (project / "b").exists()


def test_what_would_be_overwritten_is_listed_and_nothing_is_written(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    project = tmp_path / "iop"
    project.mkdir()
    (project / "Makefile").write_text("mine\n")
    (project / "avtal.docx").touch()
    assert main(["init", str(project), "--from", str(answers)]) == ExitStatus.OUTPUT
    assert "these are there already: Makefile." in capsys.readouterr().err
    assert {path.name for path in project.iterdir()} == {"Makefile", "avtal.docx"}
    assert (project / "Makefile").read_text() == "mine\n"


def test_facts_that_the_rules_refuse_are_told_and_nothing_is_written(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    answers.write_text(ANSWERS.replace("{id: kultur,", "{id: kultur, part_of: finns-ej,"), encoding="utf-8")
    assert main(["init", str(tmp_path / "iop"), "--from", str(answers)]) == ExitStatus.PROBLEMS
    assert "enheten ”finns-ej” finns inte" in capsys.readouterr().err
    assert not (tmp_path / "iop").exists()


def test_a_pipe_can_pause_and_go_on(tmp_path: Path):
    def piped(typed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "contracts", "init", "iop"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    first = piped("Exempelstads kommun\npaus\n")
    assert first.returncode == 0
    assert "contracts init iop" in first.stdout
    assert [path.name for path in (tmp_path / "iop").iterdir()] == [".answers"]
    rest = "ja\n" + "\n" * 10 + "KS 2026/1\n\nhoppa\n\n\nja\n"
    second = piped(rest)
    assert second.returncode == 0, second.stdout + second.stderr
    assert (tmp_path / "iop" / "data" / "exempelstad" / "authority.yaml").exists()
    assert not (tmp_path / "iop" / ".answers").exists()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("make") is None, reason="make is missing")
def test_make_finds_the_program_on_the_path(answers: Path, tmp_path: Path):
    project = tmp_path / "iop"
    assert main(["init", str(project), "--from", str(answers)]) == ExitStatus.OK
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "contracts"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m contracts "$@"\n')
    program.chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    for target, told in (("contracts", "inget att bygga än"), ("check", "inga fel")):
        made = subprocess.run(["make", target], cwd=project, env=environment, capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
        assert told in made.stdout
