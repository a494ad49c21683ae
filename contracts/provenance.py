"""What a document was made from and by: its entry in the manifest."""

import functools
import hashlib
import importlib.metadata
import platform
import zlib
from pathlib import Path
from typing import Final

from contracts import __version__
from contracts.facts.folders import AuthorityFolder
from contracts.filing.manifest import (
    CheckEntry,
    DocumentEntry,
    FileEntry,
    SignatureEntry,
    Sources,
    ToolsEntry,
    sha256_of,
)
from contracts.filing.staging import Stage
from contracts.pdf import vera
from contracts.pdf.engine import Engine
from contracts.pdf.finish import SignatureField
from contracts.pdf.fonts import FONTS
from contracts.pdf.prove import Proof
from contracts.plan.jobs import Job
from contracts.plan.planned import DraftReason
from contracts.project import Project

#: The libraries that write bytes, or text that becomes bytes.
LIBRARIES: Final = (
    *("Babel", "fonttools", "Jinja2", "lxml", "markdown-it-py", "MarkupSafe", "mdit-py-plugins"),
    *("pdfminer.six", "pikepdf", "Pillow", "pydantic", "PyYAML", "rdocx"),
)


def sources_of(
    project: Project, authority: AuthorityFolder, job: Job, known: dict[Path, FileEntry] | None = None
) -> Sources:
    """The files that a document is made from.

    Behind its facts are its authority's, what it uses, the signed states and clauses in it.

    Args:
        project: where the folders are.
        authority: whose document it is.
        job: the document.
        known: what was found of files for other documents of the build; what is found is added.
    """
    known = {} if known is None else known

    def entry(path: Path, folder: Path) -> FileEntry:
        if path not in known:
            known[path] = file_entry(path, folder, path.read_bytes())
        return known[path]

    planned = job.planned
    folders = authority.some_partnerships(planned.partnerships)
    signed = authority.some_partnerships(planned.signed)
    documents = authority.some_documents(planned.documents)
    paths = [authority.path / "authority.yaml", authority.path / "organisations.yaml"]
    paths += [folder.path / "partnership.yaml" for folder in folders]
    paths += [file.path for folder in signed for file in folder.signed.files]
    paths += [document.path for document in documents]
    clauses = {clause.use for folder in folders for clause in folder.partnership.clauses}
    inputs = (
        *(entry(path, project.data) for path in paths if path in known or path.exists()),
        *(entry(clause.path, project.templates) for clause in authority.clauses.clauses if clause.id in clauses),
    )
    agreement = entry(job.agreement, project.templates) if job.agreement else None
    return Sources(inputs, entry(job.template, project.templates), agreement)


def file_entry(path: Path, folder: Path, content: bytes) -> FileEntry:
    """What is told of a file in the folder of facts or of templates, of which this has been read."""
    shown_as = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    return FileEntry(path=shown_as, sha256=hashlib.sha256(content).hexdigest())


def entry_of(
    job: Job,
    engine: Engine,
    stage: Stage,
    sources: Sources,
    proof: Proof,
    fields: tuple[SignatureField, ...],
) -> DocumentEntry:
    """The manifest's entry for one staged and proved document."""
    outputs = tuple(
        FileEntry(path=path, sha256=sha256_of(stage.output(path))) for path in (f"{job.stem}.docx", f"{job.stem}.pdf")
    )
    return DocumentEntry(
        id=job.stem,
        kind=job.planned.document.kind,
        draft=job.draft,
        title=job.title,
        name=job.planned.name,
        date=job.date,
        engine=engine.name,
        engine_version=engine.version,
        program_version=__version__,
        code_sha256=code_sha256(),
        fonts_sha256=fonts_sha256(),
        facts_sha256=job.facts_sha256,
        template=sources.template,
        inputs=sources.inputs,
        outputs=outputs,
        pages=proof.pages,
        signatures=tuple(SignatureEntry(name=field.name, label=field.label, page=field.page) for field in fields),
        checks=tuple(
            CheckEntry(rule=check.rule, label=check.label, count=check.count, passed=check.passed)
            for check in proof.checks
        ),
        conformance=proof.conformance,
        tools=tools().id,
        asked=DraftReason.ASKED in job.planned.draft_reasons,
        agreement=sources.agreement,
    )


def made_by(engine: str, version: str) -> str:
    """What decides, beside facts and template, how a document comes out.

    Args:
        engine: its name.
        version: its version.
    """
    return " ".join((engine, version, tools().id))


def versions(engine: str, version: str) -> dict[str, str]:
    """Everything whose version can change a byte of a document or of its entry, by name.

    Args:
        engine: its name.
        version: its version.
    """
    known = tools()
    return {
        engine: version,
        "contracts": known.program_version,
        "the program's files": known.code_sha256[:12],
        "Python": known.python_version,
        "zlib": known.zlib_version,
        **known.libraries,
        "fonts": known.fonts_sha256[:12],
        "veraPDF": "installed" if vera.available() else "not installed",
    }


@functools.cache
def tools() -> ToolsEntry:
    """What makes documents beside the engine."""
    libraries = {name: importlib.metadata.version(name) for name in LIBRARIES}
    versions = (__version__, code_sha256(), platform.python_version(), zlib.ZLIB_RUNTIME_VERSION)
    identity = hashlib.sha256(repr((versions, sorted(libraries.items()), fonts_sha256())).encode()).hexdigest()[:16]
    return ToolsEntry(
        id=identity,
        program_version=__version__,
        code_sha256=code_sha256(),
        python_version=platform.python_version(),
        zlib_version=zlib.ZLIB_RUNTIME_VERSION,
        libraries=libraries,
        fonts_sha256=fonts_sha256(),
    )


def is_current(entry: DocumentEntry | None, key: str, project: Project) -> bool:
    """Whether a document in build/ is what a job with this key would make now."""
    return (
        entry is not None and entry.key == key and all(_entry_is_there(file, project.build) for file in entry.outputs)
    )


def _entry_is_there(file: FileEntry, build: Path) -> bool:
    path = build / file.path
    return path.is_file() and sha256_of(path) == file.sha256


@functools.cache  # what runs was read when the process began
def code_sha256() -> str:
    """Fingerprint of this program."""
    return fingerprint(Path(__file__).parent, "*.py")


@functools.cache
def fonts_sha256() -> str:
    """Fingerprint of the project's fonts."""
    return fingerprint(FONTS, "*.ttf")


def fingerprint(folder: Path, pattern: str) -> str:
    """SHA-256 over the names and contents of the files below a folder."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
