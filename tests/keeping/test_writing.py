"""Writing into signed/: both files or neither, once, whatever happens in between."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from contracts.errors import OutputError, ProblemsError
from contracts.facts.signed import read_signed
from contracts.keeping import writing
from contracts.keeping.writing import clear_interrupted, write_once
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


@pytest.mark.parametrize("moves", range(3))
def test_an_interruption_at_any_move_leaves_data_as_it_was(
    home: Path, record: RevisionRecord, moves: int, monkeypatch: pytest.MonkeyPatch
):
    """Path.rename is counted, and Ctrl-C comes before the given one; the last is after both."""
    before = everything(home)
    original, left = Path.rename, [moves]

    def interrupted(self: Path, target: Path) -> Path:
        if left[0] == 0:
            raise KeyboardInterrupt
        left[0] -= 1
        return original(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    if moves == 2:
        monkeypatch.setattr(writing, "_sync", lambda folder: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_once(home, PDF, record)
    monkeypatch.undo()
    assert everything(home) == before
    assert not (home / "signed").exists()
    write_once(home, PDF, record)


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
    writing.write_once(home, pdf, RevisionRecord.model_validate_json(record.read_bytes()))
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
