"""Fills in the templates of a build ahead of all else, so that all that is wrong is told at once, and soon.

What came out is kept, on disk and not in memory, until its document is made: no template is filled in twice.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Problem, ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.pdf.attachments import DOCX_TYPE, WORDING_NAME, Attachment, Relationship
from contracts.plan.jobs import Job
from contracts.plan.stems import AGREEMENT, COMPARISON
from contracts.rendering import render, render_marked
from contracts.revising.material import Material, material_of
from contracts.word.render import Rendered, Template


@dataclass(frozen=True, slots=True)
class Filled:
    """A document's Word file, and what its PDF will carry beside the facts."""

    rendered: Rendered
    attachments: tuple[Attachment, ...]


def fill(job: Job, templates: Mapping[Path, Template], authority: AuthorityFolder) -> Filled:
    """A document's template filled in, with marks where it rests on what nobody has confirmed.

    Args:
        job: the document; no packet and no comparison.
        templates: each template that it uses.
        authority: the facts that it was planned from.

    Raises:
        TemplateError: The template cannot be rendered with these facts.
        UnreadablePdfError: A signed PDF is none.
    """
    material = material_of(job.planned, templates, job.agreement)
    rendered = render_marked(job, templates[job.template], authority, material.names_of, material.signed)
    return Filled(rendered, _wording(job, rendered, material))


def try_out(job: Job, templates: Mapping[Path, Template]) -> tuple[Problem, ...]:
    """Render a document without keeping what comes out; what the reader should know of it.

    Raises:
        TemplateError: The template cannot be rendered with these facts.
    """
    material = material_of(job.planned, templates, job.agreement)
    if job.planned.kind != COMPARISON:
        names = material.names_of(job.planned)
        render(job.planned, templates[job.template], names, signed=material.signed)
    return material.wordings.remarks if material.wordings else ()


def remarks_on(jobs: Iterable[Job], templates: Mapping[Path, Template]) -> tuple[Problem, ...]:
    """What the reader should know of documents that change a signed agreement, as `try_out` says it of one.

    Raises:
        As `fill`.
    """
    changing = (job for job in jobs if job.planned.revision is not None and job.planned.wording is not None)
    materials = (material_of(job.planned, templates, job.agreement) for job in changing)
    return tuple(dict.fromkeys(one for made in materials if made.wordings for one in made.wordings.remarks))


def is_filled_before(job: Job) -> bool:
    """Whether its Word file is known before anything is made.

    The first pages of a packet say on which page each part begins, and a comparison has no template of its own.
    """
    return not job.parts and job.planned.kind != COMPARISON


class FilledDocuments:
    """The filled in documents of a build, in a folder until they are taken.

    Args:
        folder: an existing one, that is removed with all that is in it when the build ends.
        templates: each template that the build uses.
        authorities: by id: the facts that its jobs were planned from.
    """

    def __init__(
        self, folder: Path, templates: Mapping[Path, Template], authorities: Mapping[str, AuthorityFolder]
    ) -> None:
        self._folder, self._templates, self._authorities = folder, templates, authorities
        self._numbers: dict[str, int] = {}

    def fill(self, jobs: Iterable[Job], tick: Callable[[], None] = lambda: None) -> Iterator[Job]:
        """Each job whose template has been filled in, or tried where its Word file cannot be known yet.

        After the first problem none is given any more, but all are looked at.

        Args:
            jobs: the documents.
            tick: called before each; may raise to stop.

        Raises:
            ProblemsError: With every problem of every document.
        """
        problems: list[Problem] = []
        for job in jobs:
            tick()
            try:
                if is_filled_before(job):
                    self._keep(job, fill(job, self._templates, self._authorities[job.authority]))
                else:
                    try_out(job, self._templates)
            except ProblemsError as error:
                problems += error.problems
            if not problems:
                yield job
        if problems:
            raise ProblemsError(dict.fromkeys(problems))

    def packed(self, job: Job) -> bytes | None:
        """The document as it travels, for `unpack_filled`; None when its Word file is not known yet."""
        place = self._place(job)
        return place.read_bytes() if place else None

    def forget(self, job: Job) -> None:
        """Keep it no longer: it has been made, or cannot be."""
        if place := self._place(job):
            place.unlink(missing_ok=True)

    def _place(self, job: Job) -> Path | None:
        number = self._numbers.get(job.stem)
        return None if number is None else self._folder / f"filled-{number}"

    def _keep(self, job: Job, filled: Filled) -> None:
        self._numbers[job.stem] = len(self._numbers)
        place = self._place(job)
        assert place is not None
        place.write_bytes(pickle.dumps(filled, pickle.HIGHEST_PROTOCOL))


def unpack_filled(content: bytes | None) -> Filled | None:
    """A document that this build filled in; None for none."""
    filled = pickle.loads(content) if content is not None else None  # noqa: S301 (this build wrote it)
    assert filled is None or isinstance(filled, Filled)
    return filled


def _wording(job: Job, rendered: Rendered, material: Material) -> tuple[Attachment, ...]:
    """An agreement's whole wording, which a document that is to be signed carries: the next change begins there."""
    if job.draft or not job.planned.signatories:
        return ()
    if job.planned.revision is None and job.planned.kind == AGREEMENT:
        docx = rendered.docx
    elif job.planned.revision is not None and material.wordings is not None:
        docx = material.wordings.new.docx
    else:
        return ()
    return (Attachment(WORDING_NAME, docx, "Avtalets hela lydelse", DOCX_TYPE, Relationship.SUPPLEMENT),)
