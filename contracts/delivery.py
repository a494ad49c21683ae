"""Puts what has been made into build/: staged with what is kept of it, moved all at once, and in the manifest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.compiling import templates_of
from contracts.filing.manifest import DocumentEntry, read_manifest
from contracts.filing.sent import SentDocument, keep_sent
from contracts.filing.staging import Stage, file_away
from contracts.making import Making
from contracts.plan.jobs import Job
from contracts.plan.stems import COMPARISON
from contracts.provenance import sources_of, tools
from contracts.word.render import Template
from contracts.working import Failure, Made, make_one


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    documents: tuple[DocumentEntry, ...]
    aside: tuple[Path, ...]  #: files changed by hand that were kept under another name
    removed: tuple[Path, ...] = ()  #: files whose source is gone
    failures: tuple[Failure, ...] = ()  #: documents that could not be made, in the order of the plan


def make_and_file(job: Job, templates: Mapping[Path, Template], making: Making, key: str) -> Built:
    """Make and prove one document, and move it into build/.

    Args:
        job: the document; the parts of a packet are staged, or current in build/.
        templates: each template that it uses.
        making: with what.
        key: of the job; it is written into the manifest.

    Raises:
        As `build`.
    """
    sources = sources_of(making.project, making.authorities[job.authority], job)
    result = make_one(job, templates, sources, making)
    if isinstance(result, Failure):
        raise result.error
    return file_made([stage_made(result, making.stage, key)], making.stage, ())


def stage_made(made: Made, stage: Stage, key: str) -> DocumentEntry:
    """Stage a document with what is kept of it; its entry in the manifest."""
    entry = made.entry.model_copy(update={"key": key})
    for path, content in made.outputs.items():
        stage.output(path).write_bytes(content)
    sent = _sent(made.job, entry)
    keep_sent(stage.output, sent, made.outputs[sent.docx.path], made.job.record, templates_of([made.job]))
    return entry


def file_made(made: Sequence[DocumentEntry], stage: Stage, gone: Sequence[DocumentEntry]) -> Built:
    """Move what was made into build/, and remove documents that have no source any more.

    Raises:
        OutputError: build/ cannot be written.
    """
    fresh, left = {entry.id for entry in made}, {entry.id for entry in gone}

    def is_there(entry: DocumentEntry) -> bool:
        """Whether it was made, or nobody has taken its files away."""
        return entry.id in fresh or all((stage.build / file.path).exists() for file in entry.outputs)

    manifest = read_manifest(stage.build).with_documents(made, tools())
    aside = file_away(stage, manifest.keeping(lambda entry: entry.id not in left and is_there(entry)))
    removed = tuple(stage.build / file.path for entry in gone for file in entry.outputs)
    return Built(tuple(made), aside, removed)


def _sent(job: Job, entry: DocumentEntry) -> SentDocument:
    """What is kept of a document, so that an edited copy of it can be compared with it later."""
    docx = next(file for file in entry.outputs if file.path.endswith(".docx"))
    return SentDocument(
        authority=job.authority,
        document=job.planned.id,
        stem=job.stem,
        title=job.title,
        draft=job.draft,
        whole=not job.parts and job.planned.kind != COMPARISON,
        docx=docx,
        facts_sha256=job.facts_sha256,
        template=entry.template,
        agreement=entry.agreement.sha256 if entry.agreement else None,
    )
