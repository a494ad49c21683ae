"""A build after which nothing has changed costs next to nothing, and is never believed too soon."""

import datetime as dt
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contracts.filing.own_folder import own_folder, read_remembered, remember
from contracts.filing.stat_cache import StatCache
from contracts.project import Project
from contracts.unchanged import Said, Standing
from tests.building import ROOT, Copy, copy_of

TODAY = ("--today", "2030-02-05")
HOME = "data/exempelstad"
#: What a build that does nothing has no use for.
HEAVY = ("pydantic", "jinja2", "pikepdf", "lxml", "yaml")
NOTHING = "Inget att göra: 1 dokument är aktuellt."
RUN = """
import sys
from contracts.cli import main
status = main(sys.argv[1:])
loaded = [name for name in {heavy!r} if name in sys.modules]
print("loaded:", *loaded)
sys.exit(status)
"""
#: The same, in which the first plan turns out to be of other facts.
TURNED_OUT = """
import sys
from contracts import choosing
from contracts.cli import main
from contracts.facts.held import NotAsBeforeError
whole, looked = choosing.whole, []
def once_another(*given, **named):
    looked.append(1)
    if len(looked) == 1:
        raise NotAsBeforeError
    return whole(*given, **named)
choosing.whole = once_another
status = main(sys.argv[1:])
print("looked:", len(looked))
sys.exit(status)
"""


def run(copy: Copy, *options: str) -> str:
    """What a draft build prints, and which of the heavy libraries it loaded."""
    command = [sys.executable, "-c", RUN.format(heavy=HEAVY), "build", "--draft", *(options or TODAY)]
    done = subprocess.run(command, cwd=copy.root, capture_output=True, text=True, check=True)
    return done.stdout


def is_quick(said: str) -> bool:
    return said.splitlines()[-1] == "loaded:"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A draft of the fictive agreement; not to be changed."""
    copy = copy_of(ROOT / "tests/projects/exempelstad/data", tmp_path_factory.mktemp("byggt"))
    assert "1 gjorda." in run(copy)
    return copy


@pytest.fixture
def same(built: Copy, tmp_path: Path) -> Copy:
    """A copy that has been looked at where it now lies."""
    shutil.copytree(built.root, tmp_path / "projekt")
    copy = Copy(tmp_path / "projekt")
    assert NOTHING in run(copy)
    return copy


def test_a_build_with_nothing_to_do_loads_no_library_and_says_the_same(same: Copy):
    first = same.run("build", "--draft", *TODAY)
    assert is_quick(said := run(same))
    assert NOTHING in said
    again = same.run("build", "--draft", *TODAY)
    assert (again.out, again.err) == (first.out, first.err)
    assert "varning" in first.err


def test_its_time_of_the_processor_is_a_fraction_of_a_second(same: Copy):
    """With room for a slow machine: some 0.12 s were seen."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert same.run("build", "--draft", *TODAY).status == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


@pytest.mark.parametrize(
    "options",
    [("--today", "2030-02-06"), (*TODAY, "--force"), (*TODAY, "--json"), (*TODAY, "exempelstad/sprakcafe")],
    ids=["another day", "force", "json", "other targets"],
)
def test_what_was_said_of_something_else_is_not_said_again(same: Copy, options: tuple[str, ...]):
    assert not is_quick(run(same, *options))


def test_another_day_is_looked_at_once(same: Copy):
    day = ("--today", "2030-02-06")
    assert NOTHING in run(same, *day)
    assert is_quick(run(same, *day))


def test_a_change_under_an_old_time_and_of_the_same_size_is_seen(same: Copy):
    path = same.root / HOME / "sprakcafe/partnership.yaml"
    found = path.stat()
    same.replace("text: upplåta lokal", "text: erbjuda lokal")
    path.write_bytes(path.read_bytes() + b"\n" * (found.st_size - path.stat().st_size))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert path.stat().st_size == found.st_size
    assert "gjorda" in run(same)


@pytest.mark.parametrize("name", ["sprakcafe/overenskommelse-utkast.pdf", "../manifest.json"])
def test_a_missing_output_is_seen(same: Copy, name: str):
    (same.build / "exempelstad" / name).unlink()
    assert "gjorda" in run(same)


def test_a_new_file_of_facts_is_seen(same: Copy):
    (same.root / HOME / "memo-2030-02-01.md").write_text("ingen skrivelse\n", "utf-8")
    assert same.run("build", "--draft", *TODAY).status == 3


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"form": "contracts-build-1", "content": {"inputs": 1}}'])
def test_a_broken_memory_is_no_memory(same: Copy, content: bytes):
    for path in (same.build / ".cache").rglob("*.json"):
        path.write_bytes(content)
    said = run(same)
    assert NOTHING in said
    assert not is_quick(said)
    assert is_quick(run(same)), "it has been written anew"


def test_a_memory_that_others_may_write_in_is_no_memory(same: Copy):
    (same.build / ".cache").chmod(0o777)
    assert own_folder(same.build) is None
    assert not is_quick(run(same))


@pytest.mark.parametrize("touched", [False, True])
def test_what_was_read_while_a_file_was_changed_and_put_back_is_not_remembered(same: Copy, *, touched: bool):
    project = Project(same.root / "data", same.root / "templates", same.build)
    standing = Standing(project, ("something",), dt.date(2030, 2, 5))
    if touched:
        text = same.partnership.read_text("utf-8")
        same.partnership.write_text(f"{text}# en anteckning\n", "utf-8")
        same.partnership.write_text(text, "utf-8")
    standing.remember(Said(1, (), ()), ())
    again = Standing(project, ("something",), dt.date(2030, 2, 5)).as_before()
    assert (again is None) == touched


def test_when_a_folder_turns_out_to_be_another_all_are_looked_at_again(same: Copy):
    same.replace("text: upplåta lokal", "text: erbjuda lokal")
    command = [sys.executable, "-c", TURNED_OUT, "build", "--draft", *TODAY]
    done = subprocess.run(command, cwd=same.root, capture_output=True, text=True, check=True)
    assert "1 gjorda." in done.stdout
    assert done.stdout.splitlines()[-1] == "looked: 2"
    assert NOTHING in run(same)


def test_a_folder_that_is_a_link_elsewhere_is_not_used(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".cache").symlink_to(tmp_path / "elsewhere")
    assert own_folder(tmp_path) is None


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert own_folder(tmp_path) is not None
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert own_folder(tmp_path) is None


def test_what_is_remembered_in_another_form_is_forgotten(tmp_path: Path):
    remember(tmp_path / "x.json", "one", {"a": 1})
    assert read_remembered(tmp_path / "x.json", "one") == {"a": 1}
    assert read_remembered(tmp_path / "x.json", "two") is None


def settled(path: Path, content: bytes) -> None:
    """Write a file so long ago that a later write bears another time."""
    path.write_bytes(content)
    time.sleep(0.1)


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "a"
    settled(file, b"ett")
    files = StatCache(tmp_path)
    first = files.sha256(str(file))
    files.save()
    later = StatCache(tmp_path)
    monkeypatch.setattr(Path, "open", None)
    assert later.sha256(str(file)) == first


def test_a_file_that_was_just_written_is_read_again(tmp_path: Path):
    """Racily clean: a second write within the tick, of the same size, could bear the same time."""
    file = tmp_path / "a"
    file.write_bytes(b"ett")
    files = StatCache(tmp_path)
    files.sha256(str(file))
    files.save()
    held = (
        json.loads((tmp_path / ".cache" / "stats.json").read_text())
        if (tmp_path / ".cache/stats.json").exists()
        else {}
    )
    assert str(file) not in held.get("content", {})


def test_a_file_that_has_gone_is_forgotten(tmp_path: Path):
    file = tmp_path / "a"
    settled(file, b"ett")
    files = StatCache(tmp_path)
    files.sha256(str(file))
    files.save()
    file.unlink()
    later = StatCache(tmp_path)
    assert later.sha256(str(file)) is None
    later.save()
    assert str(file) not in read_remembered(tmp_path / ".cache" / "stats.json", "contracts-stats-1")
