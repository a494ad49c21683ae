"""Saves are noticed in whatever way an editor saves, and what editors keep for themselves is not."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contracts.errors import WatchError
from contracts.noticing import Noticing

#: Seconds after which a save would have been noticed, also on a busy machine.
LONG = 10.0
QUIET = 0.6


@pytest.fixture(params=[False, True], ids=["told", "polled"])
def noticing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Noticing]:
    (tmp_path / "data" / "ort").mkdir(parents=True)
    (tmp_path / "data" / "ort" / "a.yaml").write_text("a: 1\n")
    with Noticing([tmp_path / "data"], poll=request.param) as noticing:
        time.sleep(QUIET)  # until the first look has been taken
        yield noticing


def in_place(path: Path) -> None:
    path.write_text("a: 2\n")


def by_renaming(path: Path) -> None:
    """As vim, Word and most editors do."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text("a: 2\n")
    path.rename(path.with_name(f"{path.name}~"))
    beside.rename(path)


def removing(path: Path) -> None:
    path.unlink()


def in_a_new_folder(path: Path) -> None:
    (path.parent / "ny").mkdir()
    time.sleep(0.1)
    (path.parent / "ny" / "b.yaml").write_text("b: 1\n")


@pytest.mark.parametrize("save", [in_place, by_renaming, removing, in_a_new_folder])
def test_a_save_is_noticed(noticing: Noticing, tmp_path: Path, save: Callable[[Path], None]):
    path = tmp_path / "data" / "ort" / "a.yaml"
    before = time.monotonic()
    save(path)
    saved = noticing.take(LONG)
    assert saved is not None
    assert all(one.is_relative_to(tmp_path / "data") for one in saved.paths)
    assert before <= saved.at <= time.monotonic()
    if save in (in_place, by_renaming):
        assert saved.paths == {path}


def test_several_files_at_once_are_one_save(noticing: Noticing, tmp_path: Path):
    names = {tmp_path / "data" / "ort" / f"{number}.yaml" for number in range(20)}
    for path in names:
        path.write_text("x: 1\n")
    found: set[Path] = set()
    while not names <= found and (saved := noticing.take(LONG)):
        found |= saved.paths
    assert names <= found


@pytest.mark.parametrize("name", [".a.yaml.swp", "a.yaml~", "~$avtal.docx", ".~lock.avtal.docx#", "#a.yaml#", "a.tmp"])
def test_what_programs_keep_for_themselves_is_no_save(noticing: Noticing, tmp_path: Path, name: str):
    (tmp_path / "data" / "ort" / name).write_text("x")
    assert noticing.take(QUIET) is None


def test_without_a_save_the_time_is_up(noticing: Noticing):
    assert not noticing.saved()
    assert noticing.take(0) is None


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path):
    with Noticing([tmp_path / "nowhere"], poll=False) as noticing, pytest.raises(WatchError, match="cannot be watched"):
        noticing.take(LONG)
