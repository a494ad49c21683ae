"""Why each document of a build would be made, in words: what is another now, and in which file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from contracts.due import Cause, Maker, Outlook, Verdict
from contracts.errors import Place, Problem
from contracts.facts.clause_library import FOLDER
from contracts.facts.drift import Drift, drifts
from contracts.filing.manifest import DocumentEntry, FileEntry, ToolsEntry, sha256_of
from contracts.filing.sent import kept_facts
from contracts.plan.jobs import Job
from contracts.project import Project

_ENGINES = {"office": "LibreOffice", "embedded": "den inbyggda motorn"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for making a document."""

    cause: Cause
    text: str  #: Swedish, a clause without full stop
    file: str = ""  #: which file is another than it was; "" when it is none of the project's


@dataclass(frozen=True, slots=True)
class Why:
    """One document of the plan, and why it would be made."""

    stem: str  #: output without suffix, relative to build/
    reasons: tuple[Reason, ...]  #: nothing when it is current


def why(project: Project, outlook: Outlook) -> tuple[Why, ...]:
    """Why a build would make each document; nothing is read but what differs.

    Args:
        project: where the folders are.
        outlook: what the build would do.
    """
    return tuple(Why(one.job.stem, tuple(dict.fromkeys(_reasons(project, one, outlook)))) for one in outlook.verdicts)


def _reasons(project: Project, verdict: Verdict, outlook: Outlook) -> Iterator[Reason]:
    for cause in verdict.causes:
        if cause is Cause.FORCED:
            yield Reason(cause, "någon ber om det (--force)")
        elif verdict.entry is None:
            yield Reason(cause, "det har aldrig byggts")
        else:
            for text, file in _told(cause, project, verdict, verdict.entry, outlook):
                yield Reason(cause, text, file)


def _told(
    cause: Cause, project: Project, verdict: Verdict, entry: DocumentEntry, outlook: Outlook
) -> Iterator[tuple[str, str]]:
    """Text and file of each reason of one cause."""
    maker = outlook.maker
    match cause:
        case Cause.MISSING | Cause.EDITED:
            yield from _outputs(project, entry, cause)
        case Cause.FACTS:
            yield from _facts(project, verdict, entry)
        case Cause.TEMPLATE:
            yield from _templates(project, verdict, entry, maker)
        case Cause.PART:
            due = {one.job.stem for one in outlook.due}
            again = [part.stem for part in verdict.job.parts if part.stem in due]
            yield from ((f"{stem}.pdf, som det tar in, görs om", "") for stem in again)
        case Cause.ENGINE:
            yield _engine(entry, maker), ""
        case Cause.PROGRAM:
            yield _program(entry, maker.tools), ""
        case Cause.LIBRARIES:
            yield from ((text, "") for text in _libraries(outlook.manifest.tools_of(entry), maker.tools))
        case Cause.FONTS:
            yield "typsnitten har ändrats", ""


def _outputs(project: Project, entry: DocumentEntry, cause: Cause) -> Iterator[tuple[str, str]]:
    for file in entry.outputs:
        path = project.build / file.path
        if not path.is_file():
            if cause is Cause.MISSING:
                yield "filen saknas", path.as_posix()
        elif cause is Cause.EDITED and sha256_of(path) != file.sha256:
            yield "filen är ändrad för hand", path.as_posix()


def _facts(project: Project, verdict: Verdict, entry: DocumentEntry) -> Iterator[tuple[str, str]]:
    """By field, when what it was made of has been kept; otherwise by file."""
    assert isinstance(verdict.job, Job)  # who asks why has planned everything
    kept = kept_facts(project.build, entry.facts_sha256)
    found = drifts(kept, verdict.job.record) if kept is not None else ()
    told = [_field(project, verdict.job.authority, drift) for drift in found] or [*_files(project, entry.inputs)]
    yield from told or [("uppgifterna har ändrats", "")]


def _field(project: Project, authority: str, drift: Drift) -> tuple[str, str]:
    folder = f"{project.data.name}/{authority}"
    if drift.file.startswith(f"{FOLDER}/"):
        own = (project.templates / authority / drift.file).is_file()
        folder = f"{project.templates.name}/{authority}" if own else project.templates.name
    where = f" ({'.'.join(map(str, drift.route))})" if drift.route else ""
    return f"{drift.title}{where} {drift.how}", f"{folder}/{drift.file}"


def _files(project: Project, inputs: Iterable[FileEntry]) -> Iterator[tuple[str, str]]:
    for file in inputs:
        name, _, rest = file.path.partition("/")
        path = (project.data if name == project.data.name else project.templates) / rest
        if not path.is_file():
            yield "filen finns inte längre", file.path
        elif sha256_of(path) != file.sha256:
            yield "filen har ändrats", file.path


def _templates(project: Project, verdict: Verdict, entry: DocumentEntry, maker: Maker) -> Iterator[tuple[str, str]]:
    for path, then in ((verdict.job.template, entry.template), (verdict.job.agreement, entry.agreement)):
        if path is None or (then is not None and then.sha256 == maker.templates[path]):
            continue
        shown_as = _shown(path, project.templates)
        if then is not None and then.path != shown_as:
            yield f"det görs efter en annan mall än förut ({then.path})", shown_as
        else:
            yield "mallen har ändrats", shown_as


def _shown(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def _engine(entry: DocumentEntry, maker: Maker) -> str:
    name = _ENGINES.get(maker.engine, maker.engine)
    if entry.engine != maker.engine:
        return f"det görs med {name}, och gjordes med {_ENGINES.get(entry.engine, entry.engine)}"
    return _version(name, entry.engine_version, maker.engine_version)


def _program(entry: DocumentEntry, now: ToolsEntry) -> str:
    if entry.program_version != now.program_version:
        return _version("programmet", entry.program_version, now.program_version)
    return "programmet har ändrats"


def _libraries(then: ToolsEntry | None, now: ToolsEntry) -> Iterator[str]:
    before, after = _versions(then), _versions(now)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield _version(name, before.get(name, "ingen"), after.get(name, "ingen"))


def _versions(tools: ToolsEntry | None) -> Mapping[str, str]:
    if tools is None:
        return {}
    return {**tools.libraries, "Python": tools.python_version, "zlib": tools.zlib_version}


def _version(name: str, then: str, now: str) -> str:
    return f"{name} har en annan version ({then}, nu {now})"


def drift_problems(found: Iterable[Why], gone: Iterable[DocumentEntry]) -> tuple[Problem, ...]:
    """A problem for each reason why a build would change something.

    Args:
        found: the documents of the plan.
        gone: documents in build/ that have no source any more.
    """
    changes = [(one.stem, reason.text, reason.file) for one in found for reason in one.reasons]
    changes += [(one.id, "underlaget är borta", "") for one in gone]
    remedy = "bygg utan --frozen, eller ta tillbaka ändringen"
    return tuple(
        Problem("frozen-drift", f"{stem}.pdf: {text}", Place(file) if file else None, remedy)
        for stem, text, file in changes
    )
