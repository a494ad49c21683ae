"""Where a build's engines work: in memory where there is room, and nothing of it stays there."""

import errno
import fcntl
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from contracts.errors import OutputError
from contracts.filing import scratch as module
from contracts.filing.scratch import MEMORY, scratch, scratch_folders
from contracts.filing.staging import staging, tidy_up

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    folder.mkdir()
    return folder


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is taken for the one in memory, with room."""
    folder = tmp_path / "minne"
    folder.mkdir()
    monkeypatch.setattr(module, "MEMORY", folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**12))
    return folder


def test_it_lies_in_memory_and_is_gone_afterwards(build: Path, memory: Path):
    with scratch(build, build) as folder:
        assert folder.parent == memory
        assert folder.stat().st_mode & 0o077 == 0, "others may not look into it"
        (folder / "engine.pdf").write_bytes(b"%PDF")
        assert scratch_folders(build) == (folder,)
    assert list(memory.iterdir()) == []


def test_it_is_gone_after_an_error(build: Path, memory: Path):
    with pytest.raises(KeyError), scratch(build, build):
        raise KeyError
    assert list(memory.iterdir()) == []


def test_what_a_killed_build_left_is_removed_by_the_next_and_by_no_other(build: Path, memory: Path, tmp_path: Path):
    left = scratch(build, build)
    (left.__enter__() / "engine.pdf").write_bytes(b"%PDF")
    other = tmp_path / "other"
    other.mkdir()
    with scratch(other, other) as folder:
        assert len(list(memory.iterdir())) == 2
        with staging(build) as stage:
            assert set(memory.iterdir()) == {folder, stage.scratch}
        assert list(memory.iterdir()) == [folder]


def test_another_build_folder_at_the_same_place_has_another_name(build: Path):
    before = module.scratch_name(build)
    build.rename(build.with_name("before"))
    build.mkdir()
    assert module.scratch_name(build) != before


def test_without_room_it_lies_beside_what_is_made(build: Path, memory: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(64_000_000, 0, 64_000_000))
    with scratch(build, build) as folder:
        assert folder == build
    assert build.exists()
    with staging(build) as stage:
        assert stage.scratch == stage.work


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES])
def test_where_there_is_no_memory_to_be_had_it_lies_beside(
    build: Path, memory: Path, monkeypatch: pytest.MonkeyPatch, number: int
):
    def refuse(_: Path) -> Usage:
        raise OSError(number, "no")

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    with scratch(build, build) as folder:
        assert folder == build


def test_memory_that_is_full_is_told_with_its_remedy(build: Path):
    for place, remedy in (
        (MEMORY / "a", "computer's memory in /dev/shm and build again"),
        (build / "a", "on the disk"),
    ):
        with pytest.raises(OutputError, match=remedy), staging(build):
            raise OSError(errno.ENOSPC, "No space left on device", str(place))


def test_what_was_left_of_a_build_folder_that_is_gone_is_removed_unless_somebody_works_there(build: Path, memory: Path):
    fresh, left, held, others = (memory / name for name in ("contracts-a", "contracts-b", "contracts-c", "annat"))
    for folder in (fresh, left, held, others):
        (folder / "work").mkdir(parents=True)
    for folder in (left, held, others):
        os.utime(folder, (0, 0))
    handle = os.open(held, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with scratch(build, build):
            pass
    finally:
        os.close(handle)
    assert set(memory.iterdir()) == {fresh, held, others}


def test_a_folder_in_use_is_held(build: Path, memory: Path):
    with scratch(build, build) as folder:
        handle = os.open(folder, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)


def test_a_build_that_finds_only_what_was_left_in_memory_removes_it(build: Path, memory: Path):
    left = memory / f"{module.scratch_name(build)}x"
    left.mkdir()
    tidy_up(build)
    assert not left.exists()
