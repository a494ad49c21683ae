"""Filing into build/: all or nothing, whatever happens in between."""

import datetime as dt
import errno
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from contracts.errors import OutputError
from contracts.filing.disk import refused
from contracts.filing.manifest import DocumentEntry, FileEntry, Manifest, read_manifest, sha256_of
from contracts.filing.staging import SingleStage, Stage, file_away, finish_move, staging, tidy_up

PDF = "exempelstad/samverkan/avtal.pdf"


def entry(sha256: str) -> DocumentEntry:
    return DocumentEntry(
        id=PDF.removesuffix(".pdf"),
        kind="agreement",
        draft=False,
        title="Samverkan",
        name="Samverkan",
        date=dt.date(2030, 1, 1),
        engine="office",
        engine_version="1",
        program_version="1",
        code_sha256="",
        fonts_sha256="",
        facts_sha256="",
        template=FileEntry(path="templates/agreement.docx", sha256=""),
        inputs=(),
        outputs=(FileEntry(path=PDF, sha256=sha256),),
        pages=1,
        signatures=(),
        checks=(),
        conformance=(),
    )


def stage_text(stage: Stage, text: str) -> Manifest:
    output = stage.output(PDF)
    output.write_text(text)
    return Manifest().with_documents([entry(sha256_of(output))])


def build_once(build: Path, text: str) -> tuple[Path, ...]:
    with staging(build) as stage:
        return file_away(stage, stage_text(stage, text))


def hidden(build: Path) -> list[str]:
    return sorted(path.name for path in build.iterdir() if path.name.startswith(".") and path.name != ".lock")


def test_a_filed_document_stands_in_build_and_in_the_manifest(tmp_path: Path) -> None:
    build_once(tmp_path, "ett")
    assert (tmp_path / PDF).read_text() == "ett"
    assert read_manifest(tmp_path).output(PDF) == FileEntry(path=PDF, sha256=sha256_of(tmp_path / PDF))
    assert hidden(tmp_path) == []


def test_a_stage_files_one_document_after_another(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        file_away(stage, stage_text(stage, "ett"))
        file_away(stage, stage_text(stage, "två"))
    assert (tmp_path / PDF).read_text() == "två"


def test_a_stage_for_single_documents_keeps_its_folders_and_no_file(tmp_path: Path) -> None:
    stage = SingleStage(tmp_path / "build", tmp_path / "work", tmp_path / "work")
    for content in ("ett", "två"):
        stage.make_ready()
        assert [path for path in stage.work.rglob("*") if path.is_file()] == []
        stage.output(PDF).write_text(content)
        (stage.work / "engine.pdf").write_text(content)
        assert stage.output(PDF).read_text() == content
        stage.clear()


def test_a_build_that_fails_leaves_the_earlier_one_whole(tmp_path: Path) -> None:
    build_once(tmp_path, "ett")
    before = (tmp_path / "manifest.json").read_bytes()
    with pytest.raises(RuntimeError), staging(tmp_path) as stage:
        stage_text(stage, "två")
        raise RuntimeError
    assert (tmp_path / PDF).read_text() == "ett"
    assert (tmp_path / "manifest.json").read_bytes() == before
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("moves", range(4))
def test_a_move_killed_at_any_point_is_finished_by_the_next_build(
    tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Path.replace is counted, and the process "dies" before the given one; the next opening finishes the move."""
    build_once(tmp_path, "ett")
    original, left = Path.replace, [moves]

    def dying(self: Path, target: Path) -> Path:
        if left[0] == 0:
            raise KeyboardInterrupt
        left[0] -= 1
        return original(self, target)

    with staging(tmp_path) as stage:
        monkeypatch.setattr(Path, "replace", dying)
        try:
            file_away(stage, stage_text(stage, "två"))
            died = False
        except KeyboardInterrupt:
            died = True
        monkeypatch.undo()
    assert died is (moves < 2), "one document and the manifest are two moves"
    finish_move(tmp_path)
    assert (tmp_path / PDF).read_text() == "två"
    assert read_manifest(tmp_path).output(PDF) == FileEntry(path=PDF, sha256=sha256_of(tmp_path / PDF))
    assert hidden(tmp_path) == []


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".work-dead" / "out").mkdir(parents=True)
    build_once(tmp_path, "ett")
    assert hidden(tmp_path) == []


def test_what_a_killed_build_left_is_finished_before_anybody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with staging(tmp_path) as stage:
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # killed when all had been moved
        file_away(stage, stage_text(stage, "ett"))
    assert sorted(name.partition("-")[0] for name in hidden(tmp_path)) == [".ready", ".work"]
    monkeypatch.undo()
    tidy_up(tmp_path)
    assert hidden(tmp_path) == []
    assert (tmp_path / PDF).read_text() == "ett"


def test_what_a_running_build_has_is_left_to_it(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        tidy_up(tmp_path)
        assert stage.work.exists()


def test_a_document_changed_by_hand_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    build_once(tmp_path, "ett")
    (tmp_path / PDF).write_text("ändrat för hand")
    aside = build_once(tmp_path, "två")
    assert [path.name for path in aside] == ["avtal-andrad-1.pdf"]
    assert aside[0].read_text() == "ändrat för hand"
    assert (tmp_path / PDF).read_text() == "två"


def test_a_document_that_was_not_changed_is_replaced_without_a_copy(tmp_path: Path) -> None:
    build_once(tmp_path, "ett")
    assert build_once(tmp_path, "två") == ()


def test_a_build_that_has_lost_its_manifest_knows_its_own_files(tmp_path: Path) -> None:
    build_once(tmp_path, "ett")
    (tmp_path / "manifest.json").unlink()
    assert build_once(tmp_path, "ett") == ()


def test_what_the_manifest_no_longer_lists_is_removed_with_its_folder(tmp_path: Path) -> None:
    build_once(tmp_path, "ett")
    with staging(tmp_path) as stage:
        assert file_away(stage, Manifest()) == ()
    assert not (tmp_path / PDF).parent.exists()
    assert read_manifest(tmp_path).documents == ()


def test_a_removal_killed_at_any_point_is_finished_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_once(tmp_path, "ett")

    def dying(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with staging(tmp_path) as stage:
        monkeypatch.setattr(Path, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            file_away(stage, Manifest())
        monkeypatch.undo()
    finish_move(tmp_path)
    assert not (tmp_path / PDF).exists()
    assert read_manifest(tmp_path).documents == ()


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with staging(tmp_path), pytest.raises(OutputError, match="another build"), staging(tmp_path):
        pass


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("")
    with pytest.raises(OutputError, match="stands where"), staging(tmp_path / "build"):
        pass


CHILD = """
import sys
from pathlib import Path
from contracts.errors import OutputError
from contracts.filing.staging import staging
try:
    with staging(Path(sys.argv[1])) as stage:
        stage.output("avtal.pdf").write_bytes(b"x" * 100_000)
except OutputError as error:
    sys.exit(f"{type(error).__name__}: {error.remedy}")
"""


def in_a_child(build: Path, **options: object) -> str:
    done = subprocess.run(  # type: ignore[call-overload]
        [sys.executable, "-c", CHILD, str(build)], capture_output=True, text=True, cwd=Path.cwd(), **options
    )
    return str(done.stderr)


def test_a_read_only_build_folder_is_told_with_the_remedy() -> None:
    """Root may write everywhere, so the test steps down to nobody where it must."""
    build = Path(tempfile.mkdtemp())
    build.chmod(0o555)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        with pytest.raises(OutputError, match="--build"), staging(build):
            pass
    finally:
        if was_root:
            os.seteuid(0)
        build.rmdir()


def test_a_full_disk_is_told_and_leaves_build_as_it_was(tmp_path: Path) -> None:
    """A limit on file sizes stands for the full disk: the write fails in the same place."""
    build_once(tmp_path, "ett")
    message = in_a_child(tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)))
    assert "OutputError" in message
    assert (tmp_path / PDF).read_text() == "ett"
    assert hidden(tmp_path) == []


def test_a_broken_manifest_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(OutputError, match="cannot be read"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM])
def test_each_refusal_of_the_disk_has_a_remedy_of_its_own(number: int) -> None:
    unknown = refused(OSError(0, ""), Path("x"), again="build again", kept="all is as it was", elsewhere="--build")
    known = refused(OSError(number, ""), Path("x"), again="build again", kept="all is as it was", elsewhere="--build")
    assert known.remedy != unknown.remedy
    assert "{" not in known.remedy
