"""The facts that a document carries: what is not confirmed is said there, with its line, and nothing else changes."""

import json
from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.facts.record import FORMAT, read_record, record_of
from tests.checks.exempelstad import load_exempelstad

MARKED = """
name: IOP Grannar ?
term:
  start: 2025-01-01 ?
organisations:
  organisations:
    - id: annan
      legal_name: Föreningen Annan ?
      kind: ideell förening
    - id: grannhjalpen
      legal_name: Föreningen Grannhjälpen i Exempelstad ?
      kind: ideell förening
authority:
  letterhead:
    sender: Exempelstad kommun
    telephone: 010-000 00 00 ?
"""


def folder_of(tmp_path: Path, changes: str = "") -> AuthorityFolder:
    (authority,) = load_exempelstad(tmp_path, changes).authorities
    return authority


def record(authority: AuthorityFolder) -> bytes:
    return record_of(authority, "grannar/agreement", ["grannar"], [])


@pytest.fixture
def marked(tmp_path: Path) -> AuthorityFolder:
    return folder_of(tmp_path, MARKED)


def test_confirmed_facts_are_recorded_as_ever(tmp_path: Path) -> None:
    written = json.loads(record(folder_of(tmp_path)))
    assert written["format"] == FORMAT
    assert "unconfirmed" not in written


def test_unconfirmed_values_are_recorded_plain_and_told_with_their_lines(
    marked: AuthorityFolder, tmp_path: Path
) -> None:
    written = json.loads(record(marked))
    assert written["format"] != FORMAT
    assert written["partnerships"]["grannar"]["name"] == "IOP Grannar"
    told = {(one["file"], tuple(one["field"])): one["line"] for one in written["unconfirmed"]}
    assert set(told) == {
        ("authority.yaml", ("letterhead", "telephone")),
        ("organisations.yaml", ("organisations", 0, "legal_name")),
        ("grannar/partnership.yaml", ("name",)),
        ("grannar/partnership.yaml", ("term", "start")),
    }
    lines = (tmp_path / "data/exempelstad/organisations.yaml").read_text("utf-8").splitlines()
    assert "Grannhjälpen" in lines[told["organisations.yaml", ("organisations", 0, "legal_name")] - 1]


def test_they_are_read_back_with_their_lines_and_recorded_alike(marked: AuthorityFolder) -> None:
    content = record(marked)
    read, document = read_record(content, "avtal.pdf (uppgifter.json)")
    assert document == "grannar/agreement"
    (folder,) = read.partnerships
    assert set(folder.source.unconfirmed()) == {("name",), ("term", "start")}
    assert folder.source.place(("name",)).line == 1
    assert read.source.unconfirmed() == (("letterhead", "telephone"),)
    assert record(read) == content


def test_a_record_of_another_format_is_refused(tmp_path: Path) -> None:
    written = json.loads(record(folder_of(tmp_path))) | {"format": "contracts-facts-99"}
    with pytest.raises(ProblemsError):
        read_record(json.dumps(written).encode(), "avtal.pdf")
