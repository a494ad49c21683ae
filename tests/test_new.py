"""`contracts new` as people run it: at a terminal, through a pipe, from a file, from a table; and what it leaves."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from contracts.cli import main
from contracts.errors import ExitStatus
from tests.drafting.officer import LAXHJALP, Officer
from tests.pseudo_terminal import PROMPT, PseudoTerminal

ROOT = Path(__file__).parent.parent
DAY = ("--today", "2030-01-15")


def project_in(folder: Path, authority: str = "exempelstad") -> Path:
    """A project with one authority's data and the templates, the common ones and its own."""
    shutil.copytree(ROOT / "tests" / "projects" / authority, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    return folder


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def started(folder: Path, *arguments: str) -> PseudoTerminal:
    return PseudoTerminal([sys.executable, "-m", "contracts", "new", *arguments, *DAY], folder)


def piped(folder: Path, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "contracts", "new", *arguments, *DAY]
    return subprocess.run(command, cwd=folder, input=typed, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with Exempelstad, and the working folder."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(project_in(tmp_path / "project"))
    return tmp_path / "project"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project where somebody has drafted a partnership with three parties at a terminal, and the screen."""
    folder = project_in(tmp_path_factory.mktemp("drafted"))
    officer = Officer(LAXHJALP)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        with started(folder, "exempelstad", "--save-answers", "svar.yaml") as terminal:
            while (seen := terminal.until_prompt()).endswith(PROMPT):
                officer.hear(seen)
                terminal.type(officer.read(""))
            assert terminal.status() == ExitStatus.OK, terminal.screen[-2000:]
    assert officer.left == []
    return folder, terminal.screen


def test_the_end_tells_what_is_missing(drafted: tuple[Path, str]):
    """What is not confirmed too, with its line, before a decision and before signing."""
    ends = drafted[1].rpartition("Det som återstår")[2].replace("\N{NO-BREAK SPACE}", " ")
    assert "för utkast: klart" in ends
    decision, signing = ends.split("för undertecknande:")
    assert "att bekräfta: Ekonomi, bidrag: belopp, 100 000 kr (data/exempelstad/laxhjalp/partnership.yaml:" in decision
    assert "att bekräfta: Undertecknare nr 3: namn, Cia Fiktiv (data/exempelstad/laxhjalp/partnership.yaml:" in signing


def test_from_questions_to_a_draft_that_says_so(drafted: tuple[Path, str]):
    """In one sitting, without an editor: three parties, an agreement, a PM and a memo, all as drafts."""
    folder, screen = drafted
    documents = ("overenskommelse", "pm", "tjansteskrivelse-2030-02-01")
    for document in documents:
        assert f"build/exempelstad/laxhjalp/{document}-utkast.pdf" in screen
    arguments = ("--data", f"{folder}/data", "--templates", f"{folder}/templates", "--build", f"{folder}/build", *DAY)
    assert main(["build", "exempelstad/laxhjalp", "--draft", *arguments]) == ExitStatus.OK
    for document in documents:
        pdf = PdfReader(folder / "build" / "exempelstad" / "laxhjalp" / f"{document}-utkast.pdf")
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        assert "UTKAST" in text
        assert "Läxhjälp i Exempelstad" in text
        assert "Läxvännerna" in text


def test_the_same_answers_from_a_file_give_the_same_bytes(drafted: tuple[Path, str], here: Path):
    folder, _ = drafted
    assert main(["new", "--from", str(folder / "svar.yaml"), *DAY]) == ExitStatus.OK
    assert bytes_in(here / "data") == bytes_in(folder / "data")


def test_nothing_is_kept_when_all_has_been_written(drafted: tuple[Path, str]):
    assert not (drafted[0] / ".answers").exists()


@pytest.mark.parametrize("way", ["interrupt", "end_of_input"])
def test_leaving_in_the_middle_changes_nothing_and_keeps_the_answers(here: Path, way: str):
    before = bytes_in(here / "data")
    with started(here) as terminal:
        terminal.until_prompt()
        terminal.type("Läxhjälp")
        terminal.until_prompt()
        getattr(terminal, way)()
        assert terminal.status() == (ExitStatus.INTERRUPTED if way == "interrupt" else ExitStatus.OK)
    assert "Svaren är sparade; fortsätt med: contracts new" in terminal.screen
    assert bytes_in(here / "data") == before
    with started(here) as again:
        assert "Det finns 1 svar kvar sedan sist." in again.until_prompt()
        again.type("")
        assert "Vad ska mappen heta" in again.until_prompt()


def test_through_a_pipe_it_can_be_stopped_and_gone_on_with(here: Path):
    assert piped(here, "Läxhjälp\n\npaus\n").returncode == ExitStatus.OK
    done = piped(here, "ja\n")
    assert "Det finns 2 svar kvar" in done.stdout
    assert "Vilken rad om ändamålet" in done.stdout


def test_through_a_pipe_a_wrong_answer_ends_it(here: Path):
    done = piped(here, "Läxhjälp\nsprakcafe\n")
    assert done.returncode == ExitStatus.PROBLEMS
    assert "mappen exempelstad/sprakcafe finns redan" in done.stderr
    assert "svaret på ”Vad ska mappen heta där uppgifterna sparas?”" in done.stderr


def test_what_is_there_is_never_written_over(drafted: tuple[Path, str], here: Path, capsys: pytest.CaptureFixture[str]):
    before = bytes_in(here)
    answers = str(drafted[0] / "svar.yaml")
    assert main(["new", "exempelstad/sprakcafe", "--from", answers, *DAY]) == ExitStatus.PROBLEMS
    assert "exempelstad/sprakcafe finns redan" in capsys.readouterr().err
    (here / "svar.yaml").write_text("mitt", encoding="utf-8")
    assert main(["new", "--from", answers, "--save-answers", "svar.yaml", *DAY]) == ExitStatus.OUTPUT
    (here / "svar.yaml").unlink()
    assert bytes_in(here) == before


def test_answers_with_faults_are_told_by_line_and_nothing_is_written(
    drafted: tuple[Path, str], here: Path, capsys: pytest.CaptureFixture[str]
):
    before = bytes_in(here / "data")
    text = (drafted[0] / "svar.yaml").read_text(encoding="utf-8")
    (here / "svar.yaml").write_text(text.replace("years: 3", "end: 2029-01-01"), encoding="utf-8")
    assert main(["new", "--from", "svar.yaml", *DAY]) == ExitStatus.PROBLEMS
    line = 1 + text[: text.index("years: 3")].count("\n")
    assert f"--> svar.yaml:{line}:10" in capsys.readouterr().err
    assert bytes_in(here / "data") == before


def test_a_table_becomes_agreements_under_a_framework(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(project_in(tmp_path, "norrvik"))
    table = tmp_path / "platser.csv"
    table.write_text("Part;År;Antal platser\nBrygghuset;2032;12\nSegelsällskapet;2032;åtta\n", encoding="utf-8")
    before = bytes_in(tmp_path / "data")
    arguments = ["new", "--from-table", "platser.csv", "--framework", "norrvik/seglarhjalpen", *DAY]
    assert main(arguments) == ExitStatus.PROBLEMS
    assert "platser.csv, rad 3, kolumnen ”Antal platser”" in capsys.readouterr().err
    assert bytes_in(tmp_path / "data") == before
    table.write_text("Part;År;Antal platser\nBrygghuset;2032;12\nSegelsällskapet;2032;8\n", encoding="utf-8")
    assert main([*arguments, "--json"]) == ExitStatus.OK
    written = json.loads(capsys.readouterr().out)
    assert written["files"] == ["data/norrvik/seglarhjalpen/partnership.yaml"]
    assert [Path(one).name for one in written["documents"]] == [
        "platsavtal-2032-brygghuset.pdf",
        "platsavtal-2032-segelsallskapet.pdf",
    ]
    assert main(arguments) == ExitStatus.PROBLEMS  # the same rows once more


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from-table", "x.csv"],
        ["--framework", "norrvik/seglarhjalpen"],
        ["--from-table", "x.csv", "--framework", "norrvik/seglarhjalpen", "--like", "norrvik/hamnkaffe"],
        ["--json"],
    ],
)
def test_what_does_not_go_together_is_refused(here: Path, arguments: list[str]):
    assert main(["new", *arguments]) == ExitStatus.USAGE


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["nollstad/x", "--from", "svar.yaml"], "det finns ingen myndighet ”nollstad”"),
        (["exempelstad/Nytt Namn", "--from", "svar.yaml"], "”Nytt Namn” kan inte vara en mapps namn"),
        (["--from", "svar.yaml", "--like", "exempelstad/sprakkafe"], "exempelstad har inget partnerskap ”sprakkafe”"),
        (["--from", "saknas.yaml"], "filen går inte att läsa (No such file"),
    ],
)
def test_what_is_not_there_is_told(
    drafted: tuple[Path, str], here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], text: str
):
    shutil.copyfile(drafted[0] / "svar.yaml", here / "svar.yaml")
    assert main(["new", *arguments, *DAY]) != ExitStatus.OK
    assert text in capsys.readouterr().err
