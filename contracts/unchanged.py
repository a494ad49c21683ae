"""Whether anything at all has changed since a build, told from the files alone: no fact is read, no library loaded.

A build that has ended well remembers in build/.cache the fingerprint of all that it was asked and all that it read, the
fingerprints of the outputs, and what it said. When all of that is as it was, the same build would do nothing and say
the same. The rules go by the day, so what was said holds for its day; on another day the facts are checked again.
"""

import datetime as dt
import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from contracts.errors import Place, Problem, Severity, Stage
from contracts.filing.own_folder import own_folder, read_remembered, remember
from contracts.filing.stat_cache import StatCache
from contracts.pdf.office_places import office_in, usual_folders
from contracts.project import Project

_FORM: Final = "contracts-build-2"
_FOLDER: Final = "builds"
_PACKAGE: Final = Path(__file__).parent
#: What the interpreter writes beside the code.
_BYTECODE: Final = "__pycache__"
#: Files beside LibreOffice's program that another version has otherwise.
_OFFICE_MARKS: Final = ("versionrc", "bootstraprc", "fundamentalrc")
#: Deeper than any project: a link that leads to a folder above it ends here.
_DEEPEST: Final = 12
#: What a move that was interrupted leaves in build/.
_UNFINISHED: Final = ".ready"


@dataclass(frozen=True, slots=True)
class Said:
    """What a build said that made nothing, or would have said."""

    current: int  #: how many documents were asked for
    problems: tuple[Problem, ...]  #: for a line each: places are texts
    notes: tuple[tuple[str, str], ...]  #: lines with their styles


@dataclass(frozen=True, slots=True)
class Footing:
    """What the facts of an authority rest on, as fingerprints."""

    #: of each folder of a partnership ("grannar/"), and each text beside them ("memo-2030")
    dossiers: Mapping[str, str]
    rest: str  #: of all else: the authority's own files, the templates, the program and the machine


class Standing:
    """All that a build would read and has written, as it stands now.

    Args:
        project: where the folders are.
        asked: the targets and options that decide what is made and said.
        today: the day from which deadlines and ages are counted.
    """

    def __init__(self, project: Project, asked: tuple[str, ...], today: dt.date) -> None:
        self.files = StatCache(project.build)
        self._build, self._today = project.build, today
        here = [str(path.absolute()) for path in (project.data, project.templates, project.build)]
        self._name = hashlib.sha256(repr((here, asked)).encode()).hexdigest()[:24]
        self._inputs = self._fingerprint(project)

    def as_before(self) -> Said | None:
        """What the same build said, when nothing has changed since; None when it must look."""
        folder = own_folder(self._build)
        if folder is None:
            return None
        held = read_remembered(folder / _FOLDER / f"{self._name}.json", _FORM)
        try:
            same = held["inputs"] == self._inputs and held["day"] == self._today.isoformat()
            if not same or (self._build / _UNFINISHED).exists() or not self._outputs_stand(held["outputs"]):
                return None
            said = _said(held)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        self.files.save()
        return said

    def remember(self, said: Said, outputs: Iterable[tuple[str, str]]) -> None:
        """Remember what this build said, which has ended well.

        Args:
            said: that.
            outputs: path, relative to build/, and fingerprint of each file of the documents that were asked for.
        """
        folder = own_folder(self._build)
        if folder is None or not self.is_still():
            return
        listed = [[path, sha256] for path, sha256 in outputs]
        manifest = self._sha256("manifest.json")
        if manifest is not None:
            listed.append(["manifest.json", manifest])
        content = {
            "inputs": self._inputs,
            "day": self._today.isoformat(),
            "outputs": listed,
            "current": said.current,
            "problems": [
                [one.rule, one.text, str(one.place), one.severity.value, one.stage.value, one.waits]
                for one in said.problems
            ],
            "notes": said.notes,
        }
        self._outputs_stand(listed)
        self.files.save()
        remember(folder / _FOLDER / f"{self._name}.json", _FORM, content)

    def _outputs_stand(self, outputs: Any) -> bool:
        return all(self._sha256(path) == sha256 for path, sha256 in outputs)

    def _sha256(self, path: str) -> str | None:
        return self.files.sha256(f"{self._build.absolute()}/{path}")

    def footings(self) -> Mapping[str, Footing]:
        """What the facts of each authority rest on, by its folder's name."""
        dossiers: dict[str, dict[str, list[str]]] = {}
        rest: dict[str, list[str]] = {}
        common = [self._elsewhere]
        for path, sha256 in self._facts:
            line, steps = f"{path}\0{sha256}", path.split("/")[1:]
            if len(steps) == 1:
                common.append(line)
                continue
            authority, first = steps[0], steps[1]
            own = dossiers.setdefault(authority, {})
            if len(steps) > 2:
                own.setdefault(f"{first}/", []).append(line)
            elif first.endswith(".md"):
                own.setdefault(first.removesuffix(".md"), []).append(line)
            else:
                rest.setdefault(authority, []).append(line)
        return {
            authority: Footing(
                {dossier: _digest(lines) for dossier, lines in own.items()},
                _digest([*common, *rest.get(authority, ())]),
            )
            for authority, own in dossiers.items()
        }

    def is_still(self) -> bool:
        """Whether nobody has touched a file since: what has been read meanwhile is what the fingerprints are of.

        A file that was changed and put back has been touched.
        """
        now = [line for folder, hidden in self._folders for line in _looks(str(folder.absolute()), hidden=hidden)]
        return _digest(now) == self._looks

    def _fingerprint(self, project: Project) -> str:
        self._folders = ((project.data, False), (project.templates, False), (_PACKAGE, True))
        found = [self._lines(folder, hidden=hidden) for folder, hidden in self._folders]
        self._looks = _digest(look for lines in found for _, _, look in lines)
        self._facts = [(path, sha256) for path, sha256, _ in found[0]]
        lines = [f"{path}\0{sha256}" for others in found[1:] for path, sha256, _ in others]
        self._elsewhere = _digest([*lines, *_machine(project)])
        return _digest([*(f"{path}\0{sha256}" for path, sha256 in self._facts), self._elsewhere])

    def _lines(self, folder: Path, *, hidden: bool) -> list[tuple[str, str | None, str]]:
        """Path below the folder, fingerprint, and what the file system says, of every file in it."""
        root = str(folder.absolute())
        return [
            (path[len(root) :].replace(os.sep, "/"), self.files.sha256(path, found), _look(path, found))
            for path, found in _files(root, hidden=hidden)
        ]


def _looks(root: str, *, hidden: bool) -> Iterator[str]:
    return (_look(path, found) for path, found in _files(root, hidden=hidden))


def _look(path: str, found: os.stat_result) -> str:
    return f"{path}\0{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode(errors="replace")).hexdigest()


def _said(held: Any) -> Said:
    problems = tuple(
        Problem(rule, text, Place(place), severity=Severity(severity), stage=Stage(stage), waits=waits)
        for rule, text, place, severity, stage, waits in held["problems"]
    )
    return Said(int(held["current"]), problems, tuple((text, style) for text, style in held["notes"]))


def _files(folder: str, *, hidden: bool, depth: int = 0) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder, in the order of the names; hidden ones are nobody's facts."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if (entry.name.startswith(".") and not hidden) or entry.name == _BYTECODE:
            continue
        try:
            if entry.is_dir():
                if depth < _DEEPEST:
                    yield from _files(entry.path, hidden=hidden, depth=depth + 1)
            else:
                yield entry.path, entry.stat()
        except OSError:
            continue


def _machine(project: Project) -> Iterator[str]:
    """What decides beside files: Python, the libraries by their versions, and which LibreOffice there is."""
    yield f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION}"
    for folder in sys.path:
        try:
            names = sorted(entry.name for entry in os.scandir(folder or ".") if entry.name.endswith("-info"))
        except OSError:
            continue
        yield from names
    office = office_in(usual_folders() if project.office is None else project.office)
    if office is None:
        return
    for path in (office, *map(office.with_name, _OFFICE_MARKS)):
        try:
            found = path.stat()
        except OSError:
            continue
        yield f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ino}"
