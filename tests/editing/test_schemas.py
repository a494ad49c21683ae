"""`contracts schema` writes what is stale, and says what it wrote."""

import json
from pathlib import Path

import pytest

from contracts.cli import main
from contracts.facts.schema import schema_files


def test_it_writes_what_is_missing_or_stale_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    data = tmp_path / "data"
    assert main(["schema", "--data", str(data), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["written"]) == len(schema_files())
    memo = data / ".schema" / "memo.json"
    memo.write_text("{}", encoding="utf-8")
    assert main(["schema", "--data", str(data)]) == 0
    assert capsys.readouterr().out.split() == [memo.as_posix()]
    assert {path.name: path.read_text("utf-8") for path in memo.parent.iterdir()} == schema_files()
    assert main(["schema", "--data", str(data)]) == 0
    assert "up to date" in capsys.readouterr().err
