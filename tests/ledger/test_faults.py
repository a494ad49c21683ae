"""What is found when something in signed/ has been changed, and what is not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts.facts.canonical import canonical_json
from contracts.ledger.faults import ledger_faults
from contracts.ledger.revisions import RevisionKind, seal_of
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An agreement and an amendment of it, both filed."""
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    counted = "signing: {filed: 2}\n"
    write_exempelstad(
        tmp_path, counted + "term: {end: 2028-12-31}\nrevision: {reason: Mer tid., effective: 2026-01-01}"
    )
    sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2025-11-01")
    return data


def signed(data: Path) -> Path:
    return data / "exempelstad" / "grannar" / "signed"


def faults(data: Path) -> list[tuple[str, str, str]]:
    """Rule, file and text of each fault."""
    found = ledger_faults(loaded(data, "grannar")[1])
    return [(one.rule, one.file.rpartition("/")[2], one.text) for one in found]


def rewritten(path: Path, change: Callable[[dict[str, Any]], object], *, seal: bool) -> None:
    """The record with a change, as somebody would make it who knows of the seal, or does not."""
    written = json.loads(path.read_bytes())
    change(written)
    path.write_bytes(canonical_json(written | ({"seal": seal_of(written)} if seal else {})))


def test_what_was_filed_and_left_alone_is_sound(data: Path):
    assert faults(data) == []


def test_a_changed_pdf_is_found(data: Path):
    (signed(data) / "2.pdf").write_bytes(b"%PDF-grannar-2 ")
    assert faults(data) == [("signed-changed", "2.pdf", "2.pdf är inte den fil som filades: innehållet har ändrats")]


def test_a_missing_pdf_is_found(data: Path):
    (signed(data) / "1.pdf").unlink()
    assert faults(data) == [("signed-changed", "1.pdf", "1.pdf finns inte, fast 1.json gör det")]


def test_a_changed_amount_in_a_record_is_found_by_its_seal_and_by_what_builds_on_it(data: Path):
    def change(written: dict[str, Any]) -> None:
        written["terms"]["partnership"]["economy"]["contributions"][0]["amount"] = "900000"

    rewritten(signed(data) / "1.json", change, seal=False)
    assert [(rule, file) for rule, file, _ in faults(data)] == [("signed-changed", "1.json"), ("signed-base", "1.json")]


def test_a_change_with_a_new_seal_is_still_found_by_what_builds_on_it(data: Path):
    rewritten(signed(data) / "1.json", lambda written: written.update(title="Annat"), seal=True)
    assert [(rule, file) for rule, file, _ in faults(data)] == [("signed-base", "1.json")]


@pytest.mark.parametrize("spoil", [lambda text: text.replace("\n ", "\n  ", 1), lambda text: text + "\n"])
def test_a_record_in_another_form_is_found(data: Path, spoil: Callable[[str], str]):
    path = signed(data) / "2.json"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    assert [(rule, file) for rule, file, _ in faults(data)] == [("signed-changed", "2.json")]


def test_a_gap_in_the_numbers_is_found(data: Path):
    for suffix in ("json", "pdf"):
        (signed(data) / f"1.{suffix}").unlink()
    assert [rule for rule, _, _ in faults(data)] == ["signed-gap", "signed-base"]


def test_a_record_under_another_number_is_found(data: Path):
    for suffix in ("json", "pdf"):
        (signed(data) / f"2.{suffix}").rename(signed(data) / f"3.{suffix}")
    assert [rule for rule, _, _ in faults(data)] == ["signed-gap", "signed-changed"]


def test_a_pdf_without_a_record_and_other_files_are_told(data: Path):
    (signed(data) / "3.pdf").write_bytes(b"")
    (signed(data) / "anteckningar.txt").write_text("hej")
    (signed(data) / ".DS_Store").write_text("")
    assert [(rule, file) for rule, file, _ in faults(data)] == [
        ("signed-gap", "3.pdf"),
        ("signed-stray", "anteckningar.txt"),
    ]


def test_an_amendment_signed_before_what_it_changes_is_doubtful(data: Path):
    rewritten(signed(data) / "2.json", lambda written: written.update(date="2024-11-01"), seal=True)
    assert [rule for rule, _, _ in faults(data)] == ["signed-order"]


def test_a_record_that_is_none_is_told(data: Path):
    for content in (b"{", b"[]", b'{"format": "annat"}', b'{"format": "contracts-revision-1"}'):
        (signed(data) / "2.json").write_bytes(content)
        assert [rule for rule, _, _ in faults(data)] == ["signed-unreadable"]


def test_terms_that_no_longer_fit_the_model_are_explained(data: Path):
    def change(written: dict[str, Any]) -> None:
        written["terms"]["partnership"]["gammalt"] = "ja"

    rewritten(signed(data) / "2.json", change, seal=True)
    [(rule, _, text)] = faults(data)
    assert rule == "signed-terms"
    assert text.startswith("villkoren passar inte programmets modell i dag: gammalt: ")
