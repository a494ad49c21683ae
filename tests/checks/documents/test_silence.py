"""Documents that are right, and the place of what is wrong."""

from pathlib import Path

from tests.checks.documents.exempelstad_documents import check_documents


def test_documents_that_are_right_have_no_problems(tmp_path: Path) -> None:
    assert [(p.rule, p.text, str(p.place)) for p in check_documents(tmp_path, {}).problems] == []
