"""data/ as a whole: what is found, and every problem of every file in one run."""

import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from contracts.errors import Severity
from contracts.facts.load import ReadFolder, Reading, load_workspace
from tests.checks.exempelstad import PARTNERSHIP, write_exempelstad

REAL_DATA = Path(__file__).parents[2] / "data"


def test_the_real_data_are_read_without_problems() -> None:
    workspace, problems = load_workspace(REAL_DATA, REAL_DATA.parent / "templates")
    assert problems == ()
    assert [authority.id for authority in workspace.authorities] == ["botkyrka", "malmo"]
    botkyrka, malmo = workspace.authorities
    assert [folder.id for folder in botkyrka.partnerships] == ["feriepraktik", "kvinna-i-botkyrka"]
    assert len(malmo.partnerships) == 13
    assert [document.id for document in malmo.documents] == ["memo-2019-04-03", "memo-2023-05-15", "report-2019"]


def test_the_authority_is_an_organisation_under_its_folders_name(tmp_path: Path) -> None:
    workspace, _ = load_workspace(write_exempelstad(tmp_path), tmp_path / "templates")
    (authority,) = workspace.authorities
    assert [known.id for known in authority.known_organisations()] == ["exempelstad", "grannhjalpen", "staten"]
    own = authority.organisation("exempelstad")
    assert own is not None
    assert own.legal_name == "Exempelstad kommun"
    assert authority.organisation("nagon") is None


def test_folders_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    workspace, _ = load_workspace(write_exempelstad(tmp_path, "other: {name: IOP Annat}"), tmp_path / "templates")
    assert [folder.id for _, folder in workspace.partnerships()] == ["annat", "grannar"]


def test_all_errors_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    data = write_exempelstad(
        tmp_path,
        """
        name: [a]
        term: {start: 2023-02-29}
        other: {statu: draft, economy: {contributions: [{payer: a, amount: -1, purpose: b}]}}
        authority: {nam: A}
        organisations: {organisations: [{id: A, legal_name: B, kind: förening}]}
        """,
    )
    (data / "andra").mkdir()
    (data / "andra" / "authority.yaml").write_bytes(b"\xff")
    _, problems = load_workspace(data, tmp_path / "templates")
    assert sorted((str(problem.place).split(":")[0], problem.rule) for problem in problems) == [
        ("data/andra/authority.yaml", "file-not-utf8"),
        ("data/exempelstad/annat/partnership.yaml", "amount-whole-kronor"),
        ("data/exempelstad/annat/partnership.yaml", "field-unknown"),
        ("data/exempelstad/authority.yaml", "field-unknown"),
        ("data/exempelstad/grannar/partnership.yaml", "date-impossible"),
        ("data/exempelstad/grannar/partnership.yaml", "field-string-type"),
        ("data/exempelstad/organisations.yaml", "field-enum"),
        ("data/exempelstad/organisations.yaml", "slug"),
    ]
    assert all(problem.remedy for problem in problems)


def test_what_could_not_be_read_is_not_in_the_workspace(tmp_path: Path) -> None:
    workspace, problems = load_workspace(
        write_exempelstad(tmp_path, "{status: x, other: {name: IOP Annat}}"), tmp_path / "templates"
    )
    assert [folder.id for _, folder in workspace.partnerships()] == ["annat"]
    assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_a_data_folder_that_is_not_there(tmp_path: Path) -> None:
    _, (problem,) = load_workspace(tmp_path / "uppgifter", tmp_path / "templates")
    assert (problem.rule, str(problem.place)) == ("data-missing", "uppgifter/")
    assert "--data" in problem.remedy


def test_a_data_folder_without_authorities(tmp_path: Path) -> None:
    (tmp_path / ".dold").mkdir()
    _, (problem,) = load_workspace(tmp_path, tmp_path / "templates")
    assert problem.rule == "data-empty"


def test_folders_without_their_file(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path)
    (data / "andra").mkdir()
    (data / "exempelstad" / "tomt").mkdir()
    _, problems = load_workspace(data, tmp_path / "templates")
    assert sorted((problem.rule, str(problem.place)) for problem in problems) == [
        ("file-missing", "data/andra/authority.yaml"),
        ("file-missing", "data/exempelstad/tomt/partnership.yaml"),
    ]


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path)
    (data / "exempelstad" / "tomt" / "partnership.yaml").mkdir(parents=True)
    _, (problem,) = load_workspace(data, tmp_path / "templates")
    assert problem.rule == "file-unreadable"


def test_an_authority_need_not_have_organisations(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path)
    (data / "exempelstad" / "organisations.yaml").unlink()
    workspace, problems = load_workspace(data, tmp_path / "templates")
    assert problems == ()
    assert workspace.authorities[0].organisations == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("partnerships.yaml", "partnership.yaml"),
        ("partnership.yml", "partnership.yaml"),
        ("x.yaml", "partnership.yaml"),
    ],
)
def test_a_file_that_nothing_reads_is_a_warning(tmp_path: Path, written: str, meant: str) -> None:
    data = write_exempelstad(tmp_path)
    (data / "exempelstad" / "grannar" / written).write_text(PARTNERSHIP, encoding="utf-8")
    _, (problem,) = load_workspace(data, tmp_path / "templates")
    assert (problem.rule, problem.severity) == ("file-unread", Severity.WARNING)
    assert problem.remedy.startswith(f"menade du ”{meant}”?")


def test_files_of_other_kinds_are_left_alone(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path)
    (data / "LÄSMIG.txt").write_text("Här.", encoding="utf-8")
    (data / "exempelstad" / "README.md").write_text("Läs här.", encoding="utf-8")
    clauses = tmp_path / "templates" / "clauses"
    clauses.mkdir(parents=True)
    for hidden in ("grannar/.#pm.md", "grannar/.partnership.yaml", ".memo-2024.md"):  # as an editor leaves them
        (data / "exempelstad" / hidden).write_text("?", encoding="utf-8")
    (clauses / ".~trivsel.md").write_text("?", encoding="utf-8")
    assert load_workspace(data, tmp_path / "templates")[1] == ()


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path)
    (first, _), (second, _) = (load_workspace(data, tmp_path / "templates") for _ in range(2))
    assert [vars(one) for one in first.authorities] == [vars(one) for one in second.authorities]


def test_what_others_read_ahead_is_the_same_and_what_they_leave_out_is_read(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path, "other: {name: IOP Annat}")
    shutil.copytree(data / "exempelstad/annat", data / "exempelstad/fel")
    (data / "exempelstad/fel/partnership.yaml").write_text("namn: Fel\n", encoding="utf-8")
    (data / "exempelstad/annat/anteckning.txt").write_text("?", encoding="utf-8")
    asked: list[str] = []

    def share(read: Callable[[Path], ReadFolder], folders: Sequence[Path]) -> Iterator[tuple[Path, ReadFolder]]:
        asked.extend(folder.name for folder in folders)
        for folder in reversed(folders[1:]):
            yield folder, pickle.loads(pickle.dumps(read(folder)))

    (alone, told_alone), (ahead, told) = (
        load_workspace(data, tmp_path / "templates", reading=reading) for reading in (None, Reading({}, share=share))
    )
    assert asked == ["annat", "fel", "grannar"]
    assert told == told_alone
    assert [problem.severity for problem in told].count(Severity.ERROR) > 0
    assert [vars(one) for one in ahead.authorities] == [vars(one) for one in alone.authorities]


PM = "---\ntitle: Varför partnerskapet finns\ndate: 2024-05-02\n---\n# Bakgrund\n\nText.\n"


def test_a_document_is_known_by_its_files_name(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path)
    (data / "exempelstad" / "grannar" / "pm.md").write_text(PM, encoding="utf-8")
    workspace, problems = load_workspace(data, tmp_path / "templates")
    (document,) = workspace.authorities[0].documents
    assert problems == ()
    assert (document.id, document.kind, document.partnership, document.name) == ("grannar/pm", "pm", "grannar", "pm")
    assert document.body.first_line == 5


@pytest.mark.parametrize(
    ("path", "rule", "words"),
    [
        ("grannar/mem-2024.md", "file-unread", "menade du ”memo”?"),
        ("grannar/mem-2024.md", "file-unread", "? Annars flytta den härifrån"),
        ("grannar/anteckningar.md", "file-unread", "börja namnet med"),
        ("grannar/anteckningar.md", "file-unread", "packet. Annars flytta den härifrån"),
        ("pm.md", "document-misplaced", "i ett partnerskaps mapp"),
        ("pm.md", "document-misplaced", "flytta den till mappen data/exempelstad/<partnerskap>/"),
        ("grannar/report-2024.md", "document-misplaced", "i myndighetens mapp"),
        ("grannar/report-2024.md", "document-misplaced", "flytta den till mappen data/exempelstad/"),
    ],
)
def test_a_document_that_would_not_be_made_is_told(tmp_path: Path, path: str, rule: str, words: str) -> None:
    data = write_exempelstad(tmp_path)
    (data / "exempelstad" / path).write_text(PM, encoding="utf-8")
    (problem,) = load_workspace(data, tmp_path / "templates")[1]
    assert problem.rule == rule
    assert words in problem.text + problem.remedy
