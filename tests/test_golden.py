"""The comparison with golden texts is itself seen to fail."""

from pathlib import Path

import pytest

from tests.conftest import compare_golden


def test_a_changed_text_fails(tmp_path: Path) -> None:
    compare_golden(tmp_path, "rum/a.txt", "ett\n", update=True)
    compare_golden(tmp_path, "rum/a.txt", "ett\n", update=False)
    with pytest.raises(AssertionError, match="differs"):
        compare_golden(tmp_path, "rum/a.txt", "två\n", update=False)


def test_a_text_that_is_not_stored_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="not stored yet"):
        compare_golden(tmp_path, "b.txt", "ett\n", update=False)


def test_an_update_stores_the_new_text(tmp_path: Path) -> None:
    compare_golden(tmp_path, "a.txt", "ett\n", update=True)
    compare_golden(tmp_path, "a.txt", "två\n", update=True)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "två\n"
