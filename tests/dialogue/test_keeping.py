"""Answers between two sittings."""

from pathlib import Path

import pytest

from contracts.dialogue.keeping import forget, keep_at, kept_at
from contracts.dialogue.talk import Answered

ANSWERED = Answered((("name", "Språkcafé"), ("text", "Ett.\n\nTvå. ?")), {"kind": "stiftelse"})


def test_answers_are_kept_and_forgotten(tmp_path: Path):
    path = tmp_path / ".answers" / "new.json"
    assert kept_at(path) is None
    keep_at(path, ANSWERED)
    keep_at(path, ANSWERED)
    assert kept_at(path) == ANSWERED
    assert sorted(file.name for file in path.parent.iterdir()) == [".gitignore", "new.json"]
    forget(path)
    assert list(tmp_path.iterdir()) == []


def test_what_else_is_kept_there_stays(tmp_path: Path):
    keep_at(tmp_path / ".answers" / "one.json", ANSWERED)
    keep_at(tmp_path / ".answers" / "two.json", ANSWERED)
    forget(tmp_path / ".answers" / "one.json")
    assert kept_at(tmp_path / ".answers" / "two.json") == ANSWERED


@pytest.mark.parametrize("text", ["", "[]", "{", '{"given": [["a"]], "proposed": {}}', '{"given": [], "proposed": []}'])
def test_a_file_that_is_not_ours_holds_no_answers(tmp_path: Path, text: str):
    path = tmp_path / "new.json"
    path.write_text(text, encoding="utf-8")
    assert kept_at(path) is None
