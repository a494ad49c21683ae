"""The jobs of a build: which documents the data calls for, each with everything that making and proving it needs."""

import datetime as dt
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.folders import AuthorityFolder, DocumentFile, Workspace
from contracts.facts.model.packet import Packet
from contracts.facts.record import record_of
from contracts.facts.source import nearest
from contracts.plan.at_rest import at_rest
from contracts.plan.documents import dossiers_of, handed_out, ids_in, planned
from contracts.plan.head import AnyHead, Head
from contracts.plan.planned import DraftReason, Planned
from contracts.plan.shown import shown_in
from contracts.plan.stems import COMPARISON, CONSOLIDATED, DRAFT, stem_of


@dataclass(frozen=True, slots=True)
class Job(Head):
    """One document to make."""

    planned: Planned
    packed: bytes  #: its record

    @classmethod
    def of(cls, authority: str, planned: Planned, record: bytes, template: Path, agreement: Path | None) -> "Job":
        """The job of a planned document.

        Args:
            authority: the authority folder's name.
            planned: the document.
            record: the facts behind it as canonical JSON.
            template: its template.
            agreement: the template of the agreement whose wording it changes, shows or compares.
        """
        return cls(
            authority=authority,
            id=planned.id,
            kind=planned.kind,
            word=planned.document.kind,
            stem=planned.stem,
            title=planned.document.title,
            name=planned.name,
            date=planned.date,
            draft=planned.document.draft,
            draft_reasons=planned.draft_reasons,
            unconfirmed_values=len(planned.unconfirmed),
            parts=planned.parts,
            template=template,
            agreement=agreement,
            facts_sha256=hashlib.sha256(record).hexdigest(),
            planned=at_rest(planned),
            packed=zlib.compress(record, 1),
        )

    @property
    def record(self) -> bytes:
        """The facts behind it as canonical JSON."""
        return zlib.decompress(self.packed)


def plan(
    workspace: Workspace, templates: Path, *, draft: bool, tick: Callable[[], None] = lambda: None
) -> tuple[Job, ...]:
    """Every document that the workspace calls for: authority by authority, in the order in which they are made.

    Precondition: the checks found no errors.

    Args:
        workspace: the facts.
        templates: the folder of templates.
        draft: whether drafts are asked for.
        tick: called before each document is planned; may raise to stop.

    Raises:
        ProblemsError: With all problems: a template is missing, a document has no day, a text cannot be filled in.
    """
    return plan_by_dossiers(
        workspace, lambda authority, dossier: jobs_in(authority, dossier, templates, draft=draft, tick=tick)
    )


def plan_by_dossiers(
    workspace: Workspace, of_dossier: Callable[[AuthorityFolder, str], Sequence[AnyHead]]
) -> tuple[AnyHead, ...]:
    """The same, with what somebody says of the documents of each folder, and each document beside them.

    Args:
        workspace: the facts.
        of_dossier: says what `jobs_in` would.

    Raises:
        ProblemsError: As `plan`.
    """
    problems: list[Problem] = []
    found: list[AnyHead] = []
    for authority in workspace.authorities:
        for dossier in dossiers_of(authority):
            try:
                found += of_dossier(authority, dossier)
            except ProblemsError as error:
                problems.extend(error.problems)
    problems += _same_outputs(found, workspace.data.name)
    if problems:
        raise ProblemsError(dict.fromkeys(problems))
    return tuple(found)


def jobs_in(
    authority: AuthorityFolder, dossier: str, templates: Path, *, draft: bool, tick: Callable[[], None] = lambda: None
) -> tuple[Job, ...]:
    """The jobs of one partnership's folder, or of one document beside them. Arguments and errors as of `plan`."""
    problems: list[Problem] = []
    jobs = []
    for identifier in ids_in(authority, dossier):
        tick()
        try:
            jobs.append(job_of(authority, identifier, templates, draft=draft))
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(problems)
    return tuple(jobs)


def _same_outputs(jobs: Sequence[Head], data: str) -> Iterator[Problem]:
    """Documents that would be built on top of one another."""
    first: dict[str, Head] = {}
    for job in jobs:
        other = first.setdefault(job.stem, job)
        if other is not job:
            text = f"”{other.id}” och ”{job.id}” skulle båda bli {job.stem}.pdf"
            remedy = "ge dem olika namn: byt ord under documents i authority.yaml, eller filnamnet i data"
            yield Problem("output-twice", text, Place(f"{data}/{job.authority}/authority.yaml"), remedy)


def job_of(authority: AuthorityFolder, identifier: str, templates: Path, *, draft: bool) -> Job:
    """The job of one document. Raises as `plan`."""
    one = planned(authority, identifier, draft=draft)
    if one.parts:
        one = _with_parts(authority, one, draft=draft)
    agreement = template_of(one.wording.after, authority, templates) if one.wording else None
    # A comparison has no template: it is made of the two wordings.
    template = agreement if agreement and one.kind == COMPARISON else template_of(one, authority, templates)
    record = record_of(
        authority,
        one.id,
        one.partnerships,
        one.documents,
        signed=one.signed,
        revision=one.revision,
        shown=shown_in(one, template, agreement),
    )
    return Job.of(authority.id, one, record, template, agreement)


def _with_parts(authority: AuthorityFolder, packet: Planned, *, draft: bool) -> Planned:
    """A packet with each part as it will be made: with a draft among them it is a draft itself."""
    drafts = {part.document for part in packet.parts if planned(authority, part.document, draft=draft).document.draft}
    parts = tuple(
        replace(part, stem=stem_of(authority, part.document, draft=part.document in drafts)) for part in packet.parts
    )
    reasons = (*packet.draft_reasons, *([DraftReason.PART] if drafts else []))
    if reasons and not packet.document.draft:
        packet = planned(authority, packet.id, draft=True)
    return replace(packet, parts=parts, draft_reasons=reasons)


def kept_stems(workspace: Workspace) -> frozenset[str]:
    """Where the packets stand that are not built any more, and stay in build/ as they were handed out."""
    return frozenset(
        stem_of(authority, document.id, draft=draft)
        for authority in workspace.authorities
        for document, _ in handed_out(authority)
        for draft in (False, True)
    )


def filed_part_problems(workspace: Workspace, today: dt.date) -> Iterator[Problem]:
    """What to know of a packet for a meeting that is still to come, and takes in what has been filed."""
    for authority in workspace.authorities:
        for document, parts in handed_out(authority):
            assert isinstance(document.facts, Packet)
            if document.facts.date < today:
                continue
            yield part_filed(document, parts)


def part_filed(document: DocumentFile, parts: Sequence[str]) -> Problem:
    """Why a packet is not built: what it takes in is filed, or is not made because all that differed is signed."""
    whole = [one for one in parts if one.partition("/")[2].partition("-")[0] in (CONSOLIDATED, COMPARISON)]
    filed = [one for one in parts if one not in whole]
    texts = [f"{', '.join(filed)}, som är undertecknat och filat"] if filed else []
    texts += [f"{', '.join(whole)}, som inte görs när inget väntar på att undertecknas"] if whole else []
    text = f"handlingarna tar in {' och '.join(texts)}; de byggs inte"
    remedy = (
        "stod de inför ett möte som har varit, ligger de kvar som de lämnades ut; ta annars bort det ur listan och"
        " lämna den undertecknade filen i signed/ bredvid handlingarna"
    )
    return Problem("packet-part-filed", text, Place(document.source.file, 1), remedy, Severity.WARNING)


def handed_out_targets(workspace: Workspace) -> Mapping[str, Problem]:
    """What to say to who asks for a packet that is not built any more, by its ids and outputs."""
    found: dict[str, Problem] = {}
    for authority in workspace.authorities:
        for document, parts in handed_out(authority):
            stems = [stem_of(authority, document.id, draft=draft) for draft in (False, True)]
            found |= dict.fromkeys((f"{authority.id}/{document.id}", *stems), part_filed(document, parts))
    return found


def template_of(one: Planned, authority: AuthorityFolder, templates: Path) -> Path:
    """The authority's own template if it has one, otherwise the common one.

    Raises:
        ProblemsError: There is neither.
    """
    name = f"{one.kind}-{one.variant}" if one.variant else one.kind
    own, common = templates / authority.id / f"{name}.docx", templates / f"{name}.docx"
    if own.exists():
        return own
    if common.exists():
        return common
    folder = authority.partnership(one.partnership) if one.partnership and one.variant else None
    place = folder.source.place(("template",)) if folder else Place(f"{templates.name}/{name}.docx")
    text = f"mallen {templates.name}/{name}.docx finns inte"
    remedy = f"lägg den där, eller i {templates.name}/{authority.id}/"
    raise ProblemsError([Problem("template-missing", text, place, remedy)])


def selected(
    jobs: Sequence[AnyHead], targets: Sequence[str], build: str, not_built: Mapping[str, Problem] = MappingProxyType({})
) -> tuple[AnyHead, ...]:
    """The jobs that somebody asked for, in the order of the plan, with the parts of every packet among them.

    Args:
        jobs: the whole plan.
        targets: each an authority ("botkyrka"), a partnership or document ("botkyrka/feriepraktik",
            "botkyrka/memo-2018-04-09"), an output with or without suffix and build folder, or a kind, by the template's
            name or the authority's word ("memo", "tjänsteskrivelse"). Nothing means everything.
        build: how the build folder is written in a path.
        not_built: what to say to who asks for what is not built any more (`handed_out_targets`).

    Raises:
        ProblemsError: A target means nothing, with the nearest that does; or is not built any more.
    """
    if not targets:
        return tuple(jobs)
    wanted: set[str] = set()
    problems = []
    for target in targets:
        found = [job for job in jobs if _is_meant(job, plain_target(target, build))]
        wanted |= {job.stem for job in found}
        if not found:
            kept = not_built.get(plain_target(target, build))
            problems.append(replace(kept, severity=Severity.ERROR) if kept else _unknown_target(target, jobs))
    if problems:
        raise ProblemsError(problems)
    wanted |= {part.stem for job in jobs if job.stem in wanted for part in job.parts}
    return tuple(job for job in jobs if job.stem in wanted)


def plain_target(target: str, build: str) -> str:
    """A target without folder and suffix: "build/malmo/rapport-2019.pdf" becomes "malmo/rapport-2019"."""
    plain = target.replace("\\", "/").removeprefix("./").removeprefix(build.rstrip("/") + "/").strip("/")
    for suffix in (".pdf", ".docx", ".md"):
        plain = plain.removesuffix(suffix)
    return plain.removeprefix("data/")


def _is_meant(job: Head, target: str) -> bool:
    return target in _names_of(job) or any(name.startswith(f"{target}/") for name in (job.stem, _id(job)))


def _names_of(job: Head) -> Iterable[str]:
    words = job.word
    # Who names the document means its draft when drafts are made, also when LibreOffice is missing.
    signable = job.stem.removesuffix(f"-{DRAFT}") if job.draft else job.stem
    return (job.stem, signable, _id(job), job.kind, words, words.casefold())


def _id(job: Head) -> str:
    return f"{job.authority}/{job.id}"


def _unknown_target(target: str, jobs: Sequence[Head]) -> Problem:
    known = sorted({name for job in jobs for name in (*_names_of(job), job.authority, _id(job).rpartition("/")[0])})
    guess = nearest(target, known)
    others = "contracts plan visar allt som kan byggas; av det som är register_only görs inget avtal"
    remedy = f"menade du ”{guess}”?" if guess else others
    return Problem("target-unknown", f"”{target}” är inget som kan byggas", None, remedy)
