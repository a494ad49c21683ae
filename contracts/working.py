"""Makes one document of a build with an open engine, or says why it cannot be made: its failure stops no other."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.assembling import assemble
from contracts.comparison import compare_wordings
from contracts.errors import ContractsError, ConversionError, Place, Problem, ProblemsError, ProofError
from contracts.filing.manifest import DocumentEntry, Sources
from contracts.filling import Filled, is_filled_before
from contracts.making import Making, make
from contracts.pdf.embedded import Embedded
from contracts.pdf.engine import Engine
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, OfficeProgram, find_office
from contracts.pdf.read import UnreadablePdfError
from contracts.plan.jobs import Job
from contracts.project import Project
from contracts.word.render import Template

#: What concerns one document alone, so that the others can still be made.
ONE_DOCUMENT: Final = (ProblemsError, ConversionError, ProofError, UnreadablePdfError)


@dataclass(frozen=True, slots=True)
class Made:
    """A document that has been made and proved."""

    job: Job
    entry: DocumentEntry
    outputs: Mapping[str, bytes]  #: by path relative to build/


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not made."""

    job: Job
    error: ContractsError


@contextlib.contextmanager
def open_engine(
    project: Project, work: Path, *, embedded: bool, program: OfficeProgram | None = None
) -> Iterator[Engine]:
    """The embedded engine or LibreOffice, with fonts and folders of its own.

    Args:
        project: where to look for LibreOffice, how long it may take, and how much memory.
        work: an existing folder.
        embedded: which of the two.
        program: the LibreOffice, when it has been found already.

    Raises:
        MissingProgramError: LibreOffice is wanted and not on this machine.
    """
    seconds, memory = project.time_limit, project.memory_limit
    engine: Engine
    if embedded:
        engine = Embedded(work, limit=seconds, memory_limit=memory)
    else:
        fonts = fonts_configuration(work)
        engine = Office(program or find_office(project.office), work, fonts, seconds, seconds, memory)
    with engine:
        yield engine


def part_missing(job: Job, part: str, data: str) -> ProblemsError:
    """What is told of a packet when a document in it was not made.

    Args:
        job: the packet.
        part: that document's title.
        data: the data folder's name.
    """
    text = f"”{job.title}” väntar på ”{part}”, som inte har blivit gjord"
    place = Place(f"{data}/{job.authority}/{job.planned.id}.md")
    return ProblemsError([Problem("packet-part-missing", text, place, "rätta först det som stoppar den delen")])


def make_one(
    job: Job,
    templates: Mapping[Path, Template],
    sources: Sources,
    making: Making,
    filled: Filled | None = None,
) -> Made | Failure:
    """One document, or why it was not made. Nothing is left staged of what was not.

    Args:
        job: the document.
        templates: each template that it uses; none are needed when it has been filled in.
        sources: the files that it is made from.
        making: with what.
        filled: its template filled in, when that has been done.

    Raises:
        ContractsError: something is wrong that would stop every document.
    """
    stage = making.stage
    try:
        if is_filled_before(job):
            entry = make(job, templates, sources, making, filled)
        else:
            entry = (assemble if job.parts else compare_wordings)(job, templates, sources, making)
    except ONE_DOCUMENT as error:
        for suffix in (".docx", ".pdf"):
            stage.output(f"{job.stem}{suffix}").unlink(missing_ok=True)
        return Failure(job, error)
    return Made(job, entry, {file.path: stage.output(file.path).read_bytes() for file in entry.outputs})
