"""`contracts diff` and `contracts show`, as a user runs them."""

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml

from contracts.cli import main
from contracts.facts.model.partnership import Partnership
from contracts.ledger.revisions import Notice, RevisionKind
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import EXTENDED, sign, signed_and_extended

NBSP = "\N{NO-BREAK SPACE}"
RAISED = """
term: {end: 2028-12-31}
background: Många äldre är ensamma, och fler blir de.
economy:
  contributions:
    - {payer: exempelstad, payee: grannhjalpen, amount: 130000, per: year, purpose: samordning}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An agreement and its extension; the data wants something else again."""
    data = signed_and_extended(tmp_path)
    write_exempelstad(tmp_path, RAISED)
    return data


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command; its status, what it prints and what it says of errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--data", str(data), "--templates", str(data / "no"), "--today", "2028-02-01"])
        captured = capsys.readouterr()
        return status, captured.out.replace(NBSP, " "), captured.err.replace(NBSP, " ")

    return run


@pytest.mark.parametrize("command", [("diff",), ("show", "--as-of", "2028-01-01")])
def test_nothing_is_told_by_a_record_that_somebody_has_changed(run, data: Path, command: tuple[str, ...]):
    record = data / "exempelstad" / "grannar" / "signed" / "1.json"
    record.write_text(record.read_text("utf-8").replace("100000", "900000"), "utf-8")
    status, out, err = run(command[0], "grannar", *command[1:])
    assert status == 3
    assert out == ""
    assert "1.json är inte den akt som skrevs" in err or "signed-changed" in err


def test_diff_tells_the_change_by_section_and_the_document_it_calls_for(run):
    status, out, _ = run("diff", "grannar")
    assert status == 0
    assert [line for line in out.splitlines() if line] == [
        "IOP Grannar (exempelstad/grannar)",
        "  från: 2.pdf, IOP Grannar, extension 2, undertecknad den 1 oktober 2027, gäller från den 1 januari 2028",
        "  till: partnership.yaml så som den är nu",
        "Bakgrund",
        "  Bakgrund: ändras",
        "    - Många äldre är ensamma.",
        "    + Många äldre är ensamma, och fler blir de.",
        "Ekonomiska villkor",
        "  Bidraget från Exempelstad kommun till Grannhjälpen för samordning, belopp: ändras",
        "    - 100 000 kr per år",
        "    + 130 000 kr per år",
        "Det kallar på ett tilläggsavtal.",
        "  Det är ett tilläggsavtal, för villkor ändras under ”Bakgrund” och ”Ekonomiska villkor”.",
        "Ekonomisk konsekvens",
        (
            "  Parternas kostnader ändras med +30 000 kr per år: de offentliga parternas med +30 000 kr, övrigas"
            " med 0 kr."
        ),
        ("  Ingen dag är angiven från vilken ändringen gäller; det som beror på den är bara räknat per år."),
        (
            "  Exempelstad kommun, för samordning: 130 000 kr − 100 000 kr = +30 000 kr per år;"
            " i allt går det att räkna ut när dagen som ändringen gäller från är angiven."
        ),
        "  Ange revision.effective i partnership.yaml, så räknas effekten i allt.",
        "varning: villkoren skiljer sig från det som undertecknades den 1 oktober 2027, men revision saknas",
        "  --> data/exempelstad/grannar/partnership.yaml",
        "   = fyll i revision med reason, decision och effective; contracts diff visar vad som skiljer",
        "   = regel revision-missing",
    ]


def test_diff_asks_for_no_revision_where_nothing_is_made(run, data: Path):
    write_exempelstad(data.parent, RAISED + "register_only: ja")
    _, out, _ = run("diff", "grannar")
    assert "register_only gör att inget dokument byggs" in out
    assert "revision" not in out


def test_diff_says_once_that_nothing_differs(run, data: Path):
    signed_and_extended(data.parent / "annat")
    facts = Path("exempelstad") / "grannar" / "partnership.yaml"
    (data / facts).write_bytes((data.parent / "annat" / "data" / facts).read_bytes())
    _, out, _ = run("diff", "grannar")
    assert "\n  Ingenting skiljer från det som senast undertecknades.\n" in out
    assert "\nInga villkor skiljer" not in out


def test_diff_between_two_signed_states_calls_for_nothing(run):
    for arguments in (("--from", "1", "--to", "2"), ("--to", "2")):
        _, out, _ = run("diff", "exempelstad/grannar", *arguments)
        assert "    - 31 december 2027\n    + 31 december 2028\n" in out
        assert "kallar på" not in out


def test_diff_across_several_documents_reckons_from_the_day_of_the_newer_one(run, data: Path):
    """The first agreement had run out by then: 130 000 kr in nine months is all new."""
    write_exempelstad(data.parent, RAISED + "revision: {reason: Mer., effective: 2028-04-01}")
    counted = "Räknat från och med den 1 april 2028 till och med den 31 december 2028, nio månader."
    assert counted in run("diff", "grannar", "--from", "1")[1]
    sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2028-03-20")
    write_exempelstad(data.parent, RAISED)
    for arguments, amount in (("1 --to 3", "+97 500"), ("3 --to 1", "−97 500"), ("1", "+97 500")):
        _, out, _ = run("diff", "grannar", "--from", *arguments.split())
        assert counted in out
        assert f"sammanlagt med {amount} kr" in out


def test_a_notice_that_runs_out_with_the_agreement_is_no_day_to_reckon_from(run, data: Path):
    write_exempelstad(data.parent, EXTENDED)
    notice = Notice(by="grannhjalpen", last_day=dt.date(2028, 12, 31))
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2028-07-01", effective="2029-01-01", notice=notice)
    _, out, _ = run("diff", "grannar", "--from", "1")
    assert "Räknat från och med den 1 januari 2028 till och med den 31 december 2028" in out


def test_diff_as_json_has_routes_values_and_kind(run):
    _, out, _ = run("diff", "grannar", "--json")
    found = json.loads(out)
    assert found["from"]["number"] == 2
    assert found["classification"]["kind"] == "amendment"
    effect = found["effect"]
    assert (effect["total"], effect["per_year"], effect["years"]) == (None, 30_000, [])
    assert (effect["start"], effect["end"], effect["undated"]) == (None, "2028-12-31", True)
    assert [(change["section"]["id"], change["route"], change["kind"]) for change in found["changes"]] == [
        ("bakgrund", ["background"], "changed"),
        ("ekonomi", ["economy", "contributions", 0, "amount"], "changed"),
    ]
    assert [problem["rule"] for problem in found["problems"]] == ["revision-missing"]


def test_show_prints_the_terms_of_a_day_and_what_comes(run):
    status, out, _ = run("show", "grannar", "--as-of", "2026-05-01")
    assert status == 0
    assert (
        "  enligt 1.pdf, IOP Grannar, agreement 1, undertecknad den 1 december 2024; gäller från den 1 januari 2025\n"
        in out
    )
    assert "  Från den 1 januari 2028 gäller 2.pdf, IOP Grannar, extension 2.\n" in out
    assert "Giltighet\n  Från och med: 1 januari 2025\n  Till och med: 31 december 2027\n" in out
    assert "  Bidraget från Exempelstad kommun till Grannhjälpen för samordning\n    100 000 kr per år\n" in out


def test_show_of_today_has_the_last_signed_terms_not_the_data(run):
    _, out, _ = run("show", "grannar")
    assert "Till och med: 31 december 2028" in out
    assert "130 000" not in out


def test_show_as_yaml_is_read_back_as_the_same_terms(run):
    _, out, _ = run("show", "grannar", "--as-of", "2026-05-01", "--yaml")
    written = yaml.load(out, yaml.BaseLoader)
    facts = Partnership.model_validate(written | {"status": "signed"})
    assert facts.term.end is not None
    assert facts.term.end.isoformat() == "2027-12-31"
    assert "amount: 100000\n" in out
    assert "status" not in written


def test_show_as_json_names_the_state(run):
    _, out, _ = run("show", "grannar", "--as-of", "2026-05-01", "--json")
    found = json.loads(out)
    assert (found["day"], found["revision"]["number"]) == ("2026-05-01", 1)
    assert found["terms"]["term"]["end"] == "2027-12-31"


def test_before_the_first_day_nothing_held(run):
    status, _, err = run("show", "grannar", "--as-of", "2024-12-31")
    assert status == 3
    assert "inga undertecknade villkor gällde den 31 december 2024" in err
    assert "de första gäller från den 1 januari 2025 (1.pdf)" in err


def test_where_nothing_is_signed_show_says_so_and_diff_has_nothing_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    data = str(write_exempelstad(tmp_path / "osignerat"))
    assert main(["show", "grannar", "--data", data]) == 0
    assert "Inget är filat som undertecknat: villkoren är de som uppgifterna säger." in capsys.readouterr().out
    assert main(["diff", "grannar", "--data", data]) == 3
    assert "inget avtal är filat som undertecknat för grannar" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("diff", "granar"), "menade du ”grannar”?"),
        (("diff", "grannar", "--from", "9"), "inget filat dokument har nummer 9"),
        (("show", "grannar", "--agreement", "agreement-grannhjalpen"), "inget avtal ”agreement-grannhjalpen”"),
    ],
)
def test_what_does_not_exist_is_told(run, arguments: tuple[str, ...], told: str):
    status, _, err = run(*arguments)
    assert status == 3
    assert told in err


def test_a_long_text_is_shown_around_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = [f"ord{number}" for number in range(60)]
    data = write_exempelstad(tmp_path, f"background: {' '.join(words)}")
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, f"background: {' '.join([*words[:30], 'nytt', *words[30:]])}")
    main(["diff", "grannar", "--data", str(data)])
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    around = " ".join(words[24:30]), " ".join(words[30:36])
    assert shown == [f"    - … {around[0]} {around[1]} …", f"    + … {around[0]} nytt {around[1]} …"]


def test_diff_of_a_change_with_a_fault_in_it_ends_as_check_does(run, data: Path):
    write_exempelstad(data.parent, RAISED + "revision: {reason: Mer., effective: 2024-01-01}")
    status, out, _ = run("diff", "grannar")
    assert status == 3
    assert "före de villkor som den ändrar" in out


def test_show_of_a_day_after_the_end_says_that_it_has_ended(run):
    _, out, _ = run("show", "grannar", "--as-of", "2031-01-01")
    assert "Avtalet hade gått ut: sista dagen var den 31 december 2028." in out
