"""Writing into signed/: both files and the state that follows, or nothing, once, whatever happens in between."""

import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial, partialmethod
from pathlib import Path

import pytest

from contracts.errors import OutputError, ProblemsError
from contracts.facts.signed import read_signed
from contracts.keeping import writing
from contracts.keeping.writing import Rewritten, clear_interrupted, write_once
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import RevisionRecord
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import blank_page, loaded, sign, with_number

PDF = blank_page("grannar 1")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A partnership's folder, where nothing has been signed."""
    return write_exempelstad(tmp_path) / "exempelstad" / "grannar"


@pytest.fixture
def record(tmp_path: Path) -> RevisionRecord:
    """A record to write, made in another project."""
    return sign(write_exempelstad(tmp_path / "annat"), "grannar", on="2024-12-01")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_pdf_and_its_record_are_written_and_read_back(home: Path, record: RevisionRecord):
    assert write_once(home, PDF, record) == home / "signed" / "1.pdf"
    assert sorted(path.name for path in (home / "signed").iterdir()) == ["1.json", "1.pdf"]
    [file] = read_signed(home, "grannar").files
    assert file.pdf_sha256 == record.pdf.sha256
    [revision] = ledger_of(loaded(home.parents[1], "grannar")[1]).revisions
    assert revision.record == record


def test_equal_records_give_equal_bytes(record: RevisionRecord):
    again = RevisionRecord.model_validate(record.model_dump())
    assert again.to_bytes() == record.to_bytes()


def test_what_is_filed_is_never_written_over(home: Path, record: RevisionRecord):
    write_once(home, PDF, record)
    before = everything(home)
    with pytest.raises(ProblemsError, match="finns redan"):
        write_once(home, b"%PDF-annan", record)
    assert everything(home) == before


def state_in(home: Path) -> Rewritten:
    path = home / "partnership.yaml"
    before = path.read_bytes()
    return Rewritten(path, "partnership.yaml", before, before.replace(b"negotiating", b"signed"))


def test_the_state_is_written_with_the_pair(home: Path, record: RevisionRecord):
    state = state_in(home)
    state.path.chmod(0o640)
    write_once(home, PDF, record, state)
    assert state.path.read_bytes() == state.after != state.before
    assert state.path.stat().st_mode & 0o777 == 0o640
    assert sorted(everything(home)) == ["partnership.yaml", "signed/1.json", "signed/1.pdf"]


def no_longer() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(5), ids=["pdf", "record", "state", "sync of the state", "sync of signed"])
def test_an_interruption_at_any_step_leaves_data_as_it_was(
    home: Path, record: RevisionRecord, step: int, after: bool, monkeypatch: pytest.MonkeyPatch
):
    """The moves and the waits for the disk are counted, and Ctrl-C comes before or after the given one."""
    before, left = everything(home), [step]

    def interrupted(original: Callable[..., object], *arguments: object) -> object:
        left[0] -= 1
        if left[0] == -1 and not after:
            raise KeyboardInterrupt
        done = original(*arguments)
        if left[0] == -1:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(
        Path, "rename", partialmethod(lambda self, to, rename: interrupted(rename, self, to), rename=Path.rename)
    )
    monkeypatch.setattr(writing, "_sync", partial(interrupted, writing._sync))
    with pytest.raises(KeyboardInterrupt):
        write_once(home, PDF, record, state_in(home))
    monkeypatch.undo()
    assert everything(home) == before
    assert not (home / "signed").exists()
    write_once(home, PDF, record, state_in(home))


@pytest.mark.parametrize("which", range(4), ids=["pdf", "record", "old state", "new state"])
def test_no_room_for_any_of_the_files_leaves_data_as_it_was(
    home: Path, record: RevisionRecord, which: int, monkeypatch: pytest.MonkeyPatch
):
    before, left, original = everything(home), [which], writing._write

    def full(path: Path, content: bytes) -> None:
        if left[0] == 0:
            path.write_bytes(content[:10])
            raise OSError(errno.ENOSPC, "full", str(path))
        left[0] -= 1
        original(path, content)

    monkeypatch.setattr(writing, "_write", full)
    with pytest.raises(OutputError, match="data/ is as it was"):
        write_once(home, PDF, record, state_in(home))
    assert everything(home) == before
    assert not (home / "signed").exists()


def test_facts_that_somebody_saves_meanwhile_are_not_written_over(home: Path, record: RevisionRecord):
    state = state_in(home)
    state.path.write_bytes(state.before + b"# sparad nu\n")
    before = everything(home)
    with pytest.raises(ProblemsError, match="ändrades medan"):
        write_once(home, PDF, record, state)
    assert everything(home) == before


CHILD = """
import os, sys
from pathlib import Path
from contracts.errors import OutputError
from contracts.keeping import writing
from contracts.ledger.revisions import RevisionRecord

home, record, dies_before = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
original, left = Path.rename, [dies_before]

def dying(self, target):
    if left[0] == 0:
        os.kill(os.getpid(), 9)
    left[0] -= 1
    return original(self, target)

Path.rename = dying
try:
    pdf = record.with_suffix(".pdf").read_bytes()
    facts = home / "partnership.yaml"
    before = facts.read_bytes()
    state = writing.Rewritten(facts, facts.name, before, before.replace(b"negotiating", b"signed"))
    writing.write_once(home, pdf, RevisionRecord.model_validate_json(record.read_bytes()), state)
except OutputError as error:
    sys.exit(f"{type(error).__name__}: {error.remedy}")
"""


def in_a_child(home: Path, record: RevisionRecord, dies_before: int = 9, **options: object) -> tuple[int, str]:
    written = home.parents[2] / "record.json"
    written.write_text(record.model_dump_json(), encoding="utf-8")
    written.with_suffix(".pdf").write_bytes(PDF)
    done = subprocess.run(  # type: ignore[call-overload]
        [sys.executable, "-c", CHILD, str(home), str(written), str(dies_before)],
        capture_output=True,
        text=True,
        cwd=Path.cwd(),
        **options,
    )
    return done.returncode, str(done.stderr)


@pytest.mark.parametrize("moves", range(2))
def test_a_process_killed_in_between_has_filed_nothing_and_the_next_clears_up(
    home: Path, record: RevisionRecord, moves: int
):
    assert in_a_child(home, record, moves)[0] == -signal.SIGKILL
    assert read_signed(home, "grannar").files == (), "what has no record is not filed"
    assert clear_interrupted(home)
    assert everything(home / "signed") == {}
    write_once(home, PDF, record)
    assert sorted(path.name for path in (home / "signed").iterdir()) == ["1.json", "1.pdf"]


def test_a_process_killed_between_the_pair_and_the_state_has_filed_the_pair(home: Path, record: RevisionRecord):
    facts = everything(home)
    assert in_a_child(home, record, 2)[0] == -signal.SIGKILL
    assert [file.number for file in read_signed(home, "grannar").files] == [1]
    assert clear_interrupted(home)
    assert {name: content for name, content in everything(home).items() if "signed" not in name} == facts


def test_a_pdf_that_somebody_laid_there_is_not_cleared(home: Path, record: RevisionRecord):
    assert in_a_child(home, record, 0)[0] == -signal.SIGKILL
    (home / "signed" / "1.pdf").write_bytes(b"%PDF-annan")
    assert clear_interrupted(home)
    assert (home / "signed" / "1.pdf").read_bytes() == b"%PDF-annan"


def test_a_full_disk_is_told_and_leaves_data_as_it_was(home: Path, record: RevisionRecord):
    """A limit on file sizes stands for the full disk: the record is larger than the PDF, and is refused."""
    before = everything(home)
    limit = len(record.to_bytes()) // 2
    small = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))}
    status, message = in_a_child(home, record, **small)
    assert status == 1
    assert "OutputError" in message
    assert everything(home) == before
    assert not (home / "signed").exists()


def test_a_folder_that_may_not_be_written_is_told(record: RevisionRecord):
    """Root may write everywhere, so the test steps down to nobody where it must."""
    home = Path(tempfile.mkdtemp())
    home.chmod(0o555)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        with pytest.raises(OutputError, match="may not write there"):
            write_once(home, PDF, record)
    finally:
        if was_root:
            os.seteuid(0)
        home.rmdir()


def test_two_filings_at_once_are_refused(home: Path, record: RevisionRecord, monkeypatch: pytest.MonkeyPatch):
    original = writing._write

    def meanwhile(path: Path, content: bytes) -> None:
        monkeypatch.setattr(writing, "_write", original)
        with pytest.raises(OutputError, match="another filing"):
            write_once(home, PDF, record)
        original(path, content)

    monkeypatch.setattr(writing, "_write", meanwhile)
    write_once(home, PDF, record)
    assert sorted(path.name for path in (home / "signed").iterdir()) == ["1.json", "1.pdf"]


def test_the_second_is_written_beside_the_first(home: Path, record: RevisionRecord):
    write_once(home, PDF, record)
    write_once(home, b"%PDF-2", with_number(record, 2))
    assert sorted(path.name for path in (home / "signed").iterdir()) == ["1.json", "1.pdf", "2.json", "2.pdf"]
