"""Compilations against the register and against one another."""

import datetime as dt
from pathlib import Path

from tests.checks.documents.exempelstad_documents import MEMO, PM, REPORT, check_documents, fires


def test_a_title_that_differs_from_the_documents_own(tmp_path: Path) -> None:
    edits = {MEMO: ("*Idéburna offentliga partnerskap 2024*", "*Idéburna offentliga partnerskap, förvaltningen*")}
    found = check_documents(tmp_path, edits)
    assert "title-differs" in found.rules
    (problem,) = [problem for problem in found.problems if problem.rule == "title-differs"]
    assert problem.remedy == "skriv ”Idéburna offentliga partnerskap 2024”"
    assert problem.also[0].file == f"data/exempelstad/{REPORT}"
    assert problem.also[0].excerpt == "title: Idéburna offentliga partnerskap 2024"


def test_a_title_of_ones_own_in_the_basis(tmp_path: Path) -> None:
    wrong = {MEMO: ("- document: report-2024", "- {document: report-2024, title: Årsrapport om partnerskap}")}
    found = check_documents(tmp_path / "1", wrong)
    assert "dokumentet kallas ”Årsrapport om partnerskap” här, men dess titel är" in str(
        [problem.text for problem in found.problems if problem.rule == "title-differs"]
    )
    right = {
        MEMO: ("- document: report-2024", "- {document: report-2024, title: Idéburna offentliga partnerskap 2024}")
    }
    assert check_documents(tmp_path / "2", right).rules == []


def test_a_title_in_the_body_is_pointed_at(tmp_path: Path) -> None:
    found = fires(tmp_path, "title-differs", {PM: ("växte.", "växte. Se *Rapporter om partnerskap*.")}, "Rapporter om")
    place = found.problems[0].place
    assert place is not None
    assert place.excerpt[place.column - 1 :][: place.width] == "Rapporter om partnerskap"


def test_an_id_in_an_expression_is_no_title(tmp_path: Path) -> None:
    # The id is nearly the title of a document.
    edits = {
        PM: ("title: Varför grannar behövs", "title: Granar"),
        MEMO: ("någon att prata med.", 'någon att prata med. Se {{ partnership("grannar").name }}.'),
    }
    assert check_documents(tmp_path, edits).silent("title-differs")
    by_hand = {**edits, MEMO: ("någon att prata med.", "någon att prata med. Se ”grannar”.")}
    assert check_documents(tmp_path / "2", by_hand).warnings("title-differs")


def test_an_emphasised_expression_is_no_title(tmp_path: Path) -> None:
    edits = {MEMO: ("någon att prata med.", "någon. Se *Idéburna offentliga partnerskap {{ 2000 + 24 }}*.")}
    assert check_documents(tmp_path, edits).silent("title-differs")


def test_other_emphasis_is_no_title(tmp_path: Path) -> None:
    assert check_documents(tmp_path, {PM: ("växte.", "växte *mycket snabbt*.")}).silent("title-differs")


def test_memo_and_report_count_for_the_same_days(tmp_path: Path) -> None:
    found = fires(tmp_path, "window-differs", {MEMO: ("end: 2024-06-30", "end: 2024-07-31")}, "2024-01-01 – 2024-07-31")
    assert found.problems[0].also[0].file == f"data/exempelstad/{REPORT}"
    assert check_documents(tmp_path / "right", {}).silent("window-differs")


def test_a_partnership_that_was_not_run_then(tmp_path: Path) -> None:
    said = "summary: Arbetet började sent. I den formen drevs det inte under 2024."
    found = check_documents(tmp_path, {}, said)
    assert (
        found.warnings("window-not-run")
        == ["IOP Grannar räknas med, fast det står att det inte drevs då: ”I den formen drevs det inte under 2024.”"]
        * 2
    )
    assert found.problems[0].also[0].excerpt.startswith("summary:")


def test_a_partnership_that_was_not_run_another_year(tmp_path: Path) -> None:
    assert check_documents(tmp_path, {}, "summary: Det drevs inte under 2023.").silent("window-not-run")


def test_what_is_said_of_the_law_grows_old(tmp_path: Path) -> None:
    found = check_documents(tmp_path / "1", {}, today=dt.date(2026, 8, 16))
    told = [problem for problem in found.problems if problem.rule == "law-text-old"]
    assert [problem.text for problem in told] == ["”Rättsläge” är skrivet 2024-08-15, för mer än två år sedan"]
    assert told[0].place is not None
    assert told[0].place.excerpt == "# Rättsläge"
    assert check_documents(tmp_path / "2", {}, today=dt.date(2026, 8, 15)).silent("law-text-old")


def test_an_area_without_partnerships(tmp_path: Path) -> None:
    edits = {REPORT: ("areas:\n", "areas:\n  - {area: socialtt, name: a, heading: A}\n")}
    found = fires(tmp_path / "1", "area-unknown", edits, "inget partnerskap hör till området ”socialtt”")
    assert found.problems[0].remedy == "menade du ”socialt”?"
    overview = {MEMO: ("window:", "overview: {day: 2024-06-30, area: hälsa}\nwindow:".replace("ä", "a"))}
    fires(tmp_path / "2", "area-unknown", overview, "”halsa”")
    assert check_documents(tmp_path / "3", {}).silent("area-unknown")


def test_a_partnership_that_is_counted_stands_in_the_report(tmp_path: Path) -> None:
    found = check_documents(tmp_path, {}, "area: ''")
    told = [problem for problem in found.problems if problem.rule == "area-left-out"]
    assert [problem.text for problem in told] == [
        "IOP Grannar räknas i rapporten men hör inte till något av dess områden"
    ]
    assert told[0].also[0].file.endswith("partnership.yaml")
    assert check_documents(tmp_path / "right", {}).silent("area-left-out")
