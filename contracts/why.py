"""Why each document of a build would be made, in words: what is another now, and in which file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from contracts.due import Cause, Maker, Verdict
from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.clause_library import FOLDER
from contracts.facts.drift import Drift, drifts
from contracts.facts.record import RECORD_NAME
from contracts.filing.manifest import DocumentEntry, Manifest, ToolsEntry, sha256_of
from contracts.pdf.read_catalogue import read_attachments
from contracts.project import Project

_ENGINES = {"office": "LibreOffice", "embedded": "den inbyggda motorn"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for making a document."""

    text: str  #: Swedish, a clause without full stop
    file: str = ""  #: which file is another than it was; "" when it is no file of the project


@dataclass(frozen=True, slots=True)
class Why:
    """One document of the plan, and why it would be made."""

    verdict: Verdict
    reasons: tuple[Reason, ...]  #: nothing when it is current


def why(project: Project, verdicts: Sequence[Verdict], manifest: Manifest, maker: Maker) -> tuple[Why, ...]:
    """Why each document would be made, what is nearest to it first.

    Args:
        project: where the folders are.
        verdicts: on the documents.
        manifest: what is in build/.
        maker: what would make them.
    """
    return tuple(Why(one, tuple(_reasons(project, one, manifest, maker))) for one in verdicts)


def _reasons(project: Project, verdict: Verdict, manifest: Manifest, maker: Maker) -> Iterator[Reason]:
    entry, job = verdict.entry, verdict.job
    for cause in verdict.causes:
        match cause:
            case Cause.NEVER:
                yield Reason("aldrig byggt")
            case Cause.FORCED:
                yield Reason("någon ber om det (--force)")
            case Cause.PART:
                yield Reason("en handling i det görs om")
            case Cause.TEMPLATE:
                template = f"{project.templates.name}/{job.template.relative_to(project.templates).as_posix()}"
                yield Reason("mallen har ändrats", template)
            case Cause.FONTS:
                yield Reason("typsnitten har ändrats")
            case Cause.PROGRAM:
                yield Reason("programmet har ändrats")
            case _ if entry is None:
                continue
            case Cause.MISSING | Cause.EDITED:
                yield from _outputs(project, entry, cause)
            case Cause.FACTS:
                yield from _facts(project, verdict, entry)
            case Cause.ENGINE:
                yield Reason(_engine(entry, maker))
            case Cause.LIBRARIES:
                yield from _libraries(manifest.tools_of(entry), maker.tools)


def _outputs(project: Project, entry: DocumentEntry, cause: Cause) -> Iterator[Reason]:
    for file in entry.outputs:
        path = project.build / file.path
        if cause is Cause.MISSING and not path.is_file():
            yield Reason("filen saknas", path.as_posix())
        elif cause is Cause.EDITED and path.is_file() and sha256_of(path) != file.sha256:
            yield Reason("filen är ändrad för hand", path.as_posix())


def _facts(project: Project, verdict: Verdict, entry: DocumentEntry) -> Iterator[Reason]:
    """By field, when the PDF that is there still carries what it was made of; otherwise by file."""
    authority = f"{project.data.name}/{verdict.job.authority}"
    old = _carried(project, entry)
    found = drifts(old, verdict.job.record) if old is not None else ()
    if found:
        for drift in found:
            clause = drift.file.startswith(f"{FOLDER}/")
            folder = project.templates.name if clause else authority
            yield Reason(_told(drift), f"{folder}/{drift.file}")
        return
    now = {file.path: file.sha256 for file in entry.inputs}
    for path, sha256 in now.items():
        name, _, rest = path.partition("/")
        where = (project.data if name == project.data.name else project.templates) / rest
        if not where.is_file():
            yield Reason("filen finns inte längre", path)
        elif sha256_of(where) != sha256:
            yield Reason("filen har ändrats", path)


def _told(drift: Drift) -> str:
    where = ".".join(map(str, drift.route))
    return f"{drift.title} ({where}) har ändrats" if where else f"{drift.title} har ändrats"


def _carried(project: Project, entry: DocumentEntry) -> bytes | None:
    """The facts that the built PDF carries; None when it is not the one that was built."""
    for file in entry.outputs:
        path: Path = project.build / file.path
        if path.suffix == ".pdf" and path.is_file() and sha256_of(path) == file.sha256:
            with pikepdf.open(path) as pdf:
                return next((one.data for one in read_attachments(pdf) if one.name == RECORD_NAME), None)
    return None


def _engine(entry: DocumentEntry, maker: Maker) -> str:
    name = _ENGINES.get(maker.engine, maker.engine)
    if entry.engine != maker.engine:
        return f"det görs med {name}, och gjordes med {_ENGINES.get(entry.engine, entry.engine)}"
    return f"{name} har en annan version ({entry.engine_version}, nu {maker.engine_version})"


def _libraries(then: ToolsEntry | None, now: ToolsEntry) -> Iterator[Reason]:
    for name, (before, after) in _versions(then, now).items():
        if before != after:
            yield Reason(f"{name} har en annan version ({before or 'ingen'}, nu {after or 'ingen'})")


def _versions(then: ToolsEntry | None, now: ToolsEntry) -> Mapping[str, tuple[str | None, str | None]]:
    if then is None:
        return {}
    names = sorted({*then.libraries, *now.libraries})
    return {
        "Python": (then.python_version, now.python_version),
        "zlib": (then.zlib_version, now.zlib_version),
        **{name: (then.libraries.get(name), now.libraries.get(name)) for name in names},
    }


def drift_problems(project: Project, found: Sequence[Why], gone: Sequence[DocumentEntry]) -> tuple[Problem, ...]:
    """A problem for each document that is not what would be built now.

    Args:
        project: where the folders are.
        found: the documents of the plan.
        gone: documents in build/ that have no source any more.
    """
    remedy = "bygg utan --frozen, eller ta tillbaka ändringen"
    problems = [
        Problem(
            "frozen-drift",
            f"{one.verdict.job.stem}: {_sentence(reason)}",
            Place(reason.file or "manifest.json"),
            remedy,
        )
        for one in found
        for reason in one.reasons
    ]
    problems += [
        Problem(
            "frozen-drift", f"{entry.id}: underlaget är borta", Place((project.build / entry.id).as_posix()), remedy
        )
        for entry in gone
    ]
    return tuple(problems)


def _sentence(reason: Reason) -> str:
    return reason.text


class DriftError(ProblemsError):
    """A build that was to change nothing would change something."""
