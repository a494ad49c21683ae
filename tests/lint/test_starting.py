"""A new template begins as a copy of the common one, where the authority's own is looked for."""

from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.lint.starting import kinds_in, start_template


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    templates, data = tmp_path / "templates", tmp_path / "data"
    templates.mkdir()
    for kind in ("agreement", "memo"):
        (templates / f"{kind}.docx").write_bytes(kind.encode())
    (templates / "~$memo.docx").write_bytes(b"Word's own lock")
    for authority in ("exempelstad", "norrvik"):
        (data / authority).mkdir(parents=True)
        (data / authority / "authority.yaml").write_text("name: x", "utf-8")
    return templates, data


def refusal(folders: tuple[Path, Path], kind: str, **options: str) -> tuple[str, str]:
    with pytest.raises(ProblemsError) as refused:
        start_template(kind, *folders, **options)
    [problem] = refused.value.problems
    return problem.rule, problem.remedy


def test_an_authority_gets_a_copy_and_is_told_what_to_do(folders):
    started = start_template("memo", *folders, authority="norrvik")
    assert started.path == folders[0] / "norrvik" / "memo.docx"
    assert started.path.read_bytes() == b"memo"
    assert any("contracts lint" in step for step in started.steps)


def test_a_variant_is_named_by_what_partnerships_choose(folders):
    own = start_template("agreement", *folders, authority="norrvik", variant="kort")
    common = start_template("agreement", *folders, variant="kort")
    assert own.path == folders[0] / "norrvik" / "agreement-kort.docx"
    assert common.path == folders[0] / "agreement-kort.docx"
    assert any("template: kort" in step for step in own.steps)


def test_nothing_is_overwritten(folders):
    path = start_template("memo", *folders, authority="norrvik").path
    path.write_bytes(b"the lawyer's")
    assert refusal(folders, "memo", authority="norrvik")[0] == "template-exists"
    assert path.read_bytes() == b"the lawyer's"


def test_what_is_unknown_is_told_with_the_nearest(folders):
    assert refusal(folders, "memmo", authority="norrvik") == ("template-kind-unknown", "menade du ”memo”?")
    assert refusal(folders, "memo", authority="norvik") == ("template-authority-unknown", "menade du ”norrvik”?")
    assert refusal(folders, "memo", authority="../norrvik")[0] == "template-authority-unknown"


def test_what_would_never_be_used_is_refused(folders):
    assert refusal(folders, "memo")[0] == "template-authority-missing"
    assert refusal(folders, "memo", authority="norrvik", variant="kort")[0] == "template-variant"
    assert refusal(folders, "agreement", authority="norrvik", variant="../x")[0] == "template-variant"


def test_a_words_lock_file_is_no_kind(folders):
    assert kinds_in(folders[0]) == ("agreement", "memo")
