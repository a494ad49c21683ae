"""One document to make, with all that this takes: so it can be made on any machine, which need not share a disk."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from contracts.facts.folders import AuthorityFolder
from contracts.filing.manifest import FileEntry, Sources
from contracts.filing.staging import Stage
from contracts.pdf.office import OfficeProgram
from contracts.plan.jobs import Job
from contracts.project import Project
from contracts.provenance import file_entry, sources_of

#: Of pickle: the newest that every Python which runs this program has.
_PROTOCOL: Final = 5
_DATA, _TEMPLATES, _BUILD = Path("data"), Path("templates"), Path("build")


@dataclass(frozen=True, slots=True)
class Kit:
    """What every document of a build is made with."""

    project: Project
    authorities: Mapping[str, AuthorityFolder]  #: by id: the facts that the jobs were planned from
    program: OfficeProgram | None  #: the LibreOffice that makes them; None for the embedded engine


@dataclass(frozen=True, slots=True)
class Order:
    """One document to make. Every path in it, but those that facts remember, is relative to a folder of its own."""

    project: Project
    job: Job
    embedded: bool  #: whether the embedded engine makes it
    sources: Sources  #: the files that it is made from
    #: what is to be filled in there and with what: templates, signed PDFs; finished PDFs that a packet takes in
    files: Mapping[Path, bytes]
    facts: bytes  #: its authority, pickled
    filled: bytes | None  #: its template filled in, packed; None to fill it in there


def laid_out(order: Order, folder: Path) -> Order:
    """The order with its files written into an empty folder, and every path leading there."""
    for path, content in order.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    home = order.project
    project = replace(home, data=folder / home.data, templates=folder / home.templates, build=folder / home.build)
    return replace(order, project=project, job=_moved(order.job, lambda path: folder / path), files={})


class Orders:
    """Makes orders of the jobs of one build; what many have in common is read once.

    Args:
        kit: what the documents are made with.
        stage: where finished parts of packets are found.
    """

    def __init__(self, kit: Kit, stage: Stage) -> None:
        self._kit, self._stage = kit, stage
        self._templates: dict[Path, bytes] = {}
        self._facts: dict[tuple[str, bool], bytes] = {}
        self._sources: dict[Path, FileEntry] = {}
        home = kit.project
        # Texts name the folders as the user does.
        self._project = replace(
            home, data=_DATA / home.data.name, templates=_TEMPLATES / home.templates.name, build=_BUILD, office=None
        )

    def order(self, job: Job, filled: bytes | None = None) -> Order:
        """The order of a job.

        Args:
            job: the document; the parts of a packet are staged, or current in build/.
            filled: its template filled in, packed; None to fill it in there.
        """
        kit = self._kit
        for path in (job.template, job.agreement):
            if path is not None and path not in self._templates:  # what is told of a template is told of what is sent
                content = self._templates[path] = path.read_bytes()
                self._sources[path] = file_entry(path, kit.project.templates, content)
        return Order(
            project=self._project,
            job=_moved(job, self._place),
            embedded=kit.program is None,
            sources=sources_of(kit.project, kit.authorities[job.authority], job, self._sources),
            files=dict(self._files(job, is_filled=filled is not None)),
            facts=self._of(job, is_filled=filled is not None),
            filled=filled,
        )

    def _files(self, job: Job, *, is_filled: bool) -> Iterator[tuple[Path, bytes]]:
        for path in (job.template, job.agreement) if not is_filled else ():
            if path is not None:
                yield self._place(path), self._templates[path]
        for path in job.planned.wording.signed if job.planned.wording and not is_filled else ():
            if path.is_file():
                yield self._place(path), path.read_bytes()
        for part in job.parts:
            name = f"{part.stem}.pdf"
            yield _BUILD / name, self._stage.finished(name).read_bytes()

    def _place(self, path: Path) -> Path:
        home = self._kit.project
        if path.is_relative_to(home.templates):
            return self._project.templates / path.relative_to(home.templates)
        return self._project.data / path.relative_to(home.data)

    def _of(self, job: Job, *, is_filled: bool) -> bytes:
        """All facts of the authority where the document is planned again to find what rests on unconfirmed values.

        Planned with other values it may look at anything there. Every other document has all its facts in its job.
        """
        whole = bool(job.planned.unconfirmed) and not is_filled
        key = (job.authority, whole)
        if key not in self._facts:
            authority = self._kit.authorities[job.authority]
            bare = AuthorityFolder(authority.id, authority.path, authority.authority, authority.source, (), None, ())
            self._facts[key] = pickle.dumps(replace(authority, outward={}) if whole else bare, _PROTOCOL)
        return self._facts[key]


def pack(order: Order) -> bytes:
    """An order as it travels."""
    return pickle.dumps(order, _PROTOCOL)


def unpack(content: bytes) -> Order:
    """The order that somebody packed, whom this process must trust: whoever sends one can have anything done."""
    order = pickle.loads(content)  # noqa: S301 - see above
    assert isinstance(order, Order)
    return order


def _moved(job: Job, move: Callable[[Path], Path]) -> Job:
    """The job with the paths of its files changed."""
    planned = job.planned
    if planned.wording is not None:
        signed = tuple(map(move, planned.wording.signed))
        planned = replace(planned, wording=replace(planned.wording, signed=signed))
    agreement = move(job.agreement) if job.agreement is not None else None
    return replace(job, planned=planned, template=move(job.template), agreement=agreement)
