"""The jobs of a build: which documents the data calls for, each with everything that making and proving it needs."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.load import AuthorityFolder, PartnershipFolder, Workspace
from contracts.facts.model.partnership import Partnership
from contracts.facts.record import record_of
from contracts.plan.agreement import agreement_view
from contracts.plan.planned_facts import planned_facts
from contracts.plan.views import AgreementView
from contracts.spelling.names import ascii_name
from contracts.spelling.wordings import PlannedFact

#: The file name of each kind's template, in templates/ or templates/<authority>/.
AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make."""

    authority: str  #: the authority folder's name
    partnership: str  #: the partnership folder's name
    kind: str  #: "agreement"
    template: Path
    stem: str  #: output without suffix, relative to build/: "botkyrka/kvinna-i-botkyrka/avtal"
    date: dt.date  #: the document's day; stands in its metadata, never the day of the build
    view: AgreementView
    facts: tuple[PlannedFact, ...]
    record: bytes  #: the facts as canonical JSON

    @property
    def draft(self) -> bool:
        """Whether this is a draft, marked UTKAST."""
        return self.view.document.draft

    @property
    def facts_sha256(self) -> str:
        """Fingerprint of the facts."""
        return hashlib.sha256(self.record).hexdigest()


def plan(workspace: Workspace, templates: Path, *, draft: bool) -> tuple[Job, ...]:
    """Every document that the workspace calls for, in the order of the folders.

    Precondition: the checks found no errors.

    Raises:
        ProblemsError: A template is missing, or a document has no day.
    """
    problems: list[Problem] = []
    jobs: list[Job] = []
    for authority, folder in workspace.partnerships():
        try:
            jobs.append(agreement_job(authority, folder, templates, draft=draft))
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(dict.fromkeys(problems))
    return tuple(jobs)


def agreement_job(authority: AuthorityFolder, folder: PartnershipFolder, templates: Path, *, draft: bool) -> Job:
    """The job of one partnership's agreement.

    Raises:
        ProblemsError: The template is missing, or the document has no day.
    """
    view = agreement_view(authority, folder, draft=draft)
    name = ascii_name(authority.authority.documents.agreement)
    day = document_day(folder.partnership)
    if day is None:
        place = folder.source.place(("name",))
        raise ProblemsError(
            [Problem("document-date-missing", "ingen dag är känd för avtalet", place, "ange document_date: ÅÅÅÅ-MM-DD")]
        )
    return Job(
        authority=authority.id,
        partnership=folder.id,
        kind=AGREEMENT,
        template=template_of(AGREEMENT, authority.id, templates),
        stem=f"{authority.id}/{folder.id}/{name}{'-utkast' if draft else ''}",
        date=day,
        view=view,
        facts=planned_facts(folder.partnership, view),
        record=record_of(authority, folder),
    )


def template_of(kind: str, authority: str, templates: Path) -> Path:
    """The authority's own template if it has one, otherwise the common one.

    Raises:
        ProblemsError: There is neither.
    """
    own, common = templates / authority / f"{kind}.docx", templates / f"{kind}.docx"
    if own.exists():
        return own
    if common.exists():
        return common
    place = Place(f"{templates.name}/{kind}.docx")
    problem = Problem(
        "template-missing", "mallen finns inte", place, f"lägg mallen där, eller i {templates.name}/{authority}/"
    )
    raise ProblemsError([problem])


def document_day(facts: Partnership) -> dt.date | None:
    """The day the document carries: its own date, otherwise the latest day that it builds on, otherwise its start."""
    if facts.document_date:
        return facts.document_date
    return max(_known_days(facts), default=facts.term.start)


def _known_days(facts: Partnership) -> Iterable[dt.date]:
    days = (
        facts.signing.signed_on,
        *(decision.date for decision in facts.decisions),
        *(document.dated for document in facts.referred_documents),
        *(annex.dated for annex in facts.annexes),
    )
    return (day for day in days if day is not None)
