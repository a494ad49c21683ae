"""Files are changed and written as they stand on disk."""

from pathlib import Path

import pytest

from contracts.editing.files import edited, write_together
from contracts.editing.splice import Set
from contracts.errors import OutputError

DATA = Path(__file__).parent.parent.parent / "data"
BOM = "\ufeff".encode()


@pytest.mark.parametrize(
    "path", sorted([*DATA.rglob("*.yaml"), *DATA.rglob("*.md")]), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_file_that_is_not_changed_keeps_its_bytes(path: Path):
    assert edited(path, [], path.name) == path.read_bytes()


def test_a_byte_order_mark_and_line_ends_stay(tmp_path: Path):
    path = tmp_path / "memo-2030-01-01.md"
    path.write_bytes(BOM + b"---\r\ntitle: Ett\r\n---\r\nText\r\n")
    assert edited(path, [Set(("title",), "Två")], "memo") == BOM + "---\r\ntitle: Två\r\n---\r\nText\r\n".encode()
    assert path.read_bytes() == BOM + b"---\r\ntitle: Ett\r\n---\r\nText\r\n"


def test_several_files_are_written_with_their_folders(tmp_path: Path):
    write_together({tmp_path / "a" / "b" / "x.yaml": b"1", tmp_path / "y.yaml": b"2"})
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {"a/b/x.yaml", "y.yaml"}


def test_when_one_file_cannot_be_written_none_is(tmp_path: Path):
    (tmp_path / "old.yaml").write_bytes(b"old")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "inside").write_bytes(b"")  # a folder with something in it can't be replaced by a file
    with pytest.raises(OutputError, match="could not be written"):
        write_together({tmp_path / "old.yaml": b"new", tmp_path / "n" / "new.yaml": b"new", tmp_path / "z": b"new"})
    assert (tmp_path / "old.yaml").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.yaml", "z"]


@pytest.mark.parametrize("before_it", [True, False])
def test_when_it_is_interrupted_none_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before_it: bool):
    """Ctrl-C may come right before the last renaming or right after it."""
    (tmp_path / "old.yaml").write_bytes(b"old")
    rename = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        if target.name == "new.yaml":
            if not before_it:
                rename(path, target)
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_together({tmp_path / "old.yaml": b"new", tmp_path / "n" / "new.yaml": b"new"})
    assert (tmp_path / "old.yaml").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["old.yaml"]
