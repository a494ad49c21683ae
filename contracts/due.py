"""Which documents of a plan must be made, and why: those whose key, or whose files in build/, are not as they were."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from contracts.filing.manifest import DocumentEntry, Manifest, ToolsEntry
from contracts.pdf.office import OfficeProgram
from contracts.plan.head import Head
from contracts.plan.stems import DRAFT


class Cause(StrEnum):
    """Why a document must be made; in the order in which they are told."""

    NEVER = "never"  #: it is not in the manifest
    MISSING = "missing"  #: a file of it is gone
    EDITED = "edited"  #: a file of it was changed by hand
    FACTS = "facts"  #: facts that it shows
    TEMPLATE = "template"  #: its own, or that of the agreement that it changes or shows
    PART = "part"  #: a document that it takes in
    ENGINE = "engine"
    PROGRAM = "program"
    LIBRARIES = "libraries"
    FONTS = "fonts"
    FORCED = "forced"  #: somebody asked for it


@dataclass(frozen=True, slots=True)
class Verdict:
    """One job, and whether it must be done."""

    job: Head
    key: str  #: fingerprint of all that can change a byte of its outputs
    causes: tuple[Cause, ...]  #: nothing when it is current
    entry: DocumentEntry | None  #: what is in build/ of it

    @property
    def current(self) -> bool:
        """Whether nothing need be done."""
        return not self.causes


@dataclass(frozen=True, slots=True)
class Maker:
    """What would make the documents now."""

    engine: str
    engine_version: str
    tools: ToolsEntry
    templates: Mapping[Path, str]  #: SHA-256 of each template that the jobs use


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a build would do."""

    verdicts: tuple[Verdict, ...]  #: on each document that was asked for
    gone: tuple[DocumentEntry, ...]  #: documents in build/ that have no source any more
    manifest: Manifest  #: what is in build/
    maker: Maker  #: what would make them
    program: OfficeProgram | None  #: the LibreOffice that makes them; None for the embedded engine

    @property
    def due(self) -> tuple[Verdict, ...]:
        """Those that must be made, each with its key and its causes; the parts of every packet before it."""
        return tuple(verdict for verdict in self.verdicts if not verdict.current)

    @property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """What there is of the documents that were asked for and are current."""
        return tuple(verdict.entry for verdict in self.verdicts if verdict.current and verdict.entry)


def judge(
    jobs: Sequence[Head],
    keys: Mapping[str, str],
    manifest: Manifest,
    maker: Maker,
    fingerprint: Callable[[str], str | None],
    *,
    force: bool = False,
) -> tuple[Verdict, ...]:
    """A verdict on each job, in the order of the plan.

    Args:
        jobs: the plan; parts of packets before them.
        keys: of the jobs, by stem.
        manifest: what is in build/.
        maker: what would make them.
        fingerprint: SHA-256 of a file by its path relative to build/; None when there is none.
        force: whether all must be made.
    """
    known: dict[str, Verdict] = {}
    for job in jobs:
        entry = manifest.document(job.stem)
        causes = list(_causes(job, keys, entry, manifest, maker, fingerprint, known)) if entry else [Cause.NEVER]
        if force:
            causes.append(Cause.FORCED)
        known[job.stem] = Verdict(job, keys[job.stem], tuple(causes), entry)
    return tuple(known.values())


def _causes(
    job: Head,
    keys: Mapping[str, str],
    entry: DocumentEntry,
    manifest: Manifest,
    maker: Maker,
    fingerprint: Callable[[str], str | None],
    known: Mapping[str, Verdict],
) -> Iterator[Cause]:
    found = [(fingerprint(file.path), file.sha256) for file in entry.outputs]
    if any(now is None for now, _ in found):
        yield Cause.MISSING
    if any(now not in (None, then) for now, then in found):
        yield Cause.EDITED
    if keys[job.stem] == entry.key:
        return
    drifts = tuple(_drifts(job, entry, manifest, maker, known))
    yield from drifts or (Cause.PROGRAM,)


def _drifts(
    job: Head, entry: DocumentEntry, manifest: Manifest, maker: Maker, known: Mapping[str, Verdict]
) -> Iterator[Cause]:
    """What its key is made of and is another now."""
    tools = manifest.tools_of(entry)
    if entry.facts_sha256 != job.facts_sha256:
        yield Cause.FACTS
    agreement = maker.templates[job.agreement] if job.agreement else None
    then = entry.agreement.sha256 if entry.agreement else None
    if (entry.template.sha256, then) != (maker.templates[job.template], agreement):
        yield Cause.TEMPLATE
    parts = [known[part.stem] for part in job.parts if part.stem in known]
    if any(part.entry is None or part.key != part.entry.key for part in parts):
        yield Cause.PART
    if (entry.engine, entry.engine_version) != (maker.engine, maker.engine_version):
        yield Cause.ENGINE
    if (entry.program_version, entry.code_sha256) != (maker.tools.program_version, maker.tools.code_sha256):
        yield Cause.PROGRAM
    if tools is not None and _libraries(tools) != _libraries(maker.tools):
        yield Cause.LIBRARIES
    if entry.fonts_sha256 != maker.tools.fonts_sha256:
        yield Cause.FONTS


def _libraries(tools: ToolsEntry) -> object:
    return tools.python_version, tools.zlib_version, tools.libraries


def gone(manifest: Manifest, jobs: Iterable[Head], kept: Collection[str] = ()) -> tuple[DocumentEntry, ...]:
    """The documents in build/ that a whole plan does not call for any more.

    A draft that somebody asked for, beside the document that can be signed, stays: it is the next such build's. A draft
    that had to be one goes when the document can be signed. What can be signed stays when the document has become a
    draft again: somebody may have sent it.

    Args:
        manifest: what is in build/.
        jobs: the whole plan.
        kept: where documents stand that are not built any more, and stay.
    """
    planned = {job.stem: job for job in jobs}

    def is_called_for(entry: DocumentEntry) -> bool:
        signable = entry.id.removesuffix(f"-{DRAFT}") if entry.draft else entry.id
        if entry.id in planned or entry.id in kept:
            return True
        if not entry.draft:
            return f"{entry.id}-{DRAFT}" in planned
        return entry.asked and signable in planned

    return tuple(entry for entry in manifest.documents if not is_called_for(entry))
