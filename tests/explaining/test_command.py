"""`contracts explain` on the command line."""

import json
from pathlib import Path

import pytest

from contracts.cli import main

TEMPLATES = str(Path(__file__).parents[2] / "templates")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["explain", *arguments, "--templates", TEMPLATES]) == 0
    return capsys.readouterr().out


def test_one_field_is_told_whole(capsys: pytest.CaptureFixture[str]):
    text = said(capsys, "partnership.term.end")
    for part in (
        "partnership.term.end  Till och med  (partnership.yaml)",
        "datum; skriv år, månad och dag så här: 2018-03-01",
        "end: 2032-05-31",
        "dates-reversed (fel): En period slutar inte innan den börjar.",
        "agreement.docx: under ”Giltighet”; {{ term.end }}",
    ):
        assert part in text


def test_a_field_that_no_template_prints_says_where_it_can_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert "i texten i ett PM som nämner {{ vision }}" in said(capsys, "partnership.vision")
    assert main(["explain", "liability", "--templates", str(tmp_path)]) == 0
    assert "ingen mall skriver ut det; namn att använda: liability (Avtal)" in capsys.readouterr().out


def test_a_rule_that_may_wait_says_for_what(capsys: pytest.CaptureFixture[str]):
    assert "signatory-missing (fel, för undertecknande)" in said(capsys, "signatories.party")


def test_a_name_that_many_fields_have_lists_them(capsys: pytest.CaptureFixture[str]):
    text = said(capsys, "amount")
    assert "partnership.economy.contributions.amount  Belopp" in text
    assert "economic-report.explanations.amount" in text
    assert "Mer om ett av dem: contracts explain partnership.economy.contributions.amount" in text


def test_a_kind_of_file_lists_its_fields(capsys: pytest.CaptureFixture[str]):
    text = said(capsys, "clause")
    assert "clause.heading" in text
    assert "clause.law.source" not in text


def test_a_name_that_nothing_has_gets_those_like_it(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "term.ned"]) == 3
    assert "inget fält heter ”term.ned”" in (told := capsys.readouterr().err)
    assert "term.end" in told


def test_machines_get_the_same(capsys: pytest.CaptureFixture[str]):
    [field] = json.loads(said(capsys, "memo.proposals", "--json"))["fields"]
    assert field["required"] is True
    assert field["type"] == "lista av text på en rad"
    assert {rule["id"] for rule in field["rules"]} >= {"proposal-att-clause"}
    assert field["reaches"]["memo"] == ["proposals"]
    assert "memo.docx" in {one["template"] for one in field["prints"]}
