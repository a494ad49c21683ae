"""A build's own folder, and the move into place that a crash cannot leave half done.

Documents that have been made and proved wait in build/.work-…; nothing else in build/ is touched meanwhile. When all
are, the folder becomes build/.ready in one rename, and then its files are moved to their places, the manifest last.
Whoever finds a build/.ready finishes the move: until then the earlier files stand, after it the new ones do.
"""

import contextlib
import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contracts.errors import OutputError
from contracts.filing.disk import refused
from contracts.filing.manifest import NAME, Manifest, read_manifest, sha256_of
from contracts.filing.scratch import scratch, scratch_folders
from contracts.filing.sent import FOLDER as SENT

_READY = ".ready"
_WORK = ".work-"
_OUT = "out"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where one build works."""

    build: Path
    work: Path  #: for what is made, until all is
    scratch: Path  #: for engines and intermediate files
    _made: set[str] = field(default_factory=set, init=False, repr=False, compare=False)  #: folders for outputs

    def output(self, path: str) -> Path:
        """Where to write what shall become build/`path`."""
        target = self.work / _OUT / path
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        return target

    def hand_over(self, target: Path) -> None:
        """Give all outputs another place; what comes after them is staged anew."""
        self._made.clear()
        (self.work / _OUT).rename(target)

    def finished(self, path: str) -> Path:
        """Where build/`path` is to be read as it will be: staged, or there already."""
        staged = self.work / _OUT / path
        return staged if staged.exists() else self.build / path


class SingleStage(Stage):
    """Where one document after another is made: all of its files lie in one folder, which stays for the next.

    To make and remove folders takes the file system longer than to write all that is in them.
    """

    def output(self, path: str) -> Path:
        """Where to write what shall become build/`path`; a document has no two outputs of one name."""
        return self.work / _OUT / path.rpartition("/")[2]

    def make_ready(self) -> None:
        """Make its folders, where they are not there yet."""
        (self.work / _OUT).mkdir(parents=True, exist_ok=True)

    def clear(self) -> None:
        """Remove every file."""
        for folder in (self.work / _OUT, self.work):
            for found in folder.iterdir():
                if not found.is_dir():
                    found.unlink(missing_ok=True)  # LibreOffice may remove its own meanwhile


@contextlib.contextmanager
def staging(build: Path) -> Iterator[Stage]:
    """Open build/ for one build: finish an interrupted move, clear what a killed build left, keep others out.

    Raises:
        OutputError: build/ cannot be written, or another build is running in it.
    """
    with writing(build), _lock(build):
        finish_move(build)
        for left in build.glob(f"{_WORK}*"):
            shutil.rmtree(left, ignore_errors=True)
        work = Path(tempfile.mkdtemp(prefix=_WORK, dir=build))
        try:
            with scratch(build, work) as folder:
                yield Stage(build, work, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def tidy_up(build: Path) -> None:
    """Finish what a killed build left, before anybody looks at what is there; nothing while another is running."""
    if (build / _READY).exists() or any(build.glob(f"{_WORK}*")) or (build.exists() and scratch_folders(build)):
        with contextlib.suppress(OutputError), staging(build):
            pass


def file_away(stage: Stage, manifest: Manifest) -> tuple[Path, ...]:
    """Move everything that was staged into build/, take away what the manifest no longer lists, the manifest last.

    Returns:
        Where files that someone had changed by hand were moved aside, so that nothing is lost.

    Raises:
        OutputError: build/ cannot be written.
    """
    with writing(stage.build):
        (stage.work / _OUT).mkdir(exist_ok=True)
        (stage.work / _OUT / NAME).write_bytes(manifest.to_bytes())
        # What engines left in the work folder stays out of the move.
        stage.hand_over(stage.build / _READY)
        return finish_move(stage.build, manifest)


def finish_move(build: Path, manifest: Manifest | None = None) -> tuple[Path, ...]:
    """Finish a move that was begun, if there is one. Safe to repeat at any point.

    Args:
        build: the build folder.
        manifest: the new one, when it need not be read.

    Returns:
        As `file_away`.
    """
    ready = build / _READY
    if not ready.is_dir():
        return ()
    known = read_manifest(build)
    aside = []
    for source in sorted(ready.rglob("*")):
        path = source.relative_to(ready)
        if source.is_dir() or path == Path(NAME):
            continue
        target = build / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not _is_same(source, target) and (moved := _keep_hand_edited(target, path, known)):
            aside.append(moved)
        source.replace(target)
    if (ready / NAME).exists():
        aside += _take_away(build, known, manifest or read_manifest(ready))
        (ready / NAME).replace(build / NAME)
    shutil.rmtree(ready)
    return tuple(aside)


def _take_away(build: Path, known: Manifest, new: Manifest) -> list[Path]:
    """Remove the outputs that are no longer listed, and folders that are empty then; what was changed by hand stays."""
    aside = []
    for path in known.by_output.keys() - new.by_output.keys():
        if moved := _keep_hand_edited(build / path, Path(path), known):
            aside.append(moved)
        (build / path).unlink(missing_ok=True)
        for folder in Path(path).parents[:-1]:
            with contextlib.suppress(OSError):  # others lie there still
                (build / folder).rmdir()
    return sorted(aside)


def _is_same(source: Path, target: Path) -> bool:
    """Whether nothing is lost by the move: a build without its manifest finds its own files there."""
    return target.exists() and target.stat().st_size == source.stat().st_size and sha256_of(target) == sha256_of(source)


def _keep_hand_edited(target: Path, path: Path, known: Manifest) -> Path | None:
    """Rename `target` if it is not what the last build wrote."""
    if not target.exists() or path.parts[0] == SENT:  # what is kept by its fingerprint is the same, or damaged
        return None
    entry = known.output(path.as_posix())
    if entry is not None and entry.sha256 == sha256_of(target):
        return None
    number = 1
    while (aside := target.with_name(f"{target.stem}-andrad-{number}{target.suffix}")).exists():
        number += 1
    target.rename(aside)
    return aside


@contextlib.contextmanager
def _lock(build: Path) -> Iterator[None]:
    with (build / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputError(str(build), "another build is running here", "Wait until it has ended.") from error
        yield


@contextlib.contextmanager
def writing(build: Path) -> Iterator[None]:
    """Turn what the file system refuses into an OutputError with its remedy."""
    try:
        build.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        kept = "what was in build/ is untouched"
        raise refused(error, build, again="build again", kept=kept, elsewhere="--build") from error
